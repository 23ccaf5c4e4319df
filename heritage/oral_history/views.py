"""What the public is given of an interview beside its page: files, tracks, further parts."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.core.models import SiteSettings
from heritage.oral_history.access import audience_of
from heritage.oral_history.exporting import (
    FORMATS,
    OHMS,
    PDF,
    SRT,
    VTT,
    WRITERS,
    as_ohms,
    lines_of,
    track_of,
)
from heritage.oral_history.models import InterviewPage
from heritage.oral_history.pages import asked_language, citation_of
from heritage.oral_history.player import is_draft, player_of
from heritage.oral_history.printing import PrintedTranscript, transcript_pdf
from heritage.oral_history.reading import Reading
from heritage.oral_history.record import record_of
from heritage.oral_history.telling import Tape, chapters_of, tapes_of
from heritage.oral_history.times import clock, seconds


def _as_agreed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that is read only and asked anew each time, for an agreement may end any moment."""

    @require_safe
    @cache_control(private=True, no_cache=True)
    @functools.wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered


def open_interview(request: HttpRequest, pk: int) -> tuple[InterviewPage, list[Tape]]:
    """A published interview and what the sender may hear of it. Raises ``Http404`` for nothing."""
    page = get_object_or_404(InterviewPage.objects.published(), pk=pk)
    tapes = tapes_of(page, audience_of(request), language=asked_language(request))
    if not tapes:
        raise Http404
    return page, tapes


@_as_agreed
def interview_part(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A further part of the transcript, as the list items the page is made of."""
    _page, tapes = open_interview(request, pk)
    reading = Reading.of(tapes)
    if not 1 <= number <= reading.count:
        raise Http404
    return render(
        request,
        "heritage/oral_history/parts/cues.html",
        {"lines": reading.lines(number), "part": number},
    )


@_as_agreed
def interview_export(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The interview as a file; 404 for a name there is no format of."""
    if name not in FORMATS:
        raise Http404
    page, tapes = open_interview(request, pk)
    format = FORMATS[name]
    url = request.build_absolute_uri(page.get_url(request))
    if format is PDF:
        content: str | bytes = _printed(request, page, tapes, url)
    elif format is OHMS:
        content = as_ohms(page, tapes, chapters_of(tapes), url)
    else:
        content = WRITERS[name](page, tapes)
    return _file(content, format.mime, f"{page.slug}{name[name.rindex('.') :]}")


@_as_agreed
def interview_track(request: HttpRequest, pk: int, transcript: int, suffix: str) -> HttpResponse:
    """One transcript in the time of its own tape, as WebVTT or SubRip."""
    _page, tapes = open_interview(request, pk)
    format = {"vtt": VTT, "srt": SRT}.get(suffix)
    for tape in tapes:
        for each in tape.transcripts:
            if each.pk == transcript and format:
                return _file(track_of(tape, each, format), format.mime, "")
    raise Http404


@_as_agreed
def interview_chapters(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The index of a tape as chapters of a podcast (Podcasting 2.0, JSON chapters 1.2)."""
    page, tapes = open_interview(request, pk)
    tape = next((each for each in tapes if each.part.number == number), None)
    if tape is None:
        raise Http404
    offset = tape.part.offset_ms
    url = request.build_absolute_uri(page.get_url(request))
    chapters = [
        {
            "startTime": float(seconds(chapter.start_ms - offset)),
            "endTime": float(seconds(chapter.end_ms - offset)),
            "title": chapter.segment.title,
            "url": f"{url}#t={seconds(chapter.start_ms)}",
        }
        for chapter in chapters_of([tape])
    ]
    data = {"version": "1.2.0", "title": page.title, "chapters": chapters}
    return JsonResponse(data, content_type="application/json+chapters")


def _printed(request: HttpRequest, page: InterviewPage, tapes: list[Tape], url: str) -> bytes:
    chapters = chapters_of(tapes)
    notes = []
    if page.is_sample:
        notes.append(_("Sample"))
    if is_draft(tapes):
        notes.append(_("Uncorrected draft"))
    player = player_of(tapes, chapters, interview=page.pk)
    if player.made_by_machine:
        notes.append(_("Synthesised voice"))
    return transcript_pdf(
        PrintedTranscript(
            title=page.title,
            facts=tuple(
                (entry.label, "、".join(words for words, _url in entry.values))
                for entry in record_of(page)
            ),
            chapters=tuple((clock(each.start_ms), each.segment.title) for each in chapters),
            lines=lines_of(tapes),
            notes=tuple(notes),
            citation=citation_of(page, request, player)["whole"],
            site_name=SiteSettings.for_request(request).site_name,
            url=url,
            printed_on=date_format(timezone.localdate()),
        )
    )


def _file(content: str | bytes, mime: str, name: str) -> HttpResponse:
    is_text = isinstance(content, str)
    response = HttpResponse(content, content_type=f"{mime}; charset=utf-8" if is_text else mime)
    if name:
        response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
