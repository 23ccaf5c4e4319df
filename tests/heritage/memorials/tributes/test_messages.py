"""Words left with a tribute: terms, the wall, reports, and what moderators do."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.log_actions import registry

from heritage.memorials.enums import MessageState
from heritage.memorials.models import TributeReport, TributeTerm
from heritage.memorials.tributes import moderating, wall
from heritage.memorials.tributes.reflagging import reflag
from heritage.memorials.tributes.reporting import report_message
from heritage.memorials.tributes.terms import flags_of, known_terms
from tests.cms.core.intake.conftest import new_proof, solved_payload
from tests.factories import UserFactory
from tests.heritage.memorials.tributes.conftest import states
from tests.markup import soup

WAITING, APPROVED = MessageState.WAITING, MessageState.APPROVED
REPORTED, REMOVED = MessageState.REPORTED, MessageState.REMOVED


def wall_url(site) -> str:
    return f"/tribute/site/{site.pk}/messages/"


def report(message) -> None:
    report_message(message=message, why="不妥", proof=new_proof(), address="192.0.2.9")
    message.refresh_from_db()


def decide(message, to: str, user, seen: str, **values):
    decided = moderating.decide(pks=[message.pk], to=to, seen=seen, user=user, **values)
    message.refresh_from_db()
    return decided


@pytest.mark.parametrize(
    ("name", "text", "flags"),
    [
        ("", "这是壞 詞。", ["坏词"]),
        ("", "坏，，词", ["坏词"]),
        ("坏", "词", ["坏词"]),
        ("", "ＳＰＡＭ", ["Spam"]),
        ("", "好 词 spa m", ["Spam"]),
        ("", "永垂不朽", []),
    ],
)
def test_terms_are_found_however_they_are_written(db, name, text, flags):
    TributeTerm.objects.bulk_create([TributeTerm(text=text) for text in ("坏词", "Spam", "。")])
    assert flags_of(name, text, known_terms()) == flags


def test_a_new_term_is_looked_for_in_what_waits(left):
    waiting, done = left("有坏词"), left("也有坏词", state=APPROVED)
    TributeTerm.objects.create(text="坏词")
    reflag(lambda *told: None)
    waiting.refresh_from_db(), done.refresh_from_db()
    assert (waiting.flags, done.flags) == (["坏词"], [])


def test_the_wall_shows_what_is_approved_page_by_page(client, cemetery, left, monkeypatch):
    monkeypatch.setattr(wall, "PER_PAGE", 2)
    monkeypatch.setattr(wall.wall_of, "__kwdefaults__", {"before": None, "size": 2})
    for number, state in enumerate([APPROVED, WAITING, APPROVED, REPORTED, APPROVED, REMOVED]):
        left(f"第{number}句", state=state, name="<b>甲</b>")

    def shown(url: str) -> tuple[list[str], str | None]:
        page = soup(client.get(url))
        older = page.select_one("a[rel=next]")
        texts = [each.p.get_text(strip=True) for each in page.select(".tribute__message")]
        return texts, older and older["href"]

    texts, older = shown(wall_url(cemetery))
    assert texts == ["第4句", "第2句"]
    assert shown(f"{wall_url(cemetery)}{older}") == (["第0句"], None)
    assert shown(f"{wall_url(cemetery)}?before=abc")[0] == ["第4句", "第2句"]
    assert b"<b>" not in client.get(wall_url(cemetery)).content


class TestReporting:
    def test_hides_at_once_until_a_person_approves(self, client, cemetery, left, moderator):
        message = left(state=APPROVED)
        url = f"/tribute/messages/{message.pk}/report/"
        assert "先烈千古" in client.get(url).content.decode()
        sent = client.post(url, {"why": "冒名", "altcha": solved_payload("tribute-report")})
        assert sent.url == f"/tribute/site/{cemetery.pk}/reported/"
        assert client.get(sent.url).status_code == 200
        message.refresh_from_db()
        assert (message.state, message.reports) == (REPORTED, 1)
        assert "先烈千古" not in client.get(wall_url(cemetery)).content.decode()
        assert client.get(url).status_code == 302
        logged = registry.get_logs_for_instance(message).get()
        assert (logged.action, logged.user, logged.data["note"]) == (
            "heritage.tribute.reported",
            None,
            "冒名",
        )
        decide(message, APPROVED, moderator, REPORTED)
        assert "先烈千古" in client.get(wall_url(cemetery)).content.decode()

    def test_what_was_looked_at_stays_and_is_queued_again(self, left, moderator):
        message = left(state=APPROVED)
        report(message)
        decide(message, APPROVED, moderator, REPORTED)
        assert list(moderating.reported_again()) == []
        report(message)
        assert (message.state, message.reports) == (APPROVED, 2)
        assert list(moderating.reported_again()) == [message]
        assert moderating.waiting_counts() == {"waiting": 0, "reported": 0, "again": 1}
        decide(message, APPROVED, moderator, APPROVED)
        assert list(moderating.reported_again()) == []

    @pytest.mark.parametrize("state", [WAITING, MessageState.REFUSED, REMOVED])
    def test_what_is_not_shown_cannot_be_reported(self, client, left, state):
        message = left(state=state)
        assert client.get(f"/tribute/messages/{message.pk}/report/").status_code == 404
        assert TributeReport.objects.count() == 0


class TestDeciding:
    def test_many_at_once_with_the_log(self, left, moderator):
        first, second, other = left("甲"), left("乙"), left("丙", state=APPROVED)
        decided = moderating.decide(
            pks=[first.pk, second.pk, other.pk, 0], to=APPROVED, seen=WAITING, user=moderator
        )
        assert (decided.done, decided.passed_over) == (2, 2)
        assert states() == [APPROVED, APPROVED, APPROVED]
        logged = registry.get_logs_for_instance(first).get()
        assert (logged.user, logged.data["to"]) == (moderator, "approved")
        assert registry.get_logs_for_instance(other).count() == 0

    def test_taking_down_needs_a_reason(self, left, moderator):
        message = left(state=APPROVED)
        for reason in ("", "  ", "因" * 201):
            with pytest.raises(ValidationError):
                decide(message, REMOVED, moderator, APPROVED, reason=reason)
        decide(message, REMOVED, moderator, APPROVED, reason="不实")
        assert (message.state, message.reason, message.decided_by) == (REMOVED, "不实", moderator)

    @pytest.mark.parametrize(
        ("seen", "to"),
        [(WAITING, REMOVED), (APPROVED, WAITING), (APPROVED, REPORTED), ("", APPROVED)],
    )
    def test_only_the_steps_of_the_table(self, left, moderator, seen, to):
        with pytest.raises(ValidationError):
            moderating.decide(pks=[left().pk], to=to, seen=seen, user=moderator, reason="因")
        assert states() == [WAITING]

    def test_only_moderators(self, client, left):
        message, user = left(), UserFactory()
        with pytest.raises(PermissionDenied):
            decide(message, APPROVED, user, WAITING)
        client.force_login(user)
        assert client.get("/admin/tributes/messages/waiting/").status_code == 302


class TestModerating:
    @pytest.fixture(autouse=True)
    def logged_in(self, client, moderator):
        client.force_login(moderator)

    def test_ticked_messages_are_approved(self, client, left):
        first, second = left("甲"), left("乙", flags=["坏词"])
        url = "/admin/tributes/messages/waiting/"
        page = soup(client.get(url))
        rows = page.select("[data-message]")
        assert [row.label.get_text(strip=True) for row in rows] == ["甲", "乙"]
        assert [row.has_attr("data-flagged") for row in rows] == [False, True]
        assert client.post(url, {"message": [first.pk], "to": APPROVED}).status_code == 302
        assert states() == [APPROVED, WAITING]
        assert client.get(f"{url}?from=-1").status_code == 200
        flagged = soup(client.get(f"{url}?flagged=1&q=乙")).select("[data-message]")
        assert [row.input["value"] for row in flagged] == [str(second.pk)]

    @pytest.mark.parametrize(
        "form",
        [{"to": "approved"}, {"message": "x", "to": "approved"}, {"message": "1", "to": "nowhere"}],
    )
    def test_bad_input_is_refused_in_words(self, client, left, form):
        left()
        response = client.post("/admin/tributes/messages/waiting/", form)
        assert response.status_code == 400
        assert states() == [WAITING]

    def test_one_message_with_its_reports_and_history(self, client, left, moderator):
        message = left(state=APPROVED)
        report(message)
        shown = client.get(f"/admin/tributes/message/{message.pk}/").content.decode()
        assert "不妥" in shown
        assert "/admin/tributes/messages/reported/" in shown

    def test_pages_are_begun_behind_the_last(self, client, left, monkeypatch):
        monkeypatch.setattr("heritage.memorials.tributes.admin_views.PER_PAGE", 2)
        made = [left(f"第{number}句") for number in range(3)]
        url = "/admin/tributes/messages/waiting/"
        page = soup(client.get(f"{url}?from={made[1].pk}"))
        assert [row.input["value"] for row in page.select("[data-message]")] == [str(made[2].pk)]
