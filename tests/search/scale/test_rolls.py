"""The benchmark of the roll search runs and asks in every way."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from cms.core.dates import HistoricalDate
from tests.factories import PlaceFactory, RollEntryFactory

pytestmark = pytest.mark.django_db

SORTS = (
    "name",
    "one character unknown",
    "pinyin",
    "initials",
    "name and native place",
    "name and years",
)


def test_a_small_run(home, capsys):
    with pytest.raises(CommandError):
        call_command("roll_search_benchmark")
    for name in ("张建国", "李四"):
        RollEntryFactory(
            name=name, native_place=PlaceFactory(), death=HistoricalDate.parse("1952-10")
        )
    call_command("roll_search_benchmark", "--queries", "3", "--json")
    report = json.loads(capsys.readouterr().out)
    assert report["names"] == 2
    assert report["building"]["index_bytes"] > 0
    assert _calls(report) == dict.fromkeys(SORTS, 3)

    call_command("search_rebuild")
    capsys.readouterr()
    call_command("roll_search_benchmark", "--own-index", "--queries", "3", "--json")
    report = json.loads(capsys.readouterr().out)
    assert (report["names"], report["building"]) == (2, None)
    assert _calls(report) == dict.fromkeys(SORTS, 3)


def _calls(report: dict) -> dict[str, int]:
    return {sort: latency["calls"] for sort, latency in report["queries"].items()}
