"""Feeds and posters of stories and articles."""

from __future__ import annotations

import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.core.models import SiteSettings
from cms.core.print.poster import Poster, draw_poster
from cms.core.text import plain
from cms.core.views import public_page_or_404
from heritage.stories.models import ArticlePage, StoryIndexPage, StoryPage

NEWEST = 30


class StoryFeed(Feed):
    """The newest hero stories, as Atom (RFC 4287)."""

    feed_type = Atom1Feed

    def get_object(self, request):
        return SiteSettings.for_request(request)

    def title(self, site):
        return _("%(site)s: hero stories") % {"site": site.site_name}

    def subtitle(self, site):
        return site.strapline

    def link(self, site):
        index = StoryIndexPage.objects.live().public().first()
        return index.url if index else "/"

    def feed_url(self, site):
        return reverse("story_feed")

    def items(self, site):
        return StoryPage.objects.published().newest_first()[:NEWEST]

    def item_title(self, item):
        return plain(item.title)

    def item_description(self, item):
        return item.summary

    def item_link(self, item):
        return item.url

    def item_pubdate(self, item):
        day = item.display_date
        return day and timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))

    def item_updateddate(self, item):
        return item.last_published_at

    def item_categories(self, item):
        return [plain(name) for name in item.tags.names()]


class SiteFeed(StoryFeed):
    """The newest stories and articles together."""

    def title(self, site):
        return site.site_name

    def link(self, site):
        return "/"

    def feed_url(self, site):
        return reverse("site_feed")

    def items(self, site):
        pages = [
            *StoryPage.objects.published().newest_first()[:NEWEST],
            *ArticlePage.objects.published().newest_first()[:NEWEST],
        ]
        return sorted(pages, key=lambda page: page.display_date, reverse=True)[:NEWEST]


@require_safe
@cache_control(public=True, max_age=3600)
def page_poster(request, pk: int):
    """A picture of a story to share: title, deck, cover and QR code."""
    page = public_page_or_404(pk)
    if not isinstance(page, StoryPage):
        raise Http404
    cover = None
    if page.cover:
        rendition = page.cover.get_rendition("fill-1080x760|format-jpeg|jpegquality-88")
        with rendition.file.open("rb") as file:
            cover = file.read()
    site = SiteSettings.for_request(request)
    picture = draw_poster(
        Poster(
            title=page.title,
            deck=page.deck,
            site_name=site.site_name,
            strapline=site.strapline,
            url=request.build_absolute_uri(page.get_url(request)),
            cover=cover,
            label=_("sample") if page.is_sample else "",
        )
    )
    return HttpResponse(picture, content_type="image/png")
