"""From score sheets to a ranking: one contest is those who compete for the same places.

A figure is made of the judges' totals as the rules say:

``mean``
    their mean.
``trimmed``
    their mean without the ``dropped`` highest and lowest; fewer than
    ``2 * dropped + 1`` totals give no figure.
``rank_sum``
    the sum of the judges' ranks, equal totals sharing the mean of their
    places; the smallest is best. Who scored only ``k`` of ``n`` candidates
    (recusal) gives ranks stretched to ``n``: ``(rank - 1/2) * n / k + 1/2``; a
    candidate with fewer sheets than the others has their mean times the number
    of judges of the contest.

A public vote with weight ``v`` percent: ``(100 - v) %`` of the figure plus
``v %`` of the vote. Under the means the vote counts as points: the most votes
of the contest give the greatest total there can be, others in proportion.
Under ``rank_sum`` it counts as the rank by votes times the number of judges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .agreement import Concordance, kendalls_w, mean, median, midranks, outlying, spread
from .sheets import Criterion, Sheet, faults_of, most_of, rounded, total_of

MEAN, TRIMMED, RANK_SUM = "mean", "trimmed", "rank_sum"
AGGREGATIONS = (MEAN, TRIMMED, RANK_SUM)
WEIGHTIEST, MEAN_RULE, MEDIAN = "weightiest", "mean", "median"
FIRST_PLACES, EARLIER_ROUND, PANEL = "first_places", "earlier_round", "panel"
TIE_RULES = (WEIGHTIEST, MEAN_RULE, MEDIAN, FIRST_PLACES, EARLIER_ROUND, PANEL)
LAST = Decimal("Infinity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a round's figures are made; see the module.

    ``tie_rules`` in the order they are applied; what they leave equal is for
    the panel. ``vote_weight`` in percent.
    """

    aggregation: str = MEAN
    dropped: int = 1
    least_scores: int = 3
    tie_rules: Sequence[str] = ()
    vote_weight: Decimal = Decimal(0)

    def __post_init__(self):
        if self.aggregation not in AGGREGATIONS:
            raise ValueError(f"no such aggregation: {self.aggregation!r}")
        if unknown := [rule for rule in self.tie_rules if rule not in TIE_RULES]:
            raise ValueError(f"no such rules for ties: {unknown}")
        if not 0 <= self.vote_weight <= 100:
            raise ValueError("the share of a vote is between 0 and 100 percent")

    @property
    def needed(self) -> int:
        """How many valid scores a figure needs."""
        trimmed = 2 * self.dropped + 1 if self.aggregation == TRIMMED else 0
        return max(self.least_scores, trimmed, 1)

    @property
    def smallest_is_best(self) -> bool:
        return self.aggregation == RANK_SUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Who competes for the same ``places``.

    ``votes`` by candidate, 0 where missing. ``earlier`` holds their places in
    the round before. ``panel`` is the order the panel gave to those who tied: a
    smaller number stands before a greater. ``stars`` maps a star level to the
    figure it begins at; a sum of ranks gives none.
    """

    key: str
    candidates: Sequence[int]
    places: int
    votes: Mapping[int, Decimal] = field(default_factory=dict)
    earlier: Mapping[int, int] = field(default_factory=dict)
    panel: Mapping[int, int] = field(default_factory=dict)
    stars: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A candidate in a result.

    ``totals`` and ``ranks`` by judge; ``dropped`` are the judges a trimmed mean
    left out. ``judged`` is the judges' figure, ``figure`` that with the vote's
    share; both are None with too few scores. ``rank`` is shared by who stays
    equal after all rules. ``decided_by`` is the rule that parted it from others
    of the same figure.
    """

    candidate: int
    totals: Mapping[int, Decimal]
    ranks: Mapping[int, Decimal]
    dropped: tuple[int, ...]
    judged: Decimal | None
    votes: Decimal | None
    figure: Decimal | None
    rank: int | None
    decided_by: str
    stars: int | None
    spread: Decimal | None
    outlying: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestResult:
    """The ranking of a contest, best first, those without a figure last.

    ``open_ties`` are groups the panel has to decide: still equal, and not all
    of them on the same side of the last place. ``leaning`` is by how much a
    judge's totals lie, on average, above the mean of all judges of the same
    candidates.
    """

    contest: Contest
    rows: tuple[Row, ...]
    open_ties: tuple[tuple[int, ...], ...]
    agreement: Concordance
    leaning: Mapping[int, Decimal]

    @property
    def placed(self) -> tuple[int, ...]:
        """Who has one of the places, best first; only those surely."""
        undecided = {key for tie in self.open_ties for key in tie}
        return tuple(
            row.candidate
            for row in self.rows
            if row.rank is not None
            and row.rank <= self.contest.places
            and row.candidate not in undecided
        )


