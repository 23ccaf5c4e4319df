"""What an editor sets once for the whole site."""

from __future__ import annotations

from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

ICP_REGISTER = "https://beian.miit.gov.cn/"
PUBLIC_SECURITY_REGISTER = "https://beian.mps.gov.cn/#/query/webSearch?code={code}"


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Names, records and contact shown on every page."""

    site_name = models.CharField(_("site name"), max_length=60, default="戎光")
    strapline = models.CharField(
        _("strapline"), max_length=120, blank=True, default="讲好英雄故事 传承红色基因"
    )
    host_org = models.CharField(
        _("host organisation"),
        max_length=120,
        blank=True,
        help_text=_("Shown as 主办."),
    )
    operator_org = models.CharField(
        _("operating organisation"),
        max_length=120,
        blank=True,
        help_text=_("Shown as 承办."),
    )
    icp_number = models.CharField(_("ICP record number"), max_length=60, blank=True)
    psb_number = models.CharField(_("public-security record number"), max_length=60, blank=True)
    gov_code = models.CharField(
        _("government site code"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", _("The code has ten digits."))],
    )
    contact_phone = models.CharField(_("telephone"), max_length=60, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_address = models.CharField(_("address"), max_length=200, blank=True)
    example_searches = models.CharField(
        _("example searches"),
        max_length=200,
        blank=True,
        default="上甘岭 sgl 上甘嶺",
        help_text=_("Shown under the search box of the first page, separated by spaces."),
    )

    panels = [
        MultiFieldPanel(["site_name", "strapline", "example_searches"], heading=_("The site")),
        MultiFieldPanel(["host_org", "operator_org"], heading=_("Organisation")),
        MultiFieldPanel(["icp_number", "psb_number", "gov_code"], heading=_("Registrations")),
        MultiFieldPanel(
            ["contact_phone", "contact_email", "contact_address"], heading=_("Contact")
        ),
    ]

    class Meta:
        verbose_name = _("site settings")

    def __str__(self):
        return self.site_name

    @property
    def icp_url(self) -> str:
        """The register of the Ministry of Industry and Information Technology."""
        return ICP_REGISTER

    @property
    def psb_url(self) -> str:
        """The entry of this site in the register of the public-security organs."""
        digits = "".join(character for character in self.psb_number if character.isdigit())
        return PUBLIC_SECURITY_REGISTER.format(code=quote(digits))


class MourningPeriodQuerySet(models.QuerySet):
    def on(self, day):
        """Periods announced for ``day``."""
        return self.filter(first_day__lte=day, last_day__gte=day)


class MourningPeriod(models.Model):
    """Days on which the site is shown in grey, by decision of an editor.

    Never automatic: the announcement that is its basis is part of the record.
    """

    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200)
    basis = models.CharField(
        _("announcement"),
        max_length=300,
        help_text=_("Who announced it, title, number and date of the document."),
    )
    basis_url = models.URLField(_("address of the announcement"), blank=True)
    decided_by = models.CharField(_("decided by"), max_length=60)

    objects = MourningPeriodQuerySet.as_manager()

    panels = [
        MultiFieldPanel(["first_day", "last_day", "reason"], heading=_("Mourning")),
        MultiFieldPanel(["basis", "basis_url", "decided_by"], heading=_("Basis")),
    ]

    class Meta:
        verbose_name = _("mourning announcement")
        verbose_name_plural = _("mourning announcements")
        ordering = ["-first_day"]
        indexes = [models.Index(fields=["first_day", "last_day"])]

    def __str__(self):
        return f"{self.first_day}—{self.last_day} {self.reason}"

    def clean(self):
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day cannot be before the first day.")})

    @classmethod
    def today(cls) -> MourningPeriod | None:
        """The period that covers today in the site's time zone, if any."""
        return cls.objects.on(timezone.localdate()).first()
