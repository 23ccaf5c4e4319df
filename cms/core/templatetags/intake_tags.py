"""What public templates need to know of intake."""

from __future__ import annotations

from django import template
from django.core.cache import cache

from cms.core.intake.call_backs import notice_in_force

register = template.Library()

# In seconds; a new notice may take as long to open the door.
KEEP = 60


@register.simple_tag
def call_back_is_open() -> bool:
    """Whether the public may ask to be called back now."""
    return cache.get_or_set("intake:call-back-open", lambda: notice_in_force() is not None, KEEP)