def compute(
    *, criteria: Sequence[Criterion], sheets: Iterable[Sheet], rules: Rules, contest: Contest
) -> ContestResult:
    """The result of one contest; the order of the sheets changes nothing.

    Raises ``ValueError`` for a sheet that is no valid one, a second sheet of a
    judge for a candidate, or one for a candidate who does not compete.
    """
    held = _checked(criteria, sheets, contest)
    by_judge: dict[int, dict[int, Decimal]] = defaultdict(dict)
    by_candidate: dict[int, dict[int, Decimal]] = {key: {} for key in contest.candidates}
    for sheet in held:
        total = total_of(criteria, sheet.values)
        by_judge[sheet.judge][sheet.candidate] = total
        by_candidate[sheet.candidate][sheet.judge] = total
    ranks = _ranks(by_judge, len(contest.candidates))
    judged = {}
    dropped: dict[int, tuple[int, ...]] = {}
    for key, totals in by_candidate.items():
        dropped[key] = _left_out(totals, rules)
        judged[key] = _judged(totals, ranks[key], dropped[key], rules, len(by_judge))
    figures = _with_votes(judged, rules, contest, most_of(criteria), len(by_judge))
    ties = _TieBreaker(criteria, held, by_candidate, by_judge, contest, rules)
    ranked = _ranked(figures, rules, ties)
    rows = tuple(
        Row(
            candidate=key,
            totals=by_candidate[key],
            ranks=ranks[key],
            dropped=dropped[key],
            judged=judged[key],
            votes=contest.votes.get(key, Decimal(0)) if rules.vote_weight else None,
            figure=figures[key],
            rank=rank,
            decided_by=decided_by,
            stars=_stars(figures[key], rules, contest),
            spread=spread(list(by_candidate[key].values())),
            outlying=tuple(sorted(outlying(by_candidate[key]))),
        )
        for key, rank, decided_by in ranked
    )
    return ContestResult(
        contest=contest,
        rows=rows,
        open_ties=_open_ties(rows, contest),
        agreement=kendalls_w(by_judge),
        leaning=_leaning(by_judge, by_candidate),
    )


def _checked(criteria, sheets, contest) -> list[Sheet]:
    held = sorted(sheets, key=lambda sheet: (sheet.candidate, sheet.judge))
    seen, competing = set(), set(contest.candidates)
    for sheet in held:
        if sheet.candidate not in competing:
            raise ValueError(f"{sheet.candidate} does not compete")
        if (sheet.judge, sheet.candidate) in seen:
            raise ValueError(f"judge {sheet.judge} has two sheets for {sheet.candidate}")
        if faults := faults_of(criteria, sheet.values):
            raise ValueError(f"the sheet of {sheet.judge} for {sheet.candidate}: {faults}")
        seen.add((sheet.judge, sheet.candidate))
    return held


def _ranks(by_judge, n: int) -> dict[int, dict[int, Decimal]]:
    """By candidate and judge: the rank among those the judge scored, stretched to all."""
    ranks: dict[int, dict[int, Decimal]] = defaultdict(dict)
    half = Decimal("0.5")
    for judge, totals in sorted(by_judge.items()):
        for key, rank in midranks(totals).items():
            whole = len(totals) == n
            ranks[key][judge] = rank if whole else (rank - half) * n / len(totals) + half
    return ranks


def _left_out(totals: Mapping[int, Decimal], rules: Rules) -> tuple[int, ...]:
    if rules.aggregation != TRIMMED or not rules.dropped or len(totals) < rules.needed:
        return ()
    order = sorted(totals, key=lambda judge: (totals[judge], judge))
    return (*order[: rules.dropped], *order[-rules.dropped :])


def _judged(totals, ranks, dropped, rules: Rules, judges: int) -> Decimal | None:
    if len(totals) < rules.needed:
        return None
    if rules.aggregation == RANK_SUM:
        held = sorted(ranks.values())
        return rounded(sum(held, Decimal(0)) * judges / len(held))
    return rounded(mean(total for judge, total in totals.items() if judge not in dropped))


