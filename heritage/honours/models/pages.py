"""The section of honours, and a campaign as the public reads it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.core.models import BasePage
from cms.core.presenting import presenter_of
from search.engines.base import SearchDocument

from .campaigns import Campaign
from .honoured import Honouree

# Of the 50,000 addresses a sitemap holds (sitemaps.org) people and pages need the most.
MOST_IN_SITEMAP = 5_000


class CampaignQuerySet(PageQuerySet):
    def published(self):
        """Campaigns whose page the public may open."""
        return self.live().public()


class HonoursIndexPage(BasePage):
    """Campaigns, the years' showcases and the honour wall."""

    template = "heritage/honours/honours_index_page.html"
    schema_type = "CollectionPage"
    parent_page_types = ["home.HomePage", "home.SectionPage", "home.PracticePage"]
    subpage_types = ["heritage.CampaignPage"]
    page_description = _("Model of the year: lists campaigns, showcases and the honour wall.")

    content_panels = [*BasePage.head_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("section of honours")
        verbose_name_plural = _("sections of honours")

    def campaigns(self) -> CampaignQuerySet:
        """Live campaigns below; public if this page itself is."""
        return self.as_open_as_this(CampaignPage.objects.live().descendant_of(self))

    @property
    def has_content(self) -> bool:
        """Whether the door to this section leads anywhere."""
        return self.campaigns().exists()

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_sitemap_urls(self, request=None):
        """This page; from the first section also the wall, the years and who is shown there.

        Of very many honourees those of the newest years; the rest are found from the wall.
        """
        entries = super().get_sitemap_urls(request)
        first = HonoursIndexPage.objects.live().public().order_by("path").first()
        if request is None or first != self:
            return entries
        shown = Honouree.objects.shown().order_by("-year", "pk")
        years = list(shown.order_by("-year").values_list("year", flat=True).distinct())
        found = [reverse("honour_wall")] if years else []
        if len(years) > 1:
            found.append(reverse("honour_years"))
        found += [reverse("showcase_year", args=[year]) for year in years]
        found += [each.get_absolute_url() for each in shown.only("slug")[:MOST_IN_SITEMAP]]
        return entries + [{"location": request.build_absolute_uri(path)} for path in found]

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }


class CampaignPage(BasePage):
    """What the public reads of a campaign: call, titles, timetable, rules, contact, results."""

    template = "heritage/honours/campaign_page.html"
    search_kind = "campaign"
    schema_type = "WebPage"
    parent_page_types = ["heritage.HonoursIndexPage"]
    subpage_types = []
    page_description = _("A campaign: the call, its timetable, and what came of it.")

    campaign = models.OneToOneField(
        Campaign, verbose_name=_("campaign"), on_delete=models.PROTECT, related_name="page"
    )
    rules = models.TextField(_("rules"), blank=True)
    contact = models.TextField(_("whom to ask"), blank=True)

    objects = PageManager.from_queryset(CampaignQuerySet)()

    content_panels = [
        *BasePage.head_panels,
        FieldPanel("campaign"),
        FieldPanel("body"),
        FieldPanel("rules"),
        FieldPanel("contact"),
        *BasePage.credit_panels,
        *BasePage.gathering_panels,
    ]

    class Meta:
        verbose_name = _("campaign page")
        verbose_name_plural = _("campaign pages")

    def clean(self):
        super().clean()
        before = CampaignPage.objects.filter(pk=self.pk).values_list("campaign", flat=True).first()
        # The public knows the address, and reads the notices with it.
        if before is not None and before != self.campaign_id:
            raise ValidationError({"campaign": _("This page stays with its campaign.")})

    def search_document(self) -> SearchDocument | None:
        return presenter_of(self).document(self, super().search_document())

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }
