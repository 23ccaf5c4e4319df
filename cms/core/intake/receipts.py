"""Receipt numbers: what somebody holds to come back to what was handed in.

Fourteen random characters of an alphabet of 23 (63.3 bits) and a check
character, in three groups of five: ``325HX-NKKW8-8447R``. The alphabet leaves
out what is taken for something else on paper or on the telephone: 0 O D Q,
1 I L, B (8), S (5), Z (2), G (6), U and V. 23 is prime, so the weighted sum
finds every single wrong character and every exchange of two neighbours.
"""

from __future__ import annotations

import io
import secrets
import unicodedata

import segno

ALPHABET = "23456789ACEFHJKMNPRTWXY"
RANDOM_LENGTH = 14
LENGTH = RANDOM_LENGTH + 1
GROUP = 5

# Letters that can only have been meant for one character of the alphabet.
_MEANT = str.maketrans({"B": "8", "S": "5", "Z": "2", "G": "6"})
_SEPARATORS = {"Zs", "Pd", "Cf", "Cc"}
_VALUE = {character: value for value, character in enumerate(ALPHABET)}


class ReceiptError(ValueError):
    """What was typed is not a receipt number."""


class ReceiptLengthError(ReceiptError):
    """Characters are missing or too many; ``length`` is how many there are."""

    def __init__(self, length: int):
        super().__init__(f"a receipt has {LENGTH} characters, not {length}")
        self.length = length


class ReceiptCharacterError(ReceiptError):
    """A character that no receipt has; ``character`` is the first of them."""

    def __init__(self, character: str):
        super().__init__(f"no receipt contains {character!r}")
        self.character = character


class ReceiptCheckError(ReceiptError):
    """All characters are possible, but one at least was mistyped."""


def new_receipt() -> str:
    """A new number without its dashes; 63.3 random bits and the check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LENGTH))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The character that makes the weighted sum of the whole number 0 modulo 23."""
    total = sum(weight * _VALUE[c] for weight, c in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def parse_receipt(typed: str) -> str:
    """The number that was meant, without dashes.

    Case, spaces, dashes and full-width characters do not matter, and letters
    that no receipt has but that look like one of its characters are taken for
    it. Raises a :class:`ReceiptError` that says what is wrong.
    """
    text = unicodedata.normalize("NFKC", typed)
    kept = [c for c in text if unicodedata.category(c) not in _SEPARATORS and c not in "_.·•ー"]
    number = "".join(kept).upper().translate(_MEANT)
    for character in number:
        if character not in _VALUE:
            raise ReceiptCharacterError(character)
    if len(number) != LENGTH:
        raise ReceiptLengthError(len(number))
    if check_character(number[:RANDOM_LENGTH]) != number[-1]:
        raise ReceiptCheckError("a character was mistyped")
    return number


def grouped(receipt: str) -> str:
    """The number as it is printed and read out: ``325HX-NKKW8-8447R``."""
    return "-".join(receipt[i : i + GROUP] for i in range(0, len(receipt), GROUP))


def qr_svg(address: str) -> bytes:
    """A QR code (ISO/IEC 18004, error level M) of an address, as an SVG document."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(
        out, kind="svg", scale=6, border=4, dark="#1F1B18", light="#FFFFFF"
    )
    return out.getvalue()
