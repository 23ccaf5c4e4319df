"""Blocks of online exhibitions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from media.blocks import RecordingChooserBlock


class ExhibitObjectBlock(blocks.StructBlock):
    """An object (红色老物件): what it is, where it comes from, what it looks and sounds like."""

    name = blocks.CharBlock(label=_("Name of the object"), max_length=80)
    image = ImageChooserBlock(label=_("Picture"), required=False)
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=300,
        help_text=_("What the picture shows here. Left empty, the image's own text is used."),
    )
    dated = blocks.CharBlock(
        label=_("Time"), required=False, max_length=60, help_text=_("As it is known: 1952年冬.")
    )
    material = blocks.CharBlock(label=_("Material and size"), required=False, max_length=120)
    caption = blocks.TextBlock(label=_("Its story"), required=False, rows=4)
    provenance = blocks.CharBlock(
        label=_("Provenance"),
        required=False,
        max_length=200,
        help_text=_("Who gave it, when, and the number it is kept under."),
    )
    recording = RecordingChooserBlock(label=_("Recording"), required=False)

    class Meta:
        label = _("Object")
        icon = "pick"


class RoomBlock(blocks.StructBlock):
    """A room: its title, its text at the door, its objects in order."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text at the door"), required=False, rows=4)
    objects = blocks.ListBlock(ExhibitObjectBlock(), label=_("Objects"))

    class Meta:
        label = _("Room")
        icon = "grip"
