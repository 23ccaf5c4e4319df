"""By what a row of a list is known when the list comes again."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from heritage.memorials.rolls.columns import KEY
from search.text.normalise import normalise

_IDENTIFYING = ("name", "birth", "native_place")
_BETWEEN = "\x1f"
_SIZE = 16


class Keys:
    """Gives each row of one list its key: 32 hexadecimal characters.

    A row is known by the list's own number of it, else by its words about name,
    birth and native place; a further row that says the same of these gets a key
    that counts. Of each key 64 bits are remembered, for a list may have two
    million rows.
    """

    def __init__(self, source: str):
        self._source = source
        self._seen: set[int] = set()
        self._repeats: dict[int, int] = {}

    def __contains__(self, key: str) -> bool:
        return int(key[:16], 16) in self._seen

    def of(self, cells: Mapping[str, str]) -> str:
        """The key of the next row, whose cells by field are given."""
        if number := cells.get(KEY, "").strip():
            words = ["number", number]
        else:
            words = [normalise("".join(cells.get(name, "").split())) for name in _IDENTIFYING]
        key = _digest(self._source, *words)
        short = int(key[:16], 16)
        if short not in self._seen:
            self._seen.add(short)
            return key
        count = self._repeats.get(short, 1) + 1
        self._repeats[short] = count
        counted = _digest(self._source, *words, f"#{count}")
        self._seen.add(int(counted[:16], 16))
        return counted


def _digest(*words: str) -> str:
    text = _BETWEEN.join(words).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=_SIZE).hexdigest()
