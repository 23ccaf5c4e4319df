import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import SearchDocument, SearchQuery, Sort
from search.engines.embedded import EmbeddedEngine

FRAGMENTS = [
    *"\"'-+*?~^:|&%/\\()[]{}<>.,!。，？《》“”…",
    "AND", "OR", "NOT", "title:", "上甘岭", "的", "是什么", "一九五〇", "1950", "sgl", "战争",
    "\x00", "\x1f", "\ud800", "\udfff", "\ufdd0", "\u200b", "\u0301", "\u2028", "\u3000", " ",
    "😀", "𠀀", "ﷺ", "ｶﾞ", "é", "(a+)+$", ".*", "<script>", "a" * 300, "中" * 500,
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("hostile"))
    engine.rebuild(
        SearchDocument(
            key=f"page:{n}",
            kind="story",
            title=f"上甘岭{n}",
            url="/",
            body="一九五〇年的战争是什么样子？a é 𠀀",
            facets={"kind": (str(n % 3),)},
        )
        for n in range(30)
    )
    return engine


def test_hostile_queries_are_answered(engine):
    chance = random.Random(20)
    for _ in range(1000):
        text = "".join(chance.choices(FRAGMENTS, k=chance.choice((1, 2, 3, 6, 30))))
        results = engine.search(
            SearchQuery(
                text=text,
                facets=chance.choice(({}, {text: (text,)}, {"kind": (text, "1")})),
                sort=chance.choice(list(Sort)),
                offset=chance.choice((0, -1, 5, 2**70)),
                limit=chance.choice((10, 0, -1, 2**70)),
            )
        )
        assert 0 <= len(results.hits) <= results.total <= 30
        assert len(engine.suggest(text)) <= 8


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters()) | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_any_text_is_answered(engine, text):
    assert engine.search(SearchQuery(text=text)).total <= 30
    engine.suggest(text)


def test_ten_kilobytes(engine):
    for text in ("中" * 10_000, "a " * 5_000, '"' * 10_000, "-a " * 3_000, "“" * 10_000):
        assert engine.search(SearchQuery(text=text)).total <= 30
