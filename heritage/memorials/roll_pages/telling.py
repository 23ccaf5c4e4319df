"""What a name on a roll tells a reader, statement by statement, the source's words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _g
from django.utils.translation import pgettext

from cms.core.dates import HistoricalDate, display_span
from heritage.memorials.enums import GraveKind
from heritage.memorials.models import MemorialSitePage, RollEntry
from heritage.memorials.roll_pages.known import Known
from heritage.memorials.roll_pages.searchable import known_line
from heritage.people.models.facts import Fact, Line
from heritage.people.models.places import ABOVE

_PLACED = "；"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entry with what the public may read of what it links to."""

    entry: RollEntry
    facts: tuple[Fact, ...]
    life_span: str
    site_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A work that supports the entry, or ``says`` otherwise."""

    title: str
    pages: str = ""
    url: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry in a list of names: with its years and one line of what is known."""

    entry: RollEntry
    life_span: str
    line: str
    others: str
    rests: str


def rows_of(entries: QuerySet[RollEntry]) -> list[Row]:
    """Public ``entries`` as rows of a list; the same few queries for one and for many."""
    found, known = list(entries), Known()
    known.read_for(found)
    return [_row(entry, known) for entry in found]


def _row(entry: RollEntry, known: Known) -> Row:
    place = known.places.get(entry.native_place_id)
    unit = known.units.get(entry.unit_id)
    battle = known.battles.get(entry.battle_id)
    site = known.sites.get(entry.site_id)
    return Row(
        entry=entry,
        life_span=life_span(entry),
        line=known_line(
            entry,
            place=place.full_name if place else "",
            unit=unit.name if unit else "",
            battle=battle.name if battle else "",
        ),
        others="、".join(known.names_of.get(entry.pk, ())),
        rests=site.title if site else entry.grave_written,
    )


def with_links(entries: QuerySet[RollEntry]) -> QuerySet[RollEntry]:
    """``entries`` with all that their pages show; the same few queries for one and for many."""
    return entries.select_related(
        "roll__site",
        f"native_place__{ABOVE}",
        f"death_place__{ABOVE}",
        "unit",
        "battle",
        "conflict",
        "person",
        f"site__place__{ABOVE}",
    ).prefetch_related("names", "honours", "sources")


def life_span(entry: RollEntry) -> str:
    """``1931—1952``; empty where neither year is known."""
    return display_span(entry.birth, entry.death)


def public_site_url(site: MemorialSitePage | None) -> str:
    """The address of a site's page, if the public may open it."""
    if site is None or not site.live or site.get_view_restrictions().exists():
        return ""
    return site.url or ""


def shown(entry: RollEntry) -> Shown:
    """``entry`` as its page shows it."""
    site_url = public_site_url(entry.site)
    return Shown(
        entry=entry,
        facts=tuple(facts_of(entry, site_url=site_url)),
        life_span=life_span(entry),
        site_url=site_url,
    )


def facts_of(entry: RollEntry, *, site_url: str = "") -> Iterator[Fact]:
    """What is known, in the order a reader asks; what nothing is known of is left out."""
    for topic, label, lines, as_written in _statements(entry, site_url):
        named = tuple(line for line in lines if line.text)
        if not named and not as_written:
            continue
        said = _PLACED.join(str(line) for line in named)
        yield Fact(
            topic=topic,
            label=label,
            lines=named or (Line(text=as_written),),
            as_written=as_written if named and as_written not in said else "",
        )


def sources_of(entry: RollEntry) -> list[SourceLine]:
    """The roll's or the entry's own source first, then the works that were added."""
    own = entry.source or entry.roll.source
    first = [SourceLine(title=own, pages=entry.source_pages)] if own else []
    return first + [
        SourceLine(title=each.title, pages=each.pages, url=each.url, says=each.says)
        for each in entry.sources.all()
    ]


def sentences(found: Shown) -> list[str]:
    """What the page says as sentences to be heard, one statement each."""
    entry = found.entry
    others = "、".join(name.text for name in entry.names.all())
    told = [entry.name]
    if others:
        told.append(_g("Also called %(names)s") % {"names": others})
    told += [f"{fact.label}：{fact.value}" for fact in found.facts]
    return [f"{each}。" for each in told]


def grave_line(entry: RollEntry) -> str:
    """Where the grave is: ``东区3排12号``; as the source has it where that is all."""
    parts = (
        entry.grave_area,
        _g("row %(row)s") % {"row": entry.grave_row} if entry.grave_row else "",
        _g("no. %(number)s") % {"number": entry.grave_number} if entry.grave_number else "",
    )
    return " ".join(filter(None, parts))


def _statements(entry: RollEntry, site_url: str) -> Iterable[tuple[str, str, list[Line], str]]:
    yield "gender", _g("Sex"), [Line(text=entry.get_gender_display())], ""
    yield "birth", _g("Born"), [_date(entry.birth)], entry.birth_written
    yield "native", _g("Native place"), [_place(entry.native_place)], entry.native_place_written
    yield (
        "enlisted",
        pgettext("of a name on a roll", "Joined"),
        [_date(entry.enlisted)],
        entry.enlisted_written,
    )
    yield "party", _g("Party or League"), [_date(entry.party_joined)], entry.party_written
    yield "unit", _g("Unit and post"), _served(entry), entry.unit_written
    yield (
        "death",
        pgettext("of a name on a roll", "Died"),
        [_date(entry.death)],
        entry.death_written,
    )
    yield (
        "death_place",
        _g("Place of death"),
        [_place(entry.death_place)],
        entry.death_place_written,
    )
    yield "battle", _g("Battle"), [_record(entry.battle)], entry.battle_written
    yield "conflict", _g("War"), [_record(entry.conflict)], ""
    yield "cause", _g("Cause"), [Line(text=entry.cause)], ""
    yield (
        "honours",
        _g("Honours"),
        [_record(honour) for honour in entry.honours.all()],
        entry.honours_written,
    )
    yield "grave", _g("Resting place"), list(_rest(entry, site_url)), entry.grave_written
    yield "remarks", _g("Remarks"), [Line(text=entry.remarks)], ""


def _date(date: HistoricalDate | None) -> Line:
    return Line(text=date.display() if date and not date.is_unknown else "")


def _place(place) -> Line:
    return Line(text=place.full_name, url=place.url) if place else Line(text="")


def _record(record) -> Line:
    if record is None or not record.live:
        return Line(text="")
    return Line(text=record.name, url=record.url)


def _served(entry: RollEntry) -> list[Line]:
    unit = _record(entry.unit)
    if not unit.text:
        # A post by itself is no more than what the source says.
        return [] if entry.unit_written else [Line(text=entry.post)]
    return [unit, Line(text=entry.post)]


def _rest(entry: RollEntry, site_url: str) -> Iterator[Line]:
    kind = GraveKind(entry.grave_kind).label if entry.grave_kind else ""
    where = grave_line(entry)
    if site_url:
        yield Line(text=entry.site.title, note=where, url=site_url)
    elif where:
        yield Line(text=where)
    yield Line(text=str(kind))
