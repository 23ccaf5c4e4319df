"""The record sheet of a person as PDF."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from cms.core.print.press import MissingCharactersError
from heritage.people.printed.record_sheet import (
    Dispute,
    Fact,
    HonourLine,
    RecordSheet,
    Service,
    Statement,
    record_sheet_pdf,
)
from tests.cms.core.print.reading import glyphs, placed, reader, text_of

AT = datetime(2026, 5, 1, tzinfo=UTC)


def portrait() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "#888888").save(out, "JPEG")
    return out.getvalue()


def sheet(**more) -> RecordSheet:
    plain = {
        "name": "张三",
        "site_name": "戎光",
        "url": "https://example.org/people/zhang-san/",
        "printed_on": "2026年5月1日",
    }
    return RecordSheet(**plain | more)


def full() -> RecordSheet:
    return sheet(
        pinyin="zhāng sān",
        epithet="战斗英雄",
        other_names=(("曾用名", "张小三"), ("繁体", "張三")),
        portrait=portrait(),
        portrait_credit="县档案馆藏",
        facts=(
            Fact(label="性别", value="男"),
            Fact(label="籍贯", value="四川省仪陇县", sources=(1, 2)),
            Fact(label="出生", value="约1915年"),
        ),
        services=(Service(period="1937—1940", unit="八路军某部", post="班长", sources=(1,)),),
        honours=(
            HonourLine(
                date="1941年", title="一等功", body="某军区", document="某字1号", sources=(2,)
            ),
        ),
        disputes=(
            Dispute(
                subject="生年",
                statements=(
                    Statement(value="1915年", sources=(1,)),
                    Statement(value="1916年", sources=(2,)),
                ),
            ),
        ),
        life="第一段。\n第二段。",
        sources=("《县志》，第3页", "烈士证存根"),
        is_sample=True,
    )


def test_everything_stands_on_the_sheet_in_order():
    assert text_of(record_sheet_pdf(full(), at=AT)) == (
        "戎光人物档案示例zhāng张sān三战斗英雄曾用名张小三繁体張三扫码看网上档案县档案馆藏"
        "性别男籍贯四川省仪陇县[1][2]出生约1915年"
        "单位与职务1937—1940八路军某部班长[1]"
        "荣誉1941年一等功[2]某军区某字1号"
        "异说并存生年1915年[1]1916年[2]"
        "生平第一段。第二段。"
        "资料来源[1]《县志》，第3页[2]烈士证存根"
        "戎光https://example.org/people/zhang-san/2026年5月1日打印第1页共1页"
    )


def test_a_sheet_with_nothing_but_a_name_has_no_empty_sections():
    assert text_of(record_sheet_pdf(sheet(), at=AT)) == (
        "戎光人物档案张三扫码看网上档案"
        "戎光https://example.org/people/zhang-san/2026年5月1日打印第1页共1页"
    )


def test_disputed_statements_stand_side_by_side():
    sides = (Statement(value="甲说"), Statement(value="乙说"))
    made = record_sheet_pdf(sheet(disputes=(Dispute(subject="生年", statements=sides),)), at=AT)
    at = {text: (x, y) for text, x, y, _size in placed(made)}
    assert at["甲说"][1] == at["乙说"][1]
    assert at["甲说"][0] < at["乙说"][0]


def test_the_file_is_named_after_the_person_and_equal_each_time():
    made = record_sheet_pdf(full(), at=AT)
    assert reader(made).metadata["/Title"] == "张三　人物档案"
    assert made == record_sheet_pdf(full(), at=AT)
    assert [image.image.size for image in reader(made).pages[0].images] == [(60, 80)]


def test_a_long_life_goes_on_over_pages_and_keeps_every_word():
    life = "这是很长的一段生平。" * 900
    made = record_sheet_pdf(sheet(life=life), at=AT)
    pages = len(reader(made).pages)
    words = text_of(made)
    for page in range(1, pages + 1):
        foot = f"戎光https://example.org/people/zhang-san/2026年5月1日打印第{page}页共{pages}页"
        words = words.replace(foot + "戎光人物档案", "")
    assert pages > 3
    assert life in words
    assert 0 not in glyphs(made)


@pytest.mark.parametrize(
    "name", ["𠮷田", "㛃", "阿沛·阿旺晋美", "欧阳修明", "#panic()", "无名烈士"]
)
def test_names(name):
    made = record_sheet_pdf(sheet(name=name), at=AT)
    assert text_of(made).startswith(f"戎光人物档案{name}扫码")
    assert 0 not in glyphs(made)


def test_what_cannot_be_drawn_is_named_with_its_place():
    other = (("曾用名", "张\U0002fa1e"),)
    with pytest.raises(MissingCharactersError) as caught:
        record_sheet_pdf(sheet(other_names=other))
    assert [(m.codepoint, m.where) for m in caught.value.missing] == [
        ("U+2FA1E", "sheet.other_names[0][1]")
    ]
    assert "张〓" in text_of(record_sheet_pdf(sheet(other_names=other), at=AT, substitute=True))
