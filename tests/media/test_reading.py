"""Files of any format and encoding, and the limits that hold for all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import docx_text, ohms, speech_text, srt, webvtt, whisper
from media.decoding import decode
from media.formats import limits
from media.formats.document import Cue, Document, Note
from media.formats.faults import MESSAGES, FaultCode, FaultList
from media.formats.repairing import repaired
from media.reading import Format, format_of, read
from tests.media.word_files import word

ROOT = Path(__file__).resolve().parents[2]
PARSERS = {
    "webvtt": webvtt.parse,
    "srt": srt.parse,
    "ohms": ohms.parse,
    "speech_text": speech_text.parse,
    "whisper": whisper.parse,
}
SRT = "1\n00:00:01,000 --> 00:00:02,000\n老兵讲述一九五〇年过江的事\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("WEBVTT\n", Format.WEBVTT),
        ("\ufeffWEBVTT", Format.WEBVTT),
        (SRT, Format.SRT),
        ("\n\n" + SRT, Format.SRT),
        ("<?xml version='1.0'?><ROOT/>", Format.OHMS),
        ("<ROOT xmlns='x'><record/></ROOT>", Format.OHMS),
        ("<!DOCTYPE x><ROOT/>", Format.OHMS),
        ('{"segments": []}', Format.WHISPER),
        ('[\n {"start": 1}]', Format.WHISPER),
        ("[12:31] 张老：好", Format.TEXT),
        ("张老：好", Format.TEXT),
        ("", Format.TEXT),
    ],
)
def test_format_is_told_by_what_is_in_the_file(text, kind):
    assert format_of(text) is kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_encodings(encoding):
    text = (
        SRT.replace("讲述", "说")
        if encoding != "big5"
        else SRT.replace("讲述", "講述").replace("过", "過").replace("〇", "零")
    )
    reading = read(text.encode(encoding))
    assert reading.format is Format.SRT
    assert reading.document == srt.parse(text)
    assert reading.document.faults == ()


def test_bytes_that_are_no_text():
    data = bytes(range(128, 256)) * 40
    reading = read(data)
    assert reading.encoding == ""
    assert reading.document.faults[0].code is FaultCode.UNKNOWN_ENCODING


def test_damaged_bytes_are_replaced():
    assert (
        decode("张老：好".encode() + b"\xff" + "天气很冷，我们过江".encode() * 9).text[4]
        == "\ufffd"
    )


def test_word_document():
    assert read(word("张老：好")).format is Format.DOCX


@pytest.mark.parametrize("name", PARSERS)
def test_too_long_a_text_raises_the_one_exception(name, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CHARACTERS", 1000)
    with pytest.raises(limits.TranscriptTooLarge) as raised:
        PARSERS[name]("x" * 1001)
    assert (raised.value.size, raised.value.limit, raised.value.unit) == (1001, 1000, "characters")


def test_two_hundred_megabytes_are_refused_before_they_are_read():
    data = bytes(200_000_000)
    for parse in (read, decode, docx_text.parse):
        with pytest.raises(limits.TranscriptTooLarge, match="200000000 bytes"):
            parse(data)


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (webvtt.parse, "WEBVTT\n\n" + "00:00.000 --> 00:01.000\n" * 4),
        (srt.parse, "00:00:00,000 --> 00:00:01,000\n" * 4),
        (speech_text.parse, "a\n\n" * 4),
        (whisper.parse, '{"segments": [1, 2, 3, 4]}'),
        (ohms.parse, "<record><transcript>" + "a\n\n" * 4 + "</transcript></record>"),
    ],
)
def test_too_many_cues_raise_the_same(parse, text, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CUES", 3)
    with pytest.raises(limits.TranscriptTooLarge, match="4 cues"):
        parse(text)


@given(st.text(st.characters() | st.characters(categories=["Cs"]), max_size=200))
def test_no_parser_raises_for_any_text(text):
    for parse in PARSERS.values():
        document = parse(text)
        for fault in document.faults:
            assert fault.line >= 0
            assert fault.message
        for dump in (webvtt.dump, srt.dump, ohms.dump, speech_text.dump):
            dump(document).encode()


@given(st.binary(max_size=300))
def test_no_file_raises(data):
    assert isinstance(read(data).document, Document)


def test_faults_are_listed_up_to_a_limit():
    faults = FaultList()
    for line in range(1, 600):
        faults.add(line, FaultCode.OVERLAP, start="0" * 200)
    listed = faults.listed()
    assert len(listed) == limits.MAX_FAULTS + 1
    assert len(listed[0].params["start"]) == 80
    assert listed[-1].message == "99 further faults are not listed."


def test_every_fault_has_its_words():
    assert set(MESSAGES) == set(FaultCode)


def test_repaired():
    cues = (
        Cue(9000, 20_000, "beyond"),
        Cue(5000, 4000, "一二三四"),
        Cue(-100, 2000, "negative"),
        Cue(1000, 3000, "overlaps"),
        Cue(5500, 5500, ""),
    )
    document = repaired(Document(cues=cues, notes=(Note("last", 5), Note("first", 1))), 9_000)
    assert [(cue.text, cue.start_ms, cue.end_ms) for cue in document.cues] == [
        ("negative", 0, 2000),
        ("overlaps", 1000, 3000),
        ("一二三四", 5000, 5500),
        ("", 5500, 5500),
        ("beyond", 9000, 20_000),
    ]
    assert document.notes == (Note("first", 2), Note("last", 5))
    assert [fault.code for fault in document.faults] == [FaultCode.AFTER_THE_END]


def test_the_formats_know_no_django():
    code = (
        "import sys\nfrom media import webvtt, srt, ohms, speech_text, whisper, docx_text\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'wagtail')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
