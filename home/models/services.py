"""Links to services that live elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.core.models import BasePage


class ServiceLinkBlock(blocks.StructBlock):
    """A service: what it is for and where it is."""

    title = blocks.CharBlock(label=_("Service"), max_length=80)
    description = blocks.TextBlock(label=_("What it is for"), required=False, rows=2)
    url = blocks.URLBlock(
        label=_("Address"),
        required=False,
        help_text=_("Left empty where the service is only inside an app; say how to find it."),
    )

    class Meta:
        label = _("Service")
        icon = "link-external"


class ServiceGroupBlock(blocks.StructBlock):
    """Services of one kind."""

    title = blocks.CharBlock(label=_("Heading of the group"), max_length=80)
    services = blocks.ListBlock(ServiceLinkBlock(), label=_("Services"), min_num=1)

    class Meta:
        label = _("Group of services")
        icon = "list-ul"


class ServiceLinksPage(BasePage):
    """Where to go for cards, benefits and alliances that this site does not run."""

    template = "home/service_links_page.html"
    search_kind = "page"
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = []
    page_description = _("Links to services that live elsewhere.")

    links = StreamField([("group", ServiceGroupBlock())], verbose_name=_("services"), blank=True)

    content_panels = [
        *BasePage.head_panels,
        FieldPanel("links"),
        *BasePage.gathering_panels,
    ]

    class Meta:
        verbose_name = _("page of services")

    @property
    def has_content(self) -> bool:
        """Whether the door to this page leads anywhere."""
        return bool(self.links)

    @property
    def body_text(self) -> str:
        return "\n".join(self.links.stream_block.get_searchable_content(self.links))
