"""Names and pairs a page at a time, among two million: by keys, never counted.

A page is what follows a primary key; names are found by ranges of indexed
columns, at the most :data:`MOST_FOUND` by each.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from heritage.memorials.enums import PairState
from heritage.memorials.models import EntryPair, RollEntry, RollEntryName
from search.text.names import plain_pinyin
from search.text.normalise import normalise

PER_PAGE = 50
MOST_FOUND = 2_000
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Slice:
    """Some rows, and the key after which the next ones come (None at the end)."""

    rows: list
    after: int | None


def slice_of(rows: QuerySet, *, after: int | None, per_page: int = PER_PAGE) -> Slice:
    """The rows behind the key ``after``, in the order of their keys."""
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows.order_by("pk")[: per_page + 1])
    more = len(found) > per_page
    found = found[:per_page]
    return Slice(found, found[-1].pk if more else None)


def matching(*, q: str = "", roll=None, state: str = "") -> QuerySet[RollEntry]:
    """The entries that fit."""
    entries = RollEntry.objects.all()
    if q:
        entries = entries.filter(pk__in=_named(q.strip()))
    if roll:
        entries = entries.filter(roll=roll)
    if state == "merged":
        return entries.exclude(merged_into=None)
    entries = entries.current()
    if state == "kin":
        return entries.filter(seeks_kin=True)
    if state == "hidden":
        return entries.filter(live=False)
    return entries.filter(verification=state) if state else entries


def _named(text: str) -> set[int]:
    if text.isascii() and text.isdecimal():
        return {int(text)} if len(text) < 16 else set()
    key, reading = normalise(text), plain_pinyin(text)
    names = {"match_key__gte": key, "match_key__lt": key + _LAST}
    found = set(RollEntry.objects.filter(**names).values_list("pk", flat=True)[:MOST_FOUND])
    others = RollEntryName.objects.filter(**names).order_by()
    found |= set(others.values_list("entry_id", flat=True)[:MOST_FOUND])
    if reading.isascii():
        read = RollEntry.objects.filter(
            sort_pinyin__gte=reading, sort_pinyin__lt=f"{reading}{_LAST}"
        )
        found |= set(read.order_by().values_list("pk", flat=True)[:MOST_FOUND])
    return found


def pairs_to_show(*, roll=None, state: str = "") -> QuerySet[EntryPair]:
    """Pairs of that state (to be decided where none is said), of one roll or all."""
    pairs = EntryPair.objects.filter(state=state or PairState.OPEN)
    if roll:
        pairs = pairs.filter(first__roll=roll) | pairs.filter(second__roll=roll)
    return pairs
