"""Names in which a character is unknown or cannot be read.

Rolls copied from stones and old registers have ``黄□光``; a reader who is not sure
of a character types ``黄?光`` or ``黄某光``. Two notations, both within one token of
an index: :data:`ILLEGIBLE` stands where the source could not be read,
:data:`ANY` where any one character may stand.
"""

from __future__ import annotations

import re

from search.text.surnames import COMPOUND_SURNAMES, SURNAMES
from search.text.tokens import ALL_CHINESE, CHINESE

ILLEGIBLE = "□"
"""What the index holds for a character of a name that could not be read."""

ANY = "?"
"""What stands for any one character in a pattern."""

SHORTEST, LONGEST = 2, 8
"""Lengths of names, in characters, in which one may be unknown."""

USUAL_LENGTH = 4
"""Chinese names have no more characters; what is longer may be a title or a question."""

UNKNOWN = "?□■×_*"
"""All that is written for a character one does not know, normalised."""

_UNKNOWN = frozenset(UNKNOWN)
_SOMEBODY = "某"
_AT_THE_END = ("?", "*", "_")
_UNREAD = frozenset("□■×")
"""Signs that are no punctuation: they always stand for a character."""

_ZERO = "〇"
_LONE_ZERO = re.compile("(?<![〇零一二三四五六七八九十百])〇(?![〇零一二三四五六七八九十百])")
_ILLEGIBLE = str.maketrans(dict.fromkeys(UNKNOWN, ILLEGIBLE))
_ANY = str.maketrans(dict.fromkeys(UNKNOWN, ANY))
_SEPARATORS = re.compile(r"[\s·•・‧.]+")
_NAME = re.compile(rf"[{CHINESE}{re.escape(UNKNOWN)}]{{{SHORTEST},{LONGEST}}}")
_KNOWN = re.compile(rf"[{CHINESE}]")


def name_with_blanks(text: str) -> str:
    """Normalised ``text`` as one token, unread characters as :data:`ILLEGIBLE`.

    "" when it is no Chinese name of two to eight characters.
    """
    if SHORTEST <= len(text) <= LONGEST and ALL_CHINESE.fullmatch(text) and _ZERO not in text:
        return text
    return _bare(text).translate(_ILLEGIBLE)


def is_unread(text: str) -> bool:
    """Whether a character of normalised ``text``, a name, could not be read for certain.

    A question mark or a star may as well be punctuation.
    """
    return not _UNREAD.isdisjoint(_bare(text))


def patterns(name: str) -> list[str]:
    """``name``, a result of :func:`name_with_blanks`, with each one character unknown."""
    return [f"{name[:at]}{ANY}{name[at + 1 :]}" for at in range(len(name))]


def illegible_forms(name: str) -> list[str]:
    """How ``name`` or a pattern may stand in a roll with one character unread."""
    return [
        f"{name[:at]}{ILLEGIBLE}{name[at + 1 :]}"
        for at, character in enumerate(name)
        if character not in (ANY, ILLEGIBLE)
    ]


def typed_pattern(text: str) -> str:
    """Normalised ``text`` as a pattern with one :data:`ANY`, or "" when it is none.

    某 is an unknown character after a surname (黄某光, 王某), and a question mark at the
    end is one only where a surname begins a name of usual length.
    """
    name = _bare(text)
    if not name:
        return ""
    pattern = name.translate(_ANY)
    if pattern.count(ANY) == 1:
        doubtful = name.endswith(_AT_THE_END)
        return "" if doubtful and not _may_be_name(pattern) else pattern
    at = name.find(_SOMEBODY)
    if ANY in pattern or at < 1 or name.count(_SOMEBODY) > 1 or not _may_be_name(name):
        return ""
    return f"{name[:at]}{ANY}{name[at + 1 :]}"


def is_doubtful(text: str) -> bool:
    """Whether a text with a pattern may as well mean what stands there: 王某, 雷锋?"""
    known = len(_KNOWN.findall(text))
    return _SOMEBODY in text or (known > 1 and text.endswith(_AT_THE_END))


def plain_name(text: str) -> str:
    """Normalised ``text`` as one token when it may be a name with all characters known."""
    name = _bare(text)
    usual = len(name) <= USUAL_LENGTH or len(name) < len(text)
    return name if usual and _UNKNOWN.isdisjoint(name) else ""


def _bare(text: str) -> str:
    """``text`` without dots and spaces, or "" when it is no Chinese name of two to eight.

    A circle is a zero beside numerals, else a character that could not be read.
    """
    name = _SEPARATORS.sub("", text)
    if not _NAME.fullmatch(name) or not _KNOWN.search(name):
        return ""
    return _LONE_ZERO.sub(ILLEGIBLE, name) if _ZERO in name else name


def _may_be_name(name: str) -> bool:
    if len(name) > USUAL_LENGTH:
        return False
    return name[:2] in COMPOUND_SURNAMES or name[:1] in SURNAMES
