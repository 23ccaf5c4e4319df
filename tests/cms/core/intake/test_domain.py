"""Handing in, following, moving on, unmasking, holding."""

from __future__ import annotations

import datetime
import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.core.intake import call_backs, checks, domain, limits
from cms.core.intake.domain import Origin
from cms.core.intake.enums import (
    CALL_BACK_TRANSITIONS,
    CALL_BACK_WITHDRAWABLE,
    CallBackState,
    EnteredVia,
)
from cms.core.intake.models import (
    CallBackRequest,
    Consent,
    NoticeLog,
    PrivacyNotice,
    RateCount,
    UnmaskLog,
    UsedChallenge,
)
from cms.core.intake.receipts import ReceiptError, check_character, grouped
from tests.cms.core.intake.conftest import PHONE, in_parallel, new_proof
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ONCE = "0" * 32


def kept() -> dict[str, int]:
    models = (CallBackRequest, Consent, UsedChallenge, NoticeLog, ModelLogEntry)
    return {model.__name__: model.objects.count() for model in models}


NOTHING = {
    "CallBackRequest": 0, "Consent": 0, "UsedChallenge": 0, "NoticeLog": 0, "ModelLogEntry": 0,
}  # fmt: skip


class TestHandingIn:
    def test_by_the_public(self, asked, notice):
        record = asked(phone="138 0013 8000")
        assert (record.state, record.contact_phone) == (CallBackState.RECEIVED, PHONE)
        assert (record.consent.notice, record.consent.via) == (notice, EnteredVia.WEB)
        assert (record.entered_by, record.entered_via) == (None, EnteredVia.WEB)
        assert len(record.address_digest) == 64
        entry = ModelLogEntry.objects.get()
        # Not by the receipt, which opens it: more people may read the log of the admin.
        assert (entry.action, entry.label) == ("core.intake.received", str(record))
        assert grouped(record.receipt) not in entry.label

    def test_without_a_proof(self, asked):
        with pytest.raises(PermissionDenied):
            asked(origin=Origin(address="192.0.2.1"))
        assert kept() == NOTHING

    def test_the_same_twice_gives_the_same_receipt(self, asked):
        first = asked(once=ONCE)
        again = asked(once=ONCE)
        assert (again.pk, CallBackRequest.objects.count()) == (first.pk, 1)
        assert (NoticeLog.objects.count(), UsedChallenge.objects.count()) == (1, 1)

    def test_changed_answers_are_another_request(self, asked):
        first = asked(once=ONCE)
        assert asked(once=ONCE, about="还有一件事").pk != first.pk

    def test_a_used_proof(self, asked):
        proof = new_proof()
        asked(origin=Origin(proof=proof, address="192.0.2.1"))
        before = kept()
        with pytest.raises(checks.CheckUsedError):
            asked(origin=Origin(proof=proof, address="192.0.2.1"), name="别人")
        assert kept() == before

    def test_too_many_for_one_telephone(self, asked):
        for number in range(5):
            asked(about=str(number))
        before = kept(), list(RateCount.objects.values_list("count", flat=True))
        with pytest.raises(limits.TooManyError):
            asked(about="6")
        assert (kept(), list(RateCount.objects.values_list("count", flat=True))) == before

    def test_without_scripts_only_a_few(self, asked):
        for number in range(3):
            origin = Origin(proof=new_proof(solved=False), address="192.0.2.1")
            asked(origin=origin, phone=f"1380000000{number}")
        with pytest.raises(limits.TooManyError):
            asked(origin=Origin(proof=new_proof(solved=False), address="192.0.2.1"))
        asked(origin=Origin(proof=new_proof(), address="192.0.2.1"))

    @pytest.mark.parametrize(
        "values",
        [
            {"phone": "12"},
            {"phone": "不是电话"},
            {"phone": "1" * 31},
            {"name": "长" * 61},
            {"topic": "no such"},
            {"topic": ""},
            {"best_time": "midnight"},
            {"about": "长" * 501},
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_is_kept(self, asked, values):
        with pytest.raises(ValidationError):
            asked(**values)
        assert kept() == NOTHING


class TestClerk:
    def test_fills_in_without_a_check(self, asked, clerk):
        user = clerk("add")
        record = asked(origin=Origin(clerk=user, via=EnteredVia.PAPER, basis=" 扫描件2026-17 "))
        assert (record.entered_by, record.entered_via) == (user, EnteredVia.PAPER)
        assert record.entered_basis == record.consent.basis == "扫描件2026-17"
        assert (record.consent.recorded_by, RateCount.objects.count()) == (user, 0)

    def test_needs_permission(self, asked, clerk):
        with pytest.raises(PermissionDenied):
            asked(origin=Origin(clerk=clerk("change"), via=EnteredVia.PHONE, basis="电话"))
        assert kept() == NOTHING

    @pytest.mark.parametrize(("via", "basis"), [("web", "电话"), ("phone", ""), ("phone", "  ")])
    def test_needs_a_basis(self, asked, clerk, via, basis):
        with pytest.raises(ValidationError):
            asked(origin=Origin(clerk=clerk("add"), via=EnteredVia(via), basis=basis))
        assert kept() == NOTHING


@pytest.mark.django_db(transaction=True)
class TestInParallel:
    def test_one_challenge_for_twenty_requests(self, asked, notice):
        proof = new_proof()

        def send(number: int):
            return call_backs.request_call_back(
                name=f"第{number}个",
                phone=f"1380000{number:04}",
                topic="form",
                notice=notice,
                origin=Origin(proof=proof, address="192.0.2.1"),
                once=f"{number:032x}",
            )

        results = in_parallel(20, send)
        taken = [result for result in results if isinstance(result, tuple)]
        assert [is_new for _record, is_new in taken] == [True]
        assert {type(r) for r in results if not isinstance(r, tuple)} == {checks.CheckUsedError}
        assert (CallBackRequest.objects.count(), NoticeLog.objects.count()) == (1, 1)

    def test_one_form_sent_twenty_times(self, notice):
        proof = new_proof()

        def send(_number: int):
            return call_backs.request_call_back(
                name="张大爷",
                phone=PHONE,
                topic="form",
                notice=notice,
                origin=Origin(proof=proof, address="192.0.2.1"),
                once=ONCE,
            )

        results = in_parallel(20, send)
        assert [r for r in results if isinstance(r, Exception)] == []
        assert len({record.receipt for record, _is_new in results}) == 1
        assert sum(is_new for _record, is_new in results) == 1
        assert (CallBackRequest.objects.count(), NoticeLog.objects.count()) == (1, 1)

    def test_two_officers_and_the_second_is_told(self, asked, clerk):
        record, officers = asked(), [clerk("change") for _ in range(8)]

        def close(number: int):
            return domain.move(
                record=record, to="called", seen="received", user=officers[number]
            ).state

        results = in_parallel(8, close)
        assert results.count(CallBackState.CALLED) == 1
        assert sum(isinstance(result, domain.StaleError) for result in results) == 7
        assert ModelLogEntry.objects.filter(action="core.intake.moved").count() == 1


class TestLookingUp:
    def test_receipt_and_telephone(self, asked):
        record = asked()
        typed = grouped(record.receipt).lower()
        found = domain.look_up(receipt=typed, phone="+86 138 0013 8000", address="192.0.2.1")
        assert found == record

    def test_wrong_telephone_and_unknown_receipt_answer_alike(self, asked):
        record, unknown = asked(), "2" * 14 + check_character("2" * 14)
        answers = []
        for receipt, phone in (
            (record.receipt, "13800138001"),
            (record.receipt, ""),
            (record.receipt, "8000"),
            (unknown, PHONE),
        ):
            with pytest.raises(domain.NotFoundError) as caught:
                domain.look_up(receipt=receipt, phone=phone, address="192.0.2.1")
            answers.append(str(caught.value))
        assert set(answers) == {""}

    def test_a_typo_is_told(self, asked):
        receipt = asked().receipt
        wrong = ("3" if receipt[0] == "2" else "2") + receipt[1:]
        with pytest.raises(ReceiptError):
            domain.look_up(receipt=wrong, phone=PHONE, address="192.0.2.1")

    def test_guessing_the_telephone_is_limited(self, asked):
        record = asked()
        for number in range(10):
            with pytest.raises(domain.NotFoundError):
                domain.look_up(
                    receipt=record.receipt, phone=f"1390000{number:04}", address=f"192.0.2.{number}"
                )
        with pytest.raises(limits.TooManyError):
            domain.look_up(receipt=record.receipt, phone=PHONE, address="198.51.100.1")

    def test_a_purged_record_is_not_found(self, asked):
        record = asked()
        CallBackRequest.objects.update(phone_index="", contact_phone="")
        with pytest.raises(domain.NotFoundError):
            domain.look_up(receipt=record.receipt, phone=PHONE, address="192.0.2.1")


class TestStates:
    @pytest.mark.parametrize(
        ("start", "end", "action"),
        list(itertools.product(CallBackState, CallBackState, ["change", "view"])),
    )
    def test_only_the_table_and_only_with_permission(self, asked, clerk, start, end, action):
        record, user = asked(), clerk(action)
        CallBackRequest.objects.update(state=start)
        if action != "change":
            with pytest.raises(PermissionDenied):
                domain.move(record=record, to=end, user=user)
        elif end in CALL_BACK_TRANSITIONS[start]:
            moved = domain.move(record=record, to=end, user=user)
            assert (moved.state, bool(moved.closed_at)) == (end, end == CallBackState.CLOSED)
            entry = ModelLogEntry.objects.get(action="core.intake.moved")
            assert (entry.user, entry.data) == (user, {"from": start, "to": end})
            return
        else:
            with pytest.raises(domain.IllegalTransitionError):
                domain.move(record=record, to=end, user=user)
        assert CallBackRequest.objects.get().state == start
        assert not ModelLogEntry.objects.filter(action="core.intake.moved").exists()

    @pytest.mark.parametrize("start", CallBackState)
    def test_withdrawing(self, asked, start):
        record = asked()
        CallBackRequest.objects.update(state=start)
        if start in CALL_BACK_WITHDRAWABLE:
            withdrawn = domain.withdraw(record=record)
            assert withdrawn.state == CallBackState.WITHDRAWN
            assert withdrawn.closed_at is not None
            return
        with pytest.raises(domain.IllegalTransitionError):
            domain.withdraw(record=record)
        assert CallBackRequest.objects.get().state == start

    def test_an_answer_that_is_too_long_changes_nothing(self, asked, clerk):
        record = asked()
        with pytest.raises(ValidationError):
            domain.answer(
                record=record,
                to="called",
                seen="received",
                answer="长" * 2001,
                user=clerk("change"),
            )
        found = CallBackRequest.objects.get()
        assert (found.state, found.answer) == (CallBackState.RECEIVED, "")

    def test_all_states_are_in_the_table(self):
        assert set(CALL_BACK_TRANSITIONS) == set(CallBackState)


class TestUnmasking:
    def test_shows_and_logs(self, asked, clerk):
        record, user = asked(), clerk("unmask")
        shown = domain.unmask(
            record=record, field="contact_phone", reason="  回电  核实 ", user=user
        )
        assert shown == PHONE
        entry = UnmaskLog.objects.get()
        assert (entry.user, entry.record, entry.field) == (user, record, "contact_phone")
        assert (entry.reason, entry.receipt) == ("回电 核实", record.receipt)

    @pytest.mark.parametrize("reason", ["", "   ", "看看", "\t\n"])
    def test_without_a_reason(self, asked, clerk, reason):
        record = asked()
        with pytest.raises(ValidationError):
            domain.unmask(record=record, field="contact_phone", reason=reason, user=clerk("unmask"))
        assert UnmaskLog.objects.count() == 0

    def test_without_permission(self, asked, clerk):
        with pytest.raises(PermissionDenied):
            domain.unmask(
                record=asked(), field="contact_phone", reason="回电核实", user=clerk("view")
            )
        assert UnmaskLog.objects.count() == 0

    @pytest.mark.parametrize("field", ["receipt", "phone_index", "pk", "__class__", "answer"])
    def test_only_personal_fields(self, asked, clerk, field):
        with pytest.raises(LookupError):
            domain.unmask(record=asked(), field=field, reason="回电核实", user=clerk("unmask"))


class TestHolding:
    def test_held_and_released(self, asked, clerk):
        record, user = asked(), clerk("hold")
        held = domain.set_hold(record=record, hold=True, reason="诉讼保全", user=user)
        assert (held.hold, held.hold_reason) == (True, "诉讼保全")
        released = domain.set_hold(record=record, hold=False, reason="诉讼结束", user=user)
        assert (released.hold, released.hold_reason) == (False, "")
        actions = ModelLogEntry.objects.filter(user=user).order_by("pk")
        assert [a.action for a in actions] == ["core.intake.held", "core.intake.released"]

    def test_needs_permission_and_reason(self, asked, clerk):
        record = asked()
        with pytest.raises(PermissionDenied):
            domain.set_hold(record=record, hold=True, reason="诉讼保全", user=clerk("change"))
        with pytest.raises(ValidationError):
            domain.set_hold(record=record, hold=True, reason="", user=clerk("hold"))
        assert CallBackRequest.objects.get().hold is False


class TestPrivacyNotice:
    def test_frozen_once_somebody_agreed(self, notice, asked):
        notice.text = "先改一次"
        notice.save()
        asked()
        notice.text = "再改"
        with pytest.raises(ValidationError):
            notice.save()
        with pytest.raises(ValidationError):
            notice.full_clean()
        assert PrivacyNotice.objects.get(pk=notice.pk).text == "先改一次"

    def test_the_newest_in_force(self, notice):
        now = timezone.now()
        second = PrivacyNotice.objects.create(kind="call-back", version=2, title="二", text="x")
        PrivacyNotice.objects.create(
            kind="call-back", version=3, title="三", text="x",
            effective_from=now + datetime.timedelta(days=1),
        )  # fmt: skip
        assert PrivacyNotice.objects.in_force("call-back") == second
        assert PrivacyNotice.objects.in_force("no-such-kind") is None

    def test_none_where_nobody_may_ask(self, notice, settings):
        assert call_backs.notice_in_force() == notice
        settings.CALL_BACK = False
        assert call_backs.notice_in_force() is None


def test_a_superuser_may_do_it_all(asked):
    user = UserFactory(is_superuser=True)
    assert domain.move(record=asked(), to="closed", user=user).is_closed
