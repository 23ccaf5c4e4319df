"""The kinds of records that the public hands in; each programme registers its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import IntakeRecord


@dataclass(frozen=True, slots=True)
class Kind:
    """What intake must know of a kind.

    ``plain`` gives pairs of label and value that may be shown to whoever holds
    receipt and telephone number, and in lists of the office: nothing personal.
    ``related`` names the relations it reads. ``status_template`` is included
    below them on the page where it is followed, with ``record`` and what
    ``status`` gives for the request. ``may_withdraw`` says whether the person may
    still take it back, ``withdraw`` is the use case for it, called with ``record``
    (without one, :func:`~.domain.withdraw`), ``withdrawn`` is said afterwards.

    In the admin, ``answer_field`` is the encrypted field that the office
    writes into when it moves a record on. ``move`` is the use case it calls,
    with ``record``, ``to``, ``seen``, ``answer`` and ``user``; without one,
    :func:`~.domain.answer`. States in ``apart`` are reached by a page of
    their own, not by the record's buttons. ``admin_template`` is included on
    the record's page, with ``record`` and what ``admin`` gives for the request.

    ``purged`` deletes what else is personal about the records with the given
    keys, in the transaction of the purge.
    """

    model: type[IntakeRecord]
    label: str
    plain: Callable[[IntakeRecord], list[tuple[str, str]]]
    related: tuple[str, ...] = ()
    status_template: str = ""
    status: Callable[[IntakeRecord, HttpRequest], dict] = lambda record, request: {}
    may_withdraw: Callable[[IntakeRecord], bool] = lambda record: record.can_be_withdrawn
    withdraw: Callable[..., IntakeRecord] | None = None
    withdrawn: str = _("You have withdrawn it.")
    answer_field: str = ""
    move: Callable[..., IntakeRecord] | None = None
    apart: frozenset[str] = frozenset()
    admin_template: str = ""
    admin: Callable[[IntakeRecord, HttpRequest], dict] = lambda record, request: {}
    purged: Callable[[list[int]], object] = lambda keys: None

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
