"""The office's side: assigning, paper, reopening, results that follow from scores."""

from __future__ import annotations

import io
from collections import Counter

import openpyxl
import pypdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from heritage.honours import logbook
from heritage.honours.campaigns.verifying import verify_campaign
from heritage.honours.enums import AssignmentState, CandidacyState, StageKind
from heritage.honours.judging import applying, assigning, inviting, results, sheets
from heritage.honours.judging.domain import RoundClosedError
from heritage.honours.models import (
    Assignment,
    Candidacy,
    PublicVote,
    RoundResult,
    Score,
    ScoringRound,
    Stage,
    Vote,
)
from tests.factories.honours import DAY, CandidacyFactory
from tests.heritage.honours.judging.conftest import a_user, logged_in


def score(panel, judge: int, candidacy: int, *values: str) -> Assignment:
    """Let a judge declare and score a nominee."""
    given = panel.give(judge, candidacy)
    client = logged_in(given.judge.user)
    client.post(reverse("judging_declare", args=[given.pk]))
    sent = {**panel.scores(*values), "version": "1"}
    assert client.post(reverse("judging_sheet", args=[given.pk]), sent).status_code == 302
    return given


def states(panel) -> list[str]:
    return [str(Candidacy.objects.get(pk=each.pk).state) for each in panel.candidacies]


def test_a_draw_gives_equal_load_and_can_be_repeated(panel):
    title = panel.candidacies[0].title
    for number in range(7):
        CandidacyFactory(title=title, code=f"1{number}")
    count = assigning.assign_at_random(scoring_round=panel.round, each=2, user=panel.office, seed=7)
    loads = Counter(Assignment.objects.values_list("judge", flat=True))
    assert (count, sorted(loads.values())) == (20, [6, 7, 7])
    entry = panel.campaign.log.get(action="assigned")
    them = list(Candidacy.objects.order_by("pk"))
    again = assigning.drawn(them, panel.judges, 2, entry.data["seed"])
    assert sorted([c.pk, j.pk] for c, j in again) == entry.data["given"]
    with pytest.raises(ValidationError):
        assigning.assign_at_random(scoring_round=panel.round, each=4, user=panel.office)


def test_assigning_through_the_admin(panel):
    client = logged_in(panel.office)
    round_page = reverse("judging:round", args=[panel.round.pk])
    assert client.get(reverse("judging:index")).status_code == 200
    assert client.get(round_page).status_code == 200
    hand = {"hand-judges": [panel.judges[0].pk], "hand-candidacies": [panel.candidacies[0].pk]}
    assert client.post(reverse("judging:assign", args=[panel.round.pk]), hand).url == round_page
    wrong = {"hand-judges": ["9" * 30], "hand-candidacies": ["x"]}
    page = client.post(reverse("judging:assign", args=[panel.round.pk]), wrong)
    assert (page.status_code, len(page.context["hand"].errors)) == (400, 2)
    page = client.post(reverse("judging:random", args=[panel.round.pk]), {"each": "4"})
    assert page.status_code == 400
    client.post(reverse("judging:random", args=[panel.round.pk]), {"each": "2"})
    client.post(reverse("judging:category", args=[panel.round.pk]))
    assert Assignment.objects.count() == 9

    given = Assignment.objects.get(judge=panel.judges[0], candidacy=panel.candidacies[0])
    sheets.recuse(assignment=given, reason="同一单位工作", user=panel.judges[0].user)
    other = Assignment.objects.get(judge=panel.judges[1], candidacy=panel.candidacies[0])
    client.post(reverse("judging:take_away", args=[other.pk]))
    client.post(reverse("judging:replace", args=[given.pk]), {"judge": panel.judges[1].pk})
    made = Assignment.objects.get(judge=panel.judges[1], candidacy=panel.candidacies[0])
    assert made.pk != other.pk
    page = client.get(round_page)
    assert "同一单位工作" in page.content.decode()
    sheet = client.get(reverse("judging:sheets", args=[panel.round.pk]))
    assert len(pypdf.PdfReader(io.BytesIO(sheet.content)).pages) == 8
    with CaptureQueriesContext(connection) as few:
        client.get(round_page)
    CandidacyFactory.create_batch(5, title=panel.candidacies[0].title)
    assigning.assign_by_category(scoring_round=panel.round, user=panel.office)
    with CaptureQueriesContext(connection) as many:
        client.get(round_page)
    assert len(many) == len(few)


