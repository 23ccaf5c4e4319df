"""People as a local chronicle prints them."""

import csv
import io
import re
from dataclasses import astuple
from datetime import UTC, datetime, timedelta, timezone

import docx
import pytest
from docx.oxml.ns import qn

from heritage.people.printed.gazetteer import (
    ROLL_HEADINGS,
    Award,
    GazetteerEntry,
    Order,
    Post,
    RollRow,
    biographies_docx,
    martyr_roll_docx,
    opening,
    sentences,
    years,
)
from tests.shared_data import SHARED, needs_shared

ZHANG = GazetteerEntry(
    name="张思德",
    birth="1915",
    death="1944",
    birth_year=1915,
    death_year=1944,
    gender="男",
    ethnicity="汉族",
    other_names=(("曾用名", "谷娃子"),),
    native_place="四川省仪陇县",
    joined="1933年12月",
    party="1937年10月",
    career=(
        Post(period="1940—1943年", unit="通讯班", post="班长"),
        Post(period="1943年", unit="中央警备团"),
    ),
    honours=(Award(date="1941年", title="模范战士称号", body="某团"),),
    end="1944年9月5日在陕西省安塞县牺牲",
    life="第一段。\n第二段。",
    sources=("《仪陇县志》，1994年", "烈士证存根"),
    pinyin="zhāng sī dé",
)
ZHAO = GazetteerEntry(
    name="赵甲", birth="1905", death="1936", death_year=1936, gender="女", ethnicity="回族",
    native_place="宁夏人", joined="1926年参军", party="党员", pinyin="zhào jiǎ",
)  # fmt: skip
UNKNOWN = GazetteerEntry(name="丁乙", pinyin="dīng yǐ")
LIVING = GazetteerEntry(
    name="王丙", birth="1930", birth_year=1930, is_living=True, pinyin="wáng bǐng"
)


def read(content: bytes):
    return docx.Document(io.BytesIO(content))


def lines(content: bytes) -> list[tuple[str, str]]:
    return [(item.style.name, item.text) for item in read(content).paragraphs if item.text]


class TestWords:
    def test_an_entry_says_what_is_known_in_the_order_of_a_life(self):
        assert opening(ZHANG) == "（1915—1944），曾用名谷娃子，四川省仪陇县人"
        assert sentences(ZHANG) == [
            "1933年12月参加革命。",
            "1937年10月加入中国共产党。",
            "1940—1943年，任通讯班班长。",
            "1943年，在中央警备团。",
            "1941年获模范战士称号（某团）。",
            "1944年9月5日在陕西省安塞县牺牲。",
        ]

    def test_phrases_are_kept_as_they_are(self):
        assert opening(ZHAO) == "（1905—1936），女，回族，宁夏人"
        assert sentences(ZHAO) == ["1926年参军。", "党员。"]

    def test_nothing_is_invented(self):
        assert (opening(UNKNOWN), sentences(UNKNOWN)) == ("", [])

    @pytest.mark.parametrize(
        ("birth", "death", "living", "shown"),
        [
            ("1915", "1944", False, "（1915—1944）"),
            ("", "1944", False, "（？—1944）"),
            ("约1890", "", False, "（约1890—？）"),
            ("", "", False, ""),
            ("1930", "", True, "（1930—）"),
            ("", "", True, ""),
        ],
    )
    def test_years(self, birth, death, living, shown):
        entry = GazetteerEntry(name="甲", birth=birth, death=death, is_living=living)
        assert years(entry) == shown

    @pytest.mark.parametrize(
        "date", ["1933", "1933.12", "1933年12月", "1943年秋", "约1933年", "民国三十一年"]
    )
    def test_a_bare_date_gets_its_verb(self, date):
        assert sentences(GazetteerEntry(name="甲", party=date)) == [f"{date}加入中国共产党。"]


