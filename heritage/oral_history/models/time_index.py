"""The time-coded index of a recording: what is spoken of, from when to when."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from heritage.people.models import Person, Place
from media.enums import TEXT_TRANSITIONS, Origin, TextState
from media.models import Recording
from media.models.transcript import LANGUAGES

__all__ = ["TEXT_TRANSITIONS", "Segment", "TimeIndex"]


class TimeIndexQuerySet(models.QuerySet):
    def shown(self):
        """Those the public may read."""
        return self.filter(state=TextState.APPROVED)


class TimeIndex(models.Model):
    """The segments of one recording in one language; ``version`` as in a transcript."""

    recording = models.ForeignKey(
        Recording,
        verbose_name=_("recording"),
        related_name="time_indexes",
        on_delete=models.CASCADE,
    )
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="zh-Hans")
    state = models.CharField(
        _("state"), max_length=10, choices=TextState, default=TextState.CORRECTED, editable=False
    )
    origin = models.CharField(
        _("how it was made"), max_length=10, choices=Origin, default=Origin.TYPED
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = TimeIndexQuerySet.as_manager()

    class Meta:
        verbose_name = _("time-coded index")
        verbose_name_plural = _("time-coded indexes")
        ordering = ["recording", "language", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "language"], name="one_index_a_language")
        ]

    def __str__(self):
        return f"{self.recording}（{self.get_language_display()}）"


class Segment(models.Model):
    """A stretch of a recording about one thing, as OHMS 6.0 has it (``point``).

    Times are integer milliseconds from the start of the recording; without
    ``end_ms`` it lasts to the next one. ``keywords`` and ``subjects`` are one a
    line. What ends in ``_alt`` is the same in the language of the translation.
    ``links`` are objects with ``url``, ``text`` and ``text_alt``; ``points`` are
    map points beyond the first, as :class:`media.formats.document.GpsPoint`.
    """

    index = models.ForeignKey(TimeIndex, related_name="segments", on_delete=models.CASCADE)
    position = models.PositiveIntegerField()
    start_ms = models.PositiveIntegerField(_("start"))
    end_ms = models.PositiveIntegerField(_("end"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    title_alt = models.CharField(max_length=300, blank=True)
    synopsis = models.TextField(_("synopsis"), blank=True)
    synopsis_alt = models.TextField(blank=True)
    partial_transcript = models.TextField(_("first words"), blank=True)
    partial_transcript_alt = models.TextField(blank=True)
    keywords = models.TextField(_("keywords"), blank=True, help_text=_("One a line."))
    keywords_alt = models.TextField(blank=True)
    subjects = models.TextField(_("subjects"), blank=True, help_text=_("One a line."))
    subjects_alt = models.TextField(blank=True)
    told_of = models.CharField(
        _("time told of"),
        max_length=80,
        blank=True,
        help_text=_("When it happened: 1950年10月, 1950年至1953年."),
    )
    people = models.ManyToManyField(
        Person, verbose_name=_("people"), blank=True, related_name="told_of_in"
    )
    places = models.ManyToManyField(
        Place, verbose_name=_("places"), blank=True, related_name="told_of_in"
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    map_zoom = models.PositiveSmallIntegerField(null=True, blank=True)
    map_note = models.CharField(_("what is there"), max_length=300, blank=True)
    map_note_alt = models.CharField(max_length=300, blank=True)
    points = models.JSONField(default=list, blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ["index", "position"]
        constraints = [
            models.UniqueConstraint(fields=["index", "position"], name="one_segment_at_a_position")
        ]
        indexes = [models.Index(fields=["index", "start_ms"])]

    def __str__(self):
        return self.title
