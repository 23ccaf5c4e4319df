"""Events as calendars to subscribe to."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.core.models import SiteSettings
from heritage.memorials.events.calendar import calendar_of
from heritage.memorials.models import EventPage

KEPT_IN_FEED = datetime.timedelta(days=365)
MOST_IN_FEED = 1000
_TYPE = "text/calendar; charset=utf-8"


@require_safe
def calendar(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """All public events from a year ago on, or with ``pk`` one, as iCalendar."""
    if pk is None:
        since = timezone.now() - KEPT_IN_FEED
        events = EventPage.objects.published().to_come(since)[:MOST_IN_FEED]
        name = _("Events of %(site)s") % {"site": SiteSettings.for_request(request).site_name}
        file_name = "events.ics"
    else:
        event = get_object_or_404(EventPage.objects.published(), pk=pk)
        events, name, file_name = [event], event.title, f"event-{event.pk}.ics"
    answer = HttpResponse(
        calendar_of(
            events,
            name=name,
            host=request.get_host().partition(":")[0],
            absolute=request.build_absolute_uri,
        ),
        content_type=_TYPE,
    )
    answer["Content-Disposition"] = f'inline; filename="{file_name}"'
    return answer
