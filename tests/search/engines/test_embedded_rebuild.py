import json
import os
import shutil

import pytest

from search.engines.base import EngineBusy, IndexDamaged, IndexMissing, Moment, SearchQuery
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.lock import exclusive


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "index"


def folders(directory):
    return sorted(path.name for path in directory.glob("index-*"))


def test_a_rebuild_replaces_all_and_leaves_one_folder(engine, make, directory):
    engine.index([make("旧")])
    told = []
    assert engine.rebuild((make(f"新{n}") for n in range(3)), progress=told.append) == 3
    assert sorted(engine.keys()) == ["page:新0", "page:新1", "page:新2"]
    assert told == [3]
    assert folders(directory) == ["index-2"]


def test_the_old_index_answers_until_the_swap(engine, make):
    engine.index([make("旧")])
    seen = []

    def documents():
        yield make("新")
        seen.extend(engine.keys())

    engine.rebuild(documents())
    assert seen == ["page:旧"]
    assert list(engine.keys()) == ["page:新"]


def test_changes_during_a_rebuild_are_in_both(engine, make):
    engine.index([make("旧"), make("去")])
    seen = []

    def documents():
        yield make("去")
        yield make("改", body="先前")
        moment = Moment(start_ms=1, end_ms=2, text="上甘岭")
        engine.index(
            [make("来", facets={"kind": ("故事",)}, moments=(moment,)), make("改", body="后来")]
        )
        engine.delete(["page:去"])
        seen.extend(engine.keys())

    engine.rebuild(documents())
    assert seen == ["page:改", "page:旧", "page:来"]
    assert list(engine.keys()) == ["page:改", "page:来"]
    assert engine.search(SearchQuery(text="后来")).total == 1
    assert engine.search(SearchQuery(text="上甘岭")).hits[0].moments[0].start_ms == 1


def test_a_rebuild_that_fails_leaves_the_old_index(engine, make, directory):
    engine.index([make("旧")])

    def documents():
        yield make("新")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="database"):
        engine.rebuild(documents())
    assert list(engine.keys()) == ["page:旧"]
    assert folders(directory) == ["index-1"]
    assert not (directory / "rebuild.journal").exists()


def test_what_a_killed_rebuild_left_is_cleared(engine, make, directory):
    (directory / "rebuild.journal").write_text("")
    (directory / "index-7").mkdir()
    engine.index([make("甲")])
    assert not (directory / "rebuild.journal").exists()
    engine.rebuild([make("乙")])
    assert folders(directory) == ["index-2"]


def test_two_rebuilds_do_not_meet(engine, make, directory):
    waiting = EmbeddedEngine(directory, lock_timeout=0)
    with (
        exclusive(directory / "rebuild.lock", timeout=0),
        pytest.raises(EngineBusy),
    ):
        waiting.rebuild([make("甲")])


def test_a_reader_in_use_outlives_a_swap(engine, make, directory):
    other = EmbeddedEngine(directory)
    engine.index([make("旧")])
    searcher = other._reader.searcher()
    engine.rebuild([make("新")])
    assert searcher.num_docs == 1
    assert list(other.keys()) == ["page:新"]


def test_an_index_of_another_schema_is_missing(engine, directory):
    pointer = directory / "current.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"schema": 0}))
    with pytest.raises(IndexMissing, match="schema"):
        engine.search(SearchQuery())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 1}', "\x00", "schema"])
def test_a_damaged_pointer(engine, directory, content):
    (directory / "current.json").write_text(content)
    with pytest.raises(IndexDamaged):
        engine.search(SearchQuery())


def test_a_pointer_out_of_the_directory_is_not_followed(engine, directory):
    pointer = directory / "current.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"folder": "../elsewhere"}))
    with pytest.raises(IndexDamaged):
        engine.search(SearchQuery())


def test_a_folder_that_is_gone(engine, directory):
    shutil.rmtree(directory / "index-1")
    with pytest.raises(IndexDamaged):
        engine.search(SearchQuery())


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 50, b"{}"])
def test_a_damaged_index_is_built_anew(engine, make, directory, content):
    engine.index([make("甲")])
    (directory / "index-1" / "meta.json").write_bytes(content)
    with pytest.raises(IndexDamaged):
        EmbeddedEngine(directory).search(SearchQuery())
    assert engine.rebuild([make("甲")]) == 1
    assert list(EmbeddedEngine(directory).keys()) == ["page:甲"]


def test_lost_segment_files_are_noticed(engine, make, directory):
    engine.index([make("甲")])
    for path in (directory / "index-1").glob("*.idx"):
        os.remove(path)
    with pytest.raises(IndexDamaged):
        EmbeddedEngine(directory).search(SearchQuery())
