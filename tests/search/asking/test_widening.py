from search.asking.answer import Wider
from search.asking.widening import MOST_TRIED, WIDER, wider
from search.engines.base import SearchQuery


def parts(found):
    return [(part.query.text, dict(part.query.facets), part.total) for part in found]


def test_a_word_is_left_out(small):
    query = SearchQuery(text="上甘岭 双辽", offset=20)
    assert wider(query, small) == (
        Wider(query=SearchQuery(text="上甘岭"), total=3, left_out=("双辽",)),
    )


def test_a_choice_is_left_out(small):
    query = SearchQuery(text="孙占元", facets={"kind": ("story",), "place": ()})
    assert wider(query, small) == (
        Wider(
            query=SearchQuery(text="", facets={"kind": ("story",), "place": ()}),
            total=3,
            left_out=("孙占元",),
        ),
        Wider(query=SearchQuery(text="孙占元", facets={"place": ()}), total=1, without=("kind",)),
    )


def test_the_least_left_out_comes_first(small):
    query = SearchQuery(text="上甘岭 阵地 吉林", facets={"kind": ("person",)})
    found = wider(query, small)
    assert parts(found)[:2] == [
        ("上甘岭 阵地", {}, 1),
        ("上甘岭", {"kind": ("person",)}, 1),
    ]
    assert len(found) <= WIDER


def test_quotes_fields_and_exclusions_are_kept_as_typed(small):
    query = SearchQuery(text='"五位战士" 人物:黄继光 -狼牙山')
    assert parts(wider(query, small)) == [
        ("人物:黄继光 -狼牙山", {}, 1),
        ("人物:黄继光", {}, 1),
        ('"五位战士"', {}, 1),
    ]


def test_what_is_absent_alone_is_no_search(small):
    assert wider(SearchQuery(text="双辽 -吉林"), small) == ()


def test_one_word_has_no_parts(small):
    assert wider(SearchQuery(text="双辽"), small) == ()
    assert wider(SearchQuery(text=" "), small) == ()


def test_not_too_many_parts_are_tried(small, monkeypatch):
    asked = []

    def noted(queries):
        asked.append(len(queries))
        return (0,) * len(queries)

    monkeypatch.setattr(small, "counts", noted)
    assert wider(SearchQuery(text=" ".join("甲乙丙丁戊己庚辛")), small) == ()
    assert wider(SearchQuery(text=" ".join(map(str, range(10, 400)))), small) == ()
    assert max(asked) <= MOST_TRIED
