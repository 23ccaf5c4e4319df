"""Who was honoured, as the public reads it: across the years, a year, years side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import pgettext

from cms.core import listing
from heritage.honours.models import Honouree, HonoursIndexPage
from heritage.honours.showcase import regions
from heritage.people.models import Organisation, Person
from heritage.people.place_tree import PARAM, place_asked
from heritage.stories.models import StoryPage

PER_PAGE = 48
PER_YEAR = 96
MOST_YEARS = 4
NAMES_A_CELL = 40
MOST_COMPARED = 4_000


@dataclass(frozen=True, slots=True)
class Cell:
    """The honourees of one title in one year; ``more`` is how many are not listed."""

    honourees: list[Honouree]
    more: int
    url: str


@dataclass(frozen=True, slots=True)
class Links:
    """Where a reader goes on from an honouree; None for what is not public."""

    story: StoryPage | None
    person: Person | None
    organisation: Organisation | None


def for_cards() -> QuerySet[Honouree]:
    """Shown honourees with what a card shows, in as many queries for any number of them."""
    found = Honouree.objects.shown().select_related("place", "image")
    return found.prefetch_related("image__renditions")


def listed(request: HttpRequest, *, year: int | None = None) -> dict[str, Any]:
    """The honour wall, or the showcase of a year, as the address narrows it, for its template.

    The wall stands newest year first, by strokes within; a year by title and category. Raises
    ``BadRequest`` for what no list has, ``Http404`` for a place or a page there is not.
    """
    params, facets = request.GET, _facets(year)
    everybody = _with_year(for_cards())
    if year is not None:
        everybody = everybody.filter(year=year)
    here = place_asked(params)
    found = listing.build(
        request,
        regions.within(everybody, here),
        facets=facets,
        orders=_orders(year),
        per_page=PER_PAGE if year is None else PER_YEAR,
    )
    tree = regions.regions(params, listing.narrowed(params, everybody, facets), here)
    context = found.context()
    names = (PARAM, *(facet.name for facet in facets))
    return context | {
        "tree": tree,
        "active_filters": tree.active + context["active_filters"],
        "clear_url": f"?{listing.query_without(params, 'page', *names).urlencode()}",
    }


def on_display(params: QueryDict) -> QuerySet[Honouree]:
    """Whom the display of a hall goes through, narrowed by what the wall is narrowed by."""
    found = listing.narrowed(params, _with_year(for_cards()), _facets())
    found = regions.within(found, place_asked(params))
    return found.order_by("-year", "title_name", "category_name", "stroke_key", "pk")


def display_url(params: QueryDict, *, year: int | None = None) -> str:
    """The display of those that the address lists."""
    kept = QueryDict(mutable=True)
    for name in (*(facet.name for facet in _facets()), PARAM):
        if values := params.getlist(name):
            kept.setlist(name, values)
    if year is not None:
        kept["year"] = str(year)
    query = kept.urlencode()
    return f"{reverse('honour_display')}?{query}" if query else reverse("honour_display")


def _with_year(found: QuerySet[Honouree]) -> QuerySet[Honouree]:
    return found.annotate(year_text=Cast("year", CharField()))


def _facets(year: int | None = None) -> list[listing.Facet]:
    """What is narrowed by beside the place; a year is not narrowed by years."""
    by_year = listing.Facet(name="year", title=_g("Year"), value="year_text", label="year_text")
    return [
        listing.Facet(
            name="title",
            title=pgettext("campaign", "Title"),
            value="title_name",
            label="title_name",
        ),
        *([by_year] if year is None else []),
        listing.Facet(
            name="category",
            title=_g("Category"),
            value="category_name",
            label="category_name",
            where=~Q(category_name=""),
        ),
    ]


def _orders(year: int | None) -> dict[str, listing.Order]:
    if year is not None:
        by_title = ("title_name", "category_name", "stroke_key")
        return {"title": listing.Order(label=pgettext("campaign", "Title"), fields=by_title)}
    return {
        "year": listing.Order(
            label=_g("Newest first"), fields=("-year", "title_name", "stroke_key")
        ),
        "strokes": listing.Order(
            label=_g("By strokes of the surname"), fields=("stroke_key", "-year")
        ),
        "pinyin": listing.Order(label=_g("By pinyin"), fields=("sort_pinyin", "-year")),
    }


def years() -> list[int]:
    """Years that have somebody to show, the newest first."""
    found = Honouree.objects.shown().order_by("-year").values_list("year", flat=True)
    return list(found.distinct())


def chosen_years(params: QueryDict, known: list[int]) -> list[int]:
    """The years to set side by side, the oldest on the left; the newest without a choice.

    What is no year that has somebody is left out.
    """
    asked = set(listing.chosen_values(params, "year"))
    chosen = [year for year in known if str(year) in asked] or known
    return sorted(chosen[:MOST_YEARS])


def side_by_side(wanted: list[int]) -> list[tuple[str, list[Cell]]]:
    """For each title its honourees of every year wanted, by strokes; one query."""
    rows: dict[str, dict[int, list[Honouree]]] = {}
    found = Honouree.objects.shown().filter(year__in=wanted)
    for honouree in found.order_by("title_name", "year", "stroke_key", "pk")[:MOST_COMPARED]:
        by_year = rows.setdefault(honouree.title_name, {})
        by_year.setdefault(honouree.year, []).append(honouree)
    return [
        (title, [_cell(title, year, by_year.get(year, [])) for year in wanted])
        for title, by_year in rows.items()
    ]


def links_of(honouree: Honouree) -> Links:
    """What else of an honouree is public."""
    story = StoryPage.objects.published().filter(pk=honouree.story_id).first()
    person = honouree.person
    while person and person.merged_into_id:
        person = person.merged_into
    organisation = honouree.organisation
    return Links(
        story=story,
        person=person if person and person.live else None,
        organisation=organisation if organisation and organisation.live else None,
    )


def trail(*more: tuple[str, str]) -> list[dict[str, str]]:
    """From the section of honours down; ``more`` are titles with their addresses."""
    section = HonoursIndexPage.objects.live().public().order_by("path").first()
    above = [(section.title, section.url)] if section else []
    return [{"title": title, "url": url} for title, url in (*above, *more)]


def wall_crumb() -> tuple[str, str]:
    """The honour wall as a step of the trail."""
    return _g("Wall of honour"), reverse("honour_wall")


def _cell(title: str, year: int, honourees: list[Honouree]) -> Cell:
    params = QueryDict(mutable=True)
    params.update({"title": title, "year": str(year)})
    return Cell(
        honourees=honourees[:NAMES_A_CELL],
        more=max(0, len(honourees) - NAMES_A_CELL),
        url=f"{reverse('honour_wall')}?{params.urlencode()}",
    )
