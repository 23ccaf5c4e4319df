"""The time-coded index of a recording: its segments, its approval, and OHMS files.

Each use case works in one transaction under a lock, checks the version the
editor had before it, counts it up, and tells the search. An edit of what was
approved takes the approval back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.log_actions import log

from cms.core import stamp
from heritage.oral_history import access
from heritage.oral_history.models import Segment, TimeIndex
from heritage.oral_history.signals import hearing_changed
from media.enums import TEXT_TRANSITIONS, Origin, TextState
from media.formats.document import Document, IndexPoint
from media.formats.faults import Fault
from media.models import Recording

ADD = "oral_history.index.add"
IMPORT = "oral_history.index.import"
SEGMENT = "oral_history.index.segment"
REMOVE = "oral_history.index.remove_segment"
MOVE = "oral_history.index.move"
LABELS = {
    ADD: _lazy("Index begun"),
    IMPORT: _lazy("Index imported"),
    SEGMENT: _lazy("Segment of the index changed"),
    REMOVE: _lazy("Segment of the index removed"),
    MOVE: _lazy("State of the index changed"),
}
TITLE_LENGTH = 300
MOST_SEGMENTS = 5_000
# While positions are dealt out anew, the old ones are moved out of the way.
_ASIDE = 1_000_000


class IndexRefused(Exception):
    """What cannot be done with an index now; the message says why."""


class IndexConflict(IndexRefused):
    """Somebody else changed the index meanwhile."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An index that was read from a file, and what was wrong with the file."""

    index: TimeIndex
    faults: tuple[Fault, ...]
    without_time: int
    shortened: int


@transaction.atomic
def add_index(*, recording: Recording, language: str = "zh-Hans", user=None) -> TimeIndex:
    """Begin an empty index. Raises :class:`IndexRefused` where there is one in the language."""
    _refuse_second(recording, language)
    index = TimeIndex.objects.create(
        recording=recording, language=language, origin=Origin.TYPED, updated_by=user
    )
    log(instance=index, action=ADD, user=user)
    return index


@transaction.atomic
def save_segment(
    *,
    index: TimeIndex,
    version: int,
    segment: Segment | None = None,
    values: Mapping[str, Any],
    people: Iterable = (),
    places: Iterable = (),
    user=None,
) -> Segment:
    """Change a segment, or add one where ``segment`` is None; it is put in its place by time.

    ``values`` are fields of :class:`Segment`. Raises :class:`IndexConflict`,
    :class:`IndexRefused` and ``ValidationError``.
    """
    locked = _locked(index, version)
    if segment is None:
        segment = Segment(index=locked, position=locked.segments.count())
        if segment.position >= MOST_SEGMENTS:
            raise IndexRefused(_("The index has as many segments as it can have."))
    elif segment.index_id != locked.pk:
        raise IndexRefused(_("This segment is of another index."))
    for name, value in values.items():
        setattr(segment, name, value)
    _check_times(segment, locked.recording)
    segment.full_clean(exclude=["position"], validate_constraints=False)
    segment.save()
    segment.people.set(people)
    segment.places.set(places)
    _in_order(locked)
    _changed(locked, SEGMENT, user, {"segment": segment.pk, "title": segment.title})
    segment.refresh_from_db()
    return segment


@transaction.atomic
def remove_segment(*, segment: Segment, version: int, user=None) -> TimeIndex:
    """Take a segment out. Raises :class:`IndexConflict`."""
    locked = _locked(segment.index, version)
    details = {"segment": segment.pk, "title": segment.title, "start_ms": segment.start_ms}
    segment.delete()
    _in_order(locked)
    _changed(locked, REMOVE, user, details)
    return locked


@transaction.atomic
def move(*, index: TimeIndex, version: int, state: str, user=None) -> TimeIndex:
    """Approve an index, or take the approval back. Raises :class:`IndexRefused`."""
    locked = _locked(index, version)
    before = TextState(locked.state)
    if state not in TEXT_TRANSITIONS[before]:
        raise IndexRefused(_("This step is not possible from the state the index is in."))
    if state == TextState.APPROVED:
        if not locked.segments.exists():
            raise IndexRefused(_("The index has no segment yet."))
        if locked.segments.filter(title="").exists():
            raise IndexRefused(_("Give every segment a title first."))
    locked.state = state
    _changed(locked, MOVE, user, {"from": before, "to": state}, keeps_state=True)
    return locked


