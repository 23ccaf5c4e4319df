"""The decision (审定) on those whose notice ran its period, and what stands in its way."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from heritage.honours import candidacies, logbook, quotas
from heritage.honours.capacities import require_office
from heritage.honours.enums import (
    OBJECTION_OPEN,
    CandidacyState,
    PublicNoticeState,
    Role,
    StageKind,
)
from heritage.honours.models import (
    Campaign,
    Candidacy,
    NoticeRow,
    Objection,
    PublicNotice,
    Stage,
)
from heritage.honours.noticing.domain import is_over
from heritage.honours.standing import stage_of, stages_of

DECIDED = "heritage.campaign.decided"


def to_decide(campaign: Campaign) -> QuerySet[Candidacy]:
    """Whom a decision now would honour: on notice, by title and strokes."""
    return (
        Candidacy.objects.filter(campaign=campaign, state=CandidacyState.ON_NOTICE)
        .select_related("title", "category", "place")
        .order_by("title__sort_order", "stroke_key", "pk")
    )


def honoured(campaign: Campaign) -> QuerySet[Candidacy]:
    """Whom the decision honoured, by title and strokes."""
    return (
        Candidacy.objects.filter(campaign=campaign, state=CandidacyState.HONOURED)
        .select_related("title", "category", "place")
        .order_by("title__sort_order", "stroke_key", "pk")
    )


def obstacles_to(campaign: Campaign) -> list[str]:
    """What stands in the way of the decision, in words; nothing where it can be made."""
    if campaign.closed_at is not None:
        return [_("The campaign is closed.")]
    notices = list(
        PublicNotice.objects.filter(campaign=campaign, state__in=_COUNTED).order_by("starts_on")
    )
    found = [
        _("The notice “%(title)s” runs until %(day)s.")
        % {"title": notice.title, "day": f"{notice.ends_on:%Y-%m-%d}"}
        for notice in notices
        if not is_over(notice)
    ]
    objections = Objection.objects.filter(notice__campaign=campaign, state__in=OBJECTION_OPEN)
    if waiting := objections.count():
        found.append(_("Objections that are not answered yet: %(count)d") % {"count": waiting})
    proposed = Candidacy.objects.filter(campaign=campaign, state=CandidacyState.PROPOSED)
    if names := list(proposed.order_by("stroke_key", "pk").values_list("nominee_name", flat=True)):
        words = _("Proposed, but on no notice: %(names)s")
        found.append(words % {"names": "、".join(names[:_MOST_NAMES])})
    if not to_decide(campaign).exists():
        found.append(_("Nobody is on notice: no public notice was given."))
    elif not_over := _without_notice(campaign):
        words = _("On no notice that ran its period: %(names)s")
        found.append(words % {"names": "、".join(not_over[:_MOST_NAMES])})
    found += quotas.beyond(campaign, states=quotas.PUBLIC)
    return [*found, *_stages_missing(campaign, notices)]


_COUNTED = (PublicNoticeState.PUBLISHED, PublicNoticeState.CLOSED)
_MOST_NAMES = 20


def _without_notice(campaign: Campaign) -> list[str]:
    today = timezone.localdate()
    counted = NoticeRow.objects.filter(
        notice__campaign=campaign,
        notice__state__in=_COUNTED,
        struck_at=None,
        notice__ends_on__lt=today,
    )
    left = to_decide(campaign).exclude(pk__in=counted.values("candidacy_id"))
    return list(left.values_list("nominee_name", flat=True))


def _left_out(campaign: Campaign, stage: Stage) -> list[str]:
    """Names of those on notice who were on none of that stage."""
    listed = NoticeRow.objects.filter(
        notice__stage=stage, notice__state__in=_COUNTED, struck_at=None
    )
    left = to_decide(campaign).exclude(pk__in=listed.values("candidacy_id"))
    return list(left.values_list("nominee_name", flat=True)[:_MOST_NAMES])


def _stages_missing(campaign: Campaign, notices: list[PublicNotice]) -> list[str]:
    """Stages that the decision comes before: a notice at a level that was never given."""
    found = []
    planned = [stage for stage in stages_of(campaign) if stage.kind == StageKind.NOTICE]
    if len(planned) > 1:
        given = {notice.stage_id for notice in notices}
        for stage in planned:
            if stage.pk not in given:
                words = _("No notice was given in the stage “%(stage)s”.")
                found.append(words % {"stage": stage.name})
            elif names := _left_out(campaign, stage):
                words = _("On no notice in the stage “%(stage)s”: %(names)s")
                found.append(words % {"stage": stage.name, "names": "、".join(names)})
    decision = stage_of(campaign, StageKind.DECISION)
    if decision is not None and not decision.has_begun():
        words = _("The stage “%(stage)s” begins on %(day)s.")
        day = f"{timezone.localtime(decision.starts_at):%Y-%m-%d %H:%M}"
        found.append(words % {"stage": decision.name, "day": day})
    return found


def decide(*, campaign: Campaign, user: AbstractBaseUser) -> list[Candidacy]:
    """Honour those who are on notice; gives them, by title and strokes.

    Notices that ran their period are closed with it. May be called again for
    those of a later notice. Raises ``PermissionDenied``, and ``ValidationError``
    with every obstacle in words; nothing is changed then.
    """
    require_office(user)
    with transaction.atomic():
        locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
        if obstacles := obstacles_to(locked):
            raise ValidationError(obstacles)
        notices = PublicNotice.objects.select_for_update().filter(
            campaign=locked, state=PublicNoticeState.PUBLISHED
        )
        closed = list(notices.values_list("pk", flat=True))
        notices.update(state=PublicNoticeState.CLOSED)
        decided = [
            candidacies.move(
                candidacy=each, to=CandidacyState.HONOURED, role=Role.OFFICE, user=user
            )
            for each in to_decide(locked)
        ]
        locked.decided_at = timezone.now()
        locked.save(update_fields=["decided_at"])
        logbook.append(
            campaign=locked,
            action="decided",
            data={"candidacies": [each.pk for each in decided], "notices": closed},
            user=user,
        )
        log(instance=locked, action=DECIDED, user=user, data={"count": len(decided)})
    campaign.decided_at = locked.decided_at
    return decided
