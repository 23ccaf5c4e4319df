"""Takes sites in from files, as drafts that an editor checks; called by the command."""

from __future__ import annotations

import html
import json
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.core.tables.faults import Fault
from heritage.memorials.coordinates import Point
from heritage.memorials.enums import Datum, SiteKind
from heritage.memorials.models import MemorialIndexPage, MemorialSitePage
from heritage.memorials.sites.centres import centre_of
from heritage.memorials.sites.graph import EVENTS, WHERE, Read, SiteRecord, read_into
from heritage.memorials.sites.locating import locate
from heritage.people.importing.places import Division, PlaceFinder
from heritage.people.models import Battle, Conflict, Place
from heritage.people.models.places import ABOVE

_MAX_ADDRESS = 200
_BEFORE_A_PLACE = re.compile(r"^(?:位于|地处|坐落于|坐落在|在|离|距)")
_NO_SITE = re.compile(r"(?:纪念日|节)$")
_SMALLEST = Decimal("0.000001")
_TRIBUTE = {SiteKind.CEMETERY, SiteKind.GRAVE, SiteKind.STELE, SiteKind.TOWER, SiteKind.NAME_WALL}


class NoParent(LookupError):
    """There is no section of memorial sites of the slug asked for."""


@dataclass(slots=True)
class Report:
    """What an import did; ``faults`` are pairs of file and fault."""

    created: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    located: int = 0
    placed: int = 0
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    refused: int = 0

    def as_dict(self) -> dict:
        """For JSON."""
        return {
            "created": self.created,
            "known": self.known,
            "located": self.located,
            "placed": self.placed,
            "refused": self.refused,
            "faults": [{"file": file, **asdict(fault)} for file, fault in self.faults],
        }


@dataclass(frozen=True, slots=True)
class _Records:
    """What sites are linked to, found by name; read once."""

    places: PlaceFinder
    battles: dict[str, list[Battle]]
    conflicts: dict[str, list[Conflict]]

    @classmethod
    def load(cls) -> _Records:
        columns = ("pk", "name", "code", "level", "former_names")
        rows = Place.objects.exclude(code="").values_list(*columns)
        return cls(
            places=PlaceFinder(Division(*row) for row in rows),
            battles=_by_name(Battle.objects.published()),
            conflicts=_by_name(Conflict.objects.published()),
        )


def find_parent(slug: str = "", *, make: bool = True) -> MemorialIndexPage | None:
    """The section that imported sites go under.

    Without a slug the first one; where there is none it is made, or None is
    given. Raises :class:`NoParent` for a slug that no section has.
    """
    sections = MemorialIndexPage.objects.order_by("path")
    if slug:
        found = sections.filter(slug=slug).first()
        if found is None:
            known = "、".join(sections.values_list("slug", flat=True)) or "—"
            raise NoParent(
                _("No section of memorial sites is called “%(slug)s”; there are: %(known)s")
                % {"slug": slug, "known": known}
            )
        return found
    return sections.first() or (_make_section() if make else None)


def import_sites(
    *,
    paths: Iterable[Path],
    parent: MemorialIndexPage | None,
    datum: Datum = Datum.CGCS2000,
    dry_run: bool = False,
    user=None,
) -> Report:
    """Make drafts of the sites in ``paths``, with their text as it is handed in.

    Coordinates are those of the place a site's 地理位置 names, where the files
    know it, and the page says that they are rough; a record's own 经纬度 are
    taken as exact. What a section has already, by the name of the record in the
    list or by its title, stays as it is. Each site is one transaction; a dry run
    keeps nothing and may do without a section. Raises ``OSError`` and ``TableError`` for a file that cannot be read. Permission is
    the caller's to check: a command has no user.
    """
    read = Read()
    for path in paths:
        with path.open("rb") as file:
            read_into(read, file, name=path.name)
    report = Report(faults=list(read.faults))
    report.refused = sum(fault.column in ("", "name") for _file, fault in read.faults)
    records = _Records.load()
    sites = MemorialSitePage.objects.all()
    keys = set(sites.exclude(import_key="").values_list("import_key", flat=True))
    below = sites.descendant_of(parent) if parent else sites.none()
    titles = set(below.values_list("title", flat=True))
    for file, record in read.sites:
        key = record.key[:200]
        if key in keys or record.name in titles:
            report.known.append(record.name)
            if key not in keys:
                message = _("A site of this name is there already; nothing was changed.")
                report.faults.append((file, Fault(record.row, "name", record.name, message)))
            continue
        page = _page(file, record, read, records, datum, report)
        keys.add(key)
        titles.add(record.name)
        if not dry_run:
            _add(page, parent, user)
        report.created.append(record.name)
        report.located += page.given_latitude is not None
        report.placed += page.place_id is not None
    return report


