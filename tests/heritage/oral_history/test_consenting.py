"""Signing, withdrawing, closing; what goes offline, what is logged, what follows the calendar."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from cms.core.enums import JobState
from heritage.oral_history import access, consenting
from heritage.oral_history.enums import ConsentState, Scope
from heritage.oral_history.models import ConsentLog
from heritage.oral_history.signals import hearing_changed
from media.processing.domain import jobs_for
from media.ranges import Range
from search.models import OutboxEntry
from tests.factories import UserFactory
from tests.factories.oral_history import (
    SIGNED_ON,
    ClosedRangeFactory,
    InterviewIndexPageFactory,
    InterviewPageFactory,
    RecordingFactory,
)

DAY = datetime.timedelta(days=1)


@pytest.fixture
def archive(home):
    return InterviewIndexPageFactory(parent=home)


@pytest.fixture
def interview(archive):
    return InterviewPageFactory(parent=archive)


@pytest.fixture
def archivist(db):
    return UserFactory()


@pytest.fixture
def told():
    """Keys of the interviews that others were told of, call by call."""
    calls = []

    def hear(sender, interviews, **kwargs):
        calls.append(interviews)

    hearing_changed.connect(hear)
    yield calls
    hearing_changed.disconnect(hear)


def sign(interview, **given):
    values = {"party": "narrator", "signed_by": "张老", "signed_on": SIGNED_ON, "scope": "public"}
    return consenting.sign(interview=interview, **{**values, **given})


def actions():
    return list(ConsentLog.objects.order_by("pk").values_list("action", flat=True))


def live(page):
    return Page.objects.get(pk=page.pk).live


def test_an_interview_goes_live_once_something_is_signed(archive, archivist):
    page = InterviewPageFactory(parent=archive, consent=False, live=False)
    with pytest.raises(ValidationError):
        page.save_revision().publish()
    assert not live(page)
    page.refresh_from_db()
    consent = sign(page, user=archivist, terms=" 全文公开 ", scope=Scope.SCHOOLS)
    page.save_revision().publish()
    assert live(page)
    assert (consent.terms, consent.state) == ("全文公开", ConsentState.IN_FORCE)
    entry = ConsentLog.objects.get()
    assert (entry.action, entry.interview_id, entry.by) == (consenting.SIGN, page.pk, archivist)
    assert entry.details["scope"] == "schools"
    logged = PageLogEntry.objects.get(action=consenting.SIGN)
    assert (logged.page_id, logged.user) == (page.pk, archivist)


def going_live_by_row(page):
    row = Page.objects.get(pk=page.pk)
    row.live = True
    row.save()


def going_live_by_save(page):
    page.live = True
    page.save(clean=False)


def going_live_by_revision(page):
    page.save_revision(clean=False).publish(skip_permission_checks=True)


@pytest.mark.parametrize("way", [going_live_by_row, going_live_by_save, going_live_by_revision])
def test_no_way_leads_round_the_agreement(archive, way):
    page = InterviewPageFactory(parent=archive, consent=False, live=False)
    with pytest.raises(ValidationError) as refused:
        way(page)
    assert refused.value.code == "no_agreement"
    assert not Page.objects.filter(live=True, title=page.title).exists()


def test_a_published_copy_of_an_interview_needs_its_own_agreement(interview):
    with pytest.raises(ValidationError):
        interview.copy(update_attrs={"slug": "copy"}, keep_live=True)
    with pytest.raises(ValidationError):
        interview.create_alias(update_slug="alias")
    copy = interview.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert not copy.live


def test_a_draft_of_a_page_without_agreement_is_saved(interview):
    interview.consents.all().delete()
    interview.title = "改了题目"
    interview.save_revision()
    assert live(interview)


def test_withdrawing_takes_the_page_down_at_once(interview, archivist, told):
    OutboxEntry.objects.all().delete()
    consent = consenting.withdraw(
        consent=interview.consents.get(), reason=" 张老本人来信 ", user=archivist
    )
    assert not live(interview)
    assert access.scope_today(interview) is None
    assert (consent.state, consent.withdrawal_reason) == (ConsentState.WITHDRAWN, "张老本人来信")
    assert consent.withdrawn_at is not None
    assert actions() == [consenting.WITHDRAW]
    assert ConsentLog.objects.get().details["reason"] == "张老本人来信"
    assert PageLogEntry.objects.filter(page=interview.pk, action="wagtail.unpublish").exists()
    assert told == [[interview.pk]]
    assert OutboxEntry.objects.filter(key=f"page:{interview.pk}").exists()
    with pytest.raises(ValidationError):
        interview.get_latest_revision_as_object().save_revision().publish()


def test_withdrawing_closes_every_interview_with_the_recording(archive, interview, told):
    recording = interview.recording_links.get().recording
    other = InterviewPageFactory(parent=archive, recordings=[recording])
    apart = InterviewPageFactory(parent=archive)
    consenting.withdraw(consent=interview.consents.get(), reason="家属要求")
    assert [live(page) for page in (interview, other, apart)] == [False, False, True]
    assert told == [[interview.pk, other.pk]]


def test_what_was_scheduled_is_not_published_after_a_withdrawal(interview):
    interview.go_live_at = timezone.now() + DAY
    interview.save_revision(approved_go_live_at=interview.go_live_at)
    consenting.withdraw(consent=interview.consents.get(), reason="本人要求")
    assert not interview.revisions.exclude(approved_go_live_at=None).exists()


def test_withdrawing_needs_a_reason_and_happens_once(interview):
    consent = interview.consents.get()
    with pytest.raises(consenting.ConsentRefused):
        consenting.withdraw(consent=consent, reason="  ")
    consenting.withdraw(consent=consent, reason="本人要求")
    with pytest.raises(consenting.ConsentRefused):
        consenting.withdraw(consent=consent, reason="本人要求")
    assert actions() == [consenting.WITHDRAW]


def test_only_a_new_agreement_in_its_place_opens_again(interview):
    withdrawn = consenting.withdraw(consent=interview.consents.get(), reason="本人要求")
    sign(interview)
    assert access.scope_today(interview) is None
    sign(interview, replaces=withdrawn, scope=Scope.SCHOOLS)
    assert access.scope_today(interview) == Scope.SCHOOLS
    assert not live(interview)
    assert actions()[-2:] == [consenting.REPLACE, consenting.SIGN]
    withdrawn.refresh_from_db()
    with pytest.raises(consenting.ConsentRefused):
        sign(interview, replaces=withdrawn)


def test_an_agreement_replaces_none_of_another_interview(archive, interview):
    other = InterviewPageFactory(parent=archive)
    with pytest.raises(consenting.ConsentRefused):
        sign(interview, replaces=other.consents.get())
    assert actions() == []


def test_nothing_is_signed_on_a_day_to_come(interview):
    with pytest.raises(consenting.ConsentRefused):
        sign(interview, signed_on=timezone.localdate() + DAY)
    with pytest.raises(ValidationError):
        sign(interview, scope="everything")
    assert interview.consents.count() == 1


def test_a_range_is_closed_and_lifted(interview, archivist, told):
    recording = interview.recording_links.get().recording
    closed = consenting.close_range(
        recording=recording, start_ms=1000, end_ms=2500, reason="涉及他人隐私", user=archivist
    )
    assert [(each.start_ms, each.end_ms) for each in access.closed_ranges(recording, "public")] == [
        (1000, 2500)
    ]
    consenting.lift_range(closed=closed, reason="本人同意", user=archivist)
    assert access.closed_ranges(recording, "public") == ()
    assert actions() == [consenting.CLOSE, consenting.LIFT]
    assert told == [[interview.pk]] * 2
    assert live(interview)
    with pytest.raises(consenting.ConsentRefused):
        consenting.lift_range(closed=closed, reason="本人同意")


@pytest.mark.parametrize(("start_ms", "end_ms"), [(5000, 5000), (5000, 4000), (60_000, 61_000)])
def test_a_range_that_is_none_is_refused(interview, start_ms, end_ms):
    recording = interview.recording_links.get().recording
    with pytest.raises(consenting.ConsentRefused):
        consenting.close_range(recording=recording, start_ms=start_ms, end_ms=end_ms)
    assert not recording.closed_ranges.exists()
    assert actions() == []


def test_a_range_of_a_recording_on_its_own_is_logged_too(wagtail_base):
    consenting.close_range(recording=RecordingFactory(title="散带"), start_ms=0, end_ms=10)
    assert ConsentLog.objects.values_list("title", "interview", "action").get() == (
        "散带",
        None,
        consenting.CLOSE,
    )


def test_renditions_are_asked_for_when_a_range_closes(interview):
    recording = interview.recording_links.get().recording
    consenting.close_range(
        recording=recording, start_ms=1000, end_ms=2000, scope=Scope.SCHOOLS, reason="x"
    )
    assert [job.state for job in jobs_for(recording, [Range(1000, 2000)])] == [JobState.WAITING]


def test_what_opens_by_its_date_is_told_once(archive, told):
    today = timezone.localdate()
    due = InterviewPageFactory(parent=archive, consent__closed_until=today)
    InterviewPageFactory(parent=archive, consent__closed_until=today + DAY)
    ranged = InterviewPageFactory(parent=archive)
    recording = ranged.recording_links.get().recording
    ClosedRangeFactory(recording=recording, until=today)
    ClosedRangeFactory(recording=recording, start_ms=0, end_ms=5, until=today + DAY)
    ClosedRangeFactory(recording=recording, until=today, lifted_at=timezone.now())
    assert consenting.open_what_is_due() == 2
    assert told == [[due.pk], [ranged.pk]]
    assert consenting.open_what_is_due() == 0
    assert actions() == [consenting.OPENED] * 2


def test_the_log_outlives_the_interview(interview):
    consenting.withdraw(consent=interview.consents.get(), reason="本人要求")
    title = interview.title
    interview.delete()
    assert ConsentLog.objects.values_list("title", "interview").get() == (title, None)
