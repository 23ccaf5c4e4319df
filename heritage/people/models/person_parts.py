"""What a record of a person is made of: names, service, wars, honours, sources."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Orderable

from cms.core.fields import HistoricalDateField
from heritage.people.enums import NameKind, Topic
from heritage.people.models.honours import Award
from heritage.people.models.person import Person
from heritage.people.models.records import require_one
from heritage.people.models.units import Battle, Conflict, Unit
from search.text.names import name_pinyin, plain_pinyin
from search.text.normalise import normalise


class PersonName(Orderable):
    """Another name of a person."""

    person = ParentalKey(Person, related_name="names", on_delete=models.CASCADE)
    text = models.CharField(pgettext_lazy("of a person", "name"), max_length=60, db_index=True)
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind, default=NameKind.FORMER)
    pinyin = models.CharField(
        _("pinyin"), max_length=120, blank=True, help_text=_("Left empty, it is made.")
    )
    sort_pinyin = models.CharField(max_length=120, editable=False, default="", db_index=True)
    match_key = models.CharField(max_length=60, editable=False, default="", db_index=True)

    panels = [FieldRowPanel(["text", "kind", "pinyin"])]

    class Meta(Orderable.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        self.pinyin = self.pinyin or name_pinyin(self.text)
        self.sort_pinyin = plain_pinyin(self.pinyin)
        self.match_key = normalise(self.text)
        super().save(*args, **kwargs)


class PersonService(Orderable):
    """A unit somebody served in and the post held there, with its period."""

    person = ParentalKey(Person, related_name="services", on_delete=models.CASCADE)
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
    )
    as_written = models.CharField(
        _("as written"),
        max_length=200,
        blank=True,
        help_text=_("Unit as the source writes it. Left empty, the name of the unit."),
    )
    post = models.CharField(_("post"), max_length=80, blank=True)
    since = HistoricalDateField(_("since"))
    until = HistoricalDateField(_("until"))

    panels = [
        FieldRowPanel(["unit", "as_written"]),
        FieldRowPanel(["post", "since", "until"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("unit and post")
        verbose_name_plural = _("units and posts")

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        require_one(self, "unit", "as_written")

    @property
    def text(self) -> str:
        """Unit and post as a reader is shown them."""
        return f"{self.as_written or (str(self.unit) if self.unit_id else '')}{self.post}"

    @property
    def period(self) -> str:
        """``1951年3月—1952年10月``; empty where nothing is known."""
        ends = [date.display() if date else "" for date in (self.since, self.until)]
        return "—".join(ends) if any(ends) else ""


class PersonConflict(Orderable):
    """A war somebody fought in, and a battle of it."""

    person = ParentalKey(Person, related_name="conflicts", on_delete=models.CASCADE)
    conflict = models.ForeignKey(
        Conflict,
        verbose_name=_("war"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    battle = models.ForeignKey(
        Battle,
        verbose_name=_("battle"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    as_written = models.CharField(_("as written"), max_length=160, blank=True)

    panels = [FieldRowPanel(["conflict", "battle"]), "as_written"]

    class Meta(Orderable.Meta):
        verbose_name = _("war or battle")
        verbose_name_plural = _("wars and battles")

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if not self.conflict_id and not self.battle_id:
            require_one(self, "conflict", "as_written")

    def save(self, *args, **kwargs):
        # A battle is found under its war, in lists and filters too.
        if self.battle_id and not self.conflict_id:
            self.conflict_id = self.battle.conflict_id
        super().save(*args, **kwargs)

    @property
    def text(self) -> str:
        """What a reader is shown."""
        return self.as_written or str(self.battle or self.conflict or "")


class PersonHonour(Award):
    """An honour of a person."""

    person = ParentalKey(Person, related_name="awards", on_delete=models.CASCADE)

    class Meta(Award.Meta):
        verbose_name = _("honour of a person")
        verbose_name_plural = _("honours of people")


class PersonSource(Orderable):
    """A work that supports a statement, or states otherwise.

    Without ``topic`` it supports the record as a whole. With ``says`` it is
    a statement that differs from the one the record gives; both are shown.
    """

    person = ParentalKey(Person, related_name="sources", on_delete=models.CASCADE)
    topic = models.CharField(
        _("statement"),
        max_length=14,
        choices=Topic,
        blank=True,
        help_text=_("Left empty, it supports the record as a whole."),
    )
    says = models.CharField(
        _("says otherwise"),
        max_length=200,
        blank=True,
        help_text=_("Only where this source says something else than the record."),
    )
    title = models.CharField(_("title"), max_length=200)
    author = models.CharField(_("author"), max_length=120, blank=True)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    pages = models.CharField(_("pages"), max_length=40, blank=True)
    url = models.URLField(_("address"), blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    panels = [
        FieldRowPanel(["topic", "says"]),
        FieldRowPanel(["title", "author"]),
        FieldRowPanel(["publisher", "year", "pages"]),
        FieldRowPanel(["url", "note"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.title
