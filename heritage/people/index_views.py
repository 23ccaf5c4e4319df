"""The indexes of units, wars, honours, places, organisations and teams."""

from __future__ import annotations

from itertools import groupby

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When
from django.shortcuts import render
from django.utils.translation import gettext as _g
from django.views.decorators.http import require_safe

from cms.core import listing
from cms.core.stamp import kept
from heritage.people.branching import grow
from heritage.people.enums import (
    HonourKind,
    OrganisationKind,
    OrganisationLevel,
    PlaceLevel,
    TeamKind,
    Topic,
    UnitKind,
)
from heritage.people.models import (
    Battle,
    Conflict,
    Honour,
    Organisation,
    PersonHonour,
    PersonIndexPage,
    Place,
    Team,
    Unit,
)
from heritage.people.models.counting import place_counts
from heritage.people.models.sections import section, sections_for
from heritage.people.models.showing import showing

PER_PAGE = 40
# A longer tree would be no page to read; its lower branches are on the pages above them.
MOST_IN_TREE = 600
# Down to the county; what lies below is on the county's page.
_TREE_LEVELS = (PlaceLevel.PROVINCE, PlaceLevel.CITY, PlaceLevel.COUNTY, PlaceLevel.FOREIGN)


@require_safe
def units(request):
    """Units, narrowed by kind and battle."""
    listed = listing.build(
        request,
        Unit.objects.published().select_related("parent"),
        facets=[
            _choice_facet("kind", _g("Kind")),
            listing.Facet(
                name="battle",
                title=_g("Battle"),
                value="battles__slug",
                label="battles__name",
                where=Q(battles__live=True),
            ),
        ],
        orders={
            "name": listing.Order(label=_g("By pinyin"), fields=("sort_pinyin",)),
            "formed": listing.Order(label=_g("By time of forming"), fields=("formed",)),
        },
        per_page=PER_PAGE,
    )
    return _index(request, "units", **_in_words(listed, kind=UnitKind))


@require_safe
def conflicts(request):
    """Wars in the order of time, each with its battles."""
    battles = Battle.objects.published().order_by("began", "sort_pinyin")
    wars = (
        Conflict.objects.published()
        .order_by("began", "sort_pinyin")
        .prefetch_related(Prefetch("battles", queryset=battles, to_attr="shown_battles"))
    )
    others = battles.filter(Q(conflict=None) | Q(conflict__live=False))
    return _index(request, "wars", wars=wars, other_battles=others)


@require_safe
def honours(request):
    """Honours by kind and in their order, with how many people hold each."""
    found = Honour.objects.published().order_by("rank", "sort_pinyin")
    holders = kept("records:holders", _holders)
    ranked = sorted(found, key=lambda honour: HonourKind.values.index(honour.kind))
    groups = [
        (HonourKind(kind).label, [(honour, holders.get(honour.pk, 0)) for honour in group])
        for kind, group in groupby(ranked, key=lambda honour: honour.kind)
    ]
    return _index(request, "honours", groups=groups)


@require_safe
def places(request):
    """Provinces, cities and counties that have something, with how much."""
    counts = place_counts()
    abroad = Case(When(level=PlaceLevel.FOREIGN, then=1), default=0)
    found = Place.objects.filter(pk__in=counts, level__in=_TREE_LEVELS)
    found = found.order_by(abroad, "code", "slug")
    return _index(request, "places", branches=grow(found, counts))


@require_safe
def organisations(request):
    """The tree of organisations; narrowed, a list."""
    found = Organisation.objects.published()
    listed = listing.build(
        request,
        found.select_related("parent", "place"),
        facets=[
            _choice_facet("kind", _g("Kind")),
            _choice_facet("level", _g("Level")),
            _place_facet(),
        ],
        orders={"name": listing.Order(label=_g("By pinyin"), fields=("sort_pinyin",))},
        per_page=PER_PAGE,
    )
    context = _in_words(listed, kind=OrganisationKind, level=OrganisationLevel)
    branches = [] if context["active_filters"] else grow(_upper(found))
    return _index(request, "organisations", branches=branches, **context)


@require_safe
def teams(request):
    """Teams, narrowed by kind, place and organisation."""
    listed = listing.build(
        request,
        Team.objects.published().select_related("organisation", "place"),
        facets=[
            _choice_facet("kind", _g("Kind")),
            listing.Facet(
                name="organisation",
                title=_g("Organisation"),
                value="organisation__slug",
                label="organisation__name",
                where=Q(organisation__live=True),
            ),
            _place_facet(),
        ],
        orders={"name": listing.Order(label=_g("By pinyin"), fields=("sort_pinyin",))},
        per_page=PER_PAGE,
    )
    return _index(request, "teams", **_in_words(listed, kind=TeamKind))


def _choice_facet(column: str, title: str) -> listing.Facet:
    return listing.Facet(
        name=column, title=title, value=column, label=column, where=~Q(**{column: ""})
    )


def _place_facet() -> listing.Facet:
    return listing.Facet(name="place", title=_g("Place"), value="place__slug", label="place__name")


def _in_words(listed: listing.Listing, **choices) -> dict:
    """The listing for a template, the values of ``choices`` in words."""
    words = {name: dict(enum.choices) for name, enum in choices.items()}
    return listed.with_labels(words).context()


def _holders() -> dict[int, int]:
    shown = showing(Topic.HONOURS, person="person__")
    rows = PersonHonour.objects.filter(shown, person__live=True, honour__live=True)
    counted = rows.order_by().values_list("honour").annotate(n=Count("person", distinct=True))
    return dict(counted)


def _upper(found: QuerySet) -> list[Organisation]:
    ordered = found.order_by("sort_pinyin")
    if found.count() <= MOST_IN_TREE:
        return list(ordered)
    return list(ordered.filter(Q(parent=None) | Q(parent__parent=None))[:MOST_IN_TREE])


def _index(request, current: str, **context):
    index = PersonIndexPage.objects.live().first()
    context |= {
        "section": section(current),
        "index": index,
        "sections": sections_for(request, index, current=current),
    }
    return render(request, f"heritage/people/{current}_index.html", context)
