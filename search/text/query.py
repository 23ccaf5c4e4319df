"""What a reader typed, taken apart.

    terms            上甘岭 黄继光
    quoted phrases   "志愿军战士"  “志愿军战士”
    exclusions       -电影  -"故事片"  -人物:黄继光
    fields           人物:黄继光  单位:"志愿军第十五军"  籍贯:四川  年:1950-1953

Anything may be typed: nothing raises, what means nothing is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from search.text.normalise import normalise
from search.text.numerals import typed_years
from search.text.tokens import BREAK, bigrams

QUERY_LENGTH = 1000
"""Characters of a query that are read; the rest is ignored."""


class Field(StrEnum):
    """What can be asked for by name."""

    PERSON = "person"
    UNIT = "unit"
    NATIVE = "native"
    YEAR = "year"


FIELD_NAMES = {
    Field.PERSON: ("人物", "姓名", "人名", "person", "people", "name"),
    Field.UNIT: ("单位", "部队", "unit"),
    Field.NATIVE: ("籍贯", "原籍", "native", "origin"),
    Field.YEAR: ("年", "年份", "year"),
}
"""How a field may be called before the colon, in simplified characters."""

_CALLED = {name: field for field, names in FIELD_NAMES.items() for name in names}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FIELD = rf"(?:(?P<field>{'|'.join(sorted(_CALLED, key=len, reverse=True))}):\s*)"
# Quotes bind only around a whole term: inside a question they are punctuation.
_TERM = re.compile(
    rf"""(?<!\S)(?P<minus>-?){_FIELD}?(?:"(?P<plain>[^"]+)"|“(?P<curly>[^“”]+)”)(?!\S)"""
    rf"""|(?<!\S)(?P<without>-?){_FIELD.replace("<field>", "<named>")}(?P<value>[^\s"“-]\S*)"""
    r"""|(?P<word>\S+)"""
)


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of a query, normalised; ``quoted`` asks for these very words."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """What is asked for in one field.

    ``years`` are the first and the last year of what was typed after 年:; None where
    that is no year, and in other fields.
    """

    field: Field
    text: str
    quoted: bool = False
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """``text`` are the terms asked for as they were typed, one space between them.

    ``blank`` means nothing was typed, as against nothing that can be looked for.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    fields: tuple[FieldTerm, ...] = ()
    excluded_fields: tuple[FieldTerm, ...] = ()
    blank: bool = False


def parse(text: str) -> ParsedQuery:
    """Take a query apart."""
    typed = _CONTROL.sub(" ", text[:QUERY_LENGTH])
    wanted: dict[Term | FieldTerm, None] = {}
    excluded: dict[Term | FieldTerm, None] = {}
    # In pinyin the same syllable twice is two: jin jin.
    asked: list[str] = []
    for match in _TERM.finditer(normalise(typed)[:QUERY_LENGTH]):
        term, minus = _term(match)
        if any(token != BREAK for token in bigrams(term.text)):
            (excluded if minus else wanted)[term] = None
            if isinstance(term, Term) and not minus:
                asked.append(term.text)
    return ParsedQuery(
        text=" ".join(asked),
        terms=tuple(term for term in wanted if isinstance(term, Term)),
        excluded=tuple(term for term in excluded if isinstance(term, Term)),
        fields=tuple(term for term in wanted if isinstance(term, FieldTerm)),
        excluded_fields=tuple(term for term in excluded if isinstance(term, FieldTerm)),
        blank=not typed.strip(),
    )


def _term(match: re.Match[str]) -> tuple[Term | FieldTerm, bool]:
    """The term, and whether it is to be absent."""
    word = match["word"]
    if word is not None:
        minus = len(word) > 1 and word.startswith("-")
        return Term(word.removeprefix("-") if minus else word), minus
    minus = bool(match["minus"] or match["without"])
    quoted = match["value"] is None
    text = match["plain"] or match["curly"] if quoted else match["value"]
    name = match["field"] if quoted else match["named"]
    if name is None:
        return Term(text, quoted=True), minus
    field = _CALLED[name]
    years = typed_years(text) if field == Field.YEAR else None
    return FieldTerm(field, text, quoted, years), minus
