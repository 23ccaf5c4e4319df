import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.normalise import (
    VARIANTS,
    Normalised,
    normalise,
    normalise_with_offsets,
    printable,
)

# U+0345 is the one mark whose case folding is a letter.
ANY_TEXT = st.text(st.characters(exclude_characters="\u0345")) | st.text(
    st.sampled_from("上嶺嶺…ﬁ㋿e\u0301\u3099カﾞｶ\u200b ,Aß“乾\ud800")
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("上甘嶺", "上甘岭"),
        ("ＡＢＣ１２３", "abc123"),
        ("Straße", "strasse"),
        ("ｶﾞ", "ガ"),
        ("e\u0301", "é"),
        ("上\u200b甘\ufeff岭", "上甘岭"),
        ("“杨靖宇”…", "“杨靖宇”."),
        ("乾隆", "干隆"),
        ("a\ud800b", "a\ufffdb"),
        ("", ""),
    ],
)
def test_normal_form(written, normal):
    assert normalise(written) == normal


def test_offsets_lead_back_to_characters_that_grow():
    text = normalise_with_offsets("㋿元年，上甘嶺")
    assert text.text == "令和元年,上甘岭"
    assert text.span(0, 1) == (0, 1)
    assert text.span(1, 2) == (0, 1)
    start = text.text.index("上甘岭")
    assert text.original[slice(*text.span(start, start + 3))] == "上甘嶺"


def test_offsets_lead_back_to_characters_with_marks():
    text = normalise_with_offsets("caf\u0065\u0301 au")
    assert text.text == "café au"
    assert text.original[slice(*text.span(0, 4))] == "cafe\u0301"


def test_plain_text_needs_no_table():
    assert normalise_with_offsets("黃繼光") == Normalised("黃繼光", "黄继光")


@settings(max_examples=300)
@given(ANY_TEXT)
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once


@settings(max_examples=300)
@given(ANY_TEXT)
def test_offsets_are_in_order_and_inside(text):
    mapped = normalise_with_offsets(text)
    assert mapped.text == normalise(text)
    spans = [mapped.span(at, at + 1) for at in range(len(mapped.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@settings(max_examples=300)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)), st.data())
def test_a_piece_of_a_text_is_a_piece_of_the_normalised_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert normalise(text)[start:end] == normalise(text[start:end])


@given(st.text(st.characters(categories=["Cs", "Lo"])))
def test_printable_text_can_be_written(text):
    printable(text).encode()


def test_printable_keeps_what_is_well_formed():
    assert printable("中𠀀a") == "中𠀀a"
    assert printable("中\ud800a") == "中\ufffda"


@pytest.mark.parametrize(
    ("variant", "standard"),
    [
        ("峯", "峰"),
        ("羣", "群"),
        ("裏", "里"),
        ("裡", "里"),
        ("臺", "台"),
        ("珎", "珍"),
        ("効", "效"),
        ("徳", "德"),
        ("讐", "仇"),
        ("鉄", "铁"),
        ("二○二四", "二〇二四"),
    ],
)
def test_variants_become_the_standard_character(variant, standard):
    assert normalise(variant) == standard


def test_characters_of_their_own_stay():
    assert normalise("喆甯堃") == "喆甯堃"


def test_a_standard_character_is_no_variant():
    assert not set(VARIANTS) & set(VARIANTS.values())
    assert [normalise(standard) for standard in VARIANTS.values()] == list(VARIANTS.values())
