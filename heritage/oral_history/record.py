"""The record of an interview as DA/T 59-2017 asks for it, as far as the public reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heritage.oral_history.models import InterviewPage


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record: its label, and what it says as pairs of words and address."""

    label: str
    values: tuple[tuple[str, str], ...]


def record_of(page: InterviewPage) -> list[Entry]:
    """What is known of how the interview was made; nothing that is for the archive only."""
    return [Entry(label, values) for label, values in _entries(page) if values]


def _entries(page: InterviewPage) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for label, people in _narrators(page).items():
        yield label, tuple(people)
    yield _("Recorded on"), _words(_when(page))
    yield _("Place of recording"), _words(_where(page))
    yield _("Occasion"), _words(page.occasion)
    unit = page.collecting_unit
    yield _("Collecting unit"), ((unit.name, unit.url),) if unit and unit.live else ()
    for label, names in _collectors(page).items():
        yield label, _words("、".join(names))
    yield _("Language"), _words("，".join(filter(None, [page.languages, page.dialect])))
    yield _("Equipment"), _words(page.equipment)
    yield _("Archival number"), _words(page.archival_number)
    yield _("Rights"), _words(page.rights)


def _narrators(page: InterviewPage) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for each in page.live_narrators:
        found.setdefault(each.label, []).append((each.described, each.person.url))
    return found


def _words(text: str) -> tuple[tuple[str, str], ...]:
    return ((text, ""),) if text else ()


def _when(page: InterviewPage) -> str:
    days = [each.display() for each in (page.recorded_on, page.recorded_until) if each]
    if len(days) < 2:
        return "".join(days)
    return _("%(first)s to %(last)s") % {"first": days[0], "last": days[1]}


def _where(page: InterviewPage) -> str:
    place = page.place.full_name if page.place else ""
    return "，".join(filter(None, [place, page.place_note]))


def _collectors(page: InterviewPage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in page.collectors.all():
        name = f"{each.name}（{each.post}）" if each.post else each.name
        found.setdefault(str(each.get_part_display()), []).append(name)
    return found
