"""A person: names, life, what is known and from where."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.images import get_image_model_string
from wagtail.search import index

from cms.core.dates import HistoricalDate, display_span
from cms.core.fields import HistoricalDateField
from cms.core.text import plain, shorten
from heritage.people.enums import (
    ETHNICITIES,
    Gender,
    LifeStatus,
    MartyrDecision,
    Topic,
)
from heritage.people.fields import TopicsField
from heritage.people.models.facts import Fact, facts_of, linked_names, works_of
from heritage.people.models.places import ABOVE, Place
from heritage.people.models.records import RecordQuerySet, Reviewed, free_slug
from heritage.people.models.roles import Role
from heritage.people.models.showing import MAY_LIVE_YEARS
from heritage.people.models.told import person_native_places, person_units, person_years
from search.engines.base import SearchDocument
from search.text.names import name_pinyin, plain_pinyin, split_name
from search.text.normalise import normalise
from search.text.strokes import stroke_key

# What the facts of a record are read from.
RECORD_PARTS = (
    "names",
    "services__unit",
    "conflicts__conflict",
    "conflicts__battle",
    "awards__honour",
    "sources",
    "roles",
)


# What the search document of a person is read from, the place apart; a unit with
# what it was part of, as deep as an army goes.
SEARCH_PARTS = (
    "names",
    "services__unit__parent__parent__parent__parent__parent",
    "awards__honour",
    "conflicts__conflict",
    "conflicts__battle__conflict",
)


class PersonQuerySet(RecordQuerySet):
    """Queries in the words of the records."""

    def standing(self):
        """Records that were not merged into another one."""
        return self.filter(merged_into=None)

    def with_record(self):
        """With all a record is made of, in as many queries for any number of people."""
        return self.select_related("place__parent__parent").prefetch_related(*RECORD_PARTS)

    def for_search(self):
        """With all a search document is made of, in as many queries for any number of people."""
        return self.select_related(f"place__{ABOVE}").prefetch_related(*SEARCH_PARTS)

    def by_strokes(self):
        """按姓氏笔画: the order of notices, honour walls and albums."""
        return self.order_by("stroke_key", "sort_pinyin", "pk")


class Person(Reviewed):
    """Somebody a story is about; public once the record is published.

    ``birth`` and ``death`` hold what is understood, ``*_as_written`` the words
    of the source where they say it in another calendar or way. What a living
    person did not agree to is shown nowhere (:meth:`shows`).
    """

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
    is_unnamed = models.BooleanField(
        _("unknown martyr"),
        default=False,
        help_text=_("A fallen whose name nobody knows (无名烈士)."),
    )
    gender = models.CharField(_("gender"), max_length=6, choices=Gender, blank=True)
    ethnicity = models.CharField(
        _("ethnicity"),
        max_length=12,
        choices=[(name, name) for name in ETHNICITIES],
        blank=True,
    )
    birth = HistoricalDateField(
        _("date of birth"),
        help_text=_("As far as it is known: 1931, 1931-01-08, 约1931年, 1930年至1932年间, 不详."),
    )
    birth_as_written = models.CharField(
        _("birth as written"),
        max_length=60,
        blank=True,
        help_text=_("The words of the source, such as 民国二十年 or 农历正月初五."),
    )
    death = HistoricalDateField(_("date of death"))
    death_as_written = models.CharField(_("death as written"), max_length=60, blank=True)
    death_place = models.CharField(
        _("place of death"), max_length=120, blank=True, help_text=_("As the sources write it.")
    )
    death_cause = models.CharField(
        _("how it happened"),
        max_length=200,
        blank=True,
        help_text=_("In a few words: 战斗牺牲, 病逝, 因公牺牲."),
    )
    life_status = models.CharField(
        _("life status"),
        max_length=10,
        choices=LifeStatus,
        default=LifeStatus.UNKNOWN,
        db_index=True,
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
    martyr_decision = models.CharField(
        _("assessment"), max_length=10, choices=MartyrDecision, blank=True
    )
    martyr_on = HistoricalDateField(_("date of the decision"))
    martyr_authority = models.CharField(_("deciding authority"), max_length=120, blank=True)
    martyr_document = models.CharField(
        _("document"), max_length=160, blank=True, help_text=_("Title and number.")
    )
    enlisted = HistoricalDateField(_("enlisted"))
    enlisted_as_written = models.CharField(_("enlistment as written"), max_length=80, blank=True)
    party_joined = HistoricalDateField(_("joined the Party"))
    party_as_written = models.CharField(
        _("joining the Party as written"), max_length=80, blank=True
    )
    roles = ParentalManyToManyField(
        Role, verbose_name=_("roles"), blank=True, related_name="people"
    )
    portrait = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    portrait_basis = models.CharField(
        _("right to show the portrait"),
        max_length=200,
        blank=True,
        help_text=_("Who permitted it and when; a portrait without it is not shown."),
    )
    short_life = models.TextField(_("short life"), blank=True)
    agreed_to = TopicsField(
        _("agreed to be shown"),
        help_text=_("Of a living person only what is ticked here is shown, beside the name."),
    )
    agreement = models.CharField(
        _("agreement"),
        max_length=200,
        blank=True,
        help_text=_("When and how it was given, and where it is kept."),
    )
    kept_by = models.ForeignKey(
        "heritage.Organisation",
        verbose_name=_("kept by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
        help_text=_("The organisation whose editors may change this record."),
    )
    is_sample = models.BooleanField(
        _("sample"),
        default=False,
        help_text=_("Made up for show; carries the label 示例."),
    )
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )

    # Made from the fields above, for sorting, narrowing and matching.
    sort_pinyin = models.CharField(max_length=120, editable=False, default="", db_index=True)
    stroke_key = models.CharField(max_length=255, editable=False, default="", db_index=True)
    match_key = models.CharField(max_length=60, editable=False, default="", db_index=True)
    birth_year = models.SmallIntegerField(null=True, editable=False, db_index=True)
    death_year = models.SmallIntegerField(null=True, editable=False, db_index=True)

    objects = PersonQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.AutocompleteField("pinyin"),
        index.SearchField("short_life"),
        index.RelatedFields("names", [index.SearchField("text"), index.AutocompleteField("text")]),
        index.FilterField("live"),
        index.FilterField("life_status"),
        index.FilterField("kept_by"),
        index.FilterField("merged_into"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_pinyin", "slug"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        born, died = _known(self.birth), _known(self.death)
        if born and died and died.last_day < born.first_day:
            raise ValidationError({"death": _("The date of death is before the date of birth.")})
        if self.death and self.life_status == LifeStatus.LIVING:
            raise ValidationError(
                {"life_status": _("Somebody with a date of death is not living.")}
            )
        if self.life_status == LifeStatus.LIVING and self.martyr_decision:
            raise ValidationError({"martyr_decision": _("Somebody living is not a martyr.")})
        if self.agreed_to and not self.agreement:
            raise ValidationError(
                {"agreement": _("Say when and how it was agreed, and where that is kept.")}
            )

    def full_clean(self, *args, **kwargs):
        self.fill_readings()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.fill_readings()
        self.fill_keys()
        super().save(*args, **kwargs)

    def with_content_json(self, content):
        # Whether a record was merged is true of it now, not of one of its revisions.
        person = super().with_content_json(content)
        person.merged_into_id = self.merged_into_id
        return person

    def fill_readings(self) -> None:
        """Pinyin and slug, where the editor left them empty."""
        self.name, self.short_life = plain(self.name), plain(self.short_life)
        if self.name and not self.pinyin:
            self.pinyin = name_pinyin(self.name)
        if self.name and not self.slug:
            self.slug = free_slug(type(self), self.name)

    def fill_keys(self) -> None:
        """The columns made from others. Raises ``ValidationError`` for what is no date."""
        self.sort_pinyin = plain_pinyin(self.pinyin)
        self.stroke_key = stroke_key(self.name)
        self.match_key = normalise(self.name)
        for name in ("birth", "death"):
            date = self._meta.get_field(name).to_python(getattr(self, name))
            setattr(self, f"{name}_year", date.year if date else None)

    def get_absolute_url(self):
        return reverse("person", args=[self.slug])

    @property
    def url(self) -> str:
        """The path of the public page."""
        return self.get_absolute_url()

    @property
    def may_be_living(self) -> bool:
        """Whether to protect this person as a living one: living, or nobody knows better."""
        if self.life_status == LifeStatus.LIVING:
            return True
        if self.life_status != LifeStatus.UNKNOWN or self.death:
            return False
        born = self.birth.last_day if self.birth else None
        return born is None or born.year > datetime.date.today().year - MAY_LIVE_YEARS

    def shows(self, topic: str) -> bool:
        """Whether the public may read about ``topic`` of this person."""
        if topic == Topic.PORTRAIT and not (self.portrait_id and self.portrait_basis):
            return False
        return not self.may_be_living or topic == Topic.NAME or topic in self.agreed_to

    @property
    def shown_portrait(self):
        """The portrait, if there is a right to show it."""
        return self.portrait if self.shows(Topic.PORTRAIT) else None

    @property
    def shown_life(self) -> str:
        """The short life, if the public may read it."""
        return self.short_life if self.shows(Topic.SHORT_LIFE) else ""

    @property
    def shown_native_place(self) -> str:
        """The native place as the sources write it, if the public may read it."""
        return self.native_place if self.shows(Topic.NATIVE_PLACE) else ""

    @property
    def shown_place(self) -> Place | None:
        """The division of the native place, if the public may read it."""
        return self.place if self.shows(Topic.NATIVE_PLACE) else None

    @property
    def life_span(self) -> str:
        """``1931—1952``; of a living person the year of birth alone, if they agreed."""
        if self.may_be_living:
            shown = self.birth and self.birth.year and self.shows(Topic.BIRTH)
            return str(self.birth.year) if shown else ""
        return display_span(self.birth, self.death)

    @property
    def surname(self) -> str:
        """The first character of the name, or the two of a compound surname."""
        return split_name(self.name)[0]

    @property
    def honour_list(self) -> list[str]:
        """One honour an item, as far as the public may read it."""
        if not self.shows(Topic.HONOURS):
            return []
        return [award.text for award in self.awards.all()]

    @property
    def unit_list(self) -> list[str]:
        """One unit or post an item, as far as the public may read it."""
        if not self.shows(Topic.SERVICE):
            return []
        return [service.text for service in self.services.all()]

    @cached_property
    def other_names(self) -> list:
        """Names besides the one the record stands under."""
        return list(self.names.all())

    def facts(self) -> list[Fact]:
        """What is known and may be shown, in the order a reader asks."""
        return facts_of(self)

    def json_ld(self, request) -> dict:
        """This person in the words of schema.org."""
        data = {
            "@context": "https://schema.org",
            "@type": "Person",
            "name": self.name,
            "alternateName": [name.text for name in self.other_names],
            "description": shorten(self.shown_life, 160),
            "birthDate": _edtf(self.birth) if self.shows(Topic.BIRTH) else "",
            "deathDate": _edtf(self.death) if self.shows(Topic.DEATH) else "",
            "birthPlace": self.shown_native_place,
            "award": self.honour_list,
            "url": request.build_absolute_uri(self.url),
        }
        return {key: value for key, value in data.items() if value}

    def search_document(self) -> SearchDocument | None:
        """What the public search knows of this person; only asked of published records."""
        others = [name.text for name in self.other_names]
        dates = (
            *(self.birth.partials() if self.birth and self.shows(Topic.BIRTH) else ()),
            *(self.death.partials() if self.death and self.shows(Topic.DEATH) else ()),
        )
        native_place = self.shown_native_place
        place = self.shown_place
        places = [native_place, place.full_name if place else ""]
        conflicts = (
            [link.text for link in self.conflicts.all()] if self.shows(Topic.CONFLICTS) else []
        )
        body = [self.shown_life, *self.unit_list, *self.honour_list, *conflicts]
        return SearchDocument(
            key=f"person:{self.pk}",
            kind="person",
            title=self.name,
            url=self.get_absolute_url(),
            summary=f"{self.life_span} {native_place} {'、'.join(self.honour_list)}".strip(),
            body="\n".join(body),
            people=(self.name, *others),
            places=tuple(dict.fromkeys(filter(None, places))),
            units=person_units(self),
            native_places=person_native_places(self),
            aliases=tuple(others),
            pinyin=(self.pinyin,),
            dates=dates,
            periods=person_years(self),
            sort_date=dates[0] if dates and self.birth and self.shows(Topic.BIRTH) else "",
            facets={
                "kind": ("person",),
                "place": place.search_paths if place else (),
                **linked_names(self),
            },
            filters={"person": (self.name,)},
        )

    def get_preview_template(self, request, mode_name):
        return "heritage/people/person_page.html"

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return {
            **context,
            "person": self,
            "facts": self.facts(),
            "works": works_of(self),
        }


def _known(date) -> HistoricalDate | None:
    """A date with both ends known; None for what is unknown, open or could not be read."""
    if isinstance(date, HistoricalDate) and date.first_day and date.last_day:
        return date
    return None


def _edtf(date) -> str:
    return "" if date is None or date.is_unknown else str(date)
