"""The log of a team: published entries by year, members who agreed, the number of others."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError

from heritage.people.figures import team_log
from heritage.people.models import Figure, Team, TeamActivity, TeamMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return Team.objects.create(name="老兵宣讲团", live=True)


def _held(team, year: int, month: int, **fields):
    day = datetime.date(year, month, 1)
    return TeamActivity.objects.create(team=team, held_on=day, title=f"{year}-{month}", **fields)


def test_by_year_the_latest_first_without_drafts(team):
    _held(team, 2023, 5)
    _held(team, 2024, 3)
    _held(team, 2024, 9)
    _held(team, 2024, 12, live=False)
    found = team_log.log(team)
    assert [(year, [a.title for a in entries]) for year, entries in found.years] == [
        (2024, ["2024-9", "2024-3"]),
        (2023, ["2023-5"]),
    ]


@pytest.mark.parametrize(("page", "number"), [(None, 1), ("2", 2), ("99", 2), ("x", 1)])
def test_paged(team, page, number):
    for month in range(1, 13):
        _held(team, 2023, month)
        _held(team, 2024, month)
    assert team_log.log(team, page=page).page_obj.number == number


def test_only_who_agreed_is_named(team):
    TeamMember.objects.create(team=team, name="甲", agreed=True)
    TeamMember.objects.create(team=team, name="乙")
    found = team_log.log(team)
    assert ([member.name for member in found.members], found.others) == (["甲"], 1)


def test_a_figure_is_about_exactly_one_thing(team):
    entry = {
        "measure": "人次",
        "value": 1,
        "unit": "人次",
        "period_to": "2024",
        "source": "总结",
    }
    with pytest.raises(ValidationError):
        Figure(**entry).full_clean()
    with pytest.raises(ValidationError):
        Figure(**entry, team=team, activity=_held(team, 2024, 1)).full_clean()
    Figure(**entry, team=team).full_clean()


def test_a_figure_says_when_it_held(team):
    figure = Figure(team=team, measure="人次", value=1, unit="人次", source="总结")
    with pytest.raises(ValidationError) as caught:
        figure.full_clean()
    assert list(caught.value.message_dict) == ["period_to"]
