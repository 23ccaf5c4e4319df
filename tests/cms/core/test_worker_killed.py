"""A real worker process is killed in the middle of a job; the next one finishes it."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from cms.core import tasks
from cms.core.enums import JobState
from cms.core.models import Job
from cms.settings.state import BASE_DIR
from tests.cms.core import slow_work

PATIENCE = 60
WORKER = """
import django
django.setup()
from django.core.management import call_command
import tests.cms.core.slow_work
call_command("db_worker", interval=0.05, queue_name="*", startup_delay=False, verbosity=0,
             reload=False)
"""


def start_worker(state: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.development",
            "PYTHONPATH": str(BASE_DIR),
            "RONGGUANG_VAR": str(state),
            "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
            "DEBUG": "False",
        },
        cwd=BASE_DIR,
    )


def wait_for(path: Path, worker: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while not path.exists():
        assert worker.poll() is None, "the worker ended by itself"
        assert time.monotonic() < deadline, "the worker did not take the job"
        time.sleep(0.05)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the worker opens the file of the tests")
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_and_finished_by_the_next(tmp_path, monkeypatch, run_jobs):
    monkeypatch.setattr(tasks, "FIRST_PAUSE", datetime.timedelta(0))
    job = tasks.enqueue(slow_work.NAME, folder=str(tmp_path))
    worker = start_worker(tmp_path / "state")
    try:
        wait_for(tmp_path / "begun", worker)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.done, job.total) == (JobState.RUNNING, 1, 2, 3)

    assert tasks.take_back() == 0  # It may yet be alive.
    Job.objects.update(seen_at=timezone.now() - tasks.LOST_AFTER * 2)
    assert tasks.take_back() == 1
    run_jobs()

    job.refresh_from_db()
    assert (job.state, job.attempts, job.done, job.total) == (JobState.DONE, 2, 3, 3)
    steps = sorted(path.name for path in tmp_path.glob("step-*"))
    assert steps == [f"step-{step}" for step in range(slow_work.STEPS)]
