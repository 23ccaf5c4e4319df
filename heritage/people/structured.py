"""Records in the words of schema.org."""

from __future__ import annotations

from dataclasses import dataclass

from heritage.people.models import Battle, Conflict, Honour, Organisation, Place, Record, Team, Unit

# The honour itself is no thing schema.org knows: it is a term of a list.
_TYPES = {
    Unit: "Organization",
    Conflict: "Event",
    Battle: "Event",
    Honour: "DefinedTerm",
    Organisation: "GovernmentOrganization",
    Team: "Organization",
    Place: "AdministrativeArea",
}


@dataclass(frozen=True, slots=True)
class Structured:
    """A record as the ``json_ld`` tag asks for it."""

    record: Record | Place

    def json_ld(self, request) -> dict:
        """Name, other names, dates, place and contact, as far as there are any."""
        record = self.record
        data = {
            "@context": "https://schema.org",
            "@type": _type_of(record),
            "name": record.name,
            "alternateName": _other_names(record),
            "description": getattr(record, "summary", ""),
            "url": request.build_absolute_uri(record.url),
            **_more(record, request),
        }
        return {key: value for key, value in data.items() if value}


def _type_of(record) -> str:
    if isinstance(record, Organisation):
        return (
            "Organization"
            if record.kind not in ("bureau", "centre", "station")
            else _TYPES[Organisation]
        )
    return _TYPES[type(record)]


def _other_names(record) -> list[str]:
    if isinstance(record, Place):
        return record.former_names.split("；") if record.former_names else []
    return record.other_name_list


def _more(record, request) -> dict:
    if isinstance(record, Conflict | Battle):
        place = getattr(record, "place", None)
        return {
            "startDate": _edtf(record.began),
            "endDate": _edtf(record.ended),
            "location": getattr(record, "place_text", "") or (place.full_name if place else ""),
        }
    if isinstance(record, Unit):
        return {
            "foundingDate": _edtf(record.formed),
            "dissolutionDate": _edtf(record.dissolved),
            **_parent(record, request),
        }
    if isinstance(record, Organisation):
        return {
            "address": record.address,
            "telephone": record.phone,
            "email": record.email,
            **_parent(record, request),
        }
    if isinstance(record, Team):
        return {"foundingDate": _edtf(record.founded)}
    if isinstance(record, Place) and record.parent:
        return {"containedInPlace": {"@type": "AdministrativeArea", "name": record.parent.name}}
    return {}


def _parent(record, request) -> dict:
    above = record.parent
    if above is None or not above.live:
        return {}
    return {
        "parentOrganization": {
            "@type": "Organization",
            "name": above.name,
            "url": request.build_absolute_uri(above.url),
        }
    }


def _edtf(date) -> str:
    return "" if date is None or date.is_unknown else str(date)
