"""From a name on the register to the interview, step by step."""

from __future__ import annotations

import datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.log_actions import registry

from cms.core import clock
from cms.core.intake.models import UnmaskLog
from heritage.oral_history.enums import (
    REGISTER_TRANSITIONS,
    Health,
    RegisterState,
    VisitOutcome,
)
from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register import chores, domain
from heritage.oral_history.register.urgency import urgency_of
from tests.factories import BattleFactory, PersonFactory, UserFactory
from tests.factories.oral_history import InterviewIndexPageFactory, InterviewPageFactory

from .entries import entry, keeper

pytestmark = pytest.mark.usefixtures("wagtail_base")

State = RegisterState
DETAILS = {
    "contact_phone": "13800135678",
    "contact_person": "张小山",
    "address": "山东省济南市历下区泉城路1号",
    "health": Health.ILL.value,
    "health_note": "听力不好",
}


@pytest.fixture
def user(db):
    return keeper(last_name="王", first_name="档案")


@pytest.fixture
def old_soldier(user):
    return entry(user, details=DETAILS)


def _interview(home, *people, **kwargs):
    index = InterviewIndexPageFactory(parent=home)
    return InterviewPageFactory(parent=index, narrators=people, recordings=[], **kwargs)


def _actions(made) -> list[str]:
    logs = registry.get_logs_for_instance(made).order_by("timestamp", "pk")
    return [log.action.removeprefix(domain.LOG) for log in logs]


def _points(made, battles: int = 0) -> int:
    return urgency_of(
        birth_year=made.birth_year,
        health=str(made.health),
        battles=battles,
        year=timezone.localdate().year,
    ).total


def test_who_is_older_and_weaker_comes_first(user):
    well = entry(user, "甲", "1928", details={"health": Health.GOOD})
    grave = entry(user, "乙", "1940", details={"health": Health.CRITICAL})
    attested = entry(user, "丙", "1928", details={"health": Health.GOOD}, battles=[BattleFactory()])

    assert list(RegisterEntry.objects.all()) == [grave, attested, well]
    assert attested.urgency == well.urgency + 5


def test_the_way_to_an_interview(home, user, old_soldier):
    person = PersonFactory(name="张德山")
    interview = _interview(home, person)

    assigned = domain.assign(entry=old_soldier, interviewer=user, user=user)
    assert (assigned.state, assigned.interviewer) == (State.ASSIGNED, user)

    today = timezone.localdate()
    first = domain.plan_visit(entry=assigned, on=today, user=user)
    assert first.by == domain.name_of(user)
    domain.note_outcome(visit=first, outcome=VisitOutcome.PREPARED, user=user)
    second = domain.plan_visit(entry=assigned, on=today, by="李采集", user=user)
    assert RegisterEntry.objects.get().state == State.VISITING
    assert RegisterEntry.objects.get().urgency == _points(old_soldier)

    domain.note_outcome(visit=second, outcome=VisitOutcome.RECORDED, note="两盘", user=user)
    recorded = RegisterEntry.objects.get()
    assert (recorded.state, recorded.urgency) == (State.RECORDED, 0)

    domain.link_interview(entry=recorded, interview=interview, user=user)
    done = RegisterEntry.objects.get()
    assert (done.state, done.interview, done.person) == (State.PUBLISHED, interview, person)
    assert _actions(done) == [
        "registered", "assigned", "visit_planned", "visit_noted", "visit_planned",
        "visit_noted", "linked",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "take",
    [
        lambda made, user: domain.plan_visit(entry=made, on=timezone.localdate(), user=user),
        lambda made, user: domain.give_back(entry=made, user=user),
        lambda made, user: domain.take_up_again(entry=made, user=user),
        lambda made, user: domain.unlink_interview(entry=made, user=user),
        lambda made, user: domain.erase_details(entry=made, user=user),
    ],
)
def test_a_step_the_state_does_not_allow(user, old_soldier, take):
    with pytest.raises(domain.WrongState):
        take(old_soldier, user)

    assert RegisterEntry.objects.get().state == State.REGISTERED
    assert _actions(old_soldier) == ["registered"]


