"""From a search document to the tokens of an index.

Both engines hold the fields of :class:`Analysed` and split them at white
space, so what one finds the other finds.

====================  =====================================================
``bigrams``           everything, as bigrams; phrases over it are exact
``characters``        everything, as single characters
``words``             everything, as dictionary words and years in figures
``title``             bigrams of the title
``names``             bigrams of people, places, units and aliases
``people``            bigrams of people, for 人物:
``units``             bigrams of units, for 单位:
``origins``           bigrams of native places, for 籍贯:
``years``             years of dates and periods, for 年:
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

from search.engines.base import SearchDocument
from search.text.blanks import name_with_blanks, patterns
from search.text.normalise import normalise, printable
from search.text.pinyin import search_tokens, syllables
from search.text.prefixes import prefixes
from search.text.strokes import stroke_key
from search.text.tokens import BREAK, bigrams, characters, compact, words

SCHEMA_VERSION = 3
"""Raised whenever fields or the analysis of text change: old indexes are built anew."""

EXACT_LENGTH = 100
"""Longest title or name that is found as a whole."""

DATE_UNKNOWN = "9999"
"""Sorts a document without a date after all others, oldest first."""

LONGEST_PERIOD = 200
"""Years of a period that are all held; of a longer one only the first and last are."""

_LENGTH_DIGITS = 9
_YEAR = re.compile(r"\d{4}")


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


def facet_value(name: str, value: str) -> str:
    """Name and value of a facet as one keyword."""
    return f"{printable(name)}{FACET_SEPARATOR}{printable(value)}"


def split_facet(keyword: str) -> tuple[str, str]:
    """Undo :func:`facet_value`."""
    name, _separator, value = keyword.partition(FACET_SEPARATOR)
    return name, value


def analyse(document: SearchDocument) -> Analysed:
    """Work out what an index holds for ``document``."""
    title = normalise(document.title)
    own_names = [document.title, *document.aliases]
    aliases = _normal(document.aliases)
    people = _normal(document.people)
    units = _normal(document.units)
    origins = _normal(document.native_places)
    all_names = list(
        dict.fromkeys([*aliases, *people, *_normal(document.places), *units, *origins])
    )
    parts = [
        title,
        *all_names,
        normalise(document.summary),
        normalise(document.body),
        *(normalise(moment.text) for moment in document.moments),
    ]
    date = document.sort_date
    counted = _keywords(document.facets)
    return Analysed(
        bigrams=_join(map(bigrams, parts)) or BREAK,
        characters=_join(map(characters, parts)) or BREAK,
        words=_spaced(word for part in parts for word in words(part)),
        title=_spaced(bigrams(title)),
        names=_join(map(bigrams, all_names)) or BREAK,
        people=_join(map(bigrams, people)) or BREAK,
        units=_join(map(bigrams, units)) or BREAK,
        origins=_join(map(bigrams, origins)) or BREAK,
        years=_spaced(_years(document)),
        exact=_spaced(_unique(map(exact_tokens, [title, *all_names]))),
        blanks=_spaced(
            _unique(patterns(name_with_blanks(name)) for name in [title, *aliases, *people])
        ),
        pinyin=_spaced(_pinyin(document)),
        starts=_spaced(_unique(prefixes(name).whole for name in own_names)),
        inside=_spaced(_unique(prefixes(name).inside for name in own_names)),
        facets=tuple(dict.fromkeys([*counted, *_keywords(document.filters)])),
        counted=counted,
        newest=date,
        oldest=date or DATE_UNKNOWN,
        title_order=f"{' '.join(syllables(title))} {title}",
        stroke_order=stroke_key(document.title),
        length=f"{_length(document):0{_LENGTH_DIGITS}d}",
    )


def exact_token(text: str) -> str:
    """A whole title or name as one token; "" when there is nothing in it."""
    return compact(text)[:EXACT_LENGTH]


def exact_tokens(text: str) -> list[str]:
    """Tokens of a whole title or name: with an unread character, also as a roll has it."""
    blank = name_with_blanks(text)
    return [token for token in dict.fromkeys((exact_token(text), blank)) if token]


def _normal(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(normalise, names))


def _keywords(facets: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            facet_value(name, value) for name, values in facets.items() for value in values
        )
    )


def _years(document: SearchDocument) -> Iterable[str]:
    years = dict.fromkeys(year[0] for date in document.dates if (year := _YEAR.match(date)))
    for first, last in document.periods:
        span = range(first, last + 1) if 0 <= last - first < LONGEST_PERIOD else (first, last)
        years |= dict.fromkeys(f"{year:04d}" for year in span)
    return years


def _length(document: SearchDocument) -> int:
    return len(document.body) + sum(len(moment.text) for moment in document.moments)


def _pinyin(document: SearchDocument) -> Iterable[str]:
    names = (document.title, *document.aliases, *document.people, *document.places)
    tokens = _unique(search_tokens(name) for name in names)
    # The editors' own reading of a name, where the dictionary's is wrong.
    given = (compact(normalise(reading)).replace("ü", "v") for reading in document.pinyin)
    return dict.fromkeys([*tokens, *filter(None, given)])


def _unique(groups: Iterable[Iterable[str]]) -> Iterable[str]:
    return dict.fromkeys(token for group in groups for token in group)


def _spaced(tokens: Iterable[str]) -> str:
    return " ".join(tokens) or BREAK


def _join(streams: Iterable[list[str]]) -> str:
    return f" {BREAK} ".join(" ".join(stream) for stream in streams if stream)
