"""Stock Wagtail, measured in a process and a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from search.scale.measuring import Latency

_PROJECT = Path(__file__).resolve().parents[2]
_MODULE = "search.scale.stock"


class StockError(Exception):
    """The throw-away site could not be made."""


def stock_latency(pages: int, texts: Sequence[str]) -> Latency:
    """Latency of Wagtail's database search on SQLite over so many of the same documents.

    Raises :class:`StockError`, with what the process said.
    """
    with tempfile.TemporaryDirectory(prefix="search-scale-stock-") as directory:
        run = subprocess.run(
            [sys.executable, "-m", _MODULE],
            input=json.dumps({"pages": pages, "texts": list(texts)}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=_PROJECT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": f"{_MODULE}.settings",
                "STOCK_DIRECTORY": directory,
                "PYTHONIOENCODING": "utf-8",
            },
            check=False,
        )
    if run.returncode:
        raise StockError(run.stderr.strip()[-2_000:])
    return Latency(**json.loads(run.stdout))
