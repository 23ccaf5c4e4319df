"""From a search document to the tokens of an index.

Both engines hold the fields of :class:`Analysed` and split them at white
space, so what one finds the other finds.

====================  =====================================================
``bigrams``           everything, as bigrams; phrases over it are exact
``characters``        everything, as single characters
``words``             everything, as dictionary words and years in figures
``title``             bigrams of the title
``names``             bigrams of people, places and aliases
``exact``             title, people, places and aliases, each as one token
``pinyin``            readings of the same and of their parts
``starts``            beginnings of the title and of aliases, for suggestions
``inside``            beginnings of the later words in them
====================  =====================================================

A field with nothing in it holds :data:`~search.text.tokens.BREAK`, so that
every document has every field: engines differ in whether documents without a
field count for how rare a word of it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.engines.base import SearchDocument
from search.text.normalise import normalise, printable
from search.text.pinyin import search_tokens, syllables
from search.text.prefixes import prefixes
from search.text.tokens import BREAK, bigrams, characters, compact, words

SCHEMA_VERSION = 2
"""Raised whenever fields or the analysis of text change: old indexes are built anew."""

EXACT_LENGTH = 100
"""Longest title or name that is found as a whole."""

DATE_UNKNOWN = "9999"
"""Sorts a document without a date after all others, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """Token strings of one document, parts of each joined by one space."""

    bigrams: str
    characters: str
    words: str
    title: str
    names: str
    exact: str
    pinyin: str
    starts: str
    inside: str
    facets: tuple[str, ...]
    newest: str
    oldest: str
    title_order: str


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
    all_names = [
        normalise(name) for name in (*document.aliases, *document.people, *document.places)
    ]
    parts = [
        title,
        *all_names,
        normalise(document.summary),
        normalise(document.body),
        *(normalise(moment.text) for moment in document.moments),
    ]
    date = document.sort_date
    return Analysed(
        bigrams=_join(map(bigrams, parts)) or BREAK,
        characters=_join(map(characters, parts)) or BREAK,
        words=_spaced(word for part in parts for word in words(part)),
        title=_spaced(bigrams(title)),
        names=_join(map(bigrams, all_names)) or BREAK,
        exact=_spaced(dict.fromkeys(filter(None, map(exact_token, [title, *all_names])))),
        pinyin=_spaced(_pinyin(document)),
        starts=_spaced(_unique(prefixes(name).whole for name in own_names)),
        inside=_spaced(_unique(prefixes(name).inside for name in own_names)),
        facets=tuple(
            dict.fromkeys(
                facet_value(name, value)
                for name, values in document.facets.items()
                for value in values
            )
        ),
        newest=date,
        oldest=date or DATE_UNKNOWN,
        title_order=f"{' '.join(syllables(title))} {title}",
    )


def exact_token(text: str) -> str:
    """A whole title or name as one token; "" when there is nothing in it."""
    return compact(text)[:EXACT_LENGTH]


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
