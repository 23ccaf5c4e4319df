"""From a name on the register to the interview made of it; every step is logged.

A step is taken on the entry as it stands in the database, under a lock; one
that its state does not allow raises :class:`WrongState`.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.intake.masking import mask_address, mask_name, mask_phone, mask_text
from cms.core.intake.models import UnmaskLog
from heritage.oral_history.enums import (
    REGISTER_TRANSITIONS,
    Health,
    RegisterState,
    VisitOutcome,
)
from heritage.oral_history.models import InterviewPage, RegisterEntry, RegisterVisit
from heritage.oral_history.register.urgency import WAITING, urgency_of
from heritage.people.models import Battle, Conflict
from search.text.normalise import normalise

DETAILS = ("contact_phone", "contact_person", "address", "health", "health_note")
"""The encrypted fields, shown masked."""

LOG = "heritage.register."
SHORTEST_REASON = 4
ENDED = (RegisterState.PUBLISHED, RegisterState.DECLINED)
KEPT_AFTER_END = datetime.timedelta(days=180)
"""How long contact and health stay with an entry whose purpose is over, to ask once more."""

VISITED_IN = (RegisterState.ASSIGNED, RegisterState.VISITING, RegisterState.RECORDED)

_MASKS = {
    "contact_phone": mask_phone,
    "contact_person": mask_name,
    "address": mask_address,
}


class WrongState(ValidationError):
    """The step is not possible from the state the entry is in."""


class ChangedMeanwhile(ValidationError):
    """Somebody else saved the entry after it was opened."""


def may(user, action: str) -> bool:
    """Whether ``user`` may ``view``, ``add``, ``change``, ``delete`` or ``unmask`` entries."""
    return user.has_perm(f"heritage.{action}_registerentry")


def interviewers() -> QuerySet:
    """Those who can be sent: active users who may change the register."""
    return get_user_model().objects.with_perm("heritage.change_registerentry").order_by("username")


def _require(user, action: str) -> None:
    """Nobody (None) is the site itself, which may do everything but look."""
    if user is not None and not may(user, action):
        raise PermissionDenied


def write(
    *,
    entry: RegisterEntry,
    user,
    conflicts: Iterable[Conflict],
    battles: Iterable[Battle],
    details: Mapping[str, str] | None = None,
    erase: Collection[str] = (),
    seen: datetime.datetime | None = None,
) -> RegisterEntry:
    """Register somebody, or save what was changed about them.

    ``details`` are new values of encrypted fields by name, an empty one leaves
    what is there; ``erase`` names those to be emptied. ``seen`` is the
    ``updated_at`` of the entry when it was opened: :class:`ChangedMeanwhile`
    where it was saved since. Raises ``ValidationError`` and ``PermissionDenied``.
    """
    is_new = entry.pk is None
    _require(user, "add" if is_new else "change")
    with transaction.atomic():
        if not is_new:
            stored = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
            if seen is not None and stored.updated_at != seen:
                raise ChangedMeanwhile(
                    _("Somebody else changed this entry meanwhile; look at it again.")
                )
            # A step that was taken meanwhile is not undone by saving the form.
            entry.state, entry.interviewer = stored.state, stored.interviewer
            entry.interview = stored.interview
        for name in DETAILS:
            if name in erase:
                setattr(entry, name, "")
            elif given := (details or {}).get(name):
                setattr(entry, name, given)
        if entry.health and entry.health not in Health.values:
            raise ValidationError({"health": _("This is no state of health.")})
        battles = list(battles)
        _settle(entry, battles=len(battles))
        entry.full_clean()
        entry.save()
        entry.conflicts.set(conflicts)
        entry.battles.set(battles)
        _log(entry, "registered" if is_new else "changed", user)
    return entry


def assign(*, entry: RegisterEntry, interviewer, user) -> RegisterEntry:
    """Send an interviewer; of somebody already assigned, another one."""
    _require(user, "change")
    if not interviewers().filter(pk=interviewer.pk).exists():
        raise ValidationError(_("This user has no access to the register."))
    with _step(entry) as locked:
        if locked.state not in WAITING:
            raise WrongState(_("There is nobody to be visited any more."))
        if locked.state == RegisterState.REGISTERED:
            _move(locked, RegisterState.ASSIGNED)
        locked.interviewer = interviewer
        _log(locked, "assigned", user, note=name_of(interviewer))
    return locked


def give_back(*, entry: RegisterEntry, user) -> RegisterEntry:
    """Take the interviewer off before a visit was planned."""
    _require(user, "change")
    with _step(entry) as locked:
        _move(locked, RegisterState.REGISTERED)
        locked.interviewer = None
        _log(locked, "given_back", user)
    return locked


def plan_visit(
    *, entry: RegisterEntry, on: datetime.date, user, by: str = "", note: str = ""
) -> RegisterVisit:
    """Note a day on which the entry's interviewer, or ``by``, goes there."""
    _require(user, "change")
    with _step(entry) as locked:
        if locked.state not in VISITED_IN:
            raise WrongState(_("Assign an interviewer before a visit is planned."))
        if locked.state != RegisterState.VISITING:
            _move(locked, RegisterState.VISITING)
        visit = RegisterVisit(
            entry=locked, on=on, by=by or name_of(locked.interviewer)[:120], note=note
        )
        visit.full_clean()
        visit.save()
        _log(locked, "visit_planned", user, note=str(on))
    return visit


