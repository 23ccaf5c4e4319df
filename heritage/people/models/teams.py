"""Volunteer and lecture teams: members, log of activities, ledger of figures."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, RevisionMixin
from wagtail.search import index

from cms.core.fields import HistoricalDateField, PartialDateField
from heritage.people.enums import TeamKind
from heritage.people.models.honours import Award
from heritage.people.models.organisations import Organisation
from heritage.people.models.person import Person
from heritage.people.models.places import Place
from heritage.people.models.records import Record, RecordQuerySet, require_one
from heritage.people.models.units import NAME_PANELS, TEXT_PANELS


class Team(Record):
    """A 志愿服务队 or 宣讲团, kept by an organisation."""

    url_name = "team"
    template = "heritage/people/team_page.html"
    schema_type = "Organization"

    kind = models.CharField(
        _("kind"), max_length=10, choices=TeamKind, default=TeamKind.VOLUNTEER, db_index=True
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("kept by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="teams",
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="teams",
    )
    founded = HistoricalDateField(_("founded"))

    objects = RecordQuerySet.as_manager()

    panels = [
        *NAME_PANELS,
        MultiFieldPanel(
            [FieldRowPanel(["kind", "founded"]), FieldRowPanel(["organisation", "place"])],
            heading=_("Basic facts"),
        ),
        InlinePanel("members", heading=_("Members"), label=_("Member")),
        InlinePanel("awards", heading=_("Honours"), label=_("Honour")),
        *TEXT_PANELS,
    ]
    search_fields = [
        *Record.search_fields,
        index.FilterField("kind"),
        index.FilterField("organisation"),
    ]

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["sort_pinyin"]

    def get_absolute_url(self):
        return reverse(self.url_name, args=[self.slug])


class TeamMember(Orderable):
    """Somebody in a team; shown only where they agreed to it."""

    team = ParentalKey(Team, related_name="members", on_delete=models.CASCADE)
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="teams",
    )
    name = models.CharField(
        pgettext_lazy("of a person", "name"),
        max_length=60,
        blank=True,
        help_text=_("Where there is no record of the person."),
    )
    part = models.CharField(
        _("part in the team"), max_length=60, blank=True, help_text=_("Such as: leader, guide.")
    )
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    agreed = models.BooleanField(
        _("agreed to be shown"),
        default=False,
        help_text=_("Without it, the member is counted and not named."),
    )

    panels = [
        FieldRowPanel(["person", "name"]),
        FieldRowPanel(["part", "agreed"]),
        FieldRowPanel(["since", "until"]),
    ]

    def __str__(self):
        return self.name or str(self.person)

    def clean(self):
        super().clean()
        require_one(self, "person", "name")


class TeamHonour(Award):
    """An honour of a team."""

    team = ParentalKey(Team, related_name="awards", on_delete=models.CASCADE)

    class Meta(Award.Meta):
        verbose_name = _("honour of a team")
        verbose_name_plural = _("honours of teams")


QUALIFIERS_BEFORE = ("约", "近", "超", "逾", "超过", "不少于", "至少")
QUALIFIERS_BEHIND = ("以上", "左右", "上下")
FIGURE_PANELS = [
    FieldRowPanel(["measure", "value"]),
    FieldRowPanel(["qualifier", "unit"]),
    FieldRowPanel(["period_from", "period_to"]),
    "source",
    "source_url",
]


class TeamActivity(DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """One entry of a team's log, with the figures it reports; public once published."""

    team = models.ForeignKey(
        Team, verbose_name=_("team"), on_delete=models.CASCADE, related_name="activities"
    )
    held_on = models.DateField(_("date"), db_index=True)
    title = models.CharField(_("title"), max_length=120)
    place_text = models.CharField(_("place as written"), max_length=120, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("what was done"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = RecordQuerySet.as_manager()

    panels = [
        "team",
        FieldRowPanel(["held_on", "title"]),
        FieldRowPanel(["place_text", "place"]),
        FieldPanel("text"),
        FieldPanel("source"),
        InlinePanel("figures", panels=FIGURE_PANELS, heading=_("Figures"), label=_("figure")),
    ]

    class Meta:
        verbose_name = _("activity of a team")
        verbose_name_plural = _("activities of teams")
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return f"{self.held_on} {self.title}"


class Figure(models.Model):
    """A number that was reported, with its unit, period and source.

    Nothing is added up or made to agree: two counts of the same thing in the
    same period stand side by side (see ``heritage.people.figures.domain``).
    """

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="figures",
    )
    team = models.ForeignKey(
        Team,
        verbose_name=_("team"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="figures",
    )
    activity = ParentalKey(
        TeamActivity,
        verbose_name=_("activity"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="figures",
    )
    measure = models.CharField(
        _("what is counted"),
        max_length=60,
        db_index=True,
        help_text=_("Such as: 志愿服务队, 服务时长, 听讲人次."),
    )
    value = models.DecimalField(_("number"), max_digits=16, decimal_places=2)
    qualifier = models.CharField(
        _("as reported"),
        max_length=20,
        blank=True,
        help_text=_("What the source adds to the number, such as 余 or 约."),
    )
    unit = models.CharField(_("unit of the number"), max_length=20, help_text=_("支、小时、人次…"))
    period_from = PartialDateField(_("period from"))
    period_to = PartialDateField(_("period to"))
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), blank=True)

    panels = [
        FieldRowPanel(["organisation", "team", "activity"]),
        *FIGURE_PANELS,
    ]

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["measure", "period_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(organisation__isnull=False, team=None, activity=None)
                    | models.Q(organisation=None, team__isnull=False, activity=None)
                    | models.Q(organisation=None, team=None, activity__isnull=False)
                ),
                name="a_figure_is_about_one_thing",
                violation_error_message=_("Choose one: an organisation, a team or an activity."),
            )
        ]

    def __str__(self):
        return f"{self.measure} {self.amount}"

    @property
    def amount(self) -> str:
        """The number, its unit and what the source adds, in its place: 约150人次, 30余支."""
        number = f"{Decimal(self.value).normalize():f}"
        if self.qualifier in QUALIFIERS_BEFORE:
            return f"{self.qualifier}{number}{self.unit}"
        if self.qualifier in QUALIFIERS_BEHIND:
            return f"{number}{self.unit}{self.qualifier}"
        return f"{number}{self.qualifier}{self.unit}"

    def clean(self):
        super().clean()
        # The figures of an activity have its day.
        stands_alone = self.organisation_id or self.team_id
        if stands_alone and not (self.period_from or self.period_to):
            raise ValidationError(
                {"period_to": _("Say for which period, or as of which day, the number holds.")}
            )
        if (
            self.period_from
            and self.period_to
            and str(self.period_to) < str(self.period_from)[: len(str(self.period_to))]
        ):
            raise ValidationError({"period_to": _("The period ends before it begins.")})
