"""Measure an engine on passages and queries with known answers.

Two files of JSON lines, UTF-8:

* passages: ``{"id": str, "title": str, "text": str}``
* queries: ``{"id": str, "text": str, "relevant": [passage id], "answers": [str]}``

The figures: MRR@10 (mean reciprocal rank of the first relevant passage among
the first ten), recall@1 and @10 (share of queries with a relevant passage
there), and substring recall (of all passages that contain an answer of two to
six Chinese characters, the share found by searching for that answer).
"""

from __future__ import annotations

import json
import os
import platform
import re
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import quantiles
from typing import Any

from opencc import OpenCC

from search.engines.base import SearchDocument, SearchEngine, SearchQuery
from search.engines.elasticsearch import Connection, ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine

TOP = 10
_PAGE = 500
_CHINESE_ANSWER = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]{2,6}")

EngineFactory = Callable[[], AbstractContextManager[SearchEngine]]
"""Gives an engine without an index, whose index is thrown away at the end."""


class BenchmarkError(Exception):
    """The files cannot be used, or there is no such engine; the message says where."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage to find."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One query, the passages that answer it and the words of the answer."""

    id: str
    text: str
    relevant: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkReport:
    """What was measured. Shares are 0 to 1, latencies milliseconds a query.

    ``substring_recall`` is ``None`` when no answer is a short Chinese string.
    """

    engine: str
    simplified: bool
    passages: int
    queries: int
    mrr_at_10: float
    recall_at_1: float
    recall_at_10: float
    substring_recall: float | None
    substrings: int
    documents_per_second: float
    latency_p50_ms: float
    latency_p95_ms: float
    machine: dict[str, str | int]

    def as_dict(self) -> dict[str, Any]:
        """The report for JSON."""
        return asdict(self)


@contextmanager
def embedded() -> Iterator[SearchEngine]:
    """The embedded engine in a temporary directory."""
    with tempfile.TemporaryDirectory(prefix="search-benchmark-") as directory:
        yield EmbeddedEngine(Path(directory))


def on_cluster(connection: Connection) -> EngineFactory:
    """The Elasticsearch engine with indexes of its own in the cluster."""

    @contextmanager
    def factory() -> Iterator[SearchEngine]:
        prefix = f"{connection.prefix}-benchmark-{uuid.uuid4().hex[:8]}"
        engine = ElasticsearchEngine(replace(connection, prefix=prefix, replicas=0))
        try:
            yield engine
        finally:
            engine.drop()

    return factory


ENGINES: Mapping[str, EngineFactory] = {"embedded": embedded}
"""Engines that can be measured anywhere."""


def run_benchmark(
    passages_path: Path,
    queries_path: Path,
    engine_name: str = "embedded",
    engines: Mapping[str, EngineFactory] = ENGINES,
    *,
    simplified: bool = False,
) -> BenchmarkReport:
    """Index the passages in a throw-away index and put every query to it.

    ``simplified`` converts the queries, not the passages, to simplified characters,
    answers too: then a traditional set is asked as a reader of the mainland would.
    Raises :class:`BenchmarkError` for files that cannot be used.
    """
    factory = factory_of(engine_name, engines)
    passages = load_passages(passages_path)
    questions = load_questions(queries_path, {passage.id for passage in passages})
    convert = OpenCC("t2s").convert if simplified else str
    questions = [replace(question, text=convert(question.text)) for question in questions]
    with factory() as engine:
        speed = _build(engine, passages)
        ranks, latencies = _ask(engine, questions)
        found, expected, substrings = _substrings(engine, passages, questions, convert)
    cuts = quantiles(latencies, n=20) if len(latencies) > 1 else latencies * 19
    return BenchmarkReport(
        engine=engine_name,
        simplified=simplified,
        passages=len(passages),
        queries=len(questions),
        mrr_at_10=_mean([1 / rank if rank else 0.0 for rank in ranks]),
        recall_at_1=_mean([float(rank == 1) for rank in ranks]),
        recall_at_10=_mean([float(rank is not None) for rank in ranks]),
        substring_recall=found / expected if expected else None,
        substrings=substrings,
        documents_per_second=speed,
        latency_p50_ms=cuts[9],
        latency_p95_ms=cuts[18],
        machine=describe_machine(),
    )


