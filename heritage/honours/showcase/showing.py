"""Those who were chosen, shown elsewhere: on their campaign's page, with their records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.core import stamp
from heritage.honours.campaigns.overview import Link, register_links
from heritage.honours.campaigns.showing import register_block
from heritage.honours.campaigns.wording import word_action
from heritage.honours.capacities import is_office
from heritage.honours.models import Campaign, Honouree
from heritage.honours.showcase.domain import waiting_to_be_announced
from heritage.honours.showcase.searchable import KIND
from heritage.honours.showcase.wall import for_cards
from heritage.people import gathering
from heritage.people.models import Organisation, Person

ORDER = 10
SHOWN = 12
_LOGGED = {
    "honouree_written": _("Honouree changed"),
    "honouree_shown": _("Honouree shown to the public"),
    "honouree_hidden": _("Honouree taken out of public view"),
    "honouree_revoked": _("Honour revoked"),
}


@singledispatch
def honourees_about(record: Model) -> QuerySet[Honouree]:
    """Shown honourees that go with a record, the newest first."""
    return Honouree.objects.none()


@honourees_about.register
def _of_person(person: Person) -> QuerySet[Honouree]:
    return _newest(person=person)


@honourees_about.register
def _of_organisation(organisation: Organisation) -> QuerySet[Honouree]:
    return _newest(organisation=organisation)


def campaign_block(campaign: Campaign, request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """Those chosen in a campaign, for its page; nothing before they are shown."""
    found = list(
        for_cards()
        .filter(campaign=campaign)
        .order_by("title_name", "category_name", "stroke_key")[: SHOWN + 1]
    )
    if not found:
        return None
    return "heritage/honours/showcase/campaign_block.html", {
        "honourees": found[:SHOWN],
        "all_url": reverse("showcase_year", args=[campaign.year]) if found[SHOWN:] else "",
    }


def links(campaign: Campaign, user: AbstractBaseUser) -> Iterator[Link]:
    """Ways from the overview of a campaign: announcing, and what is not shown yet."""
    if not is_office(user) or campaign.decided_at is None:
        return
    if count := len(waiting_to_be_announced(campaign)):
        address = reverse("showcase:announce", args=[campaign.pk])
        yield Link(label=_("To announce"), url=address, count=count)
    listed = f"{reverse('showcase:list')}?campaign={campaign.pk}"
    if hidden := campaign.honourees.filter(is_shown=False, revoked_at=None).count():
        yield Link(label=_("Not shown yet"), url=f"{listed}&state=waiting", count=hidden)
    yield Link(label=_("Honourees"), url=listed)


def register() -> None:
    """Show honourees with records and on the pages of campaigns."""
    register_block(ORDER, campaign_block)
    register_links(90, links)
    for action, label in _LOGGED.items():
        word_action(action, label)
    gathering.register(
        gathering.Kind(
            name=KIND,
            title=_("Chosen as a model"),
            card="components/card_honouree.html",
            layout="grid grid--people",
        ),
        honourees_about,
    )
    stamp.watch(Honouree)


def _newest(**wanted) -> QuerySet[Honouree]:
    return for_cards().filter(**wanted).order_by("-year", "title_name", "stroke_key", "pk")
