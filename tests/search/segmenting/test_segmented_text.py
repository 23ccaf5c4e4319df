import pytest

from search.segmenting.text import LONGEST_TEXT, NO_TOKEN, indexed_text, query_phrase, query_terms

WALL = "\u01c0"


def test_indexed_text_has_bigrams_then_characters():
    assert indexed_text("上甘嶺，Hero") == f"上甘 甘岭 hero {WALL} 上 甘 岭 {WALL}"
    assert indexed_text("上甘，岭南").startswith(f"上甘 {WALL} 岭南 ")


def test_text_without_chinese_stays_words():
    assert indexed_text("IMG_0001.jpg") == "img 0001 jpg"


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("上甘嶺", "上甘|甘岭"),
        ("岭", "岭"),
        ("Hero 上甘岭", "hero 上甘|甘岭"),
        ("英雄的故事", "英雄 故事"),
        ("的", "的"),
        ('"; DROP', "drop"),
        ("？！", NO_TOKEN),
        ("", NO_TOKEN),
    ],
)
def test_query_terms(typed, terms):
    assert query_terms(typed) == terms


def test_query_phrase():
    assert query_phrase("上甘岭战役") == "上甘 甘岭 岭战 战役"
    assert query_phrase("第45师") == "第 45 师"
    assert query_phrase("“”") == NO_TOKEN


def test_very_long_texts_are_cut():
    assert "尾" not in indexed_text("中" * LONGEST_TEXT + "尾")
