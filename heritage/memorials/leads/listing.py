"""Names whose kin are sought, by native place; leads that wait for the custodian."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from heritage.memorials.enums import LeadState
from heritage.memorials.models import KinLead, LeadMessage, MemorialSitePage, RollEntry
from heritage.people.branching import Branch, grow
from heritage.people.enums import PlaceLevel
from heritage.people.models import Place
from heritage.people.models.trees import SEPARATOR

PER_PAGE = 40
# Down to the county; what lies below is counted there.
TREE_LEVELS = (PlaceLevel.PROVINCE, PlaceLevel.CITY, PlaceLevel.COUNTY, PlaceLevel.FOREIGN)


def sought():
    """Public names whose kin are sought."""
    return RollEntry.objects.published().filter(seeks_kin=True)


def sought_from(place: Place | None):
    """Those from a place or a part of it; all of them for None. Sorted by pinyin."""
    entries = sought()
    if place:
        entries = entries.filter(native_place__path__startswith=place.path)
    return entries.select_related("roll", "native_place").order_by("sort_pinyin", "pk")


def resting_places(entries: Iterable[RollEntry]) -> dict[int, str]:
    """Titles of the sites where ``entries`` rest, by key: those the public may open; one query."""
    keys = {entry.site_id for entry in entries if entry.site_id}
    public = MemorialSitePage.objects.published().filter(pk__in=keys)
    return dict(public.values_list("pk", "title")) if keys else {}


def tree() -> list[Branch]:
    """The tree of native places with how many are sought from each; two queries."""
    counts: dict[int, int] = {}
    rows = (
        sought()
        .exclude(native_place=None)
        .order_by()
        .values_list("native_place__path")
        .annotate(number=Count("pk"))
    )
    for path, number in rows:
        for pk in map(int, path.strip(SEPARATOR).split(SEPARATOR)):
            counts[pk] = counts.get(pk, 0) + number
    places = Place.objects.filter(pk__in=counts, level__in=TREE_LEVELS).order_by("code", "slug")
    return grow(places, counts)


def waiting() -> QuerySet[KinLead]:
    """Open leads that nobody has looked at, or whose last message is not answered; oldest first."""
    last = LeadMessage.objects.filter(lead=OuterRef("pk")).order_by("-sent_at", "-pk")
    return (
        KinLead.objects.open()
        .filter(purged_at=None)
        .annotate(answered=Subquery(last.values("from_office")[:1]))
        .filter(Q(state=LeadState.RECEIVED) | Q(answered=False))
        .select_related("entry")
        .order_by("submitted_at", "pk")
    )
