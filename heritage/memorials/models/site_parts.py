"""What a memorial site is made of: designations, closures, people, units, pictures, sound."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtailmedia.edit_handlers import MediaChooserPanel

from cms.core.fields import HistoricalDateField
from heritage.memorials.enums import DesignationKind, DesignationLevel, SitePersonPart
from heritage.people.models import Person, Unit
from media.models import Recording


class SiteDesignation(Orderable):
    """A list or level of protection a site was put under, with its document."""

    site = ParentalKey(
        "heritage.MemorialSitePage", related_name="designations", on_delete=models.CASCADE
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=DesignationKind, default=DesignationKind.MARTYRS
    )
    level = models.CharField(_("level"), max_length=12, choices=DesignationLevel)
    batch = models.CharField(_("batch"), max_length=40, blank=True, help_text=_("Such as 第一批."))
    designated_on = HistoricalDateField(_("date"))
    document = models.CharField(
        _("document"), max_length=160, blank=True, help_text=_("Title and number.")
    )

    panels = [
        FieldRowPanel(["kind", "level"]),
        FieldRowPanel(["batch", "designated_on"]),
        FieldPanel("document"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("designation")
        verbose_name_plural = _("designations")

    def __str__(self):
        return f"{self.get_level_display()} {self.get_kind_display()}"

    def clean(self):
        super().clean()
        if self.level == DesignationLevel.NONE and self.kind != DesignationKind.MARTYRS:
            raise ValidationError({"level": _("Only a martyrs' facility may be without a level.")})


class SiteClosure(Orderable):
    """Days on which a site is closed to visitors."""

    site = ParentalKey(
        "heritage.MemorialSitePage", related_name="closures", on_delete=models.CASCADE
    )
    since = models.DateField(_("first day"))
    until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty: until further notice.")
    )
    reason = models.CharField(_("reason"), max_length=160, blank=True)

    panels = [FieldRowPanel(["since", "until", "reason"])]

    class Meta(Orderable.Meta):
        verbose_name = _("closure")
        verbose_name_plural = _("closures")

    def __str__(self):
        return f"{self.since} {self.reason}"

    def clean(self):
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The last day is before the first.")})


class SitePerson(Orderable):
    """Somebody who belongs to a site."""

    site = ParentalKey(
        "heritage.MemorialSitePage", related_name="person_links", on_delete=models.CASCADE
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), related_name="site_links", on_delete=models.CASCADE
    )
    part = models.CharField(
        _("part"), max_length=12, choices=SitePersonPart, default=SitePersonPart.REMEMBERED
    )

    panels = [FieldRowPanel(["person", "part"])]


class SiteUnit(Orderable):
    """A unit that belongs to a site."""

    site = ParentalKey(
        "heritage.MemorialSitePage", related_name="unit_links", on_delete=models.CASCADE
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), related_name="site_links", on_delete=models.CASCADE
    )

    panels = [FieldPanel("unit")]


class SiteImage(Orderable):
    """A picture of a site."""

    site = ParentalKey("heritage.MemorialSitePage", related_name="images", on_delete=models.CASCADE)
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        related_name="+",
        on_delete=models.CASCADE,
    )
    caption = models.CharField(_("caption"), max_length=160, blank=True)

    panels = [FieldPanel("image"), FieldPanel("caption")]


class SiteRecording(Orderable):
    """A recording at or about a site."""

    site = ParentalKey(
        "heritage.MemorialSitePage", related_name="recording_links", on_delete=models.CASCADE
    )
    recording = models.ForeignKey(
        Recording, verbose_name=_("recording"), related_name="+", on_delete=models.CASCADE
    )
    caption = models.CharField(_("caption"), max_length=160, blank=True)

    panels = [MediaChooserPanel("recording"), FieldPanel("caption")]
