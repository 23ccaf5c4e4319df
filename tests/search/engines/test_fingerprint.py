"""One short text for all that is in a document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engines.base import Access, Moment, SearchDocument
from search.engines.embedded import engine as embedded
from search.engines.fingerprint import fingerprint

MOMENT = Moment(start_ms=0, end_ms=900, text="那年冬天很冷。", speaker="甲")
DOCUMENT = SearchDocument(
    key="page:1",
    kind="story",
    title="血战上甘岭",
    url="/sgl/",
    facets={"kind": ("story",), "tag": ("甲", "乙")},
    moments=(MOMENT,),
)


def test_short_and_the_same_for_the_same():
    same = replace(DOCUMENT, facets={"tag": ("甲", "乙"), "kind": ("story",)})
    assert fingerprint(DOCUMENT) == fingerprint(same)
    assert len(fingerprint(DOCUMENT)) == 24


@pytest.mark.parametrize(
    "change",
    [
        {"key": "page:2"},
        {"url": "/other/"},
        {"body": "坑道"},
        {"units": ("第十五军",)},
        {"native_places": ("中江",)},
        {"periods": ((1950, 1953),)},
        {"facets": {"kind": ("story",), "tag": ("乙", "甲")}},
        {"filters": {"person": ("黄继光",)}},
        {"access": Access.PRIVATE},
        {"moments": (replace(MOMENT, speaker="乙"),)},
        {"moments": ()},
        {"title": "\ud800"},
    ],
)
def test_another_for_any_change(change):
    assert fingerprint(replace(DOCUMENT, **change)) != fingerprint(DOCUMENT)


def test_what_does_not_belong_in_a_document():
    with pytest.raises(TypeError):
        fingerprint(replace(DOCUMENT, title=b"bytes"))


def test_an_index_tells_them_some_at_a_time(engine, make, monkeypatch):
    monkeypatch.setattr(embedded, "LISTED_AT_ONCE", 3)
    documents = [make(f"第{number}篇") for number in range(8)]
    for document in documents:
        engine.index([document])
    assert sorted(engine.fingerprints()) == sorted(
        (document.key, fingerprint(document)) for document in documents
    )
