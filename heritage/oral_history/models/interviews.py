"""Interviews, their index and collections of them."""

from __future__ import annotations

from django.db import models
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet

from cms.core.fields import HistoricalDateField
from cms.core.models import BasePage
from cms.core.presenting import presenter_of
from heritage.oral_history.models.interview_parts import InterviewNarrator
from heritage.oral_history.times import clock
from heritage.people.blocks import StoryBodyBlock
from heritage.people.models import Battle, Conflict, Organisation, Place, Unit
from heritage.people.models.facts import linked_names, live_names
from heritage.people.models.person import SEARCH_PARTS
from heritage.people.models.places import ABOVE
from heritage.people.models.told import event_years, person_units, person_years, spans, unit_names
from search.engines.base import SearchDocument


class InterviewQuerySet(PageQuerySet):
    def published(self):
        """Interviews whose page the public may open; what it may hear is for consent to say."""
        return self.live().public()


class InterviewIndexPage(BasePage):
    """The oral-history archive: its interviews and collections."""

    template = "heritage/oral_history/interview_index_page.html"
    schema_type = "CollectionPage"
    parent_page_types = ["home.HomePage", "home.SectionPage", "home.PracticePage"]
    subpage_types = ["heritage.InterviewPage", "heritage.InterviewCollectionPage"]
    page_description = _("The oral-history archive: lists interviews and collections.")

    content_panels = [*BasePage.head_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("oral-history archive")
        verbose_name_plural = _("oral-history archives")

    def interviews(self) -> InterviewQuerySet:
        """Live interviews below; public if this page itself is."""
        return self.as_open_as_this(InterviewPage.objects.live().descendant_of(self))

    def collections(self) -> PageQuerySet:
        """Live collections below, in the order of the tree."""
        pages = InterviewCollectionPage.objects.live().child_of(self)
        return self.as_open_as_this(pages).select_related("cover")

    @property
    def has_content(self) -> bool:
        """Whether the door to this section leads anywhere."""
        return self.interviews().exists()

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }


