"""What the office asks a nominator to mend, and the answer under the receipt."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.intake import evidence, limits
from heritage.honours import logbook
from heritage.honours.candidacies import (
    IllegalTransitionError,
    move,
    take_nominations_along,
    touch,
)
from heritage.honours.enums import CandidacyState, NominationState, Role
from heritage.honours.models import Candidacy, Correction, Nomination
from heritage.honours.screening.domain import (
    AT_WORK,
    note_decision,
    require_screening_open,
    role_of,
)

LONGEST_DAYS = 90
MORE_FILES = 5
"""Files that may come with answers beyond what the form allowed."""


class CorrectionClosedError(Exception):
    """A correction was answered already, its time is over, or nobody waits for it any more."""


def ask_correction(
    *,
    nomination: Nomination,
    asked: str,
    due_at: datetime.datetime,
    user: AbstractBaseUser,
    seen: int | None = None,
) -> Correction:
    """Ask whoever nominated to mend something until ``due_at``, an aware time.

    The candidacy waits for the answer; of its nominators only this one is
    asked and told. Raises as :func:`~.domain.start` does, and
    ``ValidationError`` for an unfit day or a nomination that is closed.
    """
    candidacy = nomination.candidacy
    role = role_of(user, candidacy)
    require_screening_open(candidacy)
    now = timezone.now()
    if not now < due_at <= now + datetime.timedelta(days=LONGEST_DAYS):
        raise ValidationError(
            {"due_on": _("Choose a day within the next %(days)d days.") % {"days": LONGEST_DAYS}}
        )
    with transaction.atomic():
        if candidacy.state == CandidacyState.CORRECTING:
            candidacy = touch(candidacy=candidacy, seen=seen)
            if candidacy.state not in AT_WORK or candidacy.campaign.closed_at:
                raise IllegalTransitionError(f"{candidacy!r} is not being screened")
        else:
            candidacy = move(
                candidacy=candidacy,
                to=CandidacyState.CORRECTING,
                role=role,
                user=user,
                seen=seen,
                only=[],
            )
        locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
        if locked.candidacy_id != candidacy.pk or locked.is_closed or locked.purged_at:
            raise ValidationError(_("This nomination is closed; ask another nominator."))
        correction = Correction(
            nomination=locked, asked=asked.strip(), due_at=due_at, asked_by=user, asked_at=now
        )
        correction.full_clean(exclude=["nomination", "asked_by"])
        correction.save()
        take_nominations_along(candidacy, only=[locked.pk])
        note_decision(
            candidacy,
            "correction_asked",
            user,
            {"nomination": locked.pk, "correction": correction.pk, "until": due_at},
        )
    return correction


def open_corrections(
    nomination: Nomination, now: datetime.datetime | None = None
) -> QuerySet[Correction]:
    """The corrections of a nomination that may be answered at ``now``."""
    return nomination.corrections.filter(
        answered_at=None,
        due_at__gt=now or timezone.now(),
        nomination__state=NominationState.CORRECTING,
        nomination__candidacy__state=CandidacyState.CORRECTING,
        nomination__candidacy__campaign__closed_at=None,
    )


def answer_bounds(nomination: Nomination, bounds: evidence.EvidenceLimits | None = None):
    """How many files of which kinds may come with an answer; ``bounds`` are those of the form."""
    form = bounds or evidence.EvidenceLimits(max_files=nomination.title.max_files)
    return evidence.EvidenceLimits(
        max_files=form.max_files + MORE_FILES, max_bytes=form.max_bytes, types=form.types
    )


def answer_correction(
    *,
    correction: Correction,
    text: str,
    files: Iterable[UploadedFile] = (),
    address: str,
    bounds: evidence.EvidenceLimits | None = None,
) -> Correction:
    """The answer of whoever holds the receipt; the office goes on when none is open any more.

    ``bounds`` are those of the nomination's form, some files more may come. The
    same answer sent again (a double click) is the one that was given. The caller has seen that the receipt is theirs. Raises
    :class:`CorrectionClosedError`, ``ValidationError`` for the text or a file,
    and :class:`~cms.core.intake.limits.TooManyError`; nothing is kept then.
    """
    with transaction.atomic():
        nomination = correction.nomination
        candidacy = touch(candidacy=nomination.candidacy, seen=None)
        locked = (
            open_corrections(nomination)
            .select_for_update(of=("self",))
            .filter(pk=correction.pk)
            .first()
        )
        if locked is None:
            given = Correction.objects.get(pk=correction.pk)
            if given.answered_at is not None and given.answer == text.strip():
                return given
            raise CorrectionClosedError
        limits.spend(action="message", address=address, receipt=nomination.receipt)
        if not text.strip():
            raise ValidationError({"text": _("Write in a few words what you have changed.")})
        locked.answer, locked.answered_at = text.strip(), timezone.now()
        locked.full_clean(exclude=["nomination", "asked_by"])
        locked.save(update_fields=["answer", "answered_at"])
        allowed = answer_bounds(nomination, bounds)
        for file in list(files)[: allowed.max_files + 1]:
            try:
                evidence.add_evidence(owner=nomination, file=file, bounds=allowed, address=address)
            except ValidationError as error:
                raise ValidationError({"files": error.messages}) from error
        logbook.append(
            campaign=candidacy.campaign,
            action="correction_answered",
            data={"candidacy": candidacy.pk, "nomination": nomination.pk, "correction": locked.pk},
            actor="nominator",
        )
        _go_on(candidacy, nomination)
    return locked


def _go_on(candidacy: Candidacy, nomination: Nomination) -> None:
    waiting = Correction.objects.filter(
        nomination__candidacy=candidacy,
        nomination__state=NominationState.CORRECTING,
        answered_at=None,
        due_at__gt=timezone.now(),
    )
    if waiting.exists():
        if not waiting.filter(nomination=nomination).exists():
            # One of several nominators is done, while the candidacy waits for another.
            nomination.state = NominationState.RECEIVED
            nomination.save(update_fields=["state", "changed_at"])
        return
    move(candidacy=candidacy, to=CandidacyState.SCREENING, role=Role.NOMINATOR)


def overdue() -> Q:
    """Candidacies that wait for a correction whose time is over."""
    late = Correction.objects.filter(answered_at=None, due_at__lte=timezone.now())
    return Q(state=CandidacyState.CORRECTING, nominations__in=late.values("nomination"))
