"""A campaign made from an earlier year's: what the office set, and nobody's data."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.slugs import pinyin_slug
from heritage.honours.campaigns.domain import record_change
from heritage.honours.capacities import require_office
from heritage.honours.models import (
    Campaign,
    CampaignTitle,
    PublicVote,
    RegionQuota,
    ScoringRound,
    Stage,
)
from heritage.honours.models.campaigns import FIRST_YEAR, LAST_YEAR

_SLUG_LENGTH = 70


def shifted(moment: datetime.datetime, years: int) -> datetime.datetime:
    """The same day and hour by the local clock, whole years later; 29 February becomes the 28th."""
    local = timezone.localtime(moment).replace(tzinfo=None)
    try:
        moved = local.replace(year=local.year + years)
    except ValueError:
        moved = local.replace(year=local.year + years, day=28)
    return timezone.make_aware(moved)


def free_slug(title: str) -> str:
    """A slug for a campaign, from the pinyin of its title; unlike any there is."""
    base = pinyin_slug(title)[:_SLUG_LENGTH].strip("-") or "campaign"
    slug, number = base, 1
    while Campaign.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def clone_campaign(
    *, campaign: Campaign, year: int, title: str = "", user: AbstractBaseUser
) -> Campaign:
    """A campaign of ``year`` set up like another.

    Titles with their categories, items and star levels, stages moved by whole
    years, rounds by the same rubrics, the settings of the vote and the quotas of
    regions come along; nominees, judges, scores and notices do not. Without a
    ``title`` the year in the old one is replaced. Raises ``ValidationError``
    for a year that cannot be, ``PermissionDenied`` for anybody but the office.
    """
    require_office(user)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError({"year": _("This year cannot be right.")})
    if year == campaign.year and not title:
        raise ValidationError({"title": _("The same year has one of this name.")})
    title = title or campaign.title.replace(str(campaign.year), str(year))
    with transaction.atomic():
        made = _copy(
            campaign,
            title=title,
            slug=free_slug(f"{title} {year}" if str(year) not in title else title),
            year=year,
            document="" if year != campaign.year else campaign.document,
            cloned_from_id=campaign.pk,
            is_sample=False,
            decided_at=None,
            announced_at=None,
            closed_at=None,
            purged_at=None,
        )
        titles, categories = _copy_titles(campaign, made)
        _copy_stages(campaign, made, year - campaign.year, titles)
        _copy_quotas(campaign, titles, categories)
        log(instance=made, action="heritage.campaign.cloned", user=user)
        record_change(campaign=made, user=user)
    return made


def _copy(thing: models.Model, **changes: object):
    """A new row with the columns of another and some changed."""
    values = {
        field.attname: getattr(thing, field.attname)
        for field in thing._meta.concrete_fields
        if not field.primary_key
    }
    return type(thing).objects.create(**{**values, **changes})


def _copy_titles(campaign: Campaign, made: Campaign) -> tuple[dict[int, int], dict[int, int]]:
    """The keys of the new titles and categories by those of the old."""
    titles, categories = {}, {}
    for old in CampaignTitle.objects.filter(campaign=campaign).order_by("sort_order", "pk"):
        new = _copy(old, campaign_id=made.pk)
        titles[old.pk] = new.pk
        for category in old.categories.order_by("sort_order", "pk"):
            categories[category.pk] = _copy(category, title_id=new.pk).pk
        for item in old.eligibility_items.order_by("sort_order", "pk"):
            _copy(item, title_id=new.pk)
        for level in old.star_levels.order_by("sort_order", "pk"):
            _copy(level, title_id=new.pk)
    return titles, categories


def _copy_stages(campaign: Campaign, made: Campaign, years: int, titles: dict[int, int]) -> None:
    for old in Stage.objects.filter(campaign=campaign).order_by("sort_order", "pk"):
        new = _copy(
            old,
            campaign_id=made.pk,
            starts_at=shifted(old.starts_at, years),
            ends_at=shifted(old.ends_at, years),
        )
        for round in ScoringRound.objects.filter(stage=old):
            copy = _copy(round, stage_id=new.pk, opened_at=None, reopened_until=None)
            copy.titles.set([titles[key] for key in round.titles.values_list("pk", flat=True)])
            copy.save()
        for vote in PublicVote.objects.filter(stage=old):
            _copy(vote, stage_id=new.pk)


def _copy_quotas(campaign: Campaign, titles: dict[int, int], categories: dict[int, int]) -> None:
    for quota in RegionQuota.objects.filter(title__campaign=campaign).order_by("pk"):
        _copy(
            quota,
            title_id=titles[quota.title_id],
            category_id=categories.get(quota.category_id),
        )
