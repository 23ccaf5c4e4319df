"""Transcripts typed in Word."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

from hypothesis import given
from hypothesis import strategies as st

from cms.core.archives import Limits
from media import docx_text
from media.formats.document import Cue
from media.formats.faults import FaultCode
from tests.media.word_files import word


def test_paragraphs():
    document = docx_text.parse(word("问：哪年？", "", "[00:05] 答：五〇年。"))
    assert document.cues == (
        Cue(0, 5000, "哪年？", speaker="问", estimated=True),
        Cue(5000, 5750, "五〇年。", speaker="答"),
    )
    assert [cue.line for cue in document.cues] == [1, 3]


def test_table():
    rows = (
        ("00:00:01", "张老", "过江了。"),
        ("（0分5秒）", "李老：", "打仗。"),
        ("", "", "回国。"),
    )
    assert [
        (cue.start_ms, cue.speaker, cue.text) for cue in docx_text.parse(word(rows=rows)).cues
    ] == [
        (1000, "张老", "过江了。"),
        (5000, "李老", "打仗。\n回国。"),
    ]


def test_damaged_files_are_told():
    whole = word("张老：好")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("a.txt", "a")
    for data in (b"", b"PK\x03\x04", whole[:-200], other.getvalue()):
        document = docx_text.parse(data)
        assert document.cues == ()
        assert [fault.code for fault in document.faults] == [FaultCode.BROKEN_DOCX]


def test_an_archive_that_would_fill_the_memory_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(docx_text, "_LIMITS", Limits(unpacked=1_000_000))
    file = io.BytesIO(word("张老：好"))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as added:
        added.writestr("word/media/1.xml", bytes(1_000_000))
    assert [fault.code for fault in docx_text.parse(file.getvalue()).faults] == [
        FaultCode.UNSAFE_DOCX
    ]


def test_a_locked_document_is_told():
    data = bytes.fromhex("D0CF11E0A1B11AE1") * 100
    assert [fault.code for fault in docx_text.parse(data).faults] == [FaultCode.UNSAFE_DOCX]


def test_entities_are_not_put_in():
    file = io.BytesIO()
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><w:document'
    with (
        zipfile.ZipFile(io.BytesIO(word("张老：好TEXT"))) as old,
        zipfile.ZipFile(file, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:document", bomb.encode()).replace(b"TEXT", b"&b;")
            new.writestr(name, part)
    document = docx_text.parse(file.getvalue())
    assert (document.cues, [fault.code for fault in document.faults]) == (
        (),
        [FaultCode.UNSAFE_DOCX],
    )


@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=40))
def test_nothing_raises(at, rubbish):
    whole = small()
    data = whole[: at % len(whole)] + rubbish + whole[at % len(whole) + len(rubbish) :]
    assert isinstance(docx_text.parse(data).cues, tuple)


@lru_cache(maxsize=1)
def small() -> bytes:
    return word("张老：好")
