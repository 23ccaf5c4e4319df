"""Recordings in templates."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

from media.models import Recording
from media.recording_admin.permissions import may_change
from media.recording_admin.shown import shown, state_of

register = template.Library()


@register.filter
def as_clock(milliseconds: int | None) -> str:
    """Milliseconds as h:mm:ss or m:ss; empty for none."""
    if not milliseconds:
        return ""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@register.filter
def last_line(text: str) -> str:
    """The last line of a traceback, which says what went wrong."""
    return text.strip().rsplit("\n", 1)[-1][:300]


@register.simple_tag
def recording_state(recording: Recording) -> str:
    """How far a recording is, in a word."""
    state = state_of(recording)
    if state.percent is None:
        return state.label
    return format_html("{} {}%", state.label, state.percent)


@register.inclusion_tag("media/admin/recordings/panel.html", takes_context=True)
def recording_panel(context, recording: Recording) -> dict:
    """Everything about a recording beside its form."""
    request = context["request"]
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "recording": recording,
        "shown": shown(recording),
        "may_change": may_change(request.user, recording),
    }