def test_only_the_office_reaches_the_admin_of_judging(panel):
    given = score(panel, 0, 0, "9", "9")
    panel.close()
    found = results.compute_result(scoring_round=panel.round, user=panel.office)
    addresses = [
        reverse("judging:index"),
        reverse("judging:judges", args=[panel.campaign.pk]),
        reverse("judging:judge", args=[panel.judges[0].pk]),
        *(reverse(f"judging:{n}", args=[panel.round.pk]) for n in ("round", "sheets", "result")),
        reverse("judging:paper", args=[given.pk]),
        reverse("judging:minutes", args=[found.pk]),
        reverse("judging:table", args=[found.pk, "scores"]),
        reverse("judging:trace", args=[found.pk, given.candidacy_id]),
    ]
    for user in (panel.judges[0].user, a_user("editor", "access_admin")):
        client = logged_in(user)
        assert [client.get(path).status_code for path in addresses] == [302] * len(addresses)
    office = logged_in(panel.office)
    assert {office.get(path).status_code for path in addresses} == {200}
    with pytest.raises(PermissionDenied):
        applying.apply_result(result=found, user=panel.judges[0].user)


def test_inviting_through_the_admin(panel):
    client = logged_in(panel.office)
    path = reverse("judging:judges", args=[panel.campaign.pk])
    assert client.post(path, {"name": "", "email": "x"}).status_code == 400
    page = client.post(path, {"name": "周老师", "email": "zhou@example.org", "is_lead": "on"})
    assert "/judging/invitation/" in page.context["link"]
    judge = page.context["invited"]
    again = client.post(reverse("judging:resend", args=[judge.pk]))
    assert again.context["link"] != page.context["link"]
    client.post(reverse("judging:judge", args=[judge.pk]), {"name": "周教授"})
    client.post(reverse("judging:leave", args=[judge.pk]))
    judge.refresh_from_db()
    assert (judge.name, judge.is_lead, judge.left_at is not None) == ("周教授", False, True)
    with pytest.raises(inviting.InvitationError):
        inviting.invited(again.context["link"].rsplit("/", 2)[1])


def test_a_signed_sheet_counts_when_two_persons_agree(panel):
    given = panel.give()
    path = reverse("judging:paper", args=[given.pk])
    first = logged_in(panel.office)
    second = logged_in(a_user("second", "change_campaign", "access_admin"))
    assert first.post(path, panel.scores("9.5", "11")).status_code == 400
    assert first.post(path, panel.scores("9.5", "8")).status_code == 302
    for _twice in range(2):
        first.post(path, panel.scores("9.5", "8"))
    given.refresh_from_db()
    assert (given.state, given.sheet_entries.count()) == (AssignmentState.ASSIGNED, 1)
    assert "9.5" not in second.get(path).content.decode()
    second.post(path, panel.scores("9.5", "8.5"))
    page = second.get(path)
    assert [(each.first, each.second) for _name, each in page.context["differences"]] == [
        ("8.0", "8.5")
    ]
    second.post(path, panel.scores("9.5", "8"))
    given.refresh_from_db()
    assert (given.state, given.on_paper) == (AssignmentState.SUBMITTED, True)
    assert [str(each.value) for each in given.scores.order_by("criterion")] == ["9.5", "8.0"]
    assert second.post(path, panel.scores("1", "1")).status_code == 400


