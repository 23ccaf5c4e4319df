"""What the pages of the archive show to whoever asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import SiteSettings
from cms.core.presenting import present
from heritage.oral_history.access import audience_of, may_hear, scope_today
from heritage.oral_history.citing import PICTURES, RECORD, SOUND, cite_interview
from heritage.oral_history.enums import Audience, Scope
from heritage.oral_history.exporting import exports_of
from heritage.oral_history.models import InterviewPage
from heritage.oral_history.moments import MAX_QUERY, MOST_HITS, Found, find, search_moments
from heritage.oral_history.player import LINE, Player, is_draft, mark_at, player_of
from heritage.oral_history.reading import Reading
from heritage.oral_history.record import record_of
from heritage.oral_history.telling import DEFAULT_LANGUAGE, Chapter, Tape, chapters_of, tapes_of
from heritage.oral_history.times import clock, iso_duration, moment_url, parse_time, seconds
from search.engines.base import SearchDocument

_CLIPS = 50
MARKER_MS = 359_999_000
"""A moment no interview has; the script puts the selected one in its place."""


class InterviewPresenter:
    """Pages of interviews."""

    def context(self, page: InterviewPage, request: HttpRequest) -> dict[str, Any]:
        """The record, and as far as the agreements allow the player, the words and the index."""
        language = asked_language(request)
        tapes, chapters = told_to(page, request)
        reading = Reading.of(tapes)
        at_ms = asked_time(request)
        number = asked_part(request, reading, at_ms)
        player = player_of(tapes, chapters, interview=page.pk or 0, at_ms=at_ms)
        return {
            "notice": "" if tapes else closed_notice(page, request),
            "player": player,
            "line": LINE,
            "part": number,
            "lines": reading.lines(number) if tapes else [],
            "stretches": reading.stretches(),
            "has_words": bool(reading.starts),
            "chapters": chapters,
            "is_draft": is_draft(tapes),
            "language": language,
            "languages": languages_of(tapes),
            "words_language": words_language(tapes),
            "at_ms": at_ms,
            "exports": exports_of(page, tapes, chapters),
            "facts": record_of(page),
            "citation": citation_of(page, request, player),
            "share_url": request.build_absolute_uri(page.get_url(request)),
            "related": page.related_stories(),
        }

    def document(self, page: InterviewPage, document: SearchDocument) -> SearchDocument:
        """With the words everybody may read as moments, and what their index speaks of."""
        tapes = tapes_of(page, Audience.PUBLIC)
        chapters = chapters_of(tapes)
        told_of = [person.name for each in chapters for person in each.people]
        people = tuple(dict.fromkeys([*document.people, *told_of]))
        places = [place for each in chapters for place in each.places]
        regions = [path for place in places for path in place.search_paths]
        facets = dict(document.facets)
        facets["place"] = tuple(dict.fromkeys([*facets.get("place", ()), *regions]))
        index = [line for each in chapters for line in _index_lines(each)]
        return replace(
            document,
            body="\n".join([document.body, *index]),
            people=people,
            filters={**document.filters, "person": people},
            places=tuple(dict.fromkeys([*document.places, *(place.name for place in places)])),
            facets=facets,
            moments=search_moments(tapes),
        )

    def json_ld(self, page: InterviewPage, request: HttpRequest) -> dict[str, Any]:
        """The recording and its chapters in the words of schema.org."""
        tapes, chapters = told_to(page, request)
        if not tapes:
            return {"@type": "CreativeWork"}
        url = request.build_absolute_uri(page.get_url(request))
        is_video = any(tape.part.recording.is_video for tape in tapes)
        return {
            "@type": "VideoObject" if is_video else "AudioObject",
            "duration": iso_duration(max(tape.part.end_ms for tape in tapes)),
            "hasPart": [
                {
                    "@type": "Clip",
                    "name": chapter.segment.title,
                    "startOffset": chapter.start_ms // 1000,
                    "endOffset": chapter.end_ms // 1000,
                    "url": moment_url(url, chapter.start_ms),
                }
                for chapter in chapters[:_CLIPS]
            ],
        }

    def search(self, page: InterviewPage, request: HttpRequest) -> HttpResponse:
        """Where something is said within one interview; ``format=json`` for the player."""
        query = request.GET.get("q", "").strip()
        if len(query) > MAX_QUERY or "\x00" in query:
            raise BadRequest(_("The words to look for are too long."))
        tapes = tapes_of(page, audience_of(request), language=asked_language(request))
        found = find(tapes, query) if query else []
        duration = max((tape.part.end_ms for tape in tapes), default=0)
        if request.GET.get("format") == "json":
            return JsonResponse(_found_data(query, found, duration))
        url = page.get_url(request)
        return TemplateResponse(
            request,
            "heritage/oral_history/interview_search.html",
            {
                "page": page,
                "query": query,
                "max_query": MAX_QUERY,
                "is_cut": len(found) == MOST_HITS,
                "notice": "" if tapes else closed_notice(page, request),
                "line": LINE,
                "hits": [
                    {
                        "time": clock(each.start_ms),
                        "url": moment_url(url, each.start_ms),
                        "speaker": each.speaker,
                        "fragments": each.fragments,
                        "x": mark_at(each.start_ms, duration),
                    }
                    for each in found
                ],
            },
        )


def register() -> None:
    """Speak for the pages of the archive."""
    present("InterviewPage", InterviewPresenter())


def told_to(page: InterviewPage, request: HttpRequest) -> tuple[list[Tape], list[Chapter]]:
    """What the sender may hear and read; settled once for each request."""
    settled = page.__dict__.get("_told_to")
    if settled is None or settled[0] is not request:
        tapes = tapes_of(page, audience_of(request), language=asked_language(request))
        settled = request, tapes, chapters_of(tapes)
        page.__dict__["_told_to"] = settled
    return settled[1], settled[2]


def asked_time(request: HttpRequest) -> int | None:
    """The moment an address asks for by ``t``. Raises ``BadRequest`` for what is no time."""
    text = request.GET.get("t", "")
    try:
        return parse_time(text) if text else None
    except ValueError as error:
        raise BadRequest(_("The time must be like 754 or 12:34.")) from error


def asked_part(request: HttpRequest, reading: Reading, at_ms: int | None) -> int:
    """The part to show: as asked, else the one that is read at ``at_ms``, else the first.

    Raises ``BadRequest`` for what is no number and ``Http404`` past the last.
    """
    text = request.GET.get("part", "")
    if not text:
        return 1 if at_ms is None else reading.part_at(at_ms)
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) > 0):
        raise BadRequest(_("The part must be a whole number."))
    if int(text) > reading.count:
        raise Http404(_("There is no such part."))
    return int(text)


def asked_language(request: HttpRequest) -> str:
    """The language the transcript is to be read in; unknown ones mean nothing."""
    return request.GET.get("language", "")[:10]


def languages_of(tapes: list[Tape]) -> list[dict[str, Any]]:
    """The languages there is something to read in, when there is more than one."""
    found = {each.language: each for tape in tapes for each in tape.transcripts}
    read = {tape.transcript.language for tape in tapes if tape.transcript}
    if len(found) < 2:
        return []
    return [
        {"code": code, "label": each.get_language_display(), "current": code in read}
        for code, each in found.items()
    ]


def words_language(tapes: list[Tape]) -> str:
    """The language of what is read along."""
    read = (tape.transcript.language for tape in tapes if tape.transcript)
    return next(read, DEFAULT_LANGUAGE)


def closed_notice(page: InterviewPage, request: HttpRequest) -> str:
    """Why nothing can be read or heard, in a sentence."""
    if getattr(request, "is_preview", False):
        return _("Recording and transcript stand here once the page is published.")
    if may_hear(page, audience_of(request)):
        return _("There is no recording to hear yet.")
    return {
        Scope.SCHOOLS: _(
            "By agreement with the narrator, the recording and its transcript are open "
            "to schools and to visitors on site."
        ),
        Scope.ON_SITE: _(
            "By agreement with the narrator, the recording and its transcript are open "
            "to visitors on site."
        ),
    }.get(
        scope_today(page),
        _("By agreement with the narrator, the recording and its transcript are not open now."),
    )


def citation_of(page: InterviewPage, request: HttpRequest, player: Player) -> dict[str, str]:
    """How the page is cited, and the pattern by which the player cites a moment."""
    medium = PICTURES if player.is_video else SOUND if player.tapes else RECORD
    updated = page.last_published_at
    unit = page.collecting_unit
    holder = unit.name if unit and unit.live else SiteSettings.for_request(request).host_org
    given = {
        "narrators": [narrator.person.name for narrator in page.live_narrators],
        "title": page.title,
        "medium": medium,
        "archival_number": page.archival_number,
        "holder": holder,
        "recorded": ", ".join(page.recorded_on.partials()) if page.recorded_on else "",
        "updated": timezone.localtime(updated).date() if updated else None,
        "visited": timezone.localdate(),
        "url": request.build_absolute_uri(page.get_url(request)),
    }
    return {"whole": cite_interview(**given), "moment": cite_interview(**given, at_ms=MARKER_MS)}


def _index_lines(chapter: Chapter) -> list[str]:
    segment = chapter.segment
    return [segment.title, segment.synopsis, "、".join(chapter.keywords)]


def _found_data(query: str, found: list[Found], duration: int) -> dict[str, Any]:
    return {
        "query": query,
        "is_cut": len(found) == MOST_HITS,
        "hits": [
            {
                "start_ms": each.start_ms,
                "start": seconds(each.start_ms),
                "time": clock(each.start_ms),
                "speaker": each.speaker,
                "number": each.number,
                "x": mark_at(each.start_ms, duration),
                "fragments": [[piece.text, piece.match] for piece in each.fragments],
            }
            for each in found
        ],
    }
