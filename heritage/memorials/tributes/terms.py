"""Terms that make a message stand out for the moderator.

Messages and terms are compared without regard to traditional or simplified
characters, width, case, and whatever stands between the characters, so that
``坏  詞`` and ``壞.词`` are the term 坏词. Readings are not compared: too many
harmless words sound alike.
"""

from __future__ import annotations

from heritage.memorials.models import TributeTerm
from search.text.normalise import normalise


def bare(text: str) -> str:
    """Letters, digits and characters of ``text`` alone, normalised."""
    return "".join(character for character in normalise(text) if character.isalnum())


def known_terms() -> list[tuple[str, str]]:
    """Every term as it is compared, and as the editors wrote it."""
    written = TributeTerm.objects.values_list("text", flat=True)
    return [(key, text) for text in written if (key := bare(text))]


def flags_of(name: str, text: str, terms: list[tuple[str, str]]) -> list[str]:
    """The terms that a name or message contains, each once, as the editors wrote them.

    Name and message are also read on end, for a term may be split between them.
    """
    read = bare(f"{name}{text}")
    return sorted({written for key, written in terms if key in read})
