"""Measure how well and how fast an engine finds Chinese."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.benchmark import (
    ENGINES,
    BenchmarkError,
    BenchmarkReport,
    factory_of,
    on_cluster,
    run_benchmark,
)
from search.benchmarks.hostile import HostileReport, run_hostile
from search.benchmarks.names import NamesReport, run_names
from search.configured import cluster
from search.engines.base import EngineError

Rows = Iterable[tuple[str, Any]]


class Command(BaseCommand):
    help = (
        "Measures an engine on a throw-away index: accuracy and speed on passages (JSONL: id, "
        "title, text) and queries (JSONL: id, text, relevant, answers), or recall of names on "
        "a roll that is made up, or that hostile queries do no harm."
    )

    def add_arguments(self, parser):
        parser.add_argument("--passages", type=Path, metavar="F")
        parser.add_argument("--queries", type=Path, metavar="F")
        parser.add_argument(
            "--simplified",
            action="store_true",
            help="put the queries in simplified characters, whatever the passages are in",
        )
        parser.add_argument("--names", type=int, metavar="N", help="measure on a roll of N names")
        parser.add_argument("--hostile", type=int, metavar="N", help="put N hostile queries")
        parser.add_argument("--engine", choices=["elasticsearch", "embedded"], default="embedded")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, passages, queries, simplified, names, hostile, engine, as_json, **options):
        engines = dict(ENGINES)
        if connection := cluster():
            engines["elasticsearch"] = on_cluster(connection)
        elif engine == "elasticsearch":
            raise CommandError("ELASTICSEARCH_URL names no cluster to measure on.")
        asked = [names is not None, hostile is not None, passages is not None]
        if sum(asked) != 1 or (passages is None) != (queries is None):
            raise CommandError("Give either --passages with --queries, or --names, or --hostile.")
        try:
            if names is not None:
                report = run_names(names, engine, factory_of(engine, engines))
            elif hostile is not None:
                report = run_hostile(hostile, engine, factory_of(engine, engines))
            else:
                report = run_benchmark(passages, queries, engine, engines, simplified=simplified)
        except (BenchmarkError, EngineError, OSError) as error:
            raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
        else:
            for name, value in [*_rows(report), *report.machine.items()]:
                self.stdout.write(f"{name:18} {value}")


def _rows(report: BenchmarkReport | NamesReport | HostileReport) -> Rows:
    match report:
        case BenchmarkReport():
            return _accuracy(report)
        case NamesReport():
            return _names(report)
        case HostileReport():
            return _harm(report)


def _accuracy(report: BenchmarkReport) -> Rows:
    substrings = "—" if report.substring_recall is None else f"{report.substring_recall:.4f}"
    return [
        ("engine", report.engine),
        ("passages", report.passages),
        ("queries", f"{report.queries}{' in simplified characters' if report.simplified else ''}"),
        ("MRR@10", f"{report.mrr_at_10:.4f}"),
        ("recall@1", f"{report.recall_at_1:.4f}"),
        ("recall@10", f"{report.recall_at_10:.4f}"),
        ("substring recall", f"{substrings} of {report.substrings} strings"),
        ("documents/s", f"{report.documents_per_second:.0f}"),
        ("latency p50", f"{report.latency_p50_ms:.2f} ms"),
        ("latency p95", f"{report.latency_p95_ms:.2f} ms"),
    ]


def _names(report: NamesReport) -> Rows:
    yield "engine", report.engine
    yield "names", report.names
    yield "documents/s", f"{report.documents_per_second:.0f}"
    for kind, measured in report.kinds.items():
        yield (
            kind,
            f"recall {measured.recall:.4f}: {measured.found} of {measured.expected} entries in "
            f"{measured.queries} queries, p50 {measured.latency_p50_ms:.1f} ms, "
            f"p95 {measured.latency_p95_ms:.1f} ms a page",
        )
        if measured.missed:
            yield "", f"not all found: {', '.join(measured.missed)}"


def _harm(report: HostileReport) -> Rows:
    yield "engine", report.engine
    yield "documents", report.documents
    yield "queries", report.queries
    yield "errors", report.errors
    for error in report.first_errors:
        yield "", error
    yield "latency p50", f"{report.latency_p50_ms:.1f} ms"
    yield "latency p99", f"{report.latency_p99_ms:.1f} ms"
    yield "slowest", f"{report.slowest_ms:.1f} ms: {report.slowest}"