class TestChapter:
    def test_the_whole_reads_as_a_chronicle(self):
        assert lines(biographies_docx([ZHANG, LIVING, UNKNOWN, ZHAO])) == [
            ("Heading 1", "人物传略"),
            ("Heading 2", "赵甲"),
            ("Body Text", "赵甲（1905—1936），女，回族，宁夏人。1926年参军。党员。"),
            ("Heading 2", "张思德"),
            ("Body Text", "张思德" + opening(ZHANG) + "。" + "".join(sentences(ZHANG))),
            ("Body Text", "第一段。"),
            ("Body Text", "第二段。"),
            ("Sources", "资料来源：[1] 《仪陇县志》，1994年；[2] 烈士证存根"),
            ("Heading 2", "丁乙"),
            ("Body Text", "丁乙。"),
            ("Heading 1", "人物简介"),
            ("Heading 2", "王丙"),
            ("Body Text", "王丙（1930—）。"),
            ("Heading 1", "人名索引"),
            ("Heading 3", "D"),
            ("Name Index", "丁乙\t"),
            ("Heading 3", "W"),
            ("Name Index", "王丙\t"),
            ("Heading 3", "Z"),
            ("Name Index", "张思德\t"),
            ("Name Index", "赵甲\t"),
        ]

    def test_by_strokes_of_the_surname(self):
        headings = [
            text
            for style, text in lines(biographies_docx([ZHANG, UNKNOWN, ZHAO], order=Order.STROKES))
            if style == "Heading 2"
        ]
        assert headings == ["丁乙", "张思德", "赵甲"]

    def test_the_order_does_not_hang_on_the_order_given(self):
        entries = [ZHANG, UNKNOWN, ZHAO, LIVING]
        assert lines(biographies_docx(entries)) == lines(biographies_docx(entries[::-1]))

    def test_faces_and_indent(self):
        document = read(biographies_docx([ZHANG]))
        styles = document.styles

        def face(style):
            return styles[style].element.rPr.rFonts.get(qn("w:eastAsia"))

        assert (face("Normal"), face("Heading 1"), face("Heading 2")) == ("宋体", "黑体", "黑体")
        assert styles["Body Text"].element.pPr.ind.get(qn("w:firstLineChars")) == "200"
        entry = next(item for item in document.paragraphs if item.style.name == "Body Text")
        name = entry.runs[0]
        assert (name.text, name.bold) == ("张思德", True)
        assert name._r.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"

    def test_the_file_says_what_it_is_and_of_when(self):
        at = datetime(2026, 5, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))
        properties = read(biographies_docx([ZHANG], title="人物卷", at=at)).core_properties
        assert (properties.title, properties.author) == ("人物卷", "")
        assert properties.created == datetime(2026, 5, 1, 0, 30, tzinfo=UTC)

    def test_the_index_names_the_page_of_each_heading(self):
        body = read(biographies_docx([ZHANG, ZHAO])).element.body
        marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
        asked = [
            re.search(r"PAGEREF (\S+)", field.text)[1] for field in body.iter(qn("w:instrText"))
        ]
        assert marks == ["person_1", "person_2"]
        assert asked == ["person_2", "person_1"]

    def test_control_characters_and_unseen_marks_are_left_out(self):
        entry = GazetteerEntry(
            name="甲\x00乙",
            native_place="某\x1f县\u202e",
            life="一\x0b二\ud800\n\n三\ufffe",
            sources=("书\x07名",),
            pinyin="jiǎ yǐ",
        )
        assert lines(biographies_docx([entry]))[1:5] == [
            ("Heading 2", "甲乙"),
            ("Body Text", "甲乙，某县人。"),
            ("Body Text", "一"),
            ("Body Text", "二"),
        ]

    def test_rare_characters_are_kept(self):
        entry = GazetteerEntry(name="𠮷㛃", pinyin="jí jié")
        assert ("Heading 2", "𠮷㛃") in lines(biographies_docx([entry]))

    def test_of_nobody(self):
        assert lines(biographies_docx([])) == []


class TestRoll:
    @needs_shared
    def test_the_real_roll_comes_back_cell_by_cell(self):
        with (SHARED / "rolls" / "gazetteer-roll.csv").open(encoding="utf-8-sig") as file:
            headings, *rows = csv.reader(file)
        assert tuple(headings) == ROLL_HEADINGS
        document = read(martyr_roll_docx([RollRow(**_named(row)) for row in rows]))
        (table,) = document.tables
        assert [[cell.text for cell in row.cells] for row in table.rows] == [headings, *rows]

    def test_headings_repeat_rows_are_whole_and_the_page_lies_across(self):
        document = read(martyr_roll_docx([RollRow(name="甲", fallen="1952年4月\n朝鲜")]))
        first, second = document.tables[0].rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert second._tr.trPr.find(qn("w:tblHeader")) is None
        assert second._tr.trPr.find(qn("w:cantSplit")) is not None
        assert second.cells[7].text == "1952年4月 朝鲜"
        section = document.sections[0]
        assert section.page_width > section.page_height
        widths = sum(column.width for column in document.tables[0].columns)
        assert widths <= section.page_width - section.left_margin - section.right_margin

    def test_a_roll_without_names_has_its_headings(self):
        (table,) = read(martyr_roll_docx([])).tables
        assert [cell.text for cell in table.rows[0].cells] == list(ROLL_HEADINGS)
        assert len(table.rows) == 1

    def test_fields_and_headings_agree(self):
        assert len(astuple(RollRow(name="甲"))) == len(ROLL_HEADINGS)


def _named(row: list[str]) -> dict[str, str]:
    return dict(zip(RollRow.__dataclass_fields__, row, strict=True))
