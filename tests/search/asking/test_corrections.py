import pytest

from search.asking.answer import Correction
from search.asking.corrections import CORRECTIONS, MOST_TRIED, corrections
from search.engines.base import SearchQuery


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("黄计光", Correction(text="黄继光", total=1)),
        ("尚干岭", Correction(text="上甘岭", total=3)),
        ("甘上岭", Correction(text="上甘岭", total=3)),
        ("狼牙上", Correction(text="狼牙山", total=1)),
        ("孙战元", Correction(text="孙占元", total=1)),
        ("孫戰元", Correction(text="孙占元", total=1)),
        ("shangganlin", Correction(text="shangganling", total=2)),
        ("上甘令 阵地", Correction(text="上甘岭 阵地", total=1)),
        ("人物:黄计光", Correction(text="人物:黄继光", total=1)),
        ("-电影 上甘领", Correction(text="-电影 上甘岭", total=3)),
    ],
)
def test_what_was_meant(small, typed, meant):
    assert corrections(SearchQuery(text=typed), small)[0] == meant


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "-黄计光", '"黄计光"', "年:1952", "双辽", "?!", "光" * 99, "黄计光 a b c d e f"],
)
def test_nothing_to_correct(small, typed):
    assert corrections(SearchQuery(text=typed), small) == ()


def test_what_is_chosen_stays(small):
    story = SearchQuery(text="尚干岭", facets={"kind": ("story",)})
    assert corrections(story, small) == (Correction(text="上甘岭", total=2),)
    assert corrections(SearchQuery(text="尚干岭", facets={"kind": ("book",)}), small) == ()


def test_all_are_tried_at_once_and_not_too_many(small, monkeypatch):
    asked = []
    counts = type(small).counts

    def noted(self, queries):
        asked.append(len(queries))
        return counts(self, queries)

    monkeypatch.setattr(type(small), "counts", noted)
    found = corrections(SearchQuery(text="十是师史 石狮市使 世事时施"), small)
    assert len(found) <= CORRECTIONS
    assert len(asked) == 1
    assert asked[0] <= MOST_TRIED
