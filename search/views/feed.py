"""A search as an Atom feed (RFC 4287): the newest of what it finds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.translation import gettext as _

from cms.core.models import SiteSettings
from search.asking.domain import ask
from search.asking.publishing import Published, published
from search.engines.base import Fragment, Hit, SearchQuery, Sort
from search.forms import PER_PAGE, parameters, read_query

from .presentation import as_text, value_label

ENTRIES = 30

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (2.2) cannot hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The search that a feed follows, and the name of the site."""

    query: SearchQuery
    site_name: str


class SearchFeed(Feed):
    """What a search finds, the newest first; the parameters are those of the page.

    Only what is known to have been published at some time is an entry, for an
    entry must say when it changed. 400 for what is no search, 503 while nothing
    answers.
    """

    feed_type = Atom1Feed

    def get_object(self, request) -> Asked:
        query, _page = read_query(request.GET)
        newest = replace(query, sort=Sort.NEWEST, offset=0, limit=PER_PAGE)
        return Asked(query=newest, site_name=SiteSettings.for_request(request).site_name)

    def title(self, asked):
        words = _printable(asked.query.text) or _("everything")
        return _("%(site)s: search for %(words)s") % {"site": asked.site_name, "words": words}

    def link(self, asked):
        return reverse("search") + parameters(asked.query)

    def feed_url(self, asked):
        return reverse("search_feed") + parameters(replace(asked.query, sort=Sort.RELEVANCE))

    def author_name(self, asked):
        return asked.site_name

    def items(self, asked) -> Sequence[tuple[Hit, Published]]:
        hits = ask(replace(asked.query, limit=ENTRIES, counted=False)).results.hits
        known = published([hit.key for hit in hits])
        return [(hit, known[hit.key]) for hit in hits if hit.key in known]

    def item_title(self, item):
        return _printable(as_text(item[0].title))

    def item_link(self, item):
        return item[0].url

    def item_description(self, item):
        passages = (_marked(passage) for passage in item[0].passages)
        return format_html_join("", "<p>{}</p>", ((passage,) for passage in passages))

    def item_pubdate(self, item) -> datetime.datetime:
        return item[1].first

    def item_updateddate(self, item) -> datetime.datetime:
        return item[1].last

    def item_categories(self, item):
        return [value_label("kind", item[0].kind)]


def _printable(text: str) -> str:
    return _NOT_XML.sub(" ", text)


def _marked(fragments: Sequence[Fragment]) -> str:
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html("<mark>{}</mark>", _printable(fragment.text))
                if fragment.match
                else conditional_escape(_printable(fragment.text)),
            )
            for fragment in fragments
        ),
    )
