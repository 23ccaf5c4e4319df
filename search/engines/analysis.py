"""From a search document to the tokens of an index.

Both engines hold the fields of :class:`Analysed` and split them at white
space, so what one finds the other finds.

====================  =====================================================
``bigrams``           everything, as bigrams; phrases over it are exact
``characters``        everything, as single characters
``words``             everything, as dictionary words and years in figures
``title``             bigrams of the title
``names``             bigrams of people, places, units and aliases
``people``            bigrams and characters of people, for 人物:
``units``             bigrams of units, for 单位:
``origins``           bigrams of native places, for 籍贯:
``years``             years of dates and periods and in the text, for 年:
``exact``             title and names, each as one token; unread characters are □
``blanks``            short titles and names with each one character unknown: 黄?光
``pinyin``            readings of the same and of their parts
``starts``            beginnings of the title and of aliases, for suggestions
``inside``            beginnings of the later words in them
``facets``            what can be chosen, as keywords
``counted``           those that are counted, as keywords
``newest`` ``oldest`` ``title_order`` ``stroke_order`` ``length``: keys to sort by
====================  =====================================================

A field with nothing in it holds :data:`~search.text.tokens.BREAK`, so that
every document has every field: engines differ in whether documents without a
field count for how rare a word of it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from search.engines.base import SearchDocument
from search.text.blanks import is_unread, name_with_blanks, patterns
from search.text.normalise import normalise, printable
from search.text.numerals import FIRST_YEAR, LAST_YEAR, year_tokens
from search.text.pinyin import search_tokens, syllables
from search.text.prefixes import prefixes
from search.text.strokes import stroke_key
from search.text.tokens import BREAK, Streams, compact, streams, words_of_runs

SCHEMA_VERSION = 4
"""Raised whenever fields or the analysis of text change: old indexes are built anew."""

EXACT_LENGTH = 100
"""Longest title or name that is found as a whole."""

DATE_UNKNOWN = "9999"
"""Sorts a document without a date after all others, oldest first."""

LONGEST_PERIOD = 200
"""Years of a period that are all held; of a longer one only the first and last are."""

_LENGTH_DIGITS = 9
_CACHED_NAMES = 20_000
_CACHED_KEYWORDS = 20_000
_YEAR_FIGURES = 4
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """Token strings of one document, parts of each joined by one space."""

    bigrams: str
    characters: str
    words: str
    title: str
    names: str
    people: str
    units: str
    origins: str
    years: str
    exact: str
    blanks: str
    pinyin: str
    starts: str
    inside: str
    facets: tuple[str, ...]
    counted: tuple[str, ...]
    newest: str
    oldest: str
    title_order: str
    stroke_order: str
    length: str


FACET_SEPARATOR = "\x1f"


@lru_cache(maxsize=_CACHED_KEYWORDS)
def facet_value(name: str, value: str) -> str:
    """Name and value of a facet as one keyword."""
    return f"{printable(name)}{FACET_SEPARATOR}{printable(value)}"


def split_facet(keyword: str) -> tuple[str, str]:
    """Undo :func:`facet_value`."""
    name, _separator, value = keyword.partition(FACET_SEPARATOR)
    return name, value


@dataclass(frozen=True, slots=True, eq=False)
class _Name:
    """Tokens of one title or name; many stand in more than one document."""

    normal: str
    streams: Streams
    exact: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Spoken:
    """How a name is found by those who do not know all of it; only some names are read."""

    blanks: tuple[str, ...]
    pinyin: tuple[str, ...]


def _letter_by_letter(name: _Name) -> str:
    """The characters of a name, for 人物:黄; "" where its pairs are that already."""
    streams_of = name.streams
    return "" if streams_of.bigrams == streams_of.characters else streams_of.characters


@lru_cache(maxsize=_CACHED_NAMES)
def _name(text: str) -> _Name:
    normal = normalise(text)
    exact = tuple(_exact_tokens(normal, name_with_blanks(normal)))
    return _Name(normal, streams(normal), exact)


@lru_cache(maxsize=_CACHED_NAMES)
def _spoken(normal: str) -> _Spoken:
    return _Spoken(tuple(patterns(name_with_blanks(normal))), tuple(search_tokens(normal)))


def analyse(document: SearchDocument) -> Analysed:
    """Work out what an index holds for ``document``."""
    title_text = normalise(document.title)
    title = _name(document.title)
    aliases, people, places, units, origins = (
        list(map(_name, names))
        for names in (
            document.aliases,
            document.people,
            document.places,
            document.units,
            document.native_places,
        )
    )
    names = list(dict.fromkeys([*aliases, *people, *places, *units, *origins]))
    texts = [document.summary, document.body, *(moment.text for moment in document.moments)]
    parts = [
        *(name.streams for name in (title, *names)),
        *(streams(normalise(text)) for text in texts if text),
    ]
    told = words_of_runs(
        [run for part in parts for run in part.chinese],
        [run for part in parts for run in part.others],
    )
    own_names = [prefixes(normalise(name)) for name in (document.title, *document.aliases)]
    own = [_spoken(name.normal) for name in (title, *aliases, *people)]
    spoken = [*own, *(_spoken(name.normal) for name in places)]
    date = document.sort_date
    counted = _keywords(document.facets)
    return Analysed(
        bigrams=_apart(part.bigrams for part in parts),
        characters=_apart(part.characters for part in parts),
        words=_spaced(told),
        title=title.streams.bigrams or BREAK,
        names=_apart(name.streams.bigrams for name in names),
        people=_apart(
            [*(name.streams.bigrams for name in people), *(map(_letter_by_letter, people))]
        ),
        units=_apart(name.streams.bigrams for name in units),
        origins=_apart(name.streams.bigrams for name in origins),
        years=_spaced(_years(document, told)),
        exact=_spaced(_unique(name.exact for name in (title, *names))),
        blanks=_spaced(_unique(name.blanks for name in own)),
        pinyin=_spaced(_unique([*(name.pinyin for name in spoken), _own_readings(document)])),
        starts=_spaced(_unique(name.whole for name in own_names)),
        inside=_spaced(_unique(name.inside for name in own_names)),
        facets=tuple(dict.fromkeys([*counted, *_keywords(document.filters)])),
        counted=counted,
        newest=date,
        oldest=date or DATE_UNKNOWN,
        title_order=f"{' '.join(syllables(title_text))} {title_text}",
        stroke_order=stroke_key(document.title),
        length=f"{_length(document):0{_LENGTH_DIGITS}d}",
    )


def exact_token(text: str) -> str:
    """A whole title or name as one token; "" when there is nothing in it."""
    return compact(text)[:EXACT_LENGTH]


def _exact_tokens(text: str, blank: str) -> list[str]:
    """A whole title or name, with a character that could not be read as □."""
    if blank and is_unread(text):
        return [blank]
    return [token for token in dict.fromkeys((exact_token(text), blank)) if token]


def _keywords(facets: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            facet_value(name, value) for name, values in facets.items() for value in values
        )
    )


def _years(document: SearchDocument, told: Iterable[str]) -> Iterable[str]:
    """Years of its dates and periods and those its words tell, with decades and centuries."""
    years = {int(year[0]) for date in document.dates if (year := _YEAR.match(date))}
    years.update(
        [int(word) for word in told if len(word) == _YEAR_FIGURES and _YEAR.fullmatch(word)]
    )
    for first, last in document.periods:
        years.update(
            range(first, last + 1) if 0 <= last - first < LONGEST_PERIOD else (first, last)
        )
    known = sorted(year for year in years if FIRST_YEAR <= year <= LAST_YEAR)
    return _unique(map(year_tokens, known))


def _length(document: SearchDocument) -> int:
    return len(document.body) + sum(len(moment.text) for moment in document.moments)


def _own_readings(document: SearchDocument) -> list[str]:
    """The editors' own readings of names, where the dictionary's are wrong."""
    given = (compact(normalise(reading)).replace("ü", "v") for reading in document.pinyin)
    return [reading for reading in given if reading]


def _unique(groups: Iterable[Iterable[str]]) -> Iterable[str]:
    return dict.fromkeys(chain.from_iterable(groups))


def _spaced(tokens: Iterable[str]) -> str:
    return " ".join(tokens) or BREAK


def _apart(streams: Iterable[str]) -> str:
    """Texts one after the other, so that no phrase reaches from one into the next."""
    return f" {BREAK} ".join([stream for stream in streams if stream]) or BREAK
