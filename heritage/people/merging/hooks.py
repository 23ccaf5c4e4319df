"""What merging puts into Wagtail's admin; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from heritage.people.merging import domain as merging
from heritage.people.merging import views as merge_views
from heritage.people.models import Person


@hooks.register("register_admin_urls")
def merge_urls():
    patterns = [
        path("", merge_views.ListView.as_view(), name="list"),
        path("choose/<int:pk>/", merge_views.ChooseView.as_view(), name="choose"),
        path("compare/<int:kept>/<int:merged>/", merge_views.CompareView.as_view(), name="compare"),
        path("<int:pk>/", merge_views.ResultView.as_view(), name="result"),
        path("<int:pk>/undo/", merge_views.UndoView.as_view(), name="undo"),
    ]
    return [path("people-merges/", include((patterns, "people_merges")))]


@hooks.register("register_permissions")
def merge_permission():
    return Permission.objects.filter(content_type__app_label="heritage", codename="merge_person")


@hooks.register("register_log_actions")
def merge_actions(actions):
    actions.register_action(
        merging.MERGED, _("Take in another record"), _("Another record was merged into this one")
    )
    actions.register_action(
        merging.MERGED_INTO, _("Merge into another record"), _("Merged into another record")
    )
    actions.register_action(merging.UNDONE, _("Undo a merge"), _("A merge was undone"))


@hooks.register("register_snippet_listing_buttons")
def merge_button(snippet, user, next_url=None):
    if isinstance(snippet, Person) and merging.may_merge(user, snippet):
        yield Button(
            _("Merge with another record"),
            url=reverse("people_merges:choose", args=[snippet.pk]),
            icon_name="collapse-down",
            priority=25,
        )


class MergesMenuItem(MenuItem):
    """Shown to those who may merge."""

    def is_shown(self, request):
        return merging.may_merge(request.user)


def merges_menu_item() -> MenuItem:
    """The list of merges, for the menu of records."""
    return MergesMenuItem(
        _("Merges"), reverse("people_merges:list"), icon_name="collapse-down", order=900
    )


hooks.register("register_bulk_action", merge_views.MergeBulkAction)
