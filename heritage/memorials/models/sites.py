"""Memorial sites and the section they stand in."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.core.fields import HistoricalDateField
from cms.core.models import BasePage
from cms.core.presenting import presenter_of
from heritage.memorials.coordinates import Point, look_swapped, to_wgs84
from heritage.memorials.enums import MARTYRS_FACILITIES, Datum, SiteKind
from heritage.memorials.fields import SiteKindsField
from heritage.people.blocks import StoryBodyBlock
from heritage.people.models import Battle, Conflict, Organisation, Place
from heritage.people.models.places import ABOVE
from heritage.people.models.records import split_words
from search.engines.base import SearchDocument


class MemorialSiteQuerySet(PageQuerySet):
    def published(self):
        """Sites whose page the public may open."""
        return self.live().public()

    def martyrs_facilities(self):
        """Sites of which one kind at least is a memorial facility for martyrs."""
        # No database but PostgreSQL looks into a list; all of them hold it as text.
        kinds = Q()
        for kind in sorted(MARTYRS_FACILITIES):
            kinds |= Q(kinds_as_text__contains=f'"{kind}"')
        return self.annotate(kinds_as_text=Cast("kinds", models.TextField())).filter(kinds)

    def located(self):
        """Sites whose coordinates are known."""
        return self.filter(latitude__isnull=False, longitude__isnull=False)


class MemorialIndexPage(BasePage):
    """Memorial sites, exhibitions and the way to the rolls of names."""

    template = "heritage/memorials/memorial_index_page.html"
    schema_type = "CollectionPage"
    parent_page_types = ["home.HomePage", "home.SectionPage", "home.PracticePage"]
    subpage_types = ["heritage.MemorialSitePage", "heritage.ExhibitionPage"]
    page_description = _(
        "Memorial sites: lists sites and exhibitions, leads to the rolls of names."
    )

    content_panels = [*BasePage.head_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("section of memorial sites")
        verbose_name_plural = _("sections of memorial sites")

    def sites(self) -> MemorialSiteQuerySet:
        """Live sites below; public if this page itself is."""
        return self.as_open_as_this(MemorialSitePage.objects.live().descendant_of(self))

    @property
    def has_content(self) -> bool:
        """Whether the door to this section leads anywhere."""
        return self.sites().exists()

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }


class MemorialSitePage(BasePage):
    """A memorial facility or a historic site, with all a visitor and a custodian must know.

    ``latitude`` and ``longitude`` are degrees in WGS-84 (CGCS2000 agrees with it
    within metres); ``given_*`` keep what was given, in the datum it was given in.
    ``import_key`` is what the list it was taken from calls it.
    """

    template = "heritage/memorials/memorial_site_page.html"
    search_kind = "site"
    search_related = (
        *BasePage.search_related,
        "designations",
        f"place__{ABOVE}",
        "person_links__person",
        "unit_links__unit",
        "conflicts",
        "battles__conflict",
    )
    schema_type = "LandmarksOrHistoricalBuildings"
    parent_page_types = ["heritage.MemorialIndexPage"]
    subpage_types = ["heritage.ExhibitionPage"]
    page_description = _("A memorial site with what a visitor and a custodian must know.")

    body = StreamField(StoryBodyBlock(), verbose_name=_("history"), blank=True)
    other_names = models.CharField(
        _("former and other names"),
        max_length=300,
        blank=True,
        help_text=_("Shown beside the name; separated by ；."),
    )
    found_as = models.CharField(
        _("found as"),
        max_length=300,
        blank=True,
        help_text=_("Words under which the search finds it too; never shown. Separated by ；."),
    )
    kinds = SiteKindsField(_("kinds"))
    built = HistoricalDateField(_("built"))
    protection_unit = models.CharField(_("protection unit"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("record of the protection unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sites",
    )
    responsible = models.CharField(_("responsible person"), max_length=80, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sites",
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    given_latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In degrees, such as 36.651216."),
    )
    given_longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("In degrees, such as 117.120098."),
    )
    given_datum = models.CharField(
        _("coordinates in"), max_length=10, choices=Datum, default=Datum.CGCS2000
    )
    location_is_rough = models.BooleanField(
        _("only roughly located"),
        default=False,
        help_text=_("The coordinates are those of the village, town or county it lies in."),
    )
    latitude = models.FloatField(null=True, blank=True, editable=False, db_index=True)
    longitude = models.FloatField(null=True, blank=True, editable=False)
    hours = models.TextField(_("opening hours"), blank=True)
    phone = models.CharField(_("telephone for visitors"), max_length=60, blank=True)
    getting_there = models.TextField(_("getting there"), blank=True)
    facilities = models.TextField(_("facilities"), blank=True)
    accessibility = models.TextField(_("access for disabled visitors"), blank=True)
    graves_named = models.PositiveIntegerField(_("named graves"), null=True, blank=True)
    graves_unnamed = models.PositiveIntegerField(
        _("graves of unknown martyrs"), null=True, blank=True
    )
    graves_source = models.CharField(
        _("source of these numbers"), max_length=200, blank=True, help_text=_("With its year.")
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where what is said here can be read."),
    )
    conflicts = ParentalManyToManyField(
        Conflict, verbose_name=_("wars"), blank=True, related_name="sites"
    )
    battles = ParentalManyToManyField(
        Battle, verbose_name=_("battles"), blank=True, related_name="sites"
    )
    takes_tribute = models.BooleanField(
        _("flowers can be laid here online"),
        default=True,
        help_text=_("Only at martyrs' facilities; never where the living are honoured."),
    )

    import_key = models.CharField(
        max_length=200, blank=True, default="", editable=False, db_index=True
    )

    objects = PageManager.from_queryset(MemorialSiteQuerySet)()
    # A copy is not what the list named.
    exclude_fields_in_copy = ["import_key"]

    content_panels = [
        *BasePage.head_panels,
        MultiFieldPanel(
            [FieldRowPanel(["other_names", "found_as"]), "kinds", "built"], heading=_("Basic facts")
        ),
        InlinePanel("designations", heading=_("Designations"), label=_("Designation")),
        MultiFieldPanel(
            [
                "place",
                "address",
                FieldRowPanel(["given_latitude", "given_longitude", "given_datum"]),
                "location_is_rough",
            ],
            heading=_("Where it is"),
        ),
        MultiFieldPanel(
            ["hours", "phone", "getting_there", "facilities", "accessibility"],
            heading=_("For visitors"),
        ),
        InlinePanel("closures", heading=_("Closures"), label=_("Closure")),
        FieldPanel("body"),
        InlinePanel("images", heading=_("Pictures"), label=_("Picture")),
        InlinePanel("recording_links", heading=_("Recordings"), label=_("Recording")),
        MultiFieldPanel(
            [
                "protection_unit",
                FieldRowPanel(["organisation", "responsible"]),
                FieldRowPanel(["graves_named", "graves_unnamed"]),
                "graves_source",
                "source",
            ],
            heading=_("Protection"),
        ),
        InlinePanel("person_links", heading=_("People"), label=_("Person")),
        InlinePanel("unit_links", heading=_("Units"), label=_("Unit")),
        MultiFieldPanel(["conflicts", "battles"], heading=_("What it commemorates")),
        FieldPanel("takes_tribute"),
        *BasePage.credit_panels,
        *BasePage.gathering_panels,
    ]

    class Meta:
        verbose_name = _("memorial site")
        verbose_name_plural = _("memorial sites")

    @property
    def other_name_list(self) -> list[str]:
        """One other name an item."""
        return split_words(self.other_names)

    @property
    def alias_list(self) -> list[str]:
        """One search alias an item."""
        return split_words(self.found_as)

    @property
    def kind_labels(self) -> list[str]:
        """What it is, in words."""
        return [str(SiteKind(kind).label) for kind in self.kinds]

    @property
    def is_martyrs_facility(self) -> bool:
        """Whether it is a memorial facility for martyrs, and not only a historic site."""
        return bool(MARTYRS_FACILITIES.intersection(self.kinds))

    @property
    def has_location(self) -> bool:
        """Whether its coordinates are known."""
        return self.point is not None

    @property
    def point(self) -> Point | None:
        """Where it is, if its coordinates are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    def clean(self):
        super().clean()
        if (self.given_latitude is None) != (self.given_longitude is None):
            missing = "given_latitude" if self.given_latitude is None else "given_longitude"
            raise ValidationError({missing: _("Give both latitude and longitude.")})
        if self.given_latitude is not None and look_swapped(
            float(self.given_latitude), float(self.given_longitude)
        ):
            raise ValidationError(
                {"given_latitude": _("Latitude and longitude look swapped: latitude comes first.")}
            )

    def save(self, *args, **kwargs):
        self.locate()
        return super().save(*args, **kwargs)

    def locate(self) -> None:
        """Work out what is stored from the coordinates as they were given."""
        self.latitude = self.longitude = None
        if self.given_latitude is None or self.given_longitude is None:
            return
        try:
            found = to_wgs84(self.given_latitude, self.given_longitude, Datum(self.given_datum))
        except ValueError:
            # Saving checks the fields next, and tells the editor which one.
            return
        self.latitude, self.longitude = found

    def places_shown(self) -> list[str]:
        return [self.place.name] if self.place else []

    def search_document(self) -> SearchDocument | None:
        return presenter_of(self).document(self, super().search_document())

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }
