"""How far a round is: how many are scored, by judge and by candidacy; never a score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from heritage.honours.enums import AssignmentState
from heritage.honours.judging.domain import competing
from heritage.honours.models import Assignment, Candidacy, Judge, ScoringRound


@dataclass(slots=True)
class Tally:
    """How the assignments of a judge or a candidacy stand."""

    subject: Judge | Candidacy
    scored: int = 0
    recused: int = 0
    given: int = 0
    assignments: list[Assignment] = field(default_factory=list)

    @property
    def wanted(self) -> int:
        """How many scores are to come in, recusals left out."""
        return self.given - self.recused

    def add(self, assignment: Assignment) -> None:
        self.given += 1
        self.scored += assignment.state == AssignmentState.SUBMITTED
        self.recused += assignment.state == AssignmentState.RECUSED
        self.assignments.append(assignment)


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a round. ``short`` are candidacies with fewer judges than scores needed."""

    judges: tuple[Tally, ...]
    candidacies: tuple[Tally, ...]
    short: tuple[Tally, ...]

    @property
    def scored(self) -> int:
        return sum(tally.scored for tally in self.judges)

    @property
    def wanted(self) -> int:
        return sum(tally.wanted for tally in self.judges)


def progress_of(scoring_round: ScoringRound, least: int = 0) -> Progress:
    """How far a round is; ``least`` is how many valid scores a result needs."""
    held = list(
        scoring_round.assignments.select_related("judge", "candidacy__title", "candidacy__category")
    )
    by_judge = _tallies(held, (each.judge for each in held), "judge_id")
    candidacies = [*competing(scoring_round), *(each.candidacy for each in held)]
    by_candidacy = _tallies(held, candidacies, "candidacy_id")
    return Progress(
        judges=by_judge,
        candidacies=by_candidacy,
        short=tuple(tally for tally in by_candidacy if tally.wanted < least),
    )


def _tallies(held: list[Assignment], subjects: Iterable, key: str) -> tuple[Tally, ...]:
    tallies = {}
    for subject in subjects:
        tallies.setdefault(subject.pk, Tally(subject))
    grouped = defaultdict(list)
    for assignment in held:
        grouped[getattr(assignment, key)].append(assignment)
    for pk, assignments in grouped.items():
        for assignment in assignments:
            tallies[pk].add(assignment)
    return tuple(sorted(tallies.values(), key=_place))


def _place(tally: Tally):
    return getattr(tally.subject, "code", ""), tally.subject.pk
