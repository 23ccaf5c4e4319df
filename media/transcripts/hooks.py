"""Transcripts in Wagtail's admin; loaded by ``media.wagtail_hooks``."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from media.transcripts import editor_views, import_views, views


@hooks.register("register_admin_urls")
def transcript_urls():
    patterns = [
        path("", views.transcript_list, name="list"),
        path("import/", import_views.UploadView.as_view(), name="upload"),
        path("import/<uuid:key>/", import_views.LookView.as_view(), name="look"),
        path("add/", import_views.AddView.as_view(), name="add"),
        path("<int:pk>/", editor_views.editor, name="edit"),
        path("<int:pk>/cues/", editor_views.cues, name="cues"),
        path("<int:pk>/details/", views.details, name="details"),
        path("<int:pk>/show/", views.show, name="show"),
        path("<int:pk>/delete/", views.delete, name="delete"),
        path("<int:pk>/download/<slug:name>/", views.download, name="download"),
        path("<int:pk>/<slug:name>/", views.step, name="step"),
    ]
    return [path("transcripts/", include((patterns, "transcripts")))]


class TranscriptsMenuItem(MenuItem):
    """Shown to those who have anything to do with transcripts."""

    def is_shown(self, request):
        return views.may_see(request.user)


@hooks.register("register_oral_history_menu_item")
def transcripts_menu_item() -> MenuItem:
    return TranscriptsMenuItem(
        _("Transcripts"),
        reverse("transcripts:list"),
        name="transcripts",
        icon_name=views.ICON,
        order=40,
    )


@hooks.register("register_log_actions")
def transcript_actions(actions):
    for action, label, message in (
        ("import", _("Import a transcript"), _("A transcript was imported")),
        ("edit", _("Edit a transcript"), _("The words of a transcript were changed")),
        ("state", _("Change the state of a transcript"), _("A transcript was moved on or back")),
        (
            "show_as_draft",
            _("Show a draft"),
            _("A transcript is shown before it is approved, or no longer"),
        ),
    ):
        actions.register_action(f"media.transcript.{action}", label, message)
