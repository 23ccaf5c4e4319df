"""Transcripts inside OHMS records: text with sync marks, WebVTT, translations."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from media import ohms
from media.formats.document import Cue, Document, Note
from media.formats.faults import FaultCode
from tests.shared_data import SHARED, needs_shared

LINES = st.lists(
    st.sampled_from(
        [
            "one two three",
            "",
            "four",
            "  ",
            "BOHNING: five six",
            "张老：我们 走了",
            "PLUNKETT:",
            "七 八 九 十",
            "a: b",
        ]
    ),
    min_size=1,
    max_size=12,
)


def legacy(transcript: str, sync: str = "", rest: str = "") -> Document:
    return ohms.parse(
        f'<ROOT><record id="1" dt="2020-01-01">{rest}<sync>{sync}</sync>'
        f"<transcript>{escape(transcript)}</transcript></record></ROOT>"
    )


def shown(document: Document) -> list[tuple[int, int, str, bool]]:
    return [(cue.start_ms, cue.end_ms, cue.text, cue.estimated) for cue in document.cues]


def test_marks_stand_before_words():
    document = legacy("one two three\nfour five six\nseven", "1:|1(3)|2(2)|3(1)")
    assert shown(document) == [
        (0, 60_000, "one two", False),
        (60_000, 120_000, "three\nfour", False),
        (120_000, 180_000, "five six", False),
        (180_000, 240_000, "seven", False),
    ]
    assert document.metadata[ohms.INTERVAL] == "60000"
    assert document.faults == ()


def test_other_distances_of_marks():
    assert [cue.start_ms for cue in legacy("a\nb\nc", "5:|2(1)|3(1)").cues] == [0, 300_000, 600_000]
    assert [cue.start_ms for cue in legacy("a\nb\nc", "0.5:|2(1)|3(1)").cues] == [0, 30_000, 60_000]
    # A first mark that is not left empty is that of the first interval.
    assert [cue.start_ms for cue in legacy("a\nb\nc", "1:2(1)|3(1)").cues] == [0, 60_000, 120_000]


def test_paragraphs_between_marks_are_estimated():
    document = legacy("一一一一\n\n二二\n\n三三\n\n四", "1:|7(1)")
    assert shown(document) == [
        (0, 30_000, "一一一一", False),
        (30_000, 45_000, "二二", True),
        (45_000, 60_000, "三三", True),
        (60_000, 120_000, "四", False),
    ]
    assert [cue.line for cue in document.cues] == [1, 3, 5, 7]


def test_silence_between_marks_belongs_to_nobody():
    document = legacy("before\n\nafter", "1:|3(1)|3(1)|3(1)", "<duration>00:05:00</duration>")
    assert shown(document) == [(0, 60_000, "before", False), (180_000, 300_000, "after", False)]
    assert ohms.parse(ohms.dump(document)) == document


def test_speakers_go_on():
    document = legacy(
        "BOHNING: Well,\nyes.\n\nAnd no.\n\n张老：好。\n\nMr. X said: hello", "1:|3(1)"
    )
    assert [(cue.speaker, cue.text) for cue in document.cues] == [
        ("BOHNING", "Well,\nyes."),
        ("BOHNING", "And no."),
        ("张老", "好。"),
        ("张老", "Mr. X said: hello"),
    ]
    assert ohms.parse(ohms.dump(document)) == document


def test_marks_that_do_not_fit_are_told():
    document = legacy("a\nb", "1:|2(1)|1(1)|99(1)|x|2(77)")
    assert [(fault.code, fault.params["text"]) for fault in document.faults] == [
        (FaultCode.BAD_SYNC, "00:02:00 1(1)"),
        (FaultCode.BAD_SYNC, "00:03:00 99(1)"),
        (FaultCode.BAD_SYNC, "00:04:00 x"),
    ]
    assert [fault.code for fault in legacy("a", "soon").faults] == [
        FaultCode.BAD_SYNC,
        FaultCode.NO_TIMES,
    ]
    assert [fault.code for fault in legacy("a", "0:|1(1)").faults] == [
        FaultCode.BAD_SYNC,
        FaultCode.NO_TIMES,
    ]


def test_text_without_marks():
    document = legacy("一二三四\n\n五六七八", rest="<duration>00:00:08</duration>")
    assert shown(document) == [(0, 4000, "一二三四", True), (4000, 8000, "五六七八", True)]
    assert [fault.code for fault in document.faults] == [FaultCode.NO_TIMES]
    assert ohms.parse(ohms.dump(document)) == document


def test_no_transcript():
    assert legacy("No transcript.").cues == ()


def test_footnotes_are_kept_apart():
    text = "a[[footnote]]1[[/footnote]]\nb\n[[footnotes]]\n[[note]]n[[link]]u[[/link]][[/note]]\n[[/footnotes]]"
    document = legacy(text, "1:|2(1)")
    assert [cue.text for cue in document.cues] == ["a[[footnote]]1[[/footnote]]", "b"]
    assert document.notes == (
        Note("[[footnotes]]\n[[note]]n[[link]]u[[/link]][[/note]]\n[[/footnotes]]", before=2),
    )
    assert ohms.parse(ohms.dump(document)) == document


def test_marks_are_written_where_the_words_are_spoken():
    cues = (
        Cue(0, 90_000, "one two three four five six"),
        Cue(90_000, 120_000, "seven\neight"),
        Cue(240_000, 250_000, "nine"),
    )
    metadata = {ohms.FORM: ohms.LEGACY, ohms.INTERVAL: "60000"}
    written = ohms.dump(Document(cues=cues, metadata=metadata))
    # Minute 1 falls within the first cue, 2 and 3 into silence, 4 begins the last.
    assert "<sync>1:|1(5)|6(1)|6(1)|6(1)</sync>" in written
    assert "<transcript>one two three four five six\n\nseven\neight\n\nnine</transcript>" in written


def test_marks_of_any_cues_can_be_written():
    cues = tuple(
        Cue(start, end, "one two") for start, end in ((900_000, 5), (60_000, 1), (5, 10**9))
    )
    written = {
        interval: ohms.parse(
            ohms.dump(
                Document(cues=cues, metadata={ohms.FORM: ohms.LEGACY, ohms.INTERVAL: interval})
            )
        )
        for interval in ("60000", "0", "x", "-1", "1", 300_000)
    }
    assert [len(document.cues) for document in written.values()] == [3] * 6


def test_webvtt_without_its_signature():
    document = ohms.parse(
        '<ROOT><record id="1" dt="2020-01-01">\n<vtt_transcript>\n00:00:01.000 --> 00:00:02.000\n'
        "&lt;v 张老&gt;好\n\n00:00 --> bad\n</vtt_transcript></record></ROOT>"
    )
    assert document.cues == (Cue(1000, 2000, "<v 张老>好", speaker="张老"),)
    assert document.cues[0].line == 3
    assert [(fault.line, fault.code) for fault in document.faults] == [(6, FaultCode.BAD_TIMES)]


def test_translation():
    times = "00:00:01.000 --> 00:00:02.000"
    document = ohms.parse(
        f'<ROOT><record id="1" dt="2020-01-01"><transcript_alt_lang>English</transcript_alt_lang>'
        f"<vtt_transcript>WEBVTT\n\n{times.replace('>', '&gt;')}\n好</vtt_transcript>"
        f"<vtt_transcript_alt>WEBVTT\n\n{times.replace('>', '&gt;')}\nGood</vtt_transcript_alt></record></ROOT>"
    )
    assert [cue.text for cue in document.cues] == ["好"]
    assert [cue.text for cue in document.translation.cues] == ["Good"]
    assert ohms.parse(ohms.dump(document)) == document


def test_nothing_of_the_text_stays_where_a_cue_was_taken_out():
    document = legacy("open words\n\nsecret words", "1:|3(1)")
    kept = Document(cues=document.cues[:1], metadata=document.metadata)
    assert "secret" not in ohms.dump(kept)


@needs_shared
def test_sample_with_silences():
    document = ohms.parse((SHARED / "ohms" / "various_gaps.xml").read_text(encoding="utf-8"))
    starts = [cue.start_ms // 60_000 for cue in document.cues if not cue.estimated]
    # Nobody speaks in the minute after the mark that stands on an empty line.
    assert starts == [minute for minute in range(23) if minute != 14]


@given(LINES, st.data())
def test_read_written_and_read_again_is_equal(lines, data):
    text = "\n".join(lines)
    words = [
        (number, word)
        for number, line in enumerate(lines, 1)
        for word in range(1, len(line.split()) + 2)
    ]
    marks = sorted(data.draw(st.lists(st.sampled_from(words), max_size=6)))
    sync = "1:|" + "|".join(f"{line}({word})" for line, word in marks) if marks else ""
    document = legacy(text, sync)
    assert ohms.parse(ohms.dump(document)) == document
