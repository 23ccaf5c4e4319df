"""The share poster: any title, rare characters, never a box."""

import io

import pytest
from PIL import Image, ImageChops

from cms.core.print.faces import face
from cms.core.print.missing import missing_in
from cms.core.print.poster import HEIGHT, WIDTH, Poster, draw_poster, wrap
from cms.core.print.typefaces import RARE, SERIF, characters

EMOJI = "\U0001f600"


def poster(title: str) -> Poster:
    return Poster(title=title, deck="", site_name="戎光", strapline="", url="https://example.org/")


def picture(title: str) -> Image.Image:
    with Image.open(io.BytesIO(draw_poster(poster(title)))) as drawn:
        return drawn.copy()


def test_size():
    assert picture("张思德").size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("character", ["𠮷", "𪚥"])
def test_characters_noto_lacks_come_from_the_fallback(character):
    assert ord(character) not in characters(SERIF)
    assert ord(character) in characters(RARE)
    assert ImageChops.difference(picture(character), picture("〓")).getbbox()
    (run,) = face(40)._runs(character)
    assert run[0].path == str(RARE)


@pytest.mark.parametrize("title", [f"甲{EMOJI}", "甲\x00", "甲\ue000"])
def test_a_stand_in_is_drawn_and_the_editor_can_be_told(title):
    assert not ImageChops.difference(picture(title), picture("甲〓")).getbbox()
    assert [item.where for item in missing_in(poster(title))] == ["title"]


def test_line_ends_and_unseen_marks_are_no_matter():
    assert not ImageChops.difference(picture("甲\n乙\u202e"), picture("甲 乙")).getbbox()


def test_lines_keep_to_the_width_with_mixed_fonts():
    font = face(50)
    lines = wrap("𠮷田先生2024年与㛃女士" * 6, font, 400, 9)
    assert "".join(lines) == ("𠮷田先生2024年与㛃女士" * 6)[: len("".join(lines))]
    assert all(font.getlength(line) <= 400 for line in lines)


def test_runs_of_two_fonts_are_as_wide_as_their_parts():
    font = face(50)
    assert font.getlength("甲𠮷乙") == sum(map(font.getlength, "甲𠮷乙"))
