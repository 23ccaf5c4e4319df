"""What the screening finds: eligibility, negative list, visits, opinions, recommendations."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.storage import private_storage
from heritage.honours.enums import Opinion
from heritage.people.models import Place

from .campaigns import CampaignTitle, EligibilityItem, TitleCategory
from .candidacies import Candidacy

USER = settings.AUTH_USER_MODEL


class EligibilityFinding(models.Model):
    """Whether a candidacy meets one item of the checklist; ``is_met`` None is not looked at."""

    candidacy = models.ForeignKey(Candidacy, related_name="findings", on_delete=models.CASCADE)
    item = models.ForeignKey(EligibilityItem, related_name="+", on_delete=models.PROTECT)
    is_met = models.BooleanField(_("met"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "item"], name="one_finding_an_item")
        ]

    def __str__(self):
        return f"{self.candidacy_id} {self.item_id}"


class NegativeEntry(models.Model):
    """Somebody or something that may not be chosen, with the ground for it (负面清单)."""

    name = models.CharField(_("name"), max_length=120, db_index=True)
    match_key = models.CharField(max_length=120, editable=False, default="", db_index=True)
    reason = models.CharField(_("ground"), max_length=300)
    document = models.CharField(_("document"), max_length=200, blank=True)
    until = models.DateField(_("in force until"), null=True, blank=True)
    by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("entry of the negative list")
        verbose_name_plural = _("negative list")
        ordering = ["name"]

    def __str__(self):
        return self.name


class OnSiteCheck(models.Model):
    """A visit to a nominee (考察): who went, what was found."""

    candidacy = models.ForeignKey(Candidacy, related_name="checks", on_delete=models.CASCADE)
    on = models.DateField(_("day"))
    visitors = models.CharField(_("who went"), max_length=160)
    findings = models.TextField(_("what was found"), max_length=3000)
    opinion = models.CharField(_("opinion"), max_length=8, choices=Opinion)
    file = models.FileField(
        _("signed record"), storage=private_storage, upload_to="honours/%Y", blank=True
    )
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("on-site check")
        verbose_name_plural = _("on-site checks")
        ordering = ["-on", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.candidacy_id} {self.on}"


class DepartmentOpinion(models.Model):
    """What another department says of a candidacy (征求意见, 联审)."""

    candidacy = models.ForeignKey(Candidacy, related_name="opinions", on_delete=models.CASCADE)
    department = models.CharField(_("department"), max_length=120)
    opinion = models.CharField(_("opinion"), max_length=8, choices=Opinion, blank=True)
    text = models.CharField(_("in its words"), max_length=1000, blank=True)
    document = models.CharField(_("document"), max_length=200, blank=True)
    asked_on = models.DateField(_("asked"), null=True, blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("opinion of a department")
        verbose_name_plural = _("opinions of departments")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "department"], name="one_opinion_a_department"
            )
        ]

    def __str__(self):
        return f"{self.candidacy_id} {self.department}"


class RegionOfficer(models.Model):
    """Who may see and recommend the nominees of a place and of what lies in it."""

    user = models.ForeignKey(
        USER, verbose_name=_("officer"), on_delete=models.CASCADE, related_name="honour_regions"
    )
    place = models.ForeignKey(
        Place, verbose_name=_("region"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("officer of a region")
        verbose_name_plural = _("officers of regions")
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="one_region_once")]

    def __str__(self):
        return f"{self.user} {self.place}"


class RegionQuota(models.Model):
    """How many a region may pass up for a title."""

    title = models.ForeignKey(CampaignTitle, related_name="region_quotas", on_delete=models.CASCADE)
    category = models.ForeignKey(
        TitleCategory, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    place = models.ForeignKey(
        Place, verbose_name=_("region"), on_delete=models.CASCADE, related_name="+"
    )
    quota = models.PositiveSmallIntegerField(_("how many"), validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = _("quota of a region")
        verbose_name_plural = _("quotas of regions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["title", "place"], name="one_quota_a_region")
        ]

    def __str__(self):
        return f"{self.place} {self.quota}"


class Recommendation(models.Model):
    """That a region passes a candidacy up, with its opinion and its rank among them."""

    candidacy = models.ForeignKey(
        Candidacy, related_name="recommendations", on_delete=models.CASCADE
    )
    place = models.ForeignKey(
        Place, verbose_name=_("region"), on_delete=models.PROTECT, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("rank"), validators=[MinValueValidator(1)])
    opinion = models.TextField(_("opinion"), max_length=1000)
    scan = models.FileField(
        _("scan of the stamped form"), storage=private_storage, upload_to="honours/%Y", blank=True
    )
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("recommendation of a region")
        verbose_name_plural = _("recommendations of regions")
        ordering = ["place", "rank"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "place"], name="one_recommendation_each")
        ]

    def __str__(self):
        return f"{self.place} {self.rank}"
