"""What the site says to a search engine and what it gets back.

Plain data and one Protocol. A page type fills a :class:`SearchDocument`, a
view fills a :class:`SearchQuery`; every engine answers with the same
:class:`SearchResults`. Nothing here knows Django or any engine.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
    STROKES = "strokes"
    LONGEST = "longest"
    SHORTEST = "shortest"


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
    (``1952``, ``1952-10``, ``1952-10-12``); ``periods`` are first and last years
    of what it tells about. ``units`` and ``native_places`` are what a reader
    asks for with 单位: and 籍贯:. ``facets`` maps a facet's name to the values the
    document has in it; the values are shown to the reader as they stand. What
    lies in a value within another has both: ``湖南省`` and ``湖南省/长沙市``.
    ``filters`` can be chosen like facets, and are not counted: they have too
    many values to list.
    """

    key: str
    kind: str
    title: str
    url: str
    summary: str = ""
    body: str = ""
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    native_places: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    periods: tuple[tuple[int, int], ...] = ()
    sort_date: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    access: Access = Access.PUBLIC
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What a reader asked. Several values in one facet widen, facets narrow.

    ``expansions`` maps a phrase that may stand in ``text`` to other names of the
    same thing: what has one of those is found as well. ``within`` narrows like
    ``facets`` and stands outside the answer: its choices are counted nowhere.
    ``counted`` says whether the answer is to have facets, ``counting`` which, where
    not all; those in which something is chosen are always there.
    """

    text: str = ""
    expansions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counted: bool = True
    counting: tuple[str, ...] = ()
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

    ``loosened`` says that nothing has the query as it stands, and the hits have
    parts of it. ``from_reserve`` says that another engine had to stand in for
    the chosen one, ``from_database`` that no index could: then only titles and
    names were looked through and there are no facets.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    took_ms: float = 0.0
    loosened: bool = False
    from_reserve: bool = False
    from_database: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A title or name that goes on from what was typed."""

    key: str
    kind: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one clause of a plan adds to a document's score.

    ``clause`` is one of :mod:`search.engines.plan`.
    """

    clause: object
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """Why a document stands where it does: its score and what made it, the most first.

    ``rank`` is its place among the hits by relevance, from 1, all choices applied;
    None past the hundredth. ``matches`` is false for a document that is not found.
    """

    key: str
    matches: bool
    score: float = 0.0
    rank: int | None = None
    shares: tuple[Share, ...] = ()


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

    def suggest(
        self,
        prefix: str,
        *,
        limit: int = 8,
        kinds: Collection[str] = (),
        other_than: Collection[str] = (),
    ) -> Sequence[Suggestion]:
        """Titles and names by prefix in characters, pinyin or initials.

        Only of ``kinds`` where they are given, and of none of ``other_than``.
        """

    def counts(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """How many documents each of ``queries`` finds as it stands, nothing loosened."""

    def weigh(self, query: SearchQuery, key: str) -> Weighing:
        """Why the document ``key`` stands where it does among what ``query`` finds."""

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        *,
        about: int = 0,
        progress: Progress | None = None,
    ) -> int:
        """Build a new index beside the old one and swap; gives the count.

        ``about`` says how many there are, 0 that it is not known; an engine may lay
        the index out by it.
        """

    def keys(self) -> Iterable[str]:
        """All keys in the index, for comparing it with the database."""

    def fingerprints(self) -> Iterable[tuple[str, str]]:
        """Key and :func:`~search.engines.fingerprint.fingerprint` of all documents in the index.

        Streamed, in no order.
        """
