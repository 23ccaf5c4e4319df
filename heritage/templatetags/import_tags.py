"""What the importer has to say, in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from heritage.stories.importing.messages import DROP_REASONS

register = template.Library()


@register.filter
def message(said) -> str:
    """A fault or notice of the importer, translated before its parameters are put in."""
    return gettext(said.template) % said.params


@register.filter
def drop_reason(piece) -> str:
    """Why a piece of a file was left out."""
    return gettext(DROP_REASONS[piece.reason])
