"""The public pages of units, wars, battles, honours, places, organisations and teams."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.core.listing import MOST_COUNTED, page_number, paged
from cms.core.models import SiteSettings
from heritage.people import relations
from heritage.people.citing import cite_page
from heritage.people.figures.domain import ledger
from heritage.people.figures.team_log import log
from heritage.people.gathering import gathered
from heritage.people.models import (
    Battle,
    Conflict,
    Honour,
    Organisation,
    PersonIndexPage,
    Place,
    Team,
    Unit,
)
from heritage.people.models.counting import PlaceCount, natives, place_counts
from heritage.people.models.sections import section, sections_for
from heritage.people.structured import Structured

PEOPLE_PER_PAGE = 48
SHOWN = 24


@require_safe
def unit(request, slug: str):
    """A unit: what it was part of and became, its honours, who served in it."""
    found = _published(Unit, slug, "parent", "continued_as", "place__parent__parent")
    services = paged(
        request, relations.services_in(found), per_page=PEOPLE_PER_PAGE, most=MOST_COUNTED
    )
    return _page(
        request,
        found,
        "units",
        above=_published_ancestors(found),
        parts=found.parts.published().order_by("formed", "sort_pinyin"),
        predecessors=found.predecessors.published().order_by("formed", "sort_pinyin"),
        awards=_awards(found),
        battles=relations.battles_of(found)[:SHOWN],
        page_obj=services,
    )


@require_safe
def conflict(request, slug: str):
    """A war: its years, its battles in their order, who fought in it."""
    found = _published(Conflict, slug)
    return _page(
        request,
        found,
        "wars",
        battles=found.battles.published().select_related("place").order_by("began", "sort_pinyin"),
        page_obj=_people(request, relations.fighters(found)),
    )


@require_safe
def battle(request, slug: str):
    """A battle: when and where, which units, who fought in it."""
    found = _published(Battle, slug, "conflict", "place__parent__parent")
    war = found.conflict if found.conflict and found.conflict.live else None
    return _page(
        request,
        found,
        "wars",
        above=[war] if war else [],
        war=war,
        units=found.units.filter(live=True).order_by("sort_pinyin"),
        page_obj=_people(request, relations.fighters_in(found)),
    )


@require_safe
def honour(request, slug: str):
    """An honour: what it is, who gives it, who was given it."""
    found = _published(Honour, slug)
    awards = relations.awards_of_people(found)
    return _page(
        request,
        found,
        "honours",
        bodies=relations.awards_of_bodies(found),
        page_obj=paged(request, awards, per_page=PEOPLE_PER_PAGE, most=MOST_COUNTED),
    )


@require_safe
def organisation(request, slug: str):
    """An organisation: where it belongs, how to reach it, its teams, honours and figures."""
    found = _published(Organisation, slug, "parent", "place__parent__parent")
    return _page(
        request,
        found,
        "organisations",
        above=_published_ancestors(found),
        parts=found.parts.published().order_by("sort_pinyin"),
        teams=found.teams.published().order_by("sort_pinyin"),
        awards=_awards(found),
        reported=ledger(organisation=found),
    )


@require_safe
def team(request, slug: str):
    """A team: who agreed to be named, what it did, its figures."""
    found = _published(Team, slug, "organisation", "place__parent__parent")
    written = log(found, page=page_number(request))
    return _page(
        request,
        found,
        "teams",
        members=written.members,
        other_members=written.others,
        awards=_awards(found),
        reported=ledger(team=found),
        page_obj=written.page_obj,
    )


@require_safe
def place(request, slug: str):
    """A place: what it lies in, its parts, who comes from it, what happened there."""
    found = get_object_or_404(Place.objects.select_related("parent__parent__parent"), slug=slug)
    counts = place_counts()
    parts = [(part, counts.get(part.pk, PlaceCount())) for part in found.parts.order_by("code")]
    people = natives(found).select_related("portrait").by_strokes()
    here = Q(place__path__startswith=found.path)
    return _page(
        request,
        found,
        "places",
        above=found.ancestors(),
        parts=[(part, count) for part, count in parts if part.pk in counts],
        empty_parts=[part for part, _count in parts if part.pk not in counts],
        count=counts.get(found.pk, PlaceCount()),
        natives=people[:SHOWN],
        battles=Battle.objects.published().filter(here).order_by("began", "pk")[:SHOWN],
        units=Unit.objects.published().filter(here).order_by("sort_pinyin")[:SHOWN],
        organisations=Organisation.objects.published().filter(here).order_by("path")[:SHOWN],
        teams=Team.objects.published().filter(here).order_by("sort_pinyin")[:SHOWN],
        template="heritage/people/place_page.html",
    )


def _published(model, slug: str, *related: str):
    queryset = model.objects.published()
    return get_object_or_404(queryset.select_related(*related) if related else queryset, slug=slug)


def _published_ancestors(record) -> list:
    return [above for above in record.ancestors() if above.live]


def _awards(record):
    return record.awards.select_related("honour")


def _people(request, people):
    return paged(request, people, per_page=PEOPLE_PER_PAGE, most=MOST_COUNTED)


def _page(request, record, current: str, *, above: Sequence = (), template="", **context):
    home = section(current)
    index = PersonIndexPage.objects.live().first()
    updated = getattr(record, "last_published_at", None)
    context |= {
        "record": record,
        "structured": Structured(record),
        "above": above,
        "trail": [
            {"title": home.title, "url": home.url},
            *({"title": each.name, "url": each.url} for each in above),
        ],
        "index": index,
        "sections": sections_for(request, index, current=current),
        "gathered": gathered(record),
        "citation": cite_page(
            title=record.name,
            host=SiteSettings.for_request(request).host_org,
            url=request.build_absolute_uri(record.url),
            updated=timezone.localtime(updated).date() if updated else None,
            visited=timezone.localdate(),
        ),
    }
    return render(request, template or record.template, context)
