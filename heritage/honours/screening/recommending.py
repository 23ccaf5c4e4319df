"""Regions pass candidacies up, each with its opinion and its rank among them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from heritage.honours import logbook, standing
from heritage.honours.candidacies import IllegalTransitionError, touch
from heritage.honours.capacities import is_office, regions_of, visible_candidacies
from heritage.honours.enums import BEFORE_JUDGES, CandidacyState, StageKind
from heritage.honours.models import (
    Campaign,
    CampaignTitle,
    Candidacy,
    Recommendation,
    RegionQuota,
)
from heritage.honours.screening.domain import note_decision
from heritage.honours.screening.files import checked_scan, replace_file
from heritage.people.models import Place

OPEN_TO = BEFORE_JUDGES | {CandidacyState.ELIGIBLE}
_OUT = (CandidacyState.MERGED, CandidacyState.WITHDRAWN)
_STAGES = (StageKind.CALL, StageKind.SCREENING)


@dataclass(frozen=True, slots=True)
class Level:
    """One place a candidacy lies in: its recommendation if any, and how many more it may pass up.

    ``left`` is None where no quota was set. ``may`` is whether the user may
    recommend for it.
    """

    place: Place
    recommendation: Recommendation | None
    quota: RegionQuota | None
    left: int | None
    may: bool


def levels_of(candidacy: Candidacy, user: AbstractBaseUser) -> list[Level]:
    """The places a candidacy lies in below the campaign's own, the narrowest first."""
    if candidacy.place is None:
        return []
    ours = candidacy.campaign.place
    line = [*candidacy.place.ancestors(), candidacy.place]
    below = [place for place in line if ours is None or not ours.lies_in(place)]
    given = {each.place_id: each for each in candidacy.recommendations.select_related("by")}
    quotas = {
        quota.place_id: quota
        for quota in RegionQuota.objects.filter(title=candidacy.title_id, place__in=below)
    }
    office, regions = is_office(user), regions_of(user)
    return [
        Level(
            place=place,
            recommendation=given.get(place.pk),
            quota=quotas.get(place.pk),
            left=quota_left(quotas[place.pk]) if place.pk in quotas else None,
            may=office or any(place.lies_in(region) for region in regions),
        )
        for place in reversed(below)
    ]


def quota_left(quota: RegionQuota) -> int:
    """How many more a region may pass up for the title."""
    return max(0, quota.quota - _passed_up(quota.title, quota.place, quota).count())


def _passed_up(title: CampaignTitle, place: Place, quota: RegionQuota | None = None):
    found = Recommendation.objects.filter(candidacy__title=title, place=place)
    if quota and quota.category_id:
        found = found.filter(candidacy__category=quota.category_id)
    return found.exclude(candidacy__state__in=_OUT)


def passed_up_counts(campaign: Campaign) -> Counter:
    """How many each region passed up, by key of title and of place."""
    given = Recommendation.objects.filter(candidacy__campaign=campaign)
    given = given.exclude(candidacy__state__in=_OUT)
    return Counter(given.values_list("candidacy__title", "place"))


def passed_up(user: AbstractBaseUser) -> QuerySet[Recommendation]:
    """The recommendations a user may see, by campaign, title, region and rank."""
    found = Recommendation.objects.filter(candidacy__in=visible_candidacies(user).values("pk"))
    return (
        found.exclude(candidacy__state__in=_OUT)
        .select_related("candidacy__campaign", "candidacy__title", "place", "by")
        .defer("candidacy__deeds", "candidacy__honours", "candidacy__details")
        .order_by(
            "-candidacy__campaign__year",
            "candidacy__title__sort_order",
            "candidacy__title",
            "place__path",
            "rank",
            "pk",
        )
    )


