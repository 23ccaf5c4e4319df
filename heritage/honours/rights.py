"""Who runs model of the year: the selection office, officers of regions, judges.

Names are data, as the admin lists the groups. Officers and judges get what
they may see from :mod:`heritage.honours.capacities`, not from permissions:
an officer of a region may only enter the admin and fill in nominations of
their places, a judge not even that.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms.core.groups import PICTURES, let_into_admin, let_into_collections, let_into_pages
from heritage.honours.models import HonoursIndexPage, RegionOfficer

OFFICE = "选树办公室"
REGION_OFFICERS = "基层推荐员"
JUDGES = "评委"
_KEPT = (
    "campaign",
    "candidacy",
    "honouree",
    "judge",
    "logentry",
    "negativeentry",
    "nomination",
    "objection",
    "publicnotice",
    "publicvote",
    "regionofficer",
    "rubric",
    "scoringround",
    "specialday",
)
# Lists that the office keeps itself; whatever the public or a judge wrote stays.
_DELETED = ("delete_negativeentry", "delete_regionofficer", "delete_specialday")


@transaction.atomic
def office() -> Group:
    """The selection office, made and given its rights at its first use."""
    group, _made = Group.objects.get_or_create(name=OFFICE)
    theirs = Permission.objects.filter(
        content_type__app_label="heritage", content_type__model__in=_KEPT
    )
    group.permissions.add(*theirs.exclude(codename__startswith="delete_"))
    group.permissions.add(*theirs.filter(codename__in=_DELETED))
    let_into_admin(group)
    let_into_collections(group, PICTURES)
    for section in HonoursIndexPage.objects.all():
        let_into_pages(group, section)
    return group


@transaction.atomic
def region_officers() -> Group:
    """Officers of regions: they see what lies in their places, and fill in for people there."""
    group, _made = Group.objects.get_or_create(name=REGION_OFFICERS)
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="heritage", codename="add_nomination")
    )
    let_into_admin(group)
    return group


def judges() -> Group:
    """Judges: no permission at all; they score on pages of their own."""
    return Group.objects.get_or_create(name=JUDGES)[0]


def groups() -> tuple[Group, Group, Group]:
    """All three, made where they are missing."""
    return office(), region_officers(), judges()


@receiver(post_save, sender=HonoursIndexPage)
def new_section(sender, instance, created, raw=False, **kwargs):
    """Let the office into a section that was made after its group."""
    group = Group.objects.filter(name=OFFICE).first()
    if created and not raw and group is not None:
        let_into_pages(group, sender.objects.get(pk=instance.pk))


@receiver(post_save, sender=RegionOfficer)
def new_officer(sender, instance, created, raw=False, **kwargs):
    """Let whoever was given a region into the admin."""
    if created and not raw:
        instance.user.groups.add(region_officers())


@receiver(post_delete, sender=RegionOfficer)
def no_officer_any_more(sender, instance, **kwargs):
    """Whoever answers for no region any more leaves the group."""
    if not RegionOfficer.objects.filter(user=instance.user_id).exists():
        instance.user.groups.remove(*Group.objects.filter(name=REGION_OFFICERS))
