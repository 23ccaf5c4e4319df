"""The content of two records of one person made one, and taken apart again.

Works on records in memory, layer by layer; nothing here is saved.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.models import get_serializable_data_for_fields, model_from_serializable_data

from heritage.people.domain import append_row, child_relations, says_nothing_new
from heritage.people.enums import NameKind, Topic
from heritage.people.models import Person, PersonName, PersonSource
from search.text.normalise import normalise

KEPT, MERGED, BOTH = "kept", "merged", "both"
_MAX_SAYS = PersonSource._meta.get_field("says").max_length
_MAX_AGREEMENT = Person._meta.get_field("agreement").max_length
_MAX_TITLE = PersonSource._meta.get_field("title").max_length


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Fields of a record that say one thing and so travel together.

    ``topic`` is set where the value that is not chosen stays on the record as
    what a source says otherwise.
    """

    name: str
    label: object
    fields: tuple[str, ...]
    topic: str = ""
    may_join: bool = False


STATEMENTS = (
    Statement(
        name="name",
        label=pgettext_lazy("of a person", "name"),
        fields=("name", "pinyin", "is_unnamed"),
    ),
    Statement(name="gender", label=_("gender"), fields=("gender",), topic=Topic.GENDER),
    Statement(name="ethnicity", label=_("ethnicity"), fields=("ethnicity",), topic=Topic.ETHNICITY),
    Statement(
        name="birth",
        label=_("date of birth"),
        fields=("birth", "birth_as_written"),
        topic=Topic.BIRTH,
    ),
    Statement(
        name="native_place",
        label=_("native place"),
        fields=("native_place", "place"),
        topic=Topic.NATIVE_PLACE,
    ),
    Statement(
        name="life_status", label=_("life status"), fields=("life_status",), topic=Topic.DEATH
    ),
    Statement(
        name="death",
        label=_("date of death"),
        fields=("death", "death_as_written"),
        topic=Topic.DEATH,
    ),
    Statement(
        name="death_place",
        label=_("place and cause of death"),
        fields=("death_place", "death_cause"),
        topic=Topic.DEATH_PLACE,
    ),
    Statement(
        name="enlistment",
        label=_("enlistment"),
        fields=("enlisted", "enlisted_as_written"),
        topic=Topic.ENLISTMENT,
    ),
    Statement(
        name="party",
        label=_("joining the Party"),
        fields=("party_joined", "party_as_written"),
        topic=Topic.PARTY,
    ),
    Statement(
        name="martyr",
        label=_("assessment as a martyr"),
        fields=("martyr_decision", "martyr_on", "martyr_authority", "martyr_document"),
        topic=Topic.MARTYR,
    ),
    Statement(name="portrait", label=_("portrait"), fields=("portrait", "portrait_basis")),
    Statement(name="short_life", label=_("short life"), fields=("short_life",), may_join=True),
    Statement(name="kept_by", label=_("kept by"), fields=("kept_by",)),
    Statement(name="is_sample", label=_("sample"), fields=("is_sample",)),
)
BY_NAME = {statement.name: statement for statement in STATEMENTS}


def shown(person: Person, statement: Statement) -> str:
    """What a record says, in words; empty where it says nothing."""
    pieces = []
    for name in statement.fields:
        field = Person._meta.get_field(name)
        value = getattr(person, name)
        if isinstance(field, models.BooleanField):
            # A mark that is not set says nothing.
            pieces.append(str(field.verbose_name) if value else "")
        elif name in ("name", "pinyin") or not field.choices:
            pieces.append(value.display() if hasattr(value, "display") else str(value or ""))
        else:
            pieces.append(str(getattr(person, f"get_{name}_display")() if value else ""))
    if statement.name == "life_status" and person.life_status == "unknown":
        return ""
    return "，".join(piece for piece in dict.fromkeys(pieces) if piece)


def complete_choices(
    kept: Person, merged: Person, choices: Mapping[str, str] | None
) -> dict[str, str]:
    """A side for every statement: the editor's, else the kept one unless it says nothing.

    Raises ``ValueError`` for a statement or side that does not exist.
    """
    given = dict(choices or {})
    for name, side in given.items():
        may_join = name in BY_NAME and BY_NAME[name].may_join
        if name not in BY_NAME or side not in (
            (KEPT, MERGED, BOTH) if may_join else (KEPT, MERGED)
        ):
            raise ValueError(f"{name}: {side}")
    return {
        statement.name: given.get(statement.name) or _side_by_itself(kept, merged, statement)
        for statement in STATEMENTS
    }


def _side_by_itself(kept: Person, merged: Person, statement: Statement) -> str:
    says_only_merged = not shown(kept, statement) and shown(merged, statement)
    # A real record does not become a sample because of the other one.
    return MERGED if says_only_merged and statement.name != "is_sample" else KEPT


def join(kept: Person, merged: Person, choices: Mapping[str, str]) -> None:
    """Bring into ``kept`` all that ``merged`` says, each statement as chosen."""
    names = (kept.name, merged.name)
    losing: dict[str, tuple[str, str]] = {}
    for statement in STATEMENTS:
        side, lost = _choose(kept, merged, statement, choices[statement.name])
        if lost and statement.topic:
            losing[statement.name] = (side, lost)
    for name in names:
        _add_name(kept, name)
    _join_sources(kept, merged, losing)
    for relation in child_relations():
        if relation != "sources":
            for row in getattr(merged, relation).all():
                if relation != "names" or row.text != kept.name:
                    append_row(kept, relation, row)
    kept.roles.add(*[role for role in merged.roles.all() if role not in kept.roles.all()])
    # What one of them did not agree to stays unagreed.
    kept.agreed_to = [topic for topic in kept.agreed_to if topic in merged.agreed_to]
    agreements = dict.fromkeys(text for text in (kept.agreement, merged.agreement) if text)
    kept.agreement = "；".join(agreements)[:_MAX_AGREEMENT]


