"""Clauses for what is asked for by the name of a field: 人物: 单位: 籍贯: 年:"""

from __future__ import annotations

from search.engines.analysis import exact_token
from search.engines.clauses import Boosted, Clause, Fixed, Has, all_of, any_of, phrase
from search.text.blanks import illegible_forms, plain_name, typed_pattern
from search.text.numerals import number_forms, range_tokens
from search.text.pinyin import typed_pinyin
from search.text.query import Field, FieldTerm
from search.text.romanised import wade_giles
from search.text.tokens import units

_INDEXED = {Field.PERSON: "people", Field.UNIT: "units", Field.NATIVE: "origins"}
_MARKED_YEARS = 20
_OTHER_READING = 0.5
"""What was typed is pinyin rather than Wade-Giles."""


def field_clause(term: FieldTerm) -> Clause:
    """Documents that have what is asked for in the field."""
    if term.field == Field.YEAR:
        return _years(term)
    if term.field == Field.PERSON:
        return _person(term)
    return _place_or_unit(term, _INDEXED[term.field])


def field_rank(term: FieldTerm) -> list[Clause]:
    """What lifts documents that are about the thing asked for, above those that name it."""
    if term.field == Field.YEAR:
        return [Has("words", token) for token in _few_years(term)]
    return [phrase(term.text, "title"), *_read_from_the_start(term)]


def field_pattern(term: FieldTerm) -> str:
    """A name in which one character was left open; "" where there is none."""
    return "" if term.quoted or term.field != Field.PERSON else typed_pattern(term.text)


def field_needles(term: FieldTerm) -> list[str]:
    """What to mark in the texts."""
    if field_pattern(term):
        return []
    if term.field != Field.YEAR:
        return [term.text, *number_forms(term.text)]
    return [form for year in _few_years(term) for form in (year, *number_forms(year))]


def _read_from_the_start(term: FieldTerm) -> list[Clause]:
    """Names that begin as the pinyin does, above those that have it within."""
    if term.quoted or term.field != Field.PERSON:
        return []
    spoken = typed_pinyin(term.text)
    if not spoken:
        return []
    others = (Boosted(Has("starts", form), _OTHER_READING) for form in wade_giles(term.text))
    return [Has("starts", spoken), *others]


def _person(term: FieldTerm) -> Clause:
    pattern = field_pattern(term)
    if pattern:
        return any_of(*(Has("blanks", one) for one in (pattern, *illegible_forms(pattern))))
    found: list[Clause] = [phrase(term.text, "people"), Has("exact", exact_token(term.text))]
    if not term.quoted:
        name = plain_name(term.text)
        found += [Has("exact", form) for form in illegible_forms(name)]
        spoken = typed_pinyin(term.text)
        found += [Has("pinyin", spoken)] if spoken else []
        found += [Has("pinyin", form) for form in wade_giles(term.text)]
    return any_of(*found)


def _place_or_unit(term: FieldTerm, field: str) -> Clause:
    found: list[Clause] = [_within(term.text, field)]
    if term.field == Field.UNIT:
        found.append(Has("exact", exact_token(term.text)))
    if not term.quoted:
        found += [_within(form, field) for form in number_forms(term.text)]
        # 湖南长沙 is to find 湖南省长沙市: its words apart, all in this field.
        words = [unit.text for unit in units(term.text) if len(unit.text) > 1]
        found += [all_of(*(phrase(word, field) for word in words))] if words else []
    return any_of(*found)


def _within(text: str, field: str) -> Clause:
    """``text`` in the field; 第45师, which has no pairs at its number, in the text too."""
    inside = phrase(text, field)
    whole = phrase(text)
    if getattr(whole, "field", "") != "characters":
        return inside
    parts = [unit.token for unit in units(text) if not unit.chinese or len(unit.text) > 1]
    return all_of(whole, *(phrase(part, field) for part in parts)) if parts else inside


def _years(term: FieldTerm) -> Clause:
    if term.years is None:
        return phrase(term.text)
    tokens = range_tokens(*term.years)
    # Which of the years it is says nothing about how good an answer is.
    return Fixed(any_of(*(Has("years", token) for token in tokens)), 1.0)


def _few_years(term: FieldTerm) -> list[str]:
    if term.years is None:
        return []
    first, last = term.years
    return [str(year) for year in range(first, min(last, first + _MARKED_YEARS - 1) + 1)]
