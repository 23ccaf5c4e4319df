"""What holds for every public page: the policy, no other host, one language."""

from __future__ import annotations

import datetime

import pytest
from wagtail.documents import get_document_model

from cms.core.models import MourningPeriod, SiteSettings
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    CoreImageFactory,
    DayInHistoryFactory,
    OnThisDayPageFactory,
    PersonFactory,
    PersonIndexPageFactory,
    PlaceFactory,
    SectionPageFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    paragraphs,
)
from tests.markup import HOST, hosts, soup

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "style-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def policy(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts if part.strip())


@pytest.fixture
def site(home, index, rebuilt) -> dict[str, str]:
    """A site with one of everything; the address of each by name."""
    place, picture = PlaceFactory(name="上甘岭"), CoreImageFactory()
    person = PersonFactory(name="黄继光", portrait=picture, short_life="生平", place=place)
    people = PersonIndexPageFactory(parent=home)
    stories = StoryIndexPageFactory(parent=home, show_in_menus=True)
    story = StoryPageFactory(
        parent=stories,
        title="血战上甘岭",
        cover=picture,
        people=[person],
        places=[place],
        tagged=["抗美援朝"],
        body=paragraphs("坚守坑道。"),
    )
    section = SectionPageFactory(parent=home, show_in_menus=True)
    column = ArticleIndexPageFactory(parent=section)
    article = ArticlePageFactory(parent=column, place=place, body=paragraphs("报道。"))
    today = OnThisDayPageFactory(parent=home)
    DayInHistoryFactory(page=story)
    plain = StandardPageFactory(parent=home, show_in_menus=True, body=paragraphs("关于。"))
    rebuilt()
    return {
        "home": home.url,
        "stories": stories.url,
        "story": story.url,
        "people": people.url,
        "person": person.url,
        "section": section.url,
        "column": column.url,
        "article": article.url,
        "on this day": f"{today.url}?day=10-25",
        "plain": plain.url,
        "search": "/search/",
        "results": "/search/?q=上甘岭",
        "no results": "/search/?q=没有的词语",
        "bad search": "/search/?page=x",
        "missing": "/nowhere/",
        "bad": f"{stories.url}?page=x",
    }


STATUS = {"missing": 404, "bad": 400, "bad search": 400}


def test_every_public_page(client, site):
    """One walk over all of them: each check names the page it fails on."""
    for name, path in site.items():
        response = client.get(path)
        page = soup(response)
        assert (name, response.status_code) == (name, STATUS.get(name, 200))
        assert (name, policy(response)) == (name, POLICY)
        assert (name, hosts(response)) == (name, {HOST})
        assert (name, what_the_policy_forbids(page)) == (name, [])
        assert (name, len(page.find_all("h1"))) == (name, 1)
        assert (name, bool(page.title.get_text(strip=True))) == (name, True)
        unspoken = [image for image in page.find_all("img") if image.get("alt") is None]
        assert (name, unspoken) == (name, [])


def what_the_policy_forbids(page) -> list:
    """Inline scripts (data is none), styles and event handlers of a page."""
    scripts = [
        script
        for script in page.find_all("script")
        if not script.get("src") and script.get("type") != "application/ld+json"
    ]
    handlers = [
        element
        for element in page.find_all(True)
        if any(attribute.startswith("on") for attribute in element.attrs)
    ]
    return [*scripts, *handlers, *page.find_all("style"), *page.find_all(style=True)]


def test_the_admin_has_a_policy_of_its_own(admin_client, home):
    found = policy(admin_client.get("/admin/"))
    assert found == POLICY | {
        "style-src": "'self' 'unsafe-" + "inline'",
        "script-src": "'self' 'unsafe-" + "inline'",
        "img-src": "'self' data: blob:",
        "media-src": "'self' blob:",
    }


def test_a_public_page_keeps_the_strict_policy_for_an_editor(admin_client, home):
    assert policy(admin_client.get("/")) == POLICY


def test_other_headers(client, home):
    response = client.get("/")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_records_link_to_the_official_registers(client, home, rf):
    settings = SiteSettings.for_request(client.get("/").wsgi_request)
    settings.host_org = "示例局"
    settings.icp_number = "京ICP备00000000号"
    settings.psb_number = "京公网安备 11000000000000号"
    settings.gov_code = "1100000000"
    settings.save()
    page = soup(client.get("/"))
    external = {link["href"] for link in page.find_all("a", href=True) if "//" in link["href"]}
    assert external == {
        "https://beian.miit.gov.cn/",
        "https://beian.mps.gov.cn/#/query/webSearch?code=11000000000000",
    }
    assert "示例局" in page.footer.get_text()
    assert "1100000000" in page.footer.get_text()


class TestMourning:
    def announce(self, first: datetime.date, last: datetime.date) -> MourningPeriod:
        return MourningPeriod.objects.create(
            first_day=first, last_day=last, reason="哀悼", basis="国务院公告", decided_by="编辑"
        )

    @pytest.mark.parametrize(
        ("from_today", "until", "grey"),
        [(0, 0, True), (-1, 1, True), (1, 2, False), (-2, -1, False)],
    )
    def test_only_on_its_days(self, client, home, from_today, until, grey):
        today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
        day = datetime.timedelta(days=1)
        self.announce(today + from_today * day, today + until * day)
        page = soup(client.get("/"))
        assert page.html.has_attr("data-mourning") is grey
        assert ("国务院公告" in page.get_text()) is grey

    def test_never_without_an_announcement(self, client, home):
        assert not soup(client.get("/")).html.has_attr("data-mourning")


def test_no_way_to_the_third_api(client, home):
    for path in ("/api/v3/", "/api/v2/pages/", "/api/", "/admin/api/v3/"):
        assert client.get(path).status_code in (302, 404)
    assert get_document_model()._meta.label == "core.CoreDocument"
