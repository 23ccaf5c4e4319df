"""Use cases of the site as a whole."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Site, Task, Workflow

from heritage.honours import rights as honour_rights
from heritage.memorials import rights as memorial_rights
from heritage.oral_history import rights
from home.models import HomePage


@transaction.atomic
def create_site(*, title: str = "戎光", deck: str = "") -> HomePage:
    """Put a first page of our own in the place of Wagtail's welcome page."""
    root = Page.objects.get(depth=1)
    welcome = list(root.get_children())
    home = HomePage(title=title, slug="rongguang", deck=deck, show_in_menus=False)
    root.add_child(instance=home)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname = site.hostname or "localhost"
    site.site_name = title
    site.root_page = home
    site.save()
    for page in welcome:
        page.delete()
    home.save_revision().publish()
    _name_in_chinese(root)
    rights.archivists()
    rights.schools()
    memorial_rights.custodians()
    honour_rights.groups()
    return home


def _name_in_chinese(root: Page) -> None:
    """Names that Wagtail's migrations wrote in English and every editor sees."""
    Page.objects.filter(pk=root.pk).update(title="全部页面", draft_title="全部页面")
    Group.objects.filter(name="Moderators").update(name="审核人员")
    Group.objects.filter(name="Editors").update(name="编辑")
    Workflow.objects.filter(name="Moderators approval").update(name="审核发布")
    Task.objects.filter(name="Moderators approval").update(name="审核")