def recommend(
    *,
    candidacy: Candidacy,
    place: Place,
    rank: int,
    opinion: str,
    scan: UploadedFile | None = None,
    user: AbstractBaseUser,
    seen: int | None = None,
) -> Recommendation:
    """Pass a candidacy up for a region; once more changes what was said.

    A rank is given once in a region and title, and no more are passed up than
    its quota. ``scan`` is the stamped form, PDF or picture. Raises
    ``PermissionDenied`` for who does not answer for the region,
    ``StageClosedError``, ``StaleError``, ``IllegalTransitionError`` once the
    candidacy is past the screening, and ``ValidationError``.
    """
    require_may_recommend(candidacy, place, user)
    _require_open(candidacy)
    file = checked_scan(scan)
    with transaction.atomic():
        # Ranks and quotas of one title are given one after another.
        title = CampaignTitle.objects.select_for_update().get(pk=candidacy.title_id)
        locked = touch(candidacy=candidacy, seen=seen)
        if locked.state not in OPEN_TO:
            raise IllegalTransitionError(f"{locked!r} is past the screening")
        given = Recommendation.objects.filter(candidacy=locked, place=place).first()
        given = given or Recommendation(candidacy=locked, place=place)
        check_rank(title, place, locked, rank)
        given.rank, given.opinion, given.by, given.at = rank, opinion.strip(), user, timezone.now()
        given.full_clean(exclude=["candidacy", "place", "by", "scan"])
        if file:
            replace_file(given.scan, file)
        given.save()
        note_decision(
            locked,
            "recommended",
            user,
            {"place": place.pk, "rank": rank, "opinion": logbook.digest_of(given.opinion)},
            note=f"{place} {rank}",
        )
    return given


def take_back(
    *, recommendation: Recommendation, user: AbstractBaseUser, seen: int | None = None
) -> Candidacy:
    """Take a recommendation back, as long as one could be given; raises as :func:`recommend`."""
    candidacy, place = recommendation.candidacy, recommendation.place
    require_may_recommend(candidacy, place, user)
    _require_open(candidacy)
    with transaction.atomic():
        locked = touch(candidacy=candidacy, seen=seen)
        if locked.state not in OPEN_TO:
            raise IllegalTransitionError(f"{locked!r} is past the screening")
        Recommendation.objects.filter(pk=recommendation.pk).delete()
        note_decision(
            locked, "recommendation_taken_back", user, {"place": place.pk}, note=str(place)
        )
    return locked


def require_may_recommend(candidacy: Candidacy, place: Place, user: AbstractBaseUser) -> None:
    """Raises ``PermissionDenied`` unless the nominee is of ``place`` and the user answers for it."""
    theirs = is_office(user) or any(place.lies_in(region) for region in regions_of(user))
    if candidacy.place is None or not candidacy.place.lies_in(place) or not theirs:
        raise PermissionDenied("this user does not recommend for this region")


def _require_open(candidacy: Candidacy) -> None:
    campaign = candidacy.campaign
    known = [kind for kind in _STAGES if standing.stage_of(campaign, kind)]
    if campaign.closed_at or (known and not any(standing.is_open(campaign, k) for k in known)):
        raise standing.StageClosedError(
            StageKind.SCREENING, standing.stage_of(campaign, StageKind.SCREENING)
        )


def check_rank(title: CampaignTitle, place: Place, candidacy: Candidacy, rank: int) -> None:
    others = _passed_up(title, place).exclude(candidacy=candidacy)
    if taken := others.filter(rank=rank).select_related("candidacy").first():
        raise ValidationError(
            {
                "rank": _("%(place)s gave rank %(rank)d to No. %(code)s already.")
                % {"place": place, "rank": rank, "code": taken.candidacy.code}
            }
        )
    quota = RegionQuota.objects.filter(title=title, place=place).first()
    if quota is None or (quota.category_id and quota.category_id != candidacy.category_id):
        return
    if _passed_up(title, place, quota).exclude(candidacy=candidacy).count() >= quota.quota:
        raise ValidationError(
            {
                "rank": _("%(place)s may pass up %(quota)d for this title, and has.")
                % {"place": place, "quota": quota.quota}
            }
        )
