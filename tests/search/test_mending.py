"""An index that is missing or broken: the database answers, the index is built, it answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.core import clock
from cms.core.enums import JobState
from cms.core.models import Job
from search import outbox
from search.configured import _embedded
from search.documents import page_key
from search.engines.base import EngineBusy, EngineUnavailable, IndexDamaged
from tests.factories import StandardPageFactory, paragraphs

pytestmark = pytest.mark.django_db


def largest(folder: Path, suffix: str) -> Path:
    """The largest file of the index in use with this suffix."""
    (found,) = folder.glob("index-*")
    return max(found.glob(f"*{suffix}"), key=lambda path: path.stat().st_size)


def truncate(suffix: str) -> Callable[[Path], None]:
    """Cut a file of a segment in half, as a full disk does."""

    def cut(folder: Path) -> None:
        path = largest(folder, suffix)
        # A file of its own: what is cut under an open map is no way files break.
        half = path.read_bytes()[: path.stat().st_size // 2]
        path.unlink()
        path.write_bytes(half)

    return cut


def lose(suffix: str) -> Callable[[Path], None]:
    """Delete a file of the index."""
    return lambda folder: largest(folder, suffix).unlink()


def garble(name: str) -> Callable[[Path], None]:
    """Replace a file with what is no text."""

    def replace(folder: Path) -> None:
        (path,) = folder.rglob(name)
        path.unlink()
        path.write_bytes(b"\xff\x00\x13" * 40)

    return replace


def empty_pointer(folder: Path) -> None:
    (folder / "current.json").write_text("")


def lose_folder(folder: Path) -> None:
    (found,) = folder.glob("index-*")
    shutil.rmtree(found)


BROKEN = {
    "store cut": truncate(".store"),
    "terms cut": truncate(".term"),
    "postings cut": truncate(".idx"),
    "columns cut": truncate(".fast"),
    "positions lost": lose(".pos"),
    "store lost": lose(".store"),
    "meta lost": lose("meta.json"),
    "meta garbled": garble("meta.json"),
    "pointer garbled": garble("current.json"),
    "pointer empty": empty_pointer,
    "index lost": lose_folder,
    "everything lost": shutil.rmtree,
}


@pytest.fixture
def page(home, index):
    made = StandardPageFactory(parent=home, title="血战上甘岭", body=paragraphs("志愿军坚守坑道。"))
    outbox.drain()
    return made


@pytest.fixture
def ask(client):
    """Search through the API, in what is for the index a new process or the same."""

    def asked(text: str, *, new_process: bool = True) -> dict:
        if new_process:
            _embedded.cache_clear()
        answer = client.get("/api/search", {"q": text})
        assert answer.status_code == 200
        data = answer.json()
        return {"from_database": data["from_database"], "keys": [h["key"] for h in data["hits"]]}

    return asked


@pytest.fixture
def damage(settings):
    def done(name: str) -> None:
        BROKEN[name](Path(settings.SEARCH_INDEX_DIR))

    return done


def jobs() -> list[tuple[str, str]]:
    return list(Job.objects.filter(name=outbox.REBUILD).values_list("name", "state"))


@pytest.mark.parametrize("new_process", [True, False], ids=["new", "open"])
@pytest.mark.parametrize("name", BROKEN)
def test_the_database_answers_until_the_index_is_built(
    page, ask, damage, name, new_process, run_jobs, django_capture_on_commit_callbacks
):
    found = [page_key(page.pk)]
    assert ask("坑道") == {"from_database": False, "keys": found}
    damage(name)
    if not new_process and name.split()[0] in {
        "store",
        "terms",
        "postings",
        "columns",
        "positions",
    }:
        # Files a process has open stay as they were for it, until the next commit.
        assert ask("坑道", new_process=False) == {"from_database": False, "keys": found}
        return
    with django_capture_on_commit_callbacks(execute=True):
        for _request in range(3):
            assert ask("上甘岭", new_process=new_process) == {"from_database": True, "keys": found}
        assert ask("坑道", new_process=new_process) == {"from_database": True, "keys": []}
    assert jobs() == [(outbox.REBUILD, JobState.WAITING)]
    run_jobs()
    assert jobs() == [(outbox.REBUILD, JobState.DONE)]
    assert ask("坑道", new_process=False) == {"from_database": False, "keys": found}
    assert ask("坑道") == {"from_database": False, "keys": found}


@pytest.mark.parametrize("name", ["meta lost", "positions lost", "everything lost"])
def test_a_change_builds_it_too(page, damage, name, index):
    damage(name)
    _embedded.cache_clear()
    page.title = "夺回高地"
    page.save()
    outbox.drain()
    assert set(index.keys()) == {page_key(page.pk)}
    assert not outbox.OutboxEntry.objects.exists()


def test_the_clock_looks_after_it(page, damage, run_jobs, django_capture_on_commit_callbacks):
    look = clock._chores["search index"]
    assert look() == 0
    damage("terms cut")
    _embedded.cache_clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert (look(), look()) == (1, 1)
    assert jobs() == [(outbox.REBUILD, JobState.WAITING)]
    run_jobs()
    assert look() == 0


def test_build_missing_builds_what_cannot_be_read(page, damage):
    assert outbox.build_missing() is None
    damage("positions lost")
    _embedded.cache_clear()
    assert outbox.build_missing() == 1
    assert outbox.build_missing() is None


@pytest.mark.parametrize("error", [EngineUnavailable("away"), EngineBusy("busy")])
def test_what_a_rebuild_does_not_mend_asks_for_none(db, error):
    outbox.reader_met(error)
    assert jobs() == []


def test_once_while_one_is_unfinished(db):
    for state in (JobState.WAITING, JobState.RUNNING, JobState.RETRYING):
        Job.objects.all().delete()
        Job.objects.create(name=outbox.REBUILD, state=state)
        outbox.reader_met(IndexDamaged("broken"))
        assert jobs() == [(outbox.REBUILD, state)]
    Job.objects.update(state=JobState.DEAD)
    outbox.reader_met(IndexDamaged("broken"))
    assert [state for _name, state in jobs()].count(JobState.WAITING) == 1
