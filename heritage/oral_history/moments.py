"""Runs of speech as moments of the search, and the search within one interview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from heritage.oral_history.telling import Tape, Told, told
from search.engines.asked import Asked, ask
from search.engines.base import Fragment, Moment
from search.text.expanding import Expansions
from search.text.passages import Finder
from search.text.query import parse

SHORT = 12
"""A run that has as many characters is a moment; a shorter one goes on in the next cue."""

LONGEST_MS = 15_000
WIDEST_GAP_MS = 2_000
_ENDS = "。！？!?；;…”』"
MAX_QUERY = 100
MOST_HITS = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A moment that has what was asked for; ``number`` is that of its first cue."""

    start_ms: int
    end_ms: int
    speaker: str
    number: int
    fragments: tuple[Fragment, ...]


def moments_of(cues: Iterable[Told]) -> Iterator[tuple[int, Moment]]:
    """Cues as moments, each with the number of its first cue.

    Cues that are a few words long are put together while the same person goes
    on speaking and no sentence has ended: a phrase that was cut between two of
    them is still one.
    """
    run: list[Told] = []
    for cue in cues:
        if run and not _goes_on(run, cue):
            yield _moment(run)
            run = []
        run.append(cue)
    if run:
        yield _moment(run)


def _goes_on(run: list[Told], cue: Told) -> bool:
    last = run[-1]
    return (
        sum(len(each.text) for each in run) < SHORT
        and cue.tape == last.tape
        and cue.speaker == last.speaker
        and not last.text.rstrip().endswith(tuple(_ENDS))
        and cue.start_ms - last.end_ms <= WIDEST_GAP_MS
        and cue.end_ms - run[0].start_ms <= LONGEST_MS
    )


def _moment(run: list[Told]) -> tuple[int, Moment]:
    words = "".join(_joined(each.text for each in run))
    end_ms = max(each.end_ms for each in run)
    return run[0].number, Moment(
        start_ms=run[0].start_ms, end_ms=end_ms, text=words, speaker=run[0].speaker
    )


def _joined(texts: Iterable[str]) -> Iterator[str]:
    """Lines put together: a space only between words that are written with spaces."""
    before = ""
    for text in texts:
        line = " ".join(text.split())
        if before and line and before[-1].isascii() and line[0].isascii():
            yield " "
        yield line
        before = line or before


def search_moments(tapes: list[Tape]) -> tuple[Moment, ...]:
    """All that may be read along, for the document of the search."""
    return tuple(moment for _number, moment in moments_of(told(tapes)) if moment.text)


def find(tapes: list[Tape], text: str) -> list[Found]:
    """The moments that have every term of ``text``, in the order of time, at the most 200.

    Terms are understood as in the search of the site: traditional and
    simplified, full width and half, numbers in either script. Nothing is found
    for an empty or meaningless text.
    """
    asked = [ask(term, Expansions({})) for term in parse(text[:MAX_QUERY]).terms]
    if not asked:
        return []
    finders = [Finder(_forms(each), _patterns(each)) for each in asked]
    marking = Finder(
        [form for each in asked for form in _forms(each)],
        [pattern for each in asked for pattern in _patterns(each)],
    )
    found: list[Found] = []
    for number, moment in moments_of(told(tapes)):
        if all(finder.score(moment.text) > 0 for finder in finders):
            marked = (Fragment(text=p.text, match=p.match) for p in marking.mark(moment.text))
            found.append(
                Found(moment.start_ms, moment.end_ms, moment.speaker, number, tuple(marked))
            )
            if len(found) == MOST_HITS:
                break
    return found


def _forms(asked: Asked) -> tuple[str, ...]:
    return (asked.text, *asked.others)


def _patterns(asked: Asked) -> tuple[str, ...]:
    return (asked.pattern,) if asked.pattern else ()