def _with_votes(judged, rules: Rules, contest: Contest, most: Decimal, judges: int) -> dict:
    if not rules.vote_weight:
        return judged
    votes = {key: contest.votes.get(key, Decimal(0)) for key in judged}
    share = rules.vote_weight / 100
    if rules.aggregation == RANK_SUM:
        points = {key: rank * judges for key, rank in midranks(votes).items()}
    else:
        best = max(votes.values(), default=Decimal(0))
        points = {key: most * each / best if best else Decimal(0) for key, each in votes.items()}
    return {
        key: None if figure is None else rounded((1 - share) * figure + share * points[key])
        for key, figure in judged.items()
    }


class _TieBreaker:
    """What each rule for ties compares; the smaller key stands before."""

    def __init__(self, criteria, sheets, by_candidate, by_judge, contest, rules: Rules):
        self.contest, self.by_candidate = contest, by_candidate
        self.rules = tuple(dict.fromkeys([*rules.tie_rules, PANEL]))
        greatest = max((criterion.share for criterion in criteria), default=Decimal(0))
        self.weightiest = [each for each in criteria if each.share == greatest]
        self.sheets = defaultdict(list)
        for sheet in sheets:
            self.sheets[sheet.candidate].append(sheet)
        self.firsts = defaultdict(int)
        for totals in by_judge.values():
            best = max(totals.values())
            for key, total in totals.items():
                self.firsts[key] += total == best

    def key(self, rule: str, candidate: int) -> Decimal:
        totals = self.by_candidate[candidate].values()
        match rule:
            case "weightiest":
                each = [total_of(self.weightiest, s.values) for s in self.sheets[candidate]]
                return -rounded(mean(each))
            case "mean":
                return -rounded(mean(totals))
            case "median":
                return -rounded(median(totals))
            case "first_places":
                return Decimal(-self.firsts[candidate])
            case "earlier_round":
                return Decimal(self.contest.earlier.get(candidate, LAST))
        return Decimal(self.contest.panel.get(candidate, LAST))

    def part(self, group: list[int]) -> list[tuple[tuple[int, ...], str]]:
        """``group`` in order, as sets that stay equal with the rule that parted each."""
        parted = [(tuple(sorted(group)), "")]
        for rule in self.rules:
            if all(len(keys) == 1 for keys, _ in parted):
                break
            parted = [piece for keys, by in parted for piece in self._by(rule, keys, by)]
        return parted

    def _by(self, rule: str, keys: tuple[int, ...], by: str) -> list:
        if len(keys) == 1:
            return [(keys, by)]
        held = defaultdict(list)
        for key in keys:
            held[self.key(rule, key)].append(key)
        if len(held) == 1:
            return [(keys, by)]
        return [(tuple(held[value]), rule) for value in sorted(held)]


def _ranked(figures, rules: Rules, ties: _TieBreaker) -> list[tuple[int, int | None, str]]:
    """Candidates best first with their rank and the rule that decided it."""
    groups = defaultdict(list)
    for key, figure in figures.items():
        if figure is not None:
            groups[figure].append(key)
    ranked: list[tuple[int, int | None, str]] = []
    for figure in sorted(groups, reverse=not rules.smallest_is_best):
        for keys, by in ties.part(groups[figure]):
            rank = len(ranked) + 1
            ranked += [(key, rank, by) for key in keys]
    return ranked + [(key, None, "") for key in sorted(figures) if figures[key] is None]


def _open_ties(rows: Sequence[Row], contest: Contest) -> tuple[tuple[int, ...], ...]:
    if contest.stars:
        return ()
    groups = defaultdict(list)
    for row in rows:
        if row.rank is not None:
            groups[row.rank].append(row.candidate)
    return tuple(
        tuple(keys)
        for rank, keys in sorted(groups.items())
        if len(keys) > 1 and rank <= contest.places < rank + len(keys) - 1
    )


def _stars(figure: Decimal | None, rules: Rules, contest: Contest) -> int | None:
    # A level begins at a total; of a sum of ranks the greater is the worse.
    if figure is None or rules.smallest_is_best:
        return None
    reached = [stars for stars, least in contest.stars.items() if figure >= least]
    return max(reached, default=None)


def _leaning(by_judge, by_candidate) -> dict[int, Decimal]:
    means = {key: mean(totals.values()) for key, totals in by_candidate.items() if totals}
    return {
        judge: rounded(mean(total - means[key] for key, total in totals.items()))
        for judge, totals in sorted(by_judge.items())
    }
