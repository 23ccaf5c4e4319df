"""Mappings of the index, and documents made for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from search.engines.analysis import Analysed, analyse
from search.engines.base import SearchDocument
from search.engines.elasticsearch.connection import Connection
from search.engines.facets import columns
from search.engines.paging import DEEPEST_HIT
from search.engines.stored import Card, Source, card_data, read_card, read_source, source_data
from search.engines.turns import turn

TOKENS_WITH_POSITIONS = (
    "bigrams", "characters", "title", "names", "people", "units", "origins",
)  # fmt: skip
TOKENS_WITH_COUNTS = ("words", "pinyin", "starts", "inside")
TOKENS = ("exact", "years", "blanks")
KEYWORDS = ("key", "kind", "facets", "counted_names")
SORT_KEYS = ("newest", "oldest", "title_order", "stroke_order", "length")

_LONGEST_SORT_KEY = 8_191
"""In characters: Lucene takes terms of 32,766 bytes."""

GONE = "gone"
"""Marks what was deleted while a new index was being built."""

STORED = ("card", "source")

_ANALYSED = tuple(field.name for field in fields(Analysed))


def mappings() -> dict[str, Any]:
    """Fields of the index; tokens were made by :mod:`search.engines.analysis`.

    Only card and texts are stored. The similarity of all is BM25 with the
    values that Tantivy has built in. ``counted`` has each facet apart, so that
    one with very many values costs the others nothing.
    """
    tokens = {
        **dict.fromkeys(TOKENS_WITH_POSITIONS, "positions"),
        **dict.fromkeys(TOKENS_WITH_COUNTS, "freqs"),
        **dict.fromkeys(TOKENS, "docs"),
    }
    return {
        "dynamic": "strict",
        "_source": {"includes": [*(f"{name}.*" for name in STORED), *STORED, GONE]},
        "properties": {
            "turn": {"type": "long"},
            "counted": {"type": "flattened"},
            GONE: {"type": "boolean", "doc_values": False},
            **{
                name: {"type": "text", "analyzer": "whitespace", "index_options": kept}
                for name, kept in tokens.items()
            },
            **{name: {"type": "keyword"} for name in KEYWORDS},
            **{name: {"type": "keyword", "ignore_above": _LONGEST_SORT_KEY} for name in SORT_KEYS},
            **{name: {"type": "object", "enabled": False} for name in STORED},
        },
    }


def settings(connection: Connection) -> dict[str, Any]:
    """Settings of an index that is being built: neither copies nor refreshes yet."""
    return {
        "number_of_shards": connection.shards,
        "number_of_replicas": 0,
        "refresh_interval": "-1",
        "max_result_window": DEEPEST_HIT,
        "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
    }


def settings_in_use(connection: Connection) -> dict[str, Any]:
    """Settings once the index is whole. A set interval keeps idle shards fresh too."""
    return {"number_of_replicas": connection.replicas, "refresh_interval": "1s"}


def prepare(document: SearchDocument) -> dict[str, Any]:
    """Make the body of ``document``.

    Raises ``TypeError``, ``AttributeError`` or ``ValueError`` when a value has a
    type that does not belong there, or no JSON in UTF-8 can hold it.
    """
    analysed = analyse(document)
    values = {name: getattr(analysed, name) for name in _ANALYSED}
    values["counted"] = columns(analysed.counted)
    values["counted_names"] = list(values["counted"])
    values["key"] = document.key
    values["kind"] = document.kind
    values["turn"] = turn(document.key)
    values["card"] = card_data(document)
    values["source"] = source_data(document)
    json.dumps(values, ensure_ascii=False).encode()
    return values


def stored_card(source: Mapping[str, Any]) -> Card:
    """The card in a stored ``_source``."""
    return read_card(source["card"])


def stored_source(source: Mapping[str, Any]) -> Source:
    """The texts in a stored ``_source``."""
    return read_source(source["source"])
