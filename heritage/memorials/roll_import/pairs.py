"""Entries that may be one person, put to somebody to decide.

Two entries are a pair where their names agree (in any script or variant, or
one is another name of the other) or are read alike, where birth and native
place do not contradict, and where one of the two, or for names that are only
read alike both of them, speak for it. Entries are compared only with those of
the same name or reading that share a year of birth or a place, so that the
commonest name of two million costs no more than its share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from cms.core.dates import HistoricalDate
from heritage.memorials.enums import GraveKind
from heritage.memorials.models import EntryPair, RollEntry, RollEntryName, RollImport
from heritage.memorials.roll_import.importer import Progress, room_for_indexes
from heritage.people.models import Place
from search.text.names import name_pinyin, plain_pinyin

SAME_NAME, OTHER_FORM, OTHER_NAME, SOUNDS_ALIKE = "same_name", "other_form", "other_name", "sounds"
SAME_BIRTH, SAME_PLACE, NEAR_PLACE, SAME_DEATH = "birth", "place", "near_place", "death"

_NAMES_AT_ONCE = 400
_MOST_PAIRS = 20
"""Of one entry: more would say that its name tells nothing."""

_UNNAMED = re.compile(r"无名|不知名|佚名|未详|不详|烈士$")
_YEAR = re.compile(r"\d{4}")


_parsed = lru_cache(maxsize=50_000)(HistoricalDate.parse)


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of an entry; dates as they are stored."""

    pk: int
    name: str
    key: str
    sound: str
    batch: int | None
    birth: str
    death: str
    place: int | None

    @property
    def buckets(self) -> list[tuple[str, object]]:
        """Where it meets those it may be: years of its birth, its native place."""
        found: list[tuple[str, object]] = [
            ("year", year) for year in set(_YEAR.findall(self.birth))
        ]
        if self.place:
            found.append(("place", self.place))
        return found


def find(*, batch: RollImport, progress: Progress | None = None) -> int:
    """Find pairs among the entries of ``batch`` and all others; gives how many are new."""
    new = RollEntry.objects.current().filter(batch=batch)
    names = _names_of(new)
    lines = dict(Place.objects.values_list("pk", "path"))
    total, found, done = len(names), 0, 0
    with room_for_indexes():
        for start in range(0, total, _NAMES_AT_ONCE):
            sounds = names[start : start + _NAMES_AT_ONCE]
            found += _find_among(sounds, batch, lines)
            done += len(sounds)
            if progress:
                progress(done, total, _("looking for entries that may be one person"))
    return found


def _names_of(entries) -> list[str]:
    """Every reading of a name or of another name, once, in order."""
    rows = entries.order_by().values_list("sort_pinyin", flat=True)
    found = set(rows.iterator(chunk_size=20_000))
    others = RollEntryName.objects.filter(entry__in=entries.values("pk")).order_by()
    for text in others.values_list("text", flat=True).iterator(chunk_size=20_000):
        found.add(plain_pinyin(name_pinyin(text)))
    return sorted(found - {""})


def _find_among(sounds: list[str], batch: RollImport, lines: dict[int, str]) -> int:
    reasons: dict[tuple[int, int], list[str]] = {}
    counts: dict[int, int] = defaultdict(int)
    for group, others in _known(sounds):
        for one, other in _meetings(group, batch.pk):
            key = (min(one.pk, other.pk), max(one.pk, other.pk))
            if key in reasons or max(counts[one.pk], counts[other.pk]) >= _MOST_PAIRS:
                continue
            if why := reasons_for(one, other, lines=lines, other_names=others):
                reasons[key] = why
                counts[one.pk] += 1
                counts[other.pk] += 1
    if not reasons:
        return 0
    with transaction.atomic():
        firsts = {first for first, _second in reasons}
        there = set(EntryPair.objects.filter(first__in=firsts).values_list("first_id", "second_id"))
        EntryPair.objects.bulk_create(
            EntryPair(first_id=first, second_id=second, why=why)
            for (first, second), why in reasons.items()
            if (first, second) not in there
        )
    return sum(key not in there for key in reasons)