@transaction.atomic
def _add(page: MemorialSitePage, parent: MemorialIndexPage, user) -> None:
    # Another import may have added to the section since it was read.
    parent.refresh_from_db(fields=["path", "depth", "numchild"])
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)


def _page(
    file, record: SiteRecord, read: Read, records: _Records, datum, report
) -> MemorialSitePage:
    def tell(column: str, value: str, message: str) -> None:
        report.faults.append((file, Fault(record.row, column, value, message)))

    kind = record.kind
    if kind is None:
        tell("types", "、".join(record.types), _("This kind of site is not known."))
    if _NO_SITE.search(record.name):
        tell("name", record.name, _("By its name this is a day, not a site; check the draft."))
    page = MemorialSitePage(
        title=record.name,
        live=False,
        kinds=[kind.value] if kind else [],
        body=_body(record.text),
        import_key=record.key[:200],
        source=f"{file}：{record.name}"[:300],
        takes_tribute=kind in _TRIBUTE and "博物馆" not in record.types,
        given_datum=datum,
    )
    _put_in_place(page, record, read, records, tell)
    _link_events(page, record, records, tell)
    return page


def _put_in_place(page, record: SiteRecord, read: Read, records: _Records, tell) -> None:
    words = record.where
    division = records.places.find(_BEFORE_A_PLACE.sub("", words)) if words else None
    if division:
        page.place = Place.objects.select_related(ABOVE).get(pk=division.pk)
    if words and words not in (division.name if division else "", *read.locations):
        page.address = words[:_MAX_ADDRESS]
        if len(words) > _MAX_ADDRESS:
            tell(WHERE, words, _("Only the first %d characters were kept.") % _MAX_ADDRESS)
    point = record.point
    if point is None and words:
        around = centre_of(page.place) if page.place else None
        found = locate(words, read.locations, around=around)
        for name in found.passed_over:
            tell(WHERE, name, _("The place of this name in the list is another; not taken."))
        if found.location is None:
            tell(WHERE, words, _("No place in the list says where this is."))
        else:
            point = found.location.point
            page.location_is_rough = True
            page.place = _deeper(page.place, records.places.find(found.location.name))
    elif not words:
        tell(WHERE, "", _("The record does not say where it is."))
    if point is not None:
        page.given_latitude, page.given_longitude = _decimals(point)
        page.locate()


def _deeper(place: Place | None, division: Division | None) -> Place | None:
    """The place of ``division`` where it lies in ``place``, or there is none yet."""
    if division is None:
        return place
    found = Place.objects.select_related(ABOVE).get(pk=division.pk)
    return found if place is None or found.lies_in(place) else place


def _link_events(page, record: SiteRecord, records: _Records, tell) -> None:
    fought, waged = [], []
    for name in dict.fromkeys(record.events):
        battles, wars = records.battles.get(name, []), records.conflicts.get(name, [])
        if len(battles) == 1:
            fought += battles
        elif len(wars) == 1:
            waged += wars
        else:
            tell(EVENTS, name, _("No battle or war here has this name."))
    page.battles, page.conflicts = fought, waged


def _decimals(point: Point) -> tuple[Decimal, Decimal]:
    north, east = (Decimal(str(value)).quantize(_SMALLEST) for value in point)
    return north, east


def _body(text: str) -> str:
    """The text as paragraphs, a paragraph for each of its lines, word for word."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return "[]"
    value = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return json.dumps(
        [{"type": "paragraph", "value": value, "id": str(uuid.uuid4())}], ensure_ascii=False
    )


def _by_name(queryset) -> dict[str, list]:
    found: dict[str, list] = defaultdict(list)
    for record in queryset.order_by("pk"):
        for name in {record.name, *record.other_name_list, *record.alias_list}:
            found[name].append(record)
    return found


def _make_section() -> MemorialIndexPage:
    section = MemorialIndexPage(title=_("Memorial sites"), show_in_menus=True)
    Site.objects.get(is_default_site=True).root_page.add_child(instance=section)
    section.save_revision().publish()
    return section
