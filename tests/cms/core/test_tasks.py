"""Background work is done after commit, tried again, given up in sight, and never lost."""

from __future__ import annotations

import datetime
import itertools
import threading

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.core import tasks
from cms.core.enums import JOB_TRANSITIONS, JobState
from cms.core.models import Job

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.timedelta(minutes=10)


class Work:
    """Background work that notes its calls and fails as long as it is told to."""

    def __init__(self, name: str, failures: int = 0):
        self.name, self.failures, self.calls = name, failures, []

    def __call__(self, progress, **arguments):
        self.calls.append(arguments)
        if len(self.calls) <= self.failures:
            raise RuntimeError(f"try {len(self.calls)} failed")
        progress(2, 3, "two of three")


@pytest.fixture
def registered(monkeypatch):
    """Register work for this test only."""
    monkeypatch.setattr(tasks, "_registry", dict(tasks._registry))

    def register(name: str = "tests.work", *, failures: int = 0, max_attempts: int = 5) -> Work:
        work = Work(name, failures)
        tasks.background(name, max_attempts=max_attempts)(work)
        return work

    return register


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done inside counts as committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def enqueued() -> list[int]:
    """Job numbers of the tasks that wait, in order."""
    waiting = DBTaskResult.objects.filter(task_path="cms.core.tasks.run_job", status="READY")
    return [task.args_kwargs["args"][0] for task in waiting.order_by("enqueued_at")]


def make_due() -> None:
    """As if the pause before the next try were over."""
    Job.objects.update(run_at=timezone.now())
    DBTaskResult.objects.update(run_after=timezone.now())


class TestEnqueue:
    def test_done_once_with_its_arguments(self, registered, committed, run_jobs):
        work = registered()
        with committed():
            job = tasks.enqueue("tests.work", number=1, text="上甘岭")
        run_jobs()
        job.refresh_from_db()
        assert work.calls == [{"number": 1, "text": "上甘岭"}]
        assert (job.state, job.attempts, job.error) == (JobState.DONE, 1, "")
        assert job.finished_at is not None

    def test_nothing_before_commit(self, registered, committed):
        registered()
        with committed():
            job = tasks.enqueue("tests.work")
            assert enqueued() == []
        assert enqueued() == [job.pk]

    def test_a_rollback_leaves_nothing(self, registered, committed):
        registered()
        with committed(), pytest.raises(ZeroDivisionError), transaction.atomic():
            tasks.enqueue("tests.work")
            raise ZeroDivisionError
        assert (Job.objects.count(), enqueued()) == (0, [])

    def test_unknown_work(self):
        with pytest.raises(LookupError) as caught:
            tasks.enqueue("tests.nobody_knows")
        assert str(caught.value) == "no background work is registered as 'tests.nobody_knows'"
        assert Job.objects.count() == 0

    def test_a_name_is_taken_once(self, registered):
        registered()
        with pytest.raises(ValueError, match="registered twice"):
            registered()

    def test_once_joins_a_job_that_has_not_begun(self, registered):
        registered()
        first, second = tasks.enqueue_once("tests.work"), tasks.enqueue_once("tests.work")
        assert first.pk == second.pk

    @pytest.mark.parametrize("state", [JobState.RUNNING, JobState.DONE, JobState.DEAD])
    def test_once_does_not_join_what_has_begun(self, registered, state):
        registered()
        first = tasks.enqueue_once("tests.work")
        Job.objects.update(state=state)
        assert tasks.enqueue_once("tests.work").pk != first.pk