def test_from_scores_to_those_who_are_proposed(panel):
    # By hand: 18, 16 → 17; 14, 15 → 14.5; the third was scored by nobody.
    for judge, candidacy, values in (
        (0, 0, ("9", "9")),
        (1, 0, ("8", "8")),
        (0, 1, ("7", "7")),
        (1, 1, ("7.5", "7.5")),
    ):
        score(panel, judge, candidacy, *values)
    client = logged_in(panel.office)
    path = reverse("judging:result", args=[panel.round.pk])
    key = str(panel.candidacies[0].title_id)
    assert client.post(path, {f"places-{key}": "1"}).status_code == 400
    panel.close()
    assert client.post(path, {f"places-{key}": "1"}).url == path
    found = RoundResult.objects.get()
    contest = found.data["contests"][0]
    assert [(row["code"], row["figure"], row["rank"]) for row in contest["rows"]] == [
        ("001", "17.000", 1),
        ("002", "14.500", 2),
        ("003", None, None),
    ]
    page = client.get(path)
    assert (page.status_code, page.context["is_current"]) == (200, True)
    assert "<svg" in page.content.decode()
    trace = client.get(reverse("judging:trace", args=[found.pk, panel.candidacies[0].pk]))
    assert trace.context["trace"]["totals"] == ["18.000", "16.000"]
    table = client.get(reverse("judging:table", args=[found.pk, "ranking"]))
    rows = list(openpyxl.load_workbook(io.BytesIO(table.getvalue())).active.values)
    assert (len(rows), rows[1][3], rows[1][4]) == (4, "赵铁柱", "17.000")
    scores = client.get(reverse("judging:table", args=[found.pk, "scores"]))
    assert len(list(openpyxl.load_workbook(io.BytesIO(scores.getvalue())).active.values)) == 9
    minutes = client.get(reverse("judging:minutes", args=[found.pk]))
    text = pypdf.PdfReader(io.BytesIO(minutes.content)).pages[0].extract_text()
    assert "赵铁柱" in text.replace("\n", "")

    apply = reverse("judging:apply", args=[found.pk])
    assert client.post(apply, {"sure": "on"}).status_code == 400
    assert client.post(apply, {"sure": "on", "leave_out": "on"}).url == path
    assert states(panel) == ["proposed", "not_chosen", "not_chosen"]
    assert client.get(path).context["applied"]
    back = reverse("judging:take_back", args=[found.pk])
    assert client.post(back, {"reason": "漏算了一位评委"}).url == path
    assert states(panel) == ["eligible"] * 3
    assert client.post(apply, {"sure": "on", "leave_out": "on"}).url == path
    assert verify_campaign(panel.campaign) == []


def test_a_tie_at_the_border_is_for_the_panel(panel):
    for candidacy in range(3):
        score(panel, 0, candidacy, "8", "8")
    panel.close()
    found = results.compute_result(scoring_round=panel.round, user=panel.office)
    keys = [each.pk for each in panel.candidacies]
    assert found.data["contests"][0]["open_ties"] == [keys]
    client = logged_in(panel.office)
    apply = reverse("judging:apply", args=[found.pk])
    assert client.post(apply, {"sure": "on"}).status_code == 400
    prefix, field = f"tie-{keys[0]}", str(panel.candidacies[0].title_id)
    sent = {"field": field, "tie": prefix, f"{prefix}-reason": "现场表决五比二"}
    path = reverse("judging:tie", args=[found.pk])
    same = {f"{prefix}-place-{key}": "1" for key in keys}
    assert client.post(path, {**sent, **same}).status_code == 400
    order = {f"{prefix}-place-{key}": place for key, place in zip(keys, "312", strict=True)}
    assert client.post(path, {**sent, **order}).status_code == 302
    last = results.last_result(panel.round)
    assert (last.data["contests"][0]["open_ties"], last.data["contests"][0]["placed"]) == (
        [],
        [keys[1]],
    )
    client.post(reverse("judging:apply", args=[last.pk]), {"sure": "on"})
    assert states(panel) == ["not_chosen", "proposed", "not_chosen"]


def test_scores_changed_behind_the_back_are_found(panel):
    given = score(panel, 0, 0, "9", "9")
    panel.close()
    found = results.compute_result(scoring_round=panel.round, user=panel.office)
    Score.objects.filter(assignment=given).update(value="10")
    with pytest.raises(applying.ResultChangedError):
        applying.apply_result(result=found, user=panel.office, leave_out=True)
    assert [finding.what for finding in verify_campaign(panel.campaign)] == ["scores"]


def test_scores_change_after_the_end_only_by_a_logged_reopening(panel):
    given = score(panel, 0, 0, "9", "9")
    panel.close()
    sheet = sheets.Sheet({each.pk: 8 for each in panel.criteria})
    with pytest.raises(RoundClosedError):
        sheets.submit(assignment=given, sheet=sheet, user=given.judge.user)
    client = logged_in(panel.office)
    path = reverse("judging:reopen", args=[panel.round.pk])
    late = timezone.localtime(timezone.now() + 90 * DAY)
    assert (
        client.post(path, {"reason": "漏评", "until": f"{late:%Y-%m-%dT%H:%M}"}).status_code == 400
    )
    until = timezone.localtime(timezone.now() + DAY)
    sent = {"reason": "一位评委漏评", "until": f"{until:%Y-%m-%dT%H:%M}"}
    assert client.post(path, sent).status_code == 302
    judge = logged_in(given.judge.user)
    changed = {**panel.scores("8", "8"), "version": "2"}
    assert judge.post(reverse("judging_sheet", args=[given.pk]), changed).status_code == 302
    actions = list(panel.campaign.log.values_list("action", flat=True))[-2:]
    assert actions == ["round_reopened", "scores_changed"]
    assert list(logbook.verify(panel.campaign)) == []


