"""What one process commits, the next search of every other process sees."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]

READ = """
import sys
from pathlib import Path
from search.engines.base import SearchQuery
from search.engines.embedded import EmbeddedEngine
engine = EmbeddedEngine(Path(sys.argv[1]))
for line in sys.stdin:
    hits = engine.search(SearchQuery(text=line.strip())).hits
    print(" ".join(sorted(hit.key for hit in hits)), flush=True)
"""


@pytest.fixture
def elsewhere(engine, tmp_path) -> Iterator[Callable[[str], list[str]]]:
    """Call it with a query for the keys that a process of its own finds; it stays open."""
    reader = subprocess.Popen(
        [sys.executable, "-c", READ, str(tmp_path / "index")],
        env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )

    def ask(text: str) -> list[str]:
        reader.stdin.write(f"{text}\n")
        reader.stdin.flush()
        return reader.stdout.readline().split()

    yield ask
    reader.stdin.close()
    assert reader.wait(timeout=60) == 0
    reader.stdout.close()


def test_a_commit_is_seen_by_the_next_search(engine, make, elsewhere):
    assert elsewhere("上甘岭") == []
    engine.index([make("血战上甘岭", key="page:1")])
    assert elsewhere("上甘岭") == ["page:1"]
    engine.index([make("坚守上甘岭", key="page:2")])
    assert elsewhere("上甘岭") == ["page:1", "page:2"]
    engine.delete(["page:1"])
    assert elsewhere("上甘岭") == ["page:2"]


def test_so_is_an_index_built_anew(engine, make, elsewhere):
    engine.index([make("血战上甘岭", key="page:1")])
    assert elsewhere("上甘岭") == ["page:1"]
    for number in range(2, 5):
        engine.rebuild([make("血战上甘岭", key=f"page:{number}")])
        assert elsewhere("上甘岭") == [f"page:{number}"]
