"""Facets whose values lie in one another open level by level, alike on both engines."""

from __future__ import annotations

import pytest

from search.engines.base import SearchQuery

HUNAN, CHANGSHA, NINGXIANG = "湖南省", "湖南省/长沙市", "湖南省/长沙市/宁乡市"
LIUYANG, XIANGTAN = "湖南省/长沙市/浏阳市", "湖南省/湘潭市"
SICHUAN, DEYANG = "四川省", "四川省/德阳市"


@pytest.fixture
def regions(engine, make):
    """An engine whose documents lie in regions."""
    places = [
        (HUNAN, CHANGSHA, NINGXIANG),
        (HUNAN, CHANGSHA, LIUYANG),
        (HUNAN, XIANGTAN),
        (HUNAN,),
        (SICHUAN, DEYANG),
        (),
    ]
    engine.index(
        make(f"纪念地{number}", facets={"kind": ("place",), "place": path})
        for number, path in enumerate(places)
    )
    return engine


def counted(engine, *chosen, name="place"):
    query = SearchQuery(text="纪念地", facets={name: chosen})
    return {one.value: (one.count, one.chosen) for one in engine.search(query).facets.get(name, ())}


def test_the_outermost_values_at_first(regions):
    assert counted(regions) == {HUNAN: (4, False), SICHUAN: (1, False)}


def test_what_lies_directly_in_the_chosen(regions):
    assert counted(regions, HUNAN) == {
        HUNAN: (4, True),
        CHANGSHA: (2, False),
        XIANGTAN: (1, False),
        SICHUAN: (1, False),
    }


def test_what_lies_around_and_beside_the_chosen(regions):
    assert counted(regions, NINGXIANG) == {
        HUNAN: (4, False),
        CHANGSHA: (2, False),
        XIANGTAN: (1, False),
        NINGXIANG: (1, True),
        LIUYANG: (1, False),
        SICHUAN: (1, False),
    }


def test_several_chosen_open_their_own(regions):
    assert counted(regions, CHANGSHA, SICHUAN) == {
        HUNAN: (4, False),
        CHANGSHA: (2, True),
        XIANGTAN: (1, False),
        NINGXIANG: (1, False),
        LIUYANG: (1, False),
        SICHUAN: (1, True),
        DEYANG: (1, False),
    }


def test_a_value_that_nothing_has_is_listed_with_none(regions):
    assert counted(regions, "湖南省/岳阳市/君山区/无")["湖南省/岳阳市/君山区/无"] == (0, True)


def test_a_stroke_alone_makes_no_level(engine, make):
    engine.index(
        [
            make("甲纪念地", facets={"tag": ("双拥/共建", "国防教育"), "place": (CHANGSHA,)}),
            make("乙纪念地", facets={"tag": ("双拥/共建",), "0x": ("1_place",), "1_tag": ("无",)}),
        ]
    )
    assert counted(engine, name="tag") == {"双拥/共建": (2, False), "国防教育": (1, False)}
    assert counted(engine) == {CHANGSHA: (1, False)}
    assert counted(engine, name="1_tag") == {"无": (1, False)}
    assert counted(engine, name="0x") == {"1_place": (1, False)}
