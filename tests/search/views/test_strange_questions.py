"""Whatever is asked, nothing fails: an answer, or 400 with words."""

from __future__ import annotations

import pytest

from tests.markup import texts

pytestmark = pytest.mark.django_db
PAGE, API = "/search/", "/api/search"
ALL = [PAGE, API, "/search/feed"]
SUGGESTING = ["/search/suggest", "/api/search/suggest"]

TOO_LONG = ["q=" + "x" * 10_000, "q=" + "%E4%B8%8A" * 201, "q=%00", "q=a%00b"]
BAD = [
    *TOO_LONG,
    "page=abc",
    "page=0",
    "page=-1",
    "page=501",
    "page=1.5",
    "page=%EF%BC%91",
    "page=1000000000",
    "page=99999999999999999999",
    "limit=abc",
    "limit=0",
    "limit=-5",
    "limit=51",
    "sort=nosuch",
    "sort=score;drop",
    "kind=" + "x" * 101,
    "place=" + "/" * 101,
    "&".join(f"tag=t{number}" for number in range(21)),
]
ODD = [
    "q=%01%02%1f%7f",
    "q=%ff",
    "q=%ff%fe%e4%b8",
    "q=%ed%a0%80",
    "q=%f4%90%80%80",
    "q=%E2%80%AE%E2%80%8B",
    "q=%F0%9F%8E%96",
    "q=%22",
    "q=%27",
    "q=%22%22%22",
    "q=AND%20OR%20NOT",
    "q=title:x%20OR%20*:*",
    "q=*",
    "q=(((((",
    "q=%5B1%20TO%202%5D",
    "q=~%5E%2B-!%7B%7D",
    "q=%25%s%d{0}",
    "q=%0D%0ASet-Cookie:x",
    "q=" + "%E4%B8%8A" * 150,
    "q=a&q=b",
    "q=%E3%80%80",
    "q=%E4%BA%BA%E7%89%A9:",
    "q=%E5%B9%B4:99999999999-1",
    "q=%E5%B9%B4:1950-",
    "q=-%E4%BA%BA%E7%89%A9:%22",
    "q=?????&sort=strokes",
    "q=%E9%BB%84?%E5%85%89",
    "q=__________",
    "kind=nosuch",
    "person=%ff",
    "place=/&place=//&place=a/&place=/a",
    "decade=x&decade=1950&recording=no&grade=%27",
    "tag=%27%20OR%201=1",
    "tag=%1f&tag=%ed%a0%80",
    "page=&limit=&sort=",
    "nosuch=1&q__contains=x&page__lt=abc",
    "q=%E4%B8%8A&page=500&limit=50",
]


@pytest.mark.parametrize("path", ALL)
def test_beyond_the_limits_is_a_bad_request(client, corpus, path):
    for query in BAD:
        assert (query, client.get(f"{path}?{query}").status_code) == (query, 400)


@pytest.mark.parametrize("path", [*ALL, *SUGGESTING])
def test_odd_but_within_them_is_answered(client, corpus, path):
    for query in ODD:
        assert (query, client.get(f"{path}?{query}").status_code) == (query, 200)


@pytest.mark.parametrize("path", SUGGESTING)
def test_suggestions_have_the_same_limit(client, corpus, path):
    for query in TOO_LONG:
        assert (query, client.get(f"{path}?{query}").status_code) == (query, 400)


def test_the_api_says_what_is_wrong(client, corpus):
    response = client.get(API, {"page": "abc"})
    assert list(response.json()) == ["error"]
    assert response["Content-Type"] == "application/json"


def test_the_page_says_it_too(client, corpus):
    response = client.get(PAGE, {"q": "上甘岭", "page": "abc"})
    assert texts(response, ".form-errors") == [client.get(API, {"page": "abc"}).json()["error"]]


@pytest.mark.parametrize("path", [PAGE, API, *SUGGESTING])
def test_by_get_alone(client, corpus, path):
    assert client.post(path, {"q": "x"}).status_code == 405
