"""Figures stand as they were reported; what disagrees is told, what overlaps is not added."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from heritage.people.figures import domain as figures
from heritage.people.models import Figure, Team, TeamActivity
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return Team.objects.create(name="老兵宣讲团", organisation=OrganisationFactory())


def figure(subject, value, *, unit="人次", measure="听讲人次", since="", until="", **fields):
    about = {"team": subject} if isinstance(subject, Team) else {"activity": subject}
    made = Figure(
        **about,
        measure=measure,
        value=Decimal(value),
        unit=unit,
        period_from=since,
        period_to=until,
        source="总结",
        **fields,
    )
    # Not whole: lists brought in from elsewhere may lack a period.
    made.clean_fields()
    made.save()
    made.refresh_from_db()
    return made


def activity(team, day: str, **fields):
    held_on = datetime.date.fromisoformat(day)
    return TeamActivity.objects.create(team=team, held_on=held_on, title="宣讲", **fields)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (("120", {"since": "2024"}), ("130", {"since": "2024"}), "value"),
        (("120", {"since": "2024"}), ("120", {"since": "2024"}), None),
        (("120", {"since": "2023"}), ("130", {"since": "2024"}), None),
        (("120", {"since": "2024"}), ("9", {"since": "2024", "unit": "场"}), "unit"),
        (("24", {"since": "2024-01", "until": "2024-06"}), ("60", {"since": "2024"}), None),
        (("70", {"since": "2024-01", "until": "2024-06"}), ("60", {"since": "2024"}), "value"),
        (("30", {"qualifier": "余"}), ("33", {}), None),
        (("30", {"qualifier": "余"}), ("41", {}), "value"),
        (("100", {"qualifier": "约"}), ("108", {}), None),
        (("120", {}), ("130", {"since": "2024"}), None),
        (("120", {"measure": "听讲 人次"}), ("130", {"measure": "听讲人次"}), "value"),
    ],
)
def test_which_two_disagree(team, one, other, kind):
    pair = [figure(team, value, **fields) for value, fields in (one, other)]
    found = [contradiction.kind for contradiction in figures.contradictions(pair)]
    assert found == ([kind] if kind else [])


def test_two_teams_may_count_differently(team):
    second = Team.objects.create(name="青年宣讲团")
    pair = [figure(team, "1", since="2024"), figure(second, "2", since="2024")]
    assert figures.contradictions(pair) == []


def test_activities_of_a_year_are_added_up_and_named(team):
    days = ("2024-03-05", "2024-03-05", "2025-01-01")
    parts = [figure(activity(team, day), "100") for day in days]
    hidden = activity(team, "2024-05-01", live=False)
    figure(hidden, "999")
    (group,) = figures.ledger(team=team)
    assert group.figures == tuple(parts)
    (total,) = group.totals
    assert (total.year, total.unit, total.value) == (2024, "人次", Decimal(200))
    assert total.parts == tuple(parts[:2])


def test_what_overlaps_is_not_added(team):
    figure(team, "100", since="2024-01", until="2024-06")
    figure(team, "150", since="2024")
    (group,) = figures.ledger(team=team)
    assert group.totals == ()
    figure(team, "10", since="2024-01", measure="场次", unit="场")
    figure(team, "12", since="2024-02", measure="场次", unit="场")
    values = [total.value for group in figures.ledger(team=team) for total in group.totals]
    assert values == [Decimal(22)]


def test_a_ledger_is_of_one_thing(team):
    with pytest.raises(ValueError, match="an organisation or of a team"):
        figures.ledger()
    with pytest.raises(ValueError, match="an organisation or of a team"):
        figures.ledger(team=team, organisation=team.organisation)


def test_the_report_shows_both_sources_side_by_side(client, team):
    figure(team, "120", since="2024")
    client.force_login(UserFactory(is_superuser=True))
    report = reverse("rongguang_contradicting_figures")
    assert client.get(report).context["contradictions"] == []
    figure(team, "130", since="2024")
    response = client.get(report)
    (found,) = response.context["contradictions"]
    assert [str(shown) for shown in found.figures] == ["听讲人次 120人次", "听讲人次 130人次"]
    client.force_login(UserFactory())
    assert client.get(report).status_code == 302


@pytest.mark.parametrize(
    ("qualifier", "amount"),
    [("", "150人次"), ("余", "150余人次"), ("约", "约150人次"), ("以上", "150人次以上")],
)
def test_what_the_source_adds_stands_in_its_place(qualifier, amount):
    figure = Figure(value=Decimal("150.00"), qualifier=qualifier, unit="人次")
    assert figure.amount == amount


@pytest.mark.django_db
def test_the_list_says_what_a_figure_is_about_and_when(client):
    team = Team.objects.create(name="孔村宣讲团", organisation=OrganisationFactory())
    Figure.objects.create(
        team=team,
        measure="听讲人次",
        value=30,
        qualifier="约",
        unit="人次",
        period_from="2024-01",
        period_to="2024-12",
        source="总结",
    )
    client.force_login(UserFactory(is_superuser=True))
    page = client.get(reverse(Figure.snippet_viewset.get_url_name("list"))).content.decode()
    cells = ("约30人次", "孔村宣讲团", "2024年1月—2024年12月")
    # The number is also in the label of the row's tick.
    assert [page.count(cell) for cell in cells] == [2, 1, 1]
