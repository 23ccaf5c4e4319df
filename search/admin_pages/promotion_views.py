"""Wagtail's promotions under our menu, filled in from the log.

Wagtail offers its own list of popular searches and counts views of its own,
which this site does not fill; here the log of the search stands in for both.
"""

from __future__ import annotations

from django.forms import CharField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.contrib.search_promotions import forms, views

from search.curation.personal import notable


class SearchForm(forms.QueryForm):
    """The search a promotion is for."""

    query_string = CharField(
        label=_("Searched"),
        max_length=200,
        help_text=_("The whole search, as readers type it."),
    )


class PromotionIndexView(views.IndexView):
    """The list without Wagtail's count of views."""

    page_title = _("Promoted results")

    columns = [
        TitleColumn(
            "query_string",
            label=_("Searched"),
            width="40%",
            url_name="wagtailsearchpromotions:edit",
            sort_key="query_string",
        ),
        views.SearchPromotionColumn("editors_picks", label=_("Promoted results")),
    ]


class PromotionCreateView(views.CreateView):
    """A new promotion; ``?q=`` fills in the search."""

    form_class = SearchForm
    page_subtitle = _("Promoted results")
    template_name = "search/admin/promotion_add.html"

    def get_initial(self):
        return {"query_string": notable(self.request.GET.get("q", ""))}


class PromotionEditView(views.EditView):
    """A promotion in hand."""

    form_class = SearchForm
    template_name = "search/admin/promotion_edit.html"