def test_every_state_can_be_left_only_as_the_table_says():
    assert set(REGISTER_TRANSITIONS) == set(State)
    assert REGISTER_TRANSITIONS[State.TOO_LATE] == set()


def test_declined_and_asked_again(user, old_soldier):
    domain.assign(entry=old_soldier, interviewer=user, user=user)
    with pytest.raises(ValidationError):
        domain.decline(entry=old_soldier, reason="不", user=user)

    domain.decline(entry=old_soldier, reason="家属不同意", user=user)
    again = domain.take_up_again(entry=old_soldier, user=user)

    assert (again.state, again.interviewer) == (State.REGISTERED, None)
    assert again.urgency == _points(old_soldier)


def test_too_late_deletes_contact_and_health(user, old_soldier):
    domain.too_late(entry=old_soldier, reason="老人已经离世", user=user)

    ended = RegisterEntry.objects.get()
    assert ended.state == State.TOO_LATE
    assert [getattr(ended, name) for name in domain.DETAILS] == [""] * 5
    assert ended.phone_index == ""


def test_a_refusal_at_the_door_is_a_decline(user, old_soldier):
    domain.assign(entry=old_soldier, interviewer=user, user=user)
    visit = domain.plan_visit(entry=old_soldier, on=timezone.localdate(), user=user)

    domain.note_outcome(visit=visit, outcome=VisitOutcome.REFUSED, user=user)

    assert RegisterEntry.objects.get().state == State.DECLINED


def test_an_outcome_is_noted_once_and_not_ahead(user, old_soldier):
    domain.assign(entry=old_soldier, interviewer=user, user=user)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    ahead = domain.plan_visit(entry=old_soldier, on=tomorrow, user=user)
    made = domain.plan_visit(entry=old_soldier, on=timezone.localdate(), user=user)

    with pytest.raises(ValidationError):
        domain.note_outcome(visit=ahead, outcome=VisitOutcome.NOT_MET, user=user)
    domain.note_outcome(visit=made, outcome=VisitOutcome.NOT_MET, user=user)
    with pytest.raises(ValidationError):
        domain.note_outcome(visit=made, outcome=VisitOutcome.RECORDED, user=user)
    with pytest.raises(ValidationError):
        domain.note_outcome(visit=made, outcome="danced", user=user)

    assert RegisterEntry.objects.get().state == State.VISITING


def test_the_interview_of_somebody_else_is_refused(home, user, old_soldier):
    old_soldier.person = PersonFactory(name="张德山")
    old_soldier.state = State.RECORDED
    old_soldier.save()
    interview = _interview(home, PersonFactory(name="别人"))

    with pytest.raises(ValidationError):
        domain.link_interview(entry=old_soldier, interview=interview, user=user)

    assert RegisterEntry.objects.get().interview is None


def test_only_somebody_with_access_is_sent(user, old_soldier):
    with pytest.raises(ValidationError):
        domain.assign(entry=old_soldier, interviewer=UserFactory(), user=user)


def test_without_the_right_nothing_is_done(old_soldier):
    reader = keeper("view")

    for take in (
        lambda: domain.decline(entry=old_soldier, reason="家属不同意", user=reader),
        lambda: domain.unmask(entry=old_soldier, fields=["health"], reason="走访用", user=reader),
        lambda: domain.delete(entry=old_soldier, reason="登记重复", user=reader),
        lambda: entry(reader, "别人"),
    ):
        with pytest.raises(PermissionDenied):
            take()


