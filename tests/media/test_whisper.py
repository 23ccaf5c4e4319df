"""JSON of the Whisper family."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import whisper
from media.formats.document import Cue, Document
from media.formats.faults import FaultCode

CUES = (Cue(0, 2500, "过江了。", "1"), Cue(2500, 4120, "很冷。", "2"))
SECONDS = [
    {"id": 0, "start": 0.0, "end": 2.5, "text": " 过江了。"},
    {"id": 1, "start": 2.5, "end": 4.12, "text": "很冷。"},
]
CPP = [
    {
        "timestamps": {"from": "00:00:00,000", "to": "00:00:02,500"},
        "offsets": {"from": 0, "to": 2500},
        "text": " 过江了。",
    },
    {"timestamps": {"from": "00:00:02,500", "to": "00:00:04,120"}, "text": "很冷。"},
]
ARRAYS = [
    [1, 0, 0.0, 2.5, " 过江了。", [50364], 0.0, -0.2, 1.1, 0.01, None],
    [2, 250, 2.5, 4.12, "很冷。"],
]
CHUNKS = [
    {"timestamp": [0.0, 2.5], "text": "过江了。"},
    {"timestamp": [2.5, 4.12], "text": "很冷。"},
]
JSONS = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "segments",
                    "start",
                    "end",
                    "text",
                    "chunks",
                    "timestamp",
                    "offsets",
                    "from",
                    "to",
                    "transcription",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("data", "metadata"),
    [
        ({"text": "…", "segments": SECONDS, "language": "zh"}, {"language": "zh"}),
        ({"segments": SECONDS, "info": {"language": "zh", "duration": 4.2}}, {"language": "zh"}),
        ({"result": {"language": "zh"}, "transcription": CPP}, {"language": "zh"}),
        ({"text": "…", "chunks": CHUNKS}, {}),
        (SECONDS, {}),
        (ARRAYS, {}),
    ],
    ids=["openai", "faster", "cpp", "transformers", "list", "tuples"],
)
def test_shapes(data, metadata):
    document = whisper.parse(json.dumps(data, ensure_ascii=False))
    assert document == Document(cues=CUES, metadata=metadata)
    assert document.faults == ()


def test_one_object_a_line():
    assert whisper.parse("\n".join(json.dumps(segment) for segment in SECONDS)).cues == CUES


def test_speakers():
    data = {"segments": [{**SECONDS[0], "speaker": "SPEAKER_00"}, SECONDS[1]]}
    assert [cue.speaker for cue in whisper.parse(json.dumps(data)).cues] == ["SPEAKER_00", ""]


def test_last_chunk_without_an_end():
    data = {"chunks": [{"timestamp": [1.5, None], "text": "好"}]}
    assert whisper.parse(json.dumps(data)).cues == (Cue(1500, 1500, "好", "1"),)


def test_segments_that_cannot_be_read_are_told_with_their_lines():
    segments = [
        SECONDS[0],
        {"start": -1, "end": 2, "text": "x"},
        {"start": 1, "end": float("nan"), "text": "x"},
        {"start": "1", "end": 2, "text": "x"},
        {"start": True, "end": 2, "text": "x"},
        {"start": 1, "end": 2},
        "x",
        {"start": 3, "end": 4, "text": "  "},
        {"start": 9, "end": 8, "text": "y"},
    ]
    text = json.dumps({"language": "zh", "segments": segments}, indent=1)
    document = whisper.parse(text)
    assert [cue.id for cue in document.cues] == ["1", "9"]
    told = [(fault.code, fault.params.get("number")) for fault in document.faults]
    assert (FaultCode.ENDS_BEFORE_START, None) in told
    assert sorted(number for code, number in told if code is FaultCode.BAD_SEGMENT) == [
        2,
        3,
        4,
        5,
        6,
        7,
    ]
    lines = text.split("\n")
    first = next(fault for fault in document.faults if fault.params.get("number") == 2)
    assert [line.strip() for line in lines[first.line - 1 : first.line + 1]] == [
        "{",
        '"start": -1,',
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [(1, FaultCode.BROKEN_JSON)]),
        ('{"segments":\n [}', [(2, FaultCode.BROKEN_JSON)]),
        ("[" * 200_000, [(1, FaultCode.BROKEN_JSON)]),
        ("1" * 10_000, [(1, FaultCode.BROKEN_JSON)]),
        ("{}", [(1, FaultCode.NOT_WHISPER)]),
        ('"text"', [(1, FaultCode.NOT_WHISPER)]),
        ("[1, 2]", [(1, FaultCode.NOT_WHISPER)]),
        ('{"segments": []}', [(0, FaultCode.NO_CUES)]),
        ("null", [(1, FaultCode.NOT_WHISPER)]),
    ],
)
def test_what_is_no_transcript(text, faults):
    document = whisper.parse(text)
    assert document.cues == ()
    assert [(fault.line, fault.code) for fault in document.faults] == faults


@given(JSONS.map(json.dumps) | st.text(max_size=20))
def test_nothing_raises(text):
    assert all(cue.start_ms >= 0 for cue in whisper.parse(text).cues)
