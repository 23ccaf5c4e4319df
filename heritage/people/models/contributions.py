"""What a branch hands up (投稿), and the answer it is given (采用反馈)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.images import get_image_model_string
from wagtail.models import Page

from heritage.people.contribution_enums import (
    CONTRIBUTION_TRANSITIONS,
    IN_HAND,
    ContributionKind,
    ContributionState,
)
from heritage.people.models.organisations import Organisation
from heritage.people.models.person import Person


class ContributionQuerySet(models.QuerySet):
    """Contributions in the words of those who write and decide."""

    def waiting(self):
        """Handed up and not yet decided, the longest wait first."""
        return self.filter(state=ContributionState.SUBMITTED).order_by("submitted_at", "pk")

    def handed_up(self):
        """Handed up at least once, whatever became of them."""
        return self.filter(submitted_at__isnull=False)


class Contribution(models.Model):
    """A text with its pictures that an organisation offers to the level above.

    It changes state only through :mod:`heritage.people.contributions.domain`.
    ``handed_to`` is the organisation that decides; None is the top, where
    editors of all records decide.
    """

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="contributions",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handed up by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="contributions",
    )
    author_name = models.CharField(
        _("correspondent"),
        max_length=60,
        help_text=_("As the credits of the published piece name the writer (通讯员)."),
    )
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(
        _("kind"), max_length=8, choices=ContributionKind, default=ContributionKind.NEWS
    )
    text = models.TextField(_("text"), help_text=_("An empty line begins a new paragraph."))
    people = models.ManyToManyField(
        Person, verbose_name=_("people"), blank=True, related_name="contributions"
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ContributionState,
        default=ContributionState.DRAFT,
        editable=False,
        db_index=True,
    )
    handed_to = models.ForeignKey(
        Organisation,
        verbose_name=_("handed up to"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="received_contributions",
    )
    submitted_at = models.DateTimeField(_("handed up on"), null=True, editable=False, db_index=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("published as"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-updated_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def is_in_hand(self) -> bool:
        """Whether its writer may still change it."""
        return self.state in IN_HAND

    def may_become(self, state: str) -> bool:
        """Whether the table of transitions leads from here to ``state``."""
        return state in CONTRIBUTION_TRANSITIONS[ContributionState(self.state)]

    @property
    def published_page(self) -> Page | None:
        """The page it became, once the public may read it."""
        page = self.page
        return page if page and page.live and not page.get_view_restrictions().exists() else None


class ContributionPicture(models.Model):
    """A picture handed up with a contribution."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="pictures"
    )
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("picture of a contribution")
        verbose_name_plural = _("pictures of contributions")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "image"], name="one_picture_once_a_contribution"
            )
        ]

    def __str__(self):
        return str(self.image)


class ContributionLog(models.Model):
    """One step of a contribution: who, when, from where to where, and what was said."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="log")
    at = models.DateTimeField(_("time"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    from_state = models.CharField(max_length=10, choices=ContributionState)
    to_state = models.CharField(max_length=10, choices=ContributionState)
    remark = models.TextField(pgettext_lazy("of a decision", "remark"), blank=True)

    class Meta:
        verbose_name = _("step of a contribution")
        verbose_name_plural = _("steps of contributions")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.contribution} → {self.get_to_state_display()}"
