"""The search in Wagtail's admin."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from search.admin_pages import (
    import_views,
    log_views,
    promotion_views,
    rights,
    state_views,
    why_views,
)
from search.admin_pages.viewsets import SynonymViewSet
from search.curation import deciding, report, state

# Wagtail's own entries for promotions and for a log that is not filled.
_REPLACED = {"promoted-search-results", "search-terms"}


class RightMenuItem(MenuItem):
    """Shown to those who have one of some rights."""

    def __init__(self, *args, needs: tuple[str, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self._needs = needs

    def is_shown(self, request):
        return any(request.user.has_perm(right) for right in self._needs)


class SearchGroup(SnippetViewSetGroup):
    """What editors do for the search, under one entry of the menu."""

    items = (SynonymViewSet,)
    menu_label = pgettext_lazy("menu of editors", "Search")
    menu_name = "search-curation"
    menu_icon = "search"
    menu_order = 230

    def get_submenu_items(self):
        promotions = tuple(
            f"wagtailsearchpromotions.{action}_searchpromotion"
            for action in ("add", "change", "delete")
        )
        return [
            *super().get_submenu_items(),
            RightMenuItem(
                _("Promoted results"),
                reverse("wagtailsearchpromotions:index"),
                name="search-promotions",
                icon_name="pick",
                order=200,
                needs=promotions,
            ),
            RightMenuItem(
                _("Search log"),
                reverse("search_log"),
                name="search-log",
                icon_name=log_views.ICON,
                order=300,
                needs=(rights.READ_LOG,),
            ),
            RightMenuItem(
                _("Why is this here"),
                reverse("search_why"),
                name="search-why",
                icon_name=why_views.ICON,
                order=400,
                needs=(rights.READ_LOG,),
            ),
            RightMenuItem(
                _("State of the index"),
                reverse("search_state"),
                name="search-state",
                icon_name=state_views.ICON,
                order=500,
                needs=(rights.READ_STATE,),
            ),
        ]


register_snippet(SearchGroup)


# Before Wagtail's own, whose addresses they take.
@hooks.register("register_admin_urls", order=-1)
def promotion_urls():
    return [
        path("searchpicks/", promotion_views.PromotionIndexView.as_view()),
        path("searchpicks/results/", promotion_views.PromotionIndexView.as_view(results_only=True)),
        path("searchpicks/add/", promotion_views.PromotionCreateView.as_view()),
        path("searchpicks/<int:query_id>/", promotion_views.PromotionEditView.as_view()),
    ]


@hooks.register("register_admin_urls")
def curation_urls():
    patterns = [
        path("log/", log_views.search_log, name="search_log"),
        path("log/decide/", log_views.decide, name="search_decide"),
        path("why/", why_views.search_why, name="search_why"),
        path("why/again/", why_views.note_again, name="search_note_again"),
        path("state/", state_views.index_state, name="search_state"),
        path("state/jobs/", state_views.work_on_index, name="search_work"),
        path("synonyms/import/", import_views.import_synonyms, name="search_import_synonyms"),
    ]
    return [path("search-curation/", include(patterns))]


@hooks.register("construct_settings_menu")
def promotions_only_once(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in _REPLACED]


@hooks.register("construct_reports_menu")
def one_log_only(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in _REPLACED]


@hooks.register("register_permissions")
def permissions():
    return rights.permissions()


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        deciding.OFFERED, _("Offer a search"), _("Offered to readers as they type")
    )
    actions.register_action(deciding.WITHDRAWN, _("Withdraw a search"), _("Offered no more"))
    actions.register_action(deciding.HIDDEN, _("Leave a search out"), _("Left out of the report"))
    actions.register_action(deciding.SHOWN, _("Report a search again"), _("In the report again"))


class SearchPanel(Component):
    """On the dashboard: what the search needs an editor for, and only then."""

    name = "search_needs"
    template_name = "search/admin/panel.html"
    order = 85

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {
            "refused": state.refused().count() if user.has_perm(rights.READ_STATE) else 0,
            "unanswered": report.unanswered() if user.has_perm(rights.READ_LOG) else 0,
        }


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    panels.append(SearchPanel())
