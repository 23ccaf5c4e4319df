"""What may be somebody's number, address or letter is not noted."""

from __future__ import annotations

import pytest

from search.curation.personal import notable


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "+86 138 0013 8000",
        "一三八〇〇一三八〇〇〇",
        "王老师 13800138000",
        "0537-2211234",
        "010 8888 6666",
        "400-123-4567",
        "11010519491231002X",
        "110105 19491231 002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "130503670401001",
        "130503 670401 001",
        "someone@example.cn",
        "老兵＠example",
        "1234567",
        "档案编号20250001",
        "长" * 41,
        "",
        "。，！",
        "\x00",
    ],
)
def test_not_noted(text):
    assert notable(text) == ""


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("上甘岭", "上甘岭"),
        ("  上甘嶺　戰役 ", "上甘岭 战役"),
        ("ＳＧＬ", "sgl"),
        ("上甘岭\x00\x1b战役", "上甘岭 战役"),
        ("1950-1953", "1950-1953"),
        ("1950 1953", "1950 1953"),
        ("1950.10.25-1953.07.27", "1950.10.25-1953.07.27"),
        ("1950年10月25日", "1950年10月25日"),
        ("第15军 第45师 135团", "第15军 第45师 135团"),
        ("一九五〇年", "一九五〇年"),
        ("黄?光", "黄?光"),
        ("长" * 40, "长" * 40),
        ('"志愿军战士" -电影', '"志愿军战士" -电影'),
    ],
)
def test_noted_as_the_search_sees_it(text, noted):
    assert notable(text) == noted


def test_an_identity_number_is_told_by_its_check():
    # Eighteen digits apart, once with the right last digit.
    assert notable("1950 1011 1951 0112 24") == "1950 1011 1951 0112 24"
    assert notable("110105 1949 1231 002X") == ""
