"""Changed facts, and the places that still carry the old value."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RippleState(models.TextChoices):
    """What became of a place that carried an old value."""

    OPEN = "open", _("still carries it")
    CORRECTED = "corrected", _("corrected")
    LEFT = "left", _("left as it is")


RIPPLE_TRANSITIONS: dict[RippleState, set[RippleState]] = {
    RippleState.OPEN: {RippleState.CORRECTED, RippleState.LEFT},
    RippleState.CORRECTED: {RippleState.OPEN},
    RippleState.LEFT: {RippleState.OPEN, RippleState.CORRECTED},
}


class FactChangeQuerySet(models.QuerySet):
    """Queries in the words of the work."""

    def with_counts(self):
        """With ``open_places`` and ``all_places``, in one query."""
        is_open = models.Q(items__state=RippleState.OPEN)
        return self.annotate(
            open_places=models.Count("items", filter=is_open),
            all_places=models.Count("items"),
        )


class FactChange(models.Model):
    """A published record said one thing and now says another.

    ``old`` and ``new`` are as a reader is shown them, ``old_value`` is the
    stored form (an EDTF date, say) from which the ways to write it are made.
    ``searched_at`` is None until every carrier was looked through.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    record_name = models.CharField(_("record"), max_length=120)
    topic = models.CharField(_("statement"), max_length=20)
    label = models.CharField(_("what changed"), max_length=60)
    kind = models.CharField(max_length=8, editable=False)
    old = models.CharField(_("old value"), max_length=300)
    new = models.CharField(_("new value"), max_length=300, blank=True)
    old_value = models.CharField(max_length=300, editable=False)
    new_value = models.CharField(max_length=300, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("changed at"), default=timezone.now, db_index=True)
    searched_at = models.DateTimeField(_("searched at"), null=True, editable=False)
    announced = models.BooleanField(default=False, editable=False)

    objects = FactChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("changed fact")
        verbose_name_plural = _("changed facts")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return f"{self.record_name}：{self.old} → {self.new}"


class RippleItem(models.Model):
    """One place that carries, or carried, the old value of a changed fact.

    ``path`` locates the text within its object (``body.3.value.caption``) and
    ``block`` is the id of the block an editor can be led to. The excerpt is
    kept in three pieces, the old value in the middle.
    """

    change = models.ForeignKey(FactChange, on_delete=models.CASCADE, related_name="items")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    carrier = GenericForeignKey("content_type", "object_id")
    title = models.CharField(_("carried by"), max_length=255)
    is_draft = models.BooleanField(_("only in the draft"), default=False)
    path = models.CharField(max_length=200, editable=False)
    block = models.CharField(max_length=40, blank=True, editable=False)
    label = models.CharField(_("where in it"), max_length=120)
    before = models.CharField(max_length=120, blank=True, editable=False)
    found = models.CharField(_("old value as written"), max_length=300)
    after = models.CharField(max_length=120, blank=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RippleState,
        default=RippleState.OPEN,
        editable=False,
        db_index=True,
    )
    reason = models.CharField(_("why it is left"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("settled at"), null=True)

    class Meta:
        verbose_name = _("place that carries an old value")
        verbose_name_plural = _("places that carry an old value")
        ordering = ["title", "object_id", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "content_type", "object_id", "path"],
                name="one_place_once_a_changed_fact",
            )
        ]

    def __str__(self):
        return f"{self.title}：{self.label}"
