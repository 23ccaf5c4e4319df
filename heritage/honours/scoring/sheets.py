"""One judge's score sheet: what may stand on it, and its total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PLACES = Decimal("0.001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What is scored from 0 to ``most`` in steps of ``step``; ``weight`` multiplies the score."""

    key: int
    most: Decimal
    weight: Decimal = Decimal(1)
    step: Decimal = Decimal("0.5")

    @property
    def share(self) -> Decimal:
        """The most it can add to a total."""
        return self.most * self.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one judge gave one candidate; ``values`` maps keys of criteria to scores."""

    judge: int
    candidate: int
    values: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the score of a criterion.

    ``why`` is ``missing``, ``unknown`` (no such criterion), ``range`` (below 0
    or above the most) or ``step``.
    """

    criterion: int
    why: str


def rounded(value: Decimal) -> Decimal:
    """``value`` to three places, half away from zero."""
    return value.quantize(PLACES, rounding=ROUND_HALF_UP)


def faults_of(
    criteria: Iterable[Criterion], values: Mapping[int, Decimal], *, whole: bool = True
) -> list[Fault]:
    """What keeps ``values`` from being a valid sheet; ``whole`` asks for every criterion."""
    known = {criterion.key: criterion for criterion in criteria}
    found = [Fault(key, "unknown") for key in sorted(values.keys() - known.keys())]
    for key, criterion in known.items():
        if key not in values:
            if whole:
                found.append(Fault(key, "missing"))
            continue
        value = values[key]
        if not value.is_finite() or not 0 <= value <= criterion.most:
            found.append(Fault(key, "range"))
        elif value % criterion.step:
            found.append(Fault(key, "step"))
    return found


def total_of(criteria: Iterable[Criterion], values: Mapping[int, Decimal]) -> Decimal:
    """The sum of score times weight, exact. Raises ``KeyError`` for a missing score."""
    return sum((values[each.key] * each.weight for each in criteria), Decimal(0))


def most_of(criteria: Iterable[Criterion]) -> Decimal:
    """The greatest total there can be."""
    return sum((criterion.share for criterion in criteria), Decimal(0))
