"""What every public template needs: settings, menus, breadcrumbs, sharing data."""

from __future__ import annotations

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import json_script
from django.utils.safestring import mark_safe
from wagtail.models import Site
from wagtail.query import PageQuerySet

from cms.core.models import BasePage, MourningPeriod, SiteSettings
from cms.core.stamp import kept

register = template.Library()


@register.simple_tag(takes_context=True)
def site_settings(context) -> SiteSettings:
    """The site's names, records and contact."""
    return SiteSettings.for_request(context["request"])


@register.simple_tag
def mourning_now() -> MourningPeriod | None:
    """The announced mourning that covers today, if any."""
    return MourningPeriod.today()


@register.simple_tag(takes_context=True)
def main_menu(context) -> list[dict]:
    """Top pages meant for menus that lead somewhere."""
    return _menu(context, "main")


@register.simple_tag(takes_context=True)
def footer_menu(context) -> list[dict]:
    """Plain pages meant for menus, each followed by those of its sub-pages that are."""
    return _menu(context, "footer")


@register.simple_tag(takes_context=True)
def breadcrumbs(context, page=None) -> list[dict]:
    """From the first page down to the parent of ``page``."""
    if not page or not page.pk:
        return []
    site = _site(context)
    if site is None:
        return []
    ancestors = page.get_ancestors().live().filter(depth__gte=site.root_page.depth)
    return [{"title": ancestor.title, "url": ancestor.url} for ancestor in ancestors]


@register.simple_tag(takes_context=True)
def json_ld(context, thing) -> str:
    """The schema.org data of a page, as a script element that is data only."""
    request = context.get("request")
    if not request or not getattr(thing, "json_ld", None):
        return ""
    script = json_script(thing.json_ld(request), encoder=DjangoJSONEncoder)
    return mark_safe(script.replace('type="application/json"', 'type="application/ld+json"', 1))


@register.simple_tag(takes_context=True)
def absolute_url(context, path: str) -> str:
    """``path`` with the host this visitor reached the site at."""
    return context["request"].build_absolute_uri(path)


def _site(context) -> Site | None:
    return Site.find_for_request(context["request"])


def _menu(context, place: str) -> list[dict]:
    request = context["request"]
    site = _site(context)
    if site is None:
        return []
    items = kept(f"menu:{site.pk}", lambda: _menu_items(site, request))
    return [
        {**item, "current": request.path.startswith(item["url"])}
        for item in items
        if item["menu"] == place
    ]


def _menu_items(site: Site, request) -> list[dict[str, str]]:
    pages = []
    for page in _in_menus(site.root_page.get_children()):
        pages.append(page)
        if page.menu == "footer":
            pages += _in_menus(page.get_children())
    return [
        {"title": page.title, "url": page.get_url(request), "menu": page.menu} for page in pages
    ]


def _in_menus(pages: PageQuerySet) -> list[BasePage]:
    wanted = pages.live().public().in_menu().specific()
    return [page for page in wanted if isinstance(page, BasePage) and page.has_content]
