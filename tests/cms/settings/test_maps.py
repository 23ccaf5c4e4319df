"""A base map needs a lawful source, and the 审图号 that is shown on it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.maps import base_map

NUMBER = {"MAP_REVIEW_NUMBER": "GS（2024）0000号"}
KEY = {"MAP_TIANDITU_KEY": "0123456789abcdef0123456789abcdef"}
OWN = {"MAP_TILES": "https://tiles.example/{z}/{x}/{y}.png", "MAP_ATTRIBUTION": "某图"}


@pytest.fixture
def configured(monkeypatch):
    def configure(**given):
        for name in ("TIANDITU_KEY", "TILES", "REVIEW_NUMBER", "ATTRIBUTION", "DATUM", "MAX_ZOOM"):
            monkeypatch.delenv(f"MAP_{name}", raising=False)
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return base_map()

    return configure


def test_by_default_there_is_none(configured):
    assert configured() is None


def test_tianditu(configured):
    found = configured(**KEY, **NUMBER)
    assert (len(found["tiles"]), found["hosts"]) == (2, ["https://*.tianditu.gov.cn"])
    assert (found["datum"], found["attribution"]) == ("cgcs2000", "天地图")


@pytest.mark.parametrize(
    ("tiles", "hosts"),
    [
        ("https://tiles.example/{z}/{x}/{y}.png", ["https://tiles.example"]),
        ("https://{s}.tiles.example/{z}/{x}/{y}.png", ["https://*.tiles.example"]),
        ("/tiles/{z}/{x}/{y}.png", []),
    ],
)
def test_another_source(configured, tiles, hosts):
    given = {**OWN, **NUMBER, "MAP_TILES": tiles, "MAP_DATUM": "gcj02"}
    assert configured(**given)["hosts"] == hosts


@pytest.mark.parametrize(
    "given",
    [
        KEY,
        OWN,
        {**KEY, **OWN, **NUMBER},
        {**NUMBER, "MAP_TILES": OWN["MAP_TILES"]},
        {**OWN, **NUMBER, "MAP_TILES": "http://tiles.example/{z}/{x}/{y}.png"},
        {**OWN, **NUMBER, "MAP_TILES": "https://tiles.example/map.png"},
        {**OWN, **NUMBER, "MAP_TILES": "https://a.b;script-src/{z}/{x}/{y}"},
        {**OWN, **NUMBER, "MAP_TILES": "https://{s}.cn/{z}/{x}/{y}"},
        {**OWN, **NUMBER, "MAP_DATUM": "bd09"},
        {**NUMBER, "MAP_TIANDITU_KEY": "key&x=y"},
    ],
)
def test_anything_else_stops_the_start(configured, given):
    with pytest.raises(ImproperlyConfigured):
        configured(**given)
