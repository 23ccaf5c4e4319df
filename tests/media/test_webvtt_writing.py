"""What is written as WebVTT is valid, and is what is read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media import webvtt
from media.formats.document import Cue, Document, Note, Region, Settings

PARTS = st.sampled_from(
    [
        "WEBVTT",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "00:00.000 --> 00:01.000",
        "01:00:00.000-->99:00:01.000",
        "-->",
        " ",
        "\t",
        "\f",
        "\v",
        "NOTE",
        "NOTE x",
        "STYLE",
        "REGION",
        "id:a",
        "region:a",
        "lines:5",
        "line:1%,end",
        "line:-3",
        "size:50%",
        "position:0.1%,center",
        "align:end",
        "vertical:lr",
        "<v 张老>",
        "&amp;",
        "\0",
        "\ufeff",
        "text",
        "Kind: captions",
    ]
)
FILES = st.lists(PARTS | st.text(max_size=5), max_size=40).map("".join)
TEXTS = st.text(max_size=20)
PERCENTAGES = st.floats(0, 100) | st.integers(0, 100)
REGIONS = st.builds(
    Region,
    id=st.sampled_from(["a", "b", "区"]),
    width=PERCENTAGES,
    lines=st.integers(0, 10**30),
    regionAnchorX=PERCENTAGES,
    regionAnchorY=PERCENTAGES,
    viewportAnchorX=PERCENTAGES,
    viewportAnchorY=PERCENTAGES,
    scroll=st.sampled_from(["", "up"]),
)
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "vertical": st.sampled_from(["rl", "lr"]),
        "position": PERCENTAGES,
        "size": PERCENTAGES,
        "align": st.sampled_from(["start", "center", "end", "left", "right"]),
    },
)
CUES = st.builds(
    Cue,
    start_ms=st.integers(0, 10**12),
    end_ms=st.integers(0, 10**12),
    text=TEXTS,
    id=TEXTS,
    settings=SETTINGS.map(Settings),
    speaker=TEXTS,
)
DOCUMENTS = st.builds(
    Document,
    cues=st.lists(CUES, max_size=4).map(tuple),
    header=st.lists(TEXTS, max_size=3).map(tuple),
    regions=st.lists(REGIONS, max_size=3).map(tuple),
    styles=st.lists(TEXTS, max_size=2).map(tuple),
    notes=st.lists(st.builds(Note, TEXTS, st.integers(0, 5)), max_size=3).map(tuple),
)


@given(st.sampled_from(["WEBVTT\n\n", "WEBVTT\n", "\ufeffWEBVTT x\r\n\r\n", ""]), FILES)
def test_read_written_and_read_again_is_equal(head, body):
    document = webvtt.parse(head + body)
    assert webvtt.parse(webvtt.dump(document)) == document


@given(DOCUMENTS)
def test_any_document_is_written_so_that_all_cues_and_regions_come_back(document):
    read = webvtt.parse(webvtt.dump(document))
    assert [(cue.start_ms, cue.end_ms, cue.settings) for cue in read.cues] == [
        (cue.start_ms, cue.end_ms, cue.settings) for cue in document.cues
    ]
    assert read.regions == document.regions
    assert len(read.notes) == len(document.notes)
    assert webvtt.parse(webvtt.dump(read)) == read


@given(TEXTS, st.text("张老 AB&<>.;-", max_size=8))
def test_words_and_speaker_come_back(words, speaker):
    written = webvtt.dump(Document(cues=(Cue(0, 1, webvtt.escape(words), speaker=speaker),)))
    (cue,) = webvtt.parse(written).cues
    assert cue.speaker == " ".join(speaker.split())
    assert webvtt.plain_text(cue.text) == webvtt.plain_text(webvtt.escape(words))


def test_words_are_escaped():
    text = "1 < 2 & 3 --> 4\n\n<v 甲>"
    assert webvtt.escape(text) == "1 &lt; 2 &amp; 3 --&gt; 4\n&lt;v 甲&gt;"
    assert webvtt.plain_text(webvtt.escape(text)) == "1 < 2 & 3 --> 4\n<v 甲>"


def test_speaker_is_put_before_the_text_that_names_none():
    cues = (Cue(0, 1, "你好", speaker="张 & 李"), Cue(0, 1, "<v 王>好", speaker="王"))
    assert webvtt.dump(Document(cues=cues, metadata={"Language": "zh", "title": "x"})) == (
        "WEBVTT\nLanguage: zh\n\n"
        "00:00:00.000 --> 00:00:00.001\n<v 张 &amp; 李>你好\n\n"
        "00:00:00.000 --> 00:00:00.001\n<v 王>好\n"
    )


def test_what_the_format_cannot_hold_is_mended():
    document = Document(
        cues=(Cue(-5, 1, "a\n\nb --> c\r\n", id="x\n--> y"),), notes=(Note("n\n\n--> m"),)
    )
    assert webvtt.dump(document) == (
        "WEBVTT\n\nNOTE\nn\n--&gt; m\n\nx --&gt; y\n00:00:00.000 --> 00:00:00.001\na\nb --&gt; c\n"
    )