def note_outcome(*, visit: RegisterVisit, outcome: str, user, note: str = "") -> RegisterVisit:
    """Say what came of a visit; ``recorded`` and ``refused`` move the entry on.

    Raises ``ValidationError`` for a visit that lies ahead or has an outcome.
    """
    _require(user, "change")
    with _step(visit.entry) as locked:
        visit = RegisterVisit.objects.select_for_update().get(pk=visit.pk)
        if visit.outcome:
            raise ValidationError(_("The outcome of this visit is noted already."))
        if visit.on > timezone.localdate():
            raise ValidationError(_("This visit lies ahead."))
        visit.outcome = outcome
        visit.note = "\n".join(text for text in (visit.note, note) if text)
        visit.full_clean(exclude=["entry"])
        if not outcome:
            raise ValidationError(_("Say what came of the visit."))
        if outcome == VisitOutcome.RECORDED and locked.state != RegisterState.RECORDED:
            _move(locked, RegisterState.RECORDED)
        if outcome == VisitOutcome.REFUSED and locked.state == RegisterState.VISITING:
            _move(locked, RegisterState.DECLINED)
        visit.save()
        _log(locked, "visit_noted", user, note=f"{visit.on} {visit.get_outcome_display()}")
    return visit


def decline(*, entry: RegisterEntry, reason: str, user) -> RegisterEntry:
    """They do not want to be recorded."""
    return _end(entry, RegisterState.DECLINED, "declined", reason, user)


def too_late(*, entry: RegisterEntry, reason: str, user) -> RegisterEntry:
    """They can no longer be recorded; contact and health are deleted, for they serve no more."""
    return _end(entry, RegisterState.TOO_LATE, "too_late", reason, user)


def take_up_again(*, entry: RegisterEntry, user) -> RegisterEntry:
    """Somebody who had declined is to be asked again."""
    _require(user, "change")
    with _step(entry) as locked:
        if locked.state != RegisterState.DECLINED:
            raise WrongState(_wrong(locked, RegisterState.REGISTERED))
        _move(locked, RegisterState.REGISTERED)
        locked.interviewer = None
        _log(locked, "taken_up", user)
    return locked


def link_interview(*, entry: RegisterEntry, interview: InterviewPage, user) -> RegisterEntry:
    """Name the interview that was made; its narrator becomes the entry's record if it has none.

    Raises ``ValidationError`` where the entry's record is none of its narrators.
    """
    _require(user, "change")
    people = [link.person for link in interview.narrators.select_related("person")]
    with _step(entry) as locked:
        if locked.person and people and locked.person not in people:
            raise ValidationError(
                _("The narrator of “%(title)s” is not %(name)s.")
                % {"title": interview.title, "name": locked.person}
            )
        if locked.state != RegisterState.PUBLISHED:
            _move(locked, RegisterState.PUBLISHED)
        named = [each for each in people if normalise(each.name) == normalise(locked.name)]
        if locked.person is None and len(named) == 1:
            locked.person = named[0]
        locked.interview = interview
        _log(locked, "linked", user, note=interview.title)
    return locked


def unlink_interview(*, entry: RegisterEntry, user) -> RegisterEntry:
    """The interview named was another one's."""
    _require(user, "change")
    with _step(entry) as locked:
        if locked.state != RegisterState.PUBLISHED:
            raise WrongState(_wrong(locked, RegisterState.RECORDED))
        _move(locked, RegisterState.RECORDED)
        locked.interview = None
        _log(locked, "unlinked", user)
    return locked


def erase_details(*, entry: RegisterEntry, user) -> RegisterEntry:
    """Delete contact and health of somebody who is not waiting any more."""
    _require(user, "change")
    with _step(entry) as locked:
        if locked.state in WAITING:
            raise WrongState(_("They are still needed to find and visit them."))
        _empty(locked)
        _log(locked, "erased", user)
    return locked