@transaction.atomic
def import_index(
    *, recording: Recording, document: Document, language: str = "zh-Hans", user=None
) -> Imported:
    """Keep the index of a document, such as an OHMS file, as an index to be corrected.

    It takes the place of an index in that language that is not approved. A
    point without a time cannot be kept; a title that is too long is shortened.
    Raises :class:`IndexRefused`, and then nothing is changed.
    """
    points = [point for point in document.index if point.start_ms is not None]
    if not points:
        raise IndexRefused(_("The file has no index with times."))
    if len(points) > MOST_SEGMENTS:
        raise IndexRefused(
            _("The file has %(count)d segments, and no more than %(most)d are kept.")
            % {"count": len(points), "most": MOST_SEGMENTS}
        )
    standing = TimeIndex.objects.select_for_update().filter(recording=recording, language=language)
    if standing.filter(state=TextState.APPROVED).exists():
        raise IndexRefused(
            _("The index in this language is approved; take the approval back before importing.")
        )
    replaced = [each.segments.count() for each in standing]
    standing.delete()
    index = TimeIndex.objects.create(
        recording=recording, language=language, origin=Origin.IMPORTED, updated_by=user
    )
    points.sort(key=lambda point: point.start_ms)
    Segment.objects.bulk_create(
        segment_of(point, index=index, position=position) for position, point in enumerate(points)
    )
    log(
        instance=index,
        action=IMPORT,
        user=user,
        data={"segments": len(points), "replaced": sum(replaced)},
    )
    _tell(index)
    return Imported(
        index,
        document.faults,
        without_time=len(document.index) - len(points),
        shortened=sum(
            len(text) > TITLE_LENGTH for point in points for text in (point.title, point.title_alt)
        ),
    )


def segment_of(point: IndexPoint, *, index: TimeIndex, position: int) -> Segment:
    """A point of an OHMS index, which has a time, as a segment that is not saved."""
    places = list(point.gps_points)
    first = places[0] if places else None
    coordinates = first.coordinates if first else None
    if coordinates is not None:
        places = places[1:]
    return Segment(
        index=index,
        position=position,
        start_ms=point.start_ms,
        title=point.title[:TITLE_LENGTH],
        title_alt=point.title_alt[:TITLE_LENGTH],
        synopsis=point.synopsis,
        synopsis_alt=point.synopsis_alt,
        partial_transcript=point.partial_transcript,
        partial_transcript_alt=point.partial_transcript_alt,
        keywords="\n".join(point.keywords),
        keywords_alt="\n".join(point.keywords_alt),
        subjects="\n".join(point.subjects),
        subjects_alt="\n".join(point.subjects_alt),
        latitude=_degrees(coordinates[0]) if coordinates else None,
        longitude=_degrees(coordinates[1]) if coordinates else None,
        map_zoom=_zoom(first.zoom) if coordinates else None,
        map_note=first.text[:TITLE_LENGTH] if coordinates else "",
        map_note_alt=first.text_alt[:TITLE_LENGTH] if coordinates else "",
        points=[asdict(place) for place in places],
        links=[asdict(link) for link in point.hyperlinks],
    )


def _degrees(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.000001"))


def _zoom(value: int | None) -> int | None:
    return value if value is not None and 0 <= value <= 32_767 else None


def _refuse_second(recording: Recording, language: str) -> None:
    Recording.objects.select_for_update().get(pk=recording.pk)
    if recording.time_indexes.filter(language=language).exists():
        raise IndexRefused(_("This recording has an index in this language already."))


def _locked(index: TimeIndex, version: int) -> TimeIndex:
    locked = TimeIndex.objects.select_for_update().select_related("recording").get(pk=index.pk)
    if locked.version != version:
        raise IndexConflict(
            _("Somebody else changed this index meanwhile; look at it again and save anew.")
        )
    return locked


def _check_times(segment: Segment, recording: Recording) -> None:
    if segment.end_ms is not None and segment.end_ms <= segment.start_ms:
        raise IndexRefused(_("The segment ends before it begins."))
    if recording.duration_ms and segment.start_ms >= recording.duration_ms:
        raise IndexRefused(_("The recording is over before the segment begins."))


def _in_order(index: TimeIndex) -> None:
    """Give the segments positions from 0 by time; of equal times, the older one first."""
    segments = list(index.segments.order_by("start_ms", "pk"))
    if [each.position for each in segments] == list(range(len(segments))):
        return
    index.segments.update(position=F("position") + _ASIDE)
    for position, each in enumerate(segments):
        each.position = position
    Segment.objects.bulk_update(segments, ["position"], batch_size=500)


def _changed(
    index: TimeIndex, action: str, user, details: dict, *, keeps_state: bool = False
) -> None:
    if not keeps_state and index.state == TextState.APPROVED:
        index.state = TextState.CORRECTED
    index.version += 1
    index.updated_by = user
    index.save(update_fields=["state", "version", "updated_by", "updated_at"])
    log(instance=index, action=action, user=user, data=details)
    _tell(index)


def _tell(index: TimeIndex) -> None:
    keys = [each.pk for each in access.interviews_of(index.recording)]
    hearing_changed.send(sender=TimeIndex, interviews=keys)
    stamp.touch()