def test_what_is_sensitive_is_encrypted_masked_and_logged_when_shown(old_soldier):
    archivist = keeper("view", "unmask")

    stored = RegisterEntry.objects.raw("SELECT id, health || '' AS raw FROM heritage_registerentry")
    assert "ill" not in stored[0].raw.partition(":")[2]
    assert domain.masked(old_soldier) == {
        "contact_phone": "138****5678",
        "contact_person": "张*山",
        "address": "山东省济南市历下区****",
        "health": "****",
        "health_note": "****",
    }
    with pytest.raises(ValidationError):
        domain.unmask(entry=old_soldier, fields=["health"], reason=" ", user=archivist)
    with pytest.raises(LookupError):
        domain.unmask(entry=old_soldier, fields=["name"], reason="走访之用", user=archivist)
    assert UnmaskLog.objects.count() == 0

    shown = domain.unmask(
        entry=old_soldier, fields=["health", "address"], reason="走访之用", user=archivist
    )

    assert shown == {"address": DETAILS["address"], "health": str(Health.ILL.label)}
    logged = UnmaskLog.objects.order_by("pk").values_list("user", "object_id", "field", "reason")
    assert list(logged) == [
        (archivist.pk, old_soldier.pk, "address", "走访之用"),
        (archivist.pk, old_soldier.pk, "health", "走访之用"),
    ]


def test_saving_keeps_what_is_not_given_and_what_was_done_meanwhile(user, old_soldier):
    opened = RegisterEntry.objects.get()
    domain.assign(entry=old_soldier, interviewer=user, user=user)

    opened.note = "下午拜访"
    domain.write(
        entry=opened, user=user, conflicts=[], battles=[], details={"address": ""},
        erase=["health_note"],
    )  # fmt: skip

    saved = RegisterEntry.objects.get()
    assert (saved.state, saved.interviewer, saved.note) == (State.ASSIGNED, user, "下午拜访")
    assert (saved.address, saved.health_note) == (DETAILS["address"], "")


def test_two_who_edit_the_same_entry(user, old_soldier):
    first, second = RegisterEntry.objects.get(), RegisterEntry.objects.get()
    domain.write(entry=first, user=user, conflicts=[], battles=[], seen=first.updated_at)

    with pytest.raises(domain.ChangedMeanwhile):
        domain.write(entry=second, user=user, conflicts=[], battles=[], seen=old_soldier.updated_at)


def test_the_clock_counts_a_year_more(user, old_soldier):
    before = old_soldier.updated_at
    RegisterEntry.objects.update(urgency=0)

    cache.clear()
    assert "urgency of the register" in clock.tick()
    cache.clear()
    RegisterEntry.objects.update(urgency=0)
    assert chores.count_urgency() == 1
    assert chores.count_urgency() == 0

    counted = RegisterEntry.objects.get()
    assert (counted.urgency, counted.updated_at) == (_points(old_soldier), before)


def test_a_deletion_leaves_its_line_in_the_log(user, old_soldier):
    archivist = keeper("delete")
    key = old_soldier.pk

    domain.delete(entry=old_soldier, reason="登记重复", user=archivist)

    assert not RegisterEntry.objects.exists()
    old_soldier.pk = key
    assert _actions(old_soldier) == ["registered", "deleted"]


def test_a_deleted_user_leaves_the_entry(user, old_soldier):
    sent = keeper(username="sent")
    domain.assign(entry=old_soldier, interviewer=sent, user=user)

    sent.delete()

    left = RegisterEntry.objects.get()
    assert (left.state, left.interviewer) == (State.ASSIGNED, None)
    assert domain.give_back(entry=left, user=user).state == State.REGISTERED


def test_contact_and_health_are_deleted_when_their_purpose_is_over(user, old_soldier):
    waiting = entry(user, "李守田", details=DETAILS)
    domain.decline(entry=old_soldier, reason="家属不同意", user=user)
    assert chores.erase_details() == 0

    long_ago = timezone.now() - domain.KEPT_AFTER_END - datetime.timedelta(days=1)
    RegisterEntry.objects.update(updated_at=long_ago)

    assert chores.erase_details() == 1
    assert chores.erase_details() == 0
    old_soldier.refresh_from_db()
    waiting.refresh_from_db()
    assert (old_soldier.contact_phone, waiting.contact_phone) == ("", DETAILS["contact_phone"])
    assert _actions(old_soldier)[-1] == "erased"
