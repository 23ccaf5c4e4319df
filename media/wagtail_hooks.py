"""Recordings in Wagtail's admin."""

from __future__ import annotations

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from media.recording_admin import stream_views, views
from media.recording_admin.panels import RecordingFaultsPanel
from media.recording_admin.permissions import may_look_after
from media.transcripts import hooks as transcript_hooks  # noqa: F401  (registers its own)
from media.uploads import tus


@hooks.register("register_admin_urls")
def recording_urls():
    return [
        path("recordings/upload/", views.upload, name="recording_upload"),
        path("recordings/upload/files/", tus.CreateView.as_view(), name="recording_tus"),
        path(
            "recordings/upload/files/<uuid:key>/", tus.FileView.as_view(), name="recording_tus_file"
        ),
        path("recordings/upload/<uuid:key>/finish/", views.finish, name="recording_upload_finish"),
        path(
            "recordings/upload/<uuid:key>/discard/", views.discard, name="recording_upload_discard"
        ),
        path("recordings/fixity/", views.fixity_report, name="recording_fixity"),
        path("recordings/fixity/begin/", views.fixity_begin, name="recording_fixity_begin"),
        path("recordings/<int:pk>/file", stream_views.stream, name="recording_admin_stream"),
        path("recordings/<int:pk>/original", stream_views.download, name="recording_original"),
        path("recordings/<int:pk>/state", views.state, name="recording_state"),
        path("recordings/<int:pk>/again/", views.again, name="recording_again"),
        path(
            "recordings/<int:pk>/file/<str:name>",
            stream_views.stream,
            name="recording_admin_rendition",
        ),
        # Stands before wagtailmedia's own view of this address.
        path("media/delete/<int:media_id>/", views.delete),
    ]


@hooks.register("construct_main_menu")
def name_the_menu_item(request, menu_items):
    for item in menu_items:
        if item.name == "media":
            item.label = _("Recordings")


class FixityMenuItem(MenuItem):
    """Shown to those who look after recordings."""

    def is_shown(self, request):
        return may_look_after(request.user)


@hooks.register("register_reports_menu_item")
def fixity_menu_item():
    return FixityMenuItem(
        _("Checksums of the originals"),
        reverse("recording_fixity"),
        name="recording-fixity",
        icon_name="check",
        order=910,
    )


@hooks.register("construct_homepage_panels")
def faults_on_dashboard(request, panels):
    panels.append(RecordingFaultsPanel())


@hooks.register("register_log_actions")
def recording_actions(actions):
    actions.register_action(
        "media.recording.process",
        _("Make copies for the web"),
        _("What is missing of the copies for the web is made"),
    )
