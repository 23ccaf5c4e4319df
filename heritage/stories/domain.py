"""Use cases of articles and stories."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from heritage.people.enums import LifeStatus
from heritage.people.models import Person
from heritage.stories.models import DayInHistory


def next_day_with_entries(*, month: int, day: int) -> tuple[int, int] | None:
    """Month and day of the next entry after this day, round the year; None without any."""
    days = DayInHistory.objects.order_by("month", "day").values_list("month", "day")
    later = days.filter(Q(month=month, day__gt=day) | Q(month__gt=month))
    return later.first() or days.first()


def on_this_day(*, month: int, day: int) -> list[dict]:
    """What happened on this day: entries kept by editors and people's own days.

    Each is ``{year, title, text, url, source}``; days kept every year (year
    None) come first, then by year.
    """
    found = list(DayInHistory.objects.on(month, day).select_related("page"))
    pages = Page.objects.live().public().filter(pk__in=[entry.page_id for entry in found])
    readable = set(pages.values_list("pk", flat=True))
    entries = [
        {
            "year": entry.year,
            "title": entry.title,
            "text": entry.text,
            "source": entry.source,
            "url": entry.page.url if entry.page_id in readable else "",
        }
        for entry in found
    ]
    endings = {
        LifeStatus.FALLEN: _("%(name)s fell"),
        LifeStatus.DECEASED: _("%(name)s died"),
    }
    told = " ".join(entry["title"] for entry in entries)
    suffix = f"-{month:02d}-{day:02d}"
    people = Person.objects.published().filter(death__endswith=suffix)
    entries += [
        {
            "year": person.death.year,
            "title": endings[person.life_status] % {"name": person.name},
            "text": "",
            "source": "",
            "url": person.url,
        }
        for person in people
        if person.life_status in endings and person.name not in told
    ]
    return sorted(entries, key=lambda entry: (entry["year"] is not None, entry["year"] or 0))
