"""What was understood of a cell, in words, to be set beside what it says."""

from __future__ import annotations

from collections.abc import Mapping

from cms.core.dates import HistoricalDate
from heritage.people.enums import Gender, LifeStatus, MartyrDecision
from heritage.people.importing.names import written
from heritage.people.importing.state import DATES, State

_CHOICES = {"gender": Gender, "life_status": LifeStatus, "martyr_decision": MartyrDecision}
_SHOWN_BY = {
    "fallen_on": "death",
    "former_names": "names",
    "courtesy_names": "names",
    "pen_names": "names",
    "birth_place": "place",
    "native_place": "place",
    "place_code": "place",
}


def understood(column: str, state: State, places: Mapping[str, str]) -> str:
    """The words for what a column gave, "" where they would only repeat the cell.

    ``places`` are full names of divisions by primary key as text.
    """
    field = _SHOWN_BY.get(column, column)
    value = state.get(field, "")
    if not value:
        return ""
    if field in DATES:
        return HistoricalDate.parse(value).display()
    if field in _CHOICES:
        return str(_CHOICES[field](value).label)
    if field == "place":
        return places.get(value, "")
    if field == "names":
        return "；".join(
            written(kind, text) for kind, _colon, text in (n.partition(":") for n in value)
        )
    return ""
