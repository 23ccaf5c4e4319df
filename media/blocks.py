"""Blocks that know recordings."""

from __future__ import annotations

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtailmedia.blocks import AbstractMediaChooserBlock

from media.access import access_to
from media.sources import sources_for


class RecordingChooserBlock(AbstractMediaChooserBlock):
    """Choose a recording, sound or film."""

    @cached_property
    def widget(self):
        """wagtailmedia's chooser; imported where Django's apps are loaded."""
        from wagtailmedia.widgets import AdminMediaChooser

        return AdminMediaChooser()

    def render_basic(self, value, context=None) -> str:
        """Its title: what it plays depends on who asks."""
        return str(value) if value else ""

    class Meta:
        icon = "media"


class RecordingBlock(blocks.StructBlock):
    """A recording in the text, played as its release or its interview's consent allows."""

    recording = RecordingChooserBlock(label=_("Recording"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=300,
        help_text=_("What is heard or seen. Left empty, the title of the recording is shown."),
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        recording = value.get("recording")
        context["sources"] = None
        if recording is not None and request is not None:
            access = access_to(recording, request)
            if access.may_play:
                context["sources"] = sources_for(recording, access.silenced)
        return context

    class Meta:
        label = _("Recording")
        icon = "media"
        template = "blocks/recording.html"
