"""What the public search knows of units, wars, battles, honours, organisations, teams, places.

Aliases are found and never shown: a record found under one is shown by its name.
"""

from __future__ import annotations

from functools import singledispatch

from django.db.models import Model, Q, QuerySet

from heritage.people.models import (
    Battle,
    Conflict,
    Honour,
    Organisation,
    Person,
    Place,
    Record,
    Team,
    Unit,
)
from heritage.people.models.counting import with_content
from heritage.people.models.facts import live_names
from heritage.people.models.places import ABOVE
from heritage.people.models.told import span, unit_names
from search.engines.base import SearchDocument

# The kind of a document by the model it is of; also the beginning of its key.
KINDS: dict[str, type[Model]] = {
    "unit": Unit,
    "conflict": Conflict,
    "battle": Battle,
    "honour": Honour,
    "organisation": Organisation,
    "team": Team,
    "place": Place,
}
_PLACE = f"place__{ABOVE}"
_UNIT_ABOVE = "parent__parent__parent__parent__parent"
_RELATED: dict[type[Model], tuple[str, ...]] = {
    Unit: (_UNIT_ABOVE, _PLACE),
    Battle: ("conflict", _PLACE),
    Organisation: (_PLACE,),
    Team: ("organisation", _PLACE),
    Place: (ABOVE,),
}
_PREFETCHED: dict[type[Model], tuple[str, ...]] = {Battle: (f"units__{_UNIT_ABOVE}",)}


def kind_of(record: Model) -> str:
    """The kind of a record's document. Raises ``KeyError`` for what has none."""
    return next(kind for kind, model in KINDS.items() if type(record) is model)


def key_of(record: Model) -> str:
    """The key of a record's document, such as ``unit:3``."""
    return f"{kind_of(record)}:{record.pk}"


def searchable(kind: str, ids: list[int] | None = None) -> QuerySet:
    """Records of a kind that belong into the index; of ``ids`` where they are given.

    Of the places only those that have something to show: 3,500 divisions
    would stand before what a reader looks for.
    """
    model = KINDS[kind]
    if model is Place:
        found = Place.objects.filter(pk__in=with_content(ids))
    else:
        found = model.objects.published()
        found = found if ids is None else found.filter(pk__in=ids)
    if related := _RELATED.get(model):
        found = found.select_related(*related)
    return found.prefetch_related(*_PREFETCHED.get(model, ()))


@singledispatch
def document_of(record: Model) -> SearchDocument:
    """The search document of a record."""
    raise TypeError(f"{type(record).__name__} has no search document")


@document_of.register
def _of_unit(record: Unit) -> SearchDocument:
    return _document(
        record,
        dates=(record.formed, record.dissolved),
        units=unit_names(record),
        unit=[record],
    )


@document_of.register
def _of_conflict(record: Conflict) -> SearchDocument:
    return _document(record, dates=(record.began, record.ended), conflict=[record])


@document_of.register
def _of_battle(record: Battle) -> SearchDocument:
    return _document(
        record,
        dates=(record.began, record.ended),
        places=[record.place_text],
        units=[name for unit in record.units.all() if unit.live for name in unit_names(unit)],
        conflict=[record.conflict],
    )


@document_of.register
def _of_honour(record: Honour) -> SearchDocument:
    return _document(record, dates=(record.founded, record.ended), honour=[record])


@document_of.register
def _of_organisation(record: Organisation) -> SearchDocument:
    return _document(record, words=[record.address])


@document_of.register
def _of_team(record: Team) -> SearchDocument:
    kept_by = record.organisation
    words = [kept_by.name] if kept_by and kept_by.live else []
    return _document(record, dates=(record.founded,), words=words)


@document_of.register
def _of_place(record: Place) -> SearchDocument:
    former = record.former_name_list
    return SearchDocument(
        key=key_of(record),
        kind=kind_of(record),
        title=record.name,
        url=record.url,
        body="、".join(former),
        places=(record.full_name,),
        aliases=tuple(former),
        pinyin=(record.pinyin,),
        facets={"kind": ("place",), "place": record.search_paths},
    )


def _document(
    record: Record, *, dates=(), places=(), units=(), words=(), **linked
) -> SearchDocument:
    """``dates`` are when it began and ended, ``linked`` the records by the facet they are in."""
    known = [text for date in dates if date for text in date.partials()]
    place = getattr(record, "place", None)
    where = [*places, place.full_name if place else ""]
    return SearchDocument(
        key=key_of(record),
        kind=kind_of(record),
        title=record.name,
        url=record.url,
        summary=record.summary,
        body="\n".join(filter(None, ["、".join(record.other_name_list), *words])),
        places=tuple(dict.fromkeys(filter(None, where))),
        units=tuple(dict.fromkeys(units)),
        aliases=(*record.other_name_list, *record.alias_list),
        pinyin=(record.pinyin,),
        dates=tuple(known),
        periods=span(*dates) if dates else (),
        sort_date=known[0] if known else "",
        facets={
            "kind": (kind_of(record),),
            "place": place.search_paths if place else (),
            **{name: live_names(records) for name, records in linked.items()},
        },
    )


def people_of(record: Model) -> QuerySet[Person]:
    """Published people whose documents name a record."""
    links = {
        # A unit is named with what it was part of.
        Unit: Q(services__unit__path__startswith=getattr(record, "path", "")),
        Conflict: Q(conflicts__conflict=record.pk) | Q(conflicts__battle__conflict=record.pk),
        Battle: Q(conflicts__battle=record.pk),
        Honour: Q(awards__honour=record.pk),
        Place: Q(place__path__startswith=getattr(record, "path", "")),
    }
    link = links.get(type(record), Q(pk__in=[]))
    return Person.objects.published().filter(link).distinct().order_by()


def records_of(record: Model) -> list[tuple[str, QuerySet]]:
    """Other records whose documents name a record: their kind and which they are."""
    if isinstance(record, Conflict):
        return [("battle", record.battles.all())]
    if isinstance(record, Organisation):
        return [("team", record.teams.all())]
    if isinstance(record, Unit):
        within = Unit.objects.within(record)
        return [("unit", within), ("battle", Battle.objects.filter(units__in=within).distinct())]
    if isinstance(record, Place):
        return [
            (kind, model.objects.filter(place__path__startswith=record.path))
            for kind, model in KINDS.items()
            if model in (Unit, Battle, Organisation, Team)
        ] + [("place", Place.objects.within(record))]
    return []
