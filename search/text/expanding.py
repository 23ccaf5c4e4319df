"""Other names for what stands in a query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from search.text.normalise import normalise
from search.text.query import Term

WHOLE_FORMS = 8
"""Most ways to write one term with other names in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a term; ``others`` are other names of the same thing, all normalised."""

    text: str
    others: tuple[str, ...] = ()


class Expansions:
    """Finds phrases in a query for which there are other names.

    Long phrases are preferred to short ones in them. Latin letters and numbers are
    found as whole words only.
    """

    def __init__(self, expansions: Mapping[str, Sequence[str]]) -> None:
        self._others: dict[str, tuple[str, ...]] = {}
        for phrase, others in expansions.items():
            name = _one_spaced(phrase)
            found = dict.fromkeys([*self._others.get(name, ()), *map(_one_spaced, others)])
            self._others[name] = tuple(other for other in found if other and other != name)
        names = sorted((n for n in self._others if n), key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(_whole, names))) if names else None

    def joined(self, terms: Sequence[Term]) -> tuple[Term, ...]:
        """``terms`` with those put together that are one phrase: Korean War."""
        if self._pattern is None:
            return tuple(terms)
        found: list[Term] = []
        for quoted, run in _runs(terms):
            found += run if quoted else map(Term, self._join(run))
        return tuple(dict.fromkeys(found))

    def parts(self, text: str) -> tuple[Part, ...]:
        """Cut the normalised ``text`` of a term at phrases with other names."""
        if self._pattern is None:
            return (Part(text),)
        parts: list[Part] = []
        at = 0
        for match in self._pattern.finditer(text):
            if at < match.start():
                parts.append(Part(text[at : match.start()]))
            parts.append(Part(match[0], self._others[match[0]]))
            at = match.end()
        if at < len(text):
            parts.append(Part(text[at:]))
        return tuple(parts)

    def _join(self, run: Sequence[Term]) -> Iterator[str]:
        text = " ".join(term.text for term in run)
        kept = [match.span() for match in self._pattern.finditer(text)] if self._pattern else []
        start = 0
        for space in re.finditer(" ", text):
            if not any(first < space.start() < last for first, last in kept):
                yield text[start : space.start()]
                start = space.end()
        yield text[start:]


def whole_forms(parts: Sequence[Part]) -> tuple[str, ...]:
    """The term in its other forms, each name in it replaced by another or not."""
    if not any(part.others for part in parts):
        return ()
    forms = ("".join(form) for form in product(*((part.text, *part.others) for part in parts)))
    return tuple(islice(forms, 1, WHOLE_FORMS + 1))


def _runs(terms: Sequence[Term]) -> Iterator[tuple[bool, list[Term]]]:
    run: list[Term] = []
    for term in terms:
        if run and run[-1].quoted != term.quoted:
            yield run[0].quoted, run
            run = []
        run.append(term)
    if run:
        yield run[0].quoted, run


def _one_spaced(text: str) -> str:
    return " ".join(normalise(text).split())


def _whole(name: str) -> str:
    pattern = re.escape(name)
    if name[0].isascii() and name[0].isalnum():
        pattern = r"(?<![a-z0-9])" + pattern
    if name[-1].isascii() and name[-1].isalnum():
        pattern += r"(?![a-z0-9])"
    return pattern
