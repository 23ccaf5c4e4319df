"""Two records of one person made one, and taken apart again within 30 days.

The merged record keeps its content and stands aside (``merged_into``); what
pointed at it points at the kept one, and its address leads there.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from cms.core import clock
from heritage.people.domain import (
    Layers,
    RecordRefused,
    check_record,
    child_relations,
    lock_people,
    read_layers,
    refuse_if_locked,
    standing_key,
    write_layers,
)
from heritage.people.merging.joining import as_data, complete_choices, join, take_apart
from heritage.people.merging.pointers import move_pointers, person_keys
from heritage.people.merging.returning import return_pointers
from heritage.people.models import Person, PersonMerge
from heritage.people.models.merging import MERGE_TRANSITIONS, MergeState

MERGED, MERGED_INTO, UNDONE = (
    "heritage.person.merge",
    "heritage.person.merged_into",
    "heritage.person.unmerge",
)


def may_merge(user, *people: Person) -> bool:
    """Whether ``user`` may make these records one: the right to merge, and to change and
    publish each of them."""
    if not (user and user.is_active and user.has_perm("heritage.merge_person")):
        return False
    policy = policy_registry.get_by_type(Person)
    return all(
        policy.user_has_permission_for_instance(user, action, person)
        for person in people
        for action in ("change", "publish")
    )


def merge_people(
    *, kept: Person, merged: Person, user, choices: Mapping[str, str] | None = None
) -> PersonMerge:
    """Make ``merged`` part of ``kept``; one transaction, both rows locked.

    ``choices`` gives, by statement (see ``joining.STATEMENTS``), whose value
    stands; the other one stays as what a source says otherwise. Raises
    :class:`RecordRefused` with a message for the editor, ``ValueError`` for
    choices that do not exist and ``PermissionDenied``.
    """
    if kept.pk == merged.pk:
        raise RecordRefused(_("A record cannot be merged with itself."))
    with transaction.atomic():
        people = lock_people(kept.pk, merged.pk)
        kept, merged = _standing(people, kept), _standing(people, merged)
        if not may_merge(user, kept, merged):
            raise PermissionDenied
        for person in (kept, merged):
            refuse_if_locked(person, user)
        ours, theirs = read_layers(kept), read_layers(merged)
        sides = complete_choices(ours.latest, theirs.latest, choices)
        merge = PersonMerge(
            kept=kept,
            merged=merged,
            kept_name=kept.name,
            merged_name=merged.name,
            by=user,
            kept_before=_snapshot(ours),
            merged_before=_snapshot(theirs),
        )
        joined = _join_layers(ours, theirs, sides)
        check_record(joined.latest)
        merge.added = _snapshot(joined)
        _stand_aside(merged, kept)
        try:
            merge.moves = move_pointers(old=merged, new=kept)
        except IntegrityError as error:
            raise RecordRefused(
                _("Something that hangs on “%(name)s” cannot be moved: %(error)s")
                % {"name": merged.name, "error": error}
            ) from error
        merge.save()
        kept = write_layers(kept.pk, joined, user=user)
        _log(merge, kept, MERGED, merged, user)
        _log(merge, merged, MERGED_INTO, kept, user)
    return merge


def undo_merge(*, merge: PersonMerge, user) -> PersonMerge:
    """Take a merge back: the merged record lives again as it was.

    Pointers go back that still stand as the merge left them; the others are
    listed in ``left_standing``. What was written on the kept record since
    stays there. Raises :class:`RecordRefused` and ``PermissionDenied``.
    """
    with transaction.atomic():
        merge = PersonMerge.objects.select_for_update().get(pk=merge.pk)
        if not merge.may_be_undone:
            raise RecordRefused(_refusal(merge))
        people = lock_people(merge.kept_id or 0, merge.merged_id or 0)
        if len(people) != 2:
            raise RecordRefused(_("One of the two records was deleted."))
        kept, merged = people[merge.kept_id], people[merge.merged_id]
        if not may_merge(user, kept, merged):
            raise PermissionDenied
        if kept.merged_into_id is not None:
            raise RecordRefused(
                _("“%(kept)s” was itself merged into “%(other)s”; undo that first.")
                % {"kept": kept.name, "other": kept.merged_into.name}
            )
        if merged.merged_into_id != kept.pk:
            raise RecordRefused(_("“%(name)s” stands on its own again.") % {"name": merged.name})
        refuse_if_locked(kept, user)
        parted = _take_layers_apart(read_layers(kept), merge)
        _stand_again(merged, merge)
        merge.left_standing = return_pointers(merge.moves)
        kept = write_layers(kept.pk, parted, user=user)
        # Saving it tells the search of the pages that came back to it.
        merged.save(update_fields=["name"])
        _move(merge, MergeState.UNDONE)
        merge.undone_by, merge.undone_at = user, timezone.now()
        merge.save()
        _log(merge, kept, UNDONE, merged, user)
        _log(merge, merged, UNDONE, kept, user)
    return merge


@clock.chore("merges made final")
def close_merges() -> int:
    """Let go of what was kept to undo merges whose time is over; gives how many."""
    due = list(PersonMerge.objects.to_close(timezone.now()).values_list("pk", flat=True))
    for pk in due:
        close_merge(pk=pk)
    return len(due)


def close_merge(*, pk: int) -> None:
    """Make one merge final: what both records said before is dropped.

    Of the merged record stays its name and address, which leads to the kept one.
    """
    with transaction.atomic():
        merge = PersonMerge.objects.select_for_update().get(pk=pk)
        merge.kept_before, merge.merged_before = {}, {}
        merge.moves, merge.added, merge.left_standing = [], {}, []
        merge.closed_at = timezone.now()
        if merge.state == MergeState.DONE:
            _move(merge, MergeState.CLOSED)
            if merge.merged_id is not None:
                _empty(merge.merged)
        merge.save()


@receiver(pre_save)
def follow_merges(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Let a link that is saved to a merged record point at the one that stands.

    An editor may have had the page open while the two were merged. The merged
    record itself does not come back through something that knew it before.
    """
    if raw:
        return
    if sender is Person:
        if update_fields is None and instance.pk is not None:
            _refuse_revival(instance)
        return
    for name in _links_of(sender):
        attname = sender._meta.get_field(name).attname
        pk = getattr(instance, attname)
        if pk is not None and (standing := standing_key(pk)) != pk:
            setattr(instance, attname, standing)


