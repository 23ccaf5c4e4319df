"""Motifs of trees: an old pine on a cliff, a forest in mist."""

from PIL import Image, ImageChops

from .flora import conifer, grass, limb, needle_pad
from .layers import (
    Peak,
    crest,
    geese,
    height_at,
    mist,
    ridge,
    rock_faces,
    sky,
    snowfall,
    sun,
)
from .noise import NoiseLine
from .palette import Colour, mix
from .scene import Scene
from .stencil import HEIGHT, Stencil


def pine(scene: Scene) -> None:
    """An old pine leaning out from a cliff over ranges of mist."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    sky(scene, 640, clouds=0.5)
    left = rng.random() < 0.5
    toward = 1 if left else -1

    def across(share: float) -> float:
        return width * (share if left else 1 - share)

    if rng.random() < 0.65:
        sun(scene, (across(0.74), 270), 62)
    for i, (base, rise) in enumerate(((650, 190), (740, 150), (850, 130))):
        peaks = [
            Peak(across(0.86 - 0.12 * i), rise, 380),
            Peak(across(0.55 + 0.1 * i), rise * 0.6, 330),
            Peak(across(0.2), rise * 0.7, 380),
        ]
        line = crest(rng, width, base, peaks, rough=18)
        tone = palette.ramp(0.1 + 0.15 * i)
        mask = ridge(scene, line, tone, foot=base + 110)
        rock_faces(
            scene,
            line,
            mask,
            peaks[:2],
            shade=mix(tone, palette.near, 0.35),
            light=mix(tone, palette.mist, 0.4),
            strength=0.5,
            side=-toward,
        )
        mist(scene, base + 80, 90, 0.85)
    cliff = [Peak(across(-0.02), 370, 590), Peak(across(0.1), 290, 280)]
    line = crest(rng, width, 1050, cliff, rough=34, sharp=0.8)
    mask = ridge(scene, line, palette.ramp(0.9), foot=1050, foot_tone=palette.ramp(0.72))
    rock_faces(
        scene,
        line,
        mask,
        cliff,
        shade=palette.near,
        light=palette.ramp(0.5),
        strength=0.8,
        side=toward,
    )
    x0 = across(0.125)
    y0 = height_at(line, x0) + 26
    turn = toward * width / 1600
    knots = [
        (x0, y0),
        (x0 + 40 * turn, y0 - 130),
        (x0 - 4 * turn, y0 - 265),
        (x0 + 76 * turn, y0 - 390),
        (x0 + 180 * turn, y0 - 470),
        (x0 + 236 * turn, y0 - 560),
    ]
    wood, needles, back = scene.stencil(), scene.stencil(), scene.stencil()
    wood.stroke(limb(rng, knots, 58, 16, 0.06), 66, 12)
    for reach, drop in ((-104, 30), (-58, 46), (62, 52), (118, 44), (20, 40)):
        root = [(x0 + reach * 0.1, y0 - 74), (x0 + reach * 0.34, y0 - 18), (x0 + reach, y0 + drop)]
        wood.stroke(limb(rng, root, 14, 4), 40, 5)
    pads = [
        (knots[5], 20, -26, 150, 44),
        (knots[4], 190, -6, 190, 42),
        (knots[4], -150, -66, 128, 38),
        (knots[3], 270, 66, 190, 40),
        (knots[3], -190, 8, 150, 38),
        (knots[2], 330, 92, 150, 34),
        (knots[2], -156, 66, 112, 30),
        (knots[3], 60, -50, 120, 34),
    ]
    for (kx, ky), dx, dy, rx, ry in pads:
        cx, cy = kx + dx * turn, ky + dy
        bough = [
            (kx, ky + 12),
            (kx + dx * 0.45 * turn, ky + dy * 0.3 + 26),
            (cx, cy + ry * 0.35),
        ]
        wood.stroke(limb(rng, bough, 15, 5), 17, 4)
        for k in (-0.6, -0.25, 0.3, 0.62):
            wood.stroke(
                [(cx - k * 20, cy + ry * 0.4), (cx + k * rx, cy + rng.uniform(-4, 8))],
                5,
                2,
            )
        needle_pad(rng, back, (cx, cy + 8), rx * 0.94, ry * 0.9, int(rx * 0.62))
        needle_pad(rng, needles, (cx, cy), rx, ry, int(rx * 0.8))
    bark = mix(palette.near, palette.leaf, 0.12)
    scene.wash(wood.mask(), [(0, bark), (HEIGHT, bark)], pool=0.2)
    leaf = mix(palette.near, palette.leaf, 0.45)
    scene.lay(back.mask(), palette.near, 0.85)
    scene.wash(
        needles.mask(),
        [(120, leaf), (800, mix(leaf, palette.near, 0.6))],
        pool=0,
        mottle=0.5,
    )
    if palette.snowfall:
        _snow_on(scene, needles.mask())
        snowfall(scene)
    if rng.random() < 0.5:
        geese(scene, (across(0.6), 190), 17, 5)


def _snow_on(scene: Scene, mask: Image.Image) -> None:
    """Let snow lie on the upper edges of ``mask``."""
    lower = ImageChops.offset(mask, 0, round(scene.px(13)))
    scene.lay(ImageChops.subtract(mask, lower), (250, 250, 248), 0.82)


def forest(scene: Scene) -> None:
    """Tall stems in rank behind rank, the farthest lost in light."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    pale = mix(palette.mist, palette.sky_low, 0.4)
    scene.image.paste(
        scene.column(
            [
                (0, mix(palette.sky_high, palette.mist, 0.3)),
                (620, pale),
                (HEIGHT, mix(palette.field, palette.mist, 0.55)),
            ]
        )
    )
    clear = width * rng.choice((0.36, 0.64))
    scene.glow((clear, 470), 620, mix(palette.sky_low, (255, 252, 244), 0.5), 0.9)
    if rng.random() < 0.6:
        sun(scene, (clear, 380), 52, veil=0.4)
    for rank in range(6):
        t = rank / 5
        tone = mix(pale, palette.near, 0.12 + 0.78 * t**1.2)
        ground = 690 + 250 * t**1.4
        line = crest(rng, width, ground, [], rough=14 + 22 * t)
        stems = scene.stencil().polygon([*line, (width + 30, 1030), (-30, 1030)])
        count = int(30 - 24 * t**0.7)
        for i in range(count):
            x = width * (i + rng.uniform(0.1, 0.9)) / count
            gap = abs(x - clear) / width
            if gap < 0.05 + 0.13 * t:
                continue
            thick = (5 + 46 * t**1.7) * rng.uniform(0.65, 1.15)
            _stem(scene, stems, x, height_at(line, x) + 12, thick)
        for _ in range(int(26 * (1 - t)) + 3):
            x = width * rng.random()
            if abs(x - clear) / width > 0.07 + 0.14 * t:
                stems.polygon(
                    conifer(
                        rng,
                        x,
                        height_at(line, x) + 6,
                        (50 + 140 * t) * rng.uniform(0.5, 1.1),
                    )
                )
        mask = stems.mask()
        fade = mix(tone, pale, 0.75 - 0.6 * t)
        scene.wash(
            mask,
            [
                (0, mix(tone, pale, 0.22 - 0.2 * t)),
                (ground - 120, tone),
                (ground + 60, fade),
            ],
            pool=0.3,
            edge=7,
        )
        if rank >= 3:
            _bark(scene, mask, tone, t)
        if rank < 5:
            mist(scene, ground + 10, 84 - 30 * t, 0.75 - 0.35 * t)
    tufts = scene.stencil()
    for _ in range(110):
        x = rng.uniform(0, width)
        grass(rng, tufts, x, 950 + rng.uniform(-10, 60), rng.uniform(16, 46))
    scene.lay(tufts.mask(), palette.ramp(0.95), 0.85)
    if palette.snowfall:
        snowfall(scene)


