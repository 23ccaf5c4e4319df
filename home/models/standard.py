"""Plain pages and sections."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.core.models import BasePage


class StandardPage(BasePage):
    """A page of text: about, accessibility, privacy."""

    template = "home/standard_page.html"
    search_kind = "page"
    parent_page_types = ["home.HomePage", "home.SectionPage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("A page of text, such as “About this site”.")

    menu = "footer"

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")


class SectionPage(BasePage):
    """Gathers the pages below it."""

    template = "home/section_page.html"
    search_kind = "page"
    schema_type = "CollectionPage"
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = [
        "home.StandardPage",
        "home.SectionPage",
        "heritage.StoryIndexPage",
        "heritage.ArticleIndexPage",
        "heritage.InterviewIndexPage",
        "heritage.MemorialIndexPage",
        "heritage.HonoursIndexPage",
        "heritage.EventIndexPage",
    ]
    page_description = _("Gathers pages or columns under one heading.")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def open_children(self) -> list[BasePage]:
        """Live public pages below, in the order of the tree, that lead somewhere."""
        children = self.get_children().live().public().specific()
        return [child for child in children if child.has_content]

    @property
    def has_content(self) -> bool:
        """Whether the door to this section leads anywhere."""
        return bool(self.open_children())

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "children": self.open_children(),
        }
