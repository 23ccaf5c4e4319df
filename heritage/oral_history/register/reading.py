"""A row of a list read into the words and records of an entry; pure but for the look-ups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.dates import HistoricalDate, PartialDate, understand
from cms.core.tables import Fault
from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register import domain
from heritage.oral_history.register.columns import (
    DETAIL_COLUMNS,
    GENDER_WORDS,
    HEALTH_WORDS,
    NUMBER,
)
from heritage.people.importing.places import Division, PlaceFinder
from heritage.people.models import Battle, Conflict, Organisation, Person, Place
from search.text.normalise import normalise

_BETWEEN = re.compile(r"[；;、，,/\n\r]+")
_AGE = re.compile(r"(\d{1,3})岁?")
_YOUNGEST, _OLDEST = 18, 125
_TEXTS = ("name", "service", "dialect", "note", "source")


@dataclass(slots=True)
class Reading:
    """What a row says: fields of the entry by name, encrypted ones apart.

    ``number`` is that of the entry it is about, None where it gives none.
    """

    row: int
    number: int | None = None
    fields: dict[str, object] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    battles: list[Battle] = field(default_factory=list)
    interviewer: object | None = None
    faults: list[Fault] = field(default_factory=list)
    refused: bool = False


class Lookups:
    """The managed lists as they are now; a name that two records share leads to none."""

    def __init__(self):
        rows = Place.objects.values_list("pk", "name", "code", "level", "former_names")
        self.places = PlaceFinder(Division(*row) for row in rows)
        self.place_names = _by_name(Place)
        self.organisations = _by_name(Organisation)
        self.conflicts = _by_name(Conflict)
        self.battles = _by_name(Battle)
        self.interviewers = {}
        for user in domain.interviewers():
            for name in {user.get_username(), domain.name_of(user)}:
                self.interviewers.setdefault(normalise(name), user)


def _by_name(model) -> dict[str, object]:
    found: dict[str, object | None] = {}
    for record in model.objects.all():
        key = normalise(record.name)
        found[key] = None if key in found else record
    return {key: record for key, record in found.items() if record is not None}


class RowReader:
    """Reads the cells of one row; what is not understood is named and left out."""

    def __init__(
        self,
        *,
        number: int,
        cells: Mapping[str, str],
        headings: Mapping[str, str],
        lookups: Lookups,
    ):
        self.reading = Reading(row=number)
        self._cells = {name: text.strip() for name, text in cells.items()}
        self._headings = headings
        self._lookups = lookups

    def read(self) -> Reading:
        """The row read."""
        self._number()
        for name in _TEXTS:
            self._text(name)
        self._choice("gender", GENDER_WORDS, _("Write 男 or 女."), self.reading.fields)
        self._birth()
        self._place()
        self._one("organisation", self._lookups.organisations)
        self._many("conflicts", self._lookups.conflicts, self.reading.conflicts)
        self._many("battles", self._lookups.battles, self.reading.battles)
        self._record()
        self._interviewer()
        for column in DETAIL_COLUMNS:
            self._detail(column.field)
        if not self.reading.fields.get("name") and self.reading.number is None:
            self.refuse("name", _("The row has no name."))
        return self.reading

    def fault(self, name: str, message: str) -> None:
        """Name what is wrong with a cell."""
        heading = self._headings.get(name, "")
        self.reading.faults.append(
            Fault(self.reading.row, heading, self._cells.get(name, ""), message)
        )

    def refuse(self, name: str, message: str) -> None:
        """Name what makes the whole row one that is not taken."""
        self.fault(name, message)
        self.reading.refused = True

    def _number(self) -> None:
        given = self._cells.get(NUMBER, "")
        if not given:
            return
        if given.isascii() and given.isdecimal() and len(given) < 10:
            self.reading.number = int(given)
        else:
            self.refuse(NUMBER, _("The number of an entry is a whole number."))

    def _text(self, name: str) -> None:
        given = self._cells.get(name, "")
        longest = RegisterEntry._meta.get_field(name).max_length
        if longest and len(given) > longest:
            self.fault(name, _("At most %(most)d characters.") % {"most": longest})
        elif given:
            self.reading.fields[name] = given

    def _choice(self, name: str, words: Mapping, message: str, into: dict) -> None:
        given = normalise(self._cells.get(name, ""))
        if not given:
            return
        for value, known in words.items():
            if given in known:
                into[name] = str(value)
                return
        self.fault(name, message)

    def _birth(self) -> None:
        if given := self._cells.get("birth", ""):
            understood = understand(given)
            if understood.date is None:
                message = understood.note or _("This is not understood as a date.")
                self.fault("birth", message)
            else:
                self.reading.fields["birth"] = understood.date
                return
        if given := self._cells.get("age", ""):
            found = _AGE.fullmatch(normalise(given))
            if found and _YOUNGEST <= int(found[1]) <= _OLDEST:
                year = timezone.localdate().year - int(found[1])
                self.reading.fields["birth"] = HistoricalDate.about(PartialDate(year))
            else:
                self.fault("age", _("This is no age of somebody who served."))

    def _place(self) -> None:
        given = self._cells.get("place", "")
        if not given:
            return
        division = self._lookups.places.find(given)
        if division:
            self.reading.fields["place_id"] = division.pk
        elif place := self._lookups.place_names.get(normalise(given)):
            self.reading.fields["place_id"] = place.pk
        else:
            self.fault("place", _("There is no place of this name in the records."))

    def _one(self, name: str, known: Mapping[str, object]) -> None:
        given = self._cells.get(name, "")
        if not given:
            return
        if record := known.get(normalise(given)):
            self.reading.fields[f"{name}_id"] = record.pk
        else:
            self.fault(name, _("There is no record of this name, or there are two."))

    def _many(self, name: str, known: Mapping[str, object], into: list) -> None:
        for word in _BETWEEN.split(self._cells.get(name, "")):
            if not word.strip():
                continue
            if record := known.get(normalise(word.strip())):
                if record not in into:
                    into.append(record)
            else:
                self.fault(
                    name, _("There is no record “%(name)s”; it was left out.") % {"name": word}
                )

    def _record(self) -> None:
        given = self._cells.get("record", "")
        if not given:
            return
        person = Person.objects.standing().filter(slug=given).first()
        if person:
            self.reading.fields["person_id"] = person.pk
        else:
            self.fault("record", _("There is no record of a person with this address."))

    def _interviewer(self) -> None:
        given = self._cells.get("interviewer", "")
        if not given:
            return
        self.reading.interviewer = self._lookups.interviewers.get(normalise(given))
        if self.reading.interviewer is None:
            self.fault("interviewer", _("No user of this name has access to the register."))

    def _detail(self, name: str) -> None:
        if name == "health":
            message = _("Write 良好, 体弱, 患病 or 病重.")
            self._choice(name, HEALTH_WORDS, message, self.reading.details)
            return
        given = self._cells.get(name, "")
        if "****" in given:
            self.fault(name, _("This is masked; the cell was left out."))
        elif given:
            longest = RegisterEntry._meta.get_field(name).max_length
            if len(given) > longest:
                self.fault(name, _("At most %(most)d characters.") % {"most": longest})
            else:
                self.reading.details[name] = given
