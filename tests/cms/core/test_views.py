"""The site's own small pages: large type, language, QR codes, robots, health, errors."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories import StandardPageFactory
from tests.markup import soup

pytestmark = pytest.mark.django_db
LARGE_TYPE = "/reading/large-type/"


class TestLargeType:
    def test_on_and_off(self, client, home):
        response = client.post(LARGE_TYPE, {"next": "/?a=1"})
        assert (response.status_code, response["Location"]) == (302, "/?a=1")
        cookie = response.cookies["large_type"]
        assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("1", True, "Lax")
        assert soup(client.get("/")).html.get("data-type") == "large"
        client.post(LARGE_TYPE, {"next": "/"})
        assert soup(client.get("/")).html.get("data-type") is None

    def test_on_every_page(self, client, home):
        page = StandardPageFactory(parent=home)
        client.post(LARGE_TYPE)
        for path in (page.url, "/search/", "/nowhere/"):
            assert soup(client.get(path)).html.get("data-type") == "large"

    @pytest.mark.parametrize("value", ["0", "2", "true", "<script>"])
    def test_only_one_value_counts(self, client, home, value):
        client.cookies["large_type"] = value
        assert soup(client.get("/")).html.get("data-type") is None

    @pytest.mark.parametrize(
        "target",
        [
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "http:evil.example",
            "https://testserver@evil.example/",
            "\thttps://evil.example/",
            "",
        ],
    )
    def test_no_way_to_another_host(self, client, target):
        response = client.post(LARGE_TYPE, {"next": target})
        assert (response.status_code, response["Location"]) == (302, "/")

    @pytest.mark.parametrize("method", ["get", "head", "put"])
    def test_only_by_post(self, client, method):
        assert getattr(client, method)(LARGE_TYPE).status_code == 405


class TestLanguage:
    def test_chinese_whatever_the_browser_speaks(self, client, home):
        response = client.get("/", headers={"accept-language": "en-GB,en;q=0.9"})
        assert response["Content-Language"] == "zh-hans"
        assert soup(response).html["lang"] == "zh-hans"

    def test_english_once_it_is_chosen(self, client, home):
        response = client.post(reverse("set_language"), {"language": "en", "next": "/"})
        assert (response.status_code, response["Location"]) == (302, "/")
        response = client.get("/", headers={"accept-language": "zh-CN"})
        assert response["Content-Language"] == "en"
        assert soup(response).html["lang"] == "en"

    @pytest.mark.parametrize("language", ["fr", "zh", "../en", ""])
    def test_a_language_we_do_not_have(self, client, home, language):
        client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language
        assert client.get("/")["Content-Language"] == "zh-hans"

    def test_one_readers_language_does_not_stay_for_the_next(self, client, home):
        client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"
        client.get("/")
        client.cookies.clear()
        assert client.get("/")["Content-Language"] == "zh-hans"


class TestQrCode:
    def test_a_public_page_has_one(self, client, home):
        response = client.get(f"/share/{home.pk}/qr.svg")
        assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
        picture = ElementTree.fromstring(response.content)
        assert picture.tag == "{http://www.w3.org/2000/svg}svg"

    def test_others_have_none(self, client, home):
        draft = StandardPageFactory(parent=home, live=False)
        private = StandardPageFactory(parent=home)
        PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
        below = StandardPageFactory(parent=private)
        for pk in (draft.pk, private.pk, below.pk, 999_999, 10**30):
            assert client.get(f"/share/{pk}/qr.svg").status_code == 404


def test_robots(client, home):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\n"
        "Disallow: /admin/\n"
        "Disallow: /api/\n"
        "Disallow: /search/\n"
        "Sitemap: http://testserver/sitemap.xml\n"
    )


def test_health(client, db):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/a%00b/",
        "/search/?q=%00",
        "/?x=a%00",
        "/%EF%BF%BD/",
    ],
)
def test_broken_addresses_are_bad_requests(client, home, path):
    assert client.get(path).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/",
        "/people/nobody/",
        "/people/%ff/",
        "/share/1e3/qr.svg",
        f"/events/{'9' * 30}/sign-up/",
        "/" + "a/" * 300,
        "/%3Cscript%3E/",
        "/%ff%fe/",
    ],
)
def test_missing_pages(client, home, path):
    response = client.get(path)
    assert response.status_code == 404
    assert b"<script>" not in response.content


def test_a_host_that_is_not_ours_is_a_bad_request(client, home):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_fault_of_ours_has_a_page_that_needs_no_database(client, home, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr(type(home), "get_context", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert soup(response).find("h1") is not None
    assert b"RuntimeError" not in response.content
