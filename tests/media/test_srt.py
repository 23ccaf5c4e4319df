"""SubRip as it is found in the wild."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import srt
from media.formats.document import Cue, Document, Settings
from media.formats.faults import FaultCode

PARTS = st.sampled_from(
    [
        "1",
        "2",
        "7",
        "1950",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "00:00:01,000 --> 00:00:02,000",
        "00:03 --> 00:04",
        "-00:00:01,5 --> 00:00:02.25 X1:1 Y2:3",
        "6:30 → 7:00",
        "-->",
        " ",
        "text",
        "<i>x</i>",
        "\0",
        "\ufeff",
        "：",
    ]
)
FILES = st.lists(PARTS | st.text(max_size=4), max_size=30).map("".join)


def told(text: str) -> list[tuple[int, FaultCode]]:
    return [(fault.line, fault.code) for fault in srt.parse(text).faults]


def test_well_written_file():
    text = "1\n00:00:01,000 --> 00:00:02,500\n<i>你好</i>\n世界\n\n2\n10:00:03,000 --> 10:00:04,000\n再见\n"
    document = srt.parse(text)
    assert document == Document(
        cues=(
            Cue(1000, 2500, "<i>你好</i>\n世界", "1"),
            Cue(36_003_000, 36_004_000, "再见", "2"),
        )
    )
    assert document.faults == ()
    assert srt.dump(document) == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_mark(newline):
    text = newline.join(["\ufeff1", "00:00:01,000 --> 00:00:02,000", "一", "", "2"])
    text += newline + newline.join(["00:00:03,000 --> 00:00:04,000", "二", ""])
    document = srt.parse(text)
    assert [(cue.id, cue.text, cue.line) for cue in document.cues] == [
        ("1", "一", 2),
        ("2", "二", 6),
    ]
    assert document.faults == ()


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("00:00:01.500 --> 00:00:02.000", 1500, 2000),
        ("0:0:1,5-->0:0:2,25", 1500, 2250),
        ("01:02,003 --> 01:03,004", 62_003, 63_004),
        ("00:00:01 --> 00:00:02", 1000, 2000),
        ("00：00：01，500 --> 00：00：02，000", 1500, 2000),
        ("00:00:01,000 -> 00:00:02,000", 1000, 2000),
        ("  00:00:01,000   -->   00:00:02,000  ", 1000, 2000),
        ("00:00:01,1234567 --> 00:00:02,000", 1123, 2000),
        ("100:00:00,000 --> 100:00:01,000", 360_000_000, 360_001_000),
    ],
)
def test_times(written, start, end):
    document = srt.parse(f"1\n{written}\ntext\n")
    assert document.cues == (Cue(start, end, "text", "1"),)
    assert document.faults == ()


def test_what_somebody_says_is_no_line_of_times():
    text = "1\n00:00:01,000 --> 00:00:02,000\n6:30 → 7:00\n行军\n"
    assert srt.parse(text).cues[0].text == "6:30 → 7:00\n行军"


def test_coordinates():
    text = "1\n00:00:01,000 --> 00:00:02,000 X1:40 X2:600 Y1:20 Y2:50\ntext\n"
    document = srt.parse(text)
    assert document.cues[0].settings == Settings({"X1": 40, "X2": 600, "Y1": 20, "Y2": 50})
    assert srt.dump(document) == text


def test_missing_numbers():
    text = "00:01,000 --> 00:02,000\na\n\n7\n00:03,000 --> 00:04,000\nb\n\n00:05,000 --> 00:06,000\nc\n"
    assert [cue.id for cue in srt.parse(text).cues] == ["1", "7", "8"]
    assert told(text) == [(1, FaultCode.MISSING_NUMBER), (8, FaultCode.MISSING_NUMBER)]


def test_missing_empty_lines():
    text = "1\n00:01,000 --> 00:02,000\na\n2\n00:03,000 --> 00:04,000\nborn in\n1950\n00:05,000 --> 00:06,000\nc"
    assert [(cue.id, cue.text) for cue in srt.parse(text).cues] == [
        ("1", "a"),
        ("2", "born in\n1950"),
        ("3", "c"),
    ]
    assert told(text) == [
        (5, FaultCode.MISSING_BLANK_LINE),
        (8, FaultCode.MISSING_NUMBER),
        (8, FaultCode.MISSING_BLANK_LINE),
    ]


def test_empty_lines_within_a_cue():
    text = "1\n00:01,000 --> 00:02,000\n\na\n\n\nb\n\n2\n00:03,000 --> 00:04,000\n\n\n"
    assert [cue.text for cue in srt.parse(text).cues] == ["a\nb", ""]
    assert told(text) == [(5, FaultCode.BLANK_LINE_IN_TEXT)]


def test_times_that_cannot_be():
    text = (
        "1\n-00:00:01,000 --> 00:00:02,000\na\n\n2\n00:00:05,000 --> 00:00:04,000\nb\n\n"
        "3\n00:00:03,000 --> 00:00:09,000\nc\n\n4\n00:00:08,000 --> 00:00:10,000 what\nd\n\n5\n00:99:00,000 --> 02:00:00,000\n"
    )
    document = srt.parse(text)
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == [
        (0, 2000),
        (5000, 4000),
        (3000, 9000),
        (8000, 10_000),
        (5_940_000, 7_200_000),
    ]
    assert told(text) == [
        (2, FaultCode.NEGATIVE_TIME),
        (6, FaultCode.ENDS_BEFORE_START),
        (10, FaultCode.OUT_OF_ORDER),
        (14, FaultCode.TEXT_AFTER_TIMES),
        (14, FaultCode.OVERLAP),
        (18, FaultCode.BAD_TIME),
    ]
    assert srt.parse(srt.dump(document)) == document


def test_text_above_the_first_times():
    text = "Title\nby somebody\n\n1\n00:01,000 --> 00:02,000\na\n"
    assert told(text) == [(1, FaultCode.TEXT_WITHOUT_TIMES)]
    assert told("just text") == [(1, FaultCode.TEXT_WITHOUT_TIMES)]
    assert told("") == [(0, FaultCode.EMPTY)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<font color="red">红</font><b>b</b>', "红b"),
        ("{\\an8}上", "上"),
        ("{\\an8\\pos(1,2)}上\\N下<br>底", "上\n下\n底"),
        ("a < b > c {x}", "a < b > c {x}"),
        ("AT&T &amp; &lt;x&gt; &#20320;", "AT&T & <x> 你"),
    ],
)
def test_words(text, words):
    assert srt.plain_text(text) == words


def test_cues_of_another_format_are_numbered_and_name_their_speakers():
    cues = (
        Cue(0, 1, "一\n\n二", id="intro", speaker="张老"),
        Cue(-1, 2, "three", speaker="Mary", settings=Settings({"align": "end"})),
        Cue(2, 3, "00:00:01,000 --> 00:00:02,000"),
    )
    text = srt.dump(Document(cues=cues))
    assert text.startswith(
        "1\n00:00:00,000 --> 00:00:00,001\n张老：一\n二\n\n2\n00:00:00,000 --> 00:00:00,002\nMary: three\n\n3\n"
    )
    assert len(srt.parse(text).cues) == 3


@given(FILES)
def test_read_written_and_read_again_is_equal(text):
    document = srt.parse(text)
    assert srt.parse(srt.dump(document)) == document
