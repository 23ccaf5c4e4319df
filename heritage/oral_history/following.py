"""Words that change are followed by whatever was made of them.

Transcripts belong to recordings, which know no interviews; here the interviews
of a recording are found and their listeners told.
"""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.core import stamp
from heritage.oral_history.models import InterviewPage
from heritage.oral_history.signals import hearing_changed
from media.models import Transcript

_SHOWING = {"state", "shown_as_draft"}
"""Fields that decide whether a transcript is shown at all."""


@receiver(post_save, sender=Transcript)
def transcript_saved(instance, update_fields=None, raw=False, **kwargs):
    """Follow what the public reads now, or may have read until now; a draft is nobody's business."""
    if not raw and (instance.is_shown or _SHOWING & set(update_fields or ())):
        _tell(instance)


@receiver(post_delete, sender=Transcript)
def transcript_deleted(instance, **kwargs):
    _tell(instance)


def _tell(transcript: Transcript) -> None:
    pages = InterviewPage.objects.filter(recording_links__recording_id=transcript.recording_id)
    keys = list(pages.distinct().values_list("pk", flat=True))
    if keys:
        hearing_changed.send(sender=Transcript, interviews=keys)
        stamp.touch()
