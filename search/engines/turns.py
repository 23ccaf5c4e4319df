"""The order of documents that nothing else orders.

Pages of hits follow on each other only when documents of one score or date
always stand in the same order, on every engine and after every rebuild. That
order is a number made of the key: by kind, then by number, page 9 before page
10. Keys of another form have a number too; it says no more than that it stays.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

_KEY = re.compile(r"([a-z]+):([0-9]{1,11})")
_LETTERS = 5
_ALPHABET = 27
_NUMBER_BITS = 39


def turn(key: str) -> int:
    """Where the document with ``key`` stands among equals; 63 bits."""
    match = _KEY.fullmatch(key)
    if match:
        return _kind(match[1]) << _NUMBER_BITS | int(match[2])
    data = key.encode("utf-8", "replace")
    number = zlib.crc32(data) << 7 | zlib.crc32(data, 1950) & 0x7F
    return _kind("".join(filter(_is_letter, key))) << _NUMBER_BITS | number


@lru_cache(maxsize=1_000)
def _kind(letters: str) -> int:
    """The first letters as a number that sorts like them."""
    value = 0
    for letter in letters[:_LETTERS].ljust(_LETTERS):
        value = value * _ALPHABET + (ord(letter) - ord("a") + 1 if _is_letter(letter) else 0)
    return value


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"
