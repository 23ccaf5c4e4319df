"""Interviews on the pages of people, units, wars and places."""

from __future__ import annotations

import pytest

from heritage.oral_history.enums import Scope
from heritage.oral_history.gathering import interviews_about
from heritage.people.models import PersonConflict, PersonService
from media.enums import TextState
from tests.factories import (
    BattleFactory,
    ClosedRangeFactory,
    ConflictFactory,
    HonourFactory,
    InterviewPageFactory,
    PersonFactory,
    PlaceFactory,
    RecordingFactory,
    TimeIndexFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def told_of(archive):
    """Makes an interview with a segment about people or places, from the tenth second."""

    def make(*, state=TextState.APPROVED, **about):
        recording = RecordingFactory()
        segments = [
            {"start_ms": 0, "title": "开头"},
            {"start_ms": 10_000, "title": "说到", **about},
        ]
        TimeIndexFactory(recording=recording, state=state, segments=segments)
        return InterviewPageFactory(parent=archive, recordings=[recording])

    return make


def test_what_somebody_tells_is_on_their_page(client, archive):
    person = PersonFactory()
    page = InterviewPageFactory(parent=archive, narrators=[person])
    assert list(interviews_about(person)) == [page]
    assert page.url in client.get(person.url).content.decode()


def test_who_is_spoken_of_leads_to_the_interview(told_of):
    person = PersonFactory()
    assert list(interviews_about(person)) == []
    page = told_of(people=[person])
    assert list(interviews_about(person)) == [page]


def test_what_is_spoken_of_where_it_is_closed_leads_nowhere(told_of):
    person = PersonFactory()
    page = told_of(people=[person])
    recording = page.recording_links.get().recording
    ClosedRangeFactory(recording=recording, start_ms=30_000, end_ms=31_000)
    assert list(interviews_about(person)) == []


def test_an_index_nobody_approved_leads_nowhere(told_of):
    person = PersonFactory()
    told_of(people=[person], state=TextState.CORRECTED)
    assert list(interviews_about(person)) == []


def test_an_interview_for_schools_is_not_told_to_speak_of_somebody(told_of):
    person = PersonFactory()
    told_of(people=[person]).consents.update(scope=Scope.SCHOOLS)
    assert list(interviews_about(person)) == []


def test_a_place_has_what_was_told_of_a_part_of_it(client, told_of):
    county = PlaceFactory(name="某县")
    village = PlaceFactory(name="某村", parent=county)
    page = told_of(places=[village])
    assert list(interviews_about(county)) == [page]
    assert page.url in client.get(county.url).content.decode()


def test_units_and_wars_have_their_narrators(archive):
    unit, war = UnitFactory(), ConflictFactory()
    battle = BattleFactory(conflict=war)
    person = PersonFactory()
    PersonService.objects.create(person=person, unit=unit)
    PersonConflict.objects.create(person=person, battle=battle)
    page = InterviewPageFactory(parent=archive, narrators=[person])
    assert [list(interviews_about(each)) for each in (unit, war, battle)] == [[page]] * 3


def test_other_records_have_none(archive):
    InterviewPageFactory(parent=archive)
    assert list(interviews_about(HonourFactory())) == []
