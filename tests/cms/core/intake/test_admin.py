"""The office's side: masked, moved on, unmasked with a reason; each right asked for."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from cms.core.intake import retention
from cms.core.intake.evidence import add_evidence
from cms.core.intake.models import CallBackRequest, PrivacyNotice, UnmaskLog
from cms.core.intake.receipts import grouped
from tests.cms.core.intake import files
from tests.cms.core.intake.conftest import PHONE
from tests.cms.core.intake.test_evidence import BOUNDS
from tests.factories import UserFactory
from tests.markup import soup

pytestmark = pytest.mark.django_db
LIST = "/admin/intake/call-back/"
NEW = "/admin/intake/call-back/new/"


@pytest.fixture
def record(asked, home):
    return asked(name="张桂兰", about="想找我父亲的战友")


@pytest.fixture
def office(client, clerk):
    """Call it with actions to be logged in as somebody who may do them."""

    def log_in(*actions: str):
        user = clerk(*actions)
        client.force_login(user)
        return user

    return log_in


def page_of(record: CallBackRequest, name: str = "", **more) -> str:
    kwargs = {"name": "call-back", "pk": record.pk, **more}
    return reverse(f"rongguang_intake_{name or 'record'}", kwargs=kwargs)


def test_the_list_is_masked(client, office, record):
    office("view")
    response = client.get(LIST)
    text = soup(response).get_text()
    assert response.status_code == 200
    assert "138****8000" in text
    assert "张*兰" in text
    assert not any(word in text for word in (PHONE, "张桂兰", "战友"))
    assert soup(response).select_one("td a").get_text(strip=True) == grouped(record.receipt)


def test_found_by_receipt_and_state(client, office, record):
    office("view")
    rows = lambda query: len(soup(client.get(LIST + query)).select("tbody tr"))  # noqa: E731
    assert rows(f"?receipt={grouped(record.receipt).lower()}") == 1
    assert rows("?receipt=nonsense") == 0
    assert (rows("?state=received"), rows("?state=closed"), rows("?state=all")) == (1, 0, 1)
    CallBackRequest.objects.update(state="closed")
    assert (rows(""), rows("?state=all"), rows("?p=99")) == (0, 1, 0)


def test_one_record_is_masked(client, office, record):
    office("view")
    response = client.get(page_of(record))
    text = soup(response).get_text()
    assert "138****8000" in text
    assert not any(word in text for word in (PHONE, "张桂兰", "战友"))
    assert "no-store" in response["Cache-Control"]
    assert soup(response).select_one("[name=reason]") is None


class TestUnmasking:
    def test_with_a_reason(self, client, office, record):
        user = office("view", "unmask")
        response = client.post(
            page_of(record, "unmask"), {"field": "contact_phone", "reason": "回电核实"}
        )
        text = soup(response).get_text()
        assert PHONE in text
        assert "战友" not in text
        entry = UnmaskLog.objects.get()
        assert (entry.user, entry.field, entry.reason) == (user, "contact_phone", "回电核实")
        assert PHONE not in soup(client.get(page_of(record))).get_text()

    def test_all_at_once_are_logged_each(self, client, office, record):
        office("view", "unmask")
        response = client.post(page_of(record, "unmask"), {"reason": "回电核实"})
        assert "战友" in soup(response).get_text()
        assert sorted(UnmaskLog.objects.values_list("field", flat=True)) == [
            "about",
            "contact_name",
            "contact_phone",
        ]

    def test_without_a_reason(self, client, office, record):
        office("view", "unmask")
        response = client.post(page_of(record, "unmask"), {"field": "contact_phone", "reason": "x"})
        assert (response.status_code, UnmaskLog.objects.count()) == (400, 0)
        assert PHONE not in soup(response).get_text()

    def test_shown_in_the_log(self, client, office, record):
        user = office("view", "unmask")
        client.post(page_of(record, "unmask"), {"field": "about", "reason": "回电核实"})
        assert client.get("/admin/intake/unmaskings/").status_code == 302
        user.user_permissions.add(Permission.objects.get(codename="view_unmasklog"))
        text = soup(client.get("/admin/intake/unmaskings/")).get_text()
        assert "回电核实" in text
        assert user.username in text
        assert grouped(record.receipt) in text
        assert "about" not in text
        assert capfirst(str(CallBackRequest._meta.get_field("about").verbose_name)) in text
        assert PHONE not in text


class TestMoving:
    def test_called_with_a_note(self, client, office, record):
        office("view", "change")
        sent = {"to": "called", "seen": "received", "answer": "已答复"}
        assert client.post(page_of(record, "move"), sent).status_code == 302
        found = CallBackRequest.objects.get()
        assert (found.state, found.answer) == ("called", "已答复")

    @pytest.mark.parametrize(
        ("sent", "status"),
        [
            ({"to": "withdrawn", "seen": "received"}, 400),
            ({"to": "nonsense", "seen": "received"}, 400),
            ({"to": "", "seen": "received"}, 400),
            ({"to": "called", "seen": "unreachable"}, 409),
            ({"to": "called"}, 409),
            ({"to": "called", "seen": "received", "answer": "长" * 2001}, 400),
        ],
    )
    def test_not_like_that(self, client, office, record, sent, status):
        office("view", "change")
        response = client.post(page_of(record, "move"), sent)
        assert (response.status_code, CallBackRequest.objects.get().state) == (status, "received")
        assert len(soup(response).select(".help-critical")) == 1


class TestFillingIn:
    def sent(self, **values) -> dict:
        return {
            "name": "李奶奶", "phone": "0531-88886666", "topic": "fallen", "best_time": "morning",
            "about": "", "consent": "on", "entered_via": "paper", "entered_basis": "扫描件2026-17",
            "once": "0" * 32, **values,
        }  # fmt: skip

    def test_on_somebodys_behalf(self, client, office, notice, home):
        user = office("view", "add")
        assert client.get(NEW).status_code == 200
        response = client.post(NEW, self.sent())
        made = CallBackRequest.objects.get()
        assert response["Location"] == page_of(made)
        assert (made.entered_by, made.entered_via) == (user, "paper")
        assert (made.consent.recorded_by, made.consent.basis) == (user, "扫描件2026-17")

    @pytest.mark.parametrize(
        "values",
        [{"entered_basis": ""}, {"entered_via": "web"}, {"consent": ""}, {"phone": "12"}],
    )
    def test_what_is_missing_is_said(self, client, office, notice, home, values):
        office("view", "add")
        response = client.post(NEW, self.sent(**values))
        assert (response.status_code, CallBackRequest.objects.count()) == (400, 0)

    def test_without_a_notice(self, client, office, home, settings):
        office("view", "add")
        settings.CALL_BACK = False
        assert client.get(NEW)["Location"] == LIST


class TestEvidence:
    @pytest.fixture
    def file(self, record, settings, tmp_path):
        settings.INTAKE_MAC_KEY, settings.INTAKE_KEYS = "x", settings.INTAKE_KEYS
        return add_evidence(
            owner=record, file=files.upload("立功证书.png", files.picture("PNG")), bounds=BOUNDS
        )

    def test_as_a_download_and_nothing_else(self, client, office, record, file):
        user = office("view", "unmask")
        response = client.post(page_of(record, "file", file_pk=file.pk), {"reason": "核对证书"})
        assert b"".join(response.streaming_content) == files_content(file)
        assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert response["Content-Type"] == "application/octet-stream"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response["Cache-Control"]
        entry = UnmaskLog.objects.get()
        assert (entry.user, entry.field) == (user, f"evidence {file.pk}")

    def test_not_without_reason_right_or_record(self, client, office, record, file, asked):
        office("view", "unmask")
        address = page_of(record, "file", file_pk=file.pk)
        assert client.post(address, {"reason": ""}).status_code == 400
        assert client.get(address).status_code == 405
        other = page_of(asked(about="别的"), "file", file_pk=file.pk)
        assert client.post(other, {"reason": "核对证书"}).status_code == 404
        office("view")
        assert client.post(address, {"reason": "核对证书"}).status_code == 302
        assert UnmaskLog.objects.count() == 0


def files_content(file) -> bytes:
    return retention.store.path_of(file.stored_name).read_bytes()


class TestHolding:
    def test_held_and_released(self, client, office, record):
        office("view", "hold")
        address = page_of(record, "hold")
        assert client.post(address, {"hold": "1", "reason": ""}).status_code == 400
        assert client.post(address, {"hold": "1", "reason": "诉讼保全"}).status_code == 302
        assert CallBackRequest.objects.get().hold is True
        assert client.post(address, {"hold": "0", "reason": "诉讼结束"}).status_code == 302
        assert CallBackRequest.objects.get().hold is False


def test_who_may_not_is_turned_away(client, office, record):
    """Every address of the office, for somebody with access to the admin and no right here."""
    paths = [
        LIST,
        NEW,
        page_of(record),
        page_of(record, "unmask"),
        page_of(record, "move"),
        page_of(record, "hold"),
        page_of(record, "file", file_pk=1),
        "/admin/intake/unmaskings/",
        "/admin/intake/notices/",
        "/admin/intake/deletions/",
        "/admin/privacy-notices/",
    ]
    reason = {"reason": "只是看看", "to": "called", "seen": "received", "hold": "1"}
    for user in (None, office()):
        if user is None:
            client.logout()
        else:
            client.force_login(user)
        for path in paths:
            answers = {client.get(path).status_code, client.post(path, reason).status_code}
            assert answers <= {302, 403, 405}, path
    assert UnmaskLog.objects.count() == 0
    found = CallBackRequest.objects.get()
    assert (found.state, found.hold) == ("received", False)


def test_each_action_needs_its_own_right(client, office, record):
    office("view")
    reason = {"reason": "只是看看", "to": "called", "seen": "received", "hold": "1"}
    for name in ("unmask", "move", "hold"):
        assert client.post(page_of(record, name), reason).status_code == 302
    found = CallBackRequest.objects.get()
    assert (found.state, found.hold, UnmaskLog.objects.count()) == ("received", False, 0)


def test_logs_and_reports(client, record):
    client.force_login(UserFactory(is_superuser=True))
    retention.purge(now=timezone.now() + 400 * retention.datetime.timedelta(days=1))
    for path in ("unmaskings", "notices", "deletions", "call-back"):
        assert client.get(f"/admin/intake/{path}/").status_code == 200
    assert client.get("/admin/privacy-notices/").status_code == 200
    text = soup(client.get("/admin/intake/deletions/")).get_text()
    assert "record:call-back: 1" in text
    response = client.get(page_of(record))
    assert response.status_code == 200
    assert "138" not in soup(response).select_one("main").get_text()
    assert client.get("/admin/").status_code == 200


def test_a_privacy_notice_is_changed_by_a_new_version(client, notice, asked, home):
    client.force_login(UserFactory(is_superuser=True))
    edit = reverse("privacynotice:edit", args=[notice.pk])
    sent = {
        "kind": "call-back", "version": 1, "title": "改了", "text": "改了",
        "effective_from": "2026-01-01 00:00",
    }  # fmt: skip
    assert client.post(edit, sent).status_code == 302
    asked()
    assert client.post(edit, {**sent, "title": "又改"}).status_code == 200
    notices = PrivacyNotice.objects.filter(kind="call-back")
    assert notices.get().title == "改了"
    client.post(reverse("privacynotice:delete", args=[notice.pk]))
    assert notices.count() == 1
    add = reverse("privacynotice:add")
    assert client.post(add, {**sent, "version": 2, "title": "第二版"}).status_code == 302
    assert notices.count() == 2
