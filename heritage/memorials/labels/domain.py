"""Which names of a roll or a site get labels, in the order of their graves."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse

from heritage.memorials.labels.printing import FORMATS, Label, LabelSize, label_of, labels_pdf
from heritage.memorials.models import MemorialSitePage, Roll, RollEntry
from heritage.memorials.roll_pages.telling import grave_line, life_span

MOST = 20_000
"""Names that one order may cover: more would be sorted for nothing."""

SHEETS = 20
"""Sheets in one file."""


class TooMany(Exception):
    """More than :data:`MOST` names: the choice has to be narrower."""


def may_print(user: AbstractBaseUser) -> bool:
    """Whether somebody may print labels: those who may change names."""
    return user.has_perm("heritage.change_rollentry")


def entries_for_labels(
    *,
    roll: Roll | None = None,
    site: MemorialSitePage | None = None,
    area: str = "",
    row: str = "",
) -> QuerySet[RollEntry]:
    """Public names, in the order of areas, rows and numbers. Raises :class:`TooMany`.

    A label leads to a public page, so no other names get one.
    """
    wanted = {"roll": roll, "site": site, "grave_area": area, "grave_row": row}
    found = RollEntry.objects.published().filter(
        **{name: value for name, value in wanted.items() if value}
    )
    if found.order_by()[MOST : MOST + 1].exists():
        raise TooMany
    return found.order_by("grave_area", "grave_row", "grave_number", "sort_strokes", "pk")


def print_labels(
    *,
    user: AbstractBaseUser,
    entries: QuerySet[RollEntry],
    size: LabelSize,
    title: str,
    host: str,
    part: int = 1,
) -> bytes:
    """One file of labels, :data:`SHEETS` sheets at the most; ``part`` counts files from 1.

    ``host`` is the beginning of the site's addresses (``https://…``). Raises
    ``PermissionDenied``.
    """
    if not may_print(user):
        raise PermissionDenied
    at = (part - 1) * per_file(size)
    chosen = entries[at : at + per_file(size)]
    return labels_pdf([_label(entry, host) for entry in chosen], size=size, title=title)


def per_file(size: LabelSize) -> int:
    """How many labels one file holds."""
    return FORMATS[size].columns * FORMATS[size].rows * SHEETS


def _label(entry: RollEntry, host: str) -> Label:
    return label_of(
        name=entry.name,
        life_span=life_span(entry),
        where=grave_line(entry),
        url=f"{host}{reverse('roll_entry_aloud', args=[entry.pk])}",
    )
