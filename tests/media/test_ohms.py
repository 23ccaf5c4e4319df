"""OHMS records: what is read, and that what is written is valid."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from media import ohms
from media.formats.document import Cue, Document, GpsPoint, Hyperlink, IndexPoint, Note
from media.formats.faults import FaultCode
from tests.shared_data import SHARED, needs_shared

SAMPLES = SHARED / "ohms"
HEAD = '<ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record id="1" dt="2020-01-01">'
TAIL = "</record></ROOT>"
WORDS = st.text(st.characters(exclude_characters=";；"), max_size=12)
LISTS = st.lists(WORDS, max_size=3).map(tuple)


@lru_cache(maxsize=1)
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SAMPLES / "ohms-6.0.xsd")))


def assert_valid(text: str) -> None:
    schema().assertValid(etree.fromstring(text.encode()))


def record(inner: str) -> Document:
    return ohms.parse(f"{HEAD}{inner}{TAIL}")


def told(document: Document) -> list[tuple[int, FaultCode]]:
    return [(fault.line, fault.code) for fault in document.faults]


@needs_shared
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xml")), ids=lambda path: path.name)
def test_sample_comes_back_and_is_valid(path):
    document = ohms.parse(path.read_text(encoding="utf-8"))
    written = ohms.dump(document)
    assert_valid(written)
    assert ohms.parse(written) == document


@needs_shared
def test_sample_with_webvtt():
    document = ohms.parse((SAMPLES / "small-sample-vtt-ohms.xml").read_text(encoding="utf-8"))
    assert [cue.speaker for cue in document.cues] == ["SCHNEIDER", "NAME OF INTERVIEWEE"] * 3
    assert (document.cues[0].start_ms, document.cues[0].line) == (3_603_000, 46)
    assert document.notes == (Note("TRANSCRIPTION BEGIN"), Note("TRANSCRIPTION END", 6))
    assert document.metadata["mediafile"] == {"host": "Other", "clip_format": "audio"}
    assert told(document) == [(61, FaultCode.ENDS_BEFORE_START)]


@needs_shared
def test_sample_with_links():
    document = ohms.parse((SAMPLES / "index_hyperlinks_example.xml").read_text(encoding="utf-8"))
    first, second = document.index
    assert (first.start_ms, first.title, first.hyperlinks) == (1000, "Pre-Interview Remarks", ())
    assert second.start_ms == 3_473_000
    assert (len(second.keywords), second.keywords[0]) == (34, "Alyea, Hubert")
    assert [link.url.rsplit("/", 1)[1] for link in second.hyperlinks] == [
        "cf95jc49c",
        "g445cf063",
        "1n79h560c",
    ]


def test_every_field_of_a_point():
    document = record(
        "<title>t</title><index><point><time>754</time><title>渡江</title><title_alt>Crossing</title_alt>"
        "<partial_transcript>那天</partial_transcript><partial_transcript_alt>That day</partial_transcript_alt>"
        "<synopsis>概要</synopsis><synopsis_alt>Synopsis</synopsis_alt><keywords>江; 船 ;;</keywords>"
        "<keywords_alt>river</keywords_alt><subjects>战争</subjects><subjects_alt>War</subjects_alt>"
        "<gpspoints><gps>40.1, 124.4</gps><gps_zoom>9</gps_zoom><gps_text>丹东</gps_text>"
        "<gps_text_alt>Dandong</gps_text_alt></gpspoints><gpspoints><gps></gps><gps_zoom>17</gps_zoom></gpspoints>"
        "<hyperlinks><hyperlink>https://example.org/</hyperlink><hyperlink_text>链接</hyperlink_text>"
        "<hyperlink_text_alt>Link</hyperlink_text_alt></hyperlinks></point></index>"
    )
    assert document.index == (
        IndexPoint(
            start_ms=754_000,
            title="渡江",
            title_alt="Crossing",
            partial_transcript="那天",
            partial_transcript_alt="That day",
            synopsis="概要",
            synopsis_alt="Synopsis",
            keywords=("江", "船"),
            keywords_alt=("river",),
            subjects=("战争",),
            subjects_alt=("War",),
            gps_points=(GpsPoint("40.1, 124.4", 9, "丹东", "Dandong"),),
            hyperlinks=(Hyperlink("https://example.org/", "链接", "Link"),),
        ),
    )
    assert document.index[0].gps_points[0].coordinates == (40.1, 124.4)
    assert ohms.parse(ohms.dump(document)) == document


def test_point_of_the_first_5_x():
    document = record(
        "<index><point><time>1</time><title>a</title><gps>1,2</gps><gps_zoom>x</gps_zoom>"
        "<hyperlink>u</hyperlink></point></index>"
    )
    (point,) = document.index
    assert (point.gps_points, point.hyperlinks) == ((GpsPoint("1,2"),), (Hyperlink("u"),))
    assert told(document) == [(1, FaultCode.BAD_VALUE)]


@pytest.mark.parametrize(
    ("gps", "coordinates"),
    [
        ("30，120", (30, 120)),
        ("91,0", None),
        ("north", None),
        ("1,2,3", None),
        ("nan,0", None),
        ("", None),
    ],
)
def test_coordinates(gps, coordinates):
    assert GpsPoint(gps).coordinates == coordinates


def test_every_field_of_the_record_is_kept():
    names = [name for name in ohms.fields.ORDER if name not in ohms.fields.TRANSCRIPTS]
    given = {
        name: f"{name} 值"
        for name in names
        if name not in ohms.fields.RULES and name not in ("date", "index", "mediafile")
    }
    given |= dict.fromkeys(ohms.fields.REPEATED, ("甲", "乙"))
    given |= {
        "id": "12",
        "dt": "2024-02-29",
        "version": "6.0",
        "date": "1952-10",
        "date_format": "yyyy-mm",
    }
    given |= {"translate": "1", "userestrict": "0", "fmt": "video"}
    given["mediafile"] = dict.fromkeys(ohms.fields.MEDIAFILE, "x")
    given["mediafile"] |= {"host": "Kaltura", "clip_format": "video"}
    document = Document(metadata=given)
    assert ohms.parse(ohms.dump(document)).metadata == given


def test_wrong_values_are_told_and_left_out():
    document = ohms.parse(
        '<ROOT>\n<record id="x" dt="2023-02-29">\n<version>six</version>\n<translate>yes</translate>\n'
        "<mediafile>\n<host>Cloud</host><colour>red</colour></mediafile>\n<fmt>video:kaltura</fmt>\n"
        "<index><point>\n<time>soon</time><mood>sad</mood></point></index>\n<own>1</own><empty/></record></ROOT>"
    )
    assert document.metadata == {"fmt": "video", "version": "6.0"}
    assert [(fault.line, fault.message) for fault in document.faults] == [
        (2, "“x” is no value for “id” and was left out."),
        (2, "“2023-02-29” is no value for “dt” and was left out."),
        (3, "“six” is no value for “version” and was left out."),
        (4, "“yes” is no value for “translate” and was left out."),
        (6, "“Cloud” is no value for “host” and was left out."),
        (6, "The element “colour” is not known to OHMS 6.0 and was left out."),
        (8, "“soon” is no value for “time” and was left out."),
        (9, "The element “mood” is not known to OHMS 6.0 and was left out."),
        (10, "The element “own” is not known to OHMS 6.0 and was left out."),
    ]


def test_several_records():
    text = f"{HEAD}<title>a</title></record>\n<record id='2' dt='2020-01-02'><title>b</title>{TAIL}"
    assert ohms.parse(text).metadata["title"] == "a"
    assert told(ohms.parse(text)) == [(2, FaultCode.MORE_RECORDS)]
    assert [each.metadata["title"] for each in ohms.parse_records(text)] == ["a", "b"]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><ROOT><record id="1" dt="2020-01-01"><title>&c;</title></record></ROOT>'
)
OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><ROOT><record><title>&x;</title></record></ROOT>'


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        OUTSIDE,
        '<!DOCTYPE ROOT SYSTEM "http://example.org/x.dtd"><ROOT/>',
        "<!DOCTYPE ROOT><ROOT/>",
    ],
)
def test_document_types_and_entities_are_refused(text):
    document = ohms.parse(text)
    assert document == Document()
    assert told(document) == [(1, FaultCode.FORBIDDEN_XML)]


def test_broken_xml_gives_what_stands_before():
    document = ohms.parse(
        f"{HEAD}<title>t</title>\n<repository>r</repository>\n<index><point><time>5</time><title>half"
    )
    assert document.metadata["repository"] == "r"
    assert document.index == (IndexPoint(5000, "half"),)
    assert told(document) == [(3, FaultCode.BROKEN_XML)]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [(1, FaultCode.BROKEN_XML)]),
        ("not xml", [(1, FaultCode.BROKEN_XML)]),
        ("<html><body/></html>", [(1, FaultCode.NOT_OHMS)]),
        ("<a>" * 50_000, [(1, FaultCode.BROKEN_XML), (1, FaultCode.NOT_OHMS)]),
    ],
)
def test_no_record(text, faults):
    assert told(ohms.parse(text)) == faults


def test_namespace_and_declared_encoding_do_not_matter():
    text = (
        '\ufeff\n<?xml version="1.0" encoding="GB2312"?><o:ROOT xmlns:o="urn:x"><o:record id="1" dt="2020-01-01">'
        "<o:title>戎光</o:title></o:record></o:ROOT>"
    )
    assert ohms.parse(text).metadata["title"] == "戎光"


@needs_shared
def test_document_with_nothing_is_valid():
    assert_valid(ohms.dump(Document()))


@needs_shared
@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["id", "dt", "date_format", *ohms.fields.ORDER]), st.text(max_size=8)
    ),
    st.lists(
        st.builds(
            IndexPoint,
            start_ms=st.none() | st.integers(-5, 10**15),
            title=st.text(max_size=8),
            synopsis_alt=st.text(max_size=8),
            keywords=LISTS,
            subjects_alt=LISTS,
            gps_points=st.lists(
                st.builds(GpsPoint, WORDS, st.none() | st.integers()), max_size=2
            ).map(tuple),
            hyperlinks=st.lists(st.builds(Hyperlink, WORDS, WORDS), max_size=2).map(tuple),
        ),
        max_size=3,
    ),
    st.lists(
        st.builds(Cue, st.integers(0, 10**9), st.integers(0, 10**9), st.text(max_size=8)),
        max_size=3,
    ),
    st.sampled_from([{}, {ohms.FORM: ohms.LEGACY, ohms.INTERVAL: "60000"}]),
)
def test_any_document_is_written_valid_and_comes_back(metadata, index, cues, form):
    mediafile = metadata.pop("mediafile", "")
    metadata |= {"mediafile": {"host": mediafile}, **form}
    cues = [Cue(cue.start_ms % 10**7, cue.end_ms % 10**7, cue.text) for cue in cues]
    document = Document(cues=tuple(cues), index=tuple(index), metadata=metadata)
    written = ohms.dump(document)
    assert_valid(written)
    read = ohms.parse(written)
    if not form:
        assert len(read.cues) == len(cues)
        assert ohms.parse(ohms.dump(read)) == read
