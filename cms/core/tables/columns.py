"""Which column of a table holds what: proposed from the headings, or said by a person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.text.normalise import normalise

from .faults import Fault

_BRACKETED = re.compile(r"[(\[{<【「].*?[)\]}>】」]")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """Something a table can say: the name of it in code, its label, other headings for it."""

    field: str
    label: str
    synonyms: tuple[str, ...] = ()

    def headings(self) -> tuple[str, ...]:
        """Every heading it is known by, its label first."""
        return (self.label, self.field, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Heading to field. Headings not in it stand in ``unused``; ``faults`` name nonsense."""

    fields: dict[str, str]
    unused: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    def heading_of(self, field: str) -> str:
        """The heading mapped to ``field``, or ""."""
        return next((heading for heading, name in self.fields.items() if name == field), "")

    def pick(self, values: dict[str, str]) -> dict[str, str]:
        """The mapped cells of a row by field."""
        return {name: values.get(heading, "") for heading, name in self.fields.items()}


def propose_mapping(headings: Sequence[str], columns: Iterable[Column]) -> Mapping:
    """Map each heading that is known to be a column's, each column once.

    A heading is compared without regard to script (traditional, simplified),
    width, case, spaces and punctuation; where that finds nothing, without what
    it has in brackets. The first of two headings for one column gets it.
    """
    columns = list(columns)
    found: dict[str, str] = {}
    for read in (_plain, _without_brackets):
        known: dict[str, str] = {}
        for column in columns:
            for heading in column.headings():
                known.setdefault(_plain(heading), column.field)
        for heading in headings:
            field = known.get(read(heading))
            if field and heading not in found and field not in found.values():
                found[heading] = field
    ordered = {heading: found[heading] for heading in headings if heading in found}
    return Mapping(ordered, tuple(heading for heading in headings if heading not in ordered))


def read_mapping(text: str, headings: Sequence[str], columns: Iterable[Column]) -> Mapping:
    """A mapping that a person wrote as JSON: ``{"heading": "field"}``.

    A field of "" or null leaves the heading out. What is not understood is left
    out and named in ``faults``; nothing is raised.
    """
    try:
        given = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        message = _("The mapping is not JSON: %(reason)s") % {"reason": error}
        return Mapping({}, tuple(headings), (Fault(0, "", text, message),))
    if not isinstance(given, dict):
        message = _("The mapping must be of the form {“heading”: “field”}.")
        return Mapping({}, tuple(headings), (Fault(0, "", text, message),))
    return check_mapping(given, headings, columns)


def check_mapping(given: dict, headings: Sequence[str], columns: Iterable[Column]) -> Mapping:
    """The sound part of a mapping, with a fault for each unsound one."""
    known = {column.field: column for column in columns}
    by_label = {column.label: column.field for column in known.values()}
    places = {_plain(heading): heading for heading in reversed(headings)}
    fields: dict[str, str] = {}
    faults: list[Fault] = []
    for heading, wanted in given.items():
        if wanted in ("", None):
            continue
        here = heading if heading in headings else places.get(_plain(str(heading)), "")
        field = by_label.get(wanted, wanted) if isinstance(wanted, str) else None
        if not here:
            message = _("The table has no column with this heading.")
        elif field not in known:
            message = _("There is no field of this name. Known: %(known)s")
            message %= {"known": ", ".join(known)}
        elif field in fields.values() or here in fields:
            message = _("This field is already taken from another column.")
        else:
            fields[here] = field
            continue
        faults.append(Fault(0, str(heading), str(wanted), message))
    unused = tuple(heading for heading in headings if heading not in fields)
    return Mapping(fields, unused, tuple(faults))


def _plain(heading: str) -> str:
    return _NOT_WORDS.sub("", normalise(heading))


def _without_brackets(heading: str) -> str:
    return _plain(_BRACKETED.sub("", normalise(heading).replace("（", "(").replace("）", ")")))
