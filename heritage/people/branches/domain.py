"""Who may do what in which branch of the tree of organisations.

A branch editor may write whatever belongs to the organisation they are
appointed for or to one below it. What a record belongs to is what is stored,
never what a form is about to put there. Editors who have Django's permission
for a kind of record are bound to no branch.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from wagtail.models import DraftStateMixin

from heritage.people.models import (
    BranchEditor,
    Contribution,
    Figure,
    Organisation,
    Person,
    Team,
    TeamActivity,
)

# How a record names the organisation it belongs to; "" is an organisation itself.
HOMES = {
    Person: ("kept_by",),
    Organisation: ("",),
    Team: ("organisation",),
    TeamActivity: ("team__organisation",),
    Figure: ("organisation", "team__organisation", "activity__team__organisation"),
    Contribution: ("organisation",),
}


@dataclass(frozen=True, slots=True)
class Right:
    """One appointment: the branch as a path of the tree, and whether it may publish."""

    organisation_id: int
    path: str
    may_publish: bool


def rights_of(user) -> tuple[Right, ...]:
    """The appointments of ``user``, read once for each user object as Django does."""
    if not user.is_active or user.pk is None:
        return ()
    if not hasattr(user, "_branch_rights"):
        rows = BranchEditor.objects.filter(user=user).values_list(
            "organisation_id", "organisation__path", "may_publish"
        )
        user._branch_rights = tuple(Right(*row) for row in rows)
    return user._branch_rights


def is_bound(user, model: type[models.Model]) -> bool:
    """Whether ``user`` reaches records of this kind through a branch only."""
    return model in HOMES and bool(rights_of(user)) and not _has_permission(user, "change", model)


def branches_of(user, *, publishing: bool = False):
    """Organisations of the branches ``user`` edits (or publishes), from the top down."""
    return editable(user, Organisation.objects.order_by("path"), publishing=publishing)


def editable(user, queryset, *, publishing: bool = False):
    """The records of ``queryset`` that lie in a branch ``user`` edits (or publishes)."""
    found = _within(queryset.model, _paths(user, publishing=publishing))
    return queryset.none() if found is None else queryset.filter(found)


def choosable(user, queryset):
    """What a chooser offers ``user``: of other branches only what is published."""
    model = queryset.model
    if not is_bound(user, model):
        return queryset
    found = _within(model, _paths(user))
    if issubclass(model, DraftStateMixin):
        found |= Q(live=True)
    return queryset.filter(found)


def may_see(user, instance) -> bool:
    """Whether ``user`` may look at the stored record ``instance`` in the admin."""
    model = type(instance)
    if not is_bound(user, model):
        return _has_permission(user, "view", model) or _has_permission(user, "change", model)
    return _reaches(user, instance, publishing=False)


def may_edit(user, instance) -> bool:
    """Whether ``user`` may write on the stored record ``instance``.

    What is kept without drafts is public once it is saved, so it takes the
    right to publish.
    """
    model = type(instance)
    if not is_bound(user, model):
        return _has_permission(user, "change", model)
    return _reaches(user, instance, publishing=not has_drafts(model))


def may_publish(user, instance) -> bool:
    """Whether ``user`` may publish, take down or lock the stored record ``instance``."""
    model = type(instance)
    if not is_bound(user, model):
        return _has_permission(user, "publish", model)
    return _reaches(user, instance, publishing=True)


def may_delete(user, instance) -> bool:
    """Whether ``user`` may delete the stored record ``instance``.

    Without the right to publish only what never was public. The organisation
    somebody is appointed for is not theirs to delete.
    """
    model = type(instance)
    if not is_bound(user, model):
        return _has_permission(user, "delete", model)
    if model is Organisation and instance.pk in _roots(user):
        return False
    return _reaches(user, instance, publishing=_was_public(instance))


def lies_in_branch(user, instance, *, publishing: bool = False) -> bool:
    """Whether ``instance``, as it is about to be saved, stays in a branch of ``user``.

    An organisation somebody is appointed for stays where it is.
    """
    paths = _paths(user, publishing=publishing)
    if isinstance(instance, Organisation) and instance.pk in _roots(user):
        stored = Organisation.objects.get(pk=instance.pk)
        return instance.parent_id == stored.parent_id and _starts(stored, paths)
    homes = [_home(instance, lookup) for lookup in HOMES[type(instance)]]
    named = [home for home in homes if home is not None]
    return bool(named) and all(_starts(home, paths) for home in named)


def has_drafts(model: type[models.Model]) -> bool:
    """Whether saving a record of this kind leaves what the public reads as it is."""
    return issubclass(model, DraftStateMixin) or model is Contribution


def _paths(user, *, publishing: bool = False) -> list[str]:
    return [right.path for right in rights_of(user) if right.may_publish or not publishing]


def _roots(user) -> set[int]:
    return {right.organisation_id for right in rights_of(user)}


def _within(model: type[models.Model], paths: list[str]) -> Q | None:
    """The condition on records of ``model``; None where there is no branch at all."""
    if not paths:
        return None
    branch = reduce(or_, (Q(path__startswith=path) for path in paths))
    if model is Organisation:
        return branch
    own = Organisation.objects.filter(branch).order_by()
    return reduce(or_, (Q(**{f"{lookup}__in": own}) for lookup in HOMES[model]))


def _reaches(user, instance, *, publishing: bool) -> bool:
    stored = type(instance)._base_manager.filter(pk=instance.pk)
    return editable(user, stored, publishing=publishing).exists()


def _was_public(instance) -> bool:
    model = type(instance)
    if not issubclass(model, DraftStateMixin):
        return not has_drafts(model)
    stored = model._base_manager.filter(pk=instance.pk)
    return stored.exclude(live=False, first_published_at=None).exists()


def _home(instance, lookup: str) -> Organisation | None:
    """The organisation that ``instance`` names in memory."""
    if not lookup:
        return instance.parent
    for name in lookup.split("__"):
        instance = getattr(instance, name)
        if instance is None:
            return None
    return instance


def _starts(organisation: Organisation, paths: list[str]) -> bool:
    return any(organisation.path.startswith(path) for path in paths)


def _has_permission(user, action: str, model: type[models.Model]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{action}_{model._meta.model_name}")
