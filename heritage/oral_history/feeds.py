"""The archive as a podcast: RSS 2.0 with the extensions of iTunes and Podcasting 2.0.

https://github.com/Podcastindex-org/podcast-namespace for ``podcast:``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _

from cms.core.models import SiteSettings
from cms.core.ordering import newest_first
from cms.core.text import plain
from heritage.oral_history.enums import Audience
from heritage.oral_history.exporting import SRT, VTT, Format
from heritage.oral_history.models import InterviewIndexPage, InterviewPage
from heritage.oral_history.telling import Tape, chapters_of, tapes_of
from heritage.oral_history.times import clock, moment_url
from media.models import Recording, Transcript
from media.ranges import canonical
from media.sources import Source, sources_for

NEWEST = 30
_SUMMARY = 4000


@dataclass(frozen=True, slots=True)
class Episode:
    """One tape of an interview; ``is_part`` where the interview has several."""

    page: InterviewPage
    tape: Tape
    source: Source
    size: int
    has_chapters: bool
    is_part: bool
    absolute: Callable[[str], str]

    @property
    def title(self) -> str:
        """The title, with the number of the tape where there are several."""
        title = plain(self.page.title)
        if not self.is_part:
            return title
        return f"{title}（{self.tape.part.label or self.tape.part.number}）"

    def transcripts(self) -> list[tuple[str, str, str]]:
        """Address, media type and language of its transcripts, in each format."""
        return [
            (self.absolute(_track(self.page, transcript, format)), format.mime, transcript.language)
            for transcript in self.tape.transcripts
            for format in (VTT, SRT)
        ]

    def chapters_url(self) -> str:
        """Where its chapters are; empty where there are none."""
        if not self.has_chapters:
            return ""
        number = self.tape.part.number
        return self.absolute(reverse("interview_chapters", args=[self.page.pk, number]))


def _track(page: InterviewPage, transcript: Transcript, format: Format) -> str:
    suffix = format.name.rpartition(".")[2]
    return reverse("interview_track", args=[page.pk, transcript.pk, suffix])


def episodes(absolute: Callable[[str], str]) -> Iterator[Episode]:
    """What everybody may hear, the newest interview first; what is withheld is left out."""
    pages = (
        InterviewPage.objects.published()
        .order_by(*newest_first(), "-pk")
        .prefetch_related("consents", "recording_links__recording__renditions")
    )
    for page in pages[:NEWEST]:
        tapes = tapes_of(page, Audience.PUBLIC)
        for tape in tapes:
            sources = sources_for(tape.part.recording, tape.silenced)
            if sources:
                source = sources.sources[0]
                size = _size(tape.part.recording, source, tape)
                has_chapters = bool(chapters_of([tape]))
                yield Episode(page, tape, source, size, has_chapters, len(tapes) > 1, absolute)


def _size(recording: Recording, source: Source, tape: Tape) -> int:
    """Bytes of what is played: of the rendition with these silences, else of the original."""
    silenced = canonical(tape.silenced)
    for made in recording.renditions.all():
        if made.mime == source.mime and made.silenced == silenced:
            return made.size
    return recording.size


class PodcastFeed(Rss201rev2Feed):
    """RSS with what podcast players read."""

    def rss_attributes(self):
        return {
            **super().rss_attributes(),
            "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
        }

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author_name"] or "")
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("itunes:category", attrs={"text": "History"})
        if self.feed.get("image"):
            handler.addQuickElement("itunes:image", attrs={"href": self.feed["image"]})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:duration", item["duration"])
        handler.addQuickElement("itunes:explicit", "false")
        for url, mime, language in item["transcripts"]:
            attrs = {"url": url, "type": mime, "language": language}
            handler.addQuickElement("podcast:transcript", attrs=attrs)
        if item["chapters"]:
            handler.addQuickElement(
                "podcast:chapters",
                attrs={"url": item["chapters"], "type": "application/json+chapters"},
            )
        for name in item["people"]:
            handler.addQuickElement("podcast:person", name, attrs={"role": "guest"})


class InterviewFeed(Feed):
    """The newest interviews that everybody may hear, for podcast players."""

    feed_type = PodcastFeed
    language = "zh-cn"

    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # An agreement may end any moment.
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def get_object(self, request):
        return SiteSettings.for_request(request), request.build_absolute_uri

    def title(self, asked):
        return _("%(site)s: oral history") % {"site": asked[0].site_name}

    def description(self, asked):
        return asked[0].strapline or self.title(asked)

    def author_name(self, asked):
        return asked[0].host_org or asked[0].site_name

    def link(self, asked):
        index = InterviewIndexPage.objects.live().public().first()
        return index.url if index else "/"

    def feed_url(self, asked):
        return reverse("interview_feed")

    def items(self, asked):
        return list(episodes(asked[1]))

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.page.summary[:_SUMMARY]

    def item_link(self, item):
        offset = item.tape.part.offset_ms
        return moment_url(item.page.url, offset) if offset else item.page.url

    def item_guid(self, item):
        return f"interview:{item.page.pk}:{item.tape.part.recording.pk}"

    item_guid_is_permalink = False

    def item_pubdate(self, item):
        day = item.page.display_date
        return day and timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))

    def item_enclosures(self, item):
        return [Enclosure(item.absolute(item.source.url), str(item.size), item.source.mime)]

    def item_extra_kwargs(self, item):
        return {
            "duration": clock(item.tape.part.duration_ms),
            "transcripts": item.transcripts(),
            "chapters": item.chapters_url(),
            "people": [link.person.name for link in item.page.live_narrators],
        }
