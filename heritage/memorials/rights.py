"""Who looks after memorial sites, rolls and what the public hands in about them."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.core.groups import PICTURES, let_into_admin, let_into_collections, let_into_pages
from heritage.memorials.models import EventIndexPage, MemorialIndexPage

# The name as the admin lists it; data, not a word of the interface.
CUSTODIANS = "烈士纪念设施管护员"
_SECTIONS = (MemorialIndexPage, EventIndexPage)
_CHANGED = (
    "booking",
    "defect",
    "groupjourney",
    "inspection",
    "inspectionschedule",
    "journeyrequest",
    "kinlead",
    "proxytribute",
    "roll",
    "rollentry",
    "tributemessage",
    "tributeterm",
)


@transaction.atomic
def custodians() -> Group:
    """The group of custodians, made and given its rights at its first use.

    They keep sites, rolls and events, inspect, and answer what the public hands
    in. Nothing handed in or logged can be deleted by them.
    """
    group, _made = Group.objects.get_or_create(name=CUSTODIANS)
    theirs = Permission.objects.filter(
        content_type__app_label="heritage", content_type__model__in=_CHANGED
    )
    group.permissions.add(*theirs.exclude(codename__startswith="delete_"))
    let_into_admin(group)
    let_into_collections(group, PICTURES)
    for model in _SECTIONS:
        for section in model.objects.all():
            let_into_pages(group, section)
    return group


@receiver(post_save, sender=MemorialIndexPage)
@receiver(post_save, sender=EventIndexPage)
def new_section(sender, instance, created, raw=False, **kwargs):
    """Let the custodians into a section that was made after their group."""
    group = Group.objects.filter(name=CUSTODIANS).first()
    if created and not raw and group is not None:
        let_into_pages(group, sender.objects.get(pk=instance.pk))
