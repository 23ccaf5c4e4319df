"""What a judge does, through the site's own pages."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.core.intake.models import Evidence
from heritage.honours import logbook
from heritage.honours.enums import AssignmentState
from heritage.honours.judging import inviting
from heritage.honours.models import Assignment, Judge, Rubric, RubricCriterion, Stage
from tests.factories.honours import DAY, NominationFactory, a_rubric
from tests.heritage.honours.judging.conftest import WORDS, a_user, logged_in


def address(assignment: Assignment) -> str:
    return reverse("judging_sheet", args=[assignment.pk])


def test_from_the_link_to_scores(panel, settings):
    judge, link = inviting.invite(
        campaign=panel.campaign, name="周老师", email="zhou@example.org", user=panel.office
    )
    path = link[link.index("/judging/") :]
    token = path.split("/")[3]
    assert judge.token_digest == inviting.digest(token) != token
    visitor = Client()
    assert visitor.get("/judging/").url == "/judging/login/?next=/judging/"
    page = visitor.post(path, {"username": "zhou", "password": "12345678", "again": "12345679"})
    assert (page.status_code, page.context["form"].errors.keys()) == (400, {"again"})
    page = visitor.post(path, {"username": "JUDGE0", "password": WORDS, "again": WORDS})
    assert page.context["form"].errors.keys() == {"username"}
    assert (
        visitor.post(path, {"username": "zhou", "password": WORDS, "again": WORDS}).url
        == "/judging/"
    )
    assert visitor.get("/judging/").status_code == 200
    assert visitor.get(path).status_code == 404
    assert visitor.get("/admin/").status_code == 302

    given = Assignment.objects.create(
        round=panel.round, judge=judge, candidacy=panel.candidacies[0]
    )
    page = visitor.get(address(given))
    assert page.templates[0].name.endswith("declare.html")
    assert panel.candidacies[0].deeds[:20] not in page.content.decode()
    assert Rubric.objects.get(pk=panel.round.rubric_id).frozen_at is not None
    visitor.post(reverse("judging_declare", args=[given.pk]))
    assert panel.candidacies[0].deeds[:20] in visitor.get(address(given)).content.decode()

    save = reverse("judging_save", args=[given.pk])
    assert visitor.post(save, {**panel.scores("８。5"), "version": "1"}).json() == {"version": 2}
    late = visitor.post(save, {**panel.scores("7"), "version": "1"})
    assert (late.status_code, late.json()["conflict"]["version"]) == (409, 2)
    faulty = visitor.post(save, {**panel.scores("8.3", "11"), "version": "2"})
    assert (faulty.status_code, len(faulty.json()["faults"])) == (400, 2)
    page = visitor.post(address(given), {**panel.scores("8.5"), "version": "2"})
    assert (page.status_code, list(page.context["form"].errors)) == (
        400,
        [f"score-{panel.criteria[1].pk}"],
    )
    whole = {**panel.scores("8.5", "7"), "note": "材料扎实", "version": "2"}
    for _twice in range(2):
        assert visitor.post(address(given), whole).url == f"{address(given)}#others"
    given.refresh_from_db()
    assert (given.state, given.note, given.version) == (AssignmentState.SUBMITTED, "材料扎实", 3)
    changed = {**panel.scores("9", "7"), "version": "3"}
    assert visitor.post(address(given), changed).status_code == 302
    actions = list(panel.campaign.log.values_list("action", flat=True))
    assert actions == [
        "judge_invited",
        "judge_accepted",
        "round_opened",
        "judge_declared",
        "scored",
        "scores_changed",
    ]
    assert list(logbook.verify(panel.campaign)) == []
    assert mail.outbox == []


def test_others_are_seen_only_when_ones_own_are_in(panel):
    mine, other = panel.give(0), panel.give(1)
    for assignment, values in ((other, ("9", "9")), (mine, ("6", "5"))):
        client = logged_in(assignment.judge.user)
        client.post(reverse("judging_declare", args=[assignment.pk]))
        before = client.get(address(assignment))
        assert before.context["others"] is None
        client.post(address(assignment), {**panel.scores(*values), "version": "1"})
    page = logged_in(mine.judge.user).get(address(mine))
    assert [str(total) for total in page.context["others"]] == ["18.000"]
    assert "评委1" not in page.content.decode()


def test_nothing_of_another_judge_can_be_reached(panel):
    mine, other = panel.give(0), panel.give(1, 1)
    stranger = logged_in(a_user("stranger"))
    for client in (logged_in(mine.judge.user), stranger):
        status = 403 if client is stranger else 404
        assert client.get(address(other)).status_code == status
        for name in ("save", "declare", "recuse"):
            path = reverse(f"judging_{name}", args=[other.pk])
            assert client.post(path, {"reason": "亲属关系"}).status_code == status
    other.refresh_from_db()
    assert other.state == AssignmentState.ASSIGNED
    Judge.objects.filter(pk=mine.judge_id).update(left_at=timezone.now())
    assert logged_in(mine.judge.user).get(address(mine)).status_code == 403


def test_stepping_back(panel):
    mine = panel.give(0)
    client = logged_in(mine.judge.user)
    path = reverse("judging_recuse", args=[mine.pk])
    assert client.post(path, {"reason": "亲"}).status_code == 400
    assert client.post(path, {"reason": "与被推荐人是战友"}).status_code == 302
    mine.refresh_from_db()
    assert (mine.state, mine.recusal_reason) == (AssignmentState.RECUSED, "与被推荐人是战友")
    page = client.get(address(mine))
    assert panel.candidacies[0].deeds[:20] not in page.content.decode()
    assert client.post(address(mine), panel.scores("9", "9")).status_code == 200
    assert not mine.scores.exists()


def test_closed_and_not_yet_open(panel):
    mine = panel.give(0)
    client = logged_in(mine.judge.user)
    client.post(reverse("judging_declare", args=[mine.pk]))
    panel.close()
    page = client.post(address(mine), {**panel.scores("9", "9"), "version": "1"})
    assert page.status_code == 409
    assert 'value="9"' in page.content.decode()
    save = reverse("judging_save", args=[mine.pk])
    assert client.post(save, {**panel.scores("9"), "version": "1"}).json() == {"closed": True}
    ahead = timezone.now() + DAY
    Stage.objects.filter(pk=panel.round.stage_id).update(starts_at=ahead, ends_at=ahead + DAY)
    page = client.get(address(mine))
    assert page.status_code == 403
    assert panel.candidacies[0].deeds[:20] not in page.content.decode()


def test_who_nominated_is_hidden_and_where_blind_who_is_nominated(panel, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    candidacy = panel.candidacies[0]
    candidacy.deeds = "赵铁柱回乡后，李 大爷说铁柱修路，电话13800130001，捐款1000000元。"
    candidacy.save()
    title = candidacy.title
    title.self_rubric = a_rubric("2")
    title.save()
    key = title.self_rubric.aspects.get().criteria.get().pk
    nomination = NominationFactory(title=title, candidacy=candidacy, self_scores={str(key): "8.5"})
    evidence = Evidence.objects.create(
        record=nomination,
        name="李大爷推荐表.pdf",
        stored_name="ab" * 32,
        mime="application/pdf",
        size=3,
        sha256="0" * 64,
    )
    folder = tmp_path / "private" / "evidence" / "ab"
    folder.mkdir(parents=True)
    (folder / ("ab" * 32)).write_bytes(b"pdf")
    mine = panel.give(0)
    client = logged_in(mine.judge.user)
    path = reverse("judging_file", args=[mine.pk, evidence.pk])
    assert client.get(path).status_code == 404
    client.post(reverse("judging_declare", args=[mine.pk]))
    text = client.get(address(mine)).content.decode()
    assert "赵铁柱" in text
    assert re.search("大\\s*爷|13800130001", text) is None
    assert "1000000元" in text
    assert "17 / 20" in text
    given = client.get(path)
    assert b"".join(given.streaming_content) == b"pdf"
    assert "李" not in given["Content-Disposition"]

    panel.campaign.blind = True
    panel.campaign.save()
    for page in (client.get(address(mine)), client.get("/judging/")):
        assert "铁柱" not in page.content.decode()
    assert client.get(path).status_code == 404


def test_progress_is_for_the_lead_judge(panel):
    panel.give(1)
    path = reverse("judging_progress", args=[panel.round.pk])
    page = logged_in(panel.judges[0].user).get(path)
    assert [(t.subject.name, t.scored, t.wanted) for t in page.context["progress"].judges] == [
        ("评委1", 0, 1)
    ]
    assert logged_in(panel.judges[1].user).get(path).status_code == 404


def test_a_link_never_sets_the_password_of_somebody_with_more_rights(panel):
    judge = panel.judges[0]
    judge.user = panel.office
    judge.save()
    link = inviting.resend(judge=judge, user=panel.office)
    path = link[link.index("/judging/") :]
    page = Client().post(path, {"password": WORDS * 2, "again": WORDS * 2})
    assert page.status_code == 400
    panel.office.refresh_from_db()
    assert panel.office.check_password(WORDS)
    assert logged_in(panel.office).post(path, {"own": "1"}).url == "/judging/"


@pytest.mark.parametrize("tries", [21])
def test_guessing_passwords_is_limited(panel, tries):
    client = Client()
    answers = [
        client.post("/judging/login/", {"username": "judge0", "password": "wrong"}).status_code
        for _ in range(tries)
    ]
    assert answers == [400] * 20 + [429]


def test_a_round_whose_rubric_is_empty_stays_shut(panel):
    mine = panel.give(0)
    RubricCriterion.objects.all().delete()
    client = logged_in(mine.judge.user)
    assert client.get(address(mine)).status_code == 403
    client.post(reverse("judging_declare", args=[mine.pk]))
    mine.refresh_from_db()
    assert mine.state == AssignmentState.ASSIGNED
    office = logged_in(panel.office)
    assert office.get(reverse("judging:round", args=[panel.round.pk])).status_code == 200
    assert office.post(reverse("judging:paper", args=[mine.pk])).status_code == 400
