"""The cues of a transcript as an editor changes them: in splices, against a known version."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from media import webvtt
from media.carrying import Markup, words_of
from media.enums import TextState
from media.formats.limits import check_cues
from media.formats.repairing import LATEST_MS, LONGEST_ID, LONGEST_NAME
from media.models import Cue, Transcript

from .domain import CHANGE, require

LONGEST_TEXT = 20_000
"""Characters of the words of one cue."""

EDIT = "media.transcript.edit"
LOGGED_EVERY = datetime.timedelta(minutes=15)
"""Autosave writes often; the log has one entry for what one person writes in that time."""

_ASIDE = 10_000_000
_AT_ONCE = 500


class VersionConflict(Exception):
    """Somebody else saved since the version that was loaded; ``current`` is the transcript now."""

    def __init__(self, current: Transcript) -> None:
        super().__init__(f"{current.pk} is at version {current.version}")
        self.current = current


class BadSplice(ValueError):
    """Changes that cannot be: beyond the end, times that go back, words that are too long.

    ``at`` is the cue it is about, counted from 0, or None.
    """

    def __init__(self, why: str, at: int | None = None) -> None:
        super().__init__(why)
        self.at = at


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A cue as an editor has it; ``marked``, ``identifier`` and ``settings`` as they were loaded."""

    start_ms: int
    end_ms: int
    text: str
    speaker: str = ""
    estimated: bool = False
    marked: str = ""
    identifier: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Splice:
    """Put ``cues`` in the place of ``removed`` cues from ``at`` on, counted in the version loaded."""

    at: int
    removed: int
    cues: tuple[Words, ...] = ()

    @property
    def growth(self) -> int:
        """How many cues more there are."""
        return len(self.cues) - self.removed


def save_cues(
    *, transcript: Transcript, version: int, splices: Sequence[Splice], user=None
) -> Transcript:
    """Change the cues of ``transcript``, which was loaded as ``version``; gives it anew.

    Splices are in order and do not overlap. An approval is taken back, for it
    was of other words. Raises :class:`VersionConflict` and :class:`BadSplice`;
    then nothing is changed.
    """
    require(user, CHANGE)
    with transaction.atomic():
        locked = Transcript.objects.select_for_update().get(pk=transcript.pk)
        if locked.version != version:
            raise VersionConflict(locked)
        if not splices:
            return locked
        _check(locked, splices)
        _apply(locked, splices)
        _check_order(locked)
        return _saved(locked, splices, user)


def _check(transcript: Transcript, splices: Sequence[Splice]) -> None:
    count = end = 0
    count = transcript.cues.count()
    for splice in splices:
        if splice.at < end or splice.removed < 0 or splice.at + splice.removed > count:
            raise BadSplice("the changes do not fit the transcript", splice.at)
        end = splice.at + splice.removed
        for offset, cue in enumerate(splice.cues):
            _check_cue(cue, splice.at + offset)
    check_cues(count + sum(splice.growth for splice in splices))


def _check_cue(cue: Words, at: int) -> None:
    if not 0 <= cue.start_ms <= cue.end_ms <= LATEST_MS:
        raise BadSplice("the times are none", at)
    if "\0" in cue.text + cue.speaker + cue.marked + cue.identifier:
        raise BadSplice("NUL is no character", at)
    lengths = (
        (cue.text, LONGEST_TEXT),
        (cue.marked, 2 * LONGEST_TEXT),
        (cue.speaker, LONGEST_NAME),
        (cue.identifier, LONGEST_ID),
    )
    if any(len(text) > longest for text, longest in lengths):
        raise BadSplice("the words are too long", at)


def _apply(transcript: Transcript, splices: Sequence[Splice]) -> None:
    cues = transcript.cues.all()
    gone = [p for each in splices for p in range(each.at, each.at + each.removed)]
    for first in range(0, len(gone), _AT_ONCE):
        cues.filter(position__in=gone[first : first + _AT_ONCE]).delete()
    for splice in reversed(splices):
        _shift(cues, splice.at + splice.removed, splice.growth)
    markup = Markup(transcript.extras.get("markup", Markup.PLAIN))
    rows = []
    grown = 0
    for splice in splices:
        rows += [
            _row(transcript, cue, splice.at + grown + offset, markup)
            for offset, cue in enumerate(splice.cues)
        ]
        grown += splice.growth
    Cue.objects.bulk_create(rows)


def _shift(cues: QuerySet[Cue], first: int, growth: int) -> None:
    """Move all from position ``first`` on; by way of positions nobody has, for each is unique."""
    if growth:
        cues.filter(position__gte=first).update(position=F("position") + _ASIDE)
        cues.filter(position__gte=_ASIDE).update(position=F("position") - _ASIDE + growth)


def _row(transcript: Transcript, cue: Words, position: int, markup: Markup) -> Cue:
    keeps = cue.marked and _still_says(cue.marked, cue, markup)
    return Cue(
        transcript=transcript,
        position=position,
        start_ms=cue.start_ms,
        end_ms=cue.end_ms,
        speaker=" ".join(cue.speaker.split()),
        text=cue.text,
        marked=cue.marked if keeps else "",
        identifier=cue.identifier,
        settings=dict(cue.settings),
        estimated=cue.estimated,
    )


def _still_says(marked: str, cue: Words, markup: Markup) -> bool:
    """Whether a marked text has the words and, where it names one, the speaker of ``cue``."""
    named = webvtt.speaker_of(marked)[:LONGEST_NAME] if markup is Markup.WEBVTT else cue.speaker
    return named == cue.speaker and words_of(marked, markup) == cue.text


def _check_order(transcript: Transcript) -> None:
    starts = transcript.cues.order_by("position").values_list("start_ms", flat=True)
    for at, (before, start) in enumerate(pairwise(starts), start=1):
        if start < before:
            raise BadSplice("the cue starts before the one above it", at)


def _saved(transcript: Transcript, splices: Sequence[Splice], user) -> Transcript:
    values: dict[str, Any] = {"version": transcript.version + 1, "updated_by": user}
    if transcript.state == TextState.APPROVED:
        values |= {"state": TextState.CORRECTED, "approved_at": None, "approved_by": None}
    if notes := transcript.extras.get("notes"):
        moved = [[_moved(before, splices), text] for before, text in notes]
        values["extras"] = {**transcript.extras, "notes": moved}
    for name, value in values.items():
        setattr(transcript, name, value)
    transcript.save(update_fields=[*values, "updated_at"])
    if "state" in values or not _logged_lately(transcript, user):
        changed = sum(max(len(splice.cues), splice.removed) for splice in splices)
        data = {"version": transcript.version, "cues": changed, "approval_lost": "state" in values}
        log(instance=transcript, action=EDIT, user=user, data=data)
    return transcript


def _moved(before: int, splices: Sequence[Splice]) -> int:
    """The number of the cue that a note stands before, after the change."""
    grown = 0
    for splice in splices:
        if before >= splice.at + splice.removed:
            grown += splice.growth
        elif before > splice.at:
            return grown + splice.at + min(before - splice.at, len(splice.cues))
    return before + grown


def _logged_lately(transcript: Transcript, user) -> bool:
    last = ModelLogEntry.objects.for_instance(transcript).order_by("-timestamp").first()
    return (
        last is not None
        and last.action == EDIT
        and last.user_id == getattr(user, "pk", None)
        and last.timestamp > timezone.now() - LOGGED_EVERY
    )
