"""Names in which a character is unknown or cannot be read.

Rolls copied from stones and old registers have ``黄□光``; a reader who is not sure
of a character types ``黄?光`` or ``黄某光``. Two notations, both within one token of
an index: :data:`ILLEGIBLE` stands where the source could not be read,
:data:`ANY` where any one character may stand.
"""

from __future__ import annotations

import re

from search.text.tokens import CHINESE

ILLEGIBLE = "□"
"""What the index holds for a character of a name that could not be read."""

ANY = "?"
"""What stands for any one character in a pattern."""

SHORTEST, LONGEST = 2, 8
"""Lengths of names, in characters, in which one may be unknown."""

_UNKNOWN = "?□■×_*"
_ILLEGIBLE = str.maketrans(dict.fromkeys(_UNKNOWN, ILLEGIBLE))
_SEPARATORS = re.compile(r"[\s·•・‧.]+")
_NAME = re.compile(rf"[{CHINESE}{re.escape(_UNKNOWN)}]{{{SHORTEST},{LONGEST}}}")
_KNOWN = re.compile(rf"[{CHINESE}]")


def name_with_blanks(text: str) -> str:
    """Normalised ``text`` as one token, unread characters as :data:`ILLEGIBLE`.

    "" when it is no Chinese name of two to eight characters.
    """
    name = _SEPARATORS.sub("", text)
    if not _NAME.fullmatch(name) or not _KNOWN.search(name):
        return ""
    return name.translate(_ILLEGIBLE)


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
