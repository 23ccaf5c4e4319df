"""Which public pages go with a record; each programme says so for its own pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse

from heritage.people.models import Conflict, Honour, Person, Place, Unit

SHOWN = 6

# Facets of the search that stand for a record, by its name.
_FACETS: dict[type[Model], str] = {
    Person: "person",
    Conflict: "conflict",
    Honour: "honour",
    Unit: "unit",
    Place: "place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page: its name in the search, its heading, the template of its card.

    ``layout`` is the class of the list the cards stand in.
    """

    name: str
    title: str
    card: str
    layout: str = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The first pages of one kind that go with a record; ``more_url`` where there are others."""

    kind: Kind
    pages: list
    more_url: str = ""


_registered: dict[str, tuple[Kind, Callable[[Model], QuerySet]]] = {}


def register(kind: Kind, function: Callable[[Model], QuerySet]) -> None:
    """Let ``function`` say which live public pages of ``kind`` go with a record.

    It is asked about records of every model and answers with an empty
    queryset for those it has nothing to do with.
    """
    _registered[kind.name] = kind, function


def gathered(record: Model, *, shown: int = SHOWN) -> list[Gathered]:
    """What goes with ``record``, kind by kind; kinds that have nothing are left out."""
    found = []
    for kind, function in _registered.values():
        pages = list(function(record)[: shown + 1])
        if pages:
            more = _search_url(record, kind) if len(pages) > shown else ""
            found.append(Gathered(kind=kind, pages=pages[:shown], more_url=more))
    return found


def _value(record: Model) -> str:
    """What the record is called in its facet."""
    return record.search_path if isinstance(record, Place) else record.name


def _search_url(record: Model, kind: Kind) -> str:
    facet = _FACETS.get(type(record))
    asked = {facet: _value(record)} if facet else {"q": record.name}
    return f"{reverse('search')}?{urlencode({**asked, 'kind': kind.name})}"
