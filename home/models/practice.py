"""Where a new editor may try everything."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.models import PageViewRestriction

from cms.core.models import BasePage


class PracticePage(BasePage):
    """The practice section. Whatever is published in it, the public never sees.

    The restriction is set at every save, so it cannot be taken off for good;
    menus, search, feeds and the site map leave out restricted pages anyway.
    """

    template = "home/practice_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "heritage.StoryIndexPage",
        "heritage.ArticleIndexPage",
        "heritage.InterviewIndexPage",
        "heritage.MemorialIndexPage",
        "heritage.HonoursIndexPage",
        "heritage.EventIndexPage",
    ]
    page_description = _("For new editors: nothing in here is ever public.")

    has_content = False

    class Meta:
        verbose_name = _("practice section")

    def save(self, *args, **kwargs):
        result = super().save(*args, **kwargs)
        self.keep_private()
        return result

    def keep_private(self) -> None:
        """Restrict the section to people who are logged in."""
        PageViewRestriction.objects.update_or_create(
            page=self, defaults={"restriction_type": PageViewRestriction.LOGIN}
        )
