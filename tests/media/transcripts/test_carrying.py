"""Documents kept as rows come back as they were."""

from __future__ import annotations

import dataclasses

import pytest

from media import ohms, reading
from media.carrying import document_of
from media.enums import TranscriptKind
from media.formats.document import Document
from media.formats.repairing import repaired
from media.models import Transcript
from media.reading import Format
from media.transcripts.domain import import_transcript
from media.transcripts.exporting import write, write_all
from tests.shared_data import SHARED, needs_shared

pytestmark = pytest.mark.django_db

FILES = sorted([*SHARED.glob("webvtt/*.vtt"), *SHARED.glob("ohms/*.xml")])

VTT = """WEBVTT 示例
Kind: captions

NOTE 开头的说明

REGION
id:a
lines:2

STYLE
::cue { color: red }

1
00:01.000 --> 00:02.000 region:a align:start
<v 张老>你好 &amp; <ruby>战<rt>zhàn</rt></ruby>友</v>

NOTE 第二条之前

00:03.000 --> 00:04.000 line:50%,end position:10%
<v 张老>第二句

00:04.000 --> 00:05.500
a > b AT&T

"""
SRT = "1\n00:00:01,000 --> 00:00:02,000 X1:1 X2:2 Y1:3 Y2:4\n<i>问</i>：a & b < c\n\n7\n00:00:03,000 --> 00:00:04,000\n答\n"
TEXT = "采访时间：2019年5月\n\n[00:12] 问：您哪一年参军？\n张老：一九五一年。\n张老：那时候我十七岁。\n"


def kept(document: Document) -> Document:
    """What rows hold of a document: all but the index and the translation."""
    return dataclasses.replace(repaired(document), index=(), translation=None)


def taken_in(recording, data: bytes) -> tuple[Document, Format, Transcript]:
    read = reading.read(data)
    transcript = import_transcript(
        recording=recording,
        document=read.document,
        format=read.format,
        translation_language="en",
    )
    return read.document, read.format, Transcript.objects.get(pk=transcript.pk)


@needs_shared
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_shared_files_come_back(recording, path):
    document, format, transcript = taken_in(recording, path.read_bytes())
    from_rows = document_of(transcript)
    assert from_rows == kept(document)
    assert from_rows.faults == kept(document).faults
    if format in (Format.WEBVTT, Format.OHMS):
        again = reading.read(write_all(transcript, format=format).encode()).document
        assert _spoken(again) == _spoken(kept(document))


def _spoken(document: Document) -> Document:
    return dataclasses.replace(document, metadata={}, faults=())


@pytest.mark.parametrize(
    ("text", "format"),
    [(VTT, Format.WEBVTT), (SRT, Format.SRT)],
    ids=["webvtt", "srt"],
)
def test_what_is_marked_comes_back(recording, text, format):
    document, found, transcript = taken_in(recording, text.encode())
    assert found is format
    assert document.faults == ()
    assert reading.read(write_all(transcript, format=format).encode()).document == document


def test_words_are_kept_without_marks(recording):
    _document, _format, transcript = taken_in(recording, VTT.encode())
    assert [(c.speaker, c.text, bool(c.marked), c.settings) for c in transcript.cues.all()] == [
        ("张老", "你好 & 战友", True, {"region": "a", "align": "start"}),
        (
            "张老",
            "第二句",
            False,
            {
                "lineAlign": "end",
                "line": 50,
                "snapToLines": False,
                "position": 10,
            },
        ),
        ("", "a > b AT&T", True, {}),
    ]


def test_text_with_speakers_comes_back_from_rows(recording):
    document, _format, transcript = taken_in(recording, TEXT.encode())
    assert document_of(transcript) == kept(document)
    assert transcript.extras["metadata"] == {"采访时间": "2019年5月"}
    assert [(c.start_ms, c.speaker, c.estimated) for c in transcript.cues.all()] == [
        (12_000, "问", False),
        *((cue.start_ms, "张老", True) for cue in document.cues[1:]),
    ]


def test_other_formats_say_the_same_words(recording):
    _document, _format, transcript = taken_in(recording, VTT.encode())
    cues = list(transcript.cues.all())
    assert write(transcript, cues[:1], format=Format.SRT) == (
        "1\n00:00:01,000 --> 00:00:02,000\n张老：你好 & 战友\n"
    )
    assert write(transcript, cues[1:], format=Format.TEXT) == (
        "[00:00:03] 张老：第二句\n\n[00:00:04] a > b AT&T\n"
    )


def test_readers_get_no_note_and_no_header(recording):
    _document, _format, transcript = taken_in(recording, VTT.encode())
    cues = list(transcript.cues.all())[1:2]
    assert write(transcript, cues, format=Format.WEBVTT, offset_ms=60_000) == (
        "WEBVTT\nKind: captions\nLanguage: zh-Hans\n\n"
        "REGION\nid:a\nwidth:100%\nlines:2\nregionanchor:0%,100%\nviewportanchor:0%,100%\n\n"
        "STYLE\n::cue { color: red }\n\n"
        "00:01:03.000 --> 00:01:04.000 line:50%,end position:10%\n<v 张老>第二句\n"
    )


def test_words_typed_here_are_escaped_in_webvtt(recording):
    _document, _format, transcript = taken_in(recording, "问：a <b> & c？\n答：没有。\n".encode())
    cues = list(transcript.cues.all())[:1]
    written = write(transcript, cues, format=Format.WEBVTT)
    assert written.endswith("<v 问>a &lt;b&gt; &amp; c？\n")


def test_a_translation_becomes_a_transcript_of_its_own(recording):
    part = "<vtt_transcript{0}>WEBVTT\n\n00:01.000 --> 00:02.000\n{1}\n</vtt_transcript{0}>"
    record = part.format("", "你好") + part.format("_alt", "Hello")
    _document, format, transcript = taken_in(
        recording, f'<ROOT><record id="1" dt="2020-01-01">{record}</record></ROOT>'.encode()
    )
    other = Transcript.objects.get(kind=TranscriptKind.TRANSLATION)
    assert (other.language, [cue.text for cue in other.cues.all()]) == ("en", ["Hello"])
    again = ohms.parse(write_all(transcript, format=format, translation=other))
    assert again.translation.cues[0].text == "Hello"


def test_what_cannot_be_kept_is_repaired_and_told(recording):
    lines = [
        "WEBVTT",
        "",
        "NOTE 晚",
        "",
        "00:09.000 --> 00:10.000",
        "晚",
        "",
        "00:05.000 --> 00:02.000",
        "早",
        "",
        "9999:00:00.000 --> 9999:00:01.000",
        f"<v {'名' * 90}>太晚",
    ]
    _document, _format, transcript = taken_in(recording, "\n".join(lines).encode())
    assert [(c.start_ms, c.end_ms, len(c.speaker)) for c in transcript.cues.all()] == [
        (5_000, 5_500, 0),
        (9_000, 10_000, 0),
        (2**31 - 1, 2**31 - 1, 80),
    ]
    assert transcript.extras["notes"] == [[1, "晚"]]
    assert [(f["line"], f["code"]) for f in transcript.faults] == [
        (8, "ends_before_start"),
        (8, "out_of_order"),
        (11, "too_late"),
        (11, "cut"),
    ]
