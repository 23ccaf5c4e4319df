"""A fact was corrected: find every place that still carries the old value.

What is linked to the record is looked at when the fact is published; all else
in the background, in batches. Each place found is an item that an editor
corrects or leaves with a reason, and that settles itself once the old value
is gone from what is published and from the draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Revision

from cms.core import tasks
from heritage.people.domain import RecordRefused
from heritage.people.models import FactChange, Person, RippleItem
from heritage.people.models.records import Record
from heritage.people.models.ripple import RIPPLE_TRANSITIONS, RippleState
from heritage.people.ripple.carriers import Carrier, Text, carrier_of, carriers
from heritage.people.ripple.wordings import SHORTEST_WORD, Finder, finder
from search.text.normalise import normalise

WORK = "heritage.ripple"
LEFT_AS_IT_IS = "heritage.ripple.left"
LINKED_AT_ONCE = 40
AROUND = 30
_BATCH = 100
_TITLE = RippleItem._meta.get_field("title").max_length
_LABEL = RippleItem._meta.get_field("label").max_length
_FOUND = RippleItem._meta.get_field("found").max_length
# Where a record itself tells of other values, they are meant.
_MEANT_ON_THE_RECORD = re.compile(r"names?\b|other_names|sources\.[^.]+\.says")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for: the old value, in texts about the record."""

    change: FactChange
    find: Finder
    names: tuple[str, ...]

    @classmethod
    def of(cls, change: FactChange) -> Search | None:
        """None where the record is gone or nothing written could be wrong."""
        find = finder(kind=change.kind, old=change.old_value, new=change.new_value)
        if find is None or change.record is None:
            return None
        names = [*names_of(change.record)]
        if change.topic == "name":
            names.append(change.old_value)
        names = [name for name in dict.fromkeys(names) if len(name) >= SHORTEST_WORD]
        return cls(change=change, find=find, names=tuple(names))

    def occurrences(self, carrier: Carrier, thing: models.Model) -> dict[str, Occurrence]:
        """Places of one object that carry the old value, by their paths.

        Empty where the object neither links to the record nor names it.
        """
        if getattr(thing, "merged_into_id", None) is not None:
            return {}
        texts = [*carrier.texts_of(thing)]
        is_record = type(thing) is type(self.change.record) and thing.pk == self.change.object_id
        if not (is_record or self._names(texts) or thing.pk in carrier.linked(self.change.record)):
            return {}
        found: dict[str, Occurrence] = {}
        for text in texts:
            if is_record and _MEANT_ON_THE_RECORD.match(text.path):
                continue
            if text.path not in found and (span := self.find(text.text)) is not None:
                found[text.path] = Occurrence(text=text, span=span)
        return found

    def _names(self, texts: Iterable[Text]) -> bool:
        wanted = [normalise(name) for name in self.names]
        return any(
            name in normal for text in texts if (normal := normalise(text.text)) for name in wanted
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """The old value in a text."""

    text: Text
    span: tuple[int, int]

    def values(self) -> dict:
        """Columns of a :class:`RippleItem`, the text around included."""
        start, end = self.span
        words = self.text.text
        return {
            "label": self.text.label[:_LABEL],
            "block": self.text.block[:40],
            "is_draft": self.text.is_draft,
            "before": words[max(0, start - AROUND) : start],
            "found": words[start:end][:_FOUND],
            "after": words[end : end + AROUND],
        }


def names_of(record: models.Model) -> list[str]:
    """All names a text may call a record by."""
    names = [str(record)]
    if isinstance(record, Person):
        names += [name.text for name in record.names.all()]
    elif isinstance(record, Record):
        names += [*record.other_name_list, *record.alias_list]
    return names


def begin(*, change: FactChange) -> FactChange:
    """Record a changed fact, look through what is linked, and the rest in the background."""
    change.save()
    search = Search.of(change)
    for carrier in carriers():
        for thing in _things(carrier, carrier.linked(change.record)[:LINKED_AT_ONCE]):
            _keep(search, carrier, thing)
    tasks.enqueue(WORK, change=change.pk)
    return change


@tasks.background(WORK, label=gettext_lazy("Look for places that carry an old value"))
def search_everything(progress: tasks.Progress, *, change: int) -> None:
    """Look through everything that links to or names the record; safe to repeat."""
    found = FactChange.objects.filter(pk=change).first()
    search = Search.of(found) if found is not None else None
    if search is not None:
        for done, (carrier, thing) in enumerate(_candidates(search, progress), start=1):
            with transaction.atomic():
                _keep(search, carrier, thing)
            if done % _BATCH == 0:
                progress(done, 0, search.change.record_name)
    FactChange.objects.filter(pk=change).update(searched_at=timezone.now())


def _candidates(search: Search, progress) -> Iterator[tuple[Carrier, models.Model]]:
    for carrier in carriers():
        keys = set(carrier.candidates(search.change.record, search.names))
        if carrier.model is search.change.content_type.model_class():
            keys.add(search.change.object_id)
        for thing in _things(carrier, sorted(keys)):
            yield carrier, thing


def _things(carrier: Carrier, keys: list[int]) -> Iterator[models.Model]:
    for start in range(0, len(keys), _BATCH):
        yield from carrier.model._base_manager.filter(pk__in=keys[start : start + _BATCH])


def _keep(search: Search | None, carrier: Carrier, thing: models.Model) -> None:
    if search is None:
        return
    for path, occurrence in search.occurrences(carrier, thing).items():
        RippleItem.objects.update_or_create(
            change=search.change,
            content_type=ContentType.objects.get_for_model(carrier.model),
            object_id=thing.pk,
            path=path[:200],
            defaults={"title": str(thing)[:_TITLE], **occurrence.values()},
        )


def recheck(*, thing: models.Model, user=None) -> int:
    """Settle the items of an object whose old value is gone; gives how many are still open.

    One that was corrected and carries the old value again is open again.
    """
    carrier = carrier_of(type(thing))
    if carrier is None:
        return 0
    still_open = 0
    with transaction.atomic():
        items = (
            RippleItem.objects.select_for_update(of=("self",))
            .filter(
                content_type=ContentType.objects.get_for_model(carrier.model), object_id=thing.pk
            )
            .exclude(state=RippleState.LEFT)
            .select_related("change__content_type")
        )
        found: dict[int, dict[str, Occurrence]] = {}
        for item in items:
            if item.change_id not in found:
                search = Search.of(item.change)
                found[item.change_id] = search.occurrences(carrier, thing) if search else {}
            occurrence = found[item.change_id].get(item.path)
            state = RippleState.OPEN if occurrence else RippleState.CORRECTED
            still_open += state == RippleState.OPEN
            if state != item.state:
                _move(item, state, user=user)
            elif occurrence and item.is_draft != occurrence.text.is_draft:
                RippleItem.objects.filter(pk=item.pk).update(**occurrence.values())
    return still_open


def leave(*, item: RippleItem, reason: str, user) -> RippleItem:
    """Say that a place stays as it is, and why. Raises :class:`RecordRefused` without a reason."""
    reason = " ".join(reason.split())
    if not reason:
        raise RecordRefused(_("Say why it is left as it is."))
    if len(reason) > 200:
        raise RecordRefused(_("At most 200 characters."))
    with transaction.atomic():
        item = RippleItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        _move(item, RippleState.LEFT, user=user, reason=reason)
        log(
            instance=item.change.record or item.change,
            action=LEFT_AS_IT_IS,
            user=user,
            data={"place": str(item), "reason": reason},
        )
    return item


def take_up_again(*, item: RippleItem, user) -> RippleItem:
    """Let a place that was left be open again; it settles itself if the value is gone."""
    with transaction.atomic():
        item = RippleItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        _move(item, RippleState.OPEN, user=user)
        if item.carrier is not None:
            recheck(thing=item.carrier, user=user)
    return item


def _move(item: RippleItem, state: RippleState, *, user=None, reason: str = "") -> None:
    if state not in RIPPLE_TRANSITIONS[RippleState(item.state)]:
        raise RecordRefused(_("This place was settled already."))
    item.state, item.reason = state, reason
    item.by = user if state != RippleState.OPEN else None
    item.at = timezone.now() if state != RippleState.OPEN else None
    item.save(update_fields=["state", "reason", "by", "at"])


def count_open() -> int:
    """How many places still carry an old value."""
    return RippleItem.objects.filter(state=RippleState.OPEN).count()


@receiver(post_save)
def look_again(sender, instance, raw=False, **kwargs) -> None:
    """A draft or a row was saved: after commit, see whether its items are settled."""
    if raw:
        return
    if sender is Revision:
        model = ContentType.objects.get_for_id(instance.content_type_id).model_class()
        pk = int(instance.object_id)
    else:
        model, pk = sender, instance.pk
    if model is None or carrier_of(model) is None:
        return
    content_type = ContentType.objects.get_for_model(model)
    items = RippleItem.objects.filter(content_type=content_type, object_id=pk)
    if not items.exclude(state=RippleState.LEFT).exists():
        return
    context = get_active_log_context()
    user = context.user if context and context.user and context.user.is_authenticated else None

    def check():
        if (thing := model._base_manager.filter(pk=pk).first()) is not None:
            recheck(thing=thing, user=user)

    transaction.on_commit(check)


@receiver(post_delete)
def forget_deleted(sender, instance, **kwargs) -> None:
    """What is deleted carries nothing."""
    if carrier_of(sender) is None or not isinstance(instance.pk, int):
        return
    content_type = ContentType.objects.get_for_model(sender)
    RippleItem.objects.filter(content_type=content_type, object_id=instance.pk).delete()
