"""Who may read, see and hear what of an interview, on which day.

The one place that reads agreements and closed ranges: pages, transcripts,
search documents, feeds, APIs, exports and the streaming of recordings all ask
here. What it says is computed from the clock when it is asked.
"""

from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Iterable, Iterator
from itertools import pairwise

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from cms.core.intake.limits import UNKNOWN_ADDRESS, client_address
from heritage.oral_history.enums import MAY_HEAR, Audience, ConsentState, Scope
from heritage.oral_history.models import (
    ClosedRange,
    Consent,
    InterviewPage,
    InterviewRecording,
    Segment,
    TimeIndex,
)
from media import access as media_access
from media.enums import Release
from media.models import Cue, Recording, Transcript
from media.ranges import Range, covered, merged

# From the widest scope to the narrowest.
_ORDER = (Scope.PUBLIC, Scope.SCHOOLS, Scope.ON_SITE, Scope.CLOSED)
SCHOOL_PERMISSION = "heritage.hear_as_school"
# After every moment of any recording.
_END = 2**62


def audience_of(request: HttpRequest) -> Audience:
    """The circle the sender of a request belongs to; archivists listen in the admin.

    On site are the networks of ``ON_SITE_NETWORKS``; schools are those of
    ``SCHOOL_NETWORKS`` and whoever has the permission to hear as a school.
    """
    address = client_address(request)
    if _within(address, settings.ON_SITE_NETWORKS):
        return Audience.ON_SITE
    user = getattr(request, "user", None)
    if _within(address, settings.SCHOOL_NETWORKS) or (
        user is not None and user.has_perm(SCHOOL_PERMISSION)
    ):
        return Audience.SCHOOLS
    return Audience.PUBLIC


def _within(address: str, networks: list[str]) -> bool:
    if address == UNKNOWN_ADDRESS:
        return False
    asking = ipaddress.ip_network(address)
    known = (ipaddress.ip_network(each, strict=False) for each in networks)
    return any(each.version == asking.version and asking.subnet_of(each) for each in known)


def scope_of(consents: Iterable[Consent], day: datetime.date) -> Scope | None:
    """What agreements open together on ``day``; None where nothing is agreed.

    All that are in force have to allow it, and one that was withdrawn closes
    everything until another takes its place.
    """
    standing = [each for each in consents if each.state != ConsentState.REPLACED]
    if not standing or any(each.state == ConsentState.WITHDRAWN for each in standing):
        return None
    return max((_on(each, day) for each in standing), key=_ORDER.index)


def _on(consent: Consent, day: datetime.date) -> Scope:
    if consent.closed_until and day < consent.closed_until:
        return Scope.CLOSED
    return Scope(consent.scope)


def scope_today(interview: InterviewPage) -> Scope | None:
    """What the agreements of an interview open now; None where nothing is agreed.

    An agreement is about what was recorded: where a recording belongs to
    several interviews, all that was agreed about any of them has to allow it,
    and a withdrawal of one closes all. Each still needs an agreement of its own.
    """
    if not interview.pk:
        return None
    recorded = InterviewRecording.objects.filter(page=interview.pk).values("recording")
    consents = list(
        Consent.objects.filter(
            Q(interview=interview.pk) | Q(interview__recording_links__recording__in=recorded)
        ).distinct()
    )
    if scope_of((each for each in consents if each.interview_id == interview.pk), _today()) is None:
        return None
    return scope_of(consents, _today())


def _today() -> datetime.date:
    return timezone.localdate()


def may_hear(interview: InterviewPage, audience: Audience) -> bool:
    """Whether an audience may hear the recordings and read the transcripts of an interview."""
    scope = scope_today(interview)
    return scope is not None and audience in MAY_HEAR[scope]


def closed_ranges(recording: Recording, audience: Audience) -> tuple[Range, ...]:
    """The stretches of a recording that are closed to an audience today."""
    today = _today()
    return merged(
        Range(each.start_ms, each.end_ms)
        for each in recording.closed_ranges.all()
        if _is_closed(each, audience, today)
    )


def _is_closed(closed: ClosedRange, audience: Audience, day: datetime.date) -> bool:
    if closed.lifted_at or (closed.until and day >= closed.until):
        return False
    return audience not in MAY_HEAR[Scope(closed.scope)]


