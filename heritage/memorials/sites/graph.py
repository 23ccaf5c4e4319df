"""Reads sites and places from the JSON lines of a knowledge graph of modern Chinese history.

One record a line: ``uri``, ``name``, ``types``, ``props`` (each a list), ``links``
(each a list of names) and ``text``. A record of ``Location.owl`` is a place whose
经纬度 is ``longitude,latitude``; one of ``Relic.owl``, or of no class, is a site, and
its 地理位置 says where it is; others are told and left. No Django models here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from cms.core.tables.encoding import detect
from cms.core.tables.faults import Fault
from cms.core.text import plain
from heritage.memorials.coordinates import Point, look_swapped
from heritage.memorials.enums import SiteKind

COORDINATES, WHERE, EVENTS = "经纬度", "地理位置", "相关事件"
MAX_NAME = 255
_CLASS = re.compile(r"(\w+)\.owl#")
_LOCATION, _SITE = "Location", "Relic"

_BY_TYPE = {
    "陵园墓群": SiteKind.CEMETERY,
    "纪念馆": SiteKind.HALL,
    "博物馆": SiteKind.HALL,
    "旧址": SiteKind.OLD_SITE,
    "故居": SiteKind.RESIDENCE,
    "战斗遗址": SiteKind.BATTLEFIELD,
    "纪念碑": SiteKind.STELE,
    "纪念塔": SiteKind.TOWER,
}
# The name tells more than the type; the first that fits.
_BY_NAME = (
    (("骨灰堂",), SiteKind.ASHES_HALL),
    (("英名墙", "英烈墙"), SiteKind.NAME_WALL),
    (("陵园", "公墓"), SiteKind.CEMETERY),
    (("之墓", "士墓", "墓"), SiteKind.GRAVE),
    (("纪念塔",), SiteKind.TOWER),
    (("纪念碑", "纪念亭"), SiteKind.STELE),
    (("塑像", "雕像"), SiteKind.SCULPTURE),
    (("纪念广场",), SiteKind.SQUARE),
    (("故居",), SiteKind.RESIDENCE),
    (
        ("战场旧址", "战地旧址", "战场遗址", "战役遗址", "战斗遗址", "保卫战旧址"),
        SiteKind.BATTLEFIELD,
    ),
    (("纪念馆", "纪念堂", "纪念室", "博物馆", "陈列馆"), SiteKind.HALL),
)
_DEEP = {"村": 5, "镇": 4, "乡": 4, "街道": 4, "县": 3, "市辖区": 3, "地级市": 2, "省": 1}
_SHALLOWEST_UNKNOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRecord:
    """A site as the file has it; ``row`` counts lines from 1. ``point`` is its own, if given."""

    row: int
    key: str
    name: str
    types: tuple[str, ...]
    where: str
    events: tuple[str, ...]
    text: str
    point: Point | None

    @property
    def kind(self) -> SiteKind | None:
        """What it is, from its name, else from its type."""
        for endings, kind in _BY_NAME:
            if self.name.endswith(endings):
                return kind
        return next((_BY_TYPE[each] for each in self.types if each in _BY_TYPE), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place with its point; ``depth`` is 1 for a province, 5 for a village."""

    name: str
    depth: int
    point: Point


@dataclass(slots=True)
class Read:
    """What was read out of all files, and what was wrong with it, by file."""

    sites: list[tuple[str, SiteRecord]] = field(default_factory=list)
    locations: dict[str, list[Location]] = field(default_factory=dict)
    faults: list[tuple[str, Fault]] = field(default_factory=list)


def read_into(read: Read, file: BinaryIO, *, name: str) -> None:
    """Add the records of a file. Raises ``TableError`` where its encoding is not known.

    A line that is no record, and coordinates that are none, are faults with
    their line; all other lines are read.
    """

    def fault(row: int, column: str, value: object, message: str) -> None:
        read.faults.append((name, Fault(row, column, str(value), message)))

    for row, text in _lines(file):
        record = _record(row, text, fault)
        if record is None:
            continue
        where = _texts(record, "props", WHERE)
        points = _texts(record, "props", COORDINATES)
        point = _point(row, points[0], fault) if points else None
        title, types = record["name"], _list(record.get("types"))
        told = _CLASS.search(str(record.get("uri", "")))
        kind = told[1] if told else _SITE
        if kind == _LOCATION:
            if point is not None:
                depth = max((_DEEP.get(each, 0) for each in types), default=0)
                found = Location(name=title, depth=depth or _SHALLOWEST_UNKNOWN, point=point)
                read.locations.setdefault(title, []).append(found)
            continue
        if kind != _SITE:
            fault(row, "uri", record["uri"], _("This record is neither a site nor a place."))
            continue
        read.sites.append(
            (
                name,
                SiteRecord(
                    row=row,
                    key=str(record.get("uri") or title),
                    name=title,
                    types=tuple(types),
                    where="；".join(where),
                    events=tuple(_texts(record, "links", EVENTS)),
                    text=plain(record.get("text") or "").strip(),
                    point=point,
                ),
            )
        )


def _lines(file: BinaryIO) -> Iterator[tuple[int, str]]:
    encoding = detect(file)
    file.seek(0)
    text = file.read().decode(encoding, errors="replace").removeprefix("\ufeff")
    # Not splitlines: a line separator inside a string ends no record.
    for row, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield row, line


def _record(row: int, text: str, fault: Callable) -> dict[str, Any] | None:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        fault(row, "", text, _("This line is no JSON record."))
        return None
    if not isinstance(record, dict):
        fault(row, "", text, _("This line is no JSON record."))
        return None
    named = record.get("name")
    title = " ".join(plain(named).split()) if isinstance(named, str) else ""
    if not title:
        fault(row, "name", text, _("There is no name."))
        return None
    if len(title) > MAX_NAME:
        fault(row, "name", title, _("The name is longer than 255 characters."))
        return None
    if not isinstance(record.get("text", ""), str | None):
        fault(row, "text", record["text"], _("The text is no text."))
        record["text"] = ""
    return {**record, "name": title}


def _point(row: int, text: str, fault: Callable) -> Point | None:
    """``longitude,latitude`` as a point; a fault and None where it is none in China's order."""
    parts = text.replace("，", ",").split(",")
    try:
        east, north = (float(part) for part in parts)
    except ValueError:
        fault(row, COORDINATES, text, _("These are no coordinates: longitude,latitude."))
        return None
    if look_swapped(north, east):
        fault(
            row,
            COORDINATES,
            text,
            _("Latitude and longitude look swapped; they were not taken over."),
        )
        return None
    if not (abs(north) <= 90 and abs(east) <= 180):
        fault(row, COORDINATES, text, _("These coordinates are nowhere on the Earth."))
        return None
    return Point(north, east)


def _list(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _texts(record: dict, group: str, name: str) -> list[str]:
    of_group = record.get(group)
    value = of_group.get(name) if isinstance(of_group, dict) else None
    found = [value] if isinstance(value, str) else _list(value)
    return [plain(each).strip() for each in found if each.strip()]
