"""Background work that hangs the first time it is tried; for a worker that is killed."""

from __future__ import annotations

import time
from pathlib import Path

from cms.core import tasks
from cms.core.tasks import Progress

NAME = "tests.hangs_once"
STEPS = 3


@tasks.background(NAME)
def hang_once(progress: Progress, *, folder: str) -> None:
    """Leave a file for each step; at the second step of the first try, wait to be killed."""
    begun = Path(folder) / "begun"
    first_try = not begun.exists()
    for step in range(STEPS):
        (Path(folder) / f"step-{step}").touch()
        progress(step + 1, STEPS)
        if first_try and step == 1:
            begun.touch()
            time.sleep(600)
