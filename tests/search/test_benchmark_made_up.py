"""Measurements on input that is made up: a roll of names, and hostile queries."""

import json
import random

import pytest
from django.core.management import CommandError, call_command

from search.benchmark import ENGINES, BenchmarkError
from search.benchmarks.hostile import hostile_query, run_hostile
from search.benchmarks.names import make_roll, run_names
from search.engines.base import EngineError


def test_every_name_of_a_roll_is_found():
    report = run_names(400, "embedded", ENGINES["embedded"], queries=20).as_dict()
    assert (report["engine"], report["names"]) == ("embedded", 400)
    assert {
        kind: measured["recall"] for kind, measured in report["kinds"].items()
    } == dict.fromkeys(
        ["pinyin", "initials", "traditional", "variant", "one unknown", "unread on the roll"], 1.0
    )
    for measured in report["kinds"].values():
        assert measured["queries"] == 20
        assert measured["found"] == measured["expected"] >= 20
        assert measured["missed"] == ()
    assert json.loads(json.dumps(report))["machine"] == report["machine"]


def test_a_roll_is_the_same_each_time_and_has_all_kinds_of_entries():
    roll = make_roll(2_000, random.Random(7))
    assert roll == make_roll(2_000, random.Random(7))
    assert {len(entry.name) for entry in roll} == {2, 3, 4}
    unread = [entry for entry in roll if entry.unread >= 0]
    assert unread
    assert all(entry.written[entry.unread] in "□■×＿" for entry in unread)
    assert any(entry.written != entry.name for entry in roll if entry.unread < 0)


def test_hostile_queries_do_no_harm():
    report = run_hostile(60, "embedded", ENGINES["embedded"], documents=50)
    assert (report.queries, report.documents, report.errors) == (60, 50, 0), report.first_errors
    assert report.slowest_ms >= report.latency_p50_ms > 0


def test_an_error_is_counted_and_told(monkeypatch):
    def broken(engine, query):
        raise EngineError("broken")

    monkeypatch.setattr("search.benchmarks.hostile._ask", broken)
    report = run_hostile(2, "embedded", ENGINES["embedded"], documents=1)
    assert report.errors == 2
    assert report.first_errors[0].endswith("EngineError: broken")


def test_hostile_queries_are_the_same_each_time():
    first, second = random.Random(3), random.Random(3)
    assert [hostile_query(first) for _each in range(50)] == [
        hostile_query(second) for _each in range(50)
    ]


def test_none_is_no_number():
    with pytest.raises(BenchmarkError):
        run_names(0, "embedded", ENGINES["embedded"])
    with pytest.raises(BenchmarkError):
        run_hostile(0, "embedded", ENGINES["embedded"])


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"names": 20}, "names              20"),
        ({"hostile": 2}, "errors             0"),
    ],
)
def test_the_command_tells_what_was_measured(capsys, monkeypatch, options, line):
    monkeypatch.setattr("search.benchmarks.hostile.DOCUMENTS", 10)
    call_command("search_benchmark", **options)
    assert line in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    "options", [{}, {"names": 5, "hostile": 5}, {"queries": "q"}, {"names": 0}]
)
def test_what_cannot_be_measured(options):
    with pytest.raises(CommandError):
        call_command("search_benchmark", **options)
