"""A merge taken back: everything is as it was, or it is said why it cannot be."""

import itertools
import random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from heritage.honours import logbook
from heritage.honours.candidacies import IllegalTransitionError, StaleError, move
from heritage.honours.enums import (
    NOMINATION_STATE_OF,
    CandidacyState,
    NominationState,
    PairDecision,
    Role,
    StageKind,
)
from heritage.honours.models import (
    Assignment,
    Campaign,
    Candidacy,
    CandidacyPair,
    DepartmentOpinion,
    Judge,
    Nomination,
    OnSiteCheck,
    Recommendation,
    Stage,
)
from heritage.honours.screening import domain, merging, pairing, parting
from heritage.honours.screening.merging import FACTS
from tests.factories.honours import DAY, NominationFactory, a_round

pytestmark = pytest.mark.django_db

WHY = "核实为两人"
PAIRS = list(itertools.product(("received", "screening", "correcting", "eligible"), repeat=2))


@pytest.fixture
def twins(nominate, places):
    """Two of one name, with different facts, that wait to be told apart."""
    first = nominate(nominee_name="王建国", unit="甲公司", place=places["town"], deeds="短。")
    second = nominate(nominee_name="王建国", service="1981年入伍", place=places["town"])
    (pair,) = pairing.look_for_pairs(second)
    return Candidacy.objects.get(pk=first.pk), Candidacy.objects.get(pk=second.pk), pair


@pytest.fixture
def merged(twins, office):
    """The first of the twins, the second merged into it."""
    first, second, pair = twins
    merging.merge(pair=pair, kept=first, versions={}, taken=["deeds"], user=office)
    first.refresh_from_db()
    second.refresh_from_db()
    return first, second


def everything(but: tuple[int, ...]) -> dict:
    """All there is of the screening, but versions, times, and the pair of ``but``."""
    tables = {
        Candidacy: (*FACTS, "nominee_phone_index", "state", "reason", "merged_into", "sort_pinyin"),
        Nomination: ("candidacy", "state", "closed_at"),
        OnSiteCheck: ("candidacy",),
        DepartmentOpinion: ("candidacy", "department"),
        Recommendation: ("candidacy", "place", "rank"),
    }
    found = {
        model: sorted(model.objects.values_list("pk", *names), key=lambda row: row[0])
        for model, names in tables.items()
    }
    pairs = CandidacyPair.objects.exclude(first=but[0], second=but[1])
    found[CandidacyPair] = sorted(pairs.values_list("first", "second", "decision"))
    return found


