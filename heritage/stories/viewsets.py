"""Days of history in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from heritage.stories.models import DayInHistory


class DayInHistoryViewSet(SnippetViewSet):
    """Days of history."""

    model = DayInHistory
    icon = "date"
    menu_label = _("Days in history")
    menu_order = 300
    list_display = ["title", "month", "day", "year", "source"]
    list_filter = ["month", "day"]
    list_per_page = 50
