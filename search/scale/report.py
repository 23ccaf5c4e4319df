"""The figures of one run as lines to read, each beside what it is to be."""

from __future__ import annotations

from collections.abc import Iterator

from search.scale.measuring import Latency
from search.scale.running import ScaleReport

_MEGABYTE = 1_000_000
_AIMS = {
    "name": "p50 <= 6, p95 <= 25",
    "phrase": "p50 <= 6, p95 <= 25",
    "question": "p50 <= 15, p95 <= 25",
}
_RAW_OF = {
    "name": "phrase, counted",
    "phrase": "phrase, counted",
    "question": "any of ten, counted",
}


def lines(report: ScaleReport) -> Iterator[tuple[str, str]]:
    """Name and figure, in the order of the report."""
    yield "engine", report.engine
    yield "documents", f"{report.documents}"
    yield (
        "documents/s",
        f"{report.documents_per_second:.0f} (aim 5000; {report.seconds_generating:.0f} s of it "
        "to make them up)",
    )
    if report.index_bytes is not None:
        yield "index size", f"{report.index_bytes / _MEGABYTE:.0f} MB"
    yield (
        "memory, all processes",
        f"{report.peak_bytes / _MEGABYTE:.0f} MB at most, "
        f"{report.peak_own_bytes / _MEGABYTE:.0f} MB of it no pages of files (aim 1500)",
    )
    yield "facets", f"{report.facets}"
    for sort, latency in report.queries.items():
        yield f"query: {sort}", _told(latency, _AIMS.get(sort, ""))
    yield "suggestions", _told(report.suggestions, "p95 <= 5")
    for sort, latency in report.raw.items():
        yield f"Tantivy alone: {sort}", _told(latency)
    for sort, other in _RAW_OF.items():
        if other in report.raw:
            times = report.queries[sort].p50_ms / report.raw[other].p50_ms
            yield f"{sort} / Tantivy {other}", f"{times:.1f} times (aim 3)"
    if report.stock and report.same_as_stock:
        yield f"Wagtail's own, {report.stock_pages} pages", _told(report.stock)
        yield f"this engine, {report.stock_pages} documents", _told(report.same_as_stock)
        times = report.stock.p50_ms / report.same_as_stock.p50_ms
        yield "faster than Wagtail's own", f"{times:.0f} times (aim 50)"
    if report.page:
        yield "HTML search page", _told(report.page, "p95 <= 80")
    for name, value in report.machine.items():
        yield name, f"{value}"


def _told(latency: Latency, aim: str = "") -> str:
    figures = (
        f"p50 {latency.p50_ms:.2f} ms, p95 {latency.p95_ms:.2f} ms, "
        f"worst {latency.worst_ms:.1f} ms, {latency.calls} calls"
    )
    return f"{figures} (aim {aim})" if aim else figures
