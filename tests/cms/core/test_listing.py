"""Lists narrow, sort and page as the address says, and take no harm from it."""

from __future__ import annotations

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.translation import gettext

from tests.factories import (
    PersonFactory,
    PlaceFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return StoryIndexPageFactory(parent=home, slug="stories")


@pytest.fixture
def stories(index):
    """Four stories: two people, two places, two tags, in known overlaps."""
    huang, qiu = PersonFactory(name="黄继光"), PersonFactory(name="邱少云")
    hidden = PersonFactory(name="未公布", live=False)
    korea, sichuan = PlaceFactory(name="上甘岭"), PlaceFactory(name="四川")
    make = StoryPageFactory
    return [
        make(
            parent=index, title="甲", slug="a", issued_on=datetime.date(2024, 1, 1),
            people=[huang], places=[korea], tagged=["抗美援朝"],
        ),
        make(
            parent=index, title="乙", slug="b", issued_on=datetime.date(2024, 2, 1),
            people=[qiu], places=[korea], tagged=["抗美援朝", "四川英烈"],
        ),
        make(
            parent=index, title="丙", slug="c", issued_on=datetime.date(2024, 3, 1),
            people=[huang, qiu, hidden], places=[sichuan], tagged=["四川英烈"],
        ),
        make(parent=index, title="丁", slug="d", issued_on=datetime.date(2024, 4, 1)),
    ]  # fmt: skip


def titles(response) -> list[str]:
    return [page.title for page in response.context["page_obj"]]


def options(response, name: str) -> dict[str, int]:
    (group,) = (group for group in response.context["filters"] if group.name == name)
    return {option.label: option.count for option in group.options}


def get(client, index, query=""):
    return client.get(f"{index.url}{query}")


def test_all_of_them_newest_first(client, index, stories):
    response = get(client, index)
    assert titles(response) == ["丁", "丙", "乙", "甲"]
    assert response.context["total"] == 4
    assert options(response, "person") == {"黄继光": 2, "邱少云": 2}
    assert options(response, "place") == {"上甘岭": 2, "四川": 1}
    assert options(response, "tag") == {"四川英烈": 2, "抗美援朝": 2}


def test_one_value_narrows(client, index, stories):
    assert titles(get(client, index, "?person=huang-ji-guang")) == ["丙", "甲"]


def test_several_values_in_one_facet_widen(client, index, stories):
    response = get(client, index, "?person=huang-ji-guang&person=qiu-shao-yun")
    assert titles(response) == ["丙", "乙", "甲"]
    chosen = [filter["label"] for filter in response.context["active_filters"]]
    assert chosen == [f"{gettext('Person')}：黄继光", f"{gettext('Person')}：邱少云"]


def test_facets_narrow_each_other(client, index, stories):
    response = get(client, index, "?person=huang-ji-guang&place=shang-gan-ling")
    assert titles(response) == ["甲"]


def test_counts_of_a_facet_ignore_its_own_choice(client, index, stories):
    response = get(client, index, "?person=huang-ji-guang")
    assert options(response, "person") == {"黄继光": 2, "邱少云": 2}
    assert options(response, "place") == {"上甘岭": 1, "四川": 1}
    assert options(response, "tag") == {"四川英烈": 1, "抗美援朝": 1}


def test_a_count_is_what_choosing_gives(client, index, stories):
    for group in get(client, index).context["filters"]:
        for option in group.options:
            assert get(client, index, option.url).context["total"] == option.count


def test_choosing_again_takes_the_choice_off(client, index, stories):
    response = get(client, index, "?person=huang-ji-guang&sort=title&page=1")
    (active,) = response.context["active_filters"]
    assert parse_qs(urlsplit(active["remove_url"]).query) == {"sort": ["title"]}


def test_a_person_without_a_published_record_is_no_filter(client, index, stories):
    assert titles(get(client, index, "?person=wei-gong-bu")) == []


def test_orders(client, index, stories):
    orders = {"newest": "丁丙乙甲", "oldest": "甲乙丙丁", "title": "甲乙丙丁", "": "丁丙乙甲"}
    for sort, order in orders.items():
        assert (sort, "".join(titles(get(client, index, f"?sort={sort}")))) == (sort, order)


def test_the_current_order_is_marked(client, index, stories):
    response = get(client, index, "?sort=oldest&tag=四川英烈&page=1")
    current = [link.current for link in response.context["sorts"]]
    assert current == [False, True, False]
    assert parse_qs(urlsplit(response.context["sorts"][0].url).query) == {"tag": ["四川英烈"]}


def test_pages(client, index):
    for number in range(15):
        StoryPageFactory(
            parent=index, title=f"第{number}篇", issued_on=datetime.date(2024, 1, number + 1)
        )
    first, second = get(client, index), get(client, index, "?page=2")
    assert titles(first) == [f"第{number}篇" for number in range(14, 2, -1)]
    assert titles(second) == ["第2篇", "第1篇", "第0篇"]
    assert second.context["total"] == 15


def test_a_page_that_is_no_number_is_a_bad_request(client, index, stories):
    for page in ("abc", "0", "-1", "1.5", "１", "%20", "1e3", "9999999", "²", "1%0a", "'"):
        assert (page, get(client, index, f"?page={page}").status_code) == (page, 400)


def test_a_page_that_is_not_there_is_not_found(client, index, stories):
    for page in ("2", "999", "999999"):
        assert (page, get(client, index, f"?page={page}").status_code) == (page, 404)


def test_an_unknown_order_is_a_bad_request(client, index, stories):
    for sort in ("title;drop", "-title", "pk", "people_links__person__name", "%ff"):
        assert (sort, get(client, index, f"?sort={sort}").status_code) == (sort, 400)


def test_unknown_parameters_are_left_alone(client, index, stories):
    response = get(client, index, "?utm_source=weixin&nosuch__field=1&page__lt=abc")
    assert (response.status_code, titles(response)) == (200, ["丁", "丙", "乙", "甲"])


HOSTILE = [
    "%27%20OR%201=1--",
    "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "%E4%BA%BA%0D%0ASet-Cookie:x=1",
    "../../etc/passwd",
    "%F0%9F%8E%96",
    "%ff",
    "%ed%a0%80",
    "%E2%80%AE",
    "a" * 100,
    "%25s%s%(x)s{0}",
]


@pytest.mark.parametrize("name", ["person", "place", "tag"])
def test_hostile_values_find_nothing(client, index, stories, name):
    for value in HOSTILE:
        response = get(client, index, f"?{name}={value}")
        assert (value, response.status_code, titles(response)) == (value, 200, [])
        assert b"<script>alert" not in response.content


def test_beyond_the_limits_is_a_bad_request(client, index, stories):
    for query in (
        "?person=" + "a" * 101,
        "?" + "&".join(f"person=p{number}" for number in range(21)),
        "?tag=%00",
        "?sort=%00",
    ):
        assert (query, get(client, index, query).status_code) == (query, 400)


def test_as_many_queries_for_thirty_as_for_five(index, count_queries):
    def add(count: int) -> None:
        for _ in range(count):
            StoryPageFactory(parent=index, people=[PersonFactory()], tagged=["抗美援朝"])

    add(5)
    few = count_queries(index.url)
    add(25)
    assert count_queries(index.url) == few
