"""The demo's memorials are data: real things with a source, made-up things labelled."""

from __future__ import annotations

import datetime
import json

import pytest

from home.demo.memorial_life import CONTENT, Life, qingming


def read(name: str):
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


SITES, EVENTS = read("sites")["sites"], read("events")["events"]
ROLL, SAMPLE_ROLL = read("rolls")
REAL = [site for site in SITES if not site.get("sample")]
PEOPLE = {person["slug"]: person for person in read("people")}


def test_real_sites_have_facts_with_a_source_and_nothing_that_changes():
    assert len(REAL) == 15
    for site in REAL:
        assert (site["slug"], bool(site["source"])) == (site["slug"], True)
        told = {"hours", "phone", "closures", "facilities", "responsible"} & set(site)
        assert (site["slug"], told) == (site["slug"], set())


def test_coordinates_claim_no_more_than_is_known():
    given = [degree for site in SITES for degree in site.get("coordinates", [])]
    assert [each for each in given if len(each.partition(".")[2]) > 3] == []


def test_names_are_of_people_long_dead_each_with_a_source():
    entries = ROLL["entries"]
    assert len(entries) == 50
    for entry in entries:
        person = PEOPLE.get(entry.get("person"))
        told = person or entry
        assert (told["name"], told["death"] < "1999") == (told["name"], True)
        assert (told["name"], bool(told.get("sources") or told.get("source"))) == (
            told["name"],
            True,
        )
        assert not (person and person.get("sample"))


def test_what_happens_is_labelled_a_sample():
    texts = [event["title"] for event in EVENTS]
    texts += [message["text"] for message in read("tributes")["messages"]]
    texts += [
        thing["name"]
        for each in read("exhibitions")
        for room in each["rooms"]
        for thing in room["objects"]
    ]
    assert [text for text in texts if "示例" not in text] == []
    sample = {site["slug"] for site in SITES if site.get("sample")}
    assert {each["site"] for each in read("tributes")["messages"]} <= sample
    assert read("inspections")["site"] in sample
    assert (SAMPLE_ROLL["sample"], SAMPLE_ROLL["site"] in sample) == (True, True)


def test_kin_are_sought_only_of_people_who_never_were():
    assert [entry for entry in ROLL["entries"] if entry.get("sought")] == []
    sought = [entry["name"] for entry in SAMPLE_ROLL["entries"] if entry.get("sought")]
    assert sought == ["示例甲", "示例乙"]


@pytest.mark.parametrize(
    ("today", "festival", "day"),
    [
        ("2027-04-04", "qingming", "2027-04-05"),
        ("2027-04-05", "qingming", "2028-04-04"),
        ("2026-11-22", "martyrs_day", "2027-09-30"),
    ],
)
def test_events_are_to_come_whenever_the_demo_is_loaded(today, festival, day):
    life = Life(images={}, organisations={}, sites={}, today=datetime.date.fromisoformat(today))
    assert life._date({"festival": festival}).isoformat() == day


@pytest.mark.parametrize(
    ("year", "day"), [(2025, "2025-04-04"), (2027, "2027-04-05"), (2100, "2100-04-05")]
)
def test_qingming_is_the_solar_term(year, day):
    assert qingming(year).isoformat() == day