def _stem(scene: Scene, stencil: Stencil, x: float, foot: float, thick: float) -> None:
    """Cut one trunk from its root swell to the top of the sheet, with a few dead boughs."""
    rng = scene.rng
    sway = NoiseLine(rng, octaves=3)
    lean = rng.uniform(-30, 30)
    points = [
        (
            x + lean * k / 14 + sway(k / 5) * (3 + thick * 0.3),
            foot - (foot + 30) * k / 14,
        )
        for k in range(15)
    ]
    stencil.stroke(points, thick, thick * 0.62)
    stencil.polygon(
        [
            (x - thick * 0.95, foot + 8),
            (x - thick * 0.42, foot - thick * 1.7),
            (x + thick * 0.42, foot - thick * 1.7),
            (x + thick * 0.95, foot + 8),
        ]
    )
    for _ in range(rng.randint(1, 4)):
        k = rng.randint(6, 12)
        bx, by = points[k]
        side = rng.choice((-1, 1))
        reach = thick * rng.uniform(2.2, 5) + 14
        stencil.stroke(
            [
                (bx, by),
                (bx + side * reach * 0.5, by - reach * 0.22),
                (bx + side * reach, by - reach * 0.7),
            ],
            max(1.2, thick * 0.22),
            0.6,
        )


def _bark(scene: Scene, mask: Image.Image, tone: Colour, near: float) -> None:
    """Mark the bark with level dashes and a lit edge."""
    rng = scene.rng
    side = round(scene.px(5 + 7 * near))
    edge = ImageChops.subtract(mask, ImageChops.offset(mask, side, 0))
    scene.lay(scene.soften(edge, 2), mix(tone, scene.palette.mist, 0.42), 0.5)
    marks = scene.stencil()
    for _ in range(420):
        x, y = rng.uniform(0, scene.width), rng.uniform(0, 960)
        marks.stroke([(x, y), (x + rng.uniform(5, 20), y + rng.uniform(-2, 2))], 3.2, 0.8)
    scene.lay(
        ImageChops.multiply(marks.mask(), mask),
        mix(tone, scene.palette.mist, 0.34),
        0.6,
    )


MOTIFS = {"pine": pine, "forest": forest}
