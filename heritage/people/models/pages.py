"""The index of people."""

from __future__ import annotations

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cms.core import listing
from cms.core.models import BasePage
from heritage.people.enums import Topic
from heritage.people.models.counting import place_counts
from heritage.people.models.honours import Honour
from heritage.people.models.naming import named
from heritage.people.models.organisations import Organisation
from heritage.people.models.person import Person
from heritage.people.models.places import Place
from heritage.people.models.roles import Role
from heritage.people.models.sections import open_sections, sections_for
from heritage.people.models.showing import showing
from heritage.people.models.teams import Team
from heritage.people.models.units import Battle, Conflict, Unit

MAX_NAME_QUERY = 60
PER_PAGE = 24
# A sitemap holds 50,000 addresses (sitemaps.org); the rest of them is for pages.
MOST_IN_SITEMAP = 40_000
_RECORDS = (Unit, Conflict, Battle, Honour, Organisation, Team)


class PersonIndexPage(BasePage):
    """Everybody with a published record; the people themselves stand at ``/people/``."""

    template = "heritage/people/person_index_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("Lists the people with a published record.")

    content_panels = [*BasePage.head_panels]

    class Meta:
        verbose_name = _("index of people")

    @property
    def has_content(self) -> bool:
        """Whether the door to this section leads anywhere."""
        return Person.objects.published().exists()

    def get_context(self, request, *args, **kwargs):
        name = request.GET.get("name", "").strip()[:MAX_NAME_QUERY]
        people = Person.objects.published().select_related("portrait")
        if name:
            people = people.filter(named(name))
        listed = listing.build(
            request,
            _with_province(people, listing.chosen_values(request.GET, "place")),
            facets=_facets(),
            orders=_orders(),
            per_page=PER_PAGE,
        )
        return {
            **super().get_context(request, *args, **kwargs),
            **listed.context(),
            "people": listed.page_obj,
            "name": name,
            "sections": sections_for(request, self, current="people"),
        }

    def get_sitemap_urls(self, request=None):
        """This page, the people and the other records, whose pages are not in the tree.

        Of very many people those published last; the rest are found from the lists.
        """
        entries = super().get_sitemap_urls(request)
        if request is None:
            return entries
        people = Person.objects.published().order_by(F("last_published_at").desc(nulls_last=True))
        found = list(people.only("slug", "last_published_at")[:MOST_IN_SITEMAP])
        for model in _RECORDS:
            found += model.objects.published().only("slug", "last_published_at")
        entries += [
            {
                "location": request.build_absolute_uri(record.url),
                "lastmod": record.last_published_at,
            }
            for record in found
        ]
        places = Place.objects.filter(pk__in=place_counts()).only("slug")
        unchanging = [*(section.url for section in open_sections()), *(p.url for p in places)]
        return entries + [{"location": request.build_absolute_uri(url)} for url in unchanging]


def _orders() -> dict[str, listing.Order]:
    shown_year = Case(When(showing(Topic.BIRTH), then=F("birth_year")))
    return {
        "strokes": listing.Order(label=_g("By strokes of the surname"), fields=("stroke_key",)),
        "name": listing.Order(label=_g("By pinyin"), fields=("sort_pinyin",)),
        "birth": listing.Order(
            label=_g("By year of birth"),
            fields=(shown_year.asc(nulls_last=True), "stroke_key"),
        ),
    }


def _facets() -> list[listing.Facet]:
    """What the index can be narrowed by; nothing that somebody living did not agree to."""
    return [
        listing.Facet(
            name="honour",
            title=_g("Honour"),
            value="awards__honour__slug",
            label="awards__honour__name",
            where=Q(awards__honour__live=True) & showing(Topic.HONOURS),
            choices=lambda: _published(Honour),
        ),
        listing.Facet(
            name="conflict",
            title=_g("War"),
            value="conflicts__conflict__slug",
            label="conflicts__conflict__name",
            where=Q(conflicts__conflict__live=True) & showing(Topic.CONFLICTS),
            choices=lambda: _published(Conflict),
        ),
        listing.Facet(
            name="unit",
            title=_g("Unit"),
            value="services__unit__slug",
            label="services__unit__name",
            where=Q(services__unit__live=True) & showing(Topic.SERVICE),
            choices=lambda: _published(Unit),
        ),
        listing.Facet(
            name="role",
            title=_g("Role"),
            value="roles__name",
            label="roles__name",
            where=showing(Topic.ROLES),
            choices=lambda: Role.objects.values_list("name", "name"),
        ),
        listing.Facet(
            name="place",
            title=_g("Native place"),
            value="province",
            label="province_name",
            where=showing(Topic.NATIVE_PLACE),
            choices=lambda: Place.objects.filter(parent=None).values_list("slug", "name"),
        ),
    ]


def _published(model) -> QuerySet:
    return model.objects.published().values_list("slug", "name")


def _with_province(people: QuerySet, chosen: tuple[str, ...]) -> QuerySet:
    """``people`` with slug and name of the province each comes from.

    A smaller place among ``chosen`` stands for those who come from there.
    """
    found = Place.objects.filter(Q(parent=None) | Q(slug__in=chosen)).order_by("-path")
    # The narrowest first: of the paths that begin alike, the longest.
    places = sorted(found.only("slug", "name", "path"), key=lambda place: -place.depth)
    if not places:
        nothing = Value(None, output_field=CharField())
        return people.annotate(province=nothing, province_name=nothing)
    within = [(Q(place__path__startswith=place.path), place) for place in places]
    return people.annotate(
        province=Case(*(When(branch, then=Value(place.slug)) for branch, place in within)),
        province_name=Case(*(When(branch, then=Value(place.name)) for branch, place in within)),
    )