class TestFailure:
    def test_tried_again_with_growing_pauses(self, registered, committed, run_jobs):
        work = registered(failures=3)
        with committed():
            job = tasks.enqueue("tests.work")
        pauses = []
        for attempt in range(1, 4):
            with committed():
                run_jobs()
            job.refresh_from_db()
            assert (job.state, job.attempts) == (JobState.RETRYING, attempt)
            pauses.append(round((job.run_at - timezone.now()).total_seconds()))
            make_due()
        run_jobs()
        job.refresh_from_db()
        assert pauses == [5, 20, 80]
        assert (job.state, job.attempts, job.error) == (JobState.DONE, 4, "")
        assert len(work.calls) == 4

    def test_not_before_its_time(self, registered, committed, run_jobs):
        work = registered(failures=1)
        with committed():
            tasks.enqueue("tests.work")
        with committed():
            run_jobs()
        run_jobs()
        assert len(work.calls) == 1

    def test_given_up_with_the_traceback(self, registered, committed, run_jobs):
        work = registered(failures=9, max_attempts=2)
        with committed():
            job = tasks.enqueue("tests.work")
        for _ in range(3):
            with committed():
                run_jobs()
            make_due()
        job.refresh_from_db()
        assert (job.state, job.attempts, len(work.calls)) == (JobState.DEAD, 2, 2)
        assert job.error.startswith("Traceback (most recent call last):")
        assert job.error.endswith("RuntimeError: try 2 failed\n")
        assert list(Job.objects.dead()) == [job]

    def test_work_that_a_new_version_no_longer_knows(self, registered, committed, run_jobs):
        registered()
        with committed():
            job = tasks.enqueue("tests.work")
        tasks._registry.pop("tests.work")
        run_jobs()
        job.refresh_from_db()
        assert job.state == JobState.DEAD
        assert job.error.splitlines()[-1] == (
            "LookupError: no background work is registered as 'tests.work'"
        )

    def test_a_dead_job_gets_a_new_set_of_attempts(self, registered, committed, run_jobs):
        work = registered(failures=1, max_attempts=1)
        with committed():
            job = tasks.enqueue("tests.work")
        run_jobs()
        job.refresh_from_db()
        assert job.state == JobState.DEAD
        with committed():
            tasks.try_again(job)
        run_jobs()
        job.refresh_from_db()
        assert (job.state, job.attempts, len(work.calls)) == (JobState.DONE, 1, 2)

    @pytest.mark.parametrize("state", sorted(set(JobState) - {JobState.DEAD}))
    def test_only_a_dead_job(self, registered, state):
        registered()
        job = tasks.enqueue("tests.work")
        Job.objects.update(state=state)
        with pytest.raises(tasks.IllegalTransition):
            tasks.try_again(job)
        assert Job.objects.get().state == state


@pytest.mark.parametrize(("start", "end"), list(itertools.product(JobState, JobState)))
def test_only_the_transitions_of_the_table(start, end):
    job = Job.objects.create(name="tests.work", state=start)
    if end in JOB_TRANSITIONS[start]:
        tasks._move(job, end)
        assert Job.objects.get().state == end
        return
    with pytest.raises(tasks.IllegalTransition) as caught:
        tasks._move(job, end)
    assert str(caught.value) == f"{job}: {start} → {end}"
    assert Job.objects.get().state == start


class TestRunning:
    def test_progress(self, registered, committed, run_jobs):
        registered()
        with committed():
            job = tasks.enqueue("tests.work")
        run_jobs()
        job.refresh_from_db()
        assert (job.done, job.total, job.percent, job.message) == (2, 3, 66, "two of three")

    @pytest.mark.parametrize(
        ("done", "total", "percent"), [(0, 0, None), (0, 8, 0), (4, 8, 50), (9, 8, 100)]
    )
    def test_percent(self, done, total, percent):
        assert Job(done=done, total=total).percent == percent

    def test_a_long_message_is_cut(self):
        job = Job.objects.create(name="tests.work")
        tasks.Progress(job)(1, 2, "x" * 1000)
        assert len(Job.objects.get().message) == 300

    @pytest.mark.parametrize("state", [JobState.RUNNING, JobState.DONE, JobState.DEAD])
    def test_a_row_handed_over_twice_is_run_once(self, registered, state):
        work = registered()
        job = Job.objects.create(name="tests.work", state=state)
        tasks.run_job.call(job.pk)
        assert (work.calls, Job.objects.get().state) == ([], state)

    def test_a_job_that_is_gone(self):
        assert tasks.run_job.call(999_999) is None

    def test_taken_back_while_it_ran_after_all(self, registered):
        """A worker thought dead finishes: what was decided meanwhile stands."""
        registered("tests.slow")
        job = Job.objects.create(name="tests.slow")

        def slow(progress):
            Job.objects.filter(pk=job.pk).update(state=JobState.RETRYING)

        tasks._registry["tests.slow"] = tasks.Work("tests.slow", slow, 5)
        tasks.run_job.call(job.pk)
        assert Job.objects.get().state == JobState.RETRYING


