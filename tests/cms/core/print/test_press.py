"""From template and data to PDF and PNG."""

import io
import struct
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst
from django.utils.translation import gettext_lazy, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from cms.core.print.codes import QrCode
from cms.core.print.missing import drawn
from cms.core.print.press import MissingCharactersError, PrintError, render_pdf, render_png
from cms.core.print.typefaces import RARE, SERIF, drawable

from .reading import glyphs, reader, template, text_of

AT = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
SHOW = "#show: frame.with(title: data.title, numbered: false)\n#data.words"
EMOJI = "\U0001f600"

HOSTILE = [
    '#panic("out")',
    '#import "/house.typ": *',
    '#include "/data.json"',
    '#read("/etc/passwd")',
    "#sys.inputs",
    "]] [[ }} {{",
    "*_$`~@<label> = 标题",
    "- 一 + 二 / 三: 四",
    "\"双\" '单' \\n \\ \\u{1F600} --- ...",
    "// 注 /* 释 */",
    "{{ jinja }} {% raw %}",
    "http://example.org/?a=1&b=2",
    "$ sum_(i=0)^n $",
    "<script>alert(1)</script>",
]


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def show(tmp_path):
    template(tmp_path, SHOW)

    def render(words, **more):
        content = {"title": "题", "words": words}
        return render_pdf("try/page.typ", content, at=AT, folder=tmp_path, **more)

    return render


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_comes_out_as_it_went_in(show, words):
    pdf = show(words)
    assert text_of(pdf) == squeezed(words)
    assert 0 not in glyphs(pdf)


def test_hostile_text_in_every_place_a_template_can_put_it(tmp_path):
    source = (
        "#show: frame.with(title: data.w, head: data.w, foot: data.w)\n"
        "#contents()\n= #data.w\n#section(data.w)\n#facts(((data.w, data.w),))\n"
        "#name-list((data.w, (data.w, data.w)))\n#ruby(data.w, data.w)\n#prose(data.w)"
    )
    name = template(tmp_path, source)
    for words in HOSTILE:
        pdf = render_pdf(name, {"w": words}, at=AT, folder=tmp_path)
        assert reader(pdf).metadata["/Title"] == words
        assert text_of(pdf).count(squeezed(words)) >= 8
        assert 0 not in glyphs(pdf)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(words=st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_can_be_printed_and_no_box_is_ever_drawn(show, words):
    assert 0 not in glyphs(show(words, substitute=True))


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(words=st.text(st.sampled_from(sorted(map(chr, drawable()))), max_size=80))
def test_what_is_called_drawable_is_drawn(show, words):
    assert 0 not in glyphs(show(words))


def test_all_that_is_called_drawable_is_drawn(show):
    signs = [chr(code) for code in sorted(drawable()) if not chr(code).isspace()]
    pages = "\n".join("".join(signs[at : at + 3000]) for at in range(0, len(signs), 3000))
    assert 0 not in glyphs(show(pages))


def test_tone_marks_stand_over_any_letter(show):
    marks = [chr(code) for code in range(0x0300, 0x0370) if code in drawable()]
    words = " ".join(f"{letter}{mark}" for letter in "aêüm字𠮷" for mark in marks)
    assert {"\u0300", "\u0301", "\u0304", "\u030c"} <= set(marks)
    assert 0 not in glyphs(show(words))


def test_every_character_of_the_fallback_font_is_drawn_by_it(show):
    words = "𠮷㛃𪚥𠔻𡈽"
    pdf = show(words)
    assert text_of(pdf) == words
    fonts = reader(pdf).pages[0]["/Resources"]["/Font"].values()
    names = {str(font.get_object()["/BaseFont"]).split("+")[1] for font in fonts}
    assert {name[:8] for name in names} == {"NotoSeri", "HanaMinB"}


def test_the_check_for_boxes_finds_one():
    fonts = typst.Fonts(False, False, [str(SERIF.parent), str(RARE.parent)])
    pdf = typst.compile(f"甲{EMOJI}".encode(), format="pdf", font_paths=fonts)
    assert glyphs(pdf).count(0) == 1


def test_a_missing_character_stops_the_press_and_is_named(show):
    with pytest.raises(MissingCharactersError) as caught:
        show(["甲", {"name": f"乙{EMOJI}"}])
    (missing,) = caught.value.missing
    assert (missing.character, missing.codepoint, missing.where) == (
        EMOJI,
        "U+1F600",
        "words[1].name",
    )
    assert "U+1F600" in str(caught.value)
    assert caught.value.template == "try/page.typ"


def test_or_a_stand_in_is_drawn_where_that_is_asked_for(show):
    pdf = show(f"甲{EMOJI}乙\x00丙", substitute=True)
    assert text_of(pdf) == "甲〓乙〓丙"


def test_marks_of_direction_do_not_turn_the_line(show):
    assert text_of(show("甲\u202eabc\u202c乙")) == "甲abc乙"


def test_long_text(show):
    words = "退役军人事务局，2024年。" * 3_000
    pdf = show(words)
    assert len(words.encode()) > 100_000
    assert len(reader(pdf).pages) > 10
    assert text_of(pdf) == words


def test_lines_stay_apart(show):
    lines = reader(show("第一行\n第二行")).pages[0].extract_text().split("\n")
    assert [squeezed(line) for line in lines if line.strip()] == ["第一行", "第二行"]


def test_the_file_says_what_it_is(show):
    document = reader(show("甲"))
    root = document.trailer["/Root"]
    assert document.metadata["/Title"] == "题"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("zh-CN", True)
    assert "/StructTreeRoot" in root
    assert document.metadata["/CreationDate"].startswith("D:20260501")


def test_equal_input_gives_equal_bytes(show):
    words = "甲乙，𠮷田。" * 500
    assert show(words) == show(words)


def test_from_many_threads(show):
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda number: show(f"第{number}份"), range(24)))
    assert [text_of(pdf) for pdf in made] == [f"第{number}份" for number in range(24)]


