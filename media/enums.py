"""States and choices of recordings and transcripts; importable from anywhere."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Release(models.TextChoices):
    """On whose word a recording is played to the public."""

    BY_INTERVIEW = "interview", _("as the interview it belongs to allows")
    OPEN = "open", _("to everybody, wherever it is shown")


class ProcessingState(models.TextChoices):
    """How far a recording is made ready for the web."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being made")
    READY = "ready", _("ready")
    AS_IT_IS = "as_it_is", _("played as it was uploaded")
    FAILED = "failed", _("failed")


PROCESSING_TRANSITIONS = {
    ProcessingState.WAITING: {
        ProcessingState.RUNNING,
        ProcessingState.AS_IT_IS,
        ProcessingState.FAILED,
    },
    ProcessingState.RUNNING: {
        ProcessingState.WAITING,
        ProcessingState.READY,
        ProcessingState.AS_IT_IS,
        ProcessingState.FAILED,
    },
    ProcessingState.READY: {ProcessingState.WAITING},
    ProcessingState.AS_IT_IS: {ProcessingState.WAITING},
    ProcessingState.FAILED: {ProcessingState.WAITING},
}


class RenditionKind(models.TextChoices):
    """What is made of an original for the web."""

    AUDIO = "audio", _("audio for the web")
    VIDEO = "video", _("video for the web")
    POSTER = "poster", _("still picture")
    PEAKS = "peaks", _("waveform")


class TranscriptKind(models.TextChoices):
    """What a run of timed text is for."""

    TRANSCRIPT = "transcript", _("transcript")
    CAPTIONS = "captions", _("captions")
    TRANSLATION = "translation", _("translation")


class TextState(models.TextChoices):
    """How far a transcript or an index is checked."""

    MACHINE = "machine", _("machine draft")
    CORRECTED = "corrected", pgettext_lazy("of a transcript", "corrected")
    APPROVED = "approved", _("approved")


TEXT_TRANSITIONS = {
    TextState.MACHINE: {TextState.CORRECTED},
    TextState.CORRECTED: {TextState.APPROVED, TextState.MACHINE},
    # An edit of what was approved takes the approval back.
    TextState.APPROVED: {TextState.CORRECTED},
}


class Origin(models.TextChoices):
    """How a transcript came to be."""

    TYPED = "typed", _("typed here")
    IMPORTED = "imported", _("imported from a file")
    MACHINE = "machine", _("made by a machine")


class FixityFaultKind(models.TextChoices):
    """What a check of the originals found wrong."""

    CHANGED = "changed", _("changed")
    MISSING = "missing", _("missing")
    UNREADABLE = "unreadable", _("cannot be read")
