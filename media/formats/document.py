"""A transcript with its index, as every format gives and takes it.

Times are integer milliseconds from the start of the recording.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from .faults import Fault


@dataclass(frozen=True, slots=True)
class Region:
    """A WebVTT region under the names of ``VTTRegion``; also read as ``region["lines"]``.

    Widths and anchors are percentages from 0 to 100. ``scroll`` is "" or "up".
    """

    id: str = ""
    width: float = 100
    lines: int = 3
    regionAnchorX: float = 0
    regionAnchorY: float = 100
    viewportAnchorX: float = 0
    viewportAnchorY: float = 100
    scroll: str = ""

    def __getitem__(self, name: str) -> Any:
        if name not in self.__slots__:
            raise KeyError(name)
        return getattr(self, name)


CUE_DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "region": None,
        "vertical": "",
        "snapToLines": True,
        "line": "auto",
        "lineAlign": "start",
        "position": "auto",
        "positionAlign": "auto",
        "size": 100,
        "align": "center",
    }
)
"""What holds for a cue that says nothing: the attributes of the W3C's ``VTTCue``."""


class Settings(Mapping[str, Any]):
    """Settings of a cue under the names and with the values of ``VTTCue``.

    Only what was given counts as being there; reading another of the W3C's
    names gives its default: ``Settings()["align"]`` is ``"center"``. SRT's
    coordinates stand under ``X1``, ``X2``, ``Y1``, ``Y2``.
    """

    __slots__ = ("_given",)

    def __init__(self, given: Mapping[str, Any] | None = None) -> None:
        self._given = dict(given or {})

    def __getitem__(self, name: str) -> Any:
        return self._given[name] if name in self._given else CUE_DEFAULTS[name]

    def __contains__(self, name: object) -> bool:
        return name in self._given

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __hash__(self) -> int:
        return hash(frozenset(self._given.items()))

    def __repr__(self) -> str:
        return f"Settings({self._given!r})"


NO_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Cue:
    """A run of speech from ``start_ms`` to ``end_ms``.

    ``text`` is as written in its format, marks and all; the format's
    ``plain_text`` gives the words. ``speaker`` is "" where none is named.
    ``estimated`` says that the start was worked out, not heard. ``line`` is
    where it stands in the file and is no part of what the cue is.
    """

    start_ms: int
    end_ms: int
    text: str = ""
    id: str = ""
    settings: Mapping[str, Any] = NO_SETTINGS
    speaker: str = ""
    estimated: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A comment that stands before the cue with the number ``before`` (0 is the first)."""

    text: str
    before: int = 0


@dataclass(frozen=True, slots=True)
class GpsPoint:
    """A point on the map: ``gps`` as written (``latitude, longitude``), zoom level, caption."""

    gps: str = ""
    zoom: int | None = None
    text: str = ""
    text_alt: str = ""

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees (WGS 84), or None where they are not to be read."""
        parts = self.gps.replace("，", ",").split(",")
        try:
            latitude, longitude = (float(part) for part in parts)
        except ValueError:
            return None
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
        return None


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link with its words."""

    url: str = ""
    text: str = ""
    text_alt: str = ""


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """A segment of a recording, from ``start_ms`` (None where not known) to the next.

    What ends in ``_alt`` is the same in the language of the translation.
    """

    start_ms: int | None = None
    title: str = ""
    title_alt: str = ""
    partial_transcript: str = ""
    partial_transcript_alt: str = ""
    synopsis: str = ""
    synopsis_alt: str = ""
    keywords: tuple[str, ...] = ()
    keywords_alt: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    subjects_alt: tuple[str, ...] = ()
    gps_points: tuple[GpsPoint, ...] = ()
    hyperlinks: tuple[Hyperlink, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """All that a file holds.

    ``header`` is what WebVTT has after its signature, line by line. ``metadata``
    are named values: the headers of WebVTT, the record of OHMS, the language of
    Whisper. ``translation`` is the transcript in the other language. ``faults``
    tell what was wrong with the file; two documents that differ only there are equal.
    """

    cues: tuple[Cue, ...] = ()
    index: tuple[IndexPoint, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = field(default=(), compare=False)
    header: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    styles: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    translation: Document | None = None
