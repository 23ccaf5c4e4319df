"""Online exhibitions: rooms in order, objects in them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.core.models import BasePage
from cms.core.presenting import presenter_of
from heritage.memorials.blocks import RoomBlock
from search.engines.base import SearchDocument


class ExhibitionPage(BasePage):
    """An exhibition (云展播) of a site, below its page, or of none, below the section."""

    template = "heritage/memorials/exhibition_page.html"
    search_kind = "exhibition"
    schema_type = "ExhibitionEvent"
    parent_page_types = ["heritage.MemorialIndexPage", "heritage.MemorialSitePage"]
    subpage_types = []
    page_description = _("An online exhibition: rooms in order, with objects.")

    rooms = StreamField([("room", RoomBlock())], verbose_name=_("rooms"), blank=True)

    content_panels = [
        *BasePage.head_panels,
        FieldPanel("body"),
        FieldPanel("rooms"),
        *BasePage.credit_panels,
        *BasePage.gathering_panels,
    ]

    class Meta:
        verbose_name = _("exhibition")
        verbose_name_plural = _("exhibitions")

    def save(self, clean=True, **kwargs):
        if clean and self.live and (faults := self.unspoken_pictures()):
            raise ValidationError({"rooms": faults})
        return super().save(clean=clean, **kwargs)

    def unspoken_pictures(self) -> list[str]:
        """Faults for pictures of objects that tell nothing to somebody who cannot see them."""
        return [
            gettext("The image “%(title)s” needs an alternative text before it is published.")
            % {"title": value["image"].title}
            for room in self.rooms
            for value in room.value["objects"]
            if value["image"] and not (value["alt"].strip() or value["image"].has_alt_text)
        ]

    def search_document(self) -> SearchDocument | None:
        return presenter_of(self).document(self, super().search_document())

    def json_ld(self, request) -> dict:
        return {**super().json_ld(request), **presenter_of(self).json_ld(self, request)}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **presenter_of(self).context(self, request),
        }
