"""Rows of one list that may be about one person."""

from __future__ import annotations

from heritage.people.known.likeness import NOT_REPORTED_BELOW, Identity, Reason, compare

_MOST_COMPARED = 50
"""Rows a row is compared with for each way its name is written or read."""


class Pairs:
    """Remembers every row's identity, and finds those like one of them."""

    def __init__(self):
        self._identities: dict[int, Identity] = {}
        self._by_token: dict[str, list[int]] = {}

    def add(self, number: int, one: Identity) -> None:
        """Remember the row of this number."""
        self._identities[number] = one
        for token in _tokens(one):
            self._by_token.setdefault(token, []).append(number)

    def of(self, number: int, one: Identity) -> list[tuple[int, str, tuple[Reason, ...]]]:
        """Number, name and reasons of each other row that may be the same person."""
        near = {
            other
            for token in _tokens(one)
            for other in self._by_token.get(token, ())[:_MOST_COMPARED]
        }
        found = []
        for other in sorted(near - {number}):
            likeness = compare(one, self._identities[other])
            if likeness.score >= NOT_REPORTED_BELOW:
                found.append((other, self._identities[other].name, likeness.reasons))
        return found


def _tokens(one: Identity) -> set[str]:
    return {one.key, *one.other_keys, *one.readings, *one.other_readings} - {""}
