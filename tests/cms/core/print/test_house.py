"""The shared library: pages, readings, contents, lists, crop marks."""

from datetime import UTC, datetime

import pytest
from pypdf.generic import ContentStream

from cms.core.print.codes import QrCode
from cms.core.print.press import render_pdf

from .reading import glyphs, placed, reader, template, text_of

AT = datetime(2026, 5, 1, tzinfo=UTC)
MM = 72 / 25.4


@pytest.fixture
def render(tmp_path):
    def made(source, **data):
        return render_pdf(template(tmp_path, source), data, at=AT, folder=tmp_path)

    return made


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [
        ("A4", 210, 297),
        ("A4-wide", 297, 210),
        ("A5", 148, 210),
        ("32k", 140, 203),
        ("card", 90, 54),
    ],
)
def test_sizes(render, size, width, height):
    box = reader(render(f'#show: frame.with(size: "{size}")\n甲')).pages[0].mediabox
    assert (round(float(box.width) / MM, 1), round(float(box.height) / MM, 1)) == (width, height)


def test_a_size_of_ones_own(render):
    box = reader(render("#show: frame.with(size: (60mm, 40mm), margin: 4mm)\n甲")).pages[0].mediabox
    assert round(float(box.width) / MM) == 60


def test_page_numbers_and_running_words(render):
    pdf = render("#show: frame.with(head: [汇编], foot: [戎光])\n甲#pagebreak()乙#pagebreak()丙")
    pages = ["".join(page.extract_text().split()) for page in reader(pdf).pages]
    assert pages == [
        "汇编甲戎光第1页共3页",
        "汇编乙戎光第2页共3页",
        "汇编丙戎光第3页共3页",
    ]


def test_pages_without_numbers(render):
    assert text_of(render("#show: frame.with(numbered: false)\n甲")) == "甲"


def test_contents_name_the_pages(render):
    pdf = render(
        "#show: frame.with(numbered: false)\n#contents()\n"
        "#for c in data.chapters { pagebreak(); heading(c) }",
        chapters=["第一章", "第二章 #1"],
    )
    first = "".join(reader(pdf).pages[0].extract_text().split()).replace("·", "")
    assert first == "目录第一章2第二章#13"
    outline = [item.title for item in reader(pdf).outline]
    assert outline == ["第一章", "第二章 #1"]


class TestRuby:
    def test_a_syllable_stands_over_its_character(self, render):
        pdf = render('#ruby("张思德", "zhāng sī dé")')
        at = {text: (x, y) for text, x, y, _size in placed(pdf)}
        assert set(at) == {"张", "思", "德", "zhāng", "sī", "dé"}
        for character, syllable in zip("张思德", ("zhāng", "sī", "dé"), strict=True):
            assert 5 < at[character][1] - at[syllable][1] < 20
            assert abs(at[character][0] - at[syllable][0]) < 12
        assert at["张"][0] < at["思"][0] < at["德"][0]
        assert at["张"][1] == at["德"][1]

    def test_a_paragraph_of_it_wraps_and_marks_do_not_begin_a_line(self, render):
        pdf = render(
            '#show: frame.with(size: "32k", numbered: false)\n'
            "#par(ruby-line(data.pairs.map(p => (p.at(0), p.at(1)))))",
            pairs=[["为人民服务", "wèi rén mín fú wù"], ["，", ""]] * 30,
        )
        rows: dict[float, list[tuple[float, str]]] = {}
        for text, x, y, _size in placed(pdf):
            rows.setdefault(round(y), []).append((x, text))
        firsts = [min(row)[1] for row in rows.values()]
        assert len(rows) > 8
        assert not any(first.startswith("，") for first in firsts)
        assert 0 not in glyphs(pdf)

    def test_other_counts_stand_over_the_whole_and_none_leaves_it_plain(self, render):
        pdf = render('#ruby("一会儿", "yí huìr")')
        assert text_of(pdf) == "yíhuìr一会儿"
        assert text_of(render('#ruby("张", " ")')) == "张"

    @pytest.mark.parametrize("reading", ["lǜ", "ḿ", "ê̄", "ńg"])
    def test_rare_syllables(self, render, reading):
        pdf = render('#ruby("字", data.reading)', reading=reading)
        assert 0 not in glyphs(pdf)


def test_body_paragraphs_begin_two_characters_in(render):
    pdf = render("#show: frame.with(numbered: false)\n甲\n\n#prose(data.t)", t="乙\n\n 丙")
    (_, left, _, size), second, third = placed(pdf)
    assert [round((x - left) / size, 1) for _text, x, _y, _size in (second, third)] == [2, 2]


def test_names_in_two_columns_those_of_two_characters_set_wide(render):
    pdf = render("#name-list(data.names)", names=["张三", "王大伟", ["李四", "烈士"]])
    assert text_of(pdf) == "张三王大伟李四烈士"
    at = {text: (round(x), round(y)) for text, x, y, _size in placed(pdf)}
    assert at["三"][0] - at["张"][0] == 22
    assert at["张"][1] == at["王大伟"][1] < at["李"][1]
    assert at["张"][0] == at["李"][0]


def test_labels_go_on_over_pages_and_none_is_lost(render):
    names = [f"张{number}号" for number in range(50)]
    pdf = render(
        "#show: frame.with(margin: 10mm, numbered: false)\n"
        "#labels(data.labels, item => grid(columns: (auto, 1fr),"
        " code(item.file, size: 20mm), item.name))",
        labels=[{"name": name, "file": QrCode(f"https://example.org/{name}")} for name in names],
    )
    pages = [page.extract_text().split("号") for page in reader(pdf).pages]
    assert [len(page) - 1 for page in pages] == [21, 21, 8]
    assert text_of(pdf) == "".join(names)


def test_a_rare_character_does_not_push_its_line_down(render):
    pdf = render(
        "#show: frame.with(numbered: false)\n#name-list(data.names)", names=["赵一曼", "𠮷㛃甲"]
    )
    assert {round(y, 2) for _text, _x, y, _size in placed(pdf)} == {87.35}


class TestCropMarks:
    def test_the_sheet_is_larger_and_carries_eight_lines(self, render):
        pdf = render(
            '#show: frame.with(size: "card", marks: true, bleed: 3mm, numbered: false,'
            " ground: rect(width: 100%, height: 100%, fill: red))\n甲"
        )
        page = reader(pdf).pages[0]
        assert round(float(page.mediabox.width) / MM, 1) == 90 + 2 * 10
        operations = ContentStream(page.get_contents(), reader(pdf)).operations
        assert sum(operator == b"S" for _operands, operator in operations) == 8

    def test_the_type_stands_where_it_stands_without_them(self, render):
        source = '#show: frame.with(size: "card", marks: {}, numbered: false)\n甲'
        plain, marked = (placed(render(source.format(on)))[0] for on in ("false", "true"))
        shift = [round((marked[axis] - plain[axis]) / MM, 2) for axis in (1, 2)]
        assert shift == [10, 10]


def test_facts_and_sources(render):
    pdf = render(
        "#show: frame.with(numbered: false)\n#section[事实]\n"
        '#facts((("籍贯", [四川] + cited((1, 3))), ("性别", [男]), ("民族", [汉])))'
    )
    assert text_of(pdf) == "事实籍贯四川[1][3]性别男民族汉"


def test_bold_is_an_outline_in_the_colour_of_the_text(render):
    pdf = render("#text(fill: red, bold[甲])")
    operations = ContentStream(reader(pdf).pages[0].get_contents(), reader(pdf)).operations
    modes = [operands[0] for operands, operator in operations if operator == b"Tr"]
    assert modes == [2]
