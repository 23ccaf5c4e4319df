"""The log of a team as the public reads it.

A page calls ``log(team, page=request.GET.get("p"))`` and shows the entries of
``years`` under their year, then who agreed to be named and how many others.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator

from heritage.people.models import Team, TeamActivity, TeamMember

PER_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """One page of published activities by year, the latest first, and the members.

    ``others`` counts members who did not agree to be named.
    """

    page_obj: Page
    years: tuple[tuple[int, tuple[TeamActivity, ...]], ...]
    members: tuple[TeamMember, ...]
    others: int


def log(team: Team, *, page: int | str | None = None) -> Log:
    """The published log of ``team``; a page that does not exist gives the nearest one."""
    activities = team.activities.published().prefetch_related("figures")
    page_obj = Paginator(activities.order_by("-held_on", "-pk"), PER_PAGE).get_page(page)
    members = list(team.members.select_related("person"))
    agreed = tuple(member for member in members if member.agreed)
    return Log(
        page_obj=page_obj,
        years=tuple(
            (year, tuple(entries))
            for year, entries in groupby(page_obj, key=lambda entry: entry.held_on.year)
        ),
        members=agreed,
        others=len(members) - len(agreed),
    )
