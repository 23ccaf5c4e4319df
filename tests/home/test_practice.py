"""The practice section: whatever is published in it, the public never sees."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from search.documents import all_documents, documents_for, page_key
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    PersonFactory,
    PersonIndexPageFactory,
    PracticePageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)
from tests.markup import soup

pytestmark = pytest.mark.django_db
SECRET = "练习用的标题"


@pytest.fixture
def practice(home):
    return PracticePageFactory(parent=home, show_in_menus=True, slug="practice")


@pytest.fixture
def pages(practice):
    """The section with a published story and article in it."""
    stories = StoryIndexPageFactory(parent=practice, title=f"{SECRET}一", show_in_menus=True)
    column = ArticleIndexPageFactory(parent=practice, title=f"{SECRET}二")
    person = PersonFactory(name="黄继光")
    return [
        practice,
        stories,
        column,
        StoryPageFactory(parent=stories, title=f"{SECRET}三", people=[person]),
        ArticlePageFactory(parent=column, title=f"{SECRET}四"),
    ]


def test_the_public_is_asked_to_log_in(client, pages):
    for page in pages:
        response = client.get(page.url)
        assert (page.title, response.status_code) == (page.title, 302)
        assert "/login/" in response["Location"]


def test_an_editor_sees_it(admin_client, pages):
    for page in pages:
        assert (page.title, admin_client.get(page.url).status_code) == (page.title, 200)


def test_nothing_public_names_it(client, home, pages, rebuilt):
    people = PersonIndexPageFactory(parent=home)
    engine = rebuilt()
    story = pages[3]
    for path in (
        "/",
        people.url,
        PersonFactory._meta.model.objects.get(name="黄继光").url,
        "/feed/",
        "/feed/stories/",
        "/sitemap.xml",
        f"/search/?q={SECRET}",
        f"/api/search?q={SECRET}",
    ):
        response = client.get(path)
        body = response.content.decode()
        assert (path, response.status_code) == (path, 200)
        assert (path, story.url in body) == (path, False)
        if not path.startswith(("/search/", "/api/")):
            assert (path, SECRET in body) == (path, False)
    hits = client.get("/api/search", {"q": SECRET}).json()["hits"]
    assert [hit["url"] for hit in hits] == []
    assert set(engine.keys()) & {page_key(page.pk) for page in pages} == set()


def test_none_of_it_is_in_the_menu(client, pages):
    menu = soup(client.get("/")).select(".menu-wide a, .site-footer__links a")
    assert [link.get_text(strip=True) for link in menu] == []


def test_none_of_it_has_a_document(pages):
    keys = [page_key(page.pk) for page in pages]
    assert documents_for(keys) == ([], keys)
    assert {document.kind for document in all_documents()} == {"person"}


def test_none_of_it_has_a_poster_or_code(client, pages):
    assert client.get(f"/share/{pages[3].pk}/poster.png").status_code == 404
    assert client.get(f"/share/{pages[3].pk}/qr.svg").status_code == 404


def test_the_restriction_comes_back_when_the_section_is_saved(client, practice):
    PageViewRestriction.objects.all().delete()
    practice.refresh_from_db()
    practice.save()
    restriction = PageViewRestriction.objects.get(page=practice)
    assert restriction.restriction_type == PageViewRestriction.LOGIN
    assert client.get(practice.url).status_code == 302


def test_a_weaker_restriction_is_made_the_same_again(practice):
    PageViewRestriction.objects.update(
        restriction_type=PageViewRestriction.PASSWORD, password="abc"
    )
    practice.save_revision().publish()
    assert PageViewRestriction.objects.get().restriction_type == PageViewRestriction.LOGIN


def test_there_is_one(home, practice):
    assert type(practice).can_create_at(home) is False
