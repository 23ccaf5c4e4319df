"""The first-day checklist's one button."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from home import first_day


@require_POST
def toggle_item(request, item: str):
    """Tick an item or take the tick off, and go back to the dashboard."""
    try:
        first_day.toggle(user=request.user, item=item)
    except LookupError as error:
        raise Http404 from error
    return redirect("wagtailadmin_home")
