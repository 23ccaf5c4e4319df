"""Hero stories and their index."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet

from cms.core import listing
from cms.core.models import BasePage
from cms.core.ordering import day_of_issue, newest_first, oldest_first
from heritage.people.blocks import StoryBodyBlock
from heritage.people.models import Battle, Conflict, Honour, Person, Place, Unit
from heritage.people.models.facts import linked_names, live_names
from heritage.people.models.person import SEARCH_PARTS
from heritage.people.models.places import ABOVE
from heritage.people.models.told import event_years, person_units, person_years, spans, unit_names
from heritage.stories.models.imported import ImportedMixin


class StoryQuerySet(PageQuerySet):
    def published(self):
        """Stories the public may read."""
        return self.live().public()

    def newest_first(self):
        """By day of issue, the latest first."""
        return self.order_by(*newest_first(), "-pk")

    def for_cards(self):
        """With what a card shows, in as many queries for any number of cards."""
        return self.select_related("cover").prefetch_related(
            "cover__renditions", "people_links__person", "tagged_items__tag"
        )


class StoryPersonQuerySet(models.QuerySet):
    def public(self):
        """Links to stories the public may read, newest first."""
        stories = StoryPage.objects.published()
        return (
            self.filter(page__in=stories)
            .select_related("page", "page__cover")
            .prefetch_related(
                "page__cover__renditions", "page__people_links__person", "page__tagged_items__tag"
            )
            .order_by(*newest_first("page__"))
        )


class StoryPerson(Orderable):
    """Somebody a story is about."""

    page = ParentalKey("heritage.StoryPage", related_name="people_links", on_delete=models.CASCADE)
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        related_name="shown_on",
        on_delete=models.CASCADE,
    )

    objects = StoryPersonQuerySet.as_manager()
    panels = [FieldPanel("person")]


class StoryPlace(Orderable):
    """Where a story happened."""

    page = ParentalKey("heritage.StoryPage", related_name="place_links", on_delete=models.CASCADE)
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        related_name="shown_on",
        on_delete=models.CASCADE,
    )

    panels = [FieldPanel("place")]


class StoryIndexPage(BasePage):
    """Hero stories, narrowed by person, place and tag."""

    template = "heritage/stories/story_index_page.html"
    parent_page_types = ["home.HomePage", "home.SectionPage", "home.PracticePage"]
    subpage_types = ["heritage.StoryPage"]
    page_description = _("Lists hero stories and lets readers narrow them.")

    content_panels = [*BasePage.head_panels]

    class Meta:
        verbose_name = _("index of stories")

    def stories(self):
        """Live stories below this page; public if the page itself is."""
        return self.as_open_as_this(StoryPage.objects.live().descendant_of(self))

    @property
    def has_content(self) -> bool:
        """Whether the door to this section leads anywhere."""
        return self.stories().exists()

    @property
    def feed_url(self) -> str:
        """The Atom feed of the stories."""
        return reverse("story_feed")

    def get_context(self, request, *args, **kwargs):
        listed = listing.build(
            request,
            self.stories().for_cards(),
            facets=[
                listing.Facet(
                    name="person",
                    title=_g("Person"),
                    value="people_links__person__slug",
                    label="people_links__person__name",
                    where=Q(people_links__person__live=True),
                ),
                listing.Facet(
                    name="place",
                    title=_g("Place"),
                    value="place_links__place__slug",
                    label="place_links__place__name",
                ),
                listing.Facet(
                    name="tag",
                    title=_g("Theme"),
                    value="tagged_items__tag__name",
                    label="tagged_items__tag__name",
                ),
            ],
            orders={
                "newest": listing.Order(
                    label=_g("Newest first"),
                    fields=newest_first(),
                ),
                "oldest": listing.Order(label=_g("Oldest first"), fields=oldest_first()),
                "title": listing.Order(label=_g("By title (pinyin)"), fields=("slug",)),
            },
        )
        return {
            **super().get_context(request, *args, **kwargs),
            **listed.context(),
            "feed_url": self.feed_url,
        }


class StoryPage(ImportedMixin, BasePage):
    """The story of a person, a battle or a memorial."""

    template = "heritage/stories/story_page.html"
    search_kind = "story"
    search_related = (
        *BasePage.search_related,
        *(f"people_links__person__{part}" for part in SEARCH_PARTS),
        f"place_links__place__{ABOVE}",
        "conflicts",
        "battles__conflict",
        "units__parent__parent__parent__parent__parent",
        "honours",
    )
    schema_type = "Article"
    parent_page_types = ["heritage.StoryIndexPage"]
    subpage_types = []
    page_description = _("A hero story with the people and places it is about.")

    body = StreamField(StoryBodyBlock(), verbose_name=_("body"), blank=True)
    conflicts = ParentalManyToManyField(
        Conflict, verbose_name=_("wars"), blank=True, related_name="stories"
    )
    battles = ParentalManyToManyField(
        Battle, verbose_name=_("battles"), blank=True, related_name="stories"
    )
    units = ParentalManyToManyField(
        Unit, verbose_name=_("units"), blank=True, related_name="stories"
    )
    honours = ParentalManyToManyField(
        Honour, verbose_name=_("honours"), blank=True, related_name="stories"
    )

    objects = PageManager.from_queryset(StoryQuerySet)()

    content_panels = [
        *BasePage.head_panels,
        FieldPanel("body"),
        InlinePanel("people_links", heading=_("People"), label=_("Person")),
        InlinePanel("place_links", heading=_("Places"), label=_("Place")),
        MultiFieldPanel(
            ["conflicts", "battles", "units", "honours"],
            heading=_("Wars, units and honours"),
            help_text=_("What the records of its people say is gathered without it."),
            classname="collapsed",
        ),
        *BasePage.credit_panels,
        *BasePage.gathering_panels,
    ]

    class Meta:
        verbose_name = _("hero story")
        verbose_name_plural = _("hero stories")

    @cached_property
    def people(self) -> list[Person]:
        """Published people of this story, in the editor's order."""
        links = list(self.people_links.all())
        models.prefetch_related_objects(links, "person")
        return [link.person for link in links if link.person.live]

    @cached_property
    def places(self) -> list[Place]:
        """Places of this story, in the editor's order."""
        links = list(self.place_links.all())
        models.prefetch_related_objects(links, f"place__{ABOVE}")
        return [link.place for link in links]

    def people_shown(self) -> list[str]:
        return [person.name for person in self.people]

    def places_shown(self) -> list[str]:
        return [place.name for place in self.places]

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        named = [linked_names(person) for person in self.people]
        battles = [battle for battle in self.battles.all() if battle.live]
        direct = {
            "conflict": live_names([*self.conflicts.all(), *(b.conflict for b in battles)]),
            "honour": live_names(self.honours.all()),
            "unit": live_names(self.units.all()),
        }
        return {
            **super().search_facets(),
            "place": tuple(dict.fromkeys(p for place in self.places for p in place.search_paths)),
            **{
                name: tuple(dict.fromkeys([*own, *(n for of in named for n in of[name])]))
                for name, own in direct.items()
            },
        }

    def search_told(self) -> dict[str, tuple]:
        wars = [
            *(event_years(battle, battle.conflict) for battle in self.battles.all()),
            *(event_years(None, conflict) for conflict in self.conflicts.all()),
        ]
        units = [name for unit in self.units.all() if unit.live for name in unit_names(unit)]
        told = [person_years(person) for person in self.people]
        units += [name for person in self.people for name in person_units(person)]
        return {
            "periods": spans(years for of in (*wars, *told) for years in of),
            "units": tuple(dict.fromkeys(units)),
        }

    @property
    def qr_url(self) -> str:
        """The QR code of this page as a picture; empty before it is saved."""
        return reverse("page_qr", args=[self.pk]) if self.pk else ""

    @property
    def poster_url(self) -> str:
        """The share poster of this page as a picture; empty before it is saved."""
        return reverse("page_poster", args=[self.pk]) if self.pk else ""

    def neighbours(self) -> tuple[StoryPage | None, StoryPage | None]:
        """The next newer and the next older story of the same index."""
        # A page being previewed may be live in name, but has no place among them yet.
        if not (self.pk and self.live and self.first_published_at):
            return None, None
        siblings = self.as_open_as_this(StoryPage.objects.sibling_of(self).live())
        siblings = siblings.annotate(issued=day_of_issue())
        key = {"issued": self.display_date, "first_published_at": self.first_published_at}
        newer = siblings.filter(_beyond("gt", self.pk, **key)).order_by(*oldest_first(), "pk")
        older = siblings.filter(_beyond("lt", self.pk, **key)).order_by(*newest_first(), "-pk")
        return newer.first(), older.first()

    def similar(self, limit: int = 3) -> list[StoryPage]:
        """Stories that share most tags and people; for the end of the page."""
        tags = [item.tag_id for item in self.tagged_items.all()]
        people = [person.pk for person in self.people]
        shared_tags = Q(tagged_items__tag__in=tags)
        shared_people = Q(people_links__person__in=people)
        # Each counted apart: joined together, their rows would multiply.
        return list(
            StoryPage.objects.published()
            .exclude(pk=self.pk)
            .annotate(
                shared=models.Count("tagged_items__tag", filter=shared_tags, distinct=True)
                + models.Count("people_links__person", filter=shared_people, distinct=True)
            )
            .filter(shared__gt=0)
            .order_by("-shared", *newest_first())
            .for_cards()[:limit]
        )

    def get_context(self, request, *args, **kwargs):
        newer, older = self.neighbours()
        # What their records beside the story show.
        models.prefetch_related_objects(
            self.people, "portrait__renditions", "services__unit", "awards__honour"
        )
        return {
            **super().get_context(request, *args, **kwargs),
            "people": self.people,
            "places": self.places,
            "related": self.related() or self.similar(),
            "share_url": request.build_absolute_uri(self.get_url(request)),
            "next": newer,
            "previous": older,
        }


def _beyond(side: str, pk: int, **key) -> Q:
    """Rows after (``gt``) or before (``lt``) ``key`` and then ``pk``, compared in that order."""
    condition, equal = Q(), Q()
    for name, value in (*key.items(), ("pk", pk)):
        condition |= equal & Q(**{f"{name}__{side}": value})
        equal &= Q(**{name: value})
    return condition
