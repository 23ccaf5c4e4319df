"""A recording: the original, kept unaltered, and what is made of it for the web."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia, MediaQuerySet

from cms.core.storage import private_storage
from media.enums import ProcessingState, Release, RenditionKind


def original_path(recording: Recording, filename: str) -> str:
    """Where an original lies: a folder of its own under a name nobody can guess."""
    suffix = PurePosixPath(filename).suffix.lower()[:12]
    return f"recordings/{secrets.token_hex(16)}/original{suffix}"


def rendition_path(rendition: Rendition, filename: str) -> str:
    """Where a rendition lies: beside no original, for it can be made again."""
    return f"renditions/{secrets.token_hex(16)}/{PurePosixPath(filename).name}"


class RecordingQuerySet(MediaQuerySet):
    def waiting(self):
        """Recordings that are not ready for the web yet."""
        return self.filter(processing__in=[ProcessingState.WAITING, ProcessingState.RUNNING])


class Recording(AbstractMedia):
    """An audio or video file. The original is never written to again.

    ``sha256`` and ``size`` (bytes) are of the original. ``duration_ms``,
    ``width``, ``height`` and the codecs are what the file itself says, not what
    was typed; ``duration`` (seconds) follows ``duration_ms``. ``mime`` is
    sniffed from the bytes.
    """

    file = models.FileField(_("file"), storage=private_storage, upload_to=original_path)
    original_name = models.CharField(_("file name"), max_length=255, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size"), default=0, editable=False)
    sha256 = models.CharField(
        _("checksum (SHA-256)"), max_length=64, blank=True, editable=False, db_index=True
    )
    mime = models.CharField(_("type of the file"), max_length=60, blank=True, editable=False)
    audio_codec = models.CharField(_("audio codec"), max_length=40, blank=True, editable=False)
    video_codec = models.CharField(_("video codec"), max_length=40, blank=True, editable=False)
    duration_ms = models.PositiveBigIntegerField(
        _("duration (milliseconds)"), default=0, editable=False
    )
    processing = models.CharField(
        _("processing"),
        max_length=10,
        choices=ProcessingState,
        default=ProcessingState.WAITING,
        editable=False,
        db_index=True,
    )
    processing_note = models.CharField(
        _("what is missing"), max_length=300, blank=True, editable=False
    )
    job = models.ForeignKey(
        "core.Job", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    release = models.CharField(
        _("played to the public"),
        max_length=10,
        choices=Release,
        default=Release.BY_INTERVIEW,
        help_text=_("A recording of an interview is played as its consent allows."),
    )
    made_by_machine = models.BooleanField(
        _("synthesised voice"),
        default=False,
        help_text=_("Nobody speaks here; the player carries the label 合成语音."),
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = RecordingQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "release",
        "made_by_machine",
        "credit",
        "source",
        "collection",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    @property
    def is_video(self) -> bool:
        """Whether there is something to see."""
        return self.type == "video"

    @property
    def url(self) -> str:
        """Where the archive's own people play it, for wagtailmedia's templates; no public address."""
        return reverse("recording_admin_stream", args=[self.pk])

    @property
    def sources(self) -> list[dict[str, str]]:
        """The same with its type, for wagtailmedia's comparisons of revisions."""
        return [{"src": self.url, "type": self.mime}]


class Rendition(models.Model):
    """A copy of an original for the web; of each kind one for each set of silenced ranges.

    ``silenced`` is the canonical form (:func:`media.ranges.canonical`) of the
    ranges of the original that cannot be heard or seen in it; "" for none.
    """

    recording = models.ForeignKey(Recording, related_name="renditions", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=10, choices=RenditionKind)
    silenced = models.TextField(_("silenced ranges"), blank=True)
    file = models.FileField(_("file"), storage=private_storage, upload_to=rendition_path)
    mime = models.CharField(_("type of the file"), max_length=60)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "kind", "mime", "silenced"], name="one_rendition_of_a_kind"
            )
        ]

    def __str__(self):
        return f"{self.recording} ({self.get_kind_display()})"
