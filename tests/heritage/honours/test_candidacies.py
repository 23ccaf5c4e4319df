"""The table of transitions, for every pair of states and every role."""

import datetime
import itertools

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from heritage.honours import candidacies, logbook
from heritage.honours.candidacies import IllegalTransitionError, StaleError
from heritage.honours.enums import (
    CANDIDACY_TRANSITIONS,
    NOMINATION_STATE_OF,
    CandidacyState,
    NominationState,
    Role,
    StageKind,
)
from heritage.honours.models import Judge, LogEntry, Nomination, RegionOfficer
from heritage.people.models import Place
from tests.factories.honours import CandidacyFactory, NominationFactory, a_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Place:
    return Place.objects.create(name="某县")


@pytest.fixture
def campaign():
    return a_campaign(StageKind.SCREENING)


@pytest.fixture
def people(campaign, town) -> dict:
    """A user for each role; the nominator and the public have none."""
    make = get_user_model().objects.create_user
    people = {role: make(username=role) for role in Role}
    people[Role.OFFICE].user_permissions.add(Permission.objects.get(codename="change_campaign"))
    RegionOfficer.objects.create(user=people[Role.REGION], place=town)
    Judge.objects.create(campaign=campaign, user=people[Role.JUDGE], name="评委")
    Judge.objects.create(campaign=campaign, user=people[Role.LEAD_JUDGE], name="组长", is_lead=True)
    return {**people, Role.NOMINATOR: None, Role.PUBLIC: None}


def test_every_transition_not_in_the_table_is_refused(campaign, town, people):
    candidacy = CandidacyFactory(title=campaign.titles.get(), place=town)
    moved, refused = set(), 0
    for role, before, to in itertools.product(Role, CandidacyState, CandidacyState):
        type(candidacy).objects.filter(pk=candidacy.pk).update(state=before)
        try:
            candidacies.move(candidacy=candidacy, to=to, role=role, user=people[role])
        except (IllegalTransitionError, PermissionDenied):
            refused += 1
            candidacy.refresh_from_db()
            assert candidacy.state == before
        else:
            moved.add((role, before, to))
    allowed = {
        (role, before, to)
        for before, targets in CANDIDACY_TRANSITIONS.items()
        for to, roles in targets.items()
        for role in roles
    }
    assert moved == allowed
    assert refused == len(Role) * len(CandidacyState) ** 2 - len(allowed)
    assert list(logbook.verify(campaign)) == []


def test_a_role_somebody_does_not_hold_is_refused(campaign, town, people):
    elsewhere = Place.objects.create(name="邻县")
    candidacy = CandidacyFactory(title=campaign.titles.get(), place=elsewhere, state="received")
    with pytest.raises(PermissionDenied):
        candidacies.move(
            candidacy=candidacy, to="screening", role=Role.REGION, user=people[Role.REGION]
        )
    with pytest.raises(PermissionDenied):
        candidacies.move(
            candidacy=candidacy, to="screening", role=Role.OFFICE, user=people[Role.JUDGE]
        )


def test_nominations_follow_their_candidacy(campaign, people):
    title = campaign.titles.get()
    for state in CandidacyState:
        candidacy = CandidacyFactory(title=title, state=state)
        nomination = NominationFactory(title=title, candidacy=candidacy)
        withdrawn = NominationFactory(title=title, candidacy=candidacy, state="withdrawn")
        for to in CANDIDACY_TRANSITIONS[state]:
            type(candidacy).objects.filter(pk=candidacy.pk).update(state=state)
            before = NOMINATION_STATE_OF.get(state, NominationState.RECEIVED)
            Nomination.objects.filter(pk=nomination.pk).update(state=before)
            if Role.OFFICE not in CANDIDACY_TRANSITIONS[state][to]:
                continue
            candidacies.move(candidacy=candidacy, to=to, role=Role.OFFICE, user=people[Role.OFFICE])
            nomination.refresh_from_db()
            wanted = NOMINATION_STATE_OF.get(to, before)
            assert nomination.state in (wanted, before), (state, to)
            withdrawn.refresh_from_db()
            assert withdrawn.state == "withdrawn"


def test_the_second_officer_is_told(campaign, people):
    candidacy = CandidacyFactory(title=campaign.titles.get(), state="received")
    step = {"candidacy": candidacy, "role": Role.OFFICE, "user": people[Role.OFFICE], "seen": 1}
    candidacies.move(**step, to="screening")
    with pytest.raises(StaleError):
        candidacies.move(**step, to="eligible")


def test_a_changed_entry_of_the_log_is_found(campaign, people):
    candidacy = CandidacyFactory(title=campaign.titles.get(), state="received")
    for to in ("screening", "eligible", "proposed"):
        candidacies.move(candidacy=candidacy, to=to, role=Role.OFFICE, user=people[Role.OFFICE])
    assert list(logbook.verify(campaign)) == []
    LogEntry.objects.filter(number=2).update(data={"candidacy": candidacy.pk, "to": "dropped"})
    assert list(logbook.verify(campaign)) == [logbook.Fault(2, "digest")]
    LogEntry.objects.filter(number=2).delete()
    assert [(fault.number, fault.why) for fault in logbook.verify(campaign)] == [
        (3, "number"),
        (3, "previous"),
    ]


def test_what_ends_at_midnight_is_said_to_end_the_day_before(campaign):
    stage = campaign.stages.get()
    for end, said in (
        ("2026-12-13T00:00:00+08:00", "2026-12-12 23:59"),
        ("2026-12-13T18:00:00+08:00", "2026-12-13 18:00"),
        ("2026-12-12T16:00:00+00:00", "2026-12-12 23:59"),
    ):
        stage.ends_at = datetime.datetime.fromisoformat(end)
        assert f"{stage.until:%Y-%m-%d %H:%M}" == said


def test_a_stage_is_open_from_its_start_until_just_before_its_end(campaign):
    stage = campaign.stages.get()
    tick = datetime.timedelta(microseconds=1)
    asked = [stage.starts_at - tick, stage.starts_at, stage.ends_at - tick, stage.ends_at]
    assert [stage.is_open(moment) for moment in asked] == [False, True, True, False]
    assert [stage.has_begun(moment) for moment in asked] == [False, True, True, True]
    assert [stage.is_over(moment) for moment in asked] == [False, False, False, True]
    # The same moment, however its zone is said.
    elsewhere = stage.ends_at.astimezone(datetime.timezone(datetime.timedelta(hours=-9)))
    assert not stage.is_open(elsewhere)
    assert stage.is_open(elsewhere - tick)