@pytest.mark.parametrize("seed", range(10))
def test_taken_back_everything_is_as_it_was(seed, campaign, nominate, office, places):
    chance = random.Random(seed)
    facts = {
        "unit": ["", "甲公司", "乙厂"],
        "birth": ["", "1962", "民国三十年"],
        "service": ["", "1981年入伍"],
        "deeds": ["短。", "长得多的事迹。"],
        "nominee_phone": ["", "13900139000", "13900139001"],
        "details": [{}, {"head": "张三"}],
        "place": [None, places["town"], places["east"]],
    }
    made = [
        nominate(nominee_name="王建国", **{name: chance.choice(v) for name, v in facts.items()})
        for _number in range(3)
    ]
    another = nominate(nominee_name="李卫东")
    # Both may not wait for a correction: see below what is refused.
    states = chance.choice([pair for pair in PAIRS if pair != ("correcting", "correcting")])
    today = timezone.localdate()
    for number, each in enumerate(made, start=1):
        state = (*states, "received")[number - 1]
        NominationFactory(title=each.title, candidacy=each, state=NominationState.WITHDRAWN)
        NominationFactory(title=each.title, candidacy=each)
        last = each.nominations.latest("pk")
        Candidacy.objects.filter(pk=each.pk).update(state=state, reason=f"说明{number}")
        # Of the nominators of one that waits for a correction only one is asked.
        if state == "correcting":
            Nomination.objects.filter(pk=last.pk).update(state=NominationState.CORRECTING)
        else:
            alive = each.nominations.exclude(state=NominationState.WITHDRAWN)
            alive.update(state=NOMINATION_STATE_OF[state])
        OnSiteCheck.objects.create(candidacy=each, on=today, visitors="两人", opinion="agrees")
        for department in chance.sample(["公安", "税务", "应急"], 2):
            DepartmentOpinion.objects.create(candidacy=each, department=department)
        for place in chance.sample([places["town"], places["east"]], chance.randint(0, 2)):
            Recommendation.objects.create(candidacy=each, place=place, rank=number, opinion="同意")
    for each in made:
        pairing.look_for_pairs(Candidacy.objects.get(pk=each.pk))
    pairing.add_pair(one=made[1], other=another, user=office)
    first, second = sorted(chance.sample(made[:2], 2), key=lambda each: each.pk)
    kept, other = chance.sample([first, second], 2)
    before = everything((first.pk, second.pk))
    merging.merge(
        pair=CandidacyPair.objects.get(first=first, second=second),
        kept=kept,
        versions={},
        taken=chance.sample(FACTS, 6),
        user=office,
    )
    assert everything((first.pk, second.pk)) != before
    waits = kept.nominations.filter(state=NominationState.CORRECTING).exists()
    other.refresh_from_db()
    back = parting.part(candidacy=other, reason=WHY, user=office, seen=other.version)
    assert everything((first.pk, second.pk)) == before
    assert waits == kept.nominations.filter(state=NominationState.CORRECTING).exists()
    pair = CandidacyPair.objects.get(first=first, second=second)
    assert (pair.decision, pair.overwritten, pair.by) == (PairDecision.DIFFERENT, {}, office)
    assert pairing.look_for_pairs(back) == []
    assert list(logbook.verify(campaign)) == []


def test_what_came_later_stays(nominate, office):
    """Of two merges the earlier is taken back first; what was amended since is kept."""
    kept = nominate(nominee_name="王建国", unit="", ethnicity="")
    one = nominate(nominee_name="王建国", unit="甲公司", ethnicity="汉族")
    two = nominate(nominee_name="王建国", unit="乙厂", ethnicity="汉族")
    for each in (one, two):
        pairing.look_for_pairs(each)
    for other, taken in ((one, []), (two, ["unit"])):
        pair = CandidacyPair.objects.get(first=kept, second=other)
        merging.merge(pair=pair, kept=kept, versions={}, taken=taken, user=office)
    kept.refresh_from_db()
    assert (kept.unit, kept.ethnicity) == ("乙厂", "汉族")
    domain.amend(candidacy=kept, changes={"ethnicity": "回族"}, user=office)
    parting.part(candidacy=one, reason=WHY, user=office)
    kept.refresh_from_db()
    assert (kept.unit, kept.ethnicity) == ("乙厂", "回族")
    parting.part(candidacy=two, reason=WHY, user=office)
    kept.refresh_from_db()
    assert (kept.unit, kept.ethnicity) == ("", "回族")
    states = list(Candidacy.objects.order_by("pk").values_list("state", "nominations__state"))
    assert states == [(CandidacyState.RECEIVED, NominationState.RECEIVED)] * 3


def test_of_who_joins_one_that_waits_nothing_is_asked(twins, office):
    first, _second, pair = twins
    Candidacy.objects.filter(pk=first.pk).update(state=CandidacyState.CORRECTING)
    first.nominations.update(state=NominationState.CORRECTING)
    merging.merge(pair=pair, kept=first, versions={}, user=office)
    states = list(first.nominations.order_by("pk").values_list("state", flat=True))
    assert states == [NominationState.CORRECTING, NominationState.RECEIVED]


