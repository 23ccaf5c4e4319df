"""Many documents at once: analysed in other processes, written in few commits."""

from __future__ import annotations

import os
import signal
from itertools import islice, pairwise

import pytest
from tantivy import Document

from search.engines.base import Access, DocumentsRejected, EngineError, SearchQuery
from search.engines.embedded import analysing, filling, writer

MANY = 60


@pytest.fixture(autouse=True)
def soon_many(monkeypatch):
    """Sixty documents are as good as a million."""
    monkeypatch.setattr(analysing, "SEVERAL_FROM", 20)
    monkeypatch.setattr(analysing, "PIECE", 7)
    monkeypatch.setattr(analysing, "_processors", lambda: 1)


@pytest.fixture
def many(make):
    return [make(f"烈士{n}", key=f"page:{n}", body="上甘岭") for n in range(MANY)]


@pytest.fixture
def same(many):
    """What the index knows after the same documents were written one process alone."""
    return sorted(one.key for one in many)


def test_all_are_there_in_order_and_progress_is_told(engine, many, same):
    told = []
    assert engine.rebuild(iter(many), progress=told.append) == MANY
    assert list(engine.keys()) == same
    assert told == sorted(told)
    assert told[-1] == MANY
    assert engine.search(SearchQuery(text="上甘岭")).total == MANY


def test_workers_and_this_process_make_the_same_of_a_document(many):
    pieces = list(analysing.analysed_in_workers(iter(many)))
    assert [one for piece in pieces for one in piece.prepared] == list(map(analysing.prepare, many))
    assert [one for piece in pieces for one in piece.again()] == list(map(analysing.prepare, many))


def test_the_last_of_one_key_stays_and_what_is_not_public_is_left_out(engine, make, many):
    later = [make("后来", key="page:3"), make("藏", key="page:4", access=Access.PRIVATE)]
    assert engine.rebuild([*many, *later]) == MANY - 1
    assert "page:4" not in set(engine.keys())
    assert [hit.key for hit in engine.search(SearchQuery(text="后来")).hits] == ["page:3"]
    assert engine.search(SearchQuery(text='"烈士3"')).total == 0


def test_several_commits(engine, many, same, monkeypatch):
    monkeypatch.setattr(filling, "KEPT", 2_000)
    assert engine.rebuild(many) == MANY
    assert list(engine.keys()) == same


def test_a_bad_document_is_named_and_the_others_kept(engine, make, many, same):
    with pytest.raises(DocumentsRejected) as caught:
        engine.rebuild([*many[:30], make("坏", body=None), make("也坏", sort_date=7), *many[30:]])
    assert (sorted(caught.value.reasons), caught.value.indexed) == (["page:也坏", "page:坏"], MANY)
    assert list(engine.keys()) == same


def test_a_commit_that_fails_is_repeated_in_small(engine, make, many, same, monkeypatch):
    """Tantivy takes a document with a number for text; then a commit loses all others."""

    def to_document(values, whole=writer.to_document):
        document = whole(values)
        if values["title"] == "坏":
            document = Document()
            document.add_text("key", values["key"])
            document.add_text("turn", "no number")
        return document

    monkeypatch.setattr(writer, "to_document", to_document)
    monkeypatch.setattr(filling, "KEPT", 3_000)
    with pytest.raises(DocumentsRejected) as caught:
        engine.rebuild([*many[:30], make("坏"), *many[30:]])
    assert (list(caught.value.reasons), caught.value.indexed) == (["page:坏"], MANY)
    assert list(engine.keys()) == same


def test_many_changes_to_an_index_go_the_same_way(engine, make, many, same):
    engine.rebuild([make("旧", key="page:0"), make("另外", key="page:x")])
    assert engine.index(many) == MANY
    assert list(engine.keys()) == sorted([*same, "page:x"])


def test_a_fault_in_the_stream_leaves_the_old_index(engine, make, many):
    engine.rebuild([make("旧")])

    def documents():
        yield from many
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="database"):
        engine.rebuild(documents())
    assert list(engine.keys()) == ["page:旧"]


def test_a_worker_that_dies_is_an_error_and_nothing_hangs(engine, make, many):
    engine.rebuild([make("旧")])
    before = set(children(os.getpid()))

    def documents():
        yield from many
        for pid in set(children(os.getpid())) - before:
            os.kill(pid, signal.SIGKILL)
        yield from (make(f"后{n}") for n in range(MANY * 10))

    with pytest.raises(EngineError, match="died"):
        engine.rebuild(documents())
    assert list(engine.keys()) == ["page:旧"]
    assert engine.rebuild(many) == MANY


def test_the_workers_end_with_the_rebuild(engine, many):
    before = set(children(os.getpid()))
    engine.rebuild(many)
    assert set(children(os.getpid())) <= before


def children(parent: int) -> list[int]:
    """Processes that ``parent`` started and that run."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as handle:
                state, above = handle.read().rpartition(")")[2].split()[:2]
            with open(f"/proc/{name}/cmdline", "rb") as handle:
                command = handle.read()
        except OSError:
            continue
        if int(above) == parent and state != "Z" and b"resource_tracker" not in command:
            found.append(int(name))
    return found


@pytest.mark.parametrize(
    ("about", "number", "first"),
    [(60, 8, 8), (80_000, 8, 10_000), (200_000, 16, 12_500), (1_860_000, 64, 29_063)],
)
def test_commits_come_where_merges_of_eight_leave_few_segments(about, number, first):
    found = list(islice(filling.commits(about), number + 2))
    assert found[0] == first
    assert found[number - 1 :] == [about, about + filling.SMALL, about + 2 * filling.SMALL]
    steps = {after - before for before, after in pairwise([0, *found[:number]])}
    assert max(steps) - min(steps) <= 1


def test_a_new_index_has_one_segment(engine, many, same):
    engine.rebuild(iter(many), about=MANY)
    assert list(engine.keys()) == same
    assert engine._reader.searcher().num_segments == 1


def test_more_come_than_was_thought(engine, many, same):
    engine.rebuild(iter(many), about=9)
    assert list(engine.keys()) == same
