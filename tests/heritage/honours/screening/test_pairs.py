"""Possible duplicates: what makes a pair, and what becomes of two that are one."""

import pytest
from django.urls import reverse

from heritage.honours import logbook
from heritage.honours.candidacies import StaleError
from heritage.honours.enums import CandidacyState, NominatedBy, NominationState, PairDecision
from heritage.honours.models import CandidacyPair
from heritage.honours.screening import merging, pairing, recommending, visits

pytestmark = pytest.mark.django_db

PHONE = "13900139000"


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"nominee_name": "王建国"}, {"nominee_name": "王建国"}, ["name"]),
        ({"nominee_name": "王建国"}, {"nominee_name": "王 建國"}, ["variant"]),
        ({"nominee_name": "王建国"}, {"nominee_name": "王剑国"}, None),
        (
            {"nominee_name": "王建国", "birth": "1962-10"},
            {"nominee_name": "王剑国", "birth": "1962年10月"},
            ["pinyin", "birth"],
        ),
        (
            {"nominee_name": "王建国", "unit": "某县服务中心"},
            {"nominee_name": "王剑国", "unit": "某县 服务中心"},
            ["pinyin", "unit"],
        ),
        (
            {"nominee_name": "老王", "nominee_phone": PHONE},
            {"nominee_name": "王建国", "nominee_phone": "139-0013-9000"},
            ["phone"],
        ),
        (
            {"nominee_name": "老王", "nominee_phone": PHONE},
            {"nominee_name": "王建国", "by": NominatedBy.SELF, "contact_phone": PHONE},
            ["phone"],
        ),
        ({"nominee_name": "𠮷田·买买提"}, {"nominee_name": "𠮷田•买买提"}, ["variant"]),
        (
            {"nominee_name": "王建国", "birth": "1962"},
            {"nominee_name": "李强", "birth": "1962"},
            None,
        ),
    ],
)
def test_what_makes_a_pair(nominate, one, other, reasons):
    first, second = nominate(**one), nominate(**other)
    first.refresh_from_db()
    second.refresh_from_db()
    assert [pair.reasons for pair in pairing.look_for_pairs(second)] == (
        [reasons] if reasons else []
    )
    # Looking again, from either side, finds nothing new.
    assert pairing.look_for_pairs(first) == []
    assert pairing.look_for_pairs(second) == []
    assert CandidacyPair.objects.count() == (1 if reasons else 0)


def test_two_become_one_with_all_their_nominators(campaign, nominate, office, enter, places):
    first = nominate(nominee_name="王建国", unit="", place=places["east"], deeds="短。")
    second = nominate(
        nominee_name="王建国", unit="某公司", place=places["east"], deeds="长得多的事迹。"
    )
    third = nominate(nominee_name="王建国")
    for each in (second, third):
        pairing.look_for_pairs(each)
    recommending.recommend(
        candidacy=second, place=places["east"], rank=1, opinion="同意推荐", user=office
    )
    visits.ask_opinions(
        candidacies=[second], departments=["公安"], on=first.created_at.date(), user=office
    )
    pair = CandidacyPair.objects.get(first=first, second=second)
    address = reverse("screening:pair", args=[pair.pk])
    browser = enter(office)
    page = browser.get(address)
    chosen = {
        row["name"]: [cell["is_chosen"] for cell in row["cells"]]
        for row in page.context["rows"]
        if row["differs"]
    }
    assert chosen == {"unit": [False, True], "deeds": [False, True]}
    sent = {
        "answer": "first",
        f"seen-{first.pk}": first.version,
        f"seen-{second.pk}": second.version,
        "fact-unit": second.pk,
        "fact-deeds": first.pk,
    }
    # The recommendation came after the page was opened.
    assert browser.post(address, sent).status_code == 409
    second.refresh_from_db()
    answer = browser.post(address, {**sent, f"seen-{second.pk}": second.version})
    # The next possible duplicate of the one that stands comes up.
    following = CandidacyPair.objects.get(first=first, second=third)
    assert answer.url == reverse("screening:pair", args=[following.pk])
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.unit, first.deeds) == ("某公司", "短。")
    assert (second.state, second.merged_into) == (CandidacyState.MERGED, first)
    assert first.nominations.count() == 2
    assert second.nominations.count() == 0
    assert first.recommendations.get().rank == 1
    assert first.opinions.get().department == "公安"
    # The third is now to be compared with the one that stands, once.
    pairs = CandidacyPair.objects.filter(decision=PairDecision.OPEN)
    assert list(pairs.values_list("first", "second")) == [(first.pk, third.pk)]
    assert list(logbook.verify(campaign)) == []
    assert browser.post(address, sent).status_code == 400


def test_nominations_that_go_over_stand_as_the_candidacy_does(nominate, office):
    first, second = nominate(nominee_name="王建国"), nominate(nominee_name="王建国")
    type(first).objects.filter(pk=first.pk).update(state=CandidacyState.ELIGIBLE)
    (pair,) = pairing.look_for_pairs(second)
    with pytest.raises(StaleError):
        merging.merge(pair=pair, kept=first, versions={first.pk: 7}, user=office)
    merging.merge(pair=pair, kept=first, versions={}, user=office)
    states = set(first.nominations.values_list("state", flat=True))
    assert states == {NominationState.RECEIVED, NominationState.IN_SELECTION}


def test_two_nominees_stay_two_and_can_be_asked_about_again(nominate, office, enter):
    first, second = nominate(nominee_name="王建国"), nominate(nominee_name="王建国")
    (pair,) = pairing.look_for_pairs(second)
    browser = enter(office)
    address = reverse("screening:pair", args=[pair.pk])
    assert browser.post(address, {"answer": "different"}).status_code == 302
    page = browser.get(reverse("screening:candidacy", args=[first.pk]))
    assert page.context["namesakes"] == [second]
    assert pairing.look_for_pairs(second) == []
    add = reverse("screening:add_pair", args=[first.pk])
    assert browser.post(add, {"code": second.code.lstrip("0")}).url == address
    pair.refresh_from_db()
    assert pair.decision == PairDecision.OPEN
    assert browser.post(add, {"code": first.code}).url == reverse(
        "screening:candidacy", args=[first.pk]
    )


def test_somebody_named_by_many_is_compared_with_a_few(nominate, office, enter):
    twins = [nominate(nominee_name="王建国") for _number in range(9)]
    for each in twins:
        pairing.look_for_pairs(each)
    last = pairing.pairs_of(twins[-1])
    assert last.count() == pairing.MOST_OPEN
    pairing.say_different(pair=last.order_by("first").first(), user=office)
    # Another takes the place of the one that was told apart.
    assert last.filter(decision=PairDecision.OPEN).count() == pairing.MOST_OPEN
    browser = enter(office)
    for _round in range(9):
        page = browser.get(reverse("screening:pairs"))
        rows = [pair for pair, _why in page.context["rows"]]
        sent = {"pair": [pair.pk for pair in rows]}
        for side in (side for pair in rows for side in (pair.first, pair.second)):
            sent[f"seen-{side.pk}"] = side.version
        assert browser.post(reverse("screening:merge_many"), sent).status_code == 302
    assert pairing.undecided().count() == 0
    states = [type(each).objects.get(pk=each.pk).state for each in twins]
    # All are the first one now, but for the one that was told apart from it.
    assert states.count(CandidacyState.MERGED) == len(twins) - 2