def factory_of(engine_name: str, engines: Mapping[str, EngineFactory]) -> EngineFactory:
    """The engine of that name. Raises :class:`BenchmarkError` when there is none."""
    factory = engines.get(engine_name)
    if factory is None:
        raise BenchmarkError(f"no engine {engine_name!r}; there is: {', '.join(sorted(engines))}")
    return factory


def load_passages(path: Path) -> list[Passage]:
    """Read the passages. Raises :class:`BenchmarkError` with file and line."""
    passages: dict[str, Passage] = {}
    for where, row in _rows(path):
        passage = Passage(
            _string(row, "id", where),
            _string(row, "title", where),
            _string(row, "text", where),
        )
        if passage.id in passages:
            raise BenchmarkError(f"{where}: passage {passage.id!r} is there twice")
        passages[passage.id] = passage
    if not passages:
        raise BenchmarkError(f"{path}: no passages")
    return list(passages.values())


def load_questions(path: Path, passage_ids: set[str]) -> list[Question]:
    """Read the queries, whose relevant passages must be among ``passage_ids``."""
    questions: list[Question] = []
    for where, row in _rows(path):
        question = Question(
            _string(row, "id", where),
            _string(row, "text", where),
            _strings(row, "relevant", where),
            _strings(row, "answers", where),
        )
        if not question.relevant:
            raise BenchmarkError(f'{where}: "relevant" is empty')
        unknown = [one for one in question.relevant if one not in passage_ids]
        if unknown:
            raise BenchmarkError(f"{where}: no passage {unknown[0]!r}")
        questions.append(question)
    if not questions:
        raise BenchmarkError(f"{path}: no queries")
    return questions


def describe_machine() -> dict[str, str | int]:
    """What the figures were measured on."""
    return {
        "cpus": os.cpu_count() or 1,
        "python": platform.python_version(),
        "platform": platform.platform(),
    }


def _build(engine: SearchEngine, passages: Sequence[Passage]) -> float:
    """Index the passages; gives documents a second."""
    started = time.perf_counter()
    engine.rebuild(
        SearchDocument(
            key=passage.id,
            kind="passage",
            title=passage.title,
            url="",
            body=passage.text,
        )
        for passage in passages
    )
    return len(passages) / (time.perf_counter() - started)


def _ask(
    engine: SearchEngine, questions: Sequence[Question]
) -> tuple[list[int | None], list[float]]:
    """Rank of the first relevant passage of each query, from 1, and latencies."""
    ranks: list[int | None] = []
    latencies: list[float] = []
    for question in questions:
        started = time.perf_counter()
        hits = engine.search(SearchQuery(text=question.text, limit=TOP)).hits
        latencies.append((time.perf_counter() - started) * 1000)
        relevant = set(question.relevant)
        ranks.append(next((n for n, hit in enumerate(hits, 1) if hit.key in relevant), None))
    return ranks, latencies


def _substrings(
    engine: SearchEngine,
    passages: Sequence[Passage],
    questions: Sequence[Question],
    convert: Callable[[str], str],
) -> tuple[int, int, int]:
    """Passages found and expected over all short Chinese answers, and their number."""
    answers = dict.fromkeys(
        answer
        for question in questions
        for answer in question.answers
        if _CHINESE_ANSWER.fullmatch(answer)
    )
    found = expected = 0
    for answer in answers:
        holders = {passage.id for passage in passages if answer in passage.text}
        expected += len(holders)
        found += len(holders & set(_all_hits(engine, convert(answer))))
    return found, expected, len(answers)


def _all_hits(engine: SearchEngine, text: str) -> Iterator[str]:
    offset = 0
    while True:
        results = engine.search(SearchQuery(text=text, offset=offset, limit=_PAGE))
        yield from (hit.key for hit in results.hits)
        offset += len(results.hits)
        if not results.hits or offset >= results.total:
            return


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        lines = Path(path).read_bytes().splitlines()
    except OSError as error:
        raise BenchmarkError(f"{path}: {error.strerror or error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise BenchmarkError(f"{where}: not UTF-8") from error
        except ValueError as error:
            raise BenchmarkError(f"{where}: not JSON ({error})") from error
        if not isinstance(row, dict):
            raise BenchmarkError(f"{where}: not a JSON object")
        yield where, row


def _string(row: dict[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise BenchmarkError(f'{where}: "{name}" must be a string')
    return value


def _strings(row: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = row.get(name)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BenchmarkError(f'{where}: "{name}" must be a list of strings')
    return tuple(value)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
