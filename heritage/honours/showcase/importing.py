"""Takes in who was honoured in years before this site, from a table (CSV or Excel).

A row says the year, the title and the name; the same table again doubles
nothing. A row that is not understood is left out and named with its number.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.core.tables import Column, Fault, Row, Table, propose_mapping, write_xlsx
from cms.core.text import plain
from heritage.honours.capacities import require_office
from heritage.honours.enums import NomineeKind
from heritage.honours.models import Honouree
from heritage.honours.models.campaigns import FIRST_YEAR, LAST_YEAR
from heritage.honours.showcase.domain import LOG, free_slug
from heritage.people.importing.places import Division, PlaceFinder
from heritage.people.models import Honour, Place
from search.text.normalise import normalise

COLUMNS = (
    Column("year", "年度", ("年份", "评选年度", "year")),
    Column("title_name", "称号", ("荣誉称号", "荣誉", "title")),
    Column("category_name", "类别", ("组别", "category")),
    Column("name", "姓名", ("名称", "姓名或名称", "个人或单位", "name")),
    Column("kind", "对象", ("对象类型", "kind")),
    Column("unit", "单位及职务", ("工作单位", "单位", "单位职务", "unit")),
    Column("place", "地区", ("所在地", "行政区划", "区划代码", "place")),
    Column("stars", "星级", ("stars",)),
    Column("citation", "颁奖词", ("citation",)),
    Column("deeds", "简要事迹", ("事迹", "deeds")),
    Column("certificate", "证书编号", ("编号", "certificate")),
    Column("source", "资料来源", ("来源", "出处", "source")),
)
NEEDED = ("year", "title_name", "name")
LABELS = {column.field: column.label for column in COLUMNS}
EXAMPLE = {
    "year": "2024",
    "title_name": "最美退役军人",
    "category_name": "创业类",
    "name": "示例·张三",
    "kind": "个人",
    "unit": "示例农业合作社理事长",
    "place": "湖南省长沙市",
    "citation": "脱下军装，扎根田野……",
    "source": "示例市退役军人事务局2024年公告",
}
_KINDS = {
    "个人": NomineeKind.PERSON,
    "家庭": NomineeKind.FAMILY,
    "集体": NomineeKind.COLLECTIVE,
    "单位": NomineeKind.ORGANISATION,
    "企业": NomineeKind.ORGANISATION,
    "项目": NomineeKind.PROJECT,
    "作品": NomineeKind.WORK,
}
_YEAR = re.compile(r"(\d{4})(?:\.0)?\s*年?度?")
_STARS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_CODE = re.compile(r"\d{6}(?:\d{3}){0,2}")
_LONGEST = {
    name: Honouree._meta.get_field(name).max_length
    for name in (
        "title_name", "category_name", "name", "unit", "citation", "deeds", "certificate", "source"
    )
}  # fmt: skip


@dataclass(slots=True)
class Report:
    """What an import did, or would do: keys of those made, rows known before, faults by row."""

    created: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: int = 0
    faults: list[Fault] = field(default_factory=list)

    def as_dict(self) -> dict:
        """For JSON."""
        return asdict(self)


class Known:
    """Who is there already: year, title and name, with the unit where several share them."""

    def __init__(self) -> None:
        self._units: dict[tuple, set[str]] = {}
        for row in Honouree.objects.values_list("year", "title_name", "name", "unit"):
            self.add(*row)

    def add(self, year: int, title: str, name: str, unit: str) -> None:
        self._units.setdefault(self._key(year, title, name), set()).add(normalise(unit))

    def has(self, year: int, title: str, name: str, unit: str) -> bool:
        """Whether a row is of somebody who is there; one without a unit is taken for the same."""
        units = self._units.get(self._key(year, title, name))
        return units is not None and (not unit or "" in units or normalise(unit) in units)

    @staticmethod
    def _key(year: int, title: str, name: str) -> tuple:
        return year, normalise(title), normalise(name)


def import_honourees(
    *,
    table: Table,
    user: AbstractBaseUser | None,
    source: str = "",
    shown: bool = False,
    is_sample: bool = False,
    dry_run: bool = False,
) -> Report:
    """Take in the rows of ``table`` that are understood, in one transaction.

    ``source`` stands for rows that name none; ``shown`` lets the public see
    them at once. ``user`` None is a command, which has no user; anybody else
    must be of the office (``PermissionDenied``). A dry run keeps nothing.
    """
    if user is not None:
        require_office(user)
    mapping = propose_mapping(table.headings, COLUMNS)
    report = Report(faults=list(table.faults))
    if missing := [LABELS[name] for name in NEEDED if not mapping.heading_of(name)]:
        message = _("The table has no column: %(names)s") % {"names": "、".join(missing)}
        report.faults.append(Fault(table.heading_row, "", "", message))
        return report
    reader, known = Reader(mapping), Known()
    with transaction.atomic():
        for row in table:
            honouree, faults = reader.read(row)
            report.faults += faults
            if honouree is None:
                report.refused += 1
                continue
            identity = (honouree.year, honouree.title_name, honouree.name, honouree.unit)
            if known.has(*identity):
                report.known.append(honouree.name)
                continue
            known.add(*identity)
            honouree.source = honouree.source or source[: _LONGEST["source"]]
            honouree.is_shown, honouree.is_sample = shown, is_sample
            honouree.slug = free_slug(honouree.name, honouree.year)
            honouree.save()
            log(instance=honouree, action=f"{LOG}imported", user=user)
            report.created.append(honouree.slug)
        if dry_run:
            transaction.set_rollback(True)
    return report


class Reader:
    """Reads rows into honourees that are not saved yet."""

    def __init__(self, mapping) -> None:
        self.mapping = mapping
        divisions = Place.objects.values_list("pk", "name", "code", "level", "former_names")
        self._finder = PlaceFinder(Division(*row) for row in divisions)
        self._codes = dict(Place.objects.exclude(code="").values_list("code", "pk"))
        self._honours = {
            normalise(name): pk for name, pk in Honour.objects.values_list("name", "pk")
        }

    def read(self, row: Row) -> tuple[Honouree | None, list[Fault]]:
        """The honouree of a row, or None where it cannot be one; with what was wrong."""
        faults = list(row.faults)
        if row.broken:
            return None, faults
        cells = {name: plain(text).strip() for name, text in self.mapping.pick(row.values).items()}

        def tell(name: str, message: str) -> None:
            heading = self.mapping.heading_of(name)
            faults.append(Fault(row.number, heading, cells.get(name, ""), message))

        for name in NEEDED:
            if not cells[name]:
                tell(name, _("This is needed."))
        for name, longest in _LONGEST.items():
            if len(cells.get(name, "")) > longest:
                tell(name, _("At most %(count)d characters.") % {"count": longest})
        year = _year(cells["year"])
        if cells["year"] and year is None:
            tell("year", _("This is no year."))
        kind = _KINDS.get(cells.get("kind") or "个人")
        if kind is None:
            tell("kind", _("Write one of: %(known)s") % {"known": "、".join(_KINDS)})
        stars = _stars(cells.get("stars", ""))
        if stars == 0:
            tell("stars", _("Stars are 1 to 5."))
        if len(faults) > len(row.faults):
            return None, faults
        honouree = Honouree(
            year=year,
            kind=kind,
            stars=stars,
            place_id=self._place(cells.get("place", "")),
            honour_id=self._honours.get(normalise(cells["title_name"])),
            **{name: cells.get(name, "") for name in _LONGEST},
        )
        if cells.get("place") and honouree.place_id is None:
            tell("place", _("No place of this name is known; left empty."))
        try:
            honouree.clean_fields(exclude=["slug"])
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                tell(name, " ".join(messages))
            return None, faults
        return honouree, faults

    def _place(self, words: str) -> int | None:
        if _CODE.fullmatch(words):
            return self._codes.get(words)
        found = self._finder.find(words) if words else None
        return found.pk if found else None


def template_xlsx() -> bytes:
    """An empty table with all headings and one example row, as Excel."""
    out = io.BytesIO()
    row = {LABELS[name]: text for name, text in EXAMPLE.items()}
    write_xlsx(out, [column.label for column in COLUMNS], [row])
    return out.getvalue()


def explained() -> Iterable[tuple[str, str]]:
    """Each heading with what it takes, for those who fill in the table."""
    words = {
        "year": gettext_lazy("four digits"),
        "title_name": gettext_lazy("as it was given"),
        "name": gettext_lazy("of a person, family, organisation, project or work"),
        "kind": "、".join(_KINDS),
        "place": gettext_lazy("name of the division, or its code of six digits"),
        "stars": "1–5",
    }
    return [(column.label, str(words.get(column.field, ""))) for column in COLUMNS]


def _year(text: str) -> int | None:
    found = _YEAR.fullmatch(normalise(text))
    year = int(found[1]) if found else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _stars(text: str) -> int | None:
    """None for an empty cell, 0 for what is not understood."""
    plain_text = normalise(text).removesuffix("级").removesuffix("星").removesuffix(".0")
    if not plain_text:
        return None
    if plain_text in _STARS:
        return _STARS[plain_text]
    return int(plain_text) if plain_text in {"1", "2", "3", "4", "5"} else 0
