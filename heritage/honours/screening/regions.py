"""Officers of regions, and how many a region may pass up (推荐名额)."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from heritage.honours import logbook
from heritage.honours.capacities import require_office
from heritage.honours.models import (
    CampaignTitle,
    Judge,
    RegionOfficer,
    RegionQuota,
    TitleCategory,
)
from heritage.honours.screening.pairing import LOG
from heritage.people.models import Place


def appoint(*, username: str, place: Place, by: AbstractBaseUser) -> RegionOfficer:
    """Let an account see and recommend the nominees of a place and of what lies in it.

    Raises ``PermissionDenied``, and ``ValidationError`` for an account there is
    not, and for a judge of a campaign that still runs: who scores does not recommend.
    """
    require_office(by)
    user = get_user_model().objects.filter(username=username.strip(), is_active=True).first()
    if user is None:
        raise ValidationError({"username": _("There is no account of this name.")})
    if Judge.objects.filter(user=user, left_at=None, campaign__closed_at=None).exists():
        raise ValidationError(
            {"username": _("This account is a judge's; who scores does not recommend.")}
        )
    with transaction.atomic():
        officer, is_new = RegionOfficer.objects.get_or_create(user=user, place=place)
        if is_new:
            data = {"note": f"{user} {place}"}
            log(instance=officer, action=f"{LOG}officer_appointed", user=by, data=data)
    return officer


def dismiss(*, officer: RegionOfficer, by: AbstractBaseUser) -> None:
    """End what :func:`appoint` began for one place; what the officer did stays."""
    require_office(by)
    with transaction.atomic():
        log(
            instance=officer,
            action=f"{LOG}officer_dismissed",
            user=by,
            data={"note": f"{officer.user} {officer.place}"},
            deleted=True,
        )
        officer.delete()


def set_quota(
    *,
    title: CampaignTitle,
    place: Place,
    quota: int | None,
    category: TitleCategory | None = None,
    by: AbstractBaseUser,
) -> RegionQuota | None:
    """Say how many a region may pass up for a title; None takes the limit off.

    With ``category`` the limit holds for that category only. What was passed up
    already stays. Raises ``PermissionDenied`` and ``ValidationError``.
    """
    require_office(by)
    if title.campaign.closed_at:
        raise ValidationError(_("This campaign is closed."))
    if category and category.title_id != title.pk:
        raise ValidationError({"category": _("This category belongs to another title.")})
    with transaction.atomic():
        if quota is None:
            RegionQuota.objects.filter(title=title, place=place).delete()
            kept = None
        else:
            kept, _is_new = RegionQuota.objects.update_or_create(
                title=title, place=place, defaults={"quota": quota, "category": category}
            )
        logbook.append(
            campaign=title.campaign,
            action="region_quota",
            data={
                "title": title.pk,
                "place": place.pk,
                "quota": quota,
                "category": category.pk if category else None,
            },
            user=by,
        )
    return kept
