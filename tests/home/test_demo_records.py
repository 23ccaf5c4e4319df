"""The demo's people, organisations and teams as data: keys, vocabularies, sources."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from cms.core.dates import HistoricalDate, PartialDate
from heritage.people import loading
from heritage.people.enums import (
    ETHNICITIES,
    Gender,
    LifeStatus,
    MartyrDecision,
    NameKind,
    OrganisationKind,
    OrganisationLevel,
    TeamKind,
    Topic,
)

CONTENT = Path(__file__).resolve().parents[2] / "home" / "demo" / "content"
PEOPLE, ORGANISATIONS, TEAMS, ABROAD = (
    json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("people", "organisations", "teams", "places")
)
REAL_PEOPLE = [person for person in PEOPLE if not person.get("sample")]
LISTS = {name: loading.entries(name) for name in loading.LISTS}
UNITS = {item["slug"] for name in ("units", "collectives") for item in LISTS[name]}
HONOURS = {item["slug"] for item in LISTS["honours"]}
BATTLES = {item["slug"]: item["conflict"] for item in LISTS["battles"]}
WARS = {item["slug"] for item in LISTS["conflicts"]}
DIVISIONS = {row["code"] for row in loading.divisions()}
TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"


def named(entry: dict) -> str:
    """What a failing case is called in the report."""
    return entry["slug"]


@pytest.mark.parametrize("person", REAL_PEOPLE, ids=named)
class TestPerson:
    def test_names(self, person):
        assert re.fullmatch("[\u4e00-\u9fff]{2,4}", person["name"])
        assert {other["kind"] for other in person["other_names"]} <= set(NameKind.values)
        others = [other["name"] for other in person["other_names"]]
        assert len(others) == len(set(others))
        assert person["name"] not in others

    def test_pinyin_has_a_tone_on_every_part(self, person):
        parts = person["pinyin"].split(" ")
        assert len(parts) == 2
        assert all(any(tone in part for tone in TONES) for part in parts)
        plain = "".join(
            letter
            for letter in unicodedata.normalize("NFD", person["pinyin"].replace("'", ""))
            if not unicodedata.combining(letter)
        )
        assert plain.replace(" ", "-") == person["slug"]

    def test_dates_are_readable_and_in_order(self, person):
        assert str(PartialDate.parse(person["death"])) == person["death"]
        if person["birth"] is not None:
            assert str(PartialDate.parse(person["birth"])) == person["birth"]
            assert person["birth"] < person["death"]

    def test_is_dead_and_public_knowledge(self, person):
        assert person["life_status"] in {LifeStatus.FALLEN, LifeStatus.DECEASED}
        assert "agreed_to" not in person

    def test_short_life(self, person):
        assert 150 <= len(person["short_life"]) <= 300
        assert person["short_life"].startswith(person["name"])

    def test_who_fell_is_said_to_have_fallen(self, person):
        if person["life_status"] == LifeStatus.FALLEN:
            assert re.search("牺牲|就义|殉国|刺杀", person["short_life"])

    def test_has_sources_of_the_whole(self, person):
        assert len([source for source in person["sources"] if not source["says"]]) >= 2


@pytest.mark.parametrize("person", PEOPLE, ids=named)
class TestRecord:
    def test_vocabularies(self, person):
        assert person["gender"] in {"", *Gender.values}
        assert person["ethnicity"] in {"", *ETHNICITIES}
        assert person["life_status"] in LifeStatus.values
        assert person["martyr_decision"] in {"", *MartyrDecision.values}
        assert person["place"] in {"", *DIVISIONS, *(place["slug"] for place in ABROAD)}
        assert set(person.get("roles", [])) <= {role["name"] for role in LISTS["roles"]}
        assert set(person.get("agreed_to", [])) <= set(Topic.values)

    def test_every_key_resolves(self, person):
        for service in person["services"]:
            assert service.get("unit", "") in {"", *UNITS}
            assert service.get("unit") or service["as_written"]
        for award in person["awards"]:
            assert award.get("honour", "") in {"", *HONOURS}
            assert award.get("honour") or award["as_written"]
        for link in person["conflicts"]:
            assert link["conflict"] in WARS
            assert BATTLES.get(link.get("battle"), link["conflict"]) == link["conflict"]

    def test_dates_are_canonical(self, person):
        dates = [person[name] for name in ("birth", "death", "enlisted", "party_joined")]
        for service in person["services"]:
            dates += [service.get("since"), service.get("until")]
        dates += [award.get("awarded_on") for award in person["awards"]]
        found = [date for date in dates if date]
        assert [str(HistoricalDate.parse(date)) for date in found] == found

    def test_sources(self, person):
        assert person["sources"]
        for source in person["sources"]:
            assert set(source) == {"title", "publisher", "year", "note", "topic", "says"}
            assert source["title"]
            assert source["publisher"]
            assert source["topic"] in {"", *Topic.values}
            assert source["topic"] or not source["says"]
            assert source["year"] is None or 1949 <= source["year"] <= 2026

    def test_an_assessment_has_its_source(self, person):
        topics = {source["topic"] for source in person["sources"]}
        assert not person["martyr_decision"] or Topic.MARTYR in topics


def test_nobody_living_is_real_and_the_living_agreed_to_a_part():
    living = [person for person in PEOPLE if person["life_status"] == LifeStatus.LIVING]
    assert len(living) == 2
    for person in living:
        assert person["sample"] is True
        assert person["name"].startswith("示例")
        assert 0 < len(person["agreed_to"]) < len(Topic.values)
        assert person["agreement"].startswith("（示例）")


def test_statements_of_different_sources_stand_side_by_side():
    said: dict[tuple[str, str], set[str]] = {}
    for person in PEOPLE:
        for source in person["sources"]:
            if source["says"]:
                said.setdefault((person["slug"], source["topic"]), set()).add(source["says"])
    assert said == {
        ("huang-jiguang", "birth"): {"1930年"},
        ("huang-jiguang", "death"): {"1952年10月19日", "1952年10月20日"},
        ("bai-qiuen", "birth"): {"1890年3月3日", "1890年3月4日"},
        ("lin-juemin", "birth"): {"1886年"},
        ("lin-juemin", "death"): {"1911年4月28日", "1911年5月3日"},
    }


def test_an_unknown_martyr_is_a_record_too():
    (unnamed,) = [person for person in PEOPLE if person.get("is_unnamed")]
    assert (unnamed["sample"], unnamed["life_status"]) == (True, LifeStatus.FALLEN)


def test_organisations_are_samples_and_form_a_tree():
    seen = {""}
    for item in ORGANISATIONS:
        assert "示例" in item["name"]
        assert item["kind"] in OrganisationKind.values
        assert item["level"] in {"", *OrganisationLevel.values}
        assert item["parent"] in seen
        assert item["place"] in DIVISIONS
        seen.add(item["slug"])
    kinds = {item["kind"] for item in ORGANISATIONS}
    assert kinds == set(OrganisationKind.values) - {OrganisationKind.TEAM}


def test_there_are_teams_of_both_kinds_with_a_log():
    assert sorted(team["kind"] for team in TEAMS) == ["lecture", "lecture"] + ["volunteer"] * 2
    assert sum(len(team["activities"]) for team in TEAMS) >= 12


@pytest.mark.parametrize("team", TEAMS, ids=named)
def test_team(team):
    assert "示例" in team["name"]
    assert team["kind"] in TeamKind.values
    assert team["organisation"] in {item["slug"] for item in ORGANISATIONS}
    assert team["place"] in DIVISIONS
    for member in team["members"]:
        assert member.get("person", "") in {"", *(person["slug"] for person in PEOPLE)}
        assert "示例" in member.get("name", "示例")
    assert {member["agreed"] for member in team["members"]} == {True, False}
    days = [entry["held_on"] for entry in team["activities"]]
    assert days == sorted(days)
    logged = [figure for entry in team["activities"] for figure in entry["figures"]]
    for figure in [*team["figures"], *logged]:
        assert figure["unit"]
        assert figure["source"].startswith("（示例）")
        assert figure["period_from"] <= figure["period_to"]


def test_figures_contradict_each_other_somewhere():
    counts: dict[tuple, set[str]] = {}
    for team in TEAMS:
        for figure in team["figures"]:
            key = (team["slug"], figure["measure"], figure["period_from"], figure["period_to"])
            counts.setdefault(key, set()).add(figure["value"])
    assert len([values for values in counts.values() if len(values) > 1]) == 2
