"""Synonym sets as a table, out and in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.tables import TableError, open_table
from search.models import SynonymSet
from search.models.curation import name_key

HEADINGS = ("同义词", "检索用词", "启用", "理由")
"""Columns, for people and for reading back: names, searched words, in use, reason."""

YES, NO = "是", "否"
MOST_ROWS = 5_000
_SEPARATOR = "；"


@dataclass(slots=True)
class Taken:
    """What came of an import: how many sets are new, were there, and which rows had faults."""

    added: int = 0
    known: int = 0
    faults: list[str] = field(default_factory=list)


def rows_of(sets: Iterable[SynonymSet]) -> Iterator[dict[str, str]]:
    """One row a set."""
    for entry in sets:
        yield dict(
            zip(
                HEADINGS,
                (
                    _SEPARATOR.join(entry.term_list),
                    _SEPARATOR.join(entry.searched_list),
                    YES if entry.active else NO,
                    entry.note,
                ),
                strict=True,
            )
        )


def take_in(*, file: BinaryIO, name: str, user) -> Taken:
    """Add the sets of a table; one that is there with the same names is left as it is.

    All or nothing of a row. Raises ``TableError`` for a file that is no such
    table.
    """
    table = open_table(file, name=name)
    if HEADINGS[0] not in table.headings:
        raise TableError(_("The table needs a column “%(heading)s”.") % {"heading": HEADINGS[0]})
    known = {_names(entry) for entry in SynonymSet.objects.iterator()}
    taken = Taken()
    with transaction.atomic():
        for row in table:
            if row.number > MOST_ROWS:
                taken.faults.append(
                    _("Only the first %(limit)d rows were read.") % {"limit": MOST_ROWS}
                )
                break
            entry = _entry(row.values)
            try:
                entry.full_clean()
            except ValidationError as error:
                words = {"row": row.number, "problem": " ".join(error.messages)}
                taken.faults.append(_("Row %(row)d: %(problem)s") % words)
                continue
            if _names(entry) in known:
                taken.known += 1
                continue
            entry.save()
            log(instance=entry, action="wagtail.create", user=user)
            known.add(_names(entry))
            taken.added += 1
    return taken


def _entry(values: dict[str, str]) -> SynonymSet:
    terms, searched, active, note = (values.get(heading, "").strip() for heading in HEADINGS)
    return SynonymSet(
        terms=_lines(terms), only_searched=_lines(searched), active=active != NO, note=note
    )


def _lines(cell: str) -> str:
    for sign in (_SEPARATOR, ";", "、"):
        cell = cell.replace(sign, "\n")
    return cell


def _names(entry: SynonymSet) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(map(name_key, entry.term_list)),
        frozenset(map(name_key, entry.searched_list)),
    )
