"""Notice that a published record says something else than before.

One place for every way of publishing: when the row of a record the public may
read is written, what it said is compared with what it says now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.utils.text import capfirst
from wagtail.log_actions import get_active_log_context

from cms.core.fields import HistoricalDateField
from heritage.people.enums import Topic
from heritage.people.models import FactChange, PersonService, Place
from heritage.people.models.records import Reviewed
from heritage.people.ripple import domain as ripple
from heritage.people.ripple.wordings import DATE, WORDS, finder

_LONGEST = FactChange._meta.get_field("old").max_length
_DATES = {
    "birth": Topic.BIRTH,
    "death": Topic.DEATH,
    "enlisted": Topic.ENLISTMENT,
    "party_joined": Topic.PARTY,
    "martyr_on": Topic.MARTYR,
}
_WORDS = {
    "name": Topic.NAME,
    "ethnicity": Topic.ETHNICITY,
    "native_place": Topic.NATIVE_PLACE,
    "place": Topic.NATIVE_PLACE,
    "death_place": Topic.DEATH_PLACE,
    "place_text": "place",
}
# Lists of a record: what stood there and no longer stands is an old value.
_LISTS = {
    "awards": Topic.HONOURS,
    "services": Topic.SERVICE,
    "conflicts": Topic.CONFLICTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement of a record: how it reads, its stored form, and what kind it is."""

    topic: str
    label: str
    kind: str
    shown: str
    value: str


def statements(record: models.Model) -> dict[str, Said]:
    """What a record says that texts may repeat, by a key that stays the same."""
    said = {}
    for field in type(record)._meta.concrete_fields:
        value = getattr(record, field.name) if field.name in _watched(type(record)) else None
        if not value:
            continue
        is_date = isinstance(field, HistoricalDateField)
        topic = _DATES.get(field.name, "date") if is_date else _WORDS[field.name]
        said[field.name] = Said(
            topic=str(topic),
            label=str(capfirst(field.verbose_name)),
            kind=DATE if is_date else WORDS,
            shown=value.display() if is_date else str(value),
            value=str(value),
        )
    for name, topic in _LISTS.items():
        if hasattr(record, name) and hasattr(type(record), name):
            label = str(capfirst(getattr(type(record), name).rel.related_model._meta.verbose_name))
            for row in getattr(record, name).all():
                text = _entry(row)
                said[f"{name}:{text}"] = Said(
                    topic=str(topic), label=label, kind=WORDS, shown=text, value=text
                )
    return said


def differences(before: dict[str, Said], after: dict[str, Said]) -> Iterator[tuple[Said, Said]]:
    """Pairs of what was said and what is said in its place (None for nothing any more).

    Of a list, one entry taken away and one added are taken for a correction.
    """
    for key, old in before.items():
        name = key.split(":", 1)[0]
        if name not in _LISTS:
            new = after.get(key)
            if new is None or new.value != old.value:
                yield old, new
        elif key not in after:
            gone = [other for other in before if other not in after and _is_of(other, name)]
            came = [other for other in after if other not in before and _is_of(other, name)]
            yield old, after[came[0]] if len(gone) == len(came) == 1 else None


def _entry(row) -> str:
    """An entry of a list without the post, which texts set apart from the unit."""
    if isinstance(row, PersonService):
        return row.as_written or (str(row.unit) if row.unit_id else "")
    return str(row)


def _is_of(key: str, name: str) -> bool:
    return key.startswith(f"{name}:")


def _watched(model: type[models.Model]) -> set[str]:
    return {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, HistoricalDateField) or field.name in _WORDS
    }


def _is_watched(sender) -> bool:
    return issubclass(sender, (Reviewed, Place))


@receiver(pre_save)
def remember(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Before a public record is written, keep what the public could read of it."""
    if raw or not _is_watched(sender) or instance.pk is None:
        return
    if not getattr(instance, "live", True):
        return
    if update_fields is not None and not _watched(sender) & set(update_fields):
        return
    stored = sender._base_manager.filter(pk=instance.pk).first()
    if stored is None or not getattr(stored, "live", True):
        return
    instance._changed_facts = list(differences(statements(stored), statements(instance)))


@receiver(post_save)
def note_changes(sender, instance, raw=False, **kwargs) -> None:
    """After it is written, record each changed fact and begin to look for its old value."""
    for old, new in instance.__dict__.pop("_changed_facts", ()):
        new_value = new.value if new else ""
        if finder(kind=old.kind, old=old.value, new=new_value) is None:
            continue
        change = FactChange(
            record=instance,
            record_name=str(instance)[:120],
            topic=old.topic,
            label=old.label[:60],
            kind=old.kind,
            old=old.shown[:_LONGEST],
            new=new.shown[:_LONGEST] if new else "",
            old_value=old.value[:_LONGEST],
            new_value=new_value[:_LONGEST],
            by=_who(),
        )
        ripple.begin(change=change)


def _who():
    context = get_active_log_context()
    return context.user if context and context.user and context.user.is_authenticated else None
