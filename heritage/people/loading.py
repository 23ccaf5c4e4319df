"""Bring the entries of ``heritage/people/data/`` into the database.

Entries are only ever added: what is there already, by its code, slug or name, is the
editors' and stays as it is, down to the last comma. An entry nobody wants is
therefore unpublished, not deleted; deleted, it comes back with the next load.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import models, transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from modelsearch.backends import get_search_backends

from heritage.people.enums import PlaceLevel, UnitKind
from heritage.people.models import Battle, Conflict, Honour, Place, Role, Unit, UnitHonour
from heritage.people.models.trees import SEPARATOR
from search.text.names import plain_pinyin

DATA = Path(__file__).parent / "data"
BATCH = 500
LEVELS = (PlaceLevel.PROVINCE, PlaceLevel.CITY, PlaceLevel.COUNTY)

Progress = Callable[[int, int], None]


def divisions() -> list[dict[str, str]]:
    """Rows of the table of divisions: code, name, reading, slug, level, parent, former_names."""
    with (DATA / "divisions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entries(name: str) -> list[dict]:
    """One managed list, as it stands in the data folder."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


@transaction.atomic
def load_places(*, progress: Progress | None = None) -> int:
    """Add the divisions that are missing, by code; gives how many.

    ``progress`` is told how many of how many are done. A second run asks the
    database once.
    """
    rows = divisions()
    known = set(Place.objects.exclude(code="").values_list("code", flat=True))
    missing = [row for row in rows if row["code"] not in known]
    if not missing:
        return 0
    taken = set(Place.objects.values_list("slug", flat=True))
    added: list[Place] = []
    for level in LEVELS:
        parents = {place.code: place for place in Place.objects.exclude(code="")}
        places = [
            _place(row, parents.get(row["parent"]), taken)
            for row in missing
            if row["level"] == level
        ]
        _add_with_paths(places)
        added += places
        if progress:
            progress(len(added), len(missing))
    _index_for_admin(Place, added)
    return len(added)


def _place(row: dict[str, str], parent: Place | None, taken: set[str]) -> Place:
    slug = row["slug"] if row["slug"] not in taken else f"{row['slug']}-{row['code']}"
    return Place(
        name=row["name"],
        slug=slug,
        pinyin=row["reading"],
        sort_pinyin=plain_pinyin(row["reading"]),
        code=row["code"],
        level=row["level"],
        parent=parent,
        former_names=row["former_names"],
    )


def _add_with_paths(places: list[Place]) -> None:
    """Add rows of one level, whose parents have their paths; a path needs the row's key."""
    Place.objects.bulk_create(places, batch_size=BATCH)
    above = Place.objects.filter(pk=OuterRef("parent")).values("path")
    Place.objects.filter(path="").update(
        path=Concat(
            Coalesce(Subquery(above), Value(SEPARATOR)),
            Cast("pk", models.CharField()),
            Value(SEPARATOR),
        )
    )


def _index_for_admin(model: type[models.Model], added: Iterable[models.Model]) -> None:
    """Let the admin's search find rows that were added without a signal each."""
    rows = list(added)
    for backend in get_search_backends(with_auto_update=True):
        for start in range(0, len(rows), BATCH):
            backend.add_bulk(model, rows[start : start + BATCH])


@transaction.atomic
def load_lists(*, progress: Progress | None = None) -> int:
    """Add the missing entries of the managed lists; gives how many.

    Roles, wars, honours, units and collectives, battles, in the order in which
    they refer to one another; places should be loaded before. ``progress`` is
    told how many of how many entries were looked at.
    """
    total = sum(len(entries(name)) for name in LISTS)
    seen = added = 0
    for name, load in LISTS.items():
        listed = entries(name)
        added += load(listed)
        seen += len(listed)
        if progress:
            progress(seen, total)
    return added


def _present(model: type[models.Model], *lists: str) -> dict[str, models.Model]:
    """What is there of ``lists``, by the slug of the data files; found by slug or by name."""
    rows = list(model.objects.only("pk", "slug", "name"))
    by_slug = {row.slug: row for row in rows}
    by_name = {row.name: row for row in rows}
    found = {}
    for name in lists:
        for item in entries(name):
            row = by_slug.get(item["slug"]) or by_name.get(item["name"])
            if row is not None:
                found[item["slug"]] = row
    return found


