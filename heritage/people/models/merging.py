"""The record of two records of one person having been made one."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.people.models.person import Person

UNDO_WITHIN = datetime.timedelta(days=30)
"""How long a merge may be taken back, and what it needs for that is kept."""


class MergeState(models.TextChoices):
    """What became of a merge."""

    DONE = "done", _("may be undone")
    UNDONE = "undone", _("undone")
    CLOSED = "closed", _("final")


MERGE_TRANSITIONS: dict[MergeState, set[MergeState]] = {
    MergeState.DONE: {MergeState.UNDONE, MergeState.CLOSED},
    MergeState.UNDONE: set(),
    MergeState.CLOSED: set(),
}


class PersonMergeQuerySet(models.QuerySet):
    """Queries in the words of the work."""

    def to_close(self, now: datetime.datetime):
        """Merges that may no longer be undone and still hold what was before."""
        return self.filter(state__in=[MergeState.DONE, MergeState.UNDONE], closed_at=None).filter(
            at__lt=now - UNDO_WITHIN
        )


class PersonMerge(models.Model):
    """Who made which two records one, when, and all that is needed to take it back.

    ``kept_before`` and ``merged_before`` hold both records as they were, live
    row and latest revision; ``moves`` every pointer that changed (model, key,
    field, from, to); ``added`` what the kept record got from the other. They
    are emptied when the merge is closed.
    """

    kept = models.ForeignKey(
        Person,
        verbose_name=_("kept record"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="merges_received",
    )
    merged = models.ForeignKey(
        Person,
        verbose_name=_("merged record"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="merges_into_others",
    )
    kept_name = models.CharField(max_length=60, editable=False)
    merged_name = models.CharField(max_length=60, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=MergeState, default=MergeState.DONE, editable=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("done at"), default=timezone.now, db_index=True)
    kept_before = models.JSONField(default=dict, editable=False)
    merged_before = models.JSONField(default=dict, editable=False)
    moves = models.JSONField(default=list, editable=False)
    added = models.JSONField(default=dict, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    left_standing = models.JSONField(default=list, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, db_index=True)

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of people")
        verbose_name_plural = _("merges of people")
        ordering = ["-at", "-pk"]
        permissions = [("merge_person", _("Can merge records of people"))]

    def __str__(self):
        return f"{self.merged_name} → {self.kept_name}"

    @property
    def undo_until(self) -> datetime.datetime:
        """The last moment at which it may be undone."""
        return self.at + UNDO_WITHIN

    @property
    def may_be_undone(self) -> bool:
        """Whether it still stands and the time has not run out."""
        return self.state == MergeState.DONE and timezone.now() <= self.undo_until
