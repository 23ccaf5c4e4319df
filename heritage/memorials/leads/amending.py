"""Writing a confirmed lead into the entry it is about.

The words go into the entry as they are given; the date or place beside them is
understood anew, and empty where it is not.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.dates import understand
from heritage.memorials.enums import EntryNameKind
from heritage.memorials.models import KinLead, RollEntry, RollEntryName, RollEntrySource
from heritage.memorials.rolls.domain import change_entry
from heritage.people.importing.places import Division, PlaceFinder
from heritage.people.models import Place

AMENDABLE = (
    "birth_written",
    "native_place_written",
    "enlisted_written",
    "unit_written",
    "death_written",
    "death_place_written",
    "remarks",
    "verification",
    "verification_note",
    "seeks_kin",
)
ALSO_CALLED = "also_called"
"""Another name to add, beside the fields of the entry."""


def _date(text: str):
    return understand(text).date if text else None


def _place(text: str) -> Place | None:
    if not text:
        return None
    rows = Place.objects.values_list("pk", "name", "code", "level", "former_names")
    found = PlaceFinder(Division(*row) for row in rows).find(text)
    return Place.objects.get(pk=found.pk) if found else None


UNDERSTOOD: dict[str, tuple[str, Callable]] = {
    "birth_written": ("birth", _date),
    "enlisted_written": ("enlisted", _date),
    "death_written": ("death", _date),
    "native_place_written": ("native_place", _place),
    "death_place_written": ("death_place", _place),
}


def amend(
    *,
    entry: RollEntry,
    version: int,
    lead: KinLead,
    source: str,
    changes: dict[str, object],
    user: AbstractBaseUser,
) -> list[str]:
    """Change an entry under its lock, with the lead among its sources, in the caller's transaction.

    Gives the fields whose new words were not understood. Raises
    ``ValidationError``, also where the entry is not at ``version`` any more,
    or ``PermissionDenied``.
    """
    if not user.has_perm("heritage.change_rollentry"):
        raise PermissionDenied("this user may not change names on rolls")
    locked = RollEntry.objects.select_for_update().get(pk=entry.pk)
    if locked.merged_into_id:
        raise ValidationError(_("This entry was joined to another one; confirm it there."))
    if locked.version != version:
        raise ValidationError(_("Somebody else changed this entry meanwhile; look at it again."))
    also = str(changes.pop(ALSO_CALLED, "") or "").strip()
    if unknown := set(changes) - set(AMENDABLE):
        raise ValueError(f"a lead does not amend {sorted(unknown)}")
    changed = {name: value for name, value in changes.items() if getattr(locked, name) != value}
    unread = []
    for name, value in changed.items():
        setattr(locked, name, value)
        if name in UNDERSTOOD:
            field, read = UNDERSTOOD[name]
            setattr(locked, field, read(str(value)))
            if value and getattr(locked, field) is None:
                unread.append(str(RollEntry._meta.get_field(field).verbose_name))
    names = list(locked.names.all())
    if also and also != locked.name and also not in {name.text for name in names}:
        names.append(RollEntryName(text=also, kind=EntryNameKind.ALIAS))
        changed[ALSO_CALLED] = also
    change_entry(
        entry=locked,
        user=user,
        names=names,
        sources=[*locked.sources.all(), RollEntrySource(title=source, lead=lead)],
        honours=locked.honours.all(),
    )
    log(
        instance=locked,
        action="heritage.entry.amended_by_lead",
        user=user,
        data={"fields": sorted(changed), "receipt": lead.receipt},
    )
    return unread