def test_who_was_refused_with_another_is_not(merged, office):
    kept, other = merged
    (theirs,) = other.campaign.log.filter(data__to="merged").get().data["nominations"]
    domain.start(candidacy=kept, user=office)
    domain.refuse(candidacy=kept, reason="受过处分", user=office)
    assert Nomination.objects.get(pk=theirs).state == NominationState.NOT_PASSED
    parting.part(candidacy=other, reason=WHY, user=office)
    assert Nomination.objects.get(pk=theirs).state == NominationState.RECEIVED
    assert kept.nominations.get().state == NominationState.NOT_PASSED
    # Only by parting does a merged one move.
    assert Candidacy.objects.get(pk=other.pk).merged_into is None


class TestRefused:
    def say(self, other, office) -> str:
        before = everything((0, 0))
        with pytest.raises(ValidationError) as refused:
            parting.part(candidacy=other, reason=WHY, user=office)
        assert everything((0, 0)) == before
        return refused.value.messages[0]

    def test_with_the_judges(self, campaign, merged, office):
        Stage.objects.create(
            campaign=campaign,
            kind=StageKind.FIRST_ROUND,
            starts_at=timezone.now(),
            ends_at=timezone.now() + DAY,
            sort_order=9,
        )
        kept, other = merged
        judge = Judge.objects.create(campaign=campaign, name="评委甲")
        held = Assignment.objects.create(round=a_round(campaign), candidacy=kept, judge=judge)
        assert kept.code in self.say(other, office)
        held.delete()
        parting.part(candidacy=other, reason=WHY, user=office)

    def test_past_the_screening(self, merged, office):
        kept, other = merged
        for state in ("shortlisted", "proposed", "on_notice", "dropped", "withdrawn"):
            Candidacy.objects.filter(pk=kept.pk).update(state=state)
            assert kept.code in self.say(other, office)

    def test_in_a_closed_campaign(self, campaign, merged, office):
        Campaign.objects.filter(pk=campaign.pk).update(closed_at=timezone.now())
        self.say(merged[1], office)

    def test_merged_further(self, nominate, merged, office):
        kept, other = merged
        third = nominate(nominee_name="王建国")
        pairing.look_for_pairs(third)
        pair = CandidacyPair.objects.get(first=kept, second=third)
        merging.merge(pair=pair, kept=third, versions={}, user=office)
        assert kept.code in self.say(other, office)
        parting.part(candidacy=kept, reason=WHY, user=office)
        parting.part(candidacy=other, reason=WHY, user=office)
        assert [each.nominations.count() for each in (kept, other, third)] == [1, 1, 1]

    @pytest.mark.parametrize("who", [0, 1])
    def test_where_one_side_would_have_no_nominator(self, merged, office, who):
        kept, other = merged
        keys = list(kept.nominations.order_by("pk").values_list("pk", flat=True))
        Nomination.objects.filter(pk=keys[who]).update(state=NominationState.WITHDRAWN)
        self.say(other, office)

    def test_while_one_who_would_go_is_asked(self, merged, office):
        kept, other = merged
        Candidacy.objects.filter(pk=kept.pk).update(state=CandidacyState.CORRECTING)
        last = kept.nominations.latest("pk")
        Nomination.objects.filter(pk=last.pk).update(state=NominationState.CORRECTING)
        assert kept.code in self.say(other, office)

    def test_where_the_rank_was_given_to_another(self, twins, nominate, office, places):
        first, second, pair = twins
        for rank, each in enumerate((first, second), start=1):
            Recommendation.objects.create(
                candidacy=each, place=places["town"], rank=rank, opinion="同意"
            )
        merging.merge(pair=pair, kept=first, versions={}, user=office)
        third = nominate(nominee_name="李强", place=places["town"])
        Recommendation.objects.create(candidacy=third, place=places["town"], rank=2, opinion="好")
        assert third.code in self.say(second, office)
        third.recommendations.all().delete()
        parting.part(candidacy=second, reason=WHY, user=office)
        assert second.recommendations.get().rank == 2

    def test_by_who_may_not_or_has_not_looked(self, twins, merged, office, east_officer):
        kept, other = merged
        for wrong in ({"seen": other.version - 1}, {"seen_kept": kept.version - 1}):
            with pytest.raises(StaleError):
                parting.part(candidacy=other, reason=WHY, user=office, **wrong)
        with pytest.raises(PermissionDenied):
            parting.part(candidacy=other, reason=WHY, user=east_officer)
        with pytest.raises(ValidationError):
            parting.part(candidacy=other, reason="错", user=office)
        with pytest.raises(IllegalTransitionError):
            parting.part(candidacy=kept, reason=WHY, user=office)
        with pytest.raises(IllegalTransitionError):
            move(candidacy=other, to=CandidacyState.SCREENING, role=Role.OFFICE, user=office)
        with pytest.raises(ValidationError):
            pairing.say_different(pair=twins[2], user=office)