def _known(sounds: list[str]) -> Iterator[tuple[list[Known], dict]]:
    """Entries whose name is read alike, or who bear the name as another one, as one group each."""
    fields = (
        "pk", "name", "match_key", "sort_pinyin", "batch_id", "birth_text", "death_text",
        "native_place_id",
    )  # fmt: skip
    as_stored = {
        "birth_text": Cast("birth", CharField()),
        "death_text": Cast("death", CharField()),
    }
    current = RollEntry.objects.current().exclude(grave_kind=GraveKind.UNKNOWN).order_by()
    rows = current.filter(sort_pinyin__in=sounds).annotate(**as_stored).values_list(*fields)
    by_sound: dict[str, list[Known]] = defaultdict(list)
    by_key: dict[str, list[Known]] = defaultdict(list)
    for row in rows:
        one = Known(*row)
        if not _UNNAMED.search(one.name):
            by_sound[one.sound].append(one)
            by_key[one.key].append(one)
    aliases = RollEntryName.objects.filter(match_key__in=list(by_key)).values_list(
        "entry_id", "match_key"
    )
    bearers: dict[int, set[str]] = defaultdict(set)
    for pk, key in aliases:
        bearers[pk].add(key)
    for group in by_sound.values():
        yield group, {}
    if not bearers:
        return
    elsewhere = current.filter(Q(pk__in=list(bearers))).annotate(**as_stored).values_list(*fields)
    for row in elsewhere:
        one = Known(*row)
        for key in bearers[one.pk] - {one.key}:
            yield [one, *by_key[key]], {one.pk: bearers[one.pk]}


def _meetings(group: list[Known], batch: int) -> Iterator[tuple[Known, Known]]:
    """Every two that share a bucket, one of them of this import."""
    if len(group) < 2:
        return
    buckets: dict[tuple[str, object], list[Known]] = defaultdict(list)
    for one in group:
        for bucket in one.buckets:
            buckets[bucket].append(one)
    for members in buckets.values():
        for at, one in enumerate(members):
            for other in members[at + 1 :]:
                if one.pk != other.pk and batch in (one.batch, other.batch):
                    yield one, other


def reasons_for(
    one: Known, other: Known, *, lines: dict[int, str], other_names: dict[int, set[str]]
) -> list[str]:
    """Why two entries may be one person, as codes; [] where they are not a pair."""
    name, place = _name_reason(one, other, other_names), _places(one.place, other.place, lines)
    if not name or place is False:
        return []
    birth, death = _dates(one.birth, other.birth), _dates(one.death, other.death)
    if False in (birth, death):
        return []
    strong = [birth is True, place == SAME_PLACE]
    if not (all(strong) if name == SOUNDS_ALIKE else any(strong)):
        return []
    why = [name]
    why += [SAME_BIRTH] if birth else []
    why += [place] if place else []
    return why + ([SAME_DEATH] if death else [])


def _name_reason(one: Known, other: Known, other_names: dict[int, set[str]]) -> str:
    if one.key == other.key:
        return SAME_NAME if one.name == other.name else OTHER_FORM
    if other.key in other_names.get(one.pk, ()) or one.key in other_names.get(other.pk, ()):
        return OTHER_NAME
    return SOUNDS_ALIKE if one.sound == other.sound else ""


def _dates(one: str, other: str) -> bool | None:
    """Whether two dates agree; None where one of them is not known."""
    if not one or not other:
        return None
    if one[:4] != other[:4] and len(one) in (4, 7, 10) and len(other) in (4, 7, 10):
        # Far the most: two plain dates of different years.
        return False
    first, second = _parsed(one), _parsed(other)
    if first.is_unknown or second.is_unknown:
        return None
    return first.compatible_with(second)


def _places(one: int | None, other: int | None, lines: dict[int, str]) -> str | bool | None:
    """Same, near (one lies in the other), False for two different ones, None for not known."""
    if one is None or other is None:
        return None
    if one == other:
        return SAME_PLACE
    first, second = lines.get(one, ""), lines.get(other, "")
    if first and second and (first.startswith(second) or second.startswith(first)):
        return NEAR_PLACE
    return False
