"""Places by division code, and what lies below them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from heritage.people.enums import PlaceLevel
from heritage.people.models.records import free_slug, split_words
from heritage.people.models.trees import SEPARATOR, TreeQuerySet, TreeRecord
from search.text.names import plain_pinyin, reading

# Which levels may lie in which; a level may be left out (a city without counties).
_ABOVE = {
    PlaceLevel.PROVINCE: set(),
    PlaceLevel.CITY: {PlaceLevel.PROVINCE},
    PlaceLevel.COUNTY: {PlaceLevel.PROVINCE, PlaceLevel.CITY},
    PlaceLevel.TOWNSHIP: {PlaceLevel.CITY, PlaceLevel.COUNTY},
    PlaceLevel.VILLAGE: {PlaceLevel.COUNTY, PlaceLevel.TOWNSHIP},
    PlaceLevel.FOREIGN: {PlaceLevel.FOREIGN},
}


ABOVE = "parent__parent__parent__parent"
"""What to load with a place to name all it lies in, a village's province included."""


class Place(TreeRecord, index.Indexed, models.Model):
    """A province, city or county by its GB/T 2260 code, a township or village, a place abroad."""

    name = models.CharField(pgettext_lazy("of a record", "name"), max_length=60, db_index=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, blank=True)
    pinyin = models.CharField(_("pinyin"), max_length=120, blank=True)
    sort_pinyin = models.CharField(max_length=120, editable=False, default="", db_index=True)
    code = models.CharField(
        _("division code"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{6}$", _("A division code (GB/T 2260) has six digits."))],
    )
    level = models.CharField(
        _("level"), max_length=10, choices=PlaceLevel, default=PlaceLevel.COUNTY, db_index=True
    )
    former_names = models.CharField(
        _("former names"),
        max_length=200,
        blank=True,
        help_text=_("Names the sources use, such as a county renamed since. Separated by ；."),
    )

    objects = TreeQuerySet.as_manager()

    panels = [
        "name",
        FieldRowPanel(["level", "code"]),
        "parent",
        "former_names",
        FieldPanel("pinyin", help_text=_("Only where the automatic reading is wrong.")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("pinyin"),
        index.SearchField("former_names"),
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
        if not self.pinyin:
            self.pinyin = reading(self.name)
        self.sort_pinyin = plain_pinyin(self.pinyin)
        if not self.slug:
            self.slug = free_slug(type(self), self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("place", args=[self.slug])

    def clean(self):
        super().clean()
        if self.parent and PlaceLevel(self.parent.level) not in _ABOVE[PlaceLevel(self.level)]:
            raise ValidationError(
                {"parent": _("A place of this level cannot lie in one of that level.")}
            )
        if self.code and self.level in (PlaceLevel.TOWNSHIP, PlaceLevel.VILLAGE):
            raise ValidationError(
                {"code": _("Townships and villages have no six-digit code; leave it empty.")}
            )

    @property
    def url(self) -> str:
        """The path of the public page."""
        return self.get_absolute_url()

    @property
    def search_paths(self) -> tuple[str, ...]:
        """Itself and what it lies in as the search's tree has them, from the widest.

        ``四川省``, ``四川省/德阳市``, ``四川省/德阳市/中江县``.
        """
        names = [place.name.replace(SEPARATOR, "／") for place in self.line()]
        return tuple(SEPARATOR.join(names[:depth]) for depth in range(1, len(names) + 1))

    @property
    def search_path(self) -> str:
        """By which the search narrows to this place."""
        return self.search_paths[-1]

    @property
    def former_name_list(self) -> list[str]:
        """One former name an item."""
        return split_words(self.former_names)

    @property
    def full_name(self) -> str:
        """With what it lies in, from the widest: ``四川省中江县``."""
        return f"{self.parent.full_name}{self.name}" if self.parent else self.name
