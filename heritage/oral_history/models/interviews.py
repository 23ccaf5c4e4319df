"""Interviews, their index and collections of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtailmedia.edit_handlers import MediaChooserPanel

from cms.core.fields import HistoricalDateField
from cms.core.models import BasePage
from heritage.oral_history.enums import CollectorPart, Standpoint
from heritage.people.blocks import StoryBodyBlock
from heritage.people.models import Battle, Conflict, Organisation, Person, Place, Unit
from heritage.people.models.person import SEARCH_PARTS
from heritage.people.models.places import ABOVE
from media.models import Recording


class InterviewQuerySet(PageQuerySet):
    def published(self):
        """Interviews whose page the public may open; what it may hear is for consent to say."""
        return self.live().public()


class InterviewNarrator(Orderable):
    """Who tells, and how they know it."""

    page = ParentalKey("heritage.InterviewPage", related_name="narrators", on_delete=models.CASCADE)
    person = models.ForeignKey(
        Person, verbose_name=_("person"), related_name="interviews", on_delete=models.CASCADE
    )
    standpoint = models.CharField(
        _("standpoint"), max_length=6, choices=Standpoint, default=Standpoint.LIVED
    )

    panels = [FieldRowPanel(["person", "standpoint"])]


class InterviewCollector(Orderable):
    """Who took part in making the recording (采集者)."""

    page = ParentalKey(
        "heritage.InterviewPage", related_name="collectors", on_delete=models.CASCADE
    )
    name = models.CharField(_("names"), max_length=80)
    part = models.CharField(
        _("part"), max_length=12, choices=CollectorPart, default=CollectorPart.INTERVIEWER
    )
    post = models.CharField(_("unit and post"), max_length=120, blank=True)

    panels = [FieldRowPanel(["name", "part", "post"])]


class InterviewRecording(Orderable):
    """A tape, a side or a file; in their order they make one time line."""

    page = ParentalKey(
        "heritage.InterviewPage", related_name="recording_links", on_delete=models.CASCADE
    )
    recording = models.ForeignKey(
        Recording,
        verbose_name=_("recording"),
        related_name="interview_links",
        on_delete=models.PROTECT,
    )
    label = models.CharField(
        _("label"), max_length=80, blank=True, help_text=_("Such as 第1盘A面. Shown over its part.")
    )

    panels = [MediaChooserPanel("recording"), FieldPanel("label")]


class InterviewStory(Orderable):
    """A page that goes with the interview: a story, an article, a site."""

    page = ParentalKey("heritage.InterviewPage", related_name="stories", on_delete=models.CASCADE)
    story = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), related_name="+", on_delete=models.CASCADE
    )

    panels = [FieldPanel("story")]


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
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        permissions = [("hear_as_school", _("Can hear what is open to schools"))]


class CollectionInterview(Orderable):
    """An interview in a collection, in the editor's order."""

    page = ParentalKey(
        "heritage.InterviewCollectionPage", related_name="interview_links", on_delete=models.CASCADE
    )
    interview = models.ForeignKey(
        InterviewPage,
        verbose_name=_("interview"),
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
