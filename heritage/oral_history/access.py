"""Who may read, see and hear what of an interview, on which day.

The one place that reads agreements and closed ranges: pages, transcripts,
search documents, feeds, APIs, exports and the streaming of recordings all ask
here. What it says is computed from the clock when it is asked.
"""

from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from cms.core.intake.limits import UNKNOWN_ADDRESS, client_address
from heritage.oral_history.enums import MAY_HEAR, Audience, ConsentState, Scope
from heritage.oral_history.models import (
    ClosedRange,
    Consent,
    InterviewPage,
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
    """What the agreements of an interview open now; None where nothing is agreed."""
    return scope_of(interview.consents.all(), timezone.localdate()) if interview.pk else None


def may_hear(interview: InterviewPage, audience: Audience) -> bool:
    """Whether an audience may hear the recordings and read the transcripts of an interview."""
    scope = scope_today(interview)
    return scope is not None and audience in MAY_HEAR[scope]


def closed_ranges(recording: Recording, audience: Audience) -> tuple[Range, ...]:
    """The stretches of a recording that are closed to an audience today."""
    today = timezone.localdate()
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

    Whether the interview itself is open to them is :func:`may_hear`.
    """
    cues = transcript.cues.all()
    for each in closed_ranges(transcript.recording, audience):
        cues = cues.exclude(start_ms__lt=each.end_ms, end_ms__gt=each.start_ms).exclude(
            start_ms__gte=each.start_ms, start_ms__lt=each.end_ms
        )
    return cues


def open_segments(index: TimeIndex, audience: Audience) -> list[Segment]:
    """The segments an audience may read, whole; one that touches a closed range is left out.

    Its title and synopsis may tell what was closed, so not even those are given.
    """
    closed = closed_ranges(index.recording, audience)
    segments = list(index.segments.prefetch_related("people", "places"))
    return [
        segment
        for segment, end_ms in zip(segments, ends_of(segments, index.recording), strict=True)
        if not covered(closed, segment.start_ms, end_ms)
    ]


def ends_of(segments: list[Segment], recording: Recording) -> list[int]:
    """Where each segment ends: as it says, else where the next begins or the recording ends."""
    last = max([recording.duration_ms, *(each.start_ms + 1 for each in segments)])
    starts = [*(each.start_ms for each in segments[1:]), last]
    return [
        each.end_ms if each.end_ms is not None else max(following, each.start_ms)
        for each, following in zip(segments, starts, strict=True)
    ]


def interviews_of(recording: Recording) -> list[InterviewPage]:
    """The interviews a recording belongs to, published or not."""
    return list(
        InterviewPage.objects.filter(recording_links__recording=recording)
        .distinct()
        .prefetch_related("consents")
    )


def recording_access(recording: Recording, audience: Audience) -> media_access.Access | None:
    """What an audience may play of a recording; None where it belongs to no interview.

    Of several interviews the strictest holds, and only a page that is live and
    public opens anything.
    """
    interviews = interviews_of(recording)
    if not interviews:
        return None if recording.release == Release.OPEN else media_access.CLOSED
    public = set(
        InterviewPage.objects.published()
        .filter(pk__in=[each.pk for each in interviews])
        .values_list("pk", flat=True)
    )
    if not all(each.pk in public and may_hear(each, audience) for each in interviews):
        return media_access.CLOSED
    return media_access.Access(True, closed_ranges(recording, audience))


def register() -> None:
    """Let agreements decide what is streamed."""

    def by_agreement(recording: Recording, request: HttpRequest) -> media_access.Access | None:
        return recording_access(recording, audience_of(request))

    media_access.register(by_agreement)
