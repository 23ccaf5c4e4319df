"""A figure in words, as the lists of the admin show it."""

from __future__ import annotations

from django.utils.formats import date_format

from heritage.people.models import Figure, Organisation, Team, TeamActivity


def subject(figure: Figure) -> Organisation | Team | TeamActivity:
    """What the figure is about: exactly one of the three."""
    return figure.organisation or figure.team or figure.activity


def period(figure: Figure) -> str:
    """From when to when it counts, once where both are the same; of an activity its day."""
    ends = [end.display() for end in (figure.period_from, figure.period_to) if end]
    if not ends and figure.activity:
        return date_format(figure.activity.held_on)
    return "—".join(dict.fromkeys(ends))
