"""Plain transcripts with Chinese labels and time marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import speech_text
from media.formats.document import Cue, Document, Note
from media.formats.estimating import Piece, sentences, timed
from media.formats.faults import FaultCode
from media.formats.marks import mark_at_start

PARTS = st.sampled_from(
    [
        "张老：",
        "问：",
        "答:",
        "\n",
        "\n\n",
        "00:12:31 ",
        "[12:31]",
        "（12分31秒）",
        "说话人1 00:01\n",
        "采访时间：",
        "。",
        "话",
        "他说：",
        "【00:00:05 - 00:00:09】",
        "12:",
        "：",
    ]
)


def said(text: str, **more: int) -> list[tuple[str, str]]:
    return [(cue.speaker, cue.text) for cue in speech_text.parse(text, **more).cues]


def starts(text: str) -> list[int | None]:
    """When each cue starts in seconds; None for those that were estimated."""
    cues = speech_text.parse(text).cues
    return [None if cue.estimated else cue.start_ms // 1000 for cue in cues]


def test_questions_and_answers():
    assert said("问：哪年参军？\n答：一九五〇年。\n那年十九岁。\n\n后来过江。\n问: 冷吗？") == [
        ("问", "哪年参军？"),
        ("答", "一九五〇年。\n那年十九岁。"),
        ("答", "后来过江。"),
        ("问", "冷吗？"),
    ]


@pytest.mark.parametrize(
    ("line", "speaker", "words"),
    [
        ("张老：好", "张老", "好"),
        ("张老（95岁）：好", "张老（95岁）", "好"),
        ("欧阳海 : 好", "欧阳海", "好"),
        ("记者：好", "记者", "好"),
        ("说话人1：好", "说话人1", "好"),
        ("Speaker 2: good", "Speaker 2", "good"),
        ("SPEAKER_00: good", "SPEAKER_00", "good"),
        ("他说：好", "", "他说：好"),
        ("张老说：好", "", "张老说：好"),
        ("例如：好", "", "例如：好"),
        ("任务：守住", "", "任务：守住"),
        ("雷锋：好", "雷锋", "好"),
        ("刘连长：冲", "刘连长", "冲"),
        ("小李：到", "小李", "到"),
        ("口令只有一个：冲", "", "口令只有一个：冲"),
        ("https://example.org/", "", "https://example.org/"),
        ("12:31:", "", "12:31:"),
    ],
)
def test_labels(line, speaker, words):
    assert said(f"{line}\n")[0] == (speaker, words)


def test_a_label_nobody_knows_counts_when_it_comes_again():
    assert said("炊事员：开饭。") == [("", "炊事员：开饭。")]
    assert said("炊事员：开饭。\n\n老王：来了。\n\n炊事员：快。") == [
        ("炊事员", "开饭。"),
        ("老王", "来了。"),
        ("炊事员", "快。"),
    ]


@pytest.mark.parametrize(
    ("mark", "time"),
    [
        ("00:12:31", 751_000),
        ("[12:31]", 751_000),
        ("【00:12:31】", 751_000),
        ("（12分31秒）", 751_000),
        ("(1小时2分3秒)", 3_723_000),
        ("（1时02分03秒）", 3_723_000),
        ("[00:12:31.500]", 751_500),
        ("[00:12:31,5]", 751_500),
        ("12:31", 751_000),
        ("［12:31］", None),
        ("12:61", None),
        ("3分", None),
        ("[3]", None),
        ("2019年", None),
    ],
)
def test_marks(mark, time):
    found = mark_at_start(f"{mark} 话")
    assert (found and found.time_ms) == time


@pytest.mark.parametrize(
    "text",
    [
        "00:12:31 张老：好。",
        "[12:31]张老：好。",
        "张老：[12:31] 好。",
        "张老 00:12:31\n好。",
        "张老（00:12:31）：好。",
        "（12分31秒）\n张老：好。",
        "00:12:31\n\n张老：好。",
    ],
)
def test_where_a_mark_may_stand(text):
    (cue,) = speech_text.parse(text).cues
    assert (cue.start_ms, cue.estimated, cue.text) == (751_000, False, "好。")
    assert cue.speaker.startswith("张老")


def test_ranges():
    document = speech_text.parse("00:00:01 - 00:00:05 好\n[00:06-00:09] 张三：行\n")
    assert document.cues == (Cue(1000, 5000, "好"), Cue(6000, 9000, "行", speaker="张三"))


def test_marks_within_a_paragraph_cut_it():
    assert speech_text.parse("张老：过江[00:10]打仗（0分20秒）回国").cues == (
        Cue(0, 10_000, "过江", speaker="张老", estimated=True),
        Cue(10_000, 20_000, "打仗", speaker="张老"),
        Cue(20_000, 20_500, "回国", speaker="张老"),
    )


def test_a_time_that_goes_back_is_something_said():
    document = speech_text.parse("[12:31] 早上[6:30]出发")
    assert document.cues[0].text == "早上[6:30]出发"
    assert [(fault.line, fault.code) for fault in document.faults] == [(1, FaultCode.EARLIER_MARK)]


def test_times_between_marks_are_shared_out_and_told_apart():
    assert starts("[00:00]一一一一\n\n二二\n\n[00:12]三") == [0, None, 12]
    cues = speech_text.parse("[00:00]一一一一\n\n二二\n\n[00:12]三").cues
    assert [(cue.start_ms, cue.end_ms) for cue in cues] == [
        (0, 8000),
        (8000, 12_000),
        (12_000, 12_250),
    ]


def test_without_any_time():
    document = speech_text.parse("一二三四\n\n五六七八", duration_ms=10_000)
    assert [(cue.start_ms, cue.end_ms, cue.estimated) for cue in document.cues] == [
        (0, 5000, True),
        (5000, 10_000, True),
    ]
    assert [(fault.line, fault.code) for fault in document.faults] == [(1, FaultCode.NO_TIMES)]


def test_head_of_a_transcript():
    document = speech_text.parse(
        "老兵口述史\n采访时间：2019年5月3日\n采访者：小李\n受访者：老张\n\n采访者：您好。\n受访者：你好。"
    )
    assert document.notes == (Note("老兵口述史"),)
    assert document.metadata == {"采访时间": "2019年5月3日", "采访者": "小李", "受访者": "老张"}
    assert [cue.speaker for cue in document.cues] == ["采访者", "受访者"]


def test_a_talk_that_begins_with_the_names_of_roles_has_no_head():
    document = speech_text.parse("采访者：请坐\n受访者：好\n采访者：开始吧")
    assert document.metadata == {}
    assert [cue.speaker for cue in document.cues] == ["采访者", "受访者", "采访者"]


def test_text_without_marks_has_no_head():
    assert said("第一行\n第二行") == [("", "第一行\n第二行")]


def test_long_paragraphs_are_cut_at_ends_of_sentences():
    text = "张老：" + "那一年我们过江打仗，天很冷。" * 20
    pieces = said(text)
    assert [len(words) <= speech_text.LONGEST_CUE for _speaker, words in pieces] == [True] * len(
        pieces
    )
    assert "".join(words for _speaker, words in pieces) == text[3:]


def test_sentences():
    assert sentences("一。“二！”三？四", 4) == ["一。", "“二！”", "三？四"]
    assert sentences("没有句号" * 5, 4) == ["没有句号" * 5]


def test_known_ends_are_kept():
    pieces = [Piece("一一", 0, 1000), Piece("二二"), Piece("三三", 5000)]
    assert [(cue.start_ms, cue.end_ms) for cue in timed(pieces, 9000)] == [
        (0, 1000),
        (1000, 5000),
        (5000, 9000),
    ]
    assert timed([]) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [("", FaultCode.EMPTY), (" \n\n", FaultCode.EMPTY), ("[00:01]", FaultCode.NO_CUES)],
)
def test_nothing_said(text, code):
    document = speech_text.parse(text)
    assert document == Document()
    assert [fault.code for fault in document.faults] == [code]


def test_written_to_read():
    cues = (
        Cue(0, 1, "哪年？", speaker="问"),
        Cue(751_000, 2, "五〇年。\n冬天。", speaker="答"),
        Cue(800_000, 3, "很冷。", speaker="答"),
        Cue(3_600_000, 3, "问：他问。", speaker="答"),
    )
    assert speech_text.dump(Document(cues=cues)) == (
        "[00:00:00] 问：哪年？\n\n[00:12:31] 答：五〇年。 冬天。\n\n[00:13:20] 很冷。\n\n"
        "[01:00:00] 答：问：他问。\n"
    )


@given(
    st.lists(PARTS | st.text(max_size=4), max_size=30).map("".join),
    st.none() | st.integers(0, 10**8),
)
def test_nothing_raises_and_times_go_forward(text, duration):
    cues = speech_text.parse(text, duration_ms=duration).cues
    assert all(0 <= cue.start_ms <= cue.end_ms for cue in cues)
    assert [cue.start_ms for cue in cues] == sorted(cue.start_ms for cue in cues)
