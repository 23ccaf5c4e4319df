"""Use cases of nominations; the public form, the clerk's and tables of many call the same."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.intake import domain as intake
from cms.core.intake import drafts, evidence, limits
from cms.core.intake.fields import phone_index
from cms.core.intake.models import Draft, PrivacyNotice
from cms.core.intake.notices import notify
from cms.core.intake.receipts import grouped
from heritage.honours import candidacies, logbook, standing
from heritage.honours.capacities import is_office, regions_of, visible_candidacies
from heritage.honours.enums import (
    CandidacyState,
    NominatedBy,
    NominationState,
    NomineeConsent,
    Role,
    StageKind,
)
from heritage.honours.models import Campaign, CampaignTitle, Candidacy, Nomination, RegionQuota
from heritage.honours.models.campaigns import TitleCategory
from heritage.honours.nominating.bounds import bounds_of
from heritage.honours.screening import pairing
from heritage.people.models import Place

RECEIVED = "nomination.received"
SENT = "sent"
SENT_LIFE = datetime.timedelta(hours=2)
TAKES_FILES = frozenset({NominationState.RECEIVED, NominationState.CORRECTING})


def nominate(
    *,
    title: CampaignTitle,
    facts: Mapping[str, object],
    contact_name: str,
    phone: str,
    by: NominatedBy,
    nominee_consent: NomineeConsent,
    notice: PrivacyNotice,
    origin: intake.Origin,
    email: str = "",
    relation: str = "",
    organisation_name: str = "",
    recommending_place: Place | None = None,
    opinion: str = "",
    rank: int | None = None,
    consent_reason: str = "",
    self_scores: Mapping[str, str] | None = None,
    once: str = "",
    draft: Draft | None = None,
    tells: bool = True,
) -> tuple[Nomination, bool]:
    """Take in a nomination, open its candidacy and look for others of the same nominee.

    ``facts`` are fields of ``NomineeFacts`` and the ``category``. Files come
    with ``draft``, which afterwards knows only the receipt: the same draft sent
    again (a double click, the back button, a lost answer) gives the record of
    the first time. With ``tells``, the nominator is sent the receipt number. Raises as ``cms.core.intake.domain.hand_in`` does, and
    :class:`~heritage.honours.standing.StageClosedError`.
    """
    require_call(title.campaign, clerk=origin.clerk)
    facts = dict(facts)
    category: TitleCategory | None = facts.pop("category", None)
    if origin.clerk is not None:
        _require_region(origin.clerk, facts.get("place"))
    record = Nomination(
        title=title,
        category=category,
        by=by,
        contact_name=contact_name,
        contact_phone=phone,
        contact_email=email,
        relation=relation,
        organisation_name=organisation_name,
        recommending_place=recommending_place,
        opinion=opinion,
        rank=rank,
        nominee_consent=nominee_consent,
        consent_reason=consent_reason,
        self_scores=dict(self_scores or {}),
        **facts,
    )
    with transaction.atomic():
        if draft is not None and (found := _sent_already(draft)):
            return found, False
        record, is_new = intake.hand_in(record=record, notice=notice, origin=origin, once=once)
        if is_new:
            if draft is not None:
                _close_draft(draft, record)
            pairing.look_for_pairs(candidacies.open_candidacy(nomination=record))
            if tells:
                notify(
                    kind=RECEIVED,
                    to=record.contact_phone,
                    context={"title": title.name, "receipt": grouped(record.receipt)},
                )
    return record, is_new


def require_call(campaign: Campaign, *, clerk: AbstractBaseUser | None = None) -> None:
    """Raises ``StageClosedError`` where nothing is taken in.

    What reached the office on paper before the call ended, a clerk of it may
    still enter while the screening is open.
    """
    if clerk is not None and is_office(clerk) and standing.is_open(campaign, StageKind.SCREENING):
        return
    standing.require_open(campaign, StageKind.CALL)


def _require_region(clerk: AbstractBaseUser, place: Place | None) -> None:
    if is_office(clerk):
        return
    if place is None or not any(place.path.startswith(own.path) for own in regions_of(clerk)):
        raise PermissionDenied("this clerk may not fill in for other regions")


def receipt_of_sent(draft: Draft) -> str:
    """The receipt of what was made of a draft; empty for one that is still to be sent."""
    return str(draft.answers.get(SENT, ""))


def _sent_already(draft: Draft) -> Nomination | None:
    locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        raise drafts.DraftNotFoundError
    receipt = receipt_of_sent(locked)
    return Nomination.objects.get(receipt=receipt) if receipt else None


def _close_draft(draft: Draft, record: Nomination) -> None:
    evidence.hand_over(draft=draft, record=record)
    draft.answers, draft.contact_phone = {SENT: record.receipt}, ""
    draft.expires_at = timezone.now() + SENT_LIFE
    draft.save(update_fields=["answers", "contact_phone", "phone_index", "expires_at"])


def may_withdraw(nomination: Nomination) -> bool:
    """Whether its nominator may still take it back: until the screening closes."""
    campaign = nomination.title.campaign
    return (
        nomination.can_be_withdrawn
        and campaign.closed_at is None
        and not standing.screening_is_over(campaign)
    )


def withdraw(*, record: Nomination) -> Nomination:
    """The nominator takes a nomination back; the last one takes its candidacy along.

    Raises ``cms.core.intake.domain.IllegalTransitionError`` when it is too late.
    """
    if not may_withdraw(record):
        raise intake.IllegalTransitionError(f"{record!r}: the screening is over")
    with transaction.atomic():
        candidacy = Candidacy.objects.select_for_update().get(pk=record.candidacy_id)
        withdrawn = intake.withdraw(record=record)
        logbook.append(
            campaign=candidacy.campaign,
            action="nomination_withdrawn",
            data={"candidacy": candidacy.pk, "nomination": withdrawn.pk},
            actor=str(Role.NOMINATOR),
        )
        left = candidacy.nominations.exclude(state=NominationState.WITHDRAWN).exists()
        if not left and candidacies.may_move(
            candidacy.state, CandidacyState.WITHDRAWN, Role.NOMINATOR
        ):
            candidacies.move(candidacy=candidacy, to=CandidacyState.WITHDRAWN, role=Role.NOMINATOR)
        elif not left:
            raise intake.IllegalTransitionError(f"{candidacy!r} is past the screening")
    return withdrawn


def takes_files(nomination: Nomination) -> bool:
    """Whether files may still follow: while it waits, until the screening closes."""
    campaign = nomination.title.campaign
    return (
        nomination.state in TAKES_FILES
        and nomination.purged_at is None
        and campaign.closed_at is None
        and not standing.screening_is_over(campaign)
    )


def add_files(
    *,
    nomination: Nomination,
    files: list[UploadedFile],
    address: str = "",
    user: AbstractBaseUser | None = None,
) -> int:
    """Attach files that follow later, all or none; gives how many.

    The public comes with ``address``, a clerk as ``user``. Raises
    ``ValidationError``, ``PermissionDenied``, ``TooManyError``, and
    ``IllegalTransitionError`` where files come too late.
    """
    if user is not None and not user.has_perm(nomination.permission("change")):
        raise PermissionDenied("this user may not change nominations")
    if not files:
        raise ValidationError(_("Choose at least one file."))
    bounds = bounds_of(nomination.title)
    with transaction.atomic():
        locked = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
        if not takes_files(locked):
            raise intake.IllegalTransitionError(f"{locked!r} takes no files any more")
        if address:
            limits.spend(action="message", address=address, receipt=locked.receipt)
        for file in files:
            evidence.add_evidence(owner=locked, file=file, bounds=bounds, address=address)
        candidacies.touch(candidacy=locked.candidacy, seen=None)
        logbook.append(
            campaign=locked.title.campaign,
            action="files_added",
            data={"nomination": locked.pk, "files": len(files)},
            user=user,
            actor="" if user else str(Role.NOMINATOR),
        )
    return len(files)


def quota_left(title: CampaignTitle, place: Place) -> tuple[int, int] | None:
    """How many a region may pass up for a title, and how many of these are left; None for no quota.

    For information: what counts is what officers of the region recommend.
    """
    quota = RegionQuota.objects.filter(title=title, place=place).first()
    if quota is None:
        return None
    passed = Nomination.objects.filter(
        title=title, by=NominatedBy.LEVEL, recommending_place=place
    ).exclude(state__in=[NominationState.WITHDRAWN, NominationState.NOT_PASSED])
    return quota.quota, max(0, quota.quota - passed.count())


def may_find(user: AbstractBaseUser) -> bool:
    """Whether a user may look for lost receipts: the office, and officers for their regions."""
    return user.has_perm(Nomination.permission("view")) or bool(regions_of(user))


def find_by_phone(*, phone: str, reason: str, user: AbstractBaseUser) -> list[Nomination]:
    """Nominations handed in under a telephone number, for somebody who lost the receipt; logged.

    An officer of regions finds those of nominees there. Raises ``PermissionDenied``, and ``ValidationError`` for a missing reason.
    """
    if not may_find(user):
        raise PermissionDenied("this user may not look for receipts")
    reason = " ".join(reason.split())[:200]
    if len(reason) < intake.REASON_LEAST:
        raise ValidationError(_("Say why, in at least four characters."), code="reason")
    listed = Nomination.objects.filter(phone_index=phone_index(phone), purged_at=None)
    if not user.has_perm(Nomination.permission("view")):
        listed = listed.filter(candidacy__in=visible_candidacies(user))
    found = list(listed.select_related("title__campaign"))
    with transaction.atomic():
        for nomination in found:
            log(
                instance=nomination,
                action="heritage.nomination.found",
                user=user,
                data={"note": reason},
            )
    return found
