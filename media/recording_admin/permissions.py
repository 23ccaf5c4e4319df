"""Who may do what with recordings in the admin, by collection as wagtailmedia has it."""

from __future__ import annotations

from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtailmedia import get_permission_policy

from media.models import Recording

TRANSCRIBE = "media.change_transcript"


def policy() -> CollectionOwnershipPermissionPolicy:
    """The rules of the collections."""
    return get_permission_policy()


def may_add(user) -> bool:
    """Whether somebody may take recordings in."""
    return policy().user_has_permission(user, "add")


def may_change(user, recording: Recording) -> bool:
    """Whether somebody may change what is written about a recording."""
    return policy().user_has_permission_for_instance(user, "change", recording)


def may_look_after(user) -> bool:
    """Whether somebody looks after recordings anywhere."""
    return policy().user_has_any_permission(user, ["change", "delete"])


def may_hear(user, recording: Recording) -> bool:
    """Whether somebody may hear the whole original: those who keep it, and who transcribe."""
    return user.has_perm(TRANSCRIBE) or policy().user_has_any_permission_for_instance(
        user, ["change", "delete"], recording
    )
