"""Timed text of a recording."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.storage import private_storage
from media.enums import Origin, TextState, TranscriptKind

from .recording import Recording

LANGUAGES = [
    ("zh-Hans", _("Chinese (simplified)")),
    ("zh-Hant", _("Chinese (traditional)")),
    ("en", _("English")),
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("ru", _("Russian")),
    ("bo", _("Tibetan")),
    ("ug", _("Uyghur")),
    ("mn", _("Mongolian")),
    ("ii", _("Yi")),
    ("za", _("Zhuang")),
]


class TranscriptQuerySet(models.QuerySet):
    def shown(self):
        """Those the public may read: approved, or drafts the archivist lets be read as such."""
        return self.filter(models.Q(state=TextState.APPROVED) | models.Q(shown_as_draft=True))


class Transcript(models.Model):
    """What is said in a recording, cue by cue.

    ``version`` goes up with every change of its cues: an editor who saves says
    which one was loaded. ``extras`` is what a format holds beside cues
    (header, regions, styles, notes, metadata), in the shape of
    :func:`media.carrying.extras_of`, so that it can be given back.
    """

    recording = models.ForeignKey(
        Recording, verbose_name=_("recording"), related_name="transcripts", on_delete=models.CASCADE
    )
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="zh-Hans")
    kind = models.CharField(
        _("kind"), max_length=12, choices=TranscriptKind, default=TranscriptKind.TRANSCRIPT
    )
    state = models.CharField(
        _("state"), max_length=10, choices=TextState, default=TextState.MACHINE, editable=False
    )
    shown_as_draft = models.BooleanField(
        _("shown as a draft"),
        default=False,
        help_text=_("The public reads it before it is approved, with the label 未校订."),
    )
    origin = models.CharField(
        _("how it was made"), max_length=10, choices=Origin, default=Origin.TYPED
    )
    origin_note = models.CharField(
        _("made with"),
        max_length=200,
        blank=True,
        help_text=_("Who typed it, or which program and model."),
    )
    source_file = models.FileField(
        _("imported file"),
        storage=private_storage,
        upload_to="transcripts/",
        blank=True,
        editable=False,
    )
    extras = models.JSONField(default=dict, blank=True, editable=False)
    faults = models.JSONField(default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = TranscriptQuerySet.as_manager()

    class Meta:
        verbose_name = _("transcript")
        verbose_name_plural = _("transcripts")
        ordering = ["recording", "kind", "language", "pk"]
        permissions = [("approve_transcript", _("Can approve transcripts"))]

    def __str__(self):
        return f"{self.recording}：{self.get_kind_display()}（{self.get_language_display()}）"

    @property
    def is_shown(self) -> bool:
        """Whether the public may read it, consent apart."""
        return self.state == TextState.APPROVED or self.shown_as_draft


class Cue(models.Model):
    """A run of speech; times are integer milliseconds from the start of the recording.

    ``text`` are the words, without marks. ``marked`` is the same as its format
    writes it, kept only where that differs (ruby, classes, several voices);
    whoever changes ``text`` empties it.
    """

    transcript = models.ForeignKey(Transcript, related_name="cues", on_delete=models.CASCADE)
    position = models.PositiveIntegerField()
    start_ms = models.PositiveIntegerField(_("start"))
    end_ms = models.PositiveIntegerField(_("end"))
    speaker = models.CharField(_("speaker"), max_length=80, blank=True)
    text = models.TextField(_("words"))
    marked = models.TextField(blank=True)
    identifier = models.CharField(max_length=200, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    estimated = models.BooleanField(_("time estimated"), default=False)

    class Meta:
        verbose_name = _("cue")
        verbose_name_plural = _("cues")
        ordering = ["transcript", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "position"], name="one_cue_at_a_position"
            ),
            models.CheckConstraint(
                condition=models.Q(end_ms__gte=models.F("start_ms")), name="cue_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["transcript", "start_ms"])]

    def __str__(self):
        return self.text[:60]
