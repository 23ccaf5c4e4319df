"""Signed score sheets typed in by two persons who must agree (代录)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _g

from heritage.honours import logbook
from heritage.honours.capacities import require_office
from heritage.honours.enums import AssignmentState
from heritage.honours.judging.domain import (
    RoundClosedError,
    as_text,
    locked,
    move,
    opened,
    require_scoring,
)
from heritage.honours.judging.sheets import check, fill, score_digest
from heritage.honours.models import Assignment, SheetEntry


@dataclass(frozen=True, slots=True)
class Difference:
    """A criterion two persons typed differently; empty for none."""

    criterion: int
    first: str
    second: str


def enter_sheet(
    *,
    assignment: Assignment,
    values: Mapping[int, Decimal],
    note: str = "",
    user: AbstractBaseUser,
) -> Assignment:
    """Type in a signed sheet; valid once a second person's entry agrees with it.

    Typing it again puts one's own entry right. The judge signed on the sheet
    that they have no interest in the nominee. Gives the assignment, SUBMITTED
    where two agree. Raises ``ValidationError`` where the sheet cannot be
    entered any more, :class:`~.sheets.SheetFaultError` and
    :class:`~.domain.RoundClosedError`.
    """
    require_office(user)
    with transaction.atomic():
        if not opened(assignment.round):
            raise RoundClosedError
        held = locked(assignment)
        require_scoring(held)
        if held.state not in (AssignmentState.ASSIGNED, AssignmentState.DECLARED):
            raise ValidationError(_g("The scores of this judge are in, or the judge was recused."))
        if held.judge.user_id == user.pk:
            raise ValidationError(_g("A judge does not type in their own sheet."))
        check(held, values, whole=True)
        SheetEntry.objects.update_or_create(
            assignment=held,
            by=user,
            defaults={
                "values": as_text(dict(values)),
                "note": note.strip()[:2000],
                "at": timezone.now(),
            },
        )
        entries = list(held.sheet_entries.all())
        agreeing = [each for each in entries if each.values == as_text(dict(values))]
        if len(agreeing) < 2:
            _log(held, "sheet_entered", user)
            return held
        if held.state == AssignmentState.ASSIGNED:
            move(held, AssignmentState.DECLARED)
            held.declared_at = timezone.now()
        move(held, AssignmentState.SUBMITTED)
        fill(held, values)
        held.note = note.strip()[:2000] or agreeing[0].note
        held.version, held.saved_at = held.version + 1, timezone.now()
        held.submitted_at, held.on_paper = held.saved_at, True
        held.save()
        by = sorted(each.by_id for each in agreeing)
        _log(held, "sheet_agreed", user, scores=score_digest(held), by=by)
    return held


def entry_of(assignment: Assignment, user: AbstractBaseUser) -> SheetEntry | None:
    """What this user typed in; another's is not shown before one's own is in."""
    return assignment.sheet_entries.filter(by=user).first()


def differences(assignment: Assignment) -> list[Difference]:
    """Where the last two entries differ; nothing before there are two."""
    entries = list(assignment.sheet_entries.order_by("at", "pk"))[-2:]
    if len(entries) < 2:
        return []
    first, second = (entry.values for entry in entries)
    return [
        Difference(int(key), first.get(key, ""), second.get(key, ""))
        for key in sorted(first.keys() | second.keys(), key=int)
        if first.get(key) != second.get(key)
    ]


def _log(held: Assignment, action: str, user, **data) -> None:
    logbook.append(
        campaign=held.judge.campaign,
        action=action,
        data={"round": held.round_id, "candidacy": held.candidacy_id, "judge": held.judge_id}
        | data,
        user=user,
    )
