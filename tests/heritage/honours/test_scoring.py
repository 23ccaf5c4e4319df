"""Results computed by hand beside those of the functions, and laws any result obeys."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heritage.honours import enums, scoring
from heritage.honours.scoring import Contest, Criterion, Fault, Rules, Sheet
from heritage.honours.scoring.ranking import AGGREGATIONS, TIE_RULES

ONE = (Criterion(key=1, most=D(100), step=D("0.5")),)
TWO = (Criterion(key=1, most=D(10), weight=D(2)), Criterion(key=2, most=D(10), weight=D(1)))


def sheets(table: dict[int, dict[int, str]]) -> list[Sheet]:
    """Sheets of one criterion from scores by candidate and judge."""
    return [
        Sheet(judge=judge, candidate=candidate, values={1: D(score)})
        for candidate, row in table.items()
        for judge, score in row.items()
    ]


def result(table, rules=None, *, places=1, criteria=ONE, **contest):
    held = Contest(key="t", candidates=tuple(table), places=places, **contest)
    return scoring.compute(
        criteria=criteria, sheets=sheets(table), rules=rules or Rules(least_scores=1), contest=held
    )


def row(scores: str) -> dict[int, str]:
    return dict(enumerate(scores.split(), start=1))


def shown(made) -> list[tuple]:
    return [(each.candidate, each.figure, each.rank) for each in made.rows]


def test_words_are_those_of_the_enums():
    assert set(AGGREGATIONS) == set(enums.Aggregation.values)
    assert set(TIE_RULES) == set(enums.TieRule.values)


def test_total_is_weighted_and_exact():
    values = {1: D("8.5"), 2: D("7.5")}
    assert scoring.total_of(TWO, values) == D("24.5")
    assert scoring.most_of(TWO) == 30


def test_what_keeps_a_sheet_from_being_valid():
    values = {1: D("10.5"), 2: D("7.3"), 9: D(1)}
    assert scoring.faults_of(TWO, values) == [
        Fault(9, "unknown"),
        Fault(1, "range"),
        Fault(2, "step"),
    ]
    assert scoring.faults_of(TWO, {}) == [Fault(1, "missing"), Fault(2, "missing")]
    assert scoring.faults_of(TWO, {}, whole=False) == []
    assert scoring.faults_of(TWO, {1: D("NaN"), 2: D(-1)}) == [Fault(1, "range"), Fault(2, "range")]
    with pytest.raises(ValueError):
        result({7: row("101 90")})


def test_mean_and_trimmed_mean():
    # By hand: (80+85+90+95+100)/5 = 90; without 80 and 100: 90. (60+88+89+90+91)/5 = 83.6;
    # without 60 and 91: 89.
    table = {7: row("80 85 90 95 100"), 8: row("60 88 89 90 91")}
    assert shown(result(table)) == [(7, D(90), 1), (8, D("83.6"), 2)]
    trimmed = result(table, Rules(aggregation="trimmed", dropped=1, least_scores=3))
    assert shown(trimmed) == [(7, D(90), 1), (8, D(89), 2)]
    assert trimmed.rows[1].dropped == (1, 5)
    assert [each.outlying for each in trimmed.rows] == [(), (1,)]


def test_rounding_is_half_away_from_zero_and_what_is_shown_is_compared():
    # 1/3 + …: 250.5/3 = 83.5; 250/3 = 83.333…
    assert shown(result({7: row("83 83.5 83.5"), 8: row("83 83 84")})) == [
        (7, D("83.333"), 1),
        (8, D("83.333"), 1),
    ]
    assert scoring.rounded(D("0.0005")) == D("0.001")


def test_rank_sum_with_shared_ranks():
    # Judge 1: 7 first, 8 and 9 share 2.5. Judge 2: 8, 7, 9.
    made = result(
        {7: row("90 80"), 8: row("85 82"), 9: row("85 70")},
        Rules(aggregation="rank_sum", least_scores=1),
    )
    assert shown(made) == [(7, D(3), 1), (8, D("3.5"), 2), (9, D("5.5"), 3)]


def test_rank_sum_with_a_recusal():
    # Judge 3 did not score 9: ranks 1 and 2 of two become 1.25 and 2.75 of three.
    table = {7: row("90 90 90"), 8: row("80 80 80"), 9: row("70 70")}
    made = result(table, Rules(aggregation="rank_sum", least_scores=1))
    assert shown(made) == [(7, D("3.25"), 1), (8, D("6.75"), 2), (9, D(9), 3)]


def test_too_few_scores_give_no_figure():
    table = {7: row("90 90"), 8: row("80 80 80")}
    assert shown(result(table, Rules(least_scores=3))) == [(8, D(80), 1), (7, None, None)]
    trimmed = Rules(aggregation="trimmed", dropped=1, least_scores=1)
    assert shown(result(table, trimmed)) == [(8, D(80), 1), (7, None, None)]


@pytest.mark.parametrize(
    ("rule", "table", "first"),
    [
        # All three stand at a mean of 80 when the ends are left out.
        ("mean", {7: row("70 80 81"), 8: row("75 80 81")}, 8),
        ("first_places", {7: row("95 80 70"), 8: row("80 82 80")}, 8),
    ],
)
def test_a_tie_is_parted_by_the_rule(rule, table, first):
    rules = Rules(aggregation="trimmed", least_scores=3, tie_rules=(rule,))
    made = result(table, rules)
    if rule == "mean":
        assert {each.figure for each in made.rows} == {D(80)}
        assert [each.decided_by for each in made.rows] == [rule, rule]
    assert made.rows[0].candidate == first


def test_ties_by_median_earlier_round_and_panel():
    table = {7: row("70 80 90"), 8: row("78 78 84"), 9: row("80 80 80")}
    median = result(table, Rules(tie_rules=("median",)), places=2)
    assert [(each.candidate, each.rank) for each in median.rows] == [(7, 1), (9, 1), (8, 3)]
    assert median.open_ties == ()
    assert median.placed == (7, 9)
    earlier = result(table, Rules(tie_rules=("median", "earlier_round")), earlier={9: 1, 7: 4})
    assert [each.candidate for each in earlier.rows] == [9, 7, 8]
    undecided = result(table, Rules(tie_rules=("median",)))
    assert (undecided.open_ties, undecided.placed) == (((7, 9),), ())
    panel = result(table, Rules(tie_rules=("median",)), panel={9: 1, 7: 2})
    assert [(r.candidate, r.rank, r.decided_by) for r in panel.rows][:2] == [
        (9, 1, "panel"),
        (7, 2, "panel"),
    ]
    assert panel.placed == (9,)


def test_the_weightiest_criterion_parts_a_tie():
    def sheet(candidate, first, second):
        return Sheet(judge=1, candidate=candidate, values={1: D(first), 2: D(second)})

    # 7: 2*8+6 = 22; 8: 2*9+4 = 22.
    made = scoring.compute(
        criteria=TWO,
        sheets=[sheet(7, 8, 6), sheet(8, 9, 4)],
        rules=Rules(least_scores=1, tie_rules=("weightiest",)),
        contest=Contest(key="t", candidates=(7, 8), places=1),
    )
    assert shown(made) == [(8, D(22), 1), (7, D(22), 2)]


def test_the_share_of_a_public_vote():
    # 90 % of 80 and 10 % of 100 points for the most votes; 90 % of 84 and 10 % of 25.
    rules = Rules(least_scores=1, vote_weight=D(10))
    made = result({7: row("80"), 8: row("84")}, rules, votes={7: D(400), 8: D(100)})
    assert shown(made) == [(7, D(82), 1), (8, D("78.1"), 2)]
    assert [each.judged for each in made.rows] == [D(80), D(84)]
    none = result({7: row("80"), 8: row("84")}, rules)
    assert shown(none) == [(8, D("75.6"), 1), (7, D(72), 2)]


def test_star_levels_are_inclusive():
    stars = {5: D(90), 4: D(80), 3: D(70)}
    made = result({7: row("90"), 8: row("89.5"), 9: row("60")}, stars=stars)
    assert [each.stars for each in made.rows] == [5, 4, None]


def test_kendalls_w_as_in_the_paper_and_with_ties():
    alike = {1: {7: D(3), 8: D(2), 9: D(1)}}
    alike[2] = alike[1]
    assert scoring.kendalls_w(alike).w == 1
    # Ranks 1 2 3, 3 2 1: all sums are 4.
    assert scoring.kendalls_w({**alike, 2: {7: D(1), 8: D(2), 9: D(3)}}).w == 0
    # Siegel and Castellan's kind of table: 1 2 3 / 1.5 1.5 3 / 2 1 3; sums 4.5 4.5 9, mean 6,
    # S = 13.5, T = 6; W = 12*13.5 / (9*24 - 3*6) = 162/198.
    tied = {
        1: {7: D(3), 8: D(2), 9: D(1)},
        2: {7: D(2), 8: D(2), 9: D(1)},
        3: {7: D(2), 8: D(3), 9: D(1)},
    }
    assert scoring.kendalls_w(tied).w == D("0.818")
    assert scoring.kendalls_w({1: {7: D(1), 8: D(1)}, 2: {7: D(1), 8: D(1)}}).w is None
    # Judge 3 was recused from 9: the table of the two others holds more.
    short = {**tied, 3: {7: D(2), 8: D(3)}}
    assert (scoring.kendalls_w(short).judges, scoring.kendalls_w(short).candidates) == (2, 3)


def test_spread_is_that_of_a_sample():
    assert scoring.spread([D(80), D(90)]) == D("7.071")
    assert scoring.spread([D(80)]) is None


tables = st.integers(2, 5).flatmap(
    lambda judges: st.dictionaries(
        st.integers(1, 9),
        st.lists(st.integers(0, 200), min_size=judges, max_size=judges),
        min_size=2,
        max_size=5,
    )
)
every_rules = st.builds(
    Rules,
    aggregation=st.sampled_from(AGGREGATIONS),
    dropped=st.integers(0, 1),
    least_scores=st.just(1),
    tie_rules=st.permutations(TIE_RULES[:5]).map(tuple),
)


def halves(table) -> dict[int, dict[int, str]]:
    return {key: {j: str(D(v) / 2) for j, v in enumerate(vs)} for key, vs in table.items()}


@settings(max_examples=60)
@given(tables, every_rules, st.randoms())
def test_the_order_of_sheets_and_names_of_judges_change_nothing(table, rules, random):
    held = sheets(halves(table))
    contest = Contest(key="t", candidates=tuple(table), places=2)
    first = scoring.compute(criteria=ONE, sheets=held, rules=rules, contest=contest)
    judges = sorted({each.judge for each in held})
    other = dict(zip(judges, random.sample(judges, len(judges)), strict=True))
    renamed = [Sheet(judge=other[s.judge], candidate=s.candidate, values=s.values) for s in held]
    random.shuffle(renamed)
    second = scoring.compute(criteria=ONE, sheets=renamed, rules=rules, contest=contest)
    assert shown(first) == shown(second)
    assert first.open_ties == second.open_ties
    assert first.agreement == second.agreement


@settings(max_examples=60)
@given(tables, every_rules, st.data())
def test_a_higher_score_never_harms(table, rules, data):
    candidate = data.draw(st.sampled_from(sorted(table)))
    judge = data.draw(st.integers(0, len(table[candidate]) - 1))
    better = {key: list(scores) for key, scores in table.items()}
    better[candidate][judge] = data.draw(st.integers(table[candidate][judge], 200))

    def rank(scores):
        made = result(halves(scores), rules)
        return next(each.rank for each in made.rows if each.candidate == candidate)

    before, after = rank(table), rank(better)
    assert before is None or after <= before


@settings(max_examples=60)
@given(tables, every_rules, st.integers(1, 5))
def test_places_ranks_and_agreement_hold_together(table, rules, places):
    made = result(halves(table), rules, places=places)
    assert {each.candidate for each in made.rows} == set(table)
    ranks = [each.rank for each in made.rows if each.rank is not None]
    assert ranks == sorted(ranks)
    assert len(made.placed) <= places
    assert made.agreement.w is None or 0 <= made.agreement.w <= 1
    if not made.open_ties and len(ranks) == len(table):
        assert len(made.placed) == min(places, len(table))
