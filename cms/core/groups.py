"""Rights of the groups that the site makes for those who work in a programme."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

_PAGES = ("add_page", "change_page", "publish_page")
PICTURES = Q(content_type__app_label="wagtailimages", codename__in=("add_image", "choose_image"))


def let_into_admin(group: Group) -> None:
    """Let members open the admin at all."""
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )


def let_into_pages(group: Group, page: Page) -> None:
    """Let members add, change and publish pages below ``page``."""
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=_PAGES
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def let_into_collections(group: Group, wanted: Q) -> None:
    """Give members the ``wanted`` permissions on files of all collections."""
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(wanted):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
