"""What an officer of one region learns of another, and what judges have read stays as it was."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from heritage.honours import candidacies
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import Assignment, Candidacy, Judge, Stage
from heritage.honours.screening import domain, merging, pairing
from heritage.honours.screening.file_views import STEPS
from tests.factories.honours import DAY, a_round

pytestmark = pytest.mark.django_db


def a_judge_read(candidacy: Candidacy) -> None:
    """Let a judge have said that they are free of interest, and so opened the file."""
    now = timezone.now()
    campaign = candidacy.campaign
    Stage.objects.create(
        campaign=campaign, kind=StageKind.FIRST_ROUND, starts_at=now - DAY, ends_at=now + DAY
    )
    judge = Judge.objects.create(campaign=campaign, name="评委")
    Assignment.objects.create(
        round=a_round(campaign),
        judge=judge,
        candidacy=candidacy,
        state="declared",
        declared_at=now,
    )


def test_the_name_of_another_regions_nominee_is_not_told(
    nominate, places, office, east_officer, enter
):
    ours = nominate(nominee_name="张卫国", place=places["east"], nominee_phone="13800130009")
    theirs = nominate(nominee_name="李边防", place=places["west"], nominee_phone="13800130009")
    assert [pair.reasons for pair in pairing.look_for_pairs(theirs)] == [["phone"]]
    address = reverse("screening:candidacy", args=[ours.pk])
    page = enter(east_officer).get(address).content.decode()
    assert (theirs.code in page, theirs.nominee_name in page) == (True, False)
    assert theirs.nominee_name in enter(office).get(address).content.decode()


def test_what_a_judge_has_read_is_not_changed_any_more(nominate, office, enter):
    candidacy = nominate(nominee_name="张卫国", unit="某厂")
    domain.start(candidacy=candidacy, user=office)
    Candidacy.objects.filter(pk=candidacy.pk).update(state=CandidacyState.ELIGIBLE)
    candidacy.refresh_from_db()
    assert (
        enter(office).get(reverse("screening:candidacy", args=[candidacy.pk])).context["may_amend"]
    )
    a_judge_read(candidacy)
    with pytest.raises(candidacies.IllegalTransitionError):
        domain.amend(candidacy=candidacy, changes={"unit": "另一厂"}, user=office)
    page = enter(office).get(reverse("screening:candidacy", args=[candidacy.pk]))
    assert not page.context["may_amend"]


def test_a_merge_leaves_the_facts_that_are_before_the_public(nominate, office, enter):
    stands = nominate(nominee_name="张卫国", unit="")
    other = nominate(nominee_name="张卫国", unit="另一厂")
    Candidacy.objects.filter(pk=stands.pk).update(state=CandidacyState.ON_NOTICE)
    (pair,) = pairing.look_for_pairs(other)
    kept = Candidacy.objects.get(pk=stands.pk)
    merging.merge(pair=pair, kept=kept, versions={}, taken=["unit", "deeds"], user=office)
    kept.refresh_from_db()
    assert (kept.unit, kept.nominations.count()) == ("", 2)
    other.refresh_from_db()
    assert other.state == CandidacyState.MERGED


def test_one_that_is_proposed_cannot_go_into_another(nominate, office, enter):
    first, second = nominate(nominee_name="张卫国"), nominate(nominee_name="张卫国")
    Candidacy.objects.filter(pk=second.pk).update(state=CandidacyState.PROPOSED)
    (pair,) = pairing.look_for_pairs(second)
    with pytest.raises(ValidationError):
        merging.merge(pair=pair, kept=first, versions={}, user=office)
    address = reverse("screening:pair", args=[pair.pk])
    seen = {f"seen-{each.pk}": each.version for each in (first, second)}
    assert enter(office).post(address, {"answer": "first", **seen}).status_code == 400
    many = reverse("screening:merge_many")
    assert enter(office).post(many, {"pair": pair.pk, **seen}).status_code == 302
    second.refresh_from_db()
    assert second.state == CandidacyState.PROPOSED


HUGE = "9" * 30


def test_hostile_numbers_and_texts_are_answered(nominate, office, enter, campaign):
    candidacy = nominate(nominee_name="=cmd|' /C calc'!A0")
    client = enter(office)
    listed = reverse("screening:list")
    for query in (
        f"?campaign={HUGE}&title={HUGE}&category=x&place=-1&state=x&flag=x&sort=x&p={HUGE}",
        "?q=" + "(" * 60,
        "?q=" + "a" * 60,
        "?campaign=²&p=-1",
    ):
        assert client.get(listed + query).status_code == 200, query
        assert client.get(reverse("screening:export") + query).getvalue()[:2] == b"PK", query
    for name in ("recommendations", "pairs", "negative"):
        query = f"?campaign={HUGE}&decision=x&p={HUGE}&q=%27"
        assert client.get(reverse(f"screening:{name}") + query).status_code == 200, name
    hostile = {"reason": "\x00" * 9, "on": "0001-01-01", "rank": HUGE, "place": HUGE, "seen": HUGE}
    for step in STEPS:
        address = reverse("screening:step", args=[candidacy.pk, step])
        # Who has no such step is sent away.
        assert client.post(address, hostile).status_code in (302, 400, 409), step
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.RECEIVED
    assert client.post(reverse("screening:step", args=[candidacy.pk, "no-such"])).status_code == 404
    unmask = reverse("screening:unmask", args=[candidacy.pk])
    assert client.post(unmask, {"reason": ""}).status_code == 302
    late = {
        "seen": "1",
        "nomination": candidacy.nominations.get().pk,
        "asked": "补充退伍证",
        "due_on": "9999-12-31",
    }
    correction = reverse("screening:step", args=[candidacy.pk, "correction"])
    assert client.post(correction, late).status_code == 400
    letters = reverse("screening:letters")
    asked = {"campaign": campaign.pk, "departments": " \n ", "on": "9999-12-31"}
    assert client.post(letters, asked).status_code == 400
