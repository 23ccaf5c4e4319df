"""A judge's own work: declaring interest, scoring, submitting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from heritage.honours import logbook, scoring
from heritage.honours.enums import AssignmentState
from heritage.honours.judging.domain import (
    IllegalTransitionError,
    RoundClosedError,
    StaleSheetError,
    as_pure,
    as_text,
    criteria_of,
    locked,
    move,
    opened,
    require_own,
    require_scoring,
    values_of,
)
from heritage.honours.models import Assignment, Score

REASON_LEAST = 4
FAULTS = {
    "missing": _("Give a score."),
    "range": _("From 0 to %(most)s."),
    "step": _("In steps of %(step)s."),
    "unknown": _("There is no such criterion."),
}


class SheetFaultError(Exception):
    """Scores that cannot be taken; ``faults`` maps criteria to what is wrong, in words."""

    def __init__(self, faults: dict[int, str]):
        super().__init__(f"{len(faults)} faults on a score sheet")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a judge typed: scores by criterion, a note, and the version they looked at."""

    values: Mapping[int, Decimal]
    note: str = ""
    seen: int | None = None


def declare(*, assignment: Assignment, user: AbstractBaseUser) -> Assignment:
    """The judge has no interest in this nominee; from now the file may be read."""
    with transaction.atomic():
        held = _own(assignment, user)
        if held.state == AssignmentState.DECLARED:
            return held
        move(held, AssignmentState.DECLARED)
        held.declared_at = timezone.now()
        held.save(update_fields=["state", "declared_at"])
        _log(held, "judge_declared", user)
    return held


def recuse(*, assignment: Assignment, reason: str, user: AbstractBaseUser) -> Assignment:
    """The judge steps back from a nominee; scores given so far do not count.

    Raises ``ValidationError`` for a reason of fewer than four characters.
    """
    text = " ".join(reason.split())
    if len(text) < REASON_LEAST:
        raise ValidationError(_g("Say why, in at least four characters."))
    with transaction.atomic():
        held = _own(assignment, user)
        move(held, AssignmentState.RECUSED)
        held.recusal_reason = text[:300]
        held.save(update_fields=["state", "recusal_reason"])
        _log(held, "judge_recused", user, reason=logbook.digest_of(text))
    return held


def save(*, assignment: Assignment, sheet: Sheet, user: AbstractBaseUser) -> Assignment:
    """Keep what was typed so far; gives the assignment with its new version.

    Raises :class:`SheetFaultError`, :class:`~.domain.RoundClosedError`, and
    :class:`~.domain.StaleSheetError` where it was saved elsewhere since; the
    same scores sent twice are no conflict.
    """
    with transaction.atomic():
        held = _own(assignment, user)
        # Given scores change only by being given again, whole.
        if held.state != AssignmentState.DECLARED:
            raise IllegalTransitionError(f"{held!r} is {held.state}")
        _keep(held, sheet, whole=False)
        held.save(update_fields=["note", "version", "saved_at"])
    return held


def submit(*, assignment: Assignment, sheet: Sheet, user: AbstractBaseUser) -> Assignment:
    """Give the scores, or change those given while the round is open.

    Every criterion needs one. The log gets a digest of them each time, so that
    a change is seen there. Raises as :func:`save` does.
    """
    with transaction.atomic():
        held = _own(assignment, user)
        before = held.state
        if before == AssignmentState.SUBMITTED:
            move(held, AssignmentState.DECLARED)
        move(held, AssignmentState.SUBMITTED)
        if not _keep(held, sheet, whole=True) and before == AssignmentState.SUBMITTED:
            return held
        held.submitted_at, held.on_paper = timezone.now(), False
        held.save(
            update_fields=["note", "version", "saved_at", "state", "submitted_at", "on_paper"]
        )
        changed = before == AssignmentState.SUBMITTED
        _log(held, "scores_changed" if changed else "scored", user, scores=score_digest(held))
    return held


def others(assignment: Assignment) -> list[Decimal] | None:
    """The totals other judges gave this nominee in this round, greatest first, without names.

    None before one's own scores are in.
    """
    if assignment.state != AssignmentState.SUBMITTED:
        return None
    criteria = as_pure(criteria_of(assignment.round))
    given = (
        assignment.round.assignments.filter(
            candidacy=assignment.candidacy_id, state=AssignmentState.SUBMITTED
        )
        .exclude(pk=assignment.pk)
        .prefetch_related("scores")
    )
    return sorted((scoring.total_of(criteria, values_of(each)) for each in given), reverse=True)


def total(assignment: Assignment) -> Decimal | None:
    """The judge's own total; None while criteria are missing."""
    criteria = as_pure(criteria_of(assignment.round))
    values = values_of(assignment)
    return None if scoring.faults_of(criteria, values) else scoring.total_of(criteria, values)


def score_digest(assignment: Assignment) -> str:
    """What the log says of given scores: the digest of judge, nominee and every score."""
    scores = Score.objects.filter(assignment=assignment).values_list("criterion_id", "value")
    return logbook.digest_of(
        {
            "judge": assignment.judge_id,
            "candidacy": assignment.candidacy_id,
            "scores": as_text(dict(scores)),
        }
    )


def fill(assignment: Assignment, values: Mapping[int, Decimal]) -> None:
    """Put ``values`` in the place of all scores of an assignment."""
    assignment.scores.all().delete()
    Score.objects.bulk_create(
        Score(assignment=assignment, criterion_id=key, value=value) for key, value in values.items()
    )


def check(assignment: Assignment, values: Mapping[int, Decimal], *, whole: bool) -> None:
    """Raises :class:`SheetFaultError` for scores the rubric does not allow."""
    criteria = {each.key: each for each in as_pure(criteria_of(assignment.round))}
    faults = {}
    for fault in scoring.faults_of(criteria.values(), values, whole=whole):
        criterion = criteria.get(fault.criterion)
        named = {"most": criterion.most, "step": criterion.step} if criterion else {}
        faults[fault.criterion] = str(FAULTS[fault.why]) % named
    if faults:
        raise SheetFaultError(faults)


def _own(assignment: Assignment, user: AbstractBaseUser) -> Assignment:
    require_own(assignment, user)
    if not opened(assignment.round):
        raise RoundClosedError
    held = locked(assignment)
    require_own(held, user)
    require_scoring(held)
    return held


def _keep(held: Assignment, sheet: Sheet, *, whole: bool) -> bool:
    """Keep a sheet; gives whether anything on it is new."""
    kept = values_of(held)
    same = kept == dict(sheet.values) and held.note == sheet.note.strip()
    if sheet.seen is not None and sheet.seen != held.version and not same:
        raise StaleSheetError(held)
    check(held, sheet.values, whole=whole)
    if same:
        return False
    fill(held, sheet.values)
    held.note = sheet.note.strip()[:2000]
    held.version, held.saved_at = held.version + 1, timezone.now()
    return True


def _log(held: Assignment, action: str, user, **data) -> None:
    logbook.append(
        campaign=held.judge.campaign,
        action=action,
        data={"round": held.round_id, "candidacy": held.candidacy_id, "judge": held.judge_id}
        | data,
        user=user,
    )
