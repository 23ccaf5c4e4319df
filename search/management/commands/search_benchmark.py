"""Measure how well and how fast an engine finds Chinese."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from search.benchmark import (
    ENGINES,
    BenchmarkError,
    BenchmarkReport,
    on_cluster,
    run_benchmark,
)
from search.configured import cluster
from search.engines.base import EngineError


class Command(BaseCommand):
    help = (
        "Builds a throw-away index of passages (JSONL: id, title, text), puts queries to it "
        "(JSONL: id, text, relevant, answers) and prints accuracy and speed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--passages", required=True, type=Path, metavar="F")
        parser.add_argument("--queries", required=True, type=Path, metavar="F")
        parser.add_argument("--engine", choices=["elasticsearch", "embedded"], default="embedded")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, passages, queries, engine, as_json, **options):
        engines = dict(ENGINES)
        if connection := cluster():
            engines["elasticsearch"] = on_cluster(connection)
        elif engine == "elasticsearch":
            raise CommandError("ELASTICSEARCH_URL names no cluster to measure on.")
        try:
            report = run_benchmark(passages, queries, engine, engines)
        except (BenchmarkError, EngineError, OSError) as error:
            raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
        else:
            self._tell(report)

    def _tell(self, report: BenchmarkReport) -> None:
        substrings = "—" if report.substring_recall is None else f"{report.substring_recall:.4f}"
        rows = [
            ("engine", report.engine),
            ("passages", report.passages),
            ("queries", report.queries),
            ("MRR@10", f"{report.mrr_at_10:.4f}"),
            ("recall@1", f"{report.recall_at_1:.4f}"),
            ("recall@10", f"{report.recall_at_10:.4f}"),
            ("substring recall", f"{substrings} of {report.substrings} strings"),
            ("documents/s", f"{report.documents_per_second:.0f}"),
            ("latency p50", f"{report.latency_p50_ms:.2f} ms"),
            ("latency p95", f"{report.latency_p95_ms:.2f} ms"),
            *report.machine.items(),
        ]
        for name, value in rows:
            self.stdout.write(f"{name:18} {value}")
