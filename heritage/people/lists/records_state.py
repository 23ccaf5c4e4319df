"""Between a record of a person and its state in plain words (:mod:`.importing.state`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cms.core.dates import HistoricalDate, PartialDateError, understand
from heritage.people.importing.reading import PART
from heritage.people.importing.state import DATES, SINGLE, State
from heritage.people.models import (
    Conflict,
    Honour,
    Person,
    PersonConflict,
    PersonHonour,
    PersonName,
    PersonService,
    PersonSource,
    Role,
    Unit,
)
from search.text.normalise import normalise

_ABOUT_HONOUR = ("荣立", "荣获", "获得", "获", "被授予", "授予", "立", "记")
_AFTER_HONOUR = ("一次", "称号", "1次")


@dataclass(frozen=True, slots=True)
class Links:
    """Records by their normalised names, for words that name them exactly."""

    units: dict[str, int]
    honours: dict[str, int]
    conflicts: dict[str, int]

    @classmethod
    def load(cls) -> Links:
        """The managed lists as they are now; a name that two records share leads to none."""
        return cls(*(_by_name(model) for model in (Unit, Honour, Conflict)))


def state_of(person: Person) -> State:
    """The record as it is, in the words of a list."""
    state: State = {}
    for field in SINGLE:
        if field == "place":
            state[field] = str(person.place_id or "")
        else:
            value = getattr(person, field)
            state[field] = "" if value is None else str(value)
    state["names"] = [f"{name.kind}:{name.text}" for name in person.names.all()]
    state["services"] = [_service(service) for service in person.services.all()]
    state["conflicts"] = [_join(link.text) for link in person.conflicts.all()]
    state["awards"] = [_award(award) for award in person.awards.all()]
    state["roles"] = [str(role.pk) for role in person.roles.all()]
    state["sources"] = [_source(source) for source in person.sources.all() if not source.says]
    return state


def apply(*, person: Person, changes: State, links: Links) -> None:
    """Put ``changes`` into the record, which is not saved.

    Items of repeated facts that stay keep their rows, with all that an editor
    gave them; only what is new is made from the words of the list.
    """
    for field, value in changes.items():
        if field in DATES:
            setattr(person, field, HistoricalDate.parse(value) if value else None)
        elif field == "place":
            person.place_id = int(value) if value else None
        elif field == "roles":
            person.roles = list(Role.objects.filter(pk__in=value))
        elif field in _REPEATED:
            shown, make = _REPEATED[field]
            _replace(
                getattr(person, field), value, shown, lambda item, make=make: make(item, links)
            )
        else:
            setattr(person, field, value)
    if "name" in changes and "pinyin" not in changes:
        person.pinyin = ""


def _replace(manager, wanted: list[str], shown: Callable, make: Callable) -> None:
    there = {}
    for item in manager.all():
        there.setdefault(shown(item), item)
    rows = [there.get(words) or make(words) for words in wanted]
    # A source that says otherwise is no part of a list's words and stays.
    rows += [item for item in manager.all() if getattr(item, "says", "")]
    for order, row in enumerate(rows):
        row.sort_order = order
    manager.set(rows)


def _by_name(model) -> dict[str, int]:
    found: dict[str, int | None] = {}
    for pk, name in model.objects.values_list("pk", "name"):
        key = normalise(name)
        found[key] = None if key in found else pk
    return {key: pk for key, pk in found.items() if pk is not None}


def _join(*parts: object) -> str:
    return PART.join("" if part is None else str(part) for part in parts).rstrip(PART)


def _date(words: str) -> HistoricalDate | None:
    try:
        return HistoricalDate.parse(words) if words else None
    except PartialDateError:
        return understand(words).date


def _parts(words: str, count: int) -> list[str]:
    parts = words.split(PART)
    first = parts[: count - 1]
    return [*first, *[""] * (count - 1 - len(first)), PART.join(parts[count - 1 :])]


def _name(name: PersonName) -> str:
    return f"{name.kind}:{name.text}"


def _make_name(words: str, links: Links) -> PersonName:
    kind, _colon, text = words.partition(":")
    return PersonName(kind=kind, text=text)


def _service(service: PersonService) -> str:
    unit = service.as_written or (service.unit.name if service.unit_id else "")
    return _join(unit, service.post, service.since, service.until)


def _make_service(words: str, links: Links) -> PersonService:
    unit, post, since, until = _parts(words, 4)
    known = links.units.get(normalise(unit))
    return PersonService(
        unit_id=known,
        as_written="" if known else unit,
        post=post,
        since=_date(since),
        until=_date(until),
    )


def _conflict(link: PersonConflict) -> str:
    return _join(link.text)


def _make_conflict(words: str, links: Links) -> PersonConflict:
    known = links.conflicts.get(normalise(words))
    return PersonConflict(conflict_id=known, as_written="" if known else words)


def _award(award: PersonHonour) -> str:
    return _join(award.text, award.grade, award.awarded_on, award.awarding_body, award.document)


def _make_award(words: str, links: Links) -> PersonHonour:
    name, grade, on, body, document = _parts(words, 5)
    known = links.honours.get(normalise(name)) or links.honours.get(normalise(_bare(name)))
    exact = known is not None and normalise(name) in links.honours
    return PersonHonour(
        honour_id=known,
        as_written="" if exact else name,
        grade=grade,
        awarded_on=_date(on),
        awarding_body=body,
        document=document,
    )


def _bare(words: str) -> str:
    """``荣立特等功一次`` without the words around the honour."""
    for before in _ABOUT_HONOUR:
        if words.startswith(before):
            words = words.removeprefix(before)
            break
    for after in _AFTER_HONOUR:
        words = words.removesuffix(after)
    return words


def _source(source: PersonSource) -> str:
    return _join(
        source.title, source.author, source.publisher, source.year, source.pages, source.url,
        source.topic, source.note,
    )  # fmt: skip


def _make_source(words: str, links: Links) -> PersonSource:
    title, author, publisher, year, pages, url, topic, note = _parts(words, 8)
    return PersonSource(
        title=title,
        author=author,
        publisher=publisher,
        year=int(year) if year.isdecimal() else None,
        pages=pages,
        url=url,
        topic=topic,
        note=note,
    )


_REPEATED = {
    "names": (_name, _make_name),
    "services": (_service, _make_service),
    "conflicts": (_conflict, _make_conflict),
    "awards": (_award, _make_award),
    "sources": (_source, _make_source),
}
