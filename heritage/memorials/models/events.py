"""Events of any programme, who signs up for them, and families' journeys to graves far away."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet

from cms.core.intake.fields import EncryptedTextField
from cms.core.intake.models import IntakeRecord
from cms.core.models import BasePage
from cms.core.presenting import presenter_of
from heritage.memorials.enums import (
    BOOKING_TRANSITIONS,
    BOOKING_WITHDRAWABLE,
    JOURNEY_TRANSITIONS,
    JOURNEY_WITHDRAWABLE,
    BookingState,
    EventKind,
    JourneyState,
    PartyKind,
)
from heritage.memorials.fields import check_year
from heritage.memorials.models.rolls import RollEntry
from heritage.memorials.models.sites import MemorialSitePage
from heritage.people.models import Organisation
from heritage.people.models.places import ABOVE
from search.engines.base import SearchDocument


class EventQuerySet(PageQuerySet):
    def published(self):
        """Events whose page the public may open."""
        return self.live().public()

    def to_come(self, now: datetime.datetime):
        """Events that have not ended at ``now``, the next first."""
        return self.filter(ends_at__gte=now).order_by("starts_at")

    def past(self, now: datetime.datetime):
        """Events that ended before ``now``, the latest first."""
        return self.filter(ends_at__lt=now).order_by("-starts_at")


class EventIndexPage(BasePage):
    """Events to come and past."""

    template = "heritage/memorials/event_index_page.html"
    schema_type = "CollectionPage"
    parent_page_types = ["home.HomePage", "home.SectionPage", "home.PracticePage"]
    subpage_types = ["heritage.EventPage"]
    page_description = _("Events: lists those to come and those past.")

    content_panels = [*BasePage.head_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("section of events")
        verbose_name_plural = _("sections of events")

    def events(self) -> EventQuerySet:
        """Live events below; public if this page itself is."""
        return self.as_open_as_this(EventPage.objects.live().descendant_of(self))

    @property
    def has_content(self) -> bool:
        """Whether the door to this section leads anywhere."""
        return self.events().exists()

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }


class EventPage(BasePage):
    """Something that takes place: a commemoration, an open day, a lecture, a visit.

    ``capacity`` counts people; empty is no limit. Once over, ``attended`` and the
    pictures are its record.
    """

    template = "heritage/memorials/event_page.html"
    search_kind = "event"
    search_related = (*BasePage.search_related, f"site__place__{ABOVE}", "organisation")
    schema_type = "Event"
    parent_page_types = ["heritage.EventIndexPage"]
    subpage_types = []
    page_description = _("An event, with sign-up and its record afterwards.")

    kind = models.CharField(_("kind"), max_length=12, choices=EventKind, default=EventKind.OTHER)
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"), db_index=True)
    site = models.ForeignKey(
        MemorialSitePage,
        verbose_name=_("memorial site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    venue = models.CharField(
        _("venue"),
        max_length=200,
        blank=True,
        help_text=_("Where it is not at a site, or where there."),
    )
    organiser = models.CharField(_("organiser"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("record of the organiser"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    audience = models.CharField(_("audience"), max_length=160, blank=True)
    capacity = models.PositiveIntegerField(_("capacity (people)"), null=True, blank=True)
    takes_bookings = models.BooleanField(_("the public may sign up"), default=False)
    booking_closes_at = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    cancelled = models.BooleanField(_("called off"), default=False)
    attended = models.PositiveIntegerField(_("people who came"), null=True, blank=True)
    record = models.TextField(_("record"), blank=True, help_text=_("Written afterwards."))

    objects = PageManager.from_queryset(EventQuerySet)()

    content_panels = [
        *BasePage.head_panels,
        MultiFieldPanel(
            [
                "kind",
                FieldRowPanel(["starts_at", "ends_at"]),
                FieldRowPanel(["site", "venue"]),
                FieldRowPanel(["organiser", "organisation"]),
                "audience",
                "cancelled",
            ],
            heading=_("When, where, who"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            ["takes_bookings", FieldRowPanel(["capacity", "booking_closes_at"])],
            heading=_("Sign-up"),
        ),
        MultiFieldPanel(["attended", "record"], heading=_("Record afterwards")),
        InlinePanel("pictures", heading=_("Pictures"), label=_("Picture")),
        *BasePage.credit_panels,
        *BasePage.gathering_panels,
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self):
        super().clean()
        for name in ("starts_at", "ends_at", "booking_closes_at"):
            if moment := getattr(self, name):
                check_year(moment, name)
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it begins.")})

    def search_document(self) -> SearchDocument | None:
        return presenter_of(self).document(self, super().search_document())

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }


class EventPicture(Orderable):
    """A picture of an event."""

    event = ParentalKey(EventPage, related_name="pictures", on_delete=models.CASCADE)
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        related_name="+",
        on_delete=models.CASCADE,
    )
    caption = models.CharField(_("caption"), max_length=160, blank=True)

    panels = [FieldPanel("image"), FieldPanel("caption")]


class Booking(IntakeRecord):
    """A family, school or group signs up for an event; an editor confirms."""

    kind = "booking"
    transitions = BOOKING_TRANSITIONS
    closed_states = frozenset(
        {
            BookingState.DECLINED,
            BookingState.CANCELLED,
            BookingState.ATTENDED,
            BookingState.WITHDRAWN,
        }
    )
    withdrawable = frozenset(BOOKING_WITHDRAWABLE)
    withdrawn_state = BookingState.WITHDRAWN
    keep_after_closing = datetime.timedelta(days=90)
    keep_unclosed = datetime.timedelta(days=365)

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=BookingState,
        default=BookingState.RECEIVED,
        editable=False,
        db_index=True,
    )
    event = models.ForeignKey(
        EventPage,
        verbose_name=_("event"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="bookings",
    )
    party = models.CharField(
        _("who comes"), max_length=10, choices=PartyKind, default=PartyKind.FAMILY
    )
    party_name = EncryptedTextField(_("name of the school or group"), max_length=120, blank=True)
    people = models.PositiveIntegerField(_("how many people"))
    needs = EncryptedTextField(_("what should be prepared"), max_length=500, blank=True)
    answer = EncryptedTextField(_("answer of the office"), max_length=1000, blank=True)

    class Meta(IntakeRecord.Meta):
        verbose_name = _("sign-up for an event")
        verbose_name_plural = _("sign-ups for events")


class GroupJourney(models.Model):
    """A journey that takes families to a grave far away (异地祭扫), and its record."""

    site = models.ForeignKey(
        MemorialSitePage,
        verbose_name=_("memorial site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="journeys",
    )
    destination = models.CharField(_("destination"), max_length=200)
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"))
    accompanied_by = models.CharField(_("accompanied by"), max_length=200, blank=True)
    organiser = models.CharField(_("organiser"), max_length=160, blank=True)
    travellers = models.PositiveIntegerField(_("travellers"), null=True, blank=True)
    record = models.TextField(_("record"), blank=True)
    event = models.ForeignKey(
        EventPage,
        verbose_name=_("page about it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="journeys",
    )

    class Meta:
        verbose_name = _("group journey")
        verbose_name_plural = _("group journeys")
        ordering = ["-since", "-pk"]

    def __str__(self):
        return f"{self.destination} {self.since}"

    def clean(self):
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The last day is before the first.")})


class JourneyRequest(IntakeRecord):
    """A family asks to be taken to the grave of somebody who fell far from home."""

    kind = "journey"
    transitions = JOURNEY_TRANSITIONS
    closed_states = frozenset({JourneyState.MADE, JourneyState.DECLINED, JourneyState.WITHDRAWN})
    withdrawable = frozenset(JOURNEY_WITHDRAWABLE)
    withdrawn_state = JourneyState.WITHDRAWN
    keep_after_closing = datetime.timedelta(days=180)
    keep_unclosed = datetime.timedelta(days=1095)

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=JourneyState,
        default=JourneyState.RECEIVED,
        editable=False,
        db_index=True,
    )
    entry = models.ForeignKey(
        RollEntry,
        verbose_name=_("name on a roll"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    site = models.ForeignKey(
        MemorialSitePage,
        verbose_name=_("memorial site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    journey = models.ForeignKey(
        GroupJourney,
        verbose_name=_("group journey"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="requests",
    )
    fallen = EncryptedTextField(_("whose grave"), max_length=120)
    relation = EncryptedTextField(_("how you are related"), max_length=120, blank=True)
    people = models.PositiveIntegerField(_("how many travel"), default=1)
    needs = EncryptedTextField(_("what we should know"), max_length=500, blank=True)
    answer = EncryptedTextField(_("answer of the office"), max_length=1000, blank=True)

    class Meta(IntakeRecord.Meta):
        verbose_name = _("request for a journey")
        verbose_name_plural = _("requests for journeys")
