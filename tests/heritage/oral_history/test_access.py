"""Who may read, see and hear what: agreements, dates, ranges, audiences."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from heritage.oral_history import access
from heritage.oral_history.enums import Audience, ConsentState, Scope
from heritage.oral_history.models import Consent, InterviewPage, InterviewRecording
from media.access import CLOSED, Access
from media.enums import Release
from media.models import Cue
from media.ranges import Range
from tests.factories import UserFactory
from tests.factories.oral_history import (
    ClosedRangeFactory,
    ConsentFactory,
    InterviewIndexPageFactory,
    InterviewPageFactory,
    RecordingFactory,
    TimeIndexFactory,
    TranscriptFactory,
)

DAY = datetime.date(2026, 5, 1)
YESTERDAY, TOMORROW = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)


def agreed(scope=Scope.PUBLIC, state=ConsentState.IN_FORCE, closed_until=None) -> Consent:
    return Consent(scope=scope, state=state, closed_until=closed_until)


@pytest.mark.parametrize(
    ("consents", "expected"),
    [
        ([], None),
        ([agreed()], Scope.PUBLIC),
        ([agreed(Scope.SCHOOLS)], Scope.SCHOOLS),
        # All that are in force have to allow it.
        ([agreed(), agreed(Scope.ON_SITE)], Scope.ON_SITE),
        ([agreed(Scope.SCHOOLS), agreed(Scope.CLOSED), agreed()], Scope.CLOSED),
        # One that was withdrawn closes everything; one that was replaced says nothing.
        ([agreed(), agreed(state=ConsentState.WITHDRAWN)], None),
        ([agreed(), agreed(Scope.CLOSED, state=ConsentState.REPLACED)], Scope.PUBLIC),
        ([agreed(state=ConsentState.REPLACED)], None),
        # Until its day it is closed; on the day it is open.
        ([agreed(closed_until=TOMORROW)], Scope.CLOSED),
        ([agreed(closed_until=DAY)], Scope.PUBLIC),
        ([agreed(Scope.SCHOOLS, closed_until=YESTERDAY)], Scope.SCHOOLS),
        ([agreed(closed_until=TOMORROW), agreed()], Scope.CLOSED),
    ],
)
def test_scope_of_several_agreements(consents, expected):
    assert access.scope_of(consents, DAY) == expected


@pytest.fixture
def archive(home):
    return InterviewIndexPageFactory(parent=home)


@pytest.fixture
def interview(archive):
    return InterviewPageFactory(parent=archive)


def recording_of(interview):
    return interview.recording_links.get().recording


@pytest.mark.parametrize(
    ("scope", "heard_by"),
    [
        (Scope.PUBLIC, {*Audience}),
        (Scope.SCHOOLS, {Audience.SCHOOLS, Audience.ON_SITE, Audience.STAFF}),
        (Scope.ON_SITE, {Audience.ON_SITE, Audience.STAFF}),
        (Scope.CLOSED, {Audience.STAFF}),
    ],
)
def test_who_hears_an_interview(archive, scope, heard_by):
    interview = InterviewPageFactory(parent=archive, consent__scope=scope)
    recording = recording_of(interview)
    assert {each for each in Audience if access.may_hear(interview, each)} == heard_by
    assert {
        each for each in Audience if access.recording_access(recording, each).may_play
    } == heard_by


def test_a_page_that_is_not_saved_has_agreed_to_nothing(archive):
    assert access.scope_today(InterviewPage(title="新访谈")) is None


def test_a_recording_of_two_interviews_obeys_both(archive, interview):
    recording = recording_of(interview)
    other = InterviewPageFactory(
        parent=archive, recordings=[recording, RecordingFactory()], consent__scope=Scope.ON_SITE
    )
    assert access.scope_today(interview) == access.scope_today(other) == Scope.ON_SITE
    assert access.recording_access(recording, Audience.SCHOOLS) == CLOSED
    other.consents.update(state=ConsentState.WITHDRAWN)
    assert access.scope_today(interview) is None
    assert access.recording_access(recording, Audience.STAFF) == CLOSED


def test_each_interview_needs_an_agreement_of_its_own(archive, interview):
    copy = InterviewPageFactory(
        parent=archive, recordings=[recording_of(interview)], consent=False, live=False
    )
    assert access.scope_today(copy) is None


def test_a_draft_without_agreement_closes_nothing(archive, interview):
    recording = recording_of(interview)
    InterviewPageFactory(parent=archive, recordings=[recording], consent=False, live=False)
    assert access.recording_access(recording, Audience.PUBLIC) == Access(True)


def test_only_a_live_public_page_opens_its_recordings(interview):
    recording = recording_of(interview)
    PageViewRestriction.objects.create(page=interview, restriction_type="login")
    assert access.recording_access(recording, Audience.PUBLIC) == CLOSED
    PageViewRestriction.objects.all().delete()
    interview.unpublish()
    assert access.recording_access(recording, Audience.PUBLIC) == CLOSED


def test_a_recording_that_left_its_interview_is_closed(interview):
    recording = recording_of(interview)
    InterviewRecording.objects.all().delete()
    assert access.recording_access(recording, Audience.PUBLIC) == CLOSED


def test_a_recording_released_to_everybody_keeps_its_closed_ranges(wagtail_base):
    recording = RecordingFactory(release=Release.OPEN)
    assert access.recording_access(recording, Audience.PUBLIC) is None
    ClosedRangeFactory(recording=recording)
    silenced = Access(True, (Range(10_000, 20_000),))
    assert access.recording_access(recording, Audience.PUBLIC) == silenced


def test_a_release_to_everybody_does_not_outdo_an_agreement(archive):
    recording = RecordingFactory(release=Release.OPEN)
    InterviewPageFactory(parent=archive, recordings=[recording], consent__scope=Scope.CLOSED)
    assert access.recording_access(recording, Audience.PUBLIC) == CLOSED


def test_ranges_are_closed_for_whom_and_as_long_as_they_say(wagtail_base):
    recording = RecordingFactory()
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    for number, given in enumerate(
        [
            {"scope": Scope.CLOSED},
            {"scope": Scope.SCHOOLS},
            {"scope": Scope.ON_SITE},
            {"scope": Scope.CLOSED, "until": today + day},
            {"scope": Scope.CLOSED, "until": today},
            {"scope": Scope.CLOSED, "lifted_at": timezone.now()},
        ]
    ):
        start_ms = number * 10_000
        ClosedRangeFactory(recording=recording, start_ms=start_ms, end_ms=start_ms + 5000, **given)
    starts = {
        audience: [each.start_ms for each in access.closed_ranges(recording, audience)]
        for audience in Audience
    }
    assert starts == {
        Audience.PUBLIC: [0, 10_000, 20_000, 30_000],
        Audience.SCHOOLS: [0, 20_000, 30_000],
        Audience.ON_SITE: [0, 30_000],
        Audience.STAFF: [],
    }


def test_ranges_that_touch_are_one(wagtail_base):
    recording = RecordingFactory()
    for start_ms, end_ms in [(5000, 9000), (1000, 5000), (8000, 12_000)]:
        ClosedRangeFactory(recording=recording, start_ms=start_ms, end_ms=end_ms)
    assert access.closed_ranges(recording, Audience.PUBLIC) == (Range(1000, 12_000),)


def test_a_cue_that_touches_a_closed_range_is_not_read(wagtail_base):
    transcript = TranscriptFactory(
        cues=[
            (0, 10_000, "", "ends where it begins"),
            (9_000, 10_001, "", "reaches in"),
            (10_000, 10_000, "", "a moment at its start"),
            (12_000, 14_000, "", "within"),
            (5_000, 25_000, "", "all round it"),
            (19_999, 30_000, "", "begins within"),
            (20_000, 20_000, "", "a moment at its end"),
            (20_000, 24_000, "", "begins where it ends"),
        ]
    )
    ClosedRangeFactory(recording=transcript.recording)
    assert [cue.text for cue in access.open_cues(transcript, Audience.PUBLIC)] == [
        "ends where it begins",
        "a moment at its end",
        "begins where it ends",
    ]
    assert access.open_cues(transcript, Audience.STAFF).count() == 8


def estimated(transcript, *positions):
    Cue.objects.filter(transcript=transcript, position__in=positions).update(estimated=True)


def test_words_with_estimated_times_fall_with_those_around_them(wagtail_base):
    # Heard: 0, 8 and 24 s. The range from 10 to 20 s lies between the last two.
    transcript = TranscriptFactory(cues=[f"第{number}句" for number in range(8)])
    estimated(transcript, 1, 3, 4, 5, 7)
    ClosedRangeFactory(recording=transcript.recording, start_ms=17_000, end_ms=18_000)
    assert [cue.position for cue in access.open_cues(transcript, Audience.PUBLIC)] == [0, 1, 6, 7]


@pytest.mark.parametrize("start_ms", [0, 15_000, 900_000])
def test_where_all_times_are_estimated_any_range_closes_all_words(wagtail_base, start_ms):
    transcript = TranscriptFactory(cues=["一", "二", "三"])
    estimated(transcript, 0, 1, 2)
    closed = ClosedRangeFactory(
        recording=transcript.recording, start_ms=start_ms, end_ms=start_ms + 1000
    )
    assert not access.open_cues(transcript, Audience.PUBLIC).exists()
    closed.lifted_at = timezone.now()
    closed.save()
    assert access.open_cues(transcript, Audience.PUBLIC).count() == 3


def test_estimated_words_before_the_first_heard_time(wagtail_base):
    transcript = TranscriptFactory(cues=["一", "二", "三", "四"])
    estimated(transcript, 0, 1)
    ClosedRangeFactory(recording=transcript.recording, start_ms=0, end_ms=10)
    assert [cue.text for cue in access.open_cues(transcript, Audience.PUBLIC)] == ["三", "四"]


def segment_titles(index, audience=Audience.PUBLIC):
    return [segment.title for segment in access.open_segments(index, audience)]


def test_a_segment_that_touches_a_closed_range_is_not_read(wagtail_base):
    index = TimeIndexFactory(
        segments=[
            {"start_ms": 0, "end_ms": 10_000, "title": "before"},
            {"start_ms": 0, "title": "up to the next"},
            {"start_ms": 15_000, "end_ms": 16_000, "title": "within"},
            {"start_ms": 20_000, "title": "after, to the end"},
        ]
    )
    ClosedRangeFactory(recording=index.recording)
    assert segment_titles(index) == ["before", "after, to the end"]
    assert len(segment_titles(index, Audience.STAFF)) == 4


def test_the_last_segment_lasts_however_long_the_recording_is_thought_to_be(wagtail_base):
    index = TimeIndexFactory(
        recording__duration_ms=0, segments=[{"start_ms": 5000, "title": "open end"}]
    )
    ClosedRangeFactory(recording=index.recording, start_ms=700_000, end_ms=800_000)
    assert segment_titles(index) == []


def test_segments_out_of_order_or_at_one_moment_last_to_a_later_one(wagtail_base):
    index = TimeIndexFactory(
        segments=[
            {"start_ms": 30_000, "title": "late"},
            {"start_ms": 0, "title": "early"},
            {"start_ms": 0, "title": "at the same moment"},
        ]
    )
    segments = list(index.segments.all())
    assert access.ends_of(segments, index.recording) == [60_000, 30_000, 30_000]
    ClosedRangeFactory(recording=index.recording)
    assert segment_titles(index) == ["late"]


def asking(address="203.0.113.9", user=None):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.user = user or AnonymousUser()
    return request


def test_audiences_by_network(settings):
    settings.ON_SITE_NETWORKS = ["192.0.2.0/28", "2001:db8::/48"]
    settings.SCHOOL_NETWORKS = ["192.0.2.0/24"]
    asked = ["192.0.2.3", "192.0.2.77", "2001:db8::5", "::ffff:192.0.2.3", "198.51.100.1", ""]
    assert [access.audience_of(asking(address)) for address in asked] == [
        Audience.ON_SITE,
        Audience.SCHOOLS,
        Audience.ON_SITE,
        Audience.ON_SITE,
        Audience.PUBLIC,
        Audience.PUBLIC,
    ]


def test_a_header_that_anybody_can_send_opens_nothing(settings):
    settings.ON_SITE_NETWORKS = ["192.0.2.0/24"]
    request = asking()
    request.META["HTTP_X_FORWARDED_FOR"] = "192.0.2.3"
    assert access.audience_of(request) == Audience.PUBLIC
    settings.TRUSTED_PROXIES = ["203.0.113.9"]
    assert access.audience_of(request) == Audience.ON_SITE


def test_schools_by_permission(wagtail_base):
    pupil = UserFactory()
    assert access.audience_of(asking(user=pupil)) == Audience.PUBLIC
    pupil.user_permissions.add(Permission.objects.get(codename="hear_as_school"))
    pupil = type(pupil).objects.get(pk=pupil.pk)
    assert access.audience_of(asking(user=pupil)) == Audience.SCHOOLS


def test_nobody_is_staff_at_a_public_address(wagtail_base):
    assert access.audience_of(asking(user=UserFactory(is_superuser=True))) == Audience.SCHOOLS


def test_a_second_agreement_of_an_heir_narrows_the_first(interview):
    ConsentFactory(interview=interview, party="heir", scope=Scope.SCHOOLS)
    assert access.scope_today(interview) == Scope.SCHOOLS
