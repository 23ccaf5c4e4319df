"""One run: build a throw-away index of generated documents and measure it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from search.benchmark import describe_machine
from search.engines.base import SearchEngine, SearchQuery
from search.scale.compared import stock_latency
from search.scale.generating import World
from search.scale.measuring import Latency, latencies, watched_memory
from search.scale.raw import raw_latencies
from search.scale.site import page_latencies

SORTS = ("name", "phrase", "question")
EACH = 200
"""Queries of each sort."""

STOCK_PAGES = 20_000
STOCK_EACH = 20
HITS = 10

Say = Callable[[str], None]


@dataclass(slots=True, kw_only=True)
class ScaleReport:
    """What was measured. Bytes and milliseconds; what was not measured is None or empty."""

    engine: str
    documents: int
    documents_per_second: float
    seconds_generating: float
    index_bytes: int | None
    peak_bytes: int
    peak_own_bytes: int
    facets: int
    queries: dict[str, Latency]
    suggestions: Latency
    raw: dict[str, Latency] = field(default_factory=dict)
    stock_pages: int = 0
    stock: Latency | None = None
    same_as_stock: Latency | None = None
    page: Latency | None = None
    machine: dict[str, str | int] = field(default_factory=describe_machine)

    def as_dict(self) -> dict[str, Any]:
        """The report for JSON."""
        return asdict(self)


def run_scale(
    name: str,
    factory: Callable[[], AbstractContextManager[SearchEngine]],
    *,
    documents: int,
    directory: Path | None = None,
    stock_pages: int = STOCK_PAGES,
    site: str = "",
    say: Say = lambda _line: None,
) -> ScaleReport:
    """Measure the engine ``factory`` gives with so many ``documents``.

    ``directory`` is where it keeps its index, if in one: its size is told, and
    Tantivy alone is asked there. With ``stock_pages`` the same is asked of
    Wagtail's own search, with ``site`` of the search page at that address.
    Raises ``EngineError``, :class:`~search.scale.compared.StockError` and
    :class:`~search.scale.site.SiteError`.
    """
    world = World()
    mix = world.queries(EACH, documents)
    by_sort = {sort: [query.text for query in mix if query.sort == sort] for sort in SORTS}
    short = [*by_sort["name"], *by_sort["phrase"]]
    with factory() as engine:
        say(f"building an index of {documents} documents")
        with watched_memory() as memory:
            started = time.perf_counter()
            count = engine.rebuild(
                world.documents(documents), about=documents, progress=_every(say, documents)
            )
            speed = count / (time.perf_counter() - started)
        say("asking")

        def ask(text: str) -> None:
            engine.search(SearchQuery(text=text, limit=HITS))

        # As on a server that has run for a while: the index is in the machine's memory.
        latencies(ask, [query.text for query in mix[::4]])
        report = ScaleReport(
            engine=name,
            documents=count,
            documents_per_second=speed,
            seconds_generating=_generating(world, documents),
            index_bytes=_size(directory) if directory else None,
            peak_bytes=memory.peak,
            peak_own_bytes=memory.peak_own,
            facets=len(engine.search(SearchQuery(limit=1)).facets),
            queries={
                **{sort: latencies(ask, by_sort[sort]) for sort in SORTS},
                "all": latencies(ask, [query.text for query in mix]),
                "nothing typed": latencies(ask, [""] * 10),
            },
            suggestions=latencies(lambda text: engine.suggest(text), world.prefixes),
        )
        if directory:
            say("asking Tantivy alone")
            report.raw = raw_latencies(directory, short)
    if stock_pages:
        say(f"asking Wagtail's own search over {stock_pages} pages")
        texts = [query.text for query in mix[: STOCK_EACH * len(SORTS)]]
        report.stock_pages = stock_pages
        report.stock = stock_latency(stock_pages, texts)
        with factory() as engine:
            engine.rebuild(world.documents(stock_pages))
            for text in texts:
                engine.search(SearchQuery(text=text, limit=HITS))
            report.same_as_stock = latencies(
                lambda text: engine.search(SearchQuery(text=text, limit=HITS)), texts
            )
    if site:
        say(f"asking {site}")
        report.page = page_latencies(site, [query.text for query in mix])
    return report


def _every(say: Say, documents: int) -> Callable[[int], None]:
    """Says how far it is, about twenty times."""
    step, told = max(1, documents // 20), 0

    def progress(count: int) -> None:
        nonlocal told
        if count >= told + step:
            told = count
            say(f"{count}/{documents}")

    return progress


def _generating(world: World, documents: int) -> float:
    """Seconds it takes to make up so many documents, which indexing includes."""
    some = min(documents, 2_000)
    started = time.perf_counter()
    for _document in world.documents(some):
        pass
    return (time.perf_counter() - started) * documents / some


def _size(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
