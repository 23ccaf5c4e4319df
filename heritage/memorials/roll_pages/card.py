"""The card of a name (姓名卡) as PDF: what a family takes home or leaves at the grave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cms.core.print.codes import QrCode
from cms.core.print.press import render_pdf
from heritage.memorials.roll_pages.telling import Shown
from heritage.people.models.facts import Fact

TEMPLATE = "memorials/name_card.typ"
_PRINTED = ("birth", "native", "unit", "death", "honours", "grave")
_BOTH = {"birth"}
"""Where the source's words alone would not be understood (农历庚午年十一月)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFact:
    """A label and its value, both as shown."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCard:
    """All that stands on the card, as it is to be read; ``pinyin`` may be empty."""

    name: str
    pinyin: str
    epithet: str
    facts: tuple[CardFact, ...]
    roll: str
    source: str
    site_name: str
    url: str
    is_sample: bool = False


def name_card(found: Shown, *, url: str, site_name: str) -> NameCard:
    """The card of an entry; ``url`` is the whole address of its page."""
    entry = found.entry
    return NameCard(
        name=entry.name,
        pinyin=entry.pinyin,
        epithet=found.life_span,
        facts=tuple(
            CardFact(label=fact.label, value=_value(fact))
            for fact in found.facts
            if fact.topic in _PRINTED
        ),
        roll=entry.roll.name,
        source="，".join(filter(None, [entry.source or entry.roll.source, entry.source_pages])),
        site_name=site_name,
        url=url,
        is_sample=entry.roll.is_sample,
    )


def _value(fact: Fact) -> str:
    if fact.topic in _BOTH and fact.as_written:
        return f"{fact.value}（{fact.as_written}）"
    return fact.as_written or fact.value


def name_card_pdf(card: NameCard, *, at: datetime | None = None, substitute: bool = False) -> bytes:
    """The card on A5, tagged, with the name as title of the file.

    Raises ``MissingCharactersError`` unless ``substitute`` asks for 〓 in place of
    what no font draws, and ``PrintError``.
    """
    content = {"card": card, "code": QrCode(card.url)}
    return render_pdf(TEMPLATE, content, at=at, substitute=substitute)
