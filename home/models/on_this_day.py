"""A day of the year and what happened on it."""

from __future__ import annotations

import datetime
import re

from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cms.core.models import BasePage
from heritage.stories.domain import on_this_day
from heritage.stories.models import DayInHistory

_LEAP_YEAR = 2000
# ISO 8601 has weeks as well, which nobody means here.
_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")


class OnThisDayPage(BasePage):
    """The days of history, one at a time; today where no day is asked for."""

    template = "home/on_this_day_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("What happened on this day.")

    content_panels = [*BasePage.head_panels]

    class Meta:
        verbose_name = _("on this day")

    @property
    def has_content(self) -> bool:
        """Whether the door to this page leads anywhere."""
        return DayInHistory.objects.exists()

    def get_context(self, request, *args, **kwargs):
        day = _day_asked_for(request)
        return {
            **super().get_context(request, *args, **kwargs),
            "day_label": date_format(day, _g("F j")),
            "is_today": (day.month, day.day) == _month_day(timezone.localdate()),
            "entries": on_this_day(month=day.month, day=day.day),
            "prev_url": _address(day - datetime.timedelta(days=1)),
            "next_url": _address(day + datetime.timedelta(days=1)),
            "days": _days_of(day.month, day.day),
            "months": _months(day.month),
        }


def _month_day(day: datetime.date) -> tuple[int, int]:
    return day.month, day.day


def _day_asked_for(request) -> datetime.date:
    text = request.GET.get("day", "")
    if not text:
        return timezone.localdate().replace(year=_LEAP_YEAR)
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return datetime.date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError as error:
        raise BadRequest(_g("Write the day as month-day, such as 10-25.")) from error


def _address(day: datetime.date) -> str:
    return f"?day={day:%m-%d}"


def _days_of(month: int, chosen: int) -> list[dict]:
    """The days of a month, each with how many entries it has."""
    counts: dict[int, int] = {}
    for day in DayInHistory.objects.filter(month=month).values_list("day", flat=True):
        counts[day] = counts.get(day, 0) + 1
    first = datetime.date(_LEAP_YEAR, month, 1)
    days = []
    day = first
    while day.month == month:
        days.append(
            {
                "day": day.day,
                "count": counts.get(day.day, 0),
                "url": _address(day),
                "current": day.day == chosen,
            }
        )
        day += datetime.timedelta(days=1)
    return days


def _months(chosen: int) -> list[dict]:
    return [
        {
            "label": date_format(datetime.date(_LEAP_YEAR, month, 1), "F"),
            "url": _address(datetime.date(_LEAP_YEAR, month, 1)),
            "current": month == chosen,
        }
        for month in range(1, 13)
    ]
