"""Which characters cannot be printed, and where they stand.

An editor is told before printing, so that no box of a missing glyph is ever
drawn. Where printing must go on all the same, 〓 (U+3013) stands in for the
character, as it does in Chinese type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from django.utils.functional import Promise

from .codes import QrCode
from .typefaces import drawable, variations

STAND_IN = "〓"
LAID_OUT = frozenset("\n\t")
# Marks that steer layout and are seen by nobody: soft hyphen, zero-width spaces and joiners,
# direction marks. On paper they could only reorder or break what stands there.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# The choice between text and emoji form; Noto has the text form alone.
_FORM_SELECTORS = frozenset((0xFE0E, 0xFE0F))
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


@dataclass(frozen=True, slots=True)
class Missing:
    """A character no font draws: itself, its code point as U+20BB7, and where it stands.

    ``where`` is the path in the data, such as ``honours[1].title``, or for a
    single text the position of the character, counted from 1. A variation
    sequence the font lacks is one character of two code points.
    """

    character: str
    codepoint: str
    where: str

    def __str__(self) -> str:
        shown = f"{self.character} " if self.character.isprintable() else ""
        return f"{shown}({self.codepoint}) {self.where}"


def clean(text: str) -> str:
    """The text without marks that cannot be seen, and with one kind of line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return UNSEEN.sub("", text)


def missing_characters(text: str) -> list[Missing]:
    """The characters of ``text`` that cannot be drawn, each once, with its first position."""
    return [
        Missing(found, _codepoint(found), str(position))
        for found, position in _first_of_each(clean(text))
    ]


def missing_in(data: object, where: str = "") -> list[Missing]:
    """The same for every text in nested mappings, dataclasses and sequences, with its path."""
    found: list[Missing] = []
    for path, text in _texts(data, where):
        found += [
            Missing(character, _codepoint(character), path)
            for character, _position in _first_of_each(clean(text))
        ]
    return found


def stand_in(text: str) -> str:
    """The cleaned text with 〓 for each character that cannot be drawn."""
    pieces: list[str] = []
    for unit, fits in _units(clean(text)):
        if fits:
            pieces.append(unit)
        else:
            # A character whose variant is lacking is still that character.
            plain = unit[0] if len(unit) == 2 and ord(unit[0]) in drawable() else STAND_IN
            pieces.append(plain)
    return "".join(pieces)


def drawn(text: str) -> str:
    """The cleaned text as it is handed to a font: without selectors of text or emoji form."""
    return "".join(unit for unit, _fits in _units(clean(text)))


def _units(text: str) -> Iterator[tuple[str, bool]]:
    """Each character, with its variation selector, and whether a font draws it."""
    place = 0
    while place < len(text):
        character = text[place]
        place += 1
        selector = ord(text[place]) if place < len(text) else 0
        fits = character in LAID_OUT or ord(character) in drawable()
        if selector in _FORM_SELECTORS:
            place += 1
        elif any(selector in area for area in _SELECTORS):
            place += 1
            fits = (ord(character), selector) in variations()
            character += chr(selector)
        yield character, fits


def _first_of_each(text: str) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    place = 1
    for unit, fits in _units(text):
        if not fits and unit not in seen:
            seen.add(unit)
            yield unit, place
        place += len(unit)


def _codepoint(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, (str, Promise)):
        yield where, str(value)
    elif isinstance(value, QrCode):
        return
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            path = f"{where}.{field.name}" if where else field.name
            yield from _texts(getattr(value, field.name), path)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, f"{where}.{key}" if where else str(key))
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value):
            yield from _texts(item, f"{where}[{place}]")
