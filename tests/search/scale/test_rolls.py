"""The benchmark of the roll search runs and asks in every way."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from cms.core.dates import HistoricalDate
from tests.factories import PlaceFactory, RollEntryFactory

pytestmark = pytest.mark.django_db


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
    assert {sort: latency["calls"] for sort, latency in report["queries"].items()} == dict.fromkeys(
        (
            "name",
            "one character unknown",
            "pinyin",
            "initials",
            "name and native place",
            "name and years",
        ),
        3,
    )
