"""The marks within a cue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.formats.lines import clean
from media.webvtt import Span, plain_text, spans, speaker_of

MARKS = st.sampled_from(
    [
        "<",
        ">",
        "</",
        "<v 张>",
        "</v>",
        "<c.a.b>",
        "<ruby>",
        "<rt>",
        "</rt>",
        "</ruby>",
        "<lang zh>",
        "&",
        "&amp;",
        "&#",
        "&#x1F600;",
        "<00:01.000>",
        "<9",
        "\n",
        " ",
        ".",
        "x",
    ]
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plain", "plain"),
        ("<i>a</i> <b>b</b> <u>c</u>", "a b c"),
        ("<v 张老>你好</v>", "你好"),
        ("<v.loud 张老>你好", "你好"),
        ("a<unknown>b</unknown>c", "abc"),
        ("a<00:01.000>b", "ab"),
        ("<ruby>汉<rt>hàn</rt>字<rt>zì</rt></ruby>x", "汉字x"),
        ("<ruby>汉<rt>hàn</ruby>x", "汉x"),
        ("<rt>not in ruby</rt>", "not in ruby"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("&lt;i&gt; &amp; &nbsp;&lrm;", "<i> & \u00a0\u200e"),
        ("&copy &notit; &unknown; &", "© ¬it; &unknown; &"),
        ("&#65;&#x42;&#0000000000000000067;&#x110000;&#99999999999999999999;", "ABC\ufffd\ufffd"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("a < b", "a "),
        ("open <i", "open "),
        ("<>a</>", "a"),
        ("", ""),
    ],
)
def test_words(text, words):
    assert plain_text(text) == words


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("<v 张老>你好", "张老"),
        ("<v   Mary \n Ann >Hi", "Mary Ann"),
        ("<v.first.loud 张老>你好", "张老"),
        ("<v R&amp;D>x", "R&D"),
        ("- <v A>x</v>\n- <v B>y</v>", "A"),
        ("<v>nobody</v><v B>y", "B"),
        ("<video>x", ""),
        ("<v\t张老", "张老"),
        ("no marks", ""),
    ],
)
def test_speaker(text, speaker):
    assert speaker_of(text) == speaker


def test_spans_know_what_stands_around_them():
    text = "<v 甲><c.red.big>一<lang en>two</lang></c><00:00:03.500>三</v>四"
    assert spans(text) == (
        Span("一", ("v", "c"), ("red", "big"), "甲"),
        Span("two", ("v", "c", "lang"), ("red", "big"), "甲", "en"),
        Span("三", ("v",), (), "甲", "", 3500),
        Span("四", (), (), "", "", 3500),
    )


def test_wrong_ends_are_passed_over():
    assert spans("<b>a</i>b</b></b>c") == (
        Span("a", ("b",)),
        Span("b", ("b",)),
        Span("c"),
    )


def test_nesting_without_end():
    assert len(spans("<b>" * 100_000 + "x")[0].tags) == 64


@given(st.lists(MARKS | st.text(max_size=3), max_size=30).map("".join))
def test_nothing_raises(text):
    runs = spans(text)
    assert all(run.text for run in runs)
    # A line end is all that is not taken from the runs as they are.
    without_breaks = clean(text).replace("<br", "")
    assert plain_text(without_breaks) == "".join(
        run.text for run in spans(without_breaks) if "rt" not in run.tags
    )
    assert isinstance(speaker_of(text), str)
