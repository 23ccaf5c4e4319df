"""The drawn covers: repeatable, complete over motifs and moods, sized as asked, light to send."""

from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from home.demo.drawing import MOTIF_NAMES, PALETTE_NAMES, draw, draw_masthead
from home.demo.drawing.palette import mix

SMALL = (160, 100)


@cache
def _small(motif: str, palette: str) -> Image.Image:
    return draw(motif, palette, 3, SMALL)


def _spread(picture: Image.Image) -> float:
    """Return the standard deviation of the picture's lightness."""
    return ImageStat.Stat(picture.convert("L")).stddev[0]


def test_the_motifs_and_palettes_promised_to_the_demo_content_exist():
    assert set(MOTIF_NAMES) == {
        "mountains",
        "snow_mountains",
        "sea",
        "river_bridge",
        "pine",
        "monument",
        "dawn",
        "wheat",
        "stars",
        "great_wall",
        "tunnel",
        "lamp",
        "desert",
        "city_wall",
        "forest",
        "plain",
    }
    assert set(PALETTE_NAMES) == {"dawn", "dusk", "snow", "ink", "autumn", "spring"}


@pytest.mark.parametrize("palette", PALETTE_NAMES)
@pytest.mark.parametrize("motif", MOTIF_NAMES)
def test_every_motif_is_drawn_in_every_palette(motif, palette):
    picture = _small(motif, palette)

    assert (picture.mode, picture.size) == ("RGB", SMALL)
    assert _spread(picture) > 4, "the sheet stayed empty"


@pytest.mark.parametrize("motif", MOTIF_NAMES)
def test_the_same_arguments_give_the_same_pixels(motif):
    assert draw(motif, "dawn", 3, SMALL).tobytes() == _small(motif, "dawn").tobytes()


def test_another_seed_gives_another_picture():
    assert draw("pine", "ink", 1, SMALL).tobytes() != draw("pine", "ink", 2, SMALL).tobytes()


def test_one_seed_keeps_its_composition_at_every_size():
    large = draw("desert", "autumn", 4, (480, 300)).resize(SMALL, Image.Resampling.LANCZOS)
    small = draw("desert", "autumn", 4, SMALL)

    difference = ImageStat.Stat(ImageChops.difference(large.convert("L"), small.convert("L")))
    assert difference.mean[0] < 6


@pytest.mark.parametrize("motif", MOTIF_NAMES)
def test_an_upright_sheet_is_drawn_as_asked(motif):
    assert draw(motif, "snow", 1, (90, 160)).size == (90, 160)


@pytest.mark.parametrize("size", [(16, 16), (301, 77)])
def test_unusual_sizes_are_respected(size):
    assert [draw(motif, "ink", 1, size).size for motif in ("sea", "lamp")] == [size, size]


@pytest.mark.parametrize("palette", PALETTE_NAMES)
def test_a_masthead_is_wide_repeatable_and_calm_where_titles_go(palette):
    first = draw_masthead(palette, 2, (400, 130))

    assert first.size == (400, 130)
    assert first.tobytes() == draw_masthead(palette, 2, (400, 130)).tobytes()
    assert _spread(first.crop((0, 0, 180, 70))) < _spread(first.crop((220, 20, 400, 130)))


def test_default_sizes_and_weight_of_a_cover():
    picture = draw("wheat", "autumn", 1)
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=82)

    assert picture.size == (1600, 1000)
    assert buffer.tell() <= 250 * 1024
    assert draw_masthead("ink", 1).size == (1600, 520)


def test_an_unknown_motif_is_named_with_what_is_known():
    with pytest.raises(ValueError, match=r"unknown motif 'volcano'; known: mountains, .*plain"):
        draw("volcano", "dawn", 1, SMALL)


def test_an_unknown_palette_is_named_with_what_is_known():
    with pytest.raises(ValueError, match=r"unknown palette 'neon'; known: dawn, dusk"):
        draw("sea", "neon", 1, SMALL)
    with pytest.raises(ValueError, match="unknown palette 'neon'"):
        draw_masthead("neon", 1)


@pytest.mark.parametrize("size", [(0, 100), (15, 100), (100, 4001)])
def test_a_size_that_cannot_be_drawn_is_refused(size):
    with pytest.raises(ValueError, match=r"must be 16-4000 pixels a side"):
        draw("sea", "dawn", 1, size)


def test_mixing_colours_is_clipped_to_its_ends():
    black, white = (0, 0, 0), (255, 255, 255)

    assert [mix(black, white, share) for share in (-1, 0.2, 2)] == [black, (51, 51, 51), white]