def test_in_the_file(merged, office, east_officer, enter):
    kept, other = merged
    address = reverse("screening:candidacy", args=[other.pk])
    step = reverse("screening:step", args=[other.pk, "part"])
    refused = enter(east_officer).post(step, {"reason": WHY})
    assert (refused.url, Candidacy.objects.get(pk=other.pk).merged_into) == ("/admin/", kept)
    browser = enter(office)
    page = browser.get(address)
    assert set(page.context["forms"]) == {"part"}
    pair = CandidacyPair.objects.get()
    assert (
        f"{address}#parting"
        in browser.get(reverse("screening:pair", args=[pair.pk])).content.decode()
    )
    sent = {"seen": other.version, "seen_kept": kept.version, "reason": ""}
    assert browser.post(step, sent).status_code == 400
    stale = browser.post(step, {**sent, "reason": WHY, "seen_kept": kept.version - 1})
    assert (stale.status_code, WHY in stale.content.decode()) == (409, True)
    done = browser.post(step, {**sent, "reason": WHY}, follow=True)
    assert done.redirect_chain == [(address, 302)]
    # What was done stands in the files of both, and in words in the campaign's log.
    for each in (kept, other):
        said = browser.get(reverse("screening:candidacy", args=[each.pk])).content.decode()
        assert WHY in said
    assert browser.post(step, {**sent, "reason": WHY}).status_code == 409
    assert kept.campaign.log.filter(action="parted").get().data["parted"] == other.pk


def test_of_a_list_only_what_was_looked_at_is_merged(nominate, office, enter):
    twins = [nominate(nominee_name="王建国") for _number in range(3)]
    for each in twins:
        pairing.look_for_pairs(each)
    browser, address = enter(office), reverse("screening:merge_many")
    page = browser.get(reverse("screening:pairs"))
    keys = [pair.pk for pair, _why in page.context["rows"]]
    seen = {f"seen-{each.pk}": 1 for each in twins}
    for name in seen:
        assert f'name="{name}"' in page.content.decode()
    domain.amend(candidacy=twins[2], changes={"unit": "乙厂"}, user=office)
    browser.post(address, {"pair": keys})
    assert pairing.undecided().count() == 3
    browser.post(address, {"pair": keys, **seen})
    # The first two, as they were seen; the third was changed.
    assert [Candidacy.objects.get(pk=each.pk).state for each in twins] == [
        CandidacyState.RECEIVED,
        CandidacyState.MERGED,
        CandidacyState.RECEIVED,
    ]
    browser.post(
        address, {"pair": keys, **seen, f"seen-{twins[0].pk}": 2, f"seen-{twins[2].pk}": 2}
    )
    assert pairing.undecided().count() == 0


def test_one_past_the_first_round_stands_or_nothing_is_merged(twins, office, enter):
    first, second, pair = twins
    Candidacy.objects.filter(pk=second.pk).update(state=CandidacyState.SHORTLISTED)
    browser, address = enter(office), reverse("screening:pair", args=[pair.pk])
    seen = {f"seen-{each.pk}": each.version for each in (first, second)}
    assert browser.post(address, {**seen, "answer": "first"}).status_code == 400
    assert browser.post(address, {**seen, "answer": "second"}).status_code == 302