def test_numbers_lists_and_lazy_words(tmp_path):
    name = template(
        tmp_path, "#(data.n + 1) #data.f #data.l.len() #data.t #data.b #(data.o == none)"
    )
    content = {"n": 41, "f": 1.5, "l": (1, 2), "t": gettext_lazy("甲"), "b": True, "o": None}
    assert text_of(render_pdf(name, content, at=AT, folder=tmp_path)) == "421.52甲truetrue"


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#9E1B20").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_pictures(tmp_path, kind):
    name = template(tmp_path, '#image(data.picture, width: 20mm, alt: "像")')
    pdf = render_pdf(name, {"picture": picture(kind)}, at=AT, folder=tmp_path)
    (shown,) = reader(pdf).pages[0].images
    assert shown.image.size == (40, 30)


def test_a_code_is_drawn_as_vectors(tmp_path):
    name = template(tmp_path, '#code(data.code, caption: [扫码], of: "网页")')
    content = {"code": QrCode("https://example.org/people/zhangside/")}
    pdf = render_pdf(name, content, at=AT, folder=tmp_path)
    assert text_of(pdf) == "扫码"
    assert list(reader(pdf).pages[0].images) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (b"not a picture", "words: not a sound PNG or JPEG picture"),
        (picture("PNG")[:60], "words: not a sound PNG or JPEG picture"),
        (picture("JPEG")[:300], "words: not a sound PNG or JPEG picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "words: not a sound PNG or JPEG picture"),
        (float("nan"), "words: a number outside of what can be printed"),
        (2**63, "words: a number outside of what can be printed"),
        ([1, {"a": object()}], "words[1].a: object is nothing a template can use"),
        ({1: "a"}, "words: a key that is not text"),
        (QrCode("长" * 3000), "words: does not go into a QR code"),
    ],
)
def test_what_no_template_can_use_is_refused_with_its_place(show, value, words):
    with pytest.raises(PrintError) as caught:
        show(value)
    assert caught.value.message == words


def test_a_picture_of_too_many_pixels(show):
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header + b"\0\0\0\0"
    with pytest.raises(PrintError, match="words: "):
        show(bomb)


class TestOutside:
    @pytest.mark.parametrize(
        "source",
        [
            '#read("/etc/passwd")',
            '#read("../../../../../etc/passwd")',
            '#image("/../secret.png")',
            '#include "/other/page.typ"',
        ],
    )
    def test_nothing_beyond_the_root_is_read(self, tmp_path, source):
        template(tmp_path, "甲", "other/page.typ")
        name = template(tmp_path, source)
        with pytest.raises(PrintError) as caught:
            render_pdf(name, {}, folder=tmp_path)
        assert caught.value.template == name
        assert "/tmp" not in str(caught.value)

    @pytest.mark.parametrize("name", ["page.typ", "../try/page.typ", "try/../try/page.typ", "try/no.typ", "/try/page.typ", "try/page.txt"])  # fmt: skip
    def test_only_templates_have_names(self, tmp_path, name):
        template(tmp_path, "甲")
        with pytest.raises(PrintError):
            render_pdf(name, {}, folder=tmp_path)

    def test_no_package_is_fetched(self, tmp_path):
        name = template(tmp_path, '#import "@preview/cetz:0.1.0"')
        with pytest.raises(PrintError, match="wants a package"):
            render_pdf(name, {}, folder=tmp_path)

    def test_the_system_has_no_say_in_the_fonts(self, tmp_path):
        name = template(tmp_path, '#set text(font: "DejaVu Sans Mono")\nabc')
        pdf = render_pdf(name, {}, at=AT, folder=tmp_path)
        (font,) = reader(pdf).pages[0]["/Resources"]["/Font"].values()
        assert "Noto" in font.get_object()["/BaseFont"]


def test_a_fault_in_a_template_is_told_with_its_place(tmp_path):
    name = template(tmp_path, "甲\n#data.nothing")
    with pytest.raises(PrintError) as caught:
        render_pdf(name, {"a": 1}, folder=tmp_path)
    assert caught.value.message == ('dictionary does not contain key "nothing" (try/page.typ:3)')


def test_nothing_is_left_behind(show, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "work"))
    Path(tmp_path / "work").mkdir()
    show("甲")
    with pytest.raises(PrintError):
        show(b"x")
    assert list((tmp_path / "work").iterdir()) == []


def test_png_a_page(tmp_path):
    name = template(tmp_path, '#show: frame.with(size: "card", numbered: false)\n甲#pagebreak()乙')
    pages = render_png(name, {}, ppi=254, folder=tmp_path)
    sizes = []
    for page in pages:
        with Image.open(io.BytesIO(page)) as shown:
            sizes.append(shown.size)
    assert sizes == [(900, 540), (900, 540)]
    assert render_png(name, {}, ppi=254, folder=tmp_path) == pages


def test_what_is_printed_is_what_was_cleaned(show):
    assert text_of(show("甲\u200b乙\ufeff")) == drawn("甲\u200b乙\ufeff") == "甲乙"
