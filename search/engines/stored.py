"""What an index keeps of a document besides its tokens: a card and the original texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.base import Moment, SearchDocument
from search.engines.fingerprint import fingerprint
from search.text.normalise import normalise, printable
from search.text.parts import SEPARATOR, joined


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
class Moments:
    """The moments of a recording, for a long one has ten thousand.

    ``texts`` are :func:`search.text.parts.joined`, ``normal`` the same normalised;
    ``spoken_by`` are numbers in ``speakers``.
    """

    starts: list[int]
    ends: list[int]
    speakers: list[str]
    spoken_by: list[int]
    texts: str
    normal: str

    def __bool__(self) -> bool:
        return bool(self.starts)

    def moment(self, number: int) -> Moment:
        """The one of this number, from 0."""
        return Moment(
            start_ms=self.starts[number],
            end_ms=self.ends[number],
            speaker=self.speakers[self.spoken_by[number]],
            text=self.texts.split(SEPARATOR)[number],
        )


@dataclass(frozen=True, slots=True)
class Source:
    """The original texts, stored to cut passages from."""

    summary: str
    body: str
    moments: Moments


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
        "moments": _moments_data(document.moments),
    }


def _moments_data(moments: Sequence[Moment]) -> dict[str, Any]:
    speakers = {speaker: number for number, speaker in enumerate(_speakers(moments))}
    texts = joined(printable(moment.text) for moment in moments)
    return {
        "starts": [moment.start_ms for moment in moments],
        "ends": [moment.end_ms for moment in moments],
        "speakers": [printable(speaker) for speaker in speakers],
        "spoken_by": [speakers[moment.speaker] for moment in moments],
        "texts": texts,
        "normal": normalise(texts),
    }


def _speakers(moments: Sequence[Moment]) -> Iterable[str]:
    return dict.fromkeys(moment.speaker for moment in moments)


def read_card(data: Mapping[str, Any]) -> Card:
    """Undo :func:`card_data`."""
    return Card(**{**data, "people": tuple(data["people"]), "places": tuple(data["places"])})


def read_source(data: Mapping[str, Any]) -> Source:
    """Undo :func:`source_data`."""
    return Source(data["summary"], data["body"], Moments(**data["moments"]))
