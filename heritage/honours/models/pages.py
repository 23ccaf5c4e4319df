"""The section of honours, and a campaign as the public reads it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.core.models import BasePage
from cms.core.presenting import presenter_of
from search.engines.base import SearchDocument

from .campaigns import Campaign


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

    def search_document(self) -> SearchDocument | None:
        return presenter_of(self).document(self, super().search_document())

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }
