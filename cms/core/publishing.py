"""What must be right before a page may be seen by the public."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .blocks import CaptionedImageBlock


def missing_alt_texts(page) -> dict[str, list[str]]:
    """Faults by field name for pictures that say nothing to a blind reader."""
    faults: dict[str, list[str]] = {}
    if page.cover and not page.cover.has_alt_text:
        faults["cover"] = [_needs_alt(page.cover)]
    for image in _pictures(page.body):
        faults.setdefault("body", []).append(_needs_alt(image))
    return faults


def _needs_alt(image) -> str:
    return _("The image “%(title)s” needs an alternative text before it is published.") % {
        "title": image.title
    }


def _pictures(body):
    """Images of the body that have an alternative text neither here nor of their own."""
    for child in body:
        if isinstance(child.block, CaptionedImageBlock):
            values = [child.value]
        elif child.block_type == "gallery":
            values = child.value["images"]
        else:
            continue
        for value in values:
            image = value["image"]
            if image and not (value["alt"].strip() or image.has_alt_text):
                yield image
