"""Branch rights as Wagtail asks for them."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from heritage.people.branches import domain as branches
from heritage.people.models import Figure, Organisation, Person, Team, TeamActivity

_MAY = {
    "view": branches.may_see,
    "add": branches.may_edit,
    "change": branches.may_edit,
    "delete": branches.may_delete,
    "publish": branches.may_publish,
    "lock": branches.may_publish,
    "unlock": branches.may_publish,
}
_PUBLISHING = {"publish", "lock", "unlock"}


class BranchPermissionPolicy(ModelPermissionPolicy):
    """Django's model permissions, and beside them the rights of branch editors.

    Asked of no record in particular, it answers whether there may be one;
    every view asks again of the record (:mod:`heritage.people.branches.views`).
    """

    def user_has_permission(self, user, action):
        if super().user_has_permission(user, action):
            return True
        if not branches.is_bound(user, self.model) or action not in _MAY:
            return False
        takes_publishing = action in _PUBLISHING or (
            action != "view" and not branches.has_drafts(self.model)
        )
        return any(right.may_publish or not takes_publishing for right in branches.rights_of(user))

    def user_has_permission_for_instance(self, user, action, instance):
        if super().user_has_permission(user, action):
            return True
        if not branches.is_bound(user, self.model) or action not in _MAY:
            return False
        return _MAY[action](user, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        records = self.model._default_manager.all()
        if any(super(BranchPermissionPolicy, self).user_has_permission(user, a) for a in actions):
            return records
        if not branches.is_bound(user, self.model):
            return records.none()
        only_publishing = set(actions) <= _PUBLISHING
        return branches.editable(user, records, publishing=only_publishing)

    def users_with_any_permission(self, actions):
        everywhere = self._get_users_with_any_permission_codenames_filter(
            self._get_permission_codenames(actions)
        )
        users = get_user_model().objects.filter(
            everywhere | Q(is_active=True, branches__isnull=False)
        )
        return users.distinct()

    def users_with_any_permission_for_instance(self, actions, instance):
        return [
            user
            for user in self.users_with_any_permission(actions)
            if self.user_has_any_permission_for_instance(user, actions, instance)
        ]


def register() -> None:
    """Put the policy on every kind of record that belongs to a branch."""
    for model in (Person, Organisation, Team, TeamActivity, Figure):
        register_permission_policy(model, BranchPermissionPolicy(model))