def test_the_first_round_shortlists_for_the_final(panel):
    now = timezone.now()
    stage = Stage.objects.create(
        campaign=panel.campaign,
        kind=StageKind.FINAL_ROUND,
        starts_at=now,
        ends_at=now + DAY,
        sort_order=9,
    )
    final = ScoringRound.objects.create(stage=stage, rubric=panel.round.rubric, least_scores=1)
    score(panel, 0, 0, "9", "9")
    score(panel, 0, 1, "8", "8")
    score(panel, 0, 2, "7", "7")
    panel.close()
    key = str(panel.candidacies[0].title_id)
    found = results.compute_result(scoring_round=panel.round, places={key: 2}, user=panel.office)
    applying.apply_result(result=found, user=panel.office)
    assert states(panel) == ["shortlisted", "shortlisted", "not_chosen"]
    final = ScoringRound.objects.select_related("stage__campaign", "rubric").get(pk=final.pk)
    assigning.assign_by_category(scoring_round=final, user=panel.office)
    assert final.assignments.count() == 6
    assert CandidacyState.SHORTLISTED in states(panel)


def test_the_public_vote_has_its_share_once_it_is_over(panel):
    # By hand: 90 % of 18 and 10 % of 20 points for the most votes (2 of 2); 90 % of 18 and of 10.
    now = timezone.now()
    stage = Stage.objects.create(
        campaign=panel.campaign,
        kind=StageKind.VOTE,
        starts_at=now - DAY,
        ends_at=now + DAY,
        sort_order=9,
    )
    vote = PublicVote.objects.create(stage=stage, weight=10)
    for number, candidacy in enumerate((0, 0, 1)):
        Vote.objects.create(
            vote=vote,
            candidacy=panel.candidacies[candidacy],
            day=now.date(),
            voter=f"{number}",
        )
    for candidacy in range(3):
        score(panel, 0, candidacy, "9", "9")
    ScoringRound.objects.filter(pk=panel.round.pk).update(vote_weight=10)
    panel.close()
    with pytest.raises(ValidationError):
        results.compute_result(scoring_round=panel.round, user=panel.office)
    Stage.objects.filter(pk=stage.pk).update(ends_at=now)
    found = results.compute_result(scoring_round=panel.round, user=panel.office)
    rows = found.data["contests"][0]["rows"]
    assert [(row["code"], row["figure"], row["votes"]) for row in rows] == [
        ("001", "18.200", "2"),
        ("002", "17.200", "1"),
        ("003", "16.200", "0"),
    ]
    assert results.stated_weight(panel.round) is None
    vote.weight = 20
    vote.save()
    page = logged_in(panel.office).get(reverse("judging:result", args=[panel.round.pk]))
    assert page.context["stated_weight"] == 20


def test_the_last_round_gives_no_more_places_than_were_announced(panel):
    for candidacy, points in enumerate("987"):
        score(panel, 0, candidacy, points, points)
    panel.close()
    key = str(panel.candidacies[0].title_id)
    path = reverse("judging:result", args=[panel.round.pk])
    client = logged_in(panel.office)
    refused = client.post(path, {f"places-{key}": "2"})
    assert refused.status_code == 400
    assert refused.context["places"].non_field_errors()
    assert not RoundResult.objects.exists()
    # Somebody the office proposed before holds the place.
    held = CandidacyFactory(title=panel.candidacies[0].title, state=CandidacyState.PROPOSED)
    found = results.compute_result(scoring_round=panel.round, user=panel.office)
    with pytest.raises(ValidationError):
        applying.apply_result(result=found, user=panel.office)
    assert states(panel) == ["eligible"] * 3
    Candidacy.objects.filter(pk=held.pk).update(state=CandidacyState.WITHDRAWN)
    applying.apply_result(result=found, user=panel.office)
    assert states(panel) == ["proposed", "not_chosen", "not_chosen"]
