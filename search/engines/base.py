"""What the site says to a search engine and what it gets back.

Plain data and one Protocol. A page type fills a :class:`SearchDocument`, a
view fills a :class:`SearchQuery`; every engine answers with the same
:class:`SearchResults`. Nothing here knows Django or any engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Access(StrEnum):
    """Who may see a document. Only ``PUBLIC`` documents are ever indexed."""

    PUBLIC = "public"
    PRIVATE = "private"


class Sort(StrEnum):
    """Orders a reader can choose."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


class EngineError(Exception):
    """The engine could not answer: no index, a broken one, or a fault in it."""


class IndexMissing(EngineError):
    """No index has been built yet, or it was built by another schema version."""


class IndexDamaged(IndexMissing):
    """The index is there and cannot be read; it has to be built anew."""


class EngineUnavailable(EngineError):
    """The engine is a service that does not answer in time, or refuses the site."""


class EngineBusy(EngineError):
    """Another process went on writing for longer than this one may wait."""


class DocumentsRejected(EngineError):
    """Some documents could not be indexed; all others were.

    ``reasons`` maps the key of each rejected document to why, ``indexed`` is
    how many others are in the index now.
    """

    def __init__(self, reasons: Mapping[str, str], indexed: int) -> None:
        listed = "; ".join(f"{key}: {reason}" for key, reason in list(reasons.items())[:5])
        super().__init__(f"{len(reasons)} documents could not be indexed ({listed})")
        self.reasons = dict(reasons)
        self.indexed = indexed


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A run of speech in a recording; times are integer milliseconds."""

    start_ms: int
    end_ms: int
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One thing a reader can find: a page, a person, later a roll entry.

    ``key`` is unique over the whole site (``page:12``, ``person:3``).
    ``dates`` and ``sort_date`` are ISO 8601 at their known precision
    (``1952``, ``1952-10``, ``1952-10-12``). ``facets`` maps a facet's name to
    the values the document has in it; the values are shown to the reader as
    they stand.
    """

    key: str
    kind: str
    title: str
    url: str
    summary: str = ""
    body: str = ""
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    sort_date: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    access: Access = Access.PUBLIC
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What a reader asked. Several values in one facet widen, facets narrow."""

    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A run of original text; ``match`` says whether to mark it."""

    text: str
    match: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentHit:
    """A moment that matched, with its text cut into marked fragments."""

    start_ms: int
    end_ms: int
    speaker: str
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result. ``passages`` are the best sentences of the original text."""

    key: str
    kind: str
    url: str
    score: float
    title: tuple[Fragment, ...]
    passages: tuple[tuple[Fragment, ...], ...] = ()
    moments: tuple[MomentHit, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many documents have ``value``, other facets' choices applied."""

    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """The answer to one query: ``total`` counts all, ``hits`` is one page.

    ``from_reserve`` says that another engine had to stand in for the chosen one.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    took_ms: float = 0.0
    from_reserve: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A title or name that goes on from what was typed."""

    key: str
    kind: str
    title: str
    url: str


Progress = Callable[[int], None]


class SearchEngine(Protocol):
    """What every engine does. All raise :class:`EngineError` on failure."""

    def index(self, documents: Iterable[SearchDocument]) -> int:
        """Add or replace ``documents`` by key; durable on return. Gives the count.

        A document that is not public is removed instead. Raises
        :class:`DocumentsRejected` when some could not be indexed.
        """

    def delete(self, keys: Iterable[str]) -> None:
        """Remove documents by key; unknown keys are no error."""

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer ``query``."""

    def suggest(self, prefix: str, *, limit: int = 8) -> Sequence[Suggestion]:
        """Titles and names by prefix in characters, pinyin or initials."""

    def rebuild(
        self, documents: Iterable[SearchDocument], *, progress: Progress | None = None
    ) -> int:
        """Build a new index beside the old one and swap; gives the count."""

    def keys(self) -> Iterable[str]:
        """All keys in the index, for comparing it with the database."""
