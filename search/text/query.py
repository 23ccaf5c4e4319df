"""What a reader typed, taken apart.

    terms            上甘岭 黄继光
    quoted phrases   "志愿军战士"  “志愿军战士”
    exclusions       -电影  -"故事片"

Anything may be typed: nothing raises, what means nothing is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.text.normalise import normalise
from search.text.tokens import BREAK, bigrams

QUERY_LENGTH = 1000
"""Characters of a query that are read; the rest is ignored."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Quotes bind only around a whole term: inside a question they are punctuation.
_TERM = re.compile(
    r"""(?<!\S)(?P<minus>-?)(?:"(?P<plain>[^"]+)"|“(?P<curly>[^“”]+)”)(?!\S)"""
    r"""|(?P<word>\S+)"""
)


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of a query, normalised; ``quoted`` asks for these very words."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """``blank`` means nothing was typed, as against nothing that can be looked for."""

    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    blank: bool = False

    @property
    def text(self) -> str:
        """The terms asked for, one space between them."""
        return " ".join(term.text for term in self.terms)


def parse(text: str) -> ParsedQuery:
    """Take a query apart."""
    typed = _CONTROL.sub(" ", text[:QUERY_LENGTH])
    terms: dict[Term, None] = {}
    excluded: dict[Term, None] = {}
    for match in _TERM.finditer(normalise(typed)[:QUERY_LENGTH]):
        word = match["word"]
        if word is None:
            term, minus = (
                Term(match["plain"] or match["curly"], quoted=True),
                bool(match["minus"]),
            )
        else:
            minus = len(word) > 1 and word.startswith("-")
            term = Term(word.removeprefix("-") if minus else word)
        if any(token != BREAK for token in bigrams(term.text)):
            (excluded if minus else terms)[term] = None
    return ParsedQuery(tuple(terms), tuple(excluded), blank=not typed.strip())