def _roles(items: list[dict]) -> int:
    known = set(Role.objects.values_list("name", flat=True))
    missing = [item for item in items if item["name"] not in known]
    for item in missing:
        Role.objects.create(name=item["name"], summary=item["summary"])
    return len(missing)


def _conflicts(items: list[dict]) -> int:
    known = _present(Conflict, "conflicts")
    missing = [item for item in items if item["slug"] not in known]
    for item in missing:
        Conflict.objects.create(**_head(item), **_dates(item, "began", "ended"))
    return len(missing)


def _honours(items: list[dict]) -> int:
    known = _present(Honour, "honours")
    missing = [item for item in items if item["slug"] not in known]
    for item in missing:
        Honour.objects.create(
            **_head(item),
            **_dates(item, "founded", "ended"),
            kind=item["kind"],
            rank=item["rank"],
            grade=item.get("grade", ""),
            awarding_body=item.get("awarding_body", ""),
            is_military=item.get("is_military", False),
        )
    return len(missing)


def _units(items: list[dict]) -> int:
    known = _present(Unit, "units")
    missing = [item for item in items if item["slug"] not in known]
    places = _places(missing)
    for item in missing:
        known[item["slug"]] = Unit.objects.create(
            **_head(item),
            **_dates(item, "formed", "dissolved"),
            kind=item["kind"],
            parent=known[item["parent"]] if item.get("parent") else None,
            place=places.get(item.get("place")),
        )
    # What a unit became may stand further down, so it is linked when all are there.
    for item in missing:
        if item.get("continued_as"):
            unit = known[item["slug"]]
            unit.continued_as = known[item["continued_as"]]
            unit.save(update_fields=["continued_as"])
    return len(missing)


def _collectives(items: list[dict]) -> int:
    known = _present(Unit, "units", "collectives")
    missing = [item for item in items if item["slug"] not in known]
    if not missing:
        return 0
    places = _places(missing)
    honours = _present(Honour, "honours")
    for item in missing:
        unit = Unit(
            **_head(item),
            **_dates(item, "formed", "dissolved"),
            kind=UnitKind.COLLECTIVE,
            parent=known[item["parent"]] if item.get("parent") else None,
            place=places.get(item.get("place")),
        )
        unit.awards = [
            UnitHonour(
                honour=honours[award["honour"]] if award.get("honour") else None,
                as_written=award.get("as_written", ""),
                awarded_on=award.get("awarded_on", ""),
                awarding_body=award.get("awarding_body", ""),
            )
            for award in item["awards"]
        ]
        unit.save()
    return len(missing)


def _battles(items: list[dict]) -> int:
    known = _present(Battle, "battles")
    missing = [item for item in items if item["slug"] not in known]
    if not missing:
        return 0
    places = _places(missing)
    wars = _present(Conflict, "conflicts")
    units = _present(Unit, "units", "collectives")
    for item in missing:
        battle = Battle(
            **_head(item),
            **_dates(item, "began", "ended"),
            conflict=wars[item["conflict"]],
            place=places.get(item.get("place")),
            place_text=item["place_text"],
        )
        battle.units = [units[slug] for slug in item.get("units", [])]
        battle.save()
    return len(missing)


LISTS: dict[str, Callable[[list[dict]], int]] = {
    "roles": _roles,
    "conflicts": _conflicts,
    "honours": _honours,
    "units": _units,
    "collectives": _collectives,
    "battles": _battles,
}


def _head(item: dict) -> dict:
    now = timezone.now()
    return {
        "name": item["name"],
        "slug": item["slug"],
        "pinyin": item.get("pinyin", ""),
        "other_names": "；".join(item.get("other_names", [])),
        "aliases": "；".join(item.get("aliases", [])),
        "summary": item["summary"],
        "source": item["source"],
        "first_published_at": now,
        "last_published_at": now,
    }


def _dates(item: dict, *fields: str) -> dict[str, str]:
    return {field: item.get(field, "") for field in fields}


def _places(items: list[dict]) -> dict[str, Place]:
    codes = {item["place"] for item in items if item.get("place")}
    return {place.code: place for place in Place.objects.filter(code__in=codes)}
