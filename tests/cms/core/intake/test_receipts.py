"""Receipt numbers: enough randomness, typos told, forgiving reading."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.intake import receipts
from cms.core.intake.receipts import (
    ALPHABET,
    LENGTH,
    RANDOM_LENGTH,
    ReceiptCharacterError,
    ReceiptCheckError,
    ReceiptError,
    ReceiptLengthError,
    check_character,
    grouped,
    new_receipt,
    parse_receipt,
    qr_svg,
)

bodies = st.text(alphabet=ALPHABET, min_size=RANDOM_LENGTH, max_size=RANDOM_LENGTH)
numbers = bodies.map(lambda body: body + check_character(body))
FULL_WIDTH = {ord(c): chr(ord(c) + 0xFEE0) for c in ALPHABET + "-"}


def test_randomness_and_alphabet():
    assert RANDOM_LENGTH * math.log2(len(ALPHABET)) > 60
    assert len(set(ALPHABET)) == 23
    assert set(ALPHABET) & set("01OILDQUVBSZG") == set()


def test_new_ones_are_all_different_and_right():
    made = [new_receipt() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert [parse_receipt(number) for number in made] == made
    assert {c for number in made for c in number} == set(ALPHABET)


def test_grouping():
    assert grouped("23456789ACEFHJK") == "23456-789AC-EFHJK"


@given(numbers)
def test_read_back_however_it_is_typed(number):
    for typed in (
        grouped(number),
        grouped(number).lower(),
        f"  {number}\u200b\n",
        " ".join(number),
        grouped(number).replace("-", "—"),
        grouped(number).translate(FULL_WIDTH),
        number.replace("8", "B").replace("5", "s").replace("2", "Z").replace("6", "g"),
    ):
        assert parse_receipt(typed) == number


@given(numbers, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_told(number, at, other):
    typed = number[:at] + other + number[at + 1 :]
    if typed == number:
        assert parse_receipt(typed) == number
        return
    with pytest.raises(ReceiptCheckError):
        parse_receipt(typed)


@given(numbers, st.integers(0, LENGTH - 2))
def test_two_neighbours_exchanged_are_told(number, at):
    typed = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    if typed == number:
        return
    with pytest.raises(ReceiptCheckError):
        parse_receipt(typed)


@pytest.mark.parametrize("typed", ["", "234", "-" * 15, "2" * 16, "２３４"])
def test_wrong_length(typed):
    with pytest.raises(ReceiptLengthError):
        parse_receipt(typed)


@pytest.mark.parametrize(
    ("typed", "character"), [("2345O", "O"), ("张三", "张"), ("1", "1"), ("23\x0045%", "%")]
)
def test_characters_no_receipt_has(typed, character):
    with pytest.raises(ReceiptCharacterError) as caught:
        parse_receipt(typed)
    assert caught.value.character == character


@given(st.text(max_size=60))
def test_anything_typed_is_read_or_refused(typed):
    try:
        number = parse_receipt(typed)
    except ReceiptError:
        return
    assert len(number) == LENGTH
    assert set(number) <= set(ALPHABET)


def test_qr_code_is_a_picture():
    picture = ElementTree.fromstring(qr_svg("https://example.org/follow/?r=23456-789AC-EFHJK"))
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"


def test_the_module_says_its_own_numbers():
    assert receipts.LENGTH % receipts.GROUP == 0
