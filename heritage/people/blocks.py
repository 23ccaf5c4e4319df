"""Blocks that know people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.core.blocks import BodyBlock
from media.blocks import RecordingBlock


class PersonCardBlock(blocks.StructBlock):
    """The record of a person, shown in the text."""

    person = SnippetChooserBlock("heritage.Person", label=_("Person"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        person = value.get("person")
        while person and person.merged_into_id:
            # Chosen in a form that was open while the record was merged.
            person = person.merged_into
        # A record that is not published has no address yet, or no longer.
        context["value"] = {**value, "person": person if person and person.live else None}
        return context

    class Meta:
        label = _("Person")
        icon = "user"
        template = "blocks/person_card.html"


class StoryBodyBlock(BodyBlock):
    """The body of a page about people."""

    person_card = PersonCardBlock()
    recording = RecordingBlock()
