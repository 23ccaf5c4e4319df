"""One term of a query with all that may stand for it, as clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.engines.clauses import Clause, Has, all_of, any_of, phrase
from search.text.blanks import illegible_forms, is_doubtful, plain_name, typed_pattern
from search.text.expanding import Expansions, Part, whole_forms
from search.text.numerals import number_forms
from search.text.pinyin import typed_pinyin
from search.text.query import Term
from search.text.tokens import Unit, units

CLAUSES = 96
"""Most tokens of one kind that rank a query; a pasted page has more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A term taken apart.

    ``others`` are further ways to write all of it: with other names of what it
    speaks of, and ``numbers``, with its numbers in the other script. ``pattern`` is there when one
    character of a name is left open (黄?光), ``name`` when it may be a name.
    """

    text: str
    quoted: bool
    units: tuple[Unit, ...]
    parts: tuple[Part, ...]
    others: tuple[str, ...]
    numbers: tuple[str, ...]
    pattern: str
    name: str

    @property
    def content(self) -> list[Unit]:
        """The words that say what is looked for."""
        return [unit for unit in self.units if not unit.stop]

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Other names of what is spoken of in the term."""
        return tuple(other for part in self.parts for other in part.others)


def ask(term: Term, expansions: Expansions) -> Asked:
    """Take ``term`` apart. What is quoted is looked for as it stands."""
    if term.quoted:
        return Asked(term.text, True, tuple(units(term.text)), (Part(term.text),), (), (), "", "")
    pattern = typed_pattern(term.text)
    parts = expansions.parts(term.text)
    numbers = number_forms(term.text)
    return Asked(
        text=term.text,
        quoted=False,
        units=tuple(units(term.text)),
        parts=parts,
        others=tuple(dict.fromkeys([*whole_forms(parts), *numbers])),
        numbers=numbers,
        pattern=pattern,
        name="" if pattern else plain_name(term.text),
    )


def as_it_stands(asked: Asked) -> Clause:
    """Documents that have the very words of the term, or a name of its pattern."""
    if not asked.pattern:
        return phrase(asked.text)
    found: Clause = Has("blanks", asked.pattern)
    return any_of(found, phrase(asked.text)) if is_doubtful(asked.text) else found


def in_other_words(asked: Asked) -> Clause:
    """Documents that have the term as it stands or in one of its other forms."""
    return any_of(as_it_stands(asked), *map(phrase, asked.others[:CLAUSES]))


def strictly(asked: Asked, *, among_others: bool) -> Clause | None:
    """Documents that have all of the term, in one way or another.

    None for a term of nothing but words that say nothing. ``among_others`` says that
    the query has more terms: then each may be pinyin by itself.
    """
    if asked.quoted:
        return phrase(asked.text)
    found = [in_other_words(asked)]
    if asked.pattern:
        found += [Has("blanks", form) for form in illegible_forms(asked.pattern)]
        return any_of(*found)
    if not asked.content:
        return None
    if asked.name:
        found += [Has("exact", form) for form in illegible_forms(asked.name)]
    found.append(_in_its_words(asked))
    spoken = typed_pinyin(asked.text) if among_others else ""
    if spoken:
        found.append(Has("pinyin", spoken))
    return any_of(*found)


def _in_its_words(asked: Asked) -> Clause:
    if len(asked.parts) == 1 and not asked.parts[0].others:
        return _words(asked.content)
    required: list[Clause] = []
    for part in asked.parts:
        content = [unit for unit in units(part.text) if not unit.stop]
        if part.others:
            words = [_words(content)] if content else []
            required.append(any_of(phrase(part.text), *words, *map(phrase, part.others)))
        elif content:
            required.append(_words(content))
    return all_of(*required)


def _words(content: Sequence[Unit]) -> Clause:
    return all_of(*map(_word, content[:CLAUSES]))


def _word(unit: Unit) -> Clause:
    found = phrase(unit.text) if unit.chinese else Has("words", unit.token)
    return any_of(found, *map(phrase, number_forms(unit.text)))
