"""A person: names, life, what is known and from where."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from pypinyin import Style, lazy_pinyin
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
)
from wagtail.search import index

from cms.core.dates import display_span
from cms.core.fields import PartialDateField
from cms.core.text import plain, shorten
from heritage.people.enums import LifeStatus, NameKind
from heritage.people.models.places import Place, free_slug
from heritage.people.surnames import COMPOUND_SURNAMES
from search.engines.base import SearchDocument


class PersonQuerySet(models.QuerySet):
    def published(self):
        """People whose record the public may read."""
        return self.filter(live=True)


class Person(
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """Somebody a story is about; public once the record is published."""

    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=60, db_index=True)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("The end of the address. Left empty, it is made from the name."),
    )
    pinyin = models.CharField(
        _("pinyin"),
        max_length=120,
        blank=True,
        help_text=_("With tone marks. Left empty, it is made from the name; check polyphones."),
    )
    birth = PartialDateField(
        _("date of birth"), help_text=_("As far as it is known: 1931, 1931-01 or 1931-01-08.")
    )
    death = PartialDateField(_("date of death"))
    life_status = models.CharField(
        _("life status"), max_length=10, choices=LifeStatus, default=LifeStatus.UNKNOWN
    )
    native_place = models.CharField(
        _("native place"),
        max_length=80,
        blank=True,
        help_text=_("As the sources write it."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("native place (division)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="natives",
    )
    units = models.TextField(_("units and posts"), blank=True, help_text=_("One per line."))
    honours = models.TextField(_("honours"), blank=True, help_text=_("One per line."))
    portrait = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    short_life = models.TextField(_("short life"), blank=True)
    is_sample = models.BooleanField(
        _("sample"),
        default=False,
        help_text=_("Made up for show; carries the label 示例."),
    )

    objects = PersonQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                "name",
                FieldRowPanel(["pinyin", "slug"]),
                InlinePanel("names", label=_("Other name")),
            ],
            heading=_("Names"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["birth", "death"]),
                "life_status",
                FieldRowPanel(["native_place", "place"]),
            ],
            heading=_("Life"),
        ),
        MultiFieldPanel([FieldRowPanel(["units", "honours"])], heading=_("Service record")),
        FieldPanel("short_life"),
        FieldPanel("portrait"),
        InlinePanel("sources", heading=_("Sources"), label=_("Source")),
        FieldPanel("is_sample"),
    ]
    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.AutocompleteField("pinyin"),
        index.SearchField("short_life"),
        index.RelatedFields("names", [index.SearchField("text"), index.AutocompleteField("text")]),
        index.FilterField("live"),
        index.FilterField("life_status"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["slug"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.birth and self.death and str(self.death) < str(self.birth):
            raise ValidationError({"death": _("The date of death is before the date of birth.")})
        if self.death and self.life_status == LifeStatus.LIVING:
            raise ValidationError(
                {"life_status": _("Somebody with a date of death is not living.")}
            )

    def full_clean(self, *args, **kwargs):
        self.fill_readings()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.fill_readings()
        super().save(*args, **kwargs)

    def fill_readings(self) -> None:
        """Pinyin and slug from the name, where the editor left them empty."""
        self.name, self.short_life = plain(self.name), plain(self.short_life)
        if self.name and not self.pinyin:
            self.pinyin = " ".join(lazy_pinyin(self.name, style=Style.TONE))
        if self.name and not self.slug:
            self.slug = free_slug(type(self), self.name)

    def get_absolute_url(self):
        return reverse("person", args=[self.slug])

    @property
    def url(self) -> str:
        """The path of the public page."""
        return self.get_absolute_url()

    @property
    def life_span(self) -> str:
        """``1931—1952``; a living person's year of birth alone."""
        if self.life_status == LifeStatus.LIVING:
            return str(self.birth.year) if self.birth else ""
        return display_span(self.birth, self.death)

    @property
    def surname(self) -> str:
        """The first character of the name, or the two of a compound surname."""
        return self.name[:2] if self.name[:2] in COMPOUND_SURNAMES else self.name[:1]

    @property
    def honour_list(self) -> list[str]:
        """One honour an item."""
        return _lines(self.honours)

    @property
    def unit_list(self) -> list[str]:
        """One unit or post an item."""
        return _lines(self.units)

    @cached_property
    def other_names(self) -> list[PersonName]:
        """Names besides the one the record stands under."""
        return list(self.names.all())

    def facts(self) -> list[tuple[str, str]]:
        """Label and value of what is known, in the order a reader asks."""
        ended = _g("Fell") if self.life_status == LifeStatus.FALLEN else _g("Died")
        rows = [
            (_g("Born"), self.birth.display() if self.birth else ""),
            (ended, self.death.display() if self.death else ""),
            (_g("Native place"), self.native_place),
            (_g("Units and posts"), "；".join(self.unit_list)),
            (_g("Honours"), "；".join(self.honour_list)),
        ]
        return [(label, value) for label, value in rows if value]

    def json_ld(self, request) -> dict:
        """This person in the words of schema.org."""
        data = {
            "@context": "https://schema.org",
            "@type": "Person",
            "name": self.name,
            "alternateName": [name.text for name in self.other_names],
            "description": shorten(self.short_life, 160),
            "birthDate": str(self.birth or ""),
            "deathDate": str(self.death or ""),
            "birthPlace": self.native_place,
            "award": self.honour_list,
            "url": request.build_absolute_uri(self.url),
        }
        return {key: value for key, value in data.items() if value}

    def search_document(self) -> SearchDocument | None:
        """What the public search knows of this person; only asked of published records."""
        others = [name.text for name in self.other_names]
        dates = tuple(str(date) for date in (self.birth, self.death) if date)
        places = [self.native_place] if self.native_place else []
        if self.place:
            places.append(self.place.full_name)
        return SearchDocument(
            key=f"person:{self.pk}",
            kind="person",
            title=self.name,
            url=self.get_absolute_url(),
            summary=f"{self.life_span} {self.native_place} {'、'.join(self.honour_list)}".strip(),
            body="\n".join([self.short_life, *self.unit_list, *self.honour_list]),
            people=(self.name, *others),
            places=tuple(dict.fromkeys(places)),
            aliases=tuple(others),
            pinyin=(self.pinyin,),
            dates=dates,
            sort_date=str(self.birth or ""),
            facets={
                "kind": ("person",),
                "person": (self.name,),
                "place": (self.place.name,) if self.place else (),
            },
        )

    def get_preview_template(self, request, mode_name):
        return "heritage/people/person_page.html"

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return {
            **context,
            "person": self,
            "facts": self.facts(),
            "sources": self.sources.all(),
        }


class PersonName(Orderable):
    """Another name of a person."""

    person = ParentalKey(Person, related_name="names", on_delete=models.CASCADE)
    text = models.CharField(pgettext_lazy("of a person", "name"), max_length=60, db_index=True)
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind, default=NameKind.FORMER)

    panels = [FieldRowPanel(["text", "kind"])]

    def __str__(self):
        return self.text


class PersonSource(Orderable):
    """Where what is said of a person can be read."""

    person = ParentalKey(Person, related_name="sources", on_delete=models.CASCADE)
    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    url = models.URLField(_("address"), blank=True)
    note = models.CharField(
        _("what it supports"),
        max_length=200,
        blank=True,
        help_text=_("Such as: date of birth."),
    )

    panels = ["title", FieldRowPanel(["publisher", "year"]), "url", "note"]

    def __str__(self):
        return self.title


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