def open_cues(transcript: Transcript, audience: Audience) -> QuerySet[Cue]:
    """The cues an audience may read; one that touches a closed range is not among them.

    Where times were estimated nobody knows which words lie in the range: from
    one time that was heard to the next, all of them stand or fall together.
    Whether the interview itself is open to them is :func:`may_hear`.
    """
    cues = transcript.cues.all()
    closed = closed_ranges(transcript.recording, audience)
    if not closed:
        return cues
    for each in closed:
        cues = cues.exclude(start_ms__lt=each.end_ms, end_ms__gt=each.start_ms).exclude(
            start_ms__gte=each.start_ms, start_ms__lt=each.end_ms
        )
    for first, last in _doubtful(transcript, closed):
        cues = cues.exclude(position__gte=first, position__lte=last)
    return cues


def _doubtful(transcript: Transcript, closed: tuple[Range, ...]) -> Iterator[tuple[int, int]]:
    """First and last position of each run of estimated times that may reach into a range."""
    if not transcript.cues.filter(estimated=True).exists():
        return
    rows = list(transcript.cues.values_list("position", "start_ms", "end_ms", "estimated"))
    heard = [number for number, row in enumerate(rows) if not row[3]]
    # Before the first heard time lies the beginning, after the last one the end.
    bounds = [0, *heard, len(rows)] if not heard or heard[0] else [*heard, len(rows)]
    for number, following in pairwise(bounds):
        run = rows[number:following]
        if len(run) < 2 and not run[0][3]:
            continue
        start_ms = 0 if run[0][3] else run[0][1]
        end_ms = rows[following][1] if following < len(rows) else _END
        if covered(closed, start_ms, max(end_ms, *(row[2] for row in run))):
            yield run[0][0], run[-1][0]


def open_segments(index: TimeIndex, audience: Audience) -> list[Segment]:
    """The segments an audience may read, whole; one that touches a closed range is left out.

    Its title and synopsis may tell what was closed, so not even those are given.
    """
    closed = closed_ranges(index.recording, audience)
    segments = list(index.segments.prefetch_related("people", "places"))
    ends = _ends(segments, _END)
    return [
        segment
        for segment, end_ms in zip(segments, ends, strict=True)
        if not covered(closed, segment.start_ms, end_ms)
    ]


def ends_of(segments: list[Segment], recording: Recording) -> list[int]:
    """Where each segment ends: as it says, else where a later one begins or the recording ends."""
    last = max([recording.duration_ms, *(each.start_ms + 1 for each in segments)])
    return _ends(segments, last)


def _ends(segments: list[Segment], last: int) -> list[int]:
    starts = sorted({each.start_ms for each in segments})
    following = dict(zip(starts, [*starts[1:], last], strict=True))
    return [
        each.end_ms if each.end_ms is not None else following[each.start_ms] for each in segments
    ]


def interviews_of(recording: Recording) -> list[InterviewPage]:
    """The interviews a recording belongs to, published or not."""
    return list(InterviewPage.objects.filter(recording_links__recording=recording).distinct())


def recording_access(recording: Recording, audience: Audience) -> media_access.Access | None:
    """What an audience may play of a recording; None where it belongs to no interview.

    Of several interviews that are published or under an agreement the strictest
    holds, and only a page that is live and public opens anything. A mere draft
    about it, such as a copy of the page, has no say. Ranges stay closed where a
    recording is released without an interview.
    """
    links = InterviewRecording.objects.filter(recording=recording).values("page")
    interviews = InterviewPage.objects.filter(pk__in=links)
    published = list(interviews.published())
    if not published:
        if interviews.exists() or recording.release != Release.OPEN:
            return media_access.CLOSED
        closed = closed_ranges(recording, audience)
        return media_access.Access(True, closed) if closed else None
    if not all(may_hear(each, audience) for each in published):
        return media_access.CLOSED
    return media_access.Access(True, closed_ranges(recording, audience))


def register() -> None:
    """Let agreements decide what is streamed."""
    media_access.register(by_agreement)


def by_agreement(recording: Recording, request: HttpRequest) -> media_access.Access | None:
    """The rule that :mod:`media.access` asks."""
    return recording_access(recording, audience_of(request))
