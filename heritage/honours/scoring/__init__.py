"""Results from a frozen rubric and scores: pure functions, no Django.

All arithmetic is in :class:`decimal.Decimal`. A judge's total is the sum of
score times weight over the criteria and is exact. Figures made from several
totals (mean, trimmed mean, sum of ranks, with a vote's share) are rounded once,
to three places, half away from zero (:func:`rounded`), and what is shown is
what is compared: two who stand equal in the table are a tie.
"""

from .agreement import Concordance, kendalls_w, outlying, spread
from .ranking import Contest, ContestResult, Row, Rules, compute
from .sheets import Criterion, Fault, Sheet, faults_of, most_of, rounded, total_of

__all__ = [
    "Concordance",
    "Contest",
    "ContestResult",
    "Criterion",
    "Fault",
    "Row",
    "Rules",
    "Sheet",
    "compute",
    "faults_of",
    "kendalls_w",
    "most_of",
    "outlying",
    "rounded",
    "spread",
    "total_of",
]
