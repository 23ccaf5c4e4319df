"""Honours, and who was given them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from cms.core.fields import HistoricalDateField
from heritage.people.enums import HonourKind
from heritage.people.models.records import Record, RecordQuerySet, require_one
from heritage.people.models.units import NAME_PANELS, TEXT_PANELS, Unit


class Honour(Record):
    """An honour that is given: a medal, a hero title, a class of merit, a model title."""

    url_name = "honour"
    template = "heritage/people/honour_page.html"

    kind = models.CharField(
        _("kind"), max_length=8, choices=HonourKind, default=HonourKind.OTHER, db_index=True
    )
    rank = models.PositiveSmallIntegerField(
        _("place in the order"),
        default=100,
        help_text=_("Within its kind; the highest honour has the smallest number."),
    )
    grade = models.CharField(
        _("class"), max_length=20, blank=True, help_text=_("Such as: first class.")
    )
    awarding_body = models.CharField(_("awarding body"), max_length=120, blank=True)
    founded = HistoricalDateField(_("founded"))
    ended = HistoricalDateField(_("ended"))
    is_military = models.BooleanField(
        _("military merit"),
        default=False,
        help_text=_("Merit bulletins (喜报) are made for these only."),
    )

    objects = RecordQuerySet.as_manager()

    panels = [
        *NAME_PANELS,
        MultiFieldPanel(
            [
                FieldRowPanel(["kind", "rank", "grade"]),
                "awarding_body",
                FieldRowPanel(["founded", "ended"]),
                "is_military",
            ],
            heading=_("Basic facts"),
        ),
        *TEXT_PANELS,
    ]
    search_fields = [*Record.search_fields, index.FilterField("kind")]

    class Meta:
        verbose_name = _("honour")
        verbose_name_plural = _("honours")
        ordering = ["kind", "rank", "sort_pinyin"]

    def get_absolute_url(self):
        return reverse(self.url_name, args=[self.slug])


class Award(Orderable):
    """An honour somebody or some body was given, as its document states it."""

    honour = models.ForeignKey(
        Honour,
        verbose_name=_("honour"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    as_written = models.CharField(
        _("as written"),
        max_length=160,
        blank=True,
        help_text=_("The words of the source. Left empty, the name of the honour."),
    )
    grade = models.CharField(_("class"), max_length=20, blank=True)
    awarded_on = HistoricalDateField(_("date"))
    awarding_body = models.CharField(_("awarding body"), max_length=120, blank=True)
    document = models.CharField(
        _("document"), max_length=160, blank=True, help_text=_("Title and number.")
    )

    panels = [
        FieldRowPanel(["honour", "as_written"]),
        FieldRowPanel(["grade", "awarded_on"]),
        FieldRowPanel(["awarding_body", "document"]),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        require_one(self, "honour", "as_written")

    @property
    def text(self) -> str:
        """What a reader is shown."""
        return self.as_written or (str(self.honour) if self.honour_id else "")


class UnitHonour(Award):
    """An honour of a unit or collective: 英雄连, 集体二等功."""

    unit = ParentalKey(Unit, related_name="awards", on_delete=models.CASCADE)

    class Meta(Award.Meta):
        verbose_name = _("honour of a unit")
        verbose_name_plural = _("honours of units")
