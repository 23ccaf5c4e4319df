"""The kinds of records that the public hands in; each programme registers its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from .models import IntakeRecord


@dataclass(frozen=True, slots=True)
class Kind:
    """What intake must know of a kind.

    ``plain`` gives pairs of label and value that may be shown to whoever holds
    receipt and telephone number, and in lists of the office: nothing personal.
    ``status_template`` is included below them on the page where it is followed,
    with ``record`` and what ``status`` gives for the request.
    """

    model: type[IntakeRecord]
    label: str
    plain: Callable[[IntakeRecord], list[tuple[str, str]]]
    status_template: str = ""
    status: Callable[[IntakeRecord, HttpRequest], dict] = lambda record, request: {}

    @property
    def name(self) -> str:
        return self.model.kind


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known to following, retention, rotation and the admin."""
    if kind.name in _kinds:
        raise ValueError(f"the kind {kind.name!r} is registered twice")
    _kinds[kind.name] = kind
    return kind


def kind_of(name: str) -> Kind:
    """The kind of that name; raises ``LookupError`` for one that nobody registered."""
    if name not in _kinds:
        raise LookupError(f"no kind of record is registered as {name!r}")
    return _kinds[name]


def all_kinds() -> Iterator[Kind]:
    """Every registered kind, in order of registration."""
    yield from _kinds.values()
