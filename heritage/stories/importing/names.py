"""What finding people and places has in common: known names, and proposals with their count."""

from collections.abc import Iterable, Iterator, Sequence

import rjieba

from .document import Proposal
from .enums import Evidence

CONTEXT = 16
"""Characters shown on either side of a proposed name."""


class Proposals:
    """Proposals gathered over several texts, in order of first appearance."""

    def __init__(self) -> None:
        self._found: dict[str, Proposal] = {}

    def add(self, name: str, evidence: Evidence, text: str, at: int) -> None:
        """Note `name` at `at` in `text`; what was noted first stays."""
        context = text[max(0, at - CONTEXT) : at + len(name) + CONTEXT]
        self._found.setdefault(name, Proposal(name, evidence, context))

    def counted(self, texts: Sequence[str]) -> tuple[Proposal, ...]:
        """The proposals, each with the number of times its name stands in `texts`."""
        whole = "\n".join(texts)
        return tuple(
            Proposal(found.name, found.evidence, found.context, whole.count(found.name))
            for found in self._found.values()
        )


class NameFinder:
    """Finds given names in a text, the longest at each place, each character used once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for name in sorted({name for name in names if len(name) >= 2}, key=lambda name: -len(name)):
            self._by_start.setdefault(name[:2], []).append(name)

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Offset and name of each occurrence."""
        at = 0
        while self._by_start and at < len(text) - 1:
            candidates = self._by_start.get(text[at : at + 2], ())
            name = next((name for name in candidates if text.startswith(name, at)), None)
            if name:
                yield at, name
            at += len(name) if name else 1


def stands_alone(text: str, at: int, name: str) -> bool:
    """False where a name of two characters is only a part of a longer dictionary word."""
    if len(name) > 2:
        return True
    start = max(0, at - CONTEXT)
    position = start
    for word in rjieba.cut(text[start : at + CONTEXT]):
        end = position + len(word)
        if position <= at < end:
            is_part = position < at or end > at + len(name)
            return not is_part or word.startswith("学") or not rjieba.has_word(word)
        position = end
    return True
