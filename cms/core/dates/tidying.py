"""One written form for the dates of sources, and only the date of it."""

from __future__ import annotations

import re

from search.text.normalise import normalise

_LETTER_FOR_ZERO = re.compile("[一二三四五六七八九〇零○o]{4}年")
_DASHES = re.compile(r"[-‐‑‒–—―−]+")
_WAVES = re.compile("[~〜∼]+")
_OPENING = re.compile(
    r"[,，。;；:：、!！'\"“”‘’]+|公元后?|西元|(?:出?生|卒|逝世?|病逝|去世|牺牲|殁|死)[于在]:?"
    r"|(?:出生|牺牲|逝世|病逝)(?:日期|时间|年月)?:?(?=.)"
)
_CLOSING = re.compile(
    r"[,，。.;；:：、!！'\"“”‘’]+$"
    r"|(?:出?生|诞生|牺牲|病逝|病故|逝世|去世|故去|辞世|身故|卒|殁|亡|阵亡|殉难|殉国|就义|遇害|失踪"
    r"|入伍|参军|参加革命|参加工作|入党|入团)$"
)


def tidy(text: str) -> str:
    """Simplified, half-width, without white space, one kind of dash and wave."""
    plain = re.sub(r"\s+", "", normalise(text))
    if _LETTER_FOR_ZERO.match(plain):
        plain = plain.replace("○", "〇").replace("o", "〇")
    return _WAVES.sub("~", _DASHES.sub("-", plain))


def strip(text: str) -> str:
    """Without the words and signs around a date that say nothing of it."""
    while True:
        plain = _CLOSING.sub("", text)
        if found := _OPENING.match(plain):
            plain = plain[found.end() :]
        if plain == text:
            return text
        text = plain
