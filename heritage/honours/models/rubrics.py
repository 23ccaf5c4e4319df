"""What judges score by: aspects, criteria and their weights."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from heritage.honours.enums import Aggregation, TieRule

from .campaigns import CampaignTitle, Stage


class Rubric(ClusterableModel):
    """A set of aspects and criteria (评分细则). ``frozen_at`` is when a round by it opened.

    ``digest`` is the SHA-256 of its frozen contents, 64 hex digits.
    """

    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        InlinePanel("aspects", heading=_("Aspects"), label=_("Aspect"), min_num=1),
    ]

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["-pk"]

    def __str__(self):
        return self.name


class RubricAspect(ClusterableModel, Orderable):
    """A group of criteria."""

    rubric = ParentalKey(Rubric, related_name="aspects", on_delete=models.CASCADE)
    name = models.CharField(_("aspect"), max_length=80)

    panels = [
        FieldPanel("name"),
        InlinePanel("criteria", heading=_("Criteria"), label=_("Criterion"), min_num=1),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("aspect")
        verbose_name_plural = _("aspects")

    def __str__(self):
        return self.name


class RubricCriterion(Orderable):
    """What is scored from 0 to ``most`` in steps of ``step``; its weight multiplies the score."""

    aspect = ParentalKey(RubricAspect, related_name="criteria", on_delete=models.CASCADE)
    name = models.CharField(_("criterion"), max_length=120)
    description = models.CharField(_("what is looked at"), max_length=400, blank=True)
    most = models.DecimalField(
        _("highest score"),
        max_digits=5,
        decimal_places=1,
        default=Decimal(10),
        validators=[MinValueValidator(Decimal("0.5"))],
    )
    step = models.DecimalField(
        _("in steps of"),
        max_digits=3,
        decimal_places=1,
        default=Decimal("0.5"),
        validators=[MinValueValidator(Decimal("0.1"))],
    )
    weight = models.DecimalField(
        _("weight"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01"))],
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldRowPanel(["most", "step", "weight"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.most is not None and self.step and self.most % self.step:
            raise ValidationError({"step": _("The highest score is no multiple of the step.")})


class ScoringRound(ClusterableModel):
    """How a round is scored and what its result is computed by.

    ``dropped`` is how many scores a trimmed mean leaves out at each end;
    ``tie_rules`` are :class:`~heritage.honours.enums.TieRule` values in the
    order they are applied. ``vote_weight`` is the share, 0 to 100 percent, of
    the public vote in the result.
    """

    stage = models.OneToOneField(Stage, related_name="round", on_delete=models.CASCADE)
    rubric = models.ForeignKey(
        Rubric, verbose_name=_("rubric"), on_delete=models.PROTECT, related_name="rounds"
    )
    titles = ParentalManyToManyField(
        CampaignTitle,
        verbose_name=_("only for these titles"),
        blank=True,
        related_name="+",
    )
    aggregation = models.CharField(
        _("result is the"), max_length=10, choices=Aggregation, default=Aggregation.MEAN
    )
    dropped = models.PositiveSmallIntegerField(_("left out at each end"), default=1)
    least_scores = models.PositiveSmallIntegerField(
        _("valid scores at least"), default=3, validators=[MinValueValidator(1)]
    )
    tie_rules = models.JSONField(_("when two stand equal"), default=list, blank=True)
    vote_weight = models.DecimalField(
        _("share of the public vote (%)"), max_digits=4, decimal_places=1, default=Decimal(0)
    )
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    reopened_until = models.DateTimeField(
        _("reopened until"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("scoring round")
        verbose_name_plural = _("scoring rounds")

    def __str__(self):
        return str(self.stage)

    def clean(self):
        super().clean()
        if any(rule not in TieRule.values for rule in self.tie_rules):
            raise ValidationError({"tie_rules": _("Choose from the list.")})
        if self.vote_weight is not None and not 0 <= self.vote_weight <= 100:
            raise ValidationError({"vote_weight": _("Between 0 and 100.")})

    def is_open(self, now=None) -> bool:
        """Whether scores may be given: while its stage is open, or it was reopened."""
        now = now or timezone.now()
        reopened = self.reopened_until is not None and now < self.reopened_until
        return self.stage.is_open(now) or reopened
