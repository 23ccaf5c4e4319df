"""Rubrics and rounds: copied, frozen when a round opens, and opened by the clock."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.clock import chore
from heritage.honours import logbook
from heritage.honours.campaigns.contents import round_contents, rubric_contents
from heritage.honours.campaigns.domain import locked as locked_campaign
from heritage.honours.candidacies import StaleError
from heritage.honours.capacities import require_office
from heritage.honours.enums import StageKind
from heritage.honours.models import (
    Campaign,
    CampaignTitle,
    Rubric,
    RubricAspect,
    RubricCriterion,
    ScoringRound,
)

LOG = "heritage.rubric."


class FrozenError(Exception):
    """A round by this rubric, or the round itself, opened already."""


def freeze_rubric(*, rubric: Rubric) -> Rubric:
    """Freeze a rubric for good; gives it with the SHA-256 of its contents, at any later call too.

    To be called in the transaction of what makes it necessary. Raises
    ``ValidationError`` for a rubric without criteria.
    """
    found = Rubric.objects.select_for_update().get(pk=rubric.pk)
    if found.frozen_at is not None:
        return found
    if not RubricCriterion.objects.filter(aspect__rubric=found).exists():
        raise ValidationError(_("This rubric has no criteria."), code="empty")
    found.digest = logbook.digest_of(rubric_contents(found))
    found.frozen_at = timezone.now()
    found.save(update_fields=["digest", "frozen_at"])
    log(instance=found, action=f"{LOG}frozen", data={"note": found.digest})
    return found


def open_round(*, round: ScoringRound) -> ScoringRound:
    """Open a round whose stage has begun: its rubric is frozen, both go into the log.

    Does nothing for one that is open, or whose time has not come; judging
    calls it before the first look, so that nothing depends on the clock's beat.
    """
    if round.opened_at is not None or not round.stage.has_begun():
        return round
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=round.stage.campaign_id)
        found = (
            ScoringRound.objects.select_for_update(of=("self",))
            .select_related("stage", "rubric")
            .get(pk=round.pk)
        )
        if found.opened_at is not None or campaign.closed_at is not None:
            return found
        rubric = freeze_rubric(rubric=found.rubric)
        found.rubric, found.opened_at = rubric, timezone.now()
        found.save(update_fields=["opened_at"])
        logbook.append(
            campaign=campaign,
            action="round_opened",
            data={
                "round": found.pk,
                "rubric": rubric.pk,
                "rubric_digest": rubric.digest,
                "round_digest": logbook.digest_of(round_contents(found)),
            },
            actor="clock",
        )
    return found


@chore("scoring rounds opened")
def open_rounds() -> int:
    """Open the rounds whose stages have begun; gives how many.

    One whose rubric has no criteria waits; the campaign's overview says so.
    """
    due = ScoringRound.objects.filter(
        opened_at=None,
        stage__starts_at__lte=timezone.now(),
        stage__campaign__closed_at=None,
        rubric__aspects__criteria__isnull=False,
    ).distinct()
    opened = [open_round(round=each) for each in due.select_related("stage__campaign")]
    return sum(each.opened_at is not None for each in opened)


@chore("rubrics of self-assessments frozen")
def freeze_self_rubrics() -> int:
    """Freeze the rubrics nominees score themselves by, once that has begun; gives how many."""
    begun = CampaignTitle.objects.filter(
        self_rubric__frozen_at=None,
        self_rubric__aspects__criteria__isnull=False,
        campaign__closed_at=None,
        campaign__page__live=True,
        campaign__stages__kind__in=(StageKind.SELF_ASSESSMENT, StageKind.CALL),
        campaign__stages__starts_at__lte=timezone.now(),
    )
    frozen = 0
    for title in begun.select_related("campaign", "self_rubric").order_by("pk").distinct():
        with transaction.atomic():
            rubric = freeze_rubric(rubric=title.self_rubric)
            logbook.append(
                campaign=title.campaign,
                action="rubric_frozen",
                data={"title": title.pk, "rubric": rubric.pk, "rubric_digest": rubric.digest},
                actor="clock",
            )
        frozen += 1
    return frozen


def copy_rubric(*, rubric: Rubric, name: str, user: AbstractBaseUser) -> Rubric:
    """A rubric like another that can still be changed."""
    require_office(user)
    with transaction.atomic():
        copy = Rubric.objects.create(name=name, description=rubric.description)
        for aspect in RubricAspect.objects.filter(rubric=rubric).order_by("sort_order", "pk"):
            criteria = list(aspect.criteria.order_by("sort_order", "pk"))
            aspect = RubricAspect.objects.create(
                rubric=copy, name=aspect.name, sort_order=aspect.sort_order
            )
            for each in criteria:
                RubricCriterion.objects.create(
                    aspect=aspect,
                    name=each.name,
                    description=each.description,
                    most=each.most,
                    step=each.step,
                    weight=each.weight,
                    sort_order=each.sort_order,
                )
        log(instance=copy, action="wagtail.create", user=user)
    return copy


def round_digest(round: ScoringRound | None) -> str:
    """SHA-256 of how a round is scored, as the database has it; empty for one there is not."""
    return logbook.digest_of(round_contents(round)) if round and round.pk else ""


def save_round(
    *, round: ScoringRound, titles, user: AbstractBaseUser, seen: str | None = None
) -> ScoringRound:
    """Save how a round is scored, until it opens.

    ``titles`` are those it is for, none for all; ``seen`` is the
    :func:`round_digest` of what the user was looking at. Raises
    :class:`FrozenError`, ``StaleError``, ``ClosedError`` or ``PermissionDenied``.
    """
    require_office(user)
    with transaction.atomic():
        campaign = locked_campaign(round.stage.campaign)
        stored = ScoringRound.objects.filter(stage=round.stage).first()
        if stored is not None and stored.opened_at is not None:
            raise FrozenError
        if seen is not None and seen != round_digest(stored):
            raise StaleError
        round.save()
        round.titles.set(titles)
        round.save()
        log(instance=campaign, action="heritage.campaign.round_set", user=user)
        logbook.append(
            campaign=campaign,
            action="round_set",
            data={"round": round.pk, "digest": logbook.digest_of(round_contents(round))},
            user=user,
        )
    return round


def is_frozen(rubric: Rubric) -> bool:
    """Whether a rubric can no longer be changed, as the database has it now."""
    return Rubric.objects.filter(pk=rubric.pk, frozen_at__isnull=False).exists()
