"""Fields of the Tantivy index, and documents made for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from tantivy import Document, Schema, SchemaBuilder

from search.engines.analysis import Analysed, analyse
from search.engines.base import SearchDocument
from search.engines.facets import columns
from search.engines.stored import Card, Source, card_data, read_card, read_source, source_data
from search.engines.turns import turn

TOKENS_WITH_POSITIONS = (
    "bigrams", "characters", "title", "names", "people", "units", "origins",
)  # fmt: skip
TOKENS_WITH_COUNTS = ("words", "pinyin", "starts", "inside")
TOKENS = ("exact", "years", "blanks")
KEYWORDS = ("facets", "kind", "counted_names")
SORT_KEYS = ("newest", "oldest", "title_order", "stroke_order", "length")

_NO_DATE = "="
"""Stands before each counted value: Tantivy would store what looks like a time as one."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ANALYSED = tuple(field.name for field in fields(Analysed))


def build_schema() -> Schema:
    """The schema of :data:`~search.engines.analysis.SCHEMA_VERSION`.

    ``counted`` has a column for each facet, so that each is counted apart.
    """
    builder = SchemaBuilder()
    builder.add_text_field("key", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("turn", indexed=True, fast=True)
    builder.add_json_field("counted", fast=True, tokenizer_name="raw", index_option="basic")
    for name in KEYWORDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in TOKENS_WITH_POSITIONS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in TOKENS_WITH_COUNTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in TOKENS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in SORT_KEYS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("card", stored=True)
    builder.add_bytes_field("source", stored=True)
    return builder.build()


SCHEMA = build_schema()

Values = dict[str, Any]
"""What a Tantivy document is made of; can go from one process to another."""


def document_values(document: SearchDocument) -> Values:
    """Work out what the index holds of ``document``.

    Raises ``TypeError``, ``AttributeError`` or ``ValueError`` when a value has a
    type that does not belong there.
    """
    analysed = analyse(document)
    values: Values = {name: getattr(analysed, name) for name in _ANALYSED}
    counted = columns(analysed.counted)
    values["facets"] = list(analysed.facets)
    values["counted"] = {
        path: [_NO_DATE + value for value in of_one] for path, of_one in counted.items()
    }
    values["counted_names"] = list(counted)
    values["key"] = document.key
    values["kind"] = document.kind
    values["turn"] = turn(document.key)
    values["card"] = _pack(card_data(document))
    values["source"] = _pack(source_data(document))
    return values


def to_document(values: Mapping[str, Any]) -> Document:
    """Make the Tantivy document. Raises ``ValueError`` or ``TypeError`` for a wrong type."""
    return Document.from_dict(values, SCHEMA)


def counted_column(path: str) -> str:
    """By which an aggregation names a facet's column."""
    return f"counted.{path}"


def counted_value(stored: str) -> str:
    """A facet's value from what its column holds."""
    return stored.removeprefix(_NO_DATE)


def unpack_card(stored: Document) -> Card:
    """Read the card of a stored document."""
    return read_card(json.loads(bytes(stored.get_first("card"))))


def unpack_source(stored: Document) -> Source:
    """Read the texts of a stored document."""
    return read_source(json.loads(bytes(stored.get_first("source"))))


def _pack(data: dict[str, object]) -> bytes:
    return _JSON.encode(data).encode()
