"""A name on a roll in the words of schema.org."""

from __future__ import annotations

from dataclasses import dataclass

from cms.core.dates import HistoricalDate
from heritage.memorials.models import RollEntry
from heritage.memorials.roll_pages.telling import public_site_url


@dataclass(frozen=True, slots=True)
class StructuredEntry:
    """An entry as the ``json_ld`` tag asks for it."""

    entry: RollEntry

    def json_ld(self, request) -> dict:
        """A schema.org Person: names, dates at their precision (ISO 8601), places, unit, record."""
        entry = self.entry
        data = {
            "@context": "https://schema.org",
            "@type": "Person",
            "name": entry.name,
            "alternateName": [name.text for name in entry.names.all()],
            "gender": {
                "male": "https://schema.org/Male",
                "female": "https://schema.org/Female",
            }.get(entry.gender, ""),
            "birthDate": _edtf(entry.birth),
            "deathDate": _edtf(entry.death),
            "deathPlace": _place(entry.death_place, entry.death_place_written),
            "homeLocation": _place(entry.native_place, entry.native_place_written),
            "affiliation": entry.unit_written
            or (entry.unit.name if entry.unit and entry.unit.live else ""),
            "award": [honour.name for honour in entry.honours.all() if honour.live],
            "sameAs": self._person_url(request),
            "subjectOf": self._grave(request),
            "url": request.build_absolute_uri(entry.url),
        }
        return {key: value for key, value in data.items() if value}

    def _person_url(self, request) -> str:
        person = self.entry.person
        return request.build_absolute_uri(person.url) if person and person.live else ""

    def _grave(self, request) -> dict:
        url = public_site_url(self.entry.site)
        if not url:
            return {}
        return {
            "@type": "Cemetery",
            "name": self.entry.site.title,
            "url": request.build_absolute_uri(url),
        }


def _place(place, written: str) -> dict:
    name = written or (place.full_name if place else "")
    return {"@type": "Place", "name": name} if name else {}


def _edtf(date: HistoricalDate | None) -> str:
    return "" if date is None or date.is_unknown else str(date)
