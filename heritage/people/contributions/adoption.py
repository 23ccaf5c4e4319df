"""What a programme makes of a contribution it adopts.

People know no programme: each one registers here, when the site starts, what
becomes of the kinds of contribution it takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from wagtail.models import Page

from heritage.people.contribution_enums import ContributionKind
from heritage.people.models import Contribution


class Places(Protocol):
    """Gives the pages under which a user may put what is adopted."""

    def __call__(self, user) -> list[Page]: ...


class Make(Protocol):
    """Makes the draft of a contribution under one of those pages, and gives it."""

    def __call__(self, *, contribution: Contribution, under: Page, user) -> Page: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """How one kind of contribution becomes a page."""

    places: Places
    make: Make


_registered: dict[str, Adoption] = {}


def register_adoption(kind: ContributionKind, adoption: Adoption) -> None:
    """Say what becomes of a kind of contribution. Raises ``ValueError`` for a second one."""
    if kind in _registered:
        raise ValueError(f"{kind} is taken by another programme")
    _registered[kind] = adoption


def adoption_of(kind: str) -> Adoption | None:
    """What becomes of this kind; None where it is only taken note of."""
    return _registered.get(ContributionKind(kind))
