"""Use cases of the screening: start, find, ask back, pass or not, withdraw."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from heritage.honours import logbook, standing
from heritage.honours.candidacies import IllegalTransitionError, facts_of, move, tell, touch
from heritage.honours.capacities import is_office, require_office, visible_candidacies
from heritage.honours.enums import (
    BEFORE_JUDGES,
    CandidacyState,
    NominationState,
    Role,
    StageKind,
)
from heritage.honours.models import Candidacy, EligibilityFinding
from heritage.honours.screening import checklist
from heritage.honours.screening.pairing import LOG, look_for_pairs

REASON_LEAST = 4
AT_WORK = frozenset({CandidacyState.SCREENING, CandidacyState.CORRECTING})
"""States in which the checklist is filled in."""

AMENDABLE = (
    "nominee_name",
    "gender",
    "birth",
    "ethnicity",
    "native_place",
    "unit",
    "service",
    "deeds",
    "honours",
    "links",
    "place",
    "category",
)
"""What the office may put right in a candidacy; the nominations stay as they were handed in."""


class MissingError(Exception):
    """A candidacy cannot pass; ``faults`` says in words what is missing."""

    def __init__(self, faults: list[str]):
        super().__init__("; ".join(faults))
        self.faults = faults


def role_of(user: AbstractBaseUser, candidacy: Candidacy) -> Role:
    """In which capacity a user screens: office or region. Raises ``PermissionDenied``."""
    if is_office(user):
        return Role.OFFICE
    if visible_candidacies(user).filter(pk=candidacy.pk).exists():
        return Role.REGION
    raise PermissionDenied("this candidacy is not one of this user's")


def require_screening_open(candidacy: Candidacy) -> None:
    """Raises ``StageClosedError`` in a closed campaign, or one whose screening stage is not open.

    A campaign without such a stage is screened until it is closed.
    """
    campaign = candidacy.campaign
    if campaign.closed_at or standing.stage_of(campaign, StageKind.SCREENING) is not None:
        standing.require_open(campaign, StageKind.SCREENING)


def is_before_judges(candidacy: Candidacy) -> bool:
    """Whether its facts may still be put right: it is not past the screening, and no judge read it."""
    if candidacy.state not in {*BEFORE_JUDGES, CandidacyState.ELIGIBLE}:
        return False
    return not candidacy.assignments.exclude(declared_at=None).exists()


def checked_reason(reason: str) -> str:
    """A reason without needless spaces; raises ``ValidationError`` for less than four characters."""
    text = " ".join(reason.split())
    if len(text) < REASON_LEAST:
        raise ValidationError({"reason": _("Say why, in at least four characters.")}, code="reason")
    return text


def start(
    *, candidacy: Candidacy, user: AbstractBaseUser, seen: int | None = None, reason: str = ""
) -> Candidacy:
    """Take a candidacy up, or up again: after a correction, or by the office after a decision.

    Whoever starts becomes its officer. Taking up again what was passed or
    refused needs a reason. Raises as :func:`~heritage.honours.candidacies.move`
    does, ``StageClosedError`` and ``ValidationError``.
    """
    role = role_of(user, candidacy)
    require_screening_open(candidacy)
    if candidacy.state in (CandidacyState.ELIGIBLE, CandidacyState.INELIGIBLE):
        reason = checked_reason(reason)
    return move(
        candidacy=candidacy,
        to=CandidacyState.SCREENING,
        role=role,
        user=user,
        seen=seen,
        reason=reason,
        changes={"officer": user},
    )


def save_findings(
    *,
    candidacy: Candidacy,
    found: Mapping[int, tuple[bool | None, str]],
    user: AbstractBaseUser,
    seen: int | None = None,
) -> Candidacy:
    """Keep what was found of the items of the checklist, by their keys: met or not, and a note.

    Raises ``PermissionDenied``, ``StaleError``, ``StageClosedError``,
    ``IllegalTransitionError`` for a candidacy that is not being screened, and
    ``ValidationError`` for an item that is none of its.
    """
    role_of(user, candidacy)
    require_screening_open(candidacy)
    with transaction.atomic():
        locked = touch(candidacy=candidacy, seen=seen)
        if locked.state not in AT_WORK:
            raise IllegalTransitionError(f"{locked!r} is not being screened")
        known = {item.pk for item in checklist.items_of(locked)}
        if not known >= found.keys():
            raise ValidationError(_("The checklist was changed meanwhile; look at it again."))
        before = {finding.item_id: finding for finding in locked.findings.all()}
        changed = []
        for item, (is_met, note) in sorted(found.items()):
            finding = before.get(item) or EligibilityFinding(candidacy=locked, item_id=item)
            if finding.pk and (finding.is_met, finding.note) == (is_met, note):
                continue
            if finding.pk is None and is_met is None and not note:
                continue
            finding.is_met, finding.note, finding.by = is_met, note, user
            finding.full_clean(exclude=["candidacy", "item", "by"])
            finding.save()
            changed.append([item, is_met, note])
        if changed:
            note_decision(
                locked,
                "findings",
                user,
                {"items": len(changed), "findings": logbook.digest_of(changed)},
            )
    return locked


def pass_screening(
    *,
    candidacy: Candidacy,
    user: AbstractBaseUser,
    seen: int | None = None,
    told_apart: str = "",
) -> Candidacy:
    """Let a candidacy pass, once every item of its checklist is right.

    ``told_apart`` says why the entries of the negative list with that name are
    somebody else. Raises :class:`MissingError` with all that is missing, and
    as :func:`start` does.
    """
    require_office(user)
    require_screening_open(candidacy)
    told_apart = " ".join(told_apart.split())
    with transaction.atomic():
        # What is missing is read under the lock, so that nothing passes beside a new finding.
        locked = _locked(candidacy)
        if faults := checklist.missing(locked, hits_told_apart=len(told_apart) >= REASON_LEAST):
            raise MissingError(faults)
        findings = list(locked.findings.order_by("item").values_list("item", "is_met", "note"))
        return move(
            candidacy=locked,
            to=CandidacyState.ELIGIBLE,
            role=Role.OFFICE,
            user=user,
            seen=seen,
            reason=told_apart,
            data={"findings": logbook.digest_of(findings)},
        )


def refuse(
    *, candidacy: Candidacy, reason: str, user: AbstractBaseUser, seen: int | None = None
) -> Candidacy:
    """Say that a candidacy does not pass, and why; raises as :func:`start` does."""
    require_office(user)
    require_screening_open(candidacy)
    return move(
        candidacy=candidacy,
        to=CandidacyState.INELIGIBLE,
        role=Role.OFFICE,
        user=user,
        seen=seen,
        reason=checked_reason(reason),
    )


def withdraw(
    *, candidacy: Candidacy, reason: str, user: AbstractBaseUser, seen: int | None = None
) -> Candidacy:
    """Take a candidacy out at request of nominee or nominators, with all its nominations.

    Possible until the notice is decided. Raises as
    :func:`~heritage.honours.candidacies.move` does, and ``ValidationError``.
    """
    require_office(user)
    with transaction.atomic():
        moved = move(
            candidacy=candidacy,
            to=CandidacyState.WITHDRAWN,
            role=Role.OFFICE,
            user=user,
            seen=seen,
            reason=checked_reason(reason),
        )
        for nomination in moved.nominations.select_for_update():
            if nomination.state == NominationState.WITHDRAWN:
                continue
            nomination.state, nomination.closed_at = NominationState.WITHDRAWN, timezone.now()
            nomination.save(update_fields=["state", "closed_at", "changed_at"])
            tell(nomination)
    return moved


def amend(
    *,
    candidacy: Candidacy,
    changes: Mapping[str, object],
    user: AbstractBaseUser,
    seen: int | None = None,
) -> Candidacy:
    """Put facts of a candidacy right before the judges have it; the log keeps which.

    ``changes`` are new values of :data:`AMENDABLE` fields. A new name is
    compared with the others. Raises ``PermissionDenied``, ``StaleError``,
    ``IllegalTransitionError`` once the judges have it, ``ValidationError``.
    """
    require_office(user)
    unknown = changes.keys() - set(AMENDABLE)
    if unknown:
        raise LookupError(f"not amendable: {sorted(unknown)}")
    with transaction.atomic():
        locked = touch(candidacy=candidacy, seen=seen)
        if not is_before_judges(locked):
            raise IllegalTransitionError(f"{locked!r} can no longer be amended")
        before = facts_of(locked) | {"category": locked.category}
        changed = {name: value for name, value in changes.items() if before[name] != value}
        for name, value in changed.items():
            setattr(locked, name, value)
        locked.full_clean(exclude=["campaign", "title", "officer", "merged_into"])
        if locked.category and locked.category.title_id != locked.title_id:
            raise ValidationError({"category": _("This category belongs to another title.")})
        if changed:
            locked.save(update_fields=[*changed, "changed_at"])
            digest = logbook.digest_of({name: str(value) for name, value in changed.items()})
            note_decision(locked, "amended", user, {"fields": sorted(changed), "values": digest})
            look_for_pairs(locked)
    return locked


def note_decision(
    candidacy: Candidacy,
    action: str,
    user: AbstractBaseUser,
    data: Mapping[str, object] | None = None,
    note: str = "",
) -> None:
    """Write a decision about a candidacy to the campaign's log and to the candidacy's history."""
    logbook.append(
        campaign=candidacy.campaign,
        action=action,
        data={"candidacy": candidacy.pk, **(data or {})},
        user=user,
    )
    log(instance=candidacy, action=f"{LOG}{action}", user=user, data={"note": note})


def _locked(candidacy: Candidacy) -> Candidacy:
    return (
        Candidacy.objects.select_for_update(of=("self",))
        .select_related("campaign", "title", "category")
        .get(pk=candidacy.pk)
    )