class InterviewPage(RoutablePageMixin, BasePage):
    """An interview: its record as DA/T 59-2017 asks, recordings, transcripts and index.

    A page goes live only while an agreement is in force
    (:mod:`heritage.oral_history.access`).
    """

    template = "heritage/oral_history/interview_page.html"
    search_kind = "interview"
    search_related = (
        *BasePage.search_related,
        *(f"narrators__person__{part}" for part in SEARCH_PARTS),
        f"place__{ABOVE}",
        "conflicts",
        "battles__conflict",
        "units__parent__parent__parent__parent__parent",
        "recording_links__recording",
    )
    schema_type = "AudioObject"
    parent_page_types = ["heritage.InterviewIndexPage"]
    subpage_types = []
    page_description = _("An interview with its recordings, transcripts and index.")

    body = StreamField(StoryBodyBlock(), verbose_name=_("body"), blank=True)
    archival_number = models.CharField(
        _("archival number"), max_length=60, blank=True, db_index=True
    )
    recorded_on = HistoricalDateField(_("date of recording"))
    recorded_until = HistoricalDateField(
        _("last day of recording"), help_text=_("Only where it took more than one day.")
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place of recording"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    place_note = models.CharField(
        _("where exactly"), max_length=120, blank=True, help_text=_("Such as 市光荣院三楼.")
    )
    occasion = models.CharField(_("occasion"), max_length=200, blank=True)
    equipment = models.CharField(_("equipment"), max_length=300, blank=True)
    languages = models.CharField(_("languages"), max_length=80, blank=True, default="汉语")
    dialect = models.CharField(_("dialect"), max_length=60, blank=True)
    collecting_unit = models.ForeignKey(
        Organisation,
        verbose_name=_("collecting unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    plan = models.TextField(
        _("plan"), blank=True, help_text=_("For the archive: what the interview was to find out.")
    )
    outline = models.TextField(
        _("outline of questions"), blank=True, help_text=_("One question a line.")
    )
    rights = models.CharField(
        _("rights"), max_length=300, blank=True, help_text=_("Who holds them, as it is shown.")
    )
    heirs = models.TextField(
        _("heirs"), blank=True, help_text=_("For the archive only; never shown.")
    )
    conflicts = ParentalManyToManyField(
        Conflict, verbose_name=_("wars"), blank=True, related_name="interviews"
    )
    battles = ParentalManyToManyField(
        Battle, verbose_name=_("battles"), blank=True, related_name="interviews"
    )
    units = ParentalManyToManyField(
        Unit, verbose_name=_("units"), blank=True, related_name="interviews"
    )

    objects = PageManager.from_queryset(InterviewQuerySet)()

    content_panels = [
        *BasePage.head_panels,
        InlinePanel("narrators", heading=_("Narrators"), label=_("Narrator")),
        InlinePanel("recording_links", heading=_("Recordings"), label=_("Recording")),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                "archival_number",
                FieldRowPanel(["recorded_on", "recorded_until"]),
                FieldRowPanel(["place", "place_note"]),
                "occasion",
                "equipment",
                FieldRowPanel(["languages", "dialect"]),
                "collecting_unit",
            ],
            heading=_("Record of the recording"),
        ),
        InlinePanel("collectors", heading=_("Collectors"), label=_("Collector")),
        MultiFieldPanel(["plan", "outline"], heading=_("Plan"), classname="collapsed"),
        MultiFieldPanel(["rights", "heirs"], heading=_("Rights")),
        MultiFieldPanel(
            ["conflicts", "battles", "units"],
            heading=_("Wars and units"),
            help_text=_("What the records of the narrators say is gathered without it."),
            classname="collapsed",
        ),
        InlinePanel("stories", heading=_("Stories and sites"), label=_("Page"), max_num=12),
        *BasePage.credit_panels,
        *BasePage.gathering_panels,
    ]

    class Meta:
        verbose_name = pgettext_lazy("oral history", "interview")
        verbose_name_plural = _("interviews")
        permissions = [("hear_as_school", _("Can hear what is open to schools"))]

    @cached_property
    def live_narrators(self) -> list[InterviewNarrator]:
        """Who tells, as far as their records are published, in the editor's order."""
        links = list(self.narrators.all())
        models.prefetch_related_objects(links, "person")
        return [link for link in links if link.person.live]

    @property
    def duration_ms(self) -> int:
        """The length of all its recordings together."""
        return sum(link.recording.duration_ms for link in self.recording_links.all())

    @property
    def duration(self) -> str:
        """The whole length as it is read; empty where it is not known."""
        return clock(self.duration_ms) if self.duration_ms else ""

    @property
    def outline_questions(self) -> list[str]:
        """The questions that were asked."""
        return [line.strip() for line in self.outline.splitlines() if line.strip()]

    def people_shown(self) -> list[str]:
        return [link.person.name for link in self.live_narrators]

    def places_shown(self) -> list[str]:
        return [self.place.name] if self.place else []

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        named = [linked_names(link.person) for link in self.live_narrators]
        battles = [battle for battle in self.battles.all() if battle.live]
        direct = {
            "conflict": live_names([*self.conflicts.all(), *(b.conflict for b in battles)]),
            "honour": (),
            "unit": live_names(self.units.all()),
        }
        return {
            **super().search_facets(),
            "place": self.place.search_paths if self.place else (),
            **{
                name: tuple(dict.fromkeys([*own, *(n for of in named for n in of[name])]))
                for name, own in direct.items()
            },
        }

    def search_told(self) -> dict[str, tuple]:
        people = [link.person for link in self.live_narrators]
        wars = [
            *(event_years(battle, battle.conflict) for battle in self.battles.all()),
            *(event_years(None, conflict) for conflict in self.conflicts.all()),
        ]
        units = [name for unit in self.units.all() if unit.live for name in unit_names(unit)]
        units += [name for person in people for name in person_units(person)]
        told = [person_years(person) for person in people]
        return {
            "dates": self.recorded_on.partials() if self.recorded_on else (),
            "periods": spans(years for of in (*wars, *told) for years in of),
            "units": tuple(dict.fromkeys(units)),
        }

    def search_document(self) -> SearchDocument | None:
        return presenter_of(self).document(self, super().search_document())

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        # Who may hear it is asked anew each time; an agreement may end any moment.
        patch_cache_control(response, private=True, no_cache=True)
        return response

    @path("search/")
    def search_within(self, request):
        """Where something is said in this interview."""
        return presenter_of(self).search(self, request)

    def related_stories(self) -> list[Page]:
        """Stories and sites that go with it, then the pages named as related; public ones only."""
        wanted = [link.story_id for link in self.stories.all()]
        found = Page.objects.live().public().filter(pk__in=wanted).specific()
        by_id = {page.pk: page for page in found}
        return [*(by_id[pk] for pk in wanted if pk in by_id), *self.related()]


class CollectionInterview(Orderable):
    """An interview in a collection, in the editor's order."""

    page = ParentalKey(
        "heritage.InterviewCollectionPage", related_name="interview_links", on_delete=models.CASCADE
    )
    interview = models.ForeignKey(
        InterviewPage,
        verbose_name=pgettext_lazy("oral history", "interview"),
        related_name="collection_links",
        on_delete=models.CASCADE,
    )

    panels = [FieldPanel("interview")]


class InterviewCollectionPage(BasePage):
    """Interviews gathered for a campaign, with when and where their memories lie."""

    template = "heritage/oral_history/interview_collection_page.html"
    search_kind = "collection"
    schema_type = "Collection"
    parent_page_types = ["heritage.InterviewIndexPage"]
    subpage_types = []
    page_description = _("A collection of interviews, such as those of one campaign.")

    content_panels = [
        *BasePage.head_panels,
        FieldPanel("body"),
        InlinePanel("interview_links", heading=_("Interviews"), label=_("Interview")),
        *BasePage.credit_panels,
        *BasePage.gathering_panels,
    ]

    class Meta:
        verbose_name = _("collection of interviews")
        verbose_name_plural = _("collections of interviews")

    def interviews(self) -> InterviewQuerySet:
        """Live public interviews of the collection, in the editor's order."""
        return (
            InterviewPage.objects.published()
            .filter(collection_links__page=self)
            .order_by("collection_links__sort_order", "pk")
        )

    def search_document(self) -> SearchDocument | None:
        return presenter_of(self).document(self, super().search_document())

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response