def _choose(kept: Person, merged: Person, statement: Statement, side: str) -> tuple[str, str]:
    """Set what is chosen; gives the losing side and what it says, if that differs."""
    ours, theirs = shown(kept, statement), shown(merged, statement)
    if side == BOTH:
        kept.short_life = "\n".join(
            dict.fromkeys(text for text in (kept.short_life, merged.short_life) if text)
        )
        return "", ""
    if side == MERGED and (theirs or not ours):
        for name in statement.fields:
            setattr(kept, name, getattr(merged, name))
        return KEPT, ours if ours != theirs else ""
    if not ours and theirs and statement.name != "is_sample":
        for name in statement.fields:
            setattr(kept, name, getattr(merged, name))
        return "", ""
    return MERGED, theirs if ours != theirs else ""


def _add_name(kept: Person, name: str) -> None:
    if not name or name == kept.name:
        return
    kind = NameKind.TRADITIONAL if _is_traditional(name, kept.name) else NameKind.AS_WRITTEN
    append_row(kept, "names", PersonName(text=name, kind=kind))


def _is_traditional(name: str, other: str) -> bool:
    return name != other and normalise(name) == normalise(other)


def _join_sources(kept: Person, merged: Person, losing: Mapping[str, tuple[str, str]]) -> None:
    """Sources of both; those of a value that was not chosen now say it otherwise."""
    lost = {KEPT: {}, MERGED: {}}
    for name, (side, text) in losing.items():
        topic = BY_NAME[name].topic
        said = lost[side].get(topic)
        lost[side][topic] = f"{said}；{text}" if said else text
    stated = set()
    rows = list(kept.sources.all())
    for row in rows:
        if (text := lost[KEPT].get(row.topic)) and not row.says:
            row.says = text[:_MAX_SAYS]
            stated.add((KEPT, row.topic))
    kept.sources = rows
    for row in merged.sources.all():
        text = lost[MERGED].get(row.topic)
        says = row.says
        if text and not says:
            row.says = text[:_MAX_SAYS]
            stated.add((MERGED, row.topic))
        append_row(kept, "sources", row)
        row.says = says
    for side, person in ((KEPT, None), (MERGED, merged)):
        for topic, text in lost[side].items():
            if (side, topic) not in stated:
                _state_otherwise(kept, topic, text, person)


def _state_otherwise(kept: Person, topic: str, text: str, merged: Person | None) -> None:
    title = (
        _g("Record of “%(name)s” that was merged into this one") % {"name": merged.name}
        if merged
        else _g("This record before another one was merged into it")
    )
    row = PersonSource(topic=topic, says=text[:_MAX_SAYS], title=title[:_MAX_TITLE])
    if not says_nothing_new("sources", row, kept.sources.all()):
        append_row(kept, "sources", row)


def as_data(person: Person) -> dict:
    """All a record says, its lists included, as JSON can hold it."""
    return json.loads(json.dumps(person.serializable_data(), cls=DjangoJSONEncoder))


def take_apart(person: Person, before: dict, after: dict) -> None:
    """Take out of ``person`` what a merge brought, as far as it is still as it came.

    ``before`` and ``after`` are the record's data around the merge; what was
    written since stays.
    """
    relations = child_relations()
    now = as_data(person)
    for field in Person._meta.get_fields():
        name = field.name
        if name in relations or name not in before or before[name] == after[name]:
            continue
        if field.many_to_many:
            came = set(after[name]) - set(before[name])
            getattr(person, name).remove(*getattr(person, name).filter(pk__in=came))
        elif field.concrete and field.editable and now[name] == after[name]:
            setattr(person, field.attname, field.to_python(before[name]))
    for name in relations:
        _take_rows_apart(person, name, before.get(name, []), after.get(name, []))


def _take_rows_apart(person: Person, name: str, before: list[dict], after: list[dict]) -> None:
    had, has = [_row_key(row) for row in before], [_row_key(row) for row in after]
    came = [key for key in has if key not in had]
    went = [row for row, key in zip(before, had, strict=True) if key not in has]
    rows = list(getattr(person, name).all())
    kept = []
    for row in rows:
        key = _row_key(get_serializable_data_for_fields(row))
        if key in came:
            came.remove(key)
        else:
            kept.append(row)
    model = getattr(Person, name).rel.related_model
    changed = len(kept) != len(rows)
    if changed:
        standing = {_row_key(get_serializable_data_for_fields(row)) for row in kept}
        for data in went:
            if _row_key(data) not in standing:
                kept.append(
                    model_from_serializable_data(model, {**data, "pk": None}, check_fks=False)
                )
        setattr(person, name, sorted(kept, key=lambda row: row.sort_order or 0))


def _row_key(row: dict) -> str:
    skipped = {"pk", "id", "person", "sort_order", "sort_pinyin", "match_key", "pinyin"}
    return json.dumps(
        {name: value or "" for name, value in row.items() if name not in skipped},
        sort_keys=True,
        default=str,
        ensure_ascii=False,
    )
