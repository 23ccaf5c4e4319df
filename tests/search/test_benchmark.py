import json

import pytest

from search.benchmark import BenchmarkError, load_passages, load_questions, run_benchmark
from tests.shared_data import SHARED, needs_shared

PASSAGES = [
    {"id": "a", "title": "上甘岭战役", "text": "一九五二年十月，黄继光在上甘岭牺牲。"},
    {"id": "b", "title": "狼牙山", "text": "五位战士在狼牙山跳崖，时为一九四一年。"},
    {"id": "c", "title": "雷锋", "text": "雷锋在抚顺牺牲，他的日记后来出版。"},
]
QUERIES = [
    {"id": "1", "text": "黄继光在哪里牺牲？", "relevant": ["a"], "answers": ["上甘岭"]},
    {"id": "2", "text": "谁的日记后来出版了？", "relevant": ["c"], "answers": ["雷锋"]},
    {"id": "3", "text": "狼牙山有几位战士跳崖？", "relevant": ["b"], "answers": ["五位", "5"]},
]


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def passages(tmp_path):
    return write(tmp_path / "passages.jsonl", PASSAGES)


@pytest.fixture
def queries(tmp_path):
    return write(tmp_path / "queries.jsonl", QUERIES)


def test_a_tiny_set_where_all_is_found(passages, queries):
    report = run_benchmark(passages, queries).as_dict()
    figures = {
        name: report[name]
        for name in (
            "engine",
            "passages",
            "queries",
            "mrr_at_10",
            "recall_at_1",
            "recall_at_10",
            "substring_recall",
            "substrings",
        )
    }
    assert figures == {
        "engine": "embedded",
        "passages": 3,
        "queries": 3,
        "mrr_at_10": 1.0,
        "recall_at_1": 1.0,
        "recall_at_10": 1.0,
        "substring_recall": 1.0,
        "substrings": 3,
    }
    assert json.loads(json.dumps(report)) == report
    assert set(report["machine"]) == {"cpus", "python", "platform"}
    assert min(report[n] for n in ("documents_per_second", "latency_p50_ms", "latency_p95_ms")) > 0


def test_queries_can_be_put_in_simplified_characters(tmp_path):
    rows = [{"id": "a", "title": "上甘嶺", "text": "黃繼光在上甘嶺犧牲。"}]
    queries = [{"id": "1", "text": "黃繼光", "relevant": ["a"], "answers": ["上甘嶺"]}]
    report = run_benchmark(write(tmp_path / "p", rows), write(tmp_path / "q", queries))
    other = run_benchmark(tmp_path / "p", tmp_path / "q", simplified=True)
    assert (report.simplified, other.simplified) == (False, True)
    assert (report.mrr_at_10, other.mrr_at_10) == (1.0, 1.0)
    # The answer is counted where it stands in the passage as it is written there.
    assert (other.substring_recall, other.substrings) == (1.0, 1)


def test_ranks_below_the_first_count_in_part(passages, tmp_path):
    rows = [
        {"id": "1", "text": "雷锋", "relevant": ["b", "c"], "answers": []},
        {"id": "2", "text": "雷锋", "relevant": ["a"], "answers": []},
        {"id": "3", "text": "抚顺牺牲", "relevant": ["a"], "answers": ["1952"]},
    ]
    report = run_benchmark(passages, write(tmp_path / "q", rows))
    assert report.recall_at_1 == pytest.approx(1 / 3)
    assert report.mrr_at_10 == pytest.approx(report.recall_at_1)
    assert (report.substring_recall, report.substrings) == (None, 0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "2: not JSON"),
        (b'{"id": "\xff"}', "2: not UTF-8"),
        (b"[]", "2: not a JSON object"),
        (b'{"id": 1, "title": "", "text": ""}', '2: "id" must be a string'),
        (b'{"id": "b", "title": ""}', '2: "text" must be a string'),
        (b'{"id": "a", "title": "", "text": ""}', "2: passage 'a' is there twice"),
    ],
)
def test_a_bad_passage_is_named_by_file_and_line(tmp_path, line, message):
    path = tmp_path / "passages.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "title": "", "text": ""}\n' + line)
    with pytest.raises(BenchmarkError) as caught:
        load_passages(path)
    assert str(caught.value).startswith(f"{path}:{message}")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"relevant": []}, '"relevant" is empty'),
        ({"relevant": ["z"]}, "no passage 'z'"),
        ({"relevant": "a"}, '"relevant" must be a list of strings'),
        ({"answers": [1]}, '"answers" must be a list of strings'),
    ],
)
def test_a_bad_query_is_named(tmp_path, changes, message):
    path = write(tmp_path / "queries.jsonl", [QUERIES[0] | changes])
    with pytest.raises(BenchmarkError) as caught:
        load_questions(path, {"a", "b", "c"})
    assert str(caught.value) == f"{path}:1: {message}"


def test_files_that_are_not_there_or_empty(tmp_path, passages):
    with pytest.raises(BenchmarkError, match="No such file"):
        load_passages(tmp_path / "nothing")
    with pytest.raises(BenchmarkError, match="no queries"):
        load_questions(write(tmp_path / "empty", []), set())
    with pytest.raises(BenchmarkError, match="no passages"):
        load_passages(tmp_path / "empty")
    with pytest.raises(BenchmarkError, match="no engine 'other'; there is: embedded"):
        run_benchmark(passages, passages, "other")


@needs_shared
def test_real_passages_and_questions():
    folder = SHARED / "retrieval" / "cmrc2018-dev"
    report = run_benchmark(folder / "passages.jsonl", folder / "queries.jsonl")
    assert report.mrr_at_10 >= 0.975
    assert report.recall_at_10 >= 0.995
    assert report.substring_recall == 1.0
