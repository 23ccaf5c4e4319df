"""Appointing somebody to a branch, and taking the appointment back."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission

from heritage.people.models import BranchEditor, Organisation

# Names as the admin lists them; data, not words of the interface.
GROUP = COLLECTION = "基层供稿"
_ON_THE_COLLECTION = {
    "wagtailimages": ("add_image", "choose_image"),
    "wagtaildocs": ("add_document", "choose_document"),
}


@transaction.atomic
def appoint(*, user, organisation: Organisation, may_publish: bool = False, by=None):
    """Let ``user`` edit the branch of ``organisation``, and into the admin.

    Appointing somebody again changes whether they may publish. Gives the
    :class:`BranchEditor`. Raises ``ValidationError`` for an administrator.
    """
    right = BranchEditor.objects.filter(user=user, organisation=organisation).first()
    action = "wagtail.edit" if right else "wagtail.create"
    right = right or BranchEditor(user=user, organisation=organisation)
    right.may_publish = may_publish
    right.full_clean()
    right.save()
    log(instance=right, action=action, user=by)
    return right


@transaction.atomic
def dismiss(*, right: BranchEditor, by=None) -> None:
    """Take an appointment back; with the last one goes the way into the admin."""
    log(instance=right, action="wagtail.delete", user=by, deleted=True)
    right.delete()


@receiver(post_save, sender=BranchEditor)
def open_the_admin(instance, raw=False, **kwargs):
    """Whoever is appointed, by whatever way, gets into the admin."""
    if not raw:
        instance.user.groups.add(group())


@receiver(post_delete, sender=BranchEditor)
def close_the_admin(instance, **kwargs):
    """With the last appointment goes the way in."""
    left = BranchEditor.objects.filter(user=instance.user_id)
    if not left.exists():
        instance.user.groups.remove(group())


@transaction.atomic
def group() -> Group:
    """The group of all branch editors, made at its first use.

    It opens the admin and a collection for the pictures of contributions;
    what its members may write comes from their branches alone.
    """
    found, made = Group.objects.get_or_create(name=GROUP)
    if made:
        admin = Permission.objects.get(
            content_type__app_label="wagtailadmin", codename="access_admin"
        )
        found.permissions.add(admin)
    collection = collection_of_contributions()
    for app_label, codenames in _ON_THE_COLLECTION.items():
        for permission in Permission.objects.filter(
            content_type__app_label=app_label, codename__in=codenames
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=found, collection=collection, permission=permission
            )
    return found


def collection_of_contributions() -> Collection:
    """The collection that takes the pictures of contributions, made at its first use."""
    found = Collection.objects.filter(name=COLLECTION).first()
    if found is None:
        found = Collection.get_first_root_node().add_child(name=COLLECTION)
    return found
