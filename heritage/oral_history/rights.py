"""Who does what in the oral-history archive, as groups of Wagtail."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.core.groups import PICTURES, let_into_admin, let_into_collections, let_into_pages
from heritage.oral_history.models import InterviewIndexPage

# Names as the admin lists them; data, not words of the interface.
ARCHIVISTS, SCHOOLS = "口述史档案员", "学校"
_OURS = (
    "consent",
    "closedrange",
    "consentlog",
    "registerentry",
    "registervisit",
    "segment",
    "signoff",
    "timeindex",
)
_RECORDINGS = (
    "cue",
    "fixityfault",
    "fixityrun",
    "recording",
    "rendition",
    "transcript",
    "transcriptimport",
    "uploadsession",
)
_MEDIA = Q(content_type__app_label="wagtailmedia", codename__in=("add_media", "change_media"))


def archive_permissions():
    """What can be given to those who keep the archive."""
    return Permission.objects.filter(
        Q(content_type__app_label="heritage", content_type__model__in=_OURS)
        | Q(content_type__app_label="media", content_type__model__in=_RECORDINGS)
        | Q(content_type__app_label="heritage", codename="hear_as_school")
    )


@transaction.atomic
def archivists() -> Group:
    """The group of archivists, made and given its rights at its first use.

    They take in recordings, transcribe, index, keep agreements and publish
    interviews below every oral-history archive. Nothing signed or logged can
    be deleted by them.
    """
    group, _made = Group.objects.get_or_create(name=ARCHIVISTS)
    ours = archive_permissions().exclude(codename="hear_as_school")
    kept = Q(codename__startswith="delete_") & Q(
        content_type__model__in=("consent", "closedrange", "signoff", "fixityrun", "fixityfault")
    )
    kept |= Q(content_type__model="consentlog") & ~Q(codename="view_consentlog")
    group.permissions.add(*ours.exclude(kept))
    let_into_admin(group)
    let_into_collections(group, _MEDIA | PICTURES)
    for archive in InterviewIndexPage.objects.all():
        let_into_pages(group, archive)
    return group


@transaction.atomic
def schools() -> Group:
    """The group of accounts that hear what is open to schools; it opens no admin."""
    group, _made = Group.objects.get_or_create(name=SCHOOLS)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="heritage", codename="hear_as_school")
    )
    return group


@receiver(post_save, sender=InterviewIndexPage)
def new_archive(instance, created, raw=False, **kwargs):
    """Let the archivists into an archive that was made after their group."""
    group = Group.objects.filter(name=ARCHIVISTS).first()
    if created and not raw and group is not None:
        let_into_pages(group, InterviewIndexPage.objects.get(pk=instance.pk))
