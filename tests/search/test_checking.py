"""Comparing the index with the database, and making them agree."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from cms.core import tasks
from cms.core.enums import JobState
from cms.core.models import Job
from search import checking, outbox
from search.checking import Differing, check
from search.configured import engine
from search.documents import all_documents, page_key
from search.engines.base import SearchDocument
from search.management.progress import ProgressLine
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db

GONE = SearchDocument(key="page:999999", kind="page", title="早已删除", url="/gone/")


@pytest.fixture
def pages(home, index):
    """Three pages that the index has as they are."""
    made = [StandardPageFactory(parent=home, title=f"第{number}页") for number in range(3)]
    outbox.drain()
    return made


@pytest.fixture
def differing(pages, index):
    """Of the three pages one is missing, one outdated; a fourth is left over."""
    missing, outdated, _same = pages
    index.delete([page_key(missing.pk)])
    (document,) = (one for one in all_documents() if one.key == page_key(outdated.pk))
    index.index([replace(document, body="从前的内容"), GONE])
    return missing, outdated


def run(*arguments) -> str:
    out = io.StringIO()
    call_command("search_check", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


class TestCheck:
    def test_nothing_differs(self, pages):
        found = check()
        assert (found.compared, found.count, found.remaining) == (3, 0, 0)

    def test_each_difference(self, differing):
        missing, outdated = differing
        assert check() == checking.Difference(
            compared=3,
            missing=Differing(count=1, keys=(page_key(missing.pk),)),
            left_over=Differing(count=1, keys=(GONE.key,)),
            outdated=Differing(count=1, keys=(page_key(outdated.pk),)),
        )

    def test_of_very_many_the_first_are_named(self, pages, index, monkeypatch):
        monkeypatch.setattr(checking, "LISTED", 2)
        index.rebuild([])
        keys = sorted(page_key(page.pk) for page in pages)
        assert check().missing == Differing(count=3, keys=tuple(keys[:2]))

    def test_what_waits_in_the_outbox_is_no_difference(self, pages, index):
        page = pages[0]
        page.title = "改名"
        page.save()
        index.delete([page_key(pages[1].pk)])
        outbox.changed([page_key(pages[1].pk)])
        assert check().count == 0

    def test_what_an_engine_refused_is_one(self, pages, index):
        index.delete([page_key(pages[1].pk)])
        outbox.changed([page_key(pages[1].pk)])
        outbox.OutboxEntry.objects.update(attempts=outbox.MAX_ATTEMPTS)
        assert check().missing.keys == (page_key(pages[1].pk),)

    def test_what_changed_while_it_was_read_is_none(self, pages, index, monkeypatch):
        read = checking.all_documents

        def then_changed():
            yield from read()
            pages[0].title = "趁读的时候改名"
            pages[0].save()
            outbox.drain()

        monkeypatch.setattr(checking, "all_documents", then_changed)
        assert check().count == 0

    def test_progress(self, pages):
        told = []
        check(progress=lambda done, total: told.append((done, total)))
        assert told[-1][0] == 6
        assert [done for done, _total in told] == sorted(done for done, _total in told)


class TestRepair:
    def test_all_of_it(self, differing):
        found = check(repair=True)
        assert (found.count, found.repaired, found.remaining) == (3, 3, 0)
        assert check().count == 0

    def test_without_an_index(self, pages, settings, tmp_path):
        settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
        assert check().missing.count == 3
        assert check(repair=True).repaired == 3
        assert check().count == 0

    def test_an_index_that_cannot_be_read(self, pages, settings):
        (meta,) = settings.SEARCH_INDEX_DIR.glob("index-*/meta.json")
        meta.unlink()
        assert check(repair=True).repaired == 3
        assert check().count == 0

    def test_what_is_refused_remains(self, pages, index, monkeypatch):
        index.delete([page_key(pages[0].pk)])
        monkeypatch.setattr(outbox, "_bring", lambda keys: dict.fromkeys(keys, "无法编入"))
        found = check(repair=True)
        assert (found.count, found.repaired, found.remaining) == (1, 0, 1)


class TestCommand:
    def test_nothing_differs(self, pages):
        assert run() == "3 documents compared, 0 differ\n"

    def test_differences_end_with_status_1(self, differing, capsys):
        missing, outdated = differing
        out = io.StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("search_check", stdout=out, stderr=io.StringIO())
        assert ended.value.code == 1
        assert out.getvalue().splitlines() == [
            f"missing (1): {page_key(missing.pk)}",
            f"left over (1): {GONE.key}",
            f"outdated (1): {page_key(outdated.pk)}",
            "3 documents compared, 3 differ",
        ]

    def test_repaired(self, differing):
        assert run("--repair").splitlines()[-2:] == [
            "3 documents compared, 3 differ",
            "3 repaired",
        ]
        assert run() == "3 documents compared, 0 differ\n"

    def test_no_answer_is_said(self, pages, settings):
        settings.SEARCH_ENGINE = "elasticsearch"
        settings.SEARCH_FALLBACK = ""
        settings.ELASTICSEARCH = {"urls": ("http://127.0.0.1:9",), "timeout": 1}
        with pytest.raises(CommandError):
            run()


class TestInBackground:
    def test_check(self, differing, run_jobs, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            tasks.enqueue(checking.CHECK)
        run_jobs()
        job = Job.objects.get(name=checking.CHECK)
        assert (job.state, job.done, job.total) == (JobState.DONE, 3, 3)
        assert check().count == 0

    def test_rebuild(self, differing, run_jobs, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            tasks.enqueue(outbox.REBUILD)
        run_jobs()
        job = Job.objects.get(name=outbox.REBUILD)
        assert (job.state, job.done, job.total) == (JobState.DONE, 3, 3)
        assert set(engine().keys()) == {document.key for document in all_documents()}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def wrapped(stream):
    return OutputWrapper(stream)


class TestProgressLine:
    def test_percent_and_rate(self):
        terminal, clock = Terminal(), iter([0.0, 1.0, 1.05, 2.0])
        with ProgressLine(wrapped(terminal), now=lambda: next(clock)) as line:
            line(10, 40)
            line(11, 40)  # Too soon.
            line(40, 40)
        assert terminal.getvalue() == "\r25 % 10/40, 10/s\r100 % 40/40, 20/s\n"

    def test_silent_where_nobody_watches(self):
        log = io.StringIO()
        with ProgressLine(wrapped(log)) as line:
            line(1, 2)
        assert log.getvalue() == ""

    def test_nothing_to_do(self):
        terminal = Terminal()
        with ProgressLine(wrapped(terminal), now=lambda: 0.0) as line:
            line(0, 0)
        assert terminal.getvalue() == "\r100 % 0/0, 0/s\n"