def _refuse_revival(person: Person) -> None:
    merged = Person.objects.filter(pk=person.pk, merged_into__isnull=False)
    if (person.live or person.merged_into_id is None) and merged.exists():
        raise RecordRefused(_("“%(name)s” was merged into another record.") % {"name": person.name})


def _links_of(sender: type[models.Model]) -> list[str]:
    return [name for model, name in person_keys() if model is sender]


def _standing(people: dict[int, Person], wanted: Person) -> Person:
    person = people.get(wanted.pk)
    if person is None:
        raise RecordRefused(_("“%(name)s” was deleted.") % {"name": wanted.name})
    if person.merged_into_id is not None:
        raise RecordRefused(
            _("“%(name)s” was merged into “%(kept)s” already.")
            % {"name": person.name, "kept": person.merged_into.name}
        )
    return person


def _snapshot(layers: Layers) -> dict:
    latest = layers.latest
    return {
        "live": as_data(layers.live) if layers.live else None,
        "draft": as_data(layers.draft) if layers.draft else None,
        "was_live": layers.live is not None,
        "latest_revision": latest.latest_revision_id,
    }


def _join_layers(ours: Layers, theirs: Layers, sides: Mapping[str, str]) -> Layers:
    """What becomes of the kept record, published and draft apart.

    Only what the public could read of either is joined into what it reads now.
    """
    if ours.live is None:
        join(ours.draft, theirs.latest, sides)
        return ours
    if ours.draft is None and theirs.live is not None and theirs.draft is None:
        join(ours.live, theirs.live, sides)
        return ours
    draft = ours.draft or _copy(ours.live)
    if theirs.live is not None:
        join(ours.live, theirs.live, sides)
    else:
        # A draft shows nothing new; what it did not agree to is not shown either.
        agreed = theirs.latest.agreed_to
        ours.live.agreed_to = [topic for topic in ours.live.agreed_to if topic in agreed]
    join(draft, theirs.latest, sides)
    return Layers(live=ours.live, draft=draft)


def _copy(person: Person) -> Person:
    return person.with_content_json(person.serializable_data())


def _take_layers_apart(now: Layers, merge: PersonMerge) -> Layers:
    changes = {
        name: (merge.kept_before[name] or merge.kept_before["live"], merge.added[name])
        for name in ("live", "draft")
        if merge.added.get(name)
    }
    last = changes.get("draft") or changes["live"]
    for name, layer in (("live", now.live), ("draft", now.draft)):
        if layer is not None:
            both = now.live is not None and now.draft is not None
            before, after = changes.get(name, last) if both else last
            take_apart(layer, before, after)
    return now


def _stand_aside(merged: Person, kept: Person) -> None:
    merged.live = False
    merged.merged_into = kept
    merged.save(update_fields=["live", "merged_into"])


def _stand_again(merged: Person, merge: PersonMerge) -> None:
    merged.merged_into = None
    merged.live = merge.merged_before["was_live"]
    merged.save(update_fields=["live", "merged_into"])


def _move(merge: PersonMerge, state: MergeState) -> None:
    if state not in MERGE_TRANSITIONS[MergeState(merge.state)]:
        raise RecordRefused(_refusal(merge))
    merge.state = state


def _refusal(merge: PersonMerge) -> str:
    if merge.state == MergeState.UNDONE:
        return _("This merge was undone already.")
    return _("A merge can be undone for 30 days; this one is final.")


def _empty(person: Person) -> None:
    for name in child_relations():
        getattr(person, name).get_queryset().delete()
    person.roles.through._base_manager.filter(person=person).delete()
    person.revisions.all().delete()
    emptied = {
        field.name: field.get_default() if not field.null else None
        for field in Person._meta.concrete_fields
        if field.editable and field.name not in ("id", "name", "slug", "pinyin")
    }
    Person.objects.filter(pk=person.pk).update(**emptied, birth_year=None, death_year=None)


def _log(merge: PersonMerge, person: Person, action: str, other: Person, user) -> None:
    log(
        instance=person,
        action=action,
        user=user,
        data={"merge": merge.pk, "other": {"id": other.pk, "name": other.name}},
        content_changed=True,
    )
