"""A campaign: its titles, what each asks of a nominee, and its stages by the clock."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from heritage.honours.enums import (
    REPEATABLE,
    CampaignNature,
    DayUnit,
    NomineeKind,
    ResultKind,
    StageKind,
)
from heritage.people.models import Honour, Place

FIRST_YEAR, LAST_YEAR = 1949, 2200
DEEDS_LEAST, DEEDS_MOST = 500, 3000
LEAST_NOTICE_DAYS = 5


class Campaign(ClusterableModel):
    """One year's selection, from the call to the ceremony.

    ``place`` is the area it is held in: a nominee's place lies in it, and
    officers of regions below it recommend. What the public reads of it stands
    on its :class:`~.pages.CampaignPage`. ``blind`` hides the nominees' names
    from judges; nominators' names are hidden always.
    """

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        db_index=True,
    )
    nature = models.CharField(
        _("nature"), max_length=12, choices=CampaignNature, default=CampaignNature.SELECTION
    )
    document = models.CharField(
        _("approving document"),
        max_length=200,
        blank=True,
        help_text=_("Title and number; needed for a commendation."),
    )
    organisers = models.CharField(_("organisers"), max_length=300, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=pgettext_lazy("campaign", "area"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    phone = models.CharField(_("telephone of the office"), max_length=60, blank=True)
    supervision_phone = models.CharField(_("supervision telephone"), max_length=60, blank=True)
    supervision_address = models.CharField(_("supervision address"), max_length=200, blank=True)
    supervision_email = models.EmailField(_("supervision mailbox"), blank=True)
    blind = models.BooleanField(_("hide the nominees' names from judges"), default=False)
    notice_days = models.PositiveSmallIntegerField(
        _("length of public notices"),
        default=LEAST_NOTICE_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    notice_unit = models.CharField(
        _("counted in"), max_length=10, choices=DayUnit, default=DayUnit.WORKING
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days after which personal data are deleted"),
        default=180,
        validators=[MinValueValidator(30), MaxValueValidator(1095)],
        help_text=_("Counted from the day the campaign is closed."),
    )
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    cloned_from = models.ForeignKey(
        "self",
        verbose_name=_("made from"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    purged_at = models.DateTimeField(
        _("personal data deleted"), null=True, blank=True, editable=False
    )

    panels = [
        MultiFieldPanel(
            [
                "title",
                FieldRowPanel(["year", "slug"]),
                FieldRowPanel(["nature", "document"]),
                FieldRowPanel(["organisers", "place"]),
                "phone",
            ],
            heading=_("Campaign"),
        ),
        InlinePanel("titles", heading=_("Titles"), label=_("Title"), min_num=1),
        InlinePanel("stages", heading=_("Stages"), label=_("Stage"), min_num=1),
        MultiFieldPanel(
            [
                FieldRowPanel(["notice_days", "notice_unit"]),
                FieldRowPanel(["supervision_phone", "supervision_email"]),
                "supervision_address",
            ],
            heading=_("Public notices"),
        ),
        MultiFieldPanel(["blind", "keep_days"], heading=_("Judging and data")),
    ]

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-year", "title"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.nature == CampaignNature.COMMENDATION and not self.document.strip():
            raise ValidationError({"document": _("A commendation needs its approving document.")})


class CampaignTitle(ClusterableModel, Orderable):
    """A title that is given, such as 最美退役军人, and what is asked of a nominee for it.

    ``quota`` is how many may be chosen; with categories, theirs add up to it.
    ``deeds_least`` and ``deeds_most`` count characters.
    """

    campaign = ParentalKey(Campaign, related_name="titles", on_delete=models.CASCADE)
    name = models.CharField(_("title"), max_length=80)
    nominee_kind = models.CharField(
        _("nominated is"), max_length=14, choices=NomineeKind, default=NomineeKind.PERSON
    )
    result_kind = models.CharField(
        _("result"), max_length=8, choices=ResultKind, default=ResultKind.RANK
    )
    quota = models.PositiveSmallIntegerField(
        _("how many"), default=10, validators=[MinValueValidator(1)]
    )
    honour = models.ForeignKey(
        Honour,
        verbose_name=_("record of the honour"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Entered in the records of those who are chosen."),
    )
    call = models.TextField(_("call"), blank=True)
    conditions = models.TextField(_("who may be nominated"), blank=True)
    material = models.TextField(_("what is needed"), blank=True)
    deeds_least = models.PositiveSmallIntegerField(
        _("deeds: characters at least"), default=DEEDS_LEAST
    )
    deeds_most = models.PositiveSmallIntegerField(
        _("deeds: characters at most"),
        default=DEEDS_MOST,
        validators=[MaxValueValidator(10_000)],
    )
    max_files = models.PositiveSmallIntegerField(
        _("files at most"), default=10, validators=[MaxValueValidator(30)]
    )
    self_rubric = models.ForeignKey(
        "heritage.Rubric",
        verbose_name=_("self-assessment by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Nominees first score themselves by it."),
    )

    panels = [
        FieldRowPanel(["name", "nominee_kind"]),
        FieldRowPanel(["quota", "result_kind", "honour"]),
        "call",
        "conditions",
        "material",
        FieldRowPanel(["deeds_least", "deeds_most", "max_files"]),
        "self_rubric",
        InlinePanel("categories", heading=_("Categories"), label=_("Category")),
        InlinePanel("eligibility_items", heading=_("Eligibility"), label=_("Item")),
        InlinePanel("star_levels", heading=_("Star levels"), label=_("Star level")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("campaign", "title")
        verbose_name_plural = pgettext_lazy("campaign", "titles")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.deeds_least and self.deeds_most and self.deeds_least > self.deeds_most:
            raise ValidationError({"deeds_most": _("This is less than the least.")})


class TitleCategory(Orderable):
    """A category of a title with its own quota, such as 创业 or 基层."""

    title = ParentalKey(CampaignTitle, related_name="categories", on_delete=models.CASCADE)
    name = models.CharField(_("category"), max_length=60)
    quota = models.PositiveSmallIntegerField(_("how many"), validators=[MinValueValidator(1)])
    description = models.CharField(_("description"), max_length=300, blank=True)

    panels = [FieldRowPanel(["name", "quota"]), FieldPanel("description")]

    class Meta(Orderable.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.UniqueConstraint(fields=["title", "name"], name="one_category_a_name")
        ]

    def __str__(self):
        return self.name


class EligibilityItem(Orderable):
    """What the screening checks; ``is_negative`` items (负面清单) must not be met."""

    title = ParentalKey(CampaignTitle, related_name="eligibility_items", on_delete=models.CASCADE)
    category_name = models.CharField(
        _("only for the category"), max_length=60, blank=True, help_text=_("Empty: for all.")
    )
    text = models.CharField(_("item"), max_length=300)
    is_negative = models.BooleanField(_("on the negative list"), default=False)

    panels = [FieldPanel("text"), FieldRowPanel(["category_name", "is_negative"])]

    class Meta(Orderable.Meta):
        verbose_name = _("eligibility item")
        verbose_name_plural = _("eligibility items")

    def __str__(self):
        return self.text


class StarLevel(Orderable):
    """From which total a star level is given, inclusive."""

    title = ParentalKey(CampaignTitle, related_name="star_levels", on_delete=models.CASCADE)
    stars = models.PositiveSmallIntegerField(
        _("stars"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    least = models.DecimalField(
        _("from total"), max_digits=7, decimal_places=3, validators=[MinValueValidator(Decimal(0))]
    )

    panels = [FieldRowPanel(["stars", "least"])]

    class Meta(Orderable.Meta):
        verbose_name = _("star level")
        verbose_name_plural = _("star levels")
        constraints = [models.UniqueConstraint(fields=["title", "stars"], name="one_star_level")]

    def __str__(self):
        return str(self.stars)


class Stage(Orderable):
    """A stage of a campaign; open from ``starts_at`` until before ``ends_at``."""

    campaign = ParentalKey(Campaign, related_name="stages", on_delete=models.CASCADE)
    kind = models.CharField(_("stage"), max_length=10, choices=StageKind)
    label = models.CharField(
        _("called"), max_length=60, blank=True, help_text=_("Empty: the usual name.")
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    description = models.CharField(_("description"), max_length=300, blank=True)

    panels = [
        FieldRowPanel(["kind", "label"]),
        FieldRowPanel(["starts_at", "ends_at"]),
        FieldPanel("description"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="stage_has_a_length"
            ),
            models.UniqueConstraint(
                fields=["campaign", "kind"],
                condition=~models.Q(kind__in=sorted(REPEATABLE)),
                name="one_stage_a_kind",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        for field in ("starts_at", "ends_at"):
            moment = getattr(self, field)
            if moment and not FIRST_YEAR <= moment.year <= LAST_YEAR:
                raise ValidationError({field: _("This year cannot be right.")})
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it begins.")})

    @property
    def name(self) -> str:
        """What the stage is called."""
        return self.label or str(self.get_kind_display())

    @property
    def until(self) -> datetime.datetime:
        """Its end as a page says it: what ends at midnight is said to end with the day before."""
        end = timezone.localtime(self.ends_at)
        return end - datetime.timedelta(minutes=1) if end.time() == datetime.time.min else end

    def is_open(self, now: datetime.datetime | None = None) -> bool:
        """Whether it is open at ``now``, an aware time; the present one by default."""
        return self.starts_at <= (now or timezone.now()) < self.ends_at

    def has_begun(self, now: datetime.datetime | None = None) -> bool:
        return self.starts_at <= (now or timezone.now())

    def is_over(self, now: datetime.datetime | None = None) -> bool:
        return self.ends_at <= (now or timezone.now())


class StageExtension(models.Model):
    """That the end of a stage was moved, why and by whom; shown to the public."""

    stage = models.ForeignKey(Stage, related_name="extensions", on_delete=models.CASCADE)
    ended_at = models.DateTimeField(_("end before"))
    ends_at = models.DateTimeField(_("new end"))
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("extension of a stage")
        verbose_name_plural = _("extensions of stages")
        ordering = ["-at"]
        default_permissions = ()

    def __str__(self):
        return f"{self.stage} {self.ended_at:%Y-%m-%d} → {self.ends_at:%Y-%m-%d}"
