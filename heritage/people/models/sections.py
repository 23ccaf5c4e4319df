"""The ways into the records, and which of them lead anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import pgettext_lazy

from cms.core.stamp import kept
from heritage.people.models.counting import place_counts
from heritage.people.models.honours import Honour
from heritage.people.models.organisations import Organisation
from heritage.people.models.teams import Team
from heritage.people.models.units import Battle, Conflict, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An index of records; ``current`` if the reader is in it."""

    name: str
    title: str
    url: str
    current: bool = False


def _published(*models: type[Model]) -> Callable[[], bool]:
    return lambda: any(model.objects.published().exists() for model in models)


_SECTIONS = {
    "units": (pgettext_lazy("section", "Units"), "unit_index", _published(Unit)),
    "wars": (
        pgettext_lazy("section", "Wars and battles"),
        "conflict_index",
        _published(Conflict, Battle),
    ),
    "honours": (pgettext_lazy("section", "Honours"), "honour_index", _published(Honour)),
    "places": (pgettext_lazy("section", "Places"), "place_index", lambda: bool(place_counts())),
    "organisations": (
        pgettext_lazy("section", "Organisations"),
        "organisation_index",
        _published(Organisation),
    ),
    "teams": (pgettext_lazy("section", "Teams"), "team_index", _published(Team)),
}


def section(name: str) -> Section:
    """The section ``name``, whether or not it has anything to show."""
    title, route, _has_any = _SECTIONS[name]
    return Section(name=name, title=str(title), url=reverse(route))


def open_sections() -> list[Section]:
    """The sections that have something published, in the order of the menu."""
    return [section(name) for name, (_t, _r, has_any) in _SECTIONS.items() if has_any()]


def sections_for(request: HttpRequest, people_index, *, current: str) -> list[Section]:
    """The menu of the records, with the index of people first where there is one."""
    found = kept("records:sections", open_sections)
    if people_index is not None and kept("records:people", lambda: people_index.has_content):
        people = Section(name="people", title=_g("People"), url=people_index.get_url(request))
        found = [people, *found]
    return [replace(each, current=each.name == current) for each in found]
