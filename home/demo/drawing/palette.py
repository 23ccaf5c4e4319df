"""Colours of the drawings: six moods that sit well on the site's warm paper (#FAF7F2).

Every mood is a short ramp from mist to ink plus one sun colour, so that a page of covers in
different moods still reads as one set of prints. The sun is gold or pale, never red: a red
disc on a light ground would be read as a flag.
"""

from dataclasses import dataclass

Colour = tuple[int, int, int]

PAPER: Colour = (250, 247, 242)
INK: Colour = (31, 27, 24)
LAMPLIGHT: Colour = (250, 214, 150)
LACQUER: Colour = (122, 34, 30)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour ``share`` (0-1, clipped) of the way from ``first`` to ``second``."""
    share = min(1.0, max(0.0, share))
    return (
        round(first[0] + (second[0] - first[0]) * share),
        round(first[1] + (second[1] - first[1]) * share),
        round(first[2] + (second[2] - first[2]) * share),
    )


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mood, all as 8-bit RGB.

    ``far`` and ``near`` end the ramp of atmospheric perspective; ``mist`` is what the foot
    of every hill dissolves into; ``field`` is ripe grain, ``sand`` dunes, ``leaf`` standing
    foliage; the two ``night`` colours replace the sky in night pieces. ``snowfall`` says
    whether snow falls over the open-air motifs.
    """

    name: str
    sky_high: Colour
    sky_low: Colour
    mist: Colour
    far: Colour
    near: Colour
    sun: Colour
    sand: Colour
    field: Colour
    leaf: Colour
    night_high: Colour
    night_low: Colour
    snowfall: bool = False

    def ramp(self, depth: float) -> Colour:
        """Return the tone at ``depth``: 0 on the horizon, 1 at the viewer's feet."""
        return mix(self.far, self.near, depth)


PALETTES: dict[str, Palette] = {
    palette.name: palette
    for palette in (
        Palette(
            name="dawn",
            sky_high=(214, 201, 193),
            sky_low=(248, 227, 202),
            mist=(245, 229, 211),
            far=(213, 187, 172),
            near=(52, 38, 36),
            sun=(233, 178, 124),
            sand=(208, 170, 124),
            field=(201, 164, 110),
            leaf=(78, 66, 54),
            night_high=(35, 32, 42),
            night_low=(142, 104, 92),
        ),
        Palette(
            name="dusk",
            sky_high=(128, 130, 143),
            sky_low=(232, 198, 168),
            mist=(219, 193, 174),
            far=(172, 157, 158),
            near=(33, 31, 38),
            sun=(246, 208, 160),
            sand=(168, 136, 106),
            field=(166, 132, 96),
            leaf=(54, 54, 56),
            night_high=(21, 24, 36),
            night_low=(96, 86, 100),
        ),
        Palette(
            name="snow",
            sky_high=(200, 206, 210),
            sky_low=(238, 237, 232),
            mist=(241, 240, 236),
            far=(196, 203, 207),
            near=(44, 49, 54),
            sun=(250, 246, 236),
            sand=(206, 200, 188),
            field=(214, 208, 194),
            leaf=(66, 76, 78),
            night_high=(28, 35, 46),
            night_low=(112, 124, 134),
            snowfall=True,
        ),
        Palette(
            name="ink",
            sky_high=(233, 227, 216),
            sky_low=PAPER,
            mist=(247, 243, 235),
            far=(205, 198, 188),
            near=INK,
            sun=(208, 182, 130),
            sand=(208, 194, 168),
            field=(206, 192, 162),
            leaf=(70, 65, 58),
            night_high=(33, 31, 31),
            night_low=(128, 120, 110),
        ),
        Palette(
            name="autumn",
            sky_high=(222, 209, 182),
            sky_low=(248, 236, 212),
            mist=(245, 231, 206),
            far=(212, 186, 148),
            near=(61, 37, 28),
            sun=(219, 163, 98),
            sand=(212, 170, 108),
            field=(204, 158, 84),
            leaf=(132, 78, 44),
            night_high=(36, 31, 34),
            night_low=(136, 100, 74),
        ),
        Palette(
            name="spring",
            sky_high=(203, 212, 203),
            sky_low=(246, 243, 230),
            mist=(241, 241, 231),
            far=(180, 195, 184),
            near=(33, 46, 42),
            sun=(232, 204, 150),
            sand=(214, 192, 150),
            field=(184, 184, 130),
            leaf=(72, 94, 74),
            night_high=(24, 33, 38),
            night_low=(104, 122, 116),
        ),
    )
}
