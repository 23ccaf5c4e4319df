"""What all of judging stands on: rounds, who competes in one, who may score."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from heritage.honours import scoring
from heritage.honours.campaigns.rounds import open_round
from heritage.honours.enums import ASSIGNMENT_TRANSITIONS, ROUNDS, AssignmentState, CandidacyState
from heritage.honours.models import (
    Assignment,
    Campaign,
    CampaignTitle,
    Candidacy,
    Judge,
    RubricAspect,
    RubricCriterion,
    ScoringRound,
    TitleCategory,
)
from heritage.honours.quotas import places_for

LOG = "heritage.judging."


class IllegalTransitionError(Exception):
    """An assignment may not go from its state to the one asked for."""


class RoundClosedError(Exception):
    """The round is not open, or the candidacy left the running; no score may change."""


class RoundOpenError(Exception):
    """Scores may still change, so there is no result yet."""


class StaleSheetError(Exception):
    """The sheet was saved elsewhere since; ``assignment`` is what is kept now."""

    def __init__(self, assignment: Assignment):
        super().__init__(f"{assignment!r} was saved elsewhere")
        self.assignment = assignment


@dataclass(frozen=True, slots=True)
class Field:
    """Who competes for the same places: those of a title, or of one of its categories.

    ``quota`` is how many are chosen in the end. What has no category where its
    title has some competes for what the categories leave.
    """

    title: CampaignTitle
    category: TitleCategory | None
    quota: int
    candidacies: tuple[Candidacy, ...]

    @property
    def key(self) -> str:
        """``title`` or ``title-category``, by their numbers."""
        return f"{self.title.pk}-{self.category.pk}" if self.category else str(self.title.pk)

    @property
    def name(self) -> str:
        return f"{self.title} · {self.category}" if self.category else str(self.title)


def rounds_of(campaign: Campaign) -> list[ScoringRound]:
    """The scoring rounds of a campaign in the order of their stages."""
    return list(
        ScoringRound.objects.filter(stage__campaign=campaign, stage__kind__in=ROUNDS)
        .select_related("stage__campaign", "rubric")
        .prefetch_related("titles")
        .order_by("stage__sort_order", "pk")
    )


def round_before(scoring_round: ScoringRound) -> ScoringRound | None:
    """The round before in the same campaign."""
    earlier = None
    for each in rounds_of(scoring_round.stage.campaign):
        if each.pk == scoring_round.pk:
            return earlier
        earlier = each
    return earlier


def is_last(scoring_round: ScoringRound) -> bool:
    """Whether no round comes after, so that its result is proposed."""
    return rounds_of(scoring_round.stage.campaign)[-1].pk == scoring_round.pk


def last_titles(scoring_round: ScoringRound) -> frozenset[int]:
    """Keys of the titles of a round that no later one is for: who goes on there is proposed."""
    rounds = rounds_of(scoring_round.stage.campaign)
    at = next(n for n, each in enumerate(rounds) if each.pk == scoring_round.pk)
    later = {title.pk for each in rounds[at + 1 :] for title in titles_of(each)}
    return frozenset(title.pk for title in titles_of(scoring_round)) - later


def titles_of(scoring_round: ScoringRound) -> list[CampaignTitle]:
    """The titles a round is for."""
    return list(scoring_round.titles.all()) or list(scoring_round.stage.campaign.titles.all())


def is_open(scoring_round: ScoringRound, now: datetime.datetime | None = None) -> bool:
    """Whether scores may be given at ``now``; never after the campaign was closed."""
    if scoring_round.stage.campaign.closed_at is not None:
        return False
    return scoring_round.is_open(now)


def has_begun(scoring_round: ScoringRound, now: datetime.datetime | None = None) -> bool:
    return scoring_round.stage.has_begun(now or timezone.now())


def opened(scoring_round: ScoringRound) -> bool:
    """Open a round whose time has come, freezing its rubric; gives whether it ever opened.

    One whose rubric has no criteria stays shut.
    """
    try:
        return open_round(round=scoring_round).opened_at is not None
    except ValidationError:
        return False


def is_over(scoring_round: ScoringRound, now: datetime.datetime | None = None) -> bool:
    """Whether it was open and is so no more."""
    return has_begun(scoring_round, now) and not is_open(scoring_round, now)


def competing(scoring_round: ScoringRound) -> QuerySet[Candidacy]:
    """The candidacies of a round: those that came through the round before, where there was one."""
    before = round_before(scoring_round)
    titles = {title.pk for title in titles_of(scoring_round)}
    scored = {title.pk for title in titles_of(before)} & titles if before else set()
    return (
        Candidacy.objects.filter(campaign=scoring_round.stage.campaign)
        .filter(
            Q(title__in=scored, state=CandidacyState.SHORTLISTED)
            | Q(title__in=titles - scored, state=CandidacyState.ELIGIBLE)
        )
        .select_related("title", "category")
        .order_by("code", "pk")
    )


def fields_of(scoring_round: ScoringRound) -> list[Field]:
    """Who competes with whom in a round, in the order of titles and categories."""
    held: dict[tuple[int, int | None], list[Candidacy]] = defaultdict(list)
    for candidacy in competing(scoring_round):
        held[candidacy.title_id, candidacy.category_id].append(candidacy)
    fields = []
    for title in titles_of(scoring_round):
        categories = list(title.categories.all())
        for category in [*categories, None]:
            if them := held.get((title.pk, category.pk if category else None)):
                quota = places_for(title, category, categories)
                fields.append(Field(title, category, quota, tuple(them)))
    return fields


def aspects_of(scoring_round: ScoringRound) -> list[tuple[RubricAspect, list[RubricCriterion]]]:
    """The rubric of a round: each aspect with its criteria, in order; two queries."""
    return [
        (aspect, list(aspect.criteria.all()))
        for aspect in scoring_round.rubric.aspects.prefetch_related("criteria")
    ]


def criteria_of(scoring_round: ScoringRound) -> list[RubricCriterion]:
    """All criteria of a round, in the order of the rubric."""
    return [each for _aspect, criteria in aspects_of(scoring_round) for each in criteria]


def as_pure(criteria: Iterable[RubricCriterion]) -> tuple[scoring.Criterion, ...]:
    """Criteria as :mod:`heritage.honours.scoring` takes them."""
    return tuple(
        scoring.Criterion(key=each.pk, most=each.most, weight=each.weight, step=each.step)
        for each in criteria
    )


def values_of(assignment: Assignment) -> dict[int, Decimal]:
    """The scores kept so far, by criterion."""
    return {score.criterion_id: score.value for score in assignment.scores.all()}


def as_text(values: dict[int, Decimal]) -> dict[str, str]:
    """Scores as JSON keeps them: one form for each number."""
    return {str(key): format(value.quantize(Decimal("0.1"))) for key, value in values.items()}


def judgeships_of(user: AbstractBaseUser) -> QuerySet[Judge]:
    """The judgeships a user holds and has not left."""
    if not user.is_authenticated:
        return Judge.objects.none()
    return Judge.objects.filter(user=user, left_at=None).select_related("campaign")


def locked(assignment: Assignment) -> Assignment:
    """The assignment as it is now, locked; to be called in a transaction."""
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("round__stage__campaign", "round__rubric", "candidacy", "judge")
        .get(pk=assignment.pk)
    )


def require_own(assignment: Assignment, user: AbstractBaseUser) -> None:
    """Raises ``PermissionDenied`` for anybody but the judge it was given to."""
    judge = assignment.judge
    if judge.user_id is None or judge.user_id != user.pk or judge.left_at is not None:
        raise PermissionDenied("this was given to another judge")


def require_scoring(assignment: Assignment) -> None:
    """Raises :class:`RoundClosedError` unless its scores may change now."""
    running = {CandidacyState.ELIGIBLE, CandidacyState.SHORTLISTED}
    if not is_open(assignment.round) or assignment.candidacy.state not in running:
        raise RoundClosedError


def move(assignment: Assignment, to: AssignmentState) -> None:
    """Set the state as the table allows; the caller saves and logs."""
    if to not in ASSIGNMENT_TRANSITIONS[AssignmentState(assignment.state)]:
        raise IllegalTransitionError(f"{assignment!r}: {assignment.state} → {to}")
    assignment.state = to
