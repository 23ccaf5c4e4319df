"""The filters of the search page: facets as lists and regions as a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

from django.http import QueryDict

from cms.core.listing import query_without
from search.engines.base import FacetCount
from search.forms import CHOOSABLE, FACETS

from .presentation import FACET_TITLES, PATH, TREES, value_label

FIRST_OPTIONS = 12
"""Values of a facet that are shown at once; the others open below them."""

MAX_OPTIONS = 60
BY_VALUE = ("decade",)
"""Facets whose values stand in their own order; the others begin with the fullest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One value of a facet; ``url`` chooses it, or takes it off if chosen.

    ``first`` and ``more`` are the values within it, shown once it is open.
    """

    value: str
    label: str
    count: int
    chosen: bool
    url: str
    first: tuple[Branch, ...] = ()
    more: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A facet: the values shown at once, and those that open below."""

    name: str
    title: str
    first: tuple[Branch, ...]
    more: tuple[Branch, ...]


class _Links:
    """Addresses of a search with other values of one facet, its first page."""

    def __init__(self, params: QueryDict, name: str) -> None:
        self.name = name
        self.chosen = [value for value in dict.fromkeys(params.getlist(name)) if value]
        self._parameter = quote_plus(name)
        others = query_without(params, "page", name).urlencode()
        self._others = [others] if others else []

    def without(self, value: str) -> str:
        """Where ``value`` is taken off."""
        return self._to(one for one in self.chosen if one != value)

    def adding(self, value: str) -> str:
        """Where ``value`` is chosen as well."""
        if self.name not in TREES:
            return self._to([*self.chosen, value])
        # A region takes the place of those that lie in it, and of the one it lies in.
        return self._to([*(one for one in self.chosen if not _related(one, value)), value])

    def _to(self, values: Iterable[str]) -> str:
        own = [f"{self._parameter}={quote_plus(value)}" for value in values]
        return f"?{'&'.join([*self._others, *own])}"


Parted = tuple[tuple[Branch, ...], tuple[Branch, ...]]
"""What is shown at once, and what opens below."""


def groups(
    params: QueryDict,
    facets: Mapping[str, tuple[FacetCount, ...]],
    *,
    shown: Iterable[str] = FACETS,
) -> tuple[Group, ...]:
    """The facets of ``shown`` that have something to choose, in their order."""
    made = (_group(_Links(params, name), counts) for name in shown if (counts := facets.get(name)))
    return tuple(group for group in made if group.first)


def active(
    params: QueryDict,
    choices: Mapping[str, tuple[str, ...]],
    *,
    shown: Iterable[str] = CHOOSABLE,
) -> list[dict[str, str]]:
    """Everything chosen, with the address that takes it off alone."""
    return [
        {"label": _label(name, value), "remove_url": links.without(value)}
        for name in shown
        if name in choices
        for links in [_Links(params, name)]
        for value in choices[name]
    ]


def labels(choices: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Everything chosen, in words."""
    return [_label(name, value) for name in CHOOSABLE for value in choices.get(name, ())]


def _label(name: str, value: str) -> str:
    return f"{FACET_TITLES[name]}：{value_label(name, value, whole=True)}"


def _group(links: _Links, counts: tuple[FacetCount, ...]) -> Group:
    if links.name in TREES:
        first, more = _tree(links, counts)
    else:
        if links.name in BY_VALUE:
            counts = tuple(sorted(counts, key=lambda one: one.value))
        first, more = _parted(counts, lambda count: _branch(links, count))
    return Group(name=links.name, title=str(FACET_TITLES[links.name]), first=first, more=more)


def _tree(links: _Links, counts: tuple[FacetCount, ...]) -> Parted:
    """The outermost values, opened down to what is chosen and one level below it."""
    known = {count.value for count in counts if count.value}
    within: dict[str, list[FacetCount]] = {}
    for count in counts:
        if count.value:
            outer = count.value.rpartition(PATH)[0]
            within.setdefault(outer if outer in known else "", []).append(count)

    def is_open(count: FacetCount) -> bool:
        return any(_lies_in(value, count.value) for value in links.chosen)

    def level(outer: str) -> Parted:
        return _parted(within.get(outer, ()), grown, is_open)

    def grown(count: FacetCount) -> Branch:
        first, more = level(count.value) if is_open(count) else ((), ())
        return _branch(links, count, first=first, more=more)

    return level("")


def _branch(
    links: _Links,
    count: FacetCount,
    *,
    first: tuple[Branch, ...] = (),
    more: tuple[Branch, ...] = (),
) -> Branch:
    return Branch(
        value=count.value,
        label=value_label(links.name, count.value),
        count=count.count,
        chosen=count.chosen,
        url=links.without(count.value) if count.chosen else links.adding(count.value),
        first=first,
        more=more,
    )


def _parted(
    counts: Iterable[FacetCount],
    grown: Callable[[FacetCount], Branch],
    is_open: Callable[[FacetCount], bool] = lambda count: count.chosen,
) -> Parted:
    """The first values and all that are open, and as many of the others as are listed."""
    first, more = [], []
    for number, count in enumerate(counts):
        if number < FIRST_OPTIONS or is_open(count):
            first.append(grown(count))
        elif number < MAX_OPTIONS:
            more.append(grown(count))
    return tuple(first), tuple(more)


def _related(one: str, other: str) -> bool:
    return _lies_in(one, other) or _lies_in(other, one)


def _lies_in(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}{PATH}")
