"""Messages that wait are looked through again when the list of terms changes."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from cms.core import tasks
from heritage.memorials.enums import MessageState
from heritage.memorials.models import TributeMessage, TributeTerm
from heritage.memorials.tributes.terms import flags_of, known_terms

WORK = "tribute.flags"
BATCH = 500


@tasks.background(WORK, label=_("Look through waiting messages for the terms"))
def reflag(progress) -> None:
    """Find the terms anew in every message that nobody has decided on."""
    terms, done, last = known_terms(), 0, 0
    waiting = TributeMessage.objects.filter(
        state__in=(MessageState.WAITING, MessageState.REPORTED)
    ).order_by("pk")
    total = waiting.count()
    while batch := list(waiting.filter(pk__gt=last)[:BATCH]):
        changed = []
        for message in batch:
            flags = flags_of(message.name, message.text, terms)
            if flags != message.flags:
                message.flags = flags
                changed.append(message)
        TributeMessage.objects.bulk_update(changed, ["flags"])
        done, last = done + len(batch), batch[-1].pk
        progress(done, total)


@receiver(post_save, sender=TributeTerm)
@receiver(post_delete, sender=TributeTerm)
def _terms_changed(sender, **kwargs) -> None:
    tasks.enqueue_once(WORK)
