"""Use cases of names on rolls: write one, make it public, join two that are one person, part them.

Each is one transaction under a lock, asks the permission, and writes Wagtail's
log; who keeps something derived is told by
:data:`heritage.memorials.signals.entries_changed`. ``user`` None is the site
itself. Raises ``PermissionDenied``, and ``ValidationError`` for what cannot be.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from heritage.memorials.enums import PAIR_TRANSITIONS, PairState
from heritage.memorials.models import (
    EntryPair,
    Roll,
    RollEntry,
    RollEntryName,
    RollEntrySource,
)
from heritage.memorials.rolls.reading import before
from heritage.memorials.signals import entries_changed
from heritage.people.enums import LifeStatus
from heritage.people.models import Honour

LOG = "heritage.roll_entry."


class ChangedMeanwhile(ValidationError):
    """Somebody else saved the entry after it was opened."""


class WrongState(ValidationError):
    """The step is not possible as things stand."""


def may(user, action: str) -> bool:
    """Whether ``user`` may ``view``, ``add``, ``change`` or ``delete`` names on rolls."""
    return user is None or user.has_perm(f"heritage.{action}_rollentry")


def _require(user, action: str) -> None:
    if not may(user, action):
        raise PermissionDenied


def write_roll(*, roll: Roll, user) -> Roll:
    """Make a roll, or save what was changed about it; all its names follow its being public."""
    if user is not None and not user.has_perm(
        "heritage.change_roll" if roll.pk else "heritage.add_roll"
    ):
        raise PermissionDenied
    with transaction.atomic():
        was = Roll.objects.select_for_update().filter(pk=roll.pk).first() if roll.pk else None
        roll.full_clean()
        roll.save()
        log(
            instance=roll,
            action="wagtail.edit" if was else "wagtail.create",
            user=user,
            content_changed=True,
        )
        if was and (was.live, was.site_id, was.name) != (roll.live, roll.site_id, roll.name):
            entries_changed.send(RollEntry, entries=None)
    return roll


def create_entry(
    *,
    entry: RollEntry,
    user,
    names: Iterable[RollEntryName] = (),
    sources: Iterable[RollEntrySource] = (),
    honours: Iterable[Honour] = (),
) -> RollEntry:
    """Put a name on a roll by hand."""
    _require(user, "add")
    return _save(entry, user, names, sources, honours, "created")


def change_entry(
    *,
    entry: RollEntry,
    user,
    names: Iterable[RollEntryName],
    sources: Iterable[RollEntrySource],
    honours: Iterable[Honour],
    seen: datetime.datetime | None = None,
) -> RollEntry:
    """Save what was changed about a name; ``names``, ``sources`` and ``honours`` are all it has.

    ``seen`` is ``changed_at`` as it was when the entry was opened:
    :class:`ChangedMeanwhile` where it was saved since.
    """
    _require(user, "change")
    with transaction.atomic():
        stored = RollEntry.objects.select_for_update().get(pk=entry.pk)
        if seen is not None and stored.changed_at != seen:
            raise ChangedMeanwhile(
                _("Somebody else changed this entry meanwhile; look at it again.")
            )
        # What the source says and where it was joined is not a form's to change.
        entry.written, entry.row, entry.row_key = stored.written, stored.row, stored.row_key
        entry.batch_id, entry.merged_into_id = stored.batch_id, stored.merged_into_id
        entry.version = stored.version
        if entry.name != stored.name and entry.pinyin == stored.pinyin:
            entry.pinyin = ""
        return _save(entry, user, names, sources, honours, "changed")


def _save(entry, user, names, sources, honours, action: str) -> RollEntry:
    with transaction.atomic():
        entry.fill_readings()
        entry.full_clean(exclude=["roll"])
        check(entry)
        entry.version += 1
        entry.save()
        _replace(entry.names, names)
        _replace(entry.sources, sources)
        entry.honours.set(honours)
        _log(entry, action, user)
        entries_changed.send(RollEntry, entries=[entry.pk])
    return entry


def _replace(manager, wanted: Iterable) -> None:
    """Make ``wanted`` all the rows there are; each keeps its key where it has one."""
    wanted = list(wanted)
    manager.exclude(pk__in=[row.pk for row in wanted if row.pk]).delete()
    for row in wanted:
        row.entry = manager.instance
        row.full_clean(exclude=["entry"])
        row.save()


def check(entry: RollEntry) -> None:
    """Refuse what cannot be: dates after today, death before birth, somebody living."""
    faults: dict[str, str] = {}
    today = timezone.localdate()
    for name in ("birth", "enlisted", "party_joined", "death"):
        date = getattr(entry, name)
        if date and date.first_day and date.first_day > today:
            faults[name] = _("This lies after today.")
        elif name != "birth" and date and entry.birth and before(date, entry.birth):
            faults[name] = _("This lies before the birth.")
    if entry.person and entry.person.life_status == LifeStatus.LIVING:
        faults["person"] = _("The record is of somebody living; the living are on no roll.")
    if faults:
        raise ValidationError(faults)


def publish_entry(*, entry: RollEntry, user, live: bool) -> RollEntry:
    """Let the public see a name, or no longer."""
    _require(user, "change")
    with _locked(entry) as locked:
        locked.live = live
        _log(locked, "published" if live else "unpublished", user)
    return locked


def seek_kin(*, entry: RollEntry, user, sought: bool) -> RollEntry:
    """List a name among those whose kin are sought, or take it off that list."""
    _require(user, "change")
    with _locked(entry) as locked:
        locked.seeks_kin = sought
        _log(locked, "kin_sought" if sought else "kin_not_sought", user)
    return locked


def merge_entries(*, kept: RollEntry, joined: RollEntry, user) -> RollEntry:
    """Say that two entries are one person: ``joined`` leads to ``kept`` from now on.

    Nothing of ``joined`` is deleted: its row, words and sources stay with it, and
    :func:`unmerge_entry` parts the two again. Its name becomes another name of
    ``kept`` where it is written otherwise.
    """
    _require(user, "change")
    with transaction.atomic():
        rows = RollEntry.objects.select_for_update().filter(pk__in=[kept.pk, joined.pk])
        locked = {row.pk: row for row in rows.order_by("pk")}
        if len(locked) != 2:
            raise WrongState(_("An entry cannot be joined to itself."))
        kept, joined = locked[kept.pk], locked[joined.pk]
        if kept.merged_into_id or joined.merged_into_id:
            raise WrongState(_("One of the two is joined to another entry already."))
        joined.merged_into = kept
        joined.save(update_fields=["merged_into", "changed_at"])
        # What was joined to the one leads straight to the other: a chain has one link.
        RollEntry.objects.filter(merged_into=joined).update(merged_into=kept)
        known = {kept.name, *kept.names.values_list("text", flat=True)}
        for text in (joined.name, *joined.names.values_list("text", flat=True)):
            if text not in known:
                RollEntryName.objects.create(entry=kept, text=text)
                known.add(text)
        _log(joined, "merged", user, other=kept.pk)
        _log(kept, "merged_here", user, other=joined.pk)
        entries_changed.send(RollEntry, entries=[kept.pk, joined.pk])
    return kept


def unmerge_entry(*, entry: RollEntry, user) -> RollEntry:
    """Two entries were two people after all."""
    _require(user, "change")
    with transaction.atomic():
        locked = RollEntry.objects.select_for_update().get(pk=entry.pk)
        if locked.merged_into_id is None:
            raise WrongState(_("This entry is not joined to another."))
        kept, locked.merged_into = locked.merged_into_id, None
        locked.save(update_fields=["merged_into", "changed_at"])
        RollEntryName.objects.filter(entry=kept, text=locked.name).delete()
        pairs = EntryPair.objects.filter(
            first_id=min(kept, locked.pk), second_id=max(kept, locked.pk), state=PairState.SAME
        )
        pairs.update(state=PairState.OPEN, decided_by=None, decided_at=None)
        _log(locked, "unmerged", user, other=kept)
        entries_changed.send(RollEntry, entries=[kept, locked.pk])
    return locked


def decide_pair(*, pair: EntryPair, state: str, user, kept: RollEntry | None = None) -> EntryPair:
    """Say of two entries that they are one person, two people, or are to be looked at again.

    For one person ``kept`` is the entry that stands; left out, the earlier one.
    """
    _require(user, "change")
    with transaction.atomic():
        locked = EntryPair.objects.select_for_update().get(pk=pair.pk)
        if state not in PAIR_TRANSITIONS[PairState(locked.state)]:
            raise WrongState(_("This was decided already; look at it again."))
        was = locked.state
        locked.state, locked.decided_by, locked.decided_at = state, user, timezone.now()
        if state == PairState.OPEN:
            locked.decided_by = locked.decided_at = None
        locked.save()
        if state == PairState.SAME:
            stands = kept or locked.first
            other = locked.second if stands.pk == locked.first_id else locked.first
            merge_entries(kept=stands, joined=other, user=user)
        elif was == PairState.SAME:
            joined = locked.first if locked.first.merged_into_id else locked.second
            if joined.merged_into_id:
                unmerge_entry(entry=joined, user=user)
        else:
            _log(locked.first, f"pair_{state}", user, other=locked.second_id)
    return locked


def entries_of(pairs: Sequence[EntryPair]) -> dict[int, RollEntry]:
    """The entries of some pairs with what is set side by side, in few queries."""
    keys = {pk for pair in pairs for pk in (pair.first_id, pair.second_id)}
    entries = RollEntry.objects.filter(pk__in=keys).select_related("roll", "native_place", "site")
    return {entry.pk: entry for entry in entries.prefetch_related("names")}


@contextmanager
def _locked(entry: RollEntry):
    """The entry under a lock; saved when the block ends without an error."""
    with transaction.atomic():
        locked = RollEntry.objects.select_for_update().get(pk=entry.pk)
        yield locked
        locked.version += 1
        locked.save()
        entries_changed.send(RollEntry, entries=[locked.pk])


def _log(entry: RollEntry, action: str, user, *, other: int | None = None) -> None:
    data = {"other": other} if other else {}
    log(instance=entry, action=f"{LOG}{action}", user=user, data=data)
