import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tantivy import Document, Index, Order, Query, SchemaBuilder

from search.engines.base import DocumentsRejected, EngineBusy, EngineError, SearchQuery
from search.engines.embedded import EmbeddedEngine, writer
from search.engines.embedded.lock import exclusive, is_held

PROJECT = Path(__file__).resolve().parents[3]

WRITE = """
import sys
from pathlib import Path
from search.engines.base import SearchDocument
from search.engines.embedded import EmbeddedEngine
engine = EmbeddedEngine(Path(sys.argv[1]), lock_timeout=60)
for n in range(int(sys.argv[3])):
    key = f"{sys.argv[2]}:{n}"
    engine.index([SearchDocument(key=key, kind="page", title="烈士" + key, url="/")])
    print(key, flush=True)
"""


def start_writer(directory, name, documents):
    return subprocess.Popen(
        [sys.executable, "-c", WRITE, str(directory), name, str(documents)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def numbers(monkeypatch, tmp_path):
    """An index with a number in it, where a document titled 坏 has text for its number.

    Tantivy takes such a document; the commit then fails and loses all others.
    """
    builder = SchemaBuilder()
    builder.add_text_field("key", fast=True, tokenizer_name="raw")
    builder.add_unsigned_field("number", fast=True, indexed=True)
    schema = builder.build()

    def to_document(values):
        if values["title"] == "坏":
            document = Document()
            document.add_text("number", "no number")
            return document
        return Document.from_dict({"key": values["key"], "number": 1}, schema)

    monkeypatch.setattr(writer, "to_document", to_document)
    return Index(schema, str(tmp_path))


def keys(index):
    index.reload()
    found = index.searcher().search(Query.all_query(), order_by_field="key", order=Order.Asc)
    return [key for key, _address in found.hits]


class TestFailedCommits:
    def test_the_bad_documents_are_named_and_the_others_kept(self, numbers, make):
        documents = [make(f"好{n}") for n in range(9)] + [make("坏", key="page:13")]
        documents[4:4] = [make("坏", key="page:4")]
        outcome = writer.Outcome()
        assert list(writer.write(numbers, documents, outcome)) == [9]
        assert sorted(outcome.rejected) == ["page:13", "page:4"]
        assert keys(numbers) == [f"page:好{n}" for n in range(9)]

    def test_writing_goes_on_afterwards(self, numbers, make):
        outcome = writer.Outcome()
        for title in ("好0", "坏", "好1"):
            list(writer.write(numbers, [make(title)], outcome))
        assert (outcome.indexed, list(outcome.rejected)) == (2, ["page:坏"])
        assert keys(numbers) == ["page:好0", "page:好1"]

    def test_a_bad_new_version_leaves_the_old(self, numbers, make):
        outcome = writer.Outcome()
        list(writer.write(numbers, [make("好", key="page:1")], outcome))
        list(writer.write(numbers, [make("坏", key="page:1")], outcome))
        assert list(outcome.rejected) == ["page:1"]
        assert keys(numbers) == ["page:1"]


class TestBadDocuments:
    def test_a_rebuild_swaps_without_the_bad_one(self, engine, make):
        with pytest.raises(DocumentsRejected) as caught:
            engine.rebuild([make("好"), make("坏", body=None)])
        assert (list(caught.value.reasons), caught.value.indexed) == (["page:坏"], 1)
        assert list(engine.keys()) == ["page:好"]

    @pytest.mark.parametrize("fields", [{"body": None}, {"people": (7,)}, {"sort_date": 1952}])
    def test_a_wrong_type_is_named(self, engine, make, fields):
        with pytest.raises(DocumentsRejected) as caught:
            engine.index([make("好"), make("坏", **fields)])
        assert list(caught.value.reasons) == ["page:坏"]
        assert list(engine.keys()) == ["page:好"]

    def test_lone_surrogates_and_controls_are_no_harm(self, engine, make):
        engine.index(
            [make("上甘岭\ud800", key="page:1", body="黄\x00继光\udfff。", people=("a\ud800",))]
        )
        (hit,) = engine.search(SearchQuery(text="上甘岭")).hits
        assert "".join(piece.text for piece in hit.title) == "上甘岭\ufffd"

    def test_when_nothing_can_be_written_no_document_is_blamed(self, engine, make, monkeypatch):
        monkeypatch.setattr(writer, "_try_commit", lambda *_: "commit failed")
        monkeypatch.setattr(writer, "delete", _no_space)
        with pytest.raises(EngineError, match="No space left") as caught:
            engine.index([make("好")])
        assert not isinstance(caught.value, DocumentsRejected)


def _no_space(_index, keys):
    if keys:
        raise OSError("No space left on device")


class TestProcesses:
    def test_writers_wait_for_each_other_and_lose_nothing(self, engine, tmp_path):
        writers = [start_writer(tmp_path / "index", name, 8) for name in "abc"]
        assert [one.wait(timeout=60) for one in writers] == [0, 0, 0]
        for one in writers:
            one.stdout.close()
        assert sorted(engine.keys()) == sorted(f"{name}:{n}" for name in "abc" for n in range(8))

    def test_a_killed_writer_frees_the_lock_and_keeps_its_commits(self, engine, make, tmp_path):
        killed = start_writer(tmp_path / "index", "killed", 10_000)
        committed = [killed.stdout.readline().strip() for _ in range(3)]
        killed.send_signal(signal.SIGKILL)
        killed.wait(timeout=10)
        committed += killed.stdout.read().split()
        killed.stdout.close()
        assert engine.index([make("之后")]) == 1
        assert set(committed) | {"page:之后"} <= set(engine.keys())

    def test_waiting_ends(self, engine, make, tmp_path):
        impatient = EmbeddedEngine(tmp_path / "index", lock_timeout=0)
        with exclusive(tmp_path / "index" / "write.lock", timeout=0), pytest.raises(EngineBusy):
            impatient.index([make("甲")])
        assert impatient.index([make("甲")]) == 1

    def test_a_lock_is_held_only_inside(self, tmp_path):
        path = tmp_path / "lock"
        with exclusive(path, timeout=0):
            assert is_held(path)
        assert not is_held(path)


def test_threads_read_while_others_write(engine, make):
    engine.index([make("甲", body="上甘岭")])
    failures = []
    done = threading.Event()

    def read():
        while not done.is_set():
            try:
                if "page:甲" not in [h.key for h in engine.search(SearchQuery(text="上甘岭")).hits]:
                    failures.append("a committed document was missing")
                engine.suggest("甲")
            except EngineError as error:
                failures.append(repr(error))
            time.sleep(0.001)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for thread in readers:
        thread.start()
    for n in range(15):
        engine.index([make(f"乙{n}")])
        if n % 5 == 0:
            engine.rebuild([make("甲", body="上甘岭")])
    done.set()
    for thread in readers:
        thread.join()
    assert failures == []
