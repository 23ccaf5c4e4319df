"""Use cases of a campaign as a whole: changed, a stage extended, its page begun, closed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from heritage.honours import logbook
from heritage.honours.campaigns.contents import campaign_contents
from heritage.honours.capacities import require_office
from heritage.honours.enums import (
    BEFORE_JUDGES,
    IN_THE_RUNNING,
    OBJECTION_OPEN,
    ROUNDS,
    PublicNoticeState,
)
from heritage.honours.models import (
    Campaign,
    CampaignPage,
    Candidacy,
    HonoursIndexPage,
    Objection,
    PublicNotice,
    Stage,
    StageExtension,
)
from heritage.honours.models.campaigns import FIRST_YEAR, LAST_YEAR

LOG = "heritage.campaign."


class ClosedError(Exception):
    """The campaign was closed; nothing of it changes any more."""


def locked(campaign: Campaign) -> Campaign:
    """The campaign as it is now, its row locked; raises :class:`ClosedError` for a closed one."""
    found = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if found.closed_at is not None:
        raise ClosedError
    return found


def record_change(
    *, campaign: Campaign, user: AbstractBaseUser, before: Mapping[str, object] | None = None
) -> None:
    """Put into the log that the office made a campaign, or changed it from ``before``.

    ``before`` are its contents as :func:`campaign_contents` gave them; the log
    gets the names of what is different and the digest of the whole as it is now.
    """
    after = campaign_contents(campaign)
    data: dict[str, object] = {"digest": logbook.digest_of(after)}
    if before is not None:
        data["changed"] = sorted(name for name in after if after[name] != before.get(name))
    logbook.append(
        campaign=campaign,
        action="campaign_made" if before is None else "campaign_changed",
        data=data,
        user=user,
    )


def is_in_use(campaign: Campaign) -> bool:
    """Whether the public saw it, or somebody was nominated: what has begun is then kept."""
    if campaign.pk is None:
        return False
    shown = CampaignPage.objects.filter(campaign=campaign, live=True).exists()
    return shown or Candidacy.objects.filter(campaign=campaign).exists()


def extend_stage(
    *, stage: Stage, ends_at: datetime.datetime, reason: str, user: AbstractBaseUser
) -> StageExtension:
    """Move the end of a stage later; logged, and shown to the public with its reason.

    ``ends_at`` is an aware time after now and after the present end. Raises
    ``ValidationError`` by field, ``PermissionDenied`` or :class:`ClosedError`.
    A round that is over is reopened instead, which says so to whoever reads
    its result.
    """
    require_office(user)
    reason = " ".join(reason.split())
    with transaction.atomic():
        campaign = locked(stage.campaign)
        found = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk, campaign=campaign)
        _check_extension(found, ends_at, reason)
        extension = StageExtension.objects.create(
            stage=found, ended_at=found.ends_at, ends_at=ends_at, reason=reason, by=user
        )
        found.ends_at = ends_at
        found.save(update_fields=["ends_at"])
        log(
            instance=campaign,
            action=f"{LOG}extended",
            user=user,
            data={"note": f"{found.name} → {timezone.localtime(ends_at):%Y-%m-%d %H:%M}: {reason}"},
        )
        logbook.append(
            campaign=campaign,
            action="stage_extended",
            data={
                "stage": found.pk,
                "kind": found.kind,
                "before": _in_utc(extension.ended_at),
                "after": _in_utc(ends_at),
                "reason": logbook.digest_of(reason),
            },
            user=user,
        )
    stage.ends_at = ends_at
    # What was read of the campaign before is no longer so.
    stage.campaign.__dict__.pop("_stages", None)
    return extension


def _in_utc(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds")


def _check_extension(stage: Stage, ends_at: datetime.datetime, reason: str) -> None:
    if not reason:
        raise ValidationError({"reason": _("Say why; the public reads it.")})
    if not FIRST_YEAR <= ends_at.year <= LAST_YEAR:
        raise ValidationError({"ends_at": _("This year cannot be right.")})
    if ends_at <= stage.ends_at:
        raise ValidationError({"ends_at": _("A stage can only be made longer.")})
    if ends_at <= timezone.now():
        raise ValidationError({"ends_at": _("This time is past.")})
    if stage.kind in ROUNDS and stage.is_over():
        raise ValidationError({"ends_at": _("This round is over: reopen it instead.")})


def draft_page(
    *, campaign: Campaign, section: HonoursIndexPage, user: AbstractBaseUser
) -> CampaignPage:
    """Begin the page of a campaign below a section, as a draft; gives the page there is, if any.

    Words that stand from year to year come from the page of the campaign it was made from.
    """
    require_office(user)
    with transaction.atomic():
        campaign = locked(campaign)
        if found := CampaignPage.objects.filter(campaign=campaign).first():
            return found
        model = CampaignPage.objects.filter(campaign=campaign.cloned_from_id).first()
        page = CampaignPage(
            title=campaign.title,
            campaign=campaign,
            live=False,
            has_unpublished_changes=True,
            owner=user,
            deck=model.deck if model else "",
            body=model.body if model else [],
            rules=model.rules if model else "",
            contact=model.contact if model else "",
        )
        section.add_child(instance=page)
        page.save_revision(user=user, log_action=True)
    return page


def what_is_open(campaign: Campaign) -> dict[str, int]:
    """What stands in the way of closing, by kind; nothing where nothing does."""
    candidacies = Candidacy.objects.filter(campaign=campaign)
    counts = {
        "candidacies": candidacies.filter(state__in=IN_THE_RUNNING | BEFORE_JUDGES).count(),
        "objections": Objection.objects.filter(
            notice__campaign=campaign, state__in=OBJECTION_OPEN
        ).count(),
        "notices": PublicNotice.objects.filter(
            campaign=campaign, state=PublicNoticeState.PUBLISHED
        ).count(),
    }
    return {kind: count for kind, count in counts.items() if count}


def close_campaign(*, campaign: Campaign, user: AbstractBaseUser) -> Campaign:
    """Close a campaign; from now on nothing of it changes, and the time runs for its data.

    Refused with a ``ValidationError`` while candidacies or objections are
    undecided or a notice is still up; raises :class:`ClosedError` for one that is closed.
    """
    require_office(user)
    with transaction.atomic():
        found = locked(campaign)
        if what_is_open(found):
            raise ValidationError(
                _("Decide every candidacy and objection, and close every notice first."),
                code="open",
            )
        found.closed_at = timezone.now()
        found.save(update_fields=["closed_at"])
        log(instance=found, action=f"{LOG}closed", user=user)
        logbook.append(campaign=found, action="campaign_closed", user=user)
    return found


def deletion_due_at(campaign: Campaign) -> datetime.datetime | None:
    """When the personal data of a closed campaign are deleted; None for an open one."""
    if campaign.closed_at is None:
        return None
    return campaign.closed_at + datetime.timedelta(days=campaign.keep_days)
