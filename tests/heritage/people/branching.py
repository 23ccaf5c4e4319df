"""Two branches of one tree, with records of each, to try rights on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from heritage.people.branches import appointing
from heritage.people.enums import OrganisationKind, OrganisationLevel
from heritage.people.models import Figure, Organisation, Person, Team, TeamActivity
from tests.factories import UserFactory


@dataclass
class Branch:
    """A township station with a village station below it and records of its own."""

    station: Organisation
    village: Organisation
    person: Person
    team: Team
    activity: TeamActivity
    figure: Figure

    def records(self) -> list:
        """One record of every kind that belongs to branches."""
        return [self.person, self.station, self.team, self.activity, self.figure]


def organisation(name: str, parent: Organisation | None = None, **fields) -> Organisation:
    """A published organisation with one revision."""
    found = Organisation(name=name, parent=parent, live=True, **fields)
    found.save()
    found.save_revision().publish()
    return found


def branch(name: str, county: Organisation) -> Branch:
    """A branch of ``county``; the names of all its records begin with ``name``."""
    station = organisation(
        f"{name}镇服务站",
        county,
        kind=OrganisationKind.STATION,
        level=OrganisationLevel.TOWNSHIP,
    )
    village = organisation(f"{name}村服务站", station, kind=OrganisationKind.STATION)
    person = Person(name=f"{name}老兵", kept_by=station, live=False)
    person.save()
    person.save_revision()
    team = Team(name=f"{name}宣讲团", organisation=station, live=False)
    team.save()
    team.save_revision()
    activity = TeamActivity(
        team=team, held_on=datetime.date(2024, 4, 4), title=f"{name}宣讲", live=False
    )
    activity.save()
    activity.save_revision()
    figure = Figure.objects.create(
        team=team, measure=f"{name}听讲人次", value=120, unit="人次", source=f"{name}总结"
    )
    return Branch(station, village, person, team, activity, figure)


def editor_of(station: Organisation, *, may_publish: bool = False, **fields):
    """Somebody appointed for the branch of ``station``."""
    user = UserFactory(**fields)
    appointing.appoint(user=user, organisation=station, may_publish=may_publish)
    return user
