"""Military units, wars and battles."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from cms.core.fields import HistoricalDateField
from heritage.people.enums import UnitKind
from heritage.people.models.places import Place
from heritage.people.models.records import Record, RecordQuerySet
from heritage.people.models.trees import TreeQuerySet, TreeRecord

NAME_PANELS = [
    MultiFieldPanel(
        [
            "name",
            FieldRowPanel(["pinyin", "slug"]),
            FieldRowPanel(
                [
                    FieldPanel("other_names", heading=pgettext_lazy("of a record", "other names")),
                    "aliases",
                ]
            ),
        ],
        heading=pgettext_lazy("of a record", "Names"),
    )
]
TEXT_PANELS = [FieldPanel("summary"), FieldPanel("source")]


class UnitQuerySet(RecordQuerySet, TreeQuerySet):
    """Units along the tree and by state."""


class Unit(TreeRecord, Record):
    """An army, formation or unit, under the designation it had in history."""

    url_name = "unit"
    template = "heritage/people/unit_page.html"
    schema_type = "Organization"

    kind = models.CharField(_("kind"), max_length=12, choices=UnitKind, default=UnitKind.UNIT)
    formed = HistoricalDateField(_("formed"))
    dissolved = HistoricalDateField(_("ended"))
    continued_as = models.ForeignKey(
        "self",
        verbose_name=_("continued as"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="units",
    )

    objects = UnitQuerySet.as_manager()

    panels = [
        *NAME_PANELS,
        MultiFieldPanel(
            ["kind", "parent", FieldRowPanel(["formed", "dissolved"]), "continued_as", "place"],
            heading=_("Basic facts"),
        ),
        InlinePanel("awards", heading=_("Honours"), label=_("Honour")),
        *TEXT_PANELS,
    ]
    search_fields = [*Record.search_fields, index.FilterField("kind")]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_pinyin"]

    def get_absolute_url(self):
        return reverse(self.url_name, args=[self.slug])


class Conflict(Record):
    """A war or campaign of history, with its years."""

    url_name = "conflict"
    template = "heritage/people/conflict_page.html"
    schema_type = "Event"

    began = HistoricalDateField(_("began"))
    ended = HistoricalDateField(_("ended"))

    objects = RecordQuerySet.as_manager()

    panels = [
        *NAME_PANELS,
        FieldRowPanel(["began", "ended"]),
        *TEXT_PANELS,
    ]

    class Meta:
        verbose_name = _("war")
        verbose_name_plural = _("wars")
        ordering = ["began", "sort_pinyin"]

    def get_absolute_url(self):
        return reverse(self.url_name, args=[self.slug])


class Battle(Record):
    """A battle, with when and where it was fought."""

    url_name = "battle"
    template = "heritage/people/battle_page.html"
    schema_type = "Event"

    conflict = models.ForeignKey(
        Conflict,
        verbose_name=_("war"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="battles",
    )
    began = HistoricalDateField(_("began"))
    ended = HistoricalDateField(_("ended"))
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="battles",
    )
    place_text = models.CharField(
        _("place as written"), max_length=120, blank=True, help_text=_("As the sources write it.")
    )
    units = ParentalManyToManyField(
        Unit, verbose_name=_("units"), blank=True, related_name="battles"
    )

    objects = RecordQuerySet.as_manager()

    panels = [
        *NAME_PANELS,
        MultiFieldPanel(
            [
                "conflict",
                FieldRowPanel(["began", "ended"]),
                FieldRowPanel(["place_text", "place"]),
                "units",
            ],
            heading=_("Basic facts"),
        ),
        *TEXT_PANELS,
    ]

    class Meta:
        verbose_name = _("battle")
        verbose_name_plural = _("battles")
        ordering = ["began", "sort_pinyin"]

    def get_absolute_url(self):
        return reverse(self.url_name, args=[self.slug])
