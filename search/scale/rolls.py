"""How quickly names are found among those of the database: the search half of the rolls' benchmark."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from heritage.memorials.models import RollEntry
from heritage.memorials.roll_pages.searchable import count, documents
from search.benchmark import describe_machine
from search.documents import completed
from search.engines.base import SearchEngine, SearchQuery
from search.engines.embedded import EmbeddedEngine
from search.roll_forms import RollSearchForm, read_roll_search
from search.scale.measuring import Latency, latencies, watched_memory
from search.scale.site import fetch

SEED = 1
Say = Callable[[str], None]


class NoNames(Exception):
    """There are no public names to look for."""


@dataclass(slots=True, kw_only=True)
class Building:
    """What it took to build the index; bytes and seconds."""

    seconds: float
    index_bytes: int
    peak_bytes: int


@dataclass(slots=True, kw_only=True)
class RollSearchReport:
    """What was measured; latencies, in milliseconds, are by sort of search.

    ``building`` is None where an index was asked that stood already.
    """

    names: int
    building: Building | None
    queries: dict[str, Latency]
    pages: dict[str, Latency] = field(default_factory=dict)
    machine: dict[str, str | int] = field(default_factory=describe_machine)

    def as_dict(self) -> dict[str, Any]:
        """The report for JSON."""
        return asdict(self)


def run_roll_search(
    directory: Path, *, each: int = 200, site: str = "", say: Say = lambda _line: None
) -> RollSearchReport:
    """Build an index of the public names in ``directory`` and ask it ``each`` times in each way.

    With ``site`` the same is asked of the roll search at that address, over HTTP.
    Raises :class:`NoNames`, ``EngineError`` and :class:`~search.scale.site.SiteError`.
    """
    total = count()
    if not total:
        raise NoNames
    engine = EmbeddedEngine(directory)
    say(f"building an index of {total} names")
    with watched_memory() as memory:
        started = time.perf_counter()
        made = engine.rebuild(map(completed, documents()), about=total)
        seconds = time.perf_counter() - started
    size = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
    building = Building(seconds=seconds, index_bytes=size, peak_bytes=memory.peak)
    report = ask_for_names(engine, each=each, site=site, say=say)
    report.names, report.building = made, building
    return report


def ask_for_names(
    engine: SearchEngine, *, each: int = 200, site: str = "", say: Say = lambda _line: None
) -> RollSearchReport:
    """Ask ``engine``, which holds the public names, ``each`` times in each way.

    Raises as :func:`run_roll_search` does.
    """
    total = count()
    if not total:
        raise NoNames
    asked = {sort: list(searches) for sort, searches in _searches(each)}
    say("asking")

    def ask(parameters: str) -> None:
        engine.search(_query(parameters))

    for searches in asked.values():
        # As on a server that has run for a while: the index is in the machine's memory.
        latencies(ask, searches[::4])
    report = RollSearchReport(
        names=total,
        building=None,
        queries={sort: latencies(ask, searches) for sort, searches in asked.items()},
    )
    if site:
        say(f"asking {site}")
        for sort, searches in asked.items():
            pages = [f"/roll/?{parameters}" for parameters in searches]
            fetch(site, pages[0])
            report.pages[sort] = latencies(lambda path: fetch(site, path), pages)
    return report


def lines(report: RollSearchReport) -> Iterator[tuple[str, str]]:
    """Name and figure, each beside what it is to be."""
    yield "names", f"{report.names}"
    if built := report.building:
        yield (
            "index rebuilt",
            f"{built.seconds:.0f} s, {report.names / built.seconds:.0f} names/s "
            "(aim: 1,860,000 in 900 s)",
        )
        yield "index size", f"{built.index_bytes / 1e6:.0f} MB"
        yield "memory, all processes", f"{built.peak_bytes / 1e6:.0f} MB at most"
    for sort, latency in report.queries.items():
        yield f"engine: {sort}", _told(latency, "p95 <= 30")
    for sort, latency in report.pages.items():
        yield f"HTTP: {sort}", _told(latency, "p95 <= 80")
    for name, value in report.machine.items():
        yield name, f"{value}"


def _told(latency: Latency, aim: str) -> str:
    return (
        f"p50 {latency.p50_ms:.2f} ms, p95 {latency.p95_ms:.2f} ms, "
        f"worst {latency.worst_ms:.1f} ms, {latency.calls} calls (aim {aim})"
    )


def _query(parameters: str) -> SearchQuery:
    params = QueryDict(parameters)
    form = RollSearchForm(params)
    if not form.is_valid():
        raise ValueError(f"{parameters}: {form.errors.as_json()}")
    return read_roll_search(form, params).query


def _searches(each: int) -> Iterator[tuple[str, Iterator[str]]]:
    """Sorts of search and their parameters, made of names in the database."""
    entries = _some_entries(each)
    yield "name", (_asking(name=one.name) for one in entries)
    yield "one character unknown", (_asking(name=_blank(one.name)) for one in entries)
    yield "pinyin", (_asking(name=one.sort_pinyin.replace(" ", "")) for one in entries)
    yield "initials", (_asking(name=_initials(one.sort_pinyin)) for one in entries)
    yield (
        "name and native place",
        (
            _asking(name=one.name[:2], place=one.native_place.search_paths[0])
            for one in entries
            if one.native_place
        ),
    )
    yield (
        "name and years",
        (
            _asking(name=one.name[:1], died=one.death.year, died_within=2)
            for one in entries
            if one.death and one.death.year
        ),
    )


def _some_entries(number: int) -> list[RollEntry]:
    rows = RollEntry.objects.published().select_related("native_place__parent__parent")
    first, last = (rows.order_by(order).values_list("pk", flat=True)[0] for order in ("pk", "-pk"))
    chance = random.Random(SEED)
    picked = (
        rows.filter(pk__gte=chance.randint(first, last)).order_by("pk").first()
        for _number in range(number)
    )
    return [entry for entry in picked if entry is not None]


def _blank(name: str) -> str:
    middle = len(name) // 2
    return f"{name[:middle]}?{name[middle + 1 :]}"


def _initials(pinyin: str) -> str:
    return "".join(syllable[0] for syllable in pinyin.split())


def _asking(**values) -> str:
    return urlencode(values)
