"""Places and organisations, as far as articles and stories name them."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from cms.core.slugs import pinyin_slug
from heritage.people.enums import OrganisationKind, PlaceLevel


class Place(index.Indexed, models.Model):
    """A province, city or county, or a place abroad."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, blank=True)
    pinyin = models.CharField(_("pinyin"), max_length=120, blank=True)
    code = models.CharField(
        _("division code"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{6}$", _("A division code (GB/T 2260) has six digits."))],
    )
    level = models.CharField(
        _("level"), max_length=10, choices=PlaceLevel, default=PlaceLevel.COUNTY
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )

    panels = [
        "name",
        FieldRowPanel(["level", "code"]),
        "parent",
        FieldPanel("pinyin", help_text=_("Only where the automatic reading is wrong.")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("pinyin"),
        index.FilterField("level"),
    ]

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["code", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~models.Q(code=""),
                name="one_place_a_division_code",
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(type(self), self.name)
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """With what it lies in, from the widest: ``四川省中江县``."""
        return f"{self.parent.full_name}{self.name}" if self.parent else self.name


class Organisation(index.Indexed, models.Model):
    """A bureau, station, school, paper: who did or reported something."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=OrganisationKind,
        default=OrganisationKind.BUREAU,
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.SET_NULL
    )

    panels = ["name", FieldRowPanel(["kind", "place"])]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self):
        return self.name


def free_slug(model: type[models.Model], name: str) -> str:
    """A pinyin slug that no other row of ``model`` has."""
    base = pinyin_slug(name, max_length=70) or model._meta.model_name
    slug, number = base, 1
    while model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
