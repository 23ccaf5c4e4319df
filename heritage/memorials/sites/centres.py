"""Where a division is, roughly: from there a reader may ask for what is near."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from heritage.memorials.coordinates import Point
from heritage.people.models import Place

_FILE = Path(__file__).resolve().parent.parent / "data" / "centres.csv"


def centre_of(place: Place) -> Point | None:
    """The point of a division, else of the nearest one it lies in; None abroad."""
    known = _centres()
    for each in reversed(place.line()):
        if each.code in known:
            return known[each.code]
    return None


@lru_cache(maxsize=1)
def _centres() -> dict[str, Point]:
    with _FILE.open(encoding="utf-8") as stream:
        return {
            row["code"]: Point(float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(stream)
        }
