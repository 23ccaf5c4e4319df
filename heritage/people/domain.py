"""Use cases of the records of people: find the one that stands, add to it.

Every change happens under a lock of the row. What is published and what is
still a draft are two layers of one record; an addition goes into both, so that
neither an edit nor a later publishing takes it away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from heritage.people.models import Person

# A name is the same name whatever kind of name it is taken for.
_SAME_BY = {"names": ("text",)}


class RecordRefused(Exception):
    """A change of a record that may not be made now; the message says why."""


@dataclass(slots=True, kw_only=True)
class Layers:
    """What is published of a record and what waits in its draft.

    ``live`` is None for a record the public may not read, ``draft`` where
    nothing waits to be published.
    """

    live: Person | None
    draft: Person | None

    @property
    def latest(self) -> Person:
        """What an editor sees."""
        return self.draft or self.live

    def __iter__(self) -> Iterator[Person]:
        return (layer for layer in (self.live, self.draft) if layer is not None)


def lock_people(*pks: int) -> dict[int, Person]:
    """Lock the rows of these people until the transaction ends, in the order of their keys."""
    rows = Person.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    return {person.pk: person for person in rows}


def standing_key(pk: int) -> int:
    """The key of the record that this one was merged into, at the end of the chain."""
    seen = {pk}
    while True:
        into = Person.objects.filter(pk=pk).values_list("merged_into_id", flat=True).first()
        if into is None or into in seen:
            return pk
        seen.add(into)
        pk = into


def lock_standing(pk: int) -> Person:
    """Lock the record that stands for ``pk``; raises ``Person.DoesNotExist``."""
    while True:
        locked = lock_people(standing_key(pk))
        for person in locked.values():
            if person.merged_into_id is None:
                return person
            pk = person.pk
        if not locked:
            raise Person.DoesNotExist


def refuse_if_locked(person: Person, user) -> None:
    """Raise :class:`RecordRefused` if somebody, or a set publishing time, locks the record."""
    lock = person.get_lock()
    if lock is not None and (user is None or lock.for_user(user)):
        raise RecordRefused(
            _("“%(name)s” is locked; unlock it or take back its set time first.")
            % {"name": person.name}
        )


def read_layers(person: Person) -> Layers:
    """Both layers of a locked record."""
    latest = person.get_latest_revision_as_object()
    if not person.live:
        return Layers(live=None, draft=latest)
    return Layers(live=person, draft=latest if person.has_unpublished_changes else None)


def write_layers(pk: int, layers: Layers, *, user) -> Person:
    """Keep changed layers as new revisions; what was public stays public, changed.

    Nobody's rights are asked here and nothing is logged: the use case does both.
    """
    if layers.live is not None:
        revision = layers.live.save_revision(user=user, clean=False)
        revision.publish(user=user, log_action=False, skip_permission_checks=True)
    person = Person.objects.get(pk=pk)
    if layers.draft is not None:
        draft = person.with_content_json(layers.draft.serializable_data())
        if not person.live:
            # The row of a record that is not public is its draft.
            draft.save()
        draft.save_revision(user=user, clean=False)
        person = Person.objects.get(pk=pk)
    return person


def child_relations() -> list[str]:
    """Names of what a record is made of: names, services, sources …"""
    return [relation.get_accessor_name() for relation in get_all_child_relations(Person)]


def row_values(row) -> dict[str, object]:
    """What a row of a record says, without its keys, order and computed columns."""
    return {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and not (field.remote_field and field.remote_field.model is Person)
    }


def says_nothing_new(relation: str, row, rows) -> bool:
    """Whether one of ``rows`` already says all that ``row`` says."""
    wanted = row_values(row)
    names = _SAME_BY.get(relation)
    said = {
        name: _comparable(value)
        for name, value in wanted.items()
        if (name in names if names else value not in (None, ""))
    }
    return any(
        all(_comparable(row_values(other)[name]) == value for name, value in said.items())
        for other in rows
    )


def _comparable(value) -> str:
    return "" if value is None else str(value).strip()


def append_row(person: Person, relation: str, row) -> bool:
    """Add a copy of ``row`` at the end unless it says nothing new; gives whether it did."""
    rows = list(getattr(person, relation).all())
    if says_nothing_new(relation, row, rows):
        return False
    copy = type(row)(**row_values(row))
    copy.sort_order = max((other.sort_order or 0 for other in rows), default=-1) + 1
    getattr(person, relation).add(copy)
    return True


def add_name(*, person: Person, user=None, text: str, **values) -> Person:
    """Another name of a person; gives the standing record, which may be another one.

    Like :func:`add_award` and :func:`add_source`: follows merges, adds nothing
    twice, raises :class:`RecordRefused` for a locked record and
    ``ValidationError`` for values the record cannot take.
    """
    return _add(person, "names", {"text": text, **values}, user)


def add_award(*, person: Person, user=None, **values) -> Person:
    """An honour of a person: ``honour`` or ``as_written``, ``grade``, ``awarded_on`` …"""
    return _add(person, "awards", values, user)


def add_source(*, person: Person, user=None, title: str, **values) -> Person:
    """A source of a record or of one statement of it: ``topic``, ``says``, ``note`` …"""
    return _add(person, "sources", {"title": title, **values}, user)


def _add(person: Person, relation: str, values: dict, user) -> Person:
    row_model = getattr(Person, relation).rel.related_model
    row = row_model(**values)
    row.clean_fields(exclude=["person", "sort_order"])
    row.clean()
    with transaction.atomic():
        target = lock_standing(person.pk)
        refuse_if_locked(target, user)
        if relation == "names" and _comparable(row.text) == _comparable(target.name):
            return target
        layers = read_layers(target)
        added = [append_row(layer, relation, row) for layer in layers]
        return write_layers(target.pk, layers, user=user) if any(added) else target


def check_record(person: Person) -> None:
    """Raise ``ValidationError`` where statements of a record contradict each other."""
    try:
        person.clean()
    except ValidationError as error:
        raise RecordRefused("；".join(error.messages)) from error
