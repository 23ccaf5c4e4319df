"""What was remembered when, and where: the segments of many interviews by time and by place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cms.core.dates import HistoricalDate, understand
from heritage.oral_history.enums import Audience
from heritage.oral_history.models import InterviewPage
from heritage.oral_history.telling import Chapter, chapters_of, tapes_of
from heritage.oral_history.times import clock, moment_url
from heritage.people.models import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """A segment of an interview; ``url`` opens at its second."""

    title: str
    interview: str
    told_of: str
    date: HistoricalDate | None
    time: str
    url: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """What was remembered of one year."""

    year: int
    memories: list[Memory] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was remembered of one place."""

    place: Place
    memories: list[Memory] = field(default_factory=list)


def memories_of(interviews: Iterable[InterviewPage], audience: Audience) -> list[Memory]:
    """All that an audience may read of the indexes of ``interviews``, in their order."""
    return [
        _memory(page, chapter)
        for page in interviews
        for chapter in chapters_of(tapes_of(page, audience))
    ]


def _memory(page: InterviewPage, chapter: Chapter) -> Memory:
    told_of = chapter.segment.told_of
    return Memory(
        title=chapter.segment.title,
        interview=page.title,
        told_of=told_of,
        date=understand(told_of).date if told_of else None,
        time=clock(chapter.start_ms),
        url=moment_url(page.get_url() or "", chapter.start_ms),
        places=chapter.places,
    )


def by_year(memories: Iterable[Memory]) -> list[Year]:
    """Memories whose time is known, in the order of what happened."""
    dated = [each for each in memories if each.date is not None and each.date.year]
    years: dict[int, Year] = {}
    for memory in sorted(dated, key=lambda each: each.date):
        years.setdefault(memory.date.year, Year(memory.date.year)).memories.append(memory)
    return [years[year] for year in sorted(years)]


def by_place(memories: Iterable[Memory]) -> list[Remembered]:
    """Memories whose places are known, the places most spoken of first."""
    places: dict[int, Remembered] = {}
    for memory in sorted(memories, key=lambda each: each.date or HistoricalDate.unknown()):
        for place in memory.places:
            places.setdefault(place.pk, Remembered(place)).memories.append(memory)
    return sorted(places.values(), key=lambda each: (-len(each.memories), each.place.path))
