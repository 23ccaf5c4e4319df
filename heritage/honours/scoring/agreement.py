"""How far judges agree: spread, outlying totals, Kendall's W.

- W with correction for ties: M. G. Kendall, B. Babington Smith, "The Problem
  of m Rankings", Annals of Mathematical Statistics 10 (1939), 275-287.
- Outliers by the modified z-score: B. Iglewicz, D. C. Hoaglin, "How to Detect
  and Handle Outliers" (1993): farther than 3.5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .sheets import rounded

OUTLYING = Decimal("3.5")
LEAST_FOR_OUTLIERS = 5
# For normal data the median absolute deviation is 0.6745 and the mean one 0.7979 of sigma.
MAD_OF_SIGMA = Decimal("0.6745")
MEAN_DEVIATION_OF_SIGMA = Decimal("0.797885")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """Kendall's W, 0 (no agreement) to 1 (all rank alike), to three places.

    ``judges`` and ``candidates`` are how many entered it. ``w`` is None where
    it says nothing: fewer than two of either, or every judge ranks all equal.
    """

    w: Decimal | None
    judges: int
    candidates: int


def midranks(values: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Ranks from 1 for the greatest; equal values share the mean of their places."""
    counts = Counter(values.values())
    places, above = {}, 0
    for value in sorted(counts, reverse=True):
        places[value] = Decimal(2 * above + counts[value] + 1) / 2
        above += counts[value]
    return {key: places[value] for key, value in values.items()}


def kendalls_w(totals: Mapping[int, Mapping[int, Decimal]]) -> Concordance:
    """W over ``totals``, by judge and then by candidate.

    W needs a full table. Where judges left candidates out (recusal), it is
    taken over the fullest one: the judges who scored everybody, or the
    candidates whom everybody scored, whichever holds more scores.
    """
    table = _fullest(totals)
    candidates = sorted({key for row in table.values() for key in row})
    m, n = len(table), len(candidates)
    if m < 2 or n < 2:
        return Concordance(w=None, judges=m, candidates=n)
    ranks = [midranks(row) for row in table.values()]
    sums = [sum((row[key] for row in ranks), Decimal(0)) for key in candidates]
    mean = Decimal(m * (n + 1)) / 2
    deviation = sum(((each - mean) ** 2 for each in sums), Decimal(0))
    ties = sum(
        count**3 - count for row in table.values() for count in Counter(row.values()).values()
    )
    most = m * m * (n**3 - n) - m * ties
    w = rounded(12 * deviation / most) if most else None
    return Concordance(w=w, judges=m, candidates=n)


def _fullest(totals: Mapping[int, Mapping[int, Decimal]]) -> dict[int, dict[int, Decimal]]:
    scored = {judge: dict(row) for judge, row in totals.items() if row}
    everybody = {key for row in scored.values() for key in row}
    by_all = set.intersection(*(set(row) for row in scored.values())) if scored else set()
    whole = {judge: row for judge, row in scored.items() if row.keys() == everybody}
    if len(whole) * len(everybody) >= len(scored) * len(by_all):
        return whole
    return {judge: {key: row[key] for key in by_all} for judge, row in scored.items()}


def mean(values: Iterable[Decimal]) -> Decimal:
    """The mean, not rounded; ``values`` must not be empty."""
    held = list(values)
    return sum(held, Decimal(0)) / len(held)


def median(values: Iterable[Decimal]) -> Decimal:
    """The median, not rounded; ``values`` must not be empty."""
    held = sorted(values)
    middle = len(held) // 2
    return held[middle] if len(held) % 2 else (held[middle - 1] + held[middle]) / 2


def spread(values: Sequence[Decimal]) -> Decimal | None:
    """The standard deviation of the sample, to three places; None for fewer than two."""
    if len(values) < 2:
        return None
    # Sorted, so that the last digit does not hang on the order of the judges.
    held = sorted(values)
    centre = mean(held)
    return rounded((sum((each - centre) ** 2 for each in held) / (len(held) - 1)).sqrt())


def outlying(totals: Mapping[int, Decimal]) -> frozenset[int]:
    """Keys of totals whose modified z-score is beyond 3.5; nothing below five totals.

    Where more than half are equal the median deviation is 0, and the mean
    deviation takes its place, as Iglewicz and Hoaglin say.
    """
    if len(totals) < LEAST_FOR_OUTLIERS:
        return frozenset()
    centre = median(totals.values())
    away = {key: abs(value - centre) for key, value in totals.items()}
    sigma = (
        median(away.values()) / MAD_OF_SIGMA
        or mean(sorted(away.values())) / MEAN_DEVIATION_OF_SIGMA
    )
    if not sigma:
        return frozenset()
    return frozenset(key for key, distance in away.items() if distance / sigma > OUTLYING)
