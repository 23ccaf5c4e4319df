"""What every public template needs: settings, menus, breadcrumbs, sharing data."""

from __future__ import annotations

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import json_script
from django.utils.safestring import mark_safe
from wagtail.models import Page, Site

from cms.core.models import BasePage, MourningPeriod, SiteSettings

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
    """Plain pages meant for menus."""
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
    pages = getattr(request, "_menu_pages", None)
    if pages is None:
        site = _site(context)
        children = site.root_page.get_children() if site else Page.objects.none()
        pages = [
            page
            for page in children.live().public().in_menu().specific()
            if isinstance(page, BasePage) and page.has_content
        ]
        request._menu_pages = pages
    return [
        {
            "title": page.title,
            "url": (url := page.get_url(request)),
            "current": bool(url) and request.path.startswith(url),
        }
        for page in pages
        if page.menu == place
    ]
