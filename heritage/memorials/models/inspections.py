"""Inspections of sites (巡查巡检), what they found, and how often they are due."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.storage import private_storage
from heritage.memorials.enums import DefectState, Grade, InspectionPart, Severity
from heritage.memorials.fields import check_year


class InspectionSchedule(models.Model):
    """How often a site is inspected.

    A martyrs' facility without one is due every month, from its first inspection
    or, while there was none, from the month its page was published; another site
    only from its first.
    """

    site = models.OneToOneField(
        "heritage.MemorialSitePage", related_name="inspection_schedule", on_delete=models.CASCADE
    )
    every_months = models.PositiveSmallIntegerField(
        _("every how many months"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    starts_on = models.DateField(_("from"))
    inspector = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who inspects"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    suspended = models.BooleanField(_("suspended"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("inspection schedule")
        verbose_name_plural = _("inspection schedules")

    def __str__(self):
        return str(self.site)

    def clean(self):
        super().clean()
        if self.starts_on:
            check_year(self.starts_on, "starts_on")


class Inspection(models.Model):
    """One visit to a site to see how it stands.

    ``client_key`` is made by the form on the phone: the same inspection sent
    twice after a broken connection is one.
    """

    site = models.ForeignKey(
        "heritage.MemorialSitePage",
        verbose_name=_("memorial site"),
        related_name="inspections",
        on_delete=models.CASCADE,
    )
    on = models.DateField(_("day"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("inspector"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    inspector_name = models.CharField(_("inspector"), max_length=80)
    note = models.TextField(_("note"), blank=True)
    client_key = models.CharField(max_length=36, unique=True, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["site", "on"])]

    def __str__(self):
        return f"{self.site} {self.on}"


class InspectionItem(models.Model):
    """What was found of one part."""

    inspection = models.ForeignKey(Inspection, related_name="items", on_delete=models.CASCADE)
    part = models.CharField(_("part"), max_length=12, choices=InspectionPart)
    grade = models.CharField(_("grade"), max_length=6, choices=Grade)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "part"], name="a_part_once_an_inspection")
        ]

    def __str__(self):
        return f"{self.get_part_display()}: {self.get_grade_display()}"


class Defect(models.Model):
    """Something to be mended, with its deadline and the record of its repair."""

    inspection = models.ForeignKey(Inspection, related_name="defects", on_delete=models.CASCADE)
    part = models.CharField(_("part"), max_length=12, choices=InspectionPart)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity)
    what = models.CharField(_("what is wrong"), max_length=300)
    deadline = models.DateField(_("to be mended by"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=DefectState,
        default=DefectState.OPEN,
        editable=False,
        db_index=True,
    )
    repaired_on = models.DateField(_("mended on"), null=True, blank=True)
    repair = models.CharField(_("what was done"), max_length=300, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("defect")
        verbose_name_plural = _("defects")
        ordering = ["deadline", "pk"]

    def __str__(self):
        return self.what


class InspectionPicture(models.Model):
    """A photograph of an inspection; kept private, its place of taking left out."""

    inspection = models.ForeignKey(Inspection, related_name="pictures", on_delete=models.CASCADE)
    defect = models.ForeignKey(
        Defect, null=True, blank=True, related_name="pictures", on_delete=models.CASCADE
    )
    part = models.CharField(_("part"), max_length=12, choices=InspectionPart, blank=True)
    file = models.ImageField(_("picture"), storage=private_storage, upload_to="inspections/%Y/%m/")
    after_repair = models.BooleanField(_("after the repair"), default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.inspection_id}/{self.pk}"
