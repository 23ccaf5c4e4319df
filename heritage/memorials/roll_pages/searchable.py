"""What the public search knows of the names on rolls.

Two million of them are one index with everything else, so a document is small:
what a reader looks a name up by, and one line of what is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Model, QuerySet
from django.urls import reverse

from cms.core.dates import HistoricalDate
from heritage.memorials.models import MemorialSitePage, Roll, RollEntry
from heritage.memorials.roll_pages.known import Known
from heritage.people.models import Battle, Conflict, Honour, Place, Unit
from heritage.people.models.told import span
from search.engines.base import SearchDocument

KIND = "entry"
BATCH = 1_000

BORN, DIED, ROLL = "born", "died", "roll"
"""Filters of an entry: years it may have been, and the roll's slug."""

LONGEST_DOUBT = 20
"""Years of a date that is about right, or within a range, under which an entry is found."""

_FIELDS = (
    "roll_id", "name", "sort_pinyin", "birth", "death", "native_place_written", "native_place_id",
    "unit_written", "unit_id", "post", "death_written", "death_place_written", "battle_written",
    "battle_id", "conflict_id", "cause", "honours_written", "site_id", "grave_written",
    "live", "merged_into_id",
)  # fmt: skip


def entry_key(pk: int) -> str:
    """The key of an entry's document."""
    return f"{KIND}:{pk}"


def documents(ids: Sequence[int] | None = None) -> Iterator[SearchDocument]:
    """Documents of the published entries, of ``ids`` where they are given, streamed.

    The same few queries for every thousand entries; memory does not grow with them.
    """
    known, address = Known(), _Address()
    for batch in _batches(ids):
        known.read_for(batch)
        for entry in batch:
            roll = known.rolls[entry.roll_id]
            if entry.live and entry.merged_into_id is None and roll is not None and roll.live:
                yield _document(entry, roll, known, address)


def count() -> int:
    """About how many documents there are."""
    return RollEntry.objects.published().count()


def entries_of(record: Model) -> QuerySet[RollEntry]:
    """Entries whose documents name a record, or are public only while it is."""
    found = RollEntry.objects.order_by()
    if isinstance(record, Place):
        return found.filter(native_place__in=Place.objects.within(record).values("pk"))
    if isinstance(record, Unit):
        return found.filter(unit__in=Unit.objects.within(record).values("pk"))
    if isinstance(record, Conflict):
        direct = found.filter(conflict=record.pk).values("pk")
        fought = found.filter(battle__in=record.battles.values("pk")).values("pk")
        return found.filter(pk__in=direct.union(fought))
    links = {Battle: "battle", Honour: "honours", MemorialSitePage: "site", Roll: "roll"}
    link = links.get(type(record))
    return found.filter(**{link: record.pk}) if link else found.none()


def _batches(ids: Sequence[int] | None) -> Iterator[list[RollEntry]]:
    rows = RollEntry.objects.only(*_FIELDS).order_by("pk")
    if ids is not None:
        for start in range(0, len(ids), BATCH):
            if batch := list(rows.filter(pk__in=ids[start : start + BATCH])):
                yield batch
        return
    last = 0
    # One piece of the primary key after the other: no database sorts, and none is kept open.
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


class _Address:
    """Paths of entries, without resolving each anew."""

    def __init__(self) -> None:
        self._before, self._after = reverse("roll_entry", args=[0]).split("0", 1)

    def of(self, pk: int) -> str:
        return f"{self._before}{pk}{self._after}"


def _document(entry: RollEntry, roll: Roll, known: Known, address: _Address) -> SearchDocument:
    place = known.places.get(entry.native_place_id)
    unit = known.units.get(entry.unit_id)
    battle = known.battles.get(entry.battle_id)
    site = known.sites.get(entry.site_id)
    others = known.names_of.get(entry.pk, ())
    wars = (known.conflicts.get(entry.conflict_id), battle.conflict if battle else "")
    born = entry.birth.partials() if entry.birth else ()
    died = entry.death.partials() if entry.death else ()
    return SearchDocument(
        key=entry_key(entry.pk),
        kind=KIND,
        title=entry.name,
        url=address.of(entry.pk),
        summary=known_line(
            entry,
            place=place.full_name if place else "",
            unit=unit.name if unit else "",
            battle=battle.name if battle else "",
        ),
        body="\n".join(
            filter(
                None,
                (
                    *_unsaid(entry.battle_written, entry.death_written),
                    *((battle.name, *battle.other_names) if battle else ()),
                    entry.honours_written,
                    site.title if site else "",
                    entry.grave_written,
                ),
            )
        ),
        people=(entry.name, *others),
        units=_each(entry.unit_written, *(unit.names if unit else ())),
        native_places=_each(
            entry.native_place_written,
            *((place.full_name, *place.former_names) if place else ()),
        ),
        aliases=others,
        pinyin=(entry.sort_pinyin,),
        dates=(*born, *died),
        periods=span(entry.death),
        sort_date=died[0] if died else "",
        facets={
            "kind": (KIND,),
            "place": place.paths if place else (),
            "conflict": _each(*wars),
            "unit": (unit.name,) if unit else (),
            "battle": (battle.name,) if battle else (),
            "honour": known.honours_of.get(entry.pk, ()),
            "site": site.paths if site else (),
        },
        filters={
            BORN: possible_years(entry.birth),
            DIED: possible_years(entry.death),
            ROLL: (roll.slug,),
        },
    )


def known_line(entry: RollEntry, *, place: str = "", unit: str = "", battle: str = "") -> str:
    """What is known in one line, in the words of the source where there are any.

    ``某县某乡人，某军某团战士，1952年10月上甘岭战役牺牲``. ``place``, ``unit`` and
    ``battle`` are names to use where the source has none.
    """
    native = entry.native_place_written or place
    served = entry.unit_written or f"{unit}{entry.post}"
    fell = entry.death_written or _fell(entry, battle)
    parts = (f"{native}人" if native else "", served, fell)
    return "，".join(filter(None, parts))


def _fell(entry: RollEntry, battle: str) -> str:
    when = entry.death.display() if entry.death and not entry.death.is_unknown else ""
    return f"{when}{entry.death_place_written}{entry.battle_written or battle}{entry.cause}"


def possible_years(date: HistoricalDate | None) -> tuple[str, ...]:
    """Every year a date may be of; of an open or very long range none."""
    if date is None or date.first_day is None or date.last_day is None:
        return ()
    first, last = date.first_day.year, date.last_day.year
    if last - first > LONGEST_DOUBT:
        return ()
    return tuple(map(str, range(first, last + 1)))


def _unsaid(text: str, elsewhere: str) -> tuple[str, ...]:
    """``text`` unless it stands in ``elsewhere`` already."""
    return () if text in elsewhere else (text,)


def _each(*values: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))
