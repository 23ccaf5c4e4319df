"""How Chinese titles are set."""

from __future__ import annotations

import unicodedata

import rjieba
from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Particles that never open a line: they belong to the word before them.
CLINGING = frozenset("的了着过们地得之里上中下内外前后")


@register.filter
def phrased(title: str) -> SafeString:
    """A title that breaks between words only.

    Chinese may break between any two characters, which at display sizes cuts
    names and words in two. Each place between words gets a ``<wbr>``; the style
    sheet forbids all other breaks (``.phrased`` has ``word-break: keep-all``).
    """
    return mark_safe("<wbr>".join(escape(part) for part in phrases(title)))


def phrases(title: str) -> list[str]:
    """The pieces of a title between which a line may break.

    Punctuation and particles stay with the word before them.
    """
    parts: list[str] = []
    for word in rjieba.cut(str(title)):
        if parts and (word in CLINGING or _clings(word[0]) or _opens(parts[-1][-1])):
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def _clings(character: str) -> bool:
    return unicodedata.category(character) in {"Po", "Pe", "Pf", "Pd", "Zs"}


def _opens(character: str) -> bool:
    return unicodedata.category(character) in {"Ps", "Pi"}
