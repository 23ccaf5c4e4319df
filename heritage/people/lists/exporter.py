"""Records of people as a list: what :mod:`heritage.people.lists.importer` reads back unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from cms.core.dates import Calendar, HistoricalDate, understand
from heritage.people.importing.columns import COLUMNS, RECORD
from heritage.people.importing.names import written
from heritage.people.importing.state import DATES, SINGLE
from heritage.people.lists.records_state import state_of
from heritage.people.models import Person

# Told by other columns: the kinds of names by the words before them, a fall by the status.
_LEFT_OUT = {"key", "former_names", "courtesy_names", "pen_names", "birth_place", "fallen_on"}
_COLUMNS = [column for column in COLUMNS if column.field not in _LEFT_OUT]
HEADINGS = [column.label for column in _COLUMNS]
_CHUNK = 500
_BETWEEN_ITEMS = "；"
_WORDS = {
    "male": "男",
    "female": "女",
    "living": "健在",
    "deceased": "逝世",
    "fallen": "牺牲",
    "missing": "失踪",
    "unknown": "",
    "assessed": "评定",
    "recognised": "追认",
}
"""Values of choices as lists write them, whatever the language of the one who exports."""

_CHOICES = {"gender", "life_status", "martyr_decision"}


def export_people(people: QuerySet[Person] | None = None) -> Iterator[dict[str, str]]:
    """One row for each record, by heading, in the order given; some hundreds in memory at once.

    A draft's latest revision is what its editors see, and what is exported.
    """
    chosen = Person.objects.standing().order_by("pk") if people is None else people
    chosen = chosen.select_related("place", "latest_revision").prefetch_related(
        "names", "services__unit", "conflicts__conflict", "conflicts__battle",
        "awards__honour", "roles", "sources",
    )  # fmt: skip
    for person in chosen.iterator(chunk_size=_CHUNK):
        yield _row(person.get_latest_revision_as_object() if not person.live else person)


def _row(person: Person) -> dict[str, str]:
    state = state_of(person)
    cells = {}
    for column in _COLUMNS:
        if column.field == RECORD:
            cells[column.label] = person.slug
        elif column.field == "place_code":
            cells[column.label] = person.place.code if person.place else ""
        elif column.field == "names":
            names = (name.partition(":") for name in state["names"])
            cells[column.label] = _BETWEEN_ITEMS.join(
                written(kind, text) for kind, _c, text in names
            )
        elif column.field == "roles":
            cells[column.label] = _BETWEEN_ITEMS.join(role.name for role in person.roles.all())
        elif column.field in _CHOICES:
            cells[column.label] = _WORDS.get(state[column.field], "")
        elif column.field in DATES:
            cells[column.label] = _date(getattr(person, column.field))
        elif column.field in SINGLE:
            cells[column.label] = state[column.field]
        else:
            cells[column.label] = _BETWEEN_ITEMS.join(state[column.field])
    return cells


def _date(date: HistoricalDate | None) -> str:
    """As a reader writes it, where that is understood as the very same date."""
    if date is None:
        return ""
    understood = understand(date.display())
    same = understood.date == date and understood.calendar == Calendar.GREGORIAN
    return date.display() if same and not understood.note else str(date)
