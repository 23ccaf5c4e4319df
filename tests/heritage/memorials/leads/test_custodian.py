"""Leads as the custodian follows them up."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.core.intake import domain as intake
from cms.core.intake import retention
from cms.core.intake.models import NoticeLog
from heritage.memorials.enums import LEAD_TRANSITIONS, LeadState
from heritage.memorials.leads import domain
from heritage.memorials.models import KinLead, LeadMessage, RollEntry
from heritage.memorials.signals import entries_changed
from heritage.people.models import Place
from tests.cms.core.intake.conftest import PHONE
from tests.factories.memorials import RollEntryFactory
from tests.markup import soup

pytestmark = pytest.mark.django_db
ALL = ("view_kinlead", "change_kinlead", "unmask_kinlead", "change_rollentry")


@pytest.fixture(autouse=True)
def a_site(home, notice):
    """A first page, and a notice in force."""


def confirmed(lead: KinLead, user, **values):
    return domain.confirm(
        **{
            "lead": lead,
            "seen": "checking",
            "version": 0,
            "finding": "已核实。",
            "source": "亲属提供的线索",
            "changes": {},
            "user": user,
            **values,
        }
    )


def checking(lead: KinLead, user) -> KinLead:
    return domain.move_lead(record=lead, to="checking", seen="received", answer="", user=user)


class TestMoving:
    def test_every_state_is_in_the_table(self):
        assert set(LEAD_TRANSITIONS) == set(LeadState)

    def test_the_family_is_told(self, lead, custodian):
        moved = checking(lead, custodian("change_kinlead"))
        assert moved.state == LeadState.CHECKING
        kinds = NoticeLog.objects.order_by("pk").values_list("kind", flat=True)
        assert list(kinds) == ["kin-lead.received", "kin-lead.moved"]

    def test_confirmed_by_no_shorter_way(self, lead, custodian, client):
        user = custodian(*ALL)
        checking(lead, user)
        with pytest.raises(intake.IllegalTransitionError):
            domain.move_lead(record=lead, to="confirmed", seen="checking", answer="", user=user)
        client.force_login(user)
        address = reverse("rongguang_intake_move", args=["kin-lead", lead.pk])
        assert client.post(address, {"to": "confirmed", "seen": "checking"}).status_code == 400

    def test_nobody_without_permission(self, lead, custodian):
        user = custodian("view_kinlead")
        with pytest.raises(PermissionDenied):
            checking(lead, user)
        with pytest.raises(PermissionDenied):
            domain.answer(lead=lead, text="x", user=user)
        with pytest.raises(PermissionDenied):
            confirmed(lead, custodian("change_kinlead"))


class TestWaiting:
    def test_on_the_dashboard_until_it_is_answered(self, lead, custodian, client):
        user = custodian(*ALL)
        client.force_login(user)

        def lines() -> list[str]:
            page = soup(client.get(reverse("wagtailadmin_home")))
            found = page.select("section:has(> #kin-leads-waiting) tbody th")
            return [line.get_text(strip=True) for line in found]

        assert lines() == ["王德山"]
        checking(lead, user)
        assert lines() == []
        domain.write(lead=lead, text="还有一件事。", address="192.0.2.1")
        assert lines() == ["王德山"]
        domain.answer(lead=lead, text="请讲。", user=user)
        assert lines() == []


class TestConfirming:
    def test_the_entry_is_amended_with_the_lead_as_source(self, lead, entry, custodian):
        user = custodian(*ALL)
        checking(lead, user)
        place = Place.objects.create(name="某某县", level="county", code="990101")
        heard = []
        entries_changed.connect(
            lambda entries, **_: heard.extend(entries), weak=False, dispatch_uid="t"
        )
        try:
            moved, unread = confirmed(
                lead,
                user,
                changes={
                    "birth_written": "1925年3月",
                    "native_place_written": "某某县王家庄",
                    "enlisted_written": "那年秋收",
                    "seeks_kin": False,
                    "also_called": "王得山",
                },
            )
        finally:
            entries_changed.disconnect(dispatch_uid="t")
        entry.refresh_from_db()
        assert (moved.state, str(entry.birth), entry.native_place) == (
            "confirmed",
            "1925-03",
            place,
        )
        assert (entry.birth_written, entry.enlisted, entry.seeks_kin) == ("1925年3月", None, False)
        assert len(unread) == 1
        assert [name.text for name in entry.names.all()] == ["王得山"]
        source = entry.sources.get()
        assert (source.title, source.lead) == ("亲属提供的线索", lead)
        assert heard == [entry.pk]
        logged = ModelLogEntry.objects.get(action="heritage.entry.amended_by_lead")
        assert PHONE not in str(logged.data)

    def test_nothing_is_half_done(self, lead, entry, custodian):
        user = custodian(*ALL)
        checking(lead, user)
        RollEntry.objects.filter(pk=entry.pk).update(version=4)
        with pytest.raises(ValidationError):
            confirmed(lead, user, changes={"birth_written": "1925年3月"})
        for written in ("长" * 81, "2099年3月"):
            with pytest.raises(ValidationError):
                confirmed(lead, user, version=4, changes={"birth_written": written})
        lead.refresh_from_db()
        entry.refresh_from_db()
        assert (lead.state, entry.birth_written, entry.sources.count()) == ("checking", "1925", 0)

    def test_an_entry_that_was_joined_to_another(self, lead, entry, custodian):
        user = custodian(*ALL)
        checking(lead, user)
        RollEntry.objects.filter(pk=entry.pk).update(merged_into=RollEntryFactory())
        with pytest.raises(ValidationError):
            confirmed(lead, user)

    def test_through_the_admin(self, lead, entry, custodian, client):
        user = custodian(*ALL)
        client.force_login(user)
        record = reverse("rongguang_intake_record", args=["kin-lead", lead.pk])
        move = reverse("rongguang_intake_move", args=["kin-lead", lead.pk])
        assert client.post(move, {"to": "checking", "seen": "received"}).status_code == 302
        page = soup(client.get(record))
        assert "王家庄" not in page.get_text()
        assert PHONE not in page.get_text()
        client.post(reverse("kin_leads:answer", args=[lead.pk]), {"text": "请补充照片。"})
        assert LeadMessage.objects.get().from_office
        address = reverse("kin_leads:confirm", args=[lead.pk])
        form = soup(client.get(address)).select_one("form[method=post]:has([name=finding])")
        sent = {
            field["name"]: field.get("value", "")
            for field in form.select("input[name]")
            if field.get("type") != "checkbox"
        }
        sent |= {"verification": "verified", "finding": "", "unit_written": "某部三连战士"}
        assert client.post(address, sent).status_code == 400
        assert client.post(address, {**sent, "finding": "已与村委会核对。"}).status_code == 302
        entry.refresh_from_db()
        assert (entry.unit_written, entry.verification) == ("某部三连战士", "verified")
        assert entry.seeks_kin is False
        assert client.get(address).status_code == 302

    def test_closed_to_others(self, lead, client, custodian):
        client.force_login(custodian())
        for name in ("kin_leads:confirm", "kin_leads:answer"):
            address = reverse(name, args=[lead.pk])
            assert client.post(address, {"text": "x"}).status_code in (302, 403)
        assert LeadMessage.objects.count() == 0


def test_the_purge_leaves_nothing_personal(lead, custodian):
    user = custodian(*ALL)
    domain.answer(lead=lead, text="请问……", user=user)
    domain.move_lead(record=lead, to="closed", seen="received", answer="查无此人。", user=user)
    retention.purge(now=timezone.now() + datetime.timedelta(days=366))
    lead.refresh_from_db()
    assert (lead.knows, lead.relation, lead.finding, lead.contact_name) == ("", "", "", "")
    assert LeadMessage.objects.count() == 0