def erase_what_is_over(*, now: datetime.datetime) -> int:
    """Delete contact and health of those who ended :data:`KEPT_AFTER_END` ago; gives how many."""
    ended = RegisterEntry.objects.filter(state__in=ENDED, updated_at__lt=now - KEPT_AFTER_END)
    erased = 0
    for entry in ended.iterator(chunk_size=200):
        if any(masked(entry).values()):
            with _step(entry) as locked:
                _empty(locked)
                _log(locked, "erased", None)
            erased += 1
    return erased


def delete(*, entry: RegisterEntry, reason: str, user) -> None:
    """Take somebody off the register with their visits; the log keeps that it was done."""
    _require(user, "delete")
    reason = checked_reason(reason)
    with transaction.atomic():
        locked = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
        _log(locked, "deleted", user, note=reason)
        locked.delete()


def unmask(*, entry: RegisterEntry, fields: Collection[str], reason: str, user) -> dict[str, str]:
    """Encrypted values in full, by field; that they were shown is logged with the reason.

    Raises ``PermissionDenied``, ``ValidationError`` for a missing reason and
    ``LookupError`` for a field that is not one of :data:`DETAILS`.
    """
    if user is None or not may(user, "unmask"):
        raise PermissionDenied
    reason = checked_reason(reason)
    if unknown := set(fields) - set(DETAILS):
        raise LookupError(", ".join(sorted(unknown)))
    shown = {
        name: text for name in DETAILS if name in fields and (text := shown_value(entry, name))
    }
    UnmaskLog.objects.bulk_create(
        UnmaskLog(user=user, record=entry, field=name, reason=reason) for name in shown
    )
    return shown


def masked(entry: RegisterEntry) -> dict[str, str]:
    """The encrypted values by field as they are shown to somebody who need not know them."""
    return {name: _MASKS.get(name, mask_text)(str(getattr(entry, name) or "")) for name in DETAILS}


def shown_value(entry: RegisterEntry, name: str) -> str:
    """An encrypted value in the reader's words."""
    value = str(getattr(entry, name) or "")
    return str(Health(value).label) if name == "health" and value else value


def name_of(user) -> str:
    """The name of a user, or what they log in with; empty for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def checked_reason(reason: str) -> str:
    """The reason in one line. Raises ``ValidationError`` where there is none."""
    text = " ".join(reason.split())
    if len(text) < SHORTEST_REASON:
        raise ValidationError(_("Say why, in at least four characters."), code="reason")
    return text[:200]


def recompute(*, year: int) -> int:
    """Count the points of all who wait anew; gives how many changed."""
    changed = 0
    waiting = RegisterEntry.objects.filter(state__in=WAITING).annotate(attested=Count("battles"))
    for entry in waiting.iterator(chunk_size=200):
        points = _points(entry, entry.attested, year)
        if points != entry.urgency:
            # Not save(): nobody changed the entry, and whoever has it open may go on.
            changed += RegisterEntry.objects.filter(
                pk=entry.pk, updated_at=entry.updated_at
            ).update(urgency=points)
    return changed


@contextmanager
def _step(entry: RegisterEntry):
    """The entry under a lock; saved with new points when the block ends without an error."""
    with transaction.atomic():
        locked = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
        yield locked
        _settle(locked, battles=locked.battles.count())
        locked.save()


def _move(entry: RegisterEntry, to: RegisterState) -> None:
    if to not in REGISTER_TRANSITIONS[RegisterState(entry.state)]:
        raise WrongState(_wrong(entry, to))
    entry.state = to


def _wrong(entry: RegisterEntry, to: RegisterState) -> str:
    return _("“%(state)s” cannot become “%(to)s”.") % {
        "state": RegisterState(entry.state).label,
        "to": to.label,
    }


def _end(entry, state: RegisterState, action: str, reason: str, user) -> RegisterEntry:
    _require(user, "change")
    reason = checked_reason(reason)
    with _step(entry) as locked:
        _move(locked, state)
        if state == RegisterState.TOO_LATE:
            _empty(locked)
        _log(locked, action, user, note=reason)
    return locked


def _empty(entry: RegisterEntry) -> None:
    for name in DETAILS:
        setattr(entry, name, "")


def _settle(entry: RegisterEntry, *, battles: int) -> None:
    entry.birth_year = entry.birth.year if entry.birth else None
    entry.urgency = _points(entry, battles, timezone.localdate().year)


def _points(entry: RegisterEntry, battles: int, year: int) -> int:
    if entry.state not in WAITING:
        return 0
    return urgency_of(
        birth_year=entry.birth_year, health=str(entry.health or ""), battles=battles, year=year
    ).total


def _log(entry: RegisterEntry, action: str, user, *, note: str = "") -> None:
    log(instance=entry, action=f"{LOG}{action}", user=user, data={"note": note} if note else {})