class TestTakingBack:
    def lost(self, **values) -> Job:
        return Job.objects.create(
            name="tests.work",
            state=JobState.RUNNING,
            seen_at=timezone.now() - LONG_AGO,
            **{"attempts": 1, **values},
        )

    def test_a_job_without_a_sign_of_life(self, registered, committed, run_jobs):
        work = registered()
        job = self.lost()
        with committed():
            assert tasks.take_back() == 1
        job.refresh_from_db()
        assert (job.state, job.error) == (JobState.RETRYING, "The worker stopped while it ran.")
        make_due()
        run_jobs()
        job.refresh_from_db()
        assert (job.state, job.attempts, len(work.calls)) == (JobState.DONE, 2, 1)

    def test_one_that_kills_its_worker_every_time_is_given_up(self, registered):
        registered()
        job = self.lost(attempts=5)
        assert tasks.take_back() == 1
        job.refresh_from_db()
        assert job.state == JobState.DEAD

    def test_a_job_that_was_never_handed_over(self, registered, committed, run_jobs):
        """The process died between commit and enqueue: there is a job and no task."""
        work = registered()
        job = Job.objects.create(name="tests.work", run_at=timezone.now() - LONG_AGO)
        assert enqueued() == []
        with committed():
            assert tasks.take_back() == 1
        assert enqueued() == [job.pk]
        run_jobs()
        assert (Job.objects.get().state, len(work.calls)) == (JobState.DONE, 1)

    def test_handed_over_twice_is_still_done_once(self, registered, committed, run_jobs):
        work = registered()
        with committed():
            tasks.enqueue("tests.work")
        Job.objects.update(run_at=timezone.now() - LONG_AGO)
        with committed():
            assert tasks.take_back() == 1
        assert len(enqueued()) == 2
        run_jobs()
        assert len(work.calls) == 1

    def test_what_is_in_order_is_left_alone(self, registered):
        registered()
        now = timezone.now()
        states = {
            "running": Job.objects.create(name="tests.work", state="running", seen_at=now),
            "waiting": Job.objects.create(name="tests.work", run_at=now),
            "later": Job.objects.create(name="tests.work", state="retrying", run_at=now + LONG_AGO),
            "done": Job.objects.create(name="tests.work", state="done", seen_at=now - LONG_AGO),
            "dead": Job.objects.create(name="tests.work", state="dead", run_at=now - LONG_AGO),
        }
        before = {name: Job.objects.get(pk=job.pk).__dict__ for name, job in states.items()}
        assert tasks.take_back() == 0
        for name, job in states.items():
            after = Job.objects.get(pk=job.pk).__dict__
            assert {**after, "_state": 0} == {**before[name], "_state": 0}


def test_done_jobs_are_forgotten_in_time():
    now = timezone.now()
    old, young = now - tasks.KEEP_DONE - LONG_AGO, now - LONG_AGO
    for state in JobState:
        for finished_at in (old, young):
            Job.objects.create(name="tests.work", state=state, finished_at=finished_at)
    assert tasks.forget_done() == 1
    assert Job.objects.filter(state=JobState.DONE).get().finished_at == young
    assert Job.objects.count() == 2 * len(JobState) - 1


@pytest.mark.django_db(transaction=True)
def test_a_long_job_gives_signs_of_life(registered, monkeypatch, run_jobs):
    monkeypatch.setattr(tasks, "HEARTBEAT", datetime.timedelta(milliseconds=5))
    registered("tests.slow")
    seen = []

    def slow(progress):
        first = Job.objects.get().seen_at
        pause = threading.Event()
        while not seen and not pause.wait(0.01):
            if Job.objects.get().seen_at > first:
                seen.append(True)

    tasks._registry["tests.slow"] = tasks.Work("tests.slow", slow, 1)
    tasks.enqueue("tests.slow")
    run_jobs()
    assert (seen, Job.objects.get().state) == ([True], JobState.DONE)
