"""Fields of the Tantivy index, and documents made for them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from tantivy import Document, Schema, SchemaBuilder

from search.engines.analysis import analyse
from search.engines.base import SearchDocument
from search.engines.stored import Card, Source, card_data, read_card, read_source, source_data

TOKENS_WITH_POSITIONS = ("bigrams", "characters", "title", "names")
TOKENS_WITH_COUNTS = ("words", "pinyin", "starts", "inside")
KEYWORDS = ("exact",)
SORT_KEYS = ("newest", "oldest", "title_order")


def build_schema() -> Schema:
    """The schema of :data:`~search.engines.analysis.SCHEMA_VERSION`."""
    builder = SchemaBuilder()
    builder.add_text_field("key", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facets", fast=True, tokenizer_name="raw", index_option="basic")
    for name in TOKENS_WITH_POSITIONS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in TOKENS_WITH_COUNTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in KEYWORDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in SORT_KEYS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("card", stored=True)
    builder.add_bytes_field("source", stored=True)
    return builder.build()


SCHEMA = build_schema()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready for the writer."""

    key: str
    document: Document


def prepare(document: SearchDocument) -> Prepared:
    """Make the Tantivy document of ``document``.

    Raises ``TypeError``, ``AttributeError`` or ``ValueError`` when a value has a
    type that does not belong there.
    """
    analysed = analyse(document)
    values = asdict(analysed)
    values["facets"] = list(analysed.facets)
    values["key"] = document.key
    values["card"] = _pack(card_data(document))
    values["source"] = _pack(source_data(document))
    return Prepared(document.key, Document.from_dict(values, SCHEMA))


def unpack_card(stored: Document) -> Card:
    """Read the card of a stored document."""
    return read_card(json.loads(bytes(stored.get_first("card"))))


def unpack_source(stored: Document) -> Source:
    """Read the texts of a stored document."""
    return read_source(json.loads(bytes(stored.get_first("source"))))


def _pack(data: dict[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
