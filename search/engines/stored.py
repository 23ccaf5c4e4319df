"""What an index keeps of a document besides its tokens: a card and the original texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search.engines.base import Moment, SearchDocument
from search.engines.fingerprint import fingerprint
from search.text.normalise import printable


@dataclass(frozen=True, slots=True)
class Card:
    """What a list of results shows, stored with the document."""

    key: str
    kind: str
    title: str
    url: str
    people: tuple[str, ...]
    places: tuple[str, ...]
    date: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The original texts, stored to cut passages from."""

    summary: str
    body: str
    moments: tuple[Moment, ...]


def card_data(document: SearchDocument) -> dict[str, Any]:
    """The card of ``document`` as plain data, for JSON."""
    return {
        "key": document.key,
        "kind": document.kind,
        "title": printable(document.title),
        "url": document.url,
        "people": [printable(name) for name in document.people],
        "places": [printable(name) for name in document.places],
        "date": document.sort_date,
        "fingerprint": fingerprint(document),
    }


def source_data(document: SearchDocument) -> dict[str, Any]:
    """The original texts of ``document`` as plain data, for JSON."""
    return {
        "summary": printable(document.summary),
        "body": printable(document.body),
        "moments": [
            {
                "start_ms": moment.start_ms,
                "end_ms": moment.end_ms,
                "text": printable(moment.text),
                "speaker": moment.speaker,
            }
            for moment in document.moments
        ],
    }


def read_card(data: Mapping[str, Any]) -> Card:
    """Undo :func:`card_data`."""
    return Card(**{**data, "people": tuple(data["people"]), "places": tuple(data["places"])})


def read_source(data: Mapping[str, Any]) -> Source:
    """Undo :func:`source_data`."""
    moments = tuple(Moment(**moment) for moment in data["moments"])
    return Source(data["summary"], data["body"], moments)
