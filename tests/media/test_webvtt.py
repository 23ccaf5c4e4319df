"""WebVTT read by the W3C's parser algorithm."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from media import webvtt
from media.formats.document import Cue, Document, Note, Region, Settings
from media.formats.faults import FaultCode
from tests.shared_data import SHARED, needs_shared

CASES = SHARED / "webvtt"
TIMES = "00:00.000 --> 00:01.000"


def expectations() -> list[Any]:
    path = CASES / "expected.json"
    if not path.is_file():
        return []
    return [
        pytest.param(name, check, id=f"{name}-{at}")
        for name, checks in json.loads(path.read_text(encoding="utf-8")).items()
        for at, check in enumerate(checks)
    ]


def as_in_browser(document: Document, path: str) -> Any:
    """A property under its path in a browser: ``cues[0].startTime``, in seconds."""
    if path == "true":
        return True
    if path == "cues.length":
        return len(document.cues)
    number, name, inner = re.fullmatch(r"cues\[(\d+)\]\.(\w+)(?:\.(\w+))?", path).groups()
    cue = document.cues[int(number)]
    own = {
        "id": cue.id,
        "text": cue.text,
        "startTime": cue.start_ms / 1000,
        "endTime": cue.end_ms / 1000,
    }
    value = own[name] if name in own else cue.settings[name]
    return value[inner] if inner else value


def read(name: str) -> Document:
    return webvtt.parse((CASES / name).read_bytes().decode("utf-8"))


@needs_shared
@pytest.mark.parametrize(("name", "check"), expectations())
def test_case_of_the_w3c(name, check):
    document = read(name)
    value = as_in_browser(document, check["path"])
    if "expected_path" in check:
        assert value is as_in_browser(document, check["expected_path"])
    elif "expected" in check:
        assert value == check["expected"]
    else:
        assert value is not None


@needs_shared
@pytest.mark.parametrize("path", sorted(CASES.glob("*.vtt")), ids=lambda path: path.name)
def test_case_written_and_read_again(path):
    document = read(path.name)
    assert webvtt.parse(webvtt.dump(document)) == document


def cues(body: str) -> tuple[Cue, ...]:
    return webvtt.parse(f"WEBVTT\n\n{body}").cues


def told(text: str) -> list[tuple[int, FaultCode]]:
    return [(fault.line, fault.code) for fault in webvtt.parse(text).faults]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("WEBVTT\n\n" + TIMES, 1),
        ("\ufeffWEBVTT\n\n" + TIMES, 1),
        ("WEBVTT with words\n\n" + TIMES, 1),
        ("WEBVTT\twith words\r\n\r\n" + TIMES, 1),
        ("\ufeff\ufeffWEBVTT\n\n" + TIMES, 0),
        (" WEBVTT\n\n" + TIMES, 0),
        ("WEBVTTx\n\n" + TIMES, 0),
        ("webvtt\n\n" + TIMES, 0),
        ("WEBVT", 0),
        ("", 0),
    ],
)
def test_signature(text, found):
    assert len(webvtt.parse(text).cues) == found
    refused = not text.removeprefix("\ufeff").startswith(
        ("WEBVTT ", "WEBVTT\t", "WEBVTT\n", "WEBVTT\r")
    )
    assert (told(text) == [(1, FaultCode.NO_SIGNATURE)]) is refused


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("00:00.000", 0),
        ("59:59.999", 3_599_999),
        ("00:59:59.999", 3_599_999),
        ("0:00:00.001", 1),
        ("100:00:00.000", 360_000_000),
        ("0000000000000000000001:00:00.000", 3_600_000),
        ("60:00.000", None),
        ("00:60.000", None),
        ("00:60:00.000", None),
        ("00:00:60.000", None),
        ("0:00.000", None),
        ("000:00.000", None),
        ("00:0.000", None),
        ("00:00,000", None),
        ("00:00.00", None),
        ("00:00.0000", None),
        ("00:00", None),
        ("-00:00.000", None),
        ("٠٠:٠٠.٠٠٠", None),
        ("9" * 5000 + ":00:00.000", None),
    ],
)
def test_timestamps(written, time):
    found = cues(f"{written} --> 100:00:01.000\ntext")
    assert [cue.start_ms for cue in found] == ([] if time is None else [time])


@pytest.mark.parametrize("line", ["00:00.000-->00:01.000", " 00:00.000\t-->\f00:01.000  "])
def test_spaces_in_the_line_of_times(line):
    assert cues(line) == (Cue(0, 1000),)


def test_settings_right_behind_the_times():
    assert cues("00:00.000 --> 00:01.000align:end")[0].settings == {"align": "end"}


def test_cue_ends_at_an_empty_line_or_the_next_times():
    assert [
        (cue.id, cue.text)
        for cue in cues(f"a\n{TIMES}\none\n two \n\nb\n{TIMES}\nthree\n{TIMES}\nfour")
    ] == [
        ("a", "one\n two "),
        ("b", "three"),
        ("", "four"),
    ]


def test_only_one_line_above_the_times_is_an_identifier():
    assert cues(f"one\ntwo\n{TIMES}\ntext") == (Cue(0, 1000, text="text"),)


def test_identifiers_that_look_like_blocks():
    document = webvtt.parse(
        f"WEBVTT\n\nNOTE\n{TIMES}\na\n\nSTYLE\n{TIMES}\nb\n\nREGION\n{TIMES}\nc"
    )
    assert [cue.id for cue in document.cues] == ["NOTE", "STYLE", "REGION"]
    assert webvtt.parse(webvtt.dump(document)) == document


def test_nul_becomes_the_replacement_character():
    document = webvtt.parse(f"WEBVTT\n\n\0id\n{TIMES}\nte\0xt")
    assert document.cues == (Cue(0, 1000, text="te\ufffdxt", id="\ufffdid"),)
    assert [(fault.line, fault.code, fault.params) for fault in document.faults] == [
        (3, FaultCode.NUL, {"count": 2})
    ]


def test_header():
    document = webvtt.parse(f"WEBVTT - 口述\nKind: captions\nLanguage: zh\nwhat: ever x\n\n{TIMES}")
    assert document.header == ("- 口述", "Kind: captions", "Language: zh", "what: ever x")
    assert document.metadata == {"Kind": "captions", "Language": "zh", "what": "ever x"}
    assert webvtt.parse(webvtt.dump(document)) == document


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("line:0", {"line": 0, "snapToLines": True}),
        ("line:-1", {"line": -1, "snapToLines": True}),
        ("line:1.5", {"line": 1.5, "snapToLines": True}),
        ("line:100%", {"line": 100, "snapToLines": False}),
        ("line:33.5%,center", {"line": 33.5, "snapToLines": False, "lineAlign": "center"}),
        ("line:1,end line:2", {"line": 2, "snapToLines": True, "lineAlign": "end"}),
        ("line:1,", {}),
        ("line:1,middle", {}),
        ("line:-1%", {}),
        ("line:101%", {}),
        ("line:1.", {}),
        ("line:.5", {}),
        ("line:1.1.1", {}),
        ("line:1-", {}),
        ("line:-", {}),
        ("line:+1", {}),
        ("line:1e1", {}),
        ("line:%", {}),
        ("line:" + "9" * 400, {}),
        ("position:50%", {"position": 50}),
        ("position:0%,line-left", {"position": 0, "positionAlign": "line-left"}),
        ("position:100%,line-right", {"position": 100, "positionAlign": "line-right"}),
        ("position:50%,center", {"position": 50, "positionAlign": "center"}),
        ("position:50%,start", {}),
        ("position:50", {}),
        ("position:auto", {}),
        ("position:101%", {}),
        ("size:0%", {"size": 0}),
        ("size:100.0%", {"size": 100}),
        ("size:1.%", {}),
        ("size:.1%", {}),
        ("size:100", {}),
        ("size:50%,x", {}),
        ("align:left", {"align": "left"}),
        ("align:middle", {}),
        ("vertical:rl", {"vertical": "rl"}),
        ("vertical:lr vertical:x", {"vertical": "lr"}),
        ("Align:start", {}),
        (":start align: align", {}),
        ("align:start\u00a0size:5%", {}),
    ],
)
def test_settings(written, expected):
    assert cues(f"{TIMES} {written}")[0].settings == expected


def test_settings_that_were_not_given_have_the_defaults_of_the_standard():
    settings = cues(TIMES)[0].settings
    assert dict(settings) == {}
    assert {
        name: settings[name] for name in ("line", "size", "align", "snapToLines", "region")
    } == {
        "line": "auto",
        "size": 100,
        "align": "center",
        "snapToLines": True,
        "region": None,
    }
    with pytest.raises(KeyError):
        settings["colour"]


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("region:a", "a"),
        ("region:a region:b", "b"),
        ("region:a region:c", None),
        ("region:a line:1", None),
        ("line:1 region:a", "a"),
        ("region:a line:x", "a"),
        ("region:a size:50%", None),
        ("region:a size:100%", "a"),
        ("size:50% region:a", "a"),
        ("region:a vertical:rl", None),
        ("vertical:rl region:a", "a"),
        ("vertical:rl region:a vertical:x", None),
        ("region:a position:5%", "a"),
    ],
)
def test_what_takes_a_cue_out_of_its_region(written, region):
    document = webvtt.parse(f"WEBVTT\n\nREGION\nid:a\n\nREGION\nid:b\n\n{TIMES} {written}")
    found = document.cues[0].settings["region"]
    assert (found and found.id) == region
    assert webvtt.parse(webvtt.dump(document)) == document


def region(settings: str) -> Region:
    return webvtt.parse(f"WEBVTT\n\nREGION\n{settings}").regions[0]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("id:a", Region(id="a")),
        ("id:a:b", Region(id="a:b")),
        ("width:40.5%", Region(width=40.5)),
        ("width:40", Region()),
        ("width:101%", Region()),
        ("lines:0", Region(lines=0)),
        ("lines:100\nlines:-1 lines:1.5", Region(lines=100)),
        ("lines:" + "1" * 5000, Region()),
        ("regionanchor:10%,20%", Region(regionAnchorX=10, regionAnchorY=20)),
        ("regionanchor:10%", Region()),
        ("regionanchor:10%,20%,30%", Region()),
        ("regionanchor:10%,101%", Region()),
        ("viewportanchor:0%,0%", Region(viewportAnchorX=0, viewportAnchorY=0)),
        ("scroll:up", Region(scroll="up")),
        ("scroll:down", Region()),
        ("unknown:1", Region()),
    ],
)
def test_region(written, expected):
    assert region(written) == expected


def test_region_is_read_by_the_names_of_the_browser():
    assert region("lines:7 viewportanchor:1%,2%")["viewportAnchorY"] == 2
    with pytest.raises(KeyError):
        region("lines:7")["colour"]


def test_blocks_count_only_before_the_first_cue():
    document = webvtt.parse(
        f"WEBVTT\n\nSTYLE \t\n::cue {{ color: red }}\n\nREGION\nid:a\n\n{TIMES}\n\n"
        "STYLE\nlate\n\nREGION\nid:late\n"
    )
    assert document.styles == ("::cue { color: red }",)
    assert document.regions == (Region(id="a"),)
    assert [(fault.line, fault.params["text"]) for fault in document.faults] == [
        (11, "STYLE"),
        (14, "REGION"),
    ]


def test_notes_keep_their_place():
    document = webvtt.parse(
        f"WEBVTT\n\nNOTE\n\nNOTE one\n\n{TIMES}\na\n\nNOTE\ntwo\nlines\n\n{TIMES}\nb\n\nNOTE\tthree\n\nNOTED\n"
    )
    assert document.notes == (Note(""), Note("one"), Note("two\nlines", 1), Note("three", 2))
    assert [(fault.line, fault.code) for fault in document.faults] == [
        (14, FaultCode.OVERLAP),
        (19, FaultCode.TEXT_WITHOUT_TIMES),
    ]
    assert webvtt.parse(webvtt.dump(document)) == document


def test_faults_have_their_lines():
    text = (
        "WEBVTT\n\nlost words\n\n00:00 --> 00:01\nno times\n\n"
        "00:05.000 --> 00:04.000 size:x region:none\n\n00:01.000 --> 00:02.000\n"
    )
    assert told(text) == [
        (3, FaultCode.TEXT_WITHOUT_TIMES),
        (5, FaultCode.BAD_TIMES),
        (8, FaultCode.BAD_SETTING),
        (8, FaultCode.UNKNOWN_REGION),
        (8, FaultCode.ENDS_BEFORE_START),
        (10, FaultCode.OUT_OF_ORDER),
    ]
    messages = [fault.message for fault in webvtt.parse(text).faults]
    assert messages[0] == "“lost words” has no times and was left out."
    assert messages[-1] == "The cue starts at 00:00:01.000, before the one above it."


def test_settings_text_gives_the_settings_again():
    regions = [Region(id="a")]
    written = "vertical:rl line:-2.25,end position:10%,line-left size:33.3% align:left region:a"
    settings = webvtt.parse_settings(written, regions)
    assert webvtt.settings_text(settings) == written
    assert webvtt.settings_text(Settings()) == ""
