"""Rolls of names and their entries."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.fields import HistoricalDateField
from cms.core.storage import private_storage
from heritage.memorials.enums import (
    EntryNameKind,
    GraveKind,
    ImportState,
    PairState,
    Verification,
)
from heritage.people.enums import Gender
from heritage.people.models import Battle, Conflict, Honour, Person, Place, Unit
from heritage.people.models.records import free_slug
from search.text.names import name_pinyin, plain_pinyin
from search.text.normalise import normalise
from search.text.strokes import stroke_key


class Roll(models.Model):
    """A roll of names (烈士英名录): of a site, of a place, or as a book printed it.

    Its entries are public only while the roll itself is.
    """

    name = models.CharField(pgettext_lazy("of a record", "name"), max_length=160)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("The end of the address. Left empty, it is made from the name."),
    )
    site = models.ForeignKey(
        "heritage.MemorialSitePage",
        verbose_name=_("memorial site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="rolls",
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where its names come from, if from one place."),
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("The book or list it was taken from, as it is cited."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Shown above the names."))
    live = models.BooleanField(
        _("public"), default=False, help_text=_("Whether the public may see and find its names.")
    )
    is_sample = models.BooleanField(
        _("sample"),
        default=False,
        help_text=_("Made up for show; its pages carry the label 示例."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("roll of names")
        verbose_name_plural = _("rolls of names")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(type(self), self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("roll", args=[self.slug])


class RollImport(models.Model):
    """One list on its way into a roll.

    ``headings`` are the list's own, in order; ``mapping`` leads from heading to
    field. ``report`` is how far it came: what the importer needs to go on after
    a break. ``source`` names the list: given again under the same name it
    brings entries up to date and doubles none.
    """

    roll = models.ForeignKey(
        Roll, verbose_name=_("roll of names"), related_name="imports", on_delete=models.CASCADE
    )
    source = models.CharField(_("name of the list"), max_length=160, db_index=True)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to="rolls/", max_length=200, blank=True
    )
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    headings = models.JSONField(default=list, editable=False)
    mapping = models.JSONField(default=dict, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ImportState,
        default=ImportState.UPLOADED,
        editable=False,
        db_index=True,
    )
    report = models.JSONField(default=dict, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("import of a roll")
        verbose_name_plural = _("imports of rolls")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.source} → {self.roll}"


class RollImportFault(models.Model):
    """A cell or row of a list that was not understood, refused, or deserves a look.

    ``written`` holds the cells of a refused row, in the order of the headings,
    with its first fault: no entry keeps them.
    """

    batch = models.ForeignKey(RollImport, related_name="faults", on_delete=models.CASCADE)
    row = models.PositiveIntegerField(_("row"))
    column = models.CharField(_("column"), max_length=200, blank=True)
    value = models.CharField(_("as written"), max_length=300, blank=True)
    message = models.CharField(_("what is wrong"), max_length=400)
    refused = models.BooleanField(_("row refused"), default=False)
    written = models.JSONField(_("row of the source"), default=list, editable=False)

    class Meta:
        ordering = ["batch", "row", "pk"]

    def __str__(self):
        return f"{self.row} {self.column}: {self.message}"


class RollEntryQuerySet(models.QuerySet):
    """Queries on two million names: each is one indexed condition."""

    def published(self):
        """Entries the public may see: of a public roll, live, and not joined to another."""
        return self.filter(live=True, merged_into=None, roll__live=True)

    def current(self):
        """Entries that were not joined to another."""
        return self.filter(merged_into=None)


class RollEntry(models.Model):
    """One name on a roll: what the source says, word for word, beside what was understood.

    ``written`` holds the cells of the source's row in the order of its import's
    headings. A ``*_written`` field is what a reader is shown; the dates and
    links beside it are what was understood, empty where it was not. Somebody on
    a roll has died; the living are never on one.
    """

    roll = models.ForeignKey(
        Roll, verbose_name=_("roll of names"), related_name="entries", on_delete=models.CASCADE
    )
    batch = models.ForeignKey(
        RollImport,
        verbose_name=_("import"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="entries",
        db_index=False,
    )
    row = models.PositiveIntegerField(_("row"), null=True, blank=True, editable=False)
    row_key = models.CharField(max_length=32, editable=False, blank=True, default="")
    written = models.JSONField(_("row of the source"), default=list, editable=False)

    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=60)
    pinyin = models.CharField(
        _("pinyin"), max_length=160, blank=True, help_text=_("Left empty, it is made.")
    )
    sort_pinyin = models.CharField(max_length=160, editable=False, default="", db_index=True)
    sort_strokes = models.CharField(max_length=160, editable=False, default="")
    match_key = models.CharField(max_length=60, editable=False, default="", db_index=True)
    gender = models.CharField(_("sex"), max_length=8, choices=Gender, blank=True)

    birth_written = models.CharField(_("birth as written"), max_length=80, blank=True)
    birth = HistoricalDateField(_("date of birth"))
    native_place_written = models.CharField(
        _("native place as written"), max_length=200, blank=True
    )
    native_place = models.ForeignKey(
        Place,
        verbose_name=_("native place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="roll_entries",
    )
    enlisted_written = models.CharField(_("joined as written"), max_length=120, blank=True)
    enlisted = HistoricalDateField(_("joined"))
    party_written = models.CharField(_("Party or League as written"), max_length=120, blank=True)
    party_joined = HistoricalDateField(_("joined the Party or League"))

    unit_written = models.CharField(_("unit and post as written"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="roll_entries",
    )
    post = models.CharField(_("post"), max_length=80, blank=True)

    death_written = models.CharField(_("death as written"), max_length=300, blank=True)
    death = HistoricalDateField(_("date of death"))
    death_place_written = models.CharField(
        _("place of death as written"), max_length=200, blank=True
    )
    death_place = models.ForeignKey(
        Place,
        verbose_name=_("place of death"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )
    battle_written = models.CharField(_("battle as written"), max_length=160, blank=True)
    battle = models.ForeignKey(
        Battle,
        verbose_name=_("battle"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="roll_entries",
    )
    conflict = models.ForeignKey(
        Conflict,
        verbose_name=_("war"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="roll_entries",
    )
    cause = models.CharField(_("cause"), max_length=120, blank=True)
    honours_written = models.CharField(_("honours as written"), max_length=300, blank=True)
    honours = models.ManyToManyField(
        Honour, verbose_name=_("honours"), blank=True, related_name="roll_entries"
    )

    grave_kind = models.CharField(_("how they rest"), max_length=12, choices=GraveKind, blank=True)
    site = models.ForeignKey(
        "heritage.MemorialSitePage",
        verbose_name=_("resting place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="roll_entries",
    )
    grave_written = models.CharField(_("resting place as written"), max_length=200, blank=True)
    grave_area = models.CharField(_("area"), max_length=40, blank=True)
    grave_row = models.CharField(_("row of graves"), max_length=20, blank=True)
    grave_number = models.CharField(_("number"), max_length=40, blank=True)

    remarks = models.TextField(_("remarks"), blank=True)
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Left empty, that of the roll.")
    )
    source_pages = models.CharField(_("pages"), max_length=40, blank=True)
    verification = models.CharField(
        _("state"), max_length=10, choices=Verification, default=Verification.RECORDED
    )
    verification_note = models.CharField(
        _("what is disputed or how it was verified"), max_length=300, blank=True
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("record of the person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="roll_entries",
    )
    seeks_kin = models.BooleanField(
        _("kin are sought"), default=False, help_text=_("Listed among those whose kin are sought.")
    )
    live = models.BooleanField(_("public"), default=True)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="merged",
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = RollEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("name on a roll")
        verbose_name_plural = _("names on rolls")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["roll", "sort_strokes"]),
            models.Index(
                fields=["native_place", "sort_pinyin"],
                condition=models.Q(seeks_kin=True),
                name="entries_seeking_kin",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["roll", "row_key"],
                condition=~models.Q(row_key=""),
                name="one_entry_a_row_of_a_list",
            )
        ]
        permissions = [("import_rollentry", _("Can import and export rolls of names"))]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.fill_readings()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("roll_entry", args=[self.pk])

    def fill_readings(self) -> None:
        """Pinyin, the keys it is sorted by, and the key equal names share."""
        self.pinyin = self.pinyin or name_pinyin(self.name)
        self.sort_pinyin = plain_pinyin(self.pinyin)[:160]
        self.sort_strokes = stroke_key(self.name)[:160]
        self.match_key = normalise(self.name)[:60]

    @property
    def url(self) -> str:
        """The path of the public page."""
        return self.get_absolute_url()


class RollEntryName(models.Model):
    """Another name of somebody on a roll: a variant, a former name, a romanisation."""

    entry = models.ForeignKey(RollEntry, related_name="names", on_delete=models.CASCADE)
    text = models.CharField(pgettext_lazy("of a person", "name"), max_length=80)
    kind = models.CharField(
        _("kind"), max_length=12, choices=EntryNameKind, default=EntryNameKind.ALIAS
    )
    match_key = models.CharField(max_length=80, editable=False, default="", db_index=True)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["pk"]

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        self.match_key = normalise(self.text)[:80]
        super().save(*args, **kwargs)


class RollEntrySource(models.Model):
    """A work or a confirmed lead that supports an entry, or says otherwise."""

    entry = models.ForeignKey(RollEntry, related_name="sources", on_delete=models.CASCADE)
    title = models.CharField(_("title"), max_length=200)
    pages = models.CharField(_("pages"), max_length=40, blank=True)
    url = models.URLField(_("address"), blank=True)
    says = models.CharField(
        _("says otherwise"),
        max_length=200,
        blank=True,
        help_text=_("Only where this source says something else than the entry."),
    )
    lead = models.ForeignKey(
        "heritage.KinLead",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="sources",
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["pk"]

    def __str__(self):
        return self.title


class EntryPair(models.Model):
    """Two entries that may be one person, put to a custodian; nobody is joined silently.

    ``first`` has the lower number. ``why`` names the reasons, as codes.
    """

    first = models.ForeignKey(RollEntry, related_name="+", on_delete=models.CASCADE)
    second = models.ForeignKey(RollEntry, related_name="+", on_delete=models.CASCADE)
    why = models.JSONField(default=list)
    state = models.CharField(
        _("state"), max_length=10, choices=PairState, default=PairState.OPEN, db_index=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_row_a_pair_of_entries"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="lower_entry_first"
            ),
        ]

    def __str__(self):
        return f"{self.first} / {self.second}"
