"""Filters: what is offered, in which order, and what each link leads to."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict

from search.engines.base import FacetCount
from search.views.filters import FIRST_OPTIONS, MAX_OPTIONS, active, groups


def counts(*values: str, chosen: tuple[str, ...] = ()) -> tuple[FacetCount, ...]:
    return tuple(
        FacetCount(value=value, count=len(values) - number, chosen=value in chosen)
        for number, value in enumerate(values)
    )


def asked(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def tree(branches) -> list:
    """Labels as they stand, what lies within in a list after each."""
    return [
        part
        for branch in branches
        for part in ([branch.label, tree(branch.first)] if branch.first else [branch.label])
    ]


class TestLists:
    def test_in_the_order_of_the_page(self):
        facets = {
            name: counts("x")
            for name in ("recording", "tag", "unit", "kind", "place", "decade", "grade", "nosuch")
        }
        assert [group.name for group in groups(QueryDict(""), facets)] == [
            "kind",
            "place",
            "unit",
            "tag",
            "grade",
            "decade",
            "recording",
        ]

    def test_a_value_widens_and_comes_off_singly(self):
        params = QueryDict("q=x&tag=甲&tag=乙&page=3&sort=newest")
        (group,) = groups(params, {"tag": counts("甲", "乙", "丙", chosen=("甲", "乙"))})
        assert [asked(branch.url)["tag"] for branch in group.first] == [
            ["乙"],
            ["甲"],
            ["甲", "乙", "丙"],
        ]
        assert {key: asked(group.first[2].url).get(key) for key in ("q", "sort", "page")} == {
            "q": ["x"],
            "sort": ["newest"],
            "page": None,
        }

    def test_long_ones_open_below(self):
        values = [f"主题{number:03}" for number in range(100)]
        facets = {"tag": counts(*values, chosen=("主题050", "主题099"))}
        (group,) = groups(QueryDict("tag=主题050&tag=主题099"), facets)
        first = [branch.label for branch in group.first]
        assert first == [*values[:FIRST_OPTIONS], "主题050", "主题099"]
        assert [branch.label for branch in group.more] == [
            value for value in values[FIRST_OPTIONS:MAX_OPTIONS] if value != "主题050"
        ]

    @pytest.mark.parametrize(
        ("name", "value", "label"),
        [
            ("kind", "story", "英雄事迹"),
            ("kind", "nosuch", "nosuch"),
            ("decade", "1950", "1950年代"),
            ("recording", "yes", "有录音录像"),
            ("grade", "junior", "初中"),
        ],
    )
    def test_values_in_words(self, name, value, label):
        (group,) = groups(QueryDict(""), {name: counts(value)})
        assert [branch.label for branch in group.first] == [label]

    def test_decades_stand_in_their_own_order(self):
        (group,) = groups(QueryDict(""), {"decade": counts("1950", "1930", "1940")})
        assert [branch.value for branch in group.first] == ["1930", "1940", "1950"]


REGIONS = (
    "湖南省",
    "湖南省/长沙市",
    "湖南省/长沙市/宁乡市",
    "湖南省/湘潭市",
    "四川省",
    "四川省/德阳市",
)


class TestRegions:
    def test_provinces_until_one_is_chosen(self):
        (group,) = groups(QueryDict(""), {"place": counts(*REGIONS)})
        assert tree(group.first) == ["湖南省", "四川省"]

    @pytest.mark.parametrize(
        ("chosen", "shown"),
        [
            ("湖南省", ["湖南省", ["长沙市", "湘潭市"], "四川省"]),
            ("湖南省/长沙市", ["湖南省", ["长沙市", ["宁乡市"], "湘潭市"], "四川省"]),
            ("湖南省/长沙市/宁乡市", ["湖南省", ["长沙市", ["宁乡市"], "湘潭市"], "四川省"]),
        ],
    )
    def test_opened_under_what_is_chosen(self, chosen, shown):
        params = QueryDict(mutable=True)
        params["place"] = chosen
        (group,) = groups(params, {"place": counts(*REGIONS, chosen=(chosen,))})
        assert tree(group.first) == shown

    def test_one_takes_the_place_of_what_it_lies_in(self):
        (group,) = groups(
            QueryDict("place=湖南省"), {"place": counts(*REGIONS, chosen=("湖南省",))}
        )
        changsha = group.first[0].first[0]
        assert asked(changsha.url)["place"] == ["湖南省/长沙市"]
        assert asked(group.first[1].url)["place"] == ["湖南省", "四川省"]
        params = QueryDict("place=湖南省/长沙市&place=湖南省/湘潭市")
        chosen = ("湖南省/长沙市", "湖南省/湘潭市")
        (group,) = groups(params, {"place": counts(*REGIONS, chosen=chosen)})
        assert asked(group.first[0].url)["place"] == ["湖南省"]
        assert asked(group.first[0].first[0].url)["place"] == ["湖南省/湘潭市"]

    def test_one_that_is_not_there_any_more(self):
        value = "某省/某市"
        params = QueryDict(mutable=True)
        params["place"] = value
        (group,) = groups(params, {"place": counts(*REGIONS, value, chosen=(value,))})
        assert tree(group.first) == ["湖南省", "四川省", "某市"]

    @pytest.mark.parametrize("value", ["/", "//", "湖南省/", "/湖南省"])
    def test_odd_paths(self, value):
        params = QueryDict(mutable=True)
        params["place"] = value
        (group,) = groups(params, {"place": counts(*REGIONS, value, chosen=(value,))})
        assert [branch.chosen for branch in group.first].count(True) <= 1


class TestActive:
    def test_each_by_its_whole_name_with_a_way_off(self):
        params = QueryDict("q=x&place=湖南省/长沙市&kind=story&kind=page&person=黄继光&page=2")
        choices = {
            "kind": ("story", "page"),
            "place": ("湖南省/长沙市",),
            "person": ("黄继光",),
        }
        found = active(params, choices)
        assert [one["label"] for one in found] == [
            "类别：英雄事迹",
            "类别：页面",
            "地区：湖南省 › 长沙市",
            "人物：黄继光",
        ]
        assert asked(found[1]["remove_url"]) == {
            "q": ["x"],
            "place": ["湖南省/长沙市"],
            "kind": ["story"],
            "person": ["黄继光"],
        }
        assert "person" not in asked(found[3]["remove_url"])
