"""Who scores whom: by hand, at random with equal load, by category, and in place of another."""

from __future__ import annotations

import random
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _g

from heritage.honours import logbook
from heritage.honours.capacities import require_office
from heritage.honours.enums import AssignmentState
from heritage.honours.judging.domain import RoundClosedError, competing, is_over
from heritage.honours.models import Assignment, Campaign, Candidacy, Judge, ScoringRound

SEEDS = 2**32


def panel_of(scoring_round: ScoringRound) -> list[Judge]:
    """The judges of a round's campaign who have not left."""
    judges = Judge.objects.filter(campaign=scoring_round.stage.campaign, left_at=None)
    return list(judges.prefetch_related("categories"))


def may_judge(judge: Judge, candidacy: Candidacy) -> bool:
    """Whether a judge's categories, where there are any, hold that of a candidacy."""
    categories = {category.pk for category in judge.categories.all()}
    return not categories or candidacy.category_id in categories


def assign(
    *,
    scoring_round: ScoringRound,
    candidacies: Iterable[Candidacy],
    judges: Iterable[Judge],
    user: AbstractBaseUser,
) -> int:
    """Give each of ``judges`` each of ``candidacies``; gives how many are new.

    Raises ``ValidationError`` for one that does not belong to the round.
    """
    them, panel = list(candidacies), list(judges)
    _check(scoring_round, them, panel, user)
    pairs = [(candidacy, judge) for candidacy in them for judge in panel]
    return _assigned(scoring_round, pairs, {"how": "hand"}, user)


def assign_by_category(*, scoring_round: ScoringRound, user: AbstractBaseUser) -> int:
    """Give every judge all candidacies of their categories; one without categories gets all."""
    them, panel = list(competing(scoring_round)), panel_of(scoring_round)
    _check(scoring_round, them, panel, user)
    pairs = [(c, judge) for c in them for judge in panel if may_judge(judge, c)]
    return _assigned(scoring_round, pairs, {"how": "category"}, user)


def assign_at_random(
    *,
    scoring_round: ScoringRound,
    each: int,
    user: AbstractBaseUser,
    seed: int | None = None,
) -> int:
    """Bring every candidacy to ``each`` judges, drawn so that loads differ as little as can be.

    Who was recused is not drawn again. ``seed`` is kept in the log, so that the
    draw can be repeated; gives how many assignments are new. Raises
    ``ValidationError`` where there are fewer judges than ``each``.
    """
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    with transaction.atomic():
        # What is held is read under the lock: a second click draws nobody twice.
        _lock(scoring_round)
        them, panel = list(competing(scoring_round)), panel_of(scoring_round)
        _check(scoring_round, them, panel, user)
        pairs = drawn(them, panel, each, seed, _held(scoring_round))
        how = {"how": "random", "seed": seed, "each": each}
        return _assigned(scoring_round, pairs, how, user)


def drawn(
    candidacies: Sequence[Candidacy],
    judges: Sequence[Judge],
    each: int,
    seed: int,
    held: Iterable[Assignment] = (),
) -> list[tuple[Candidacy, Judge]]:
    """What a draw with this seed gives; ``held`` are the assignments there are already."""
    draw = random.Random(seed)
    load: Counter[int] = Counter({judge.pk: 0 for judge in judges})
    taken: dict[int, set[int]] = {candidacy.pk: set() for candidacy in candidacies}
    active: Counter[int] = Counter()
    for assignment in held:
        taken.setdefault(assignment.candidacy_id, set()).add(assignment.judge_id)
        if assignment.state != AssignmentState.RECUSED:
            load[assignment.judge_id] += 1
            active[assignment.candidacy_id] += 1
    order = sorted(candidacies, key=lambda candidacy: candidacy.pk)
    draw.shuffle(order)
    pairs = []
    for candidacy in order:
        wanted = each - active[candidacy.pk]
        free = [
            judge
            for judge in sorted(judges, key=lambda judge: judge.pk)
            if judge.pk not in taken[candidacy.pk] and may_judge(judge, candidacy)
        ]
        if len(free) < wanted:
            raise ValidationError(
                _g("There are only %(count)d judges left for number %(code)s."),
                params={"count": len(free), "code": candidacy.code},
            )
        draw.shuffle(free)
        free.sort(key=lambda judge: load[judge.pk])
        for judge in free[: max(0, wanted)]:
            load[judge.pk] += 1
            pairs.append((candidacy, judge))
    return pairs


def replace(*, assignment: Assignment, judge: Judge, user: AbstractBaseUser) -> Assignment:
    """Let ``judge`` score in the place of one who was recused; gives the new assignment.

    Raises ``ValidationError`` where nobody was recused, or this judge has the
    candidacy already.
    """
    _check(assignment.round, [], [judge], user)
    with transaction.atomic():
        held = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
        if held.state != AssignmentState.RECUSED:
            raise ValidationError(_g("Nobody was recused here."))
        made, is_new = Assignment.objects.get_or_create(
            round=held.round, candidacy=held.candidacy, judge=judge
        )
        if not is_new:
            raise ValidationError(_g("This judge has it already."))
        logbook.append(
            campaign=judge.campaign,
            action="judge_replaced",
            data={"round": held.round_id, "candidacy": held.candidacy_id}
            | {"judge": held.judge_id, "by": judge.pk},
            user=user,
        )
    return made


def take_away(*, assignment: Assignment, user: AbstractBaseUser) -> None:
    """Undo an assignment nobody has begun; raises ``ValidationError`` for any other."""
    require_office(user)
    with transaction.atomic():
        held = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
        if held.state != AssignmentState.ASSIGNED or held.sheet_entries.exists():
            raise ValidationError(_g("The judge has begun with it already."))
        logbook.append(
            campaign=held.judge.campaign,
            action="judge_unassigned",
            data={"round": held.round_id, "candidacy": held.candidacy_id, "judge": held.judge_id},
            user=user,
        )
        held.delete()


def _lock(scoring_round: ScoringRound) -> None:
    Campaign.objects.select_for_update(of=("self",)).get(pk=scoring_round.stage.campaign_id)


def _held(scoring_round: ScoringRound) -> list[Assignment]:
    return list(scoring_round.assignments.all())


def _check(scoring_round, candidacies, judges, user) -> None:
    require_office(user)
    if is_over(scoring_round) or scoring_round.stage.campaign.closed_at is not None:
        raise RoundClosedError
    campaign = scoring_round.stage.campaign_id
    if any(judge.campaign_id != campaign or judge.left_at is not None for judge in judges):
        raise ValidationError(_g("This is no judge of this campaign."))
    known = set(competing(scoring_round).values_list("pk", flat=True)) if candidacies else set()
    if any(candidacy.pk not in known for candidacy in candidacies):
        raise ValidationError(_g("This candidacy is not in the round."))


def _assigned(scoring_round, pairs, how: dict, user) -> int:
    with transaction.atomic():
        # Two who assign at once are one after the other.
        _lock(scoring_round)
        have = set(scoring_round.assignments.values_list("candidacy_id", "judge_id"))
        new = [
            Assignment(round=scoring_round, candidacy=candidacy, judge=judge)
            for candidacy, judge in pairs
            if (candidacy.pk, judge.pk) not in have
        ]
        Assignment.objects.bulk_create(new)
        if new:
            given = sorted([row.candidacy_id, row.judge_id] for row in new)
            logbook.append(
                campaign=scoring_round.stage.campaign,
                action="assigned",
                data={"round": scoring_round.pk, **how, "given": given},
                user=user,
            )
    return len(new)
