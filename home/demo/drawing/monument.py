"""Motif of a plain memorial stone; it copies no real monument."""

from PIL import ImageChops

from .flora import cypress, tree_line
from .layers import (
    Peak,
    crest,
    geese,
    mist,
    ridge,
    sky,
    snowfall,
    sun,
)
from .palette import mix
from .scene import Scene
from .stencil import HEIGHT


def monument(scene: Scene) -> None:
    """A plain stone shaft at the head of a cypress walk, hills behind."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    horizon = 700.0
    sky(scene, horizon, clouds=0.6)
    left = rng.random() < 0.5
    lit = -1 if left else 1
    x = width * (0.64 if left else 0.36)
    scene.glow((x, 560), 560, mix(palette.sky_low, palette.sun, 0.1), 0.55)
    if rng.random() < 0.65:
        sun(scene, (width * (0.27 if left else 0.73), 330), 54)
    for i, (base, rise) in enumerate(((600, 150), (660, 110), (706, 64))):
        peaks = [
            Peak(
                width * ((0.2, 0.75, 0.05)[i] + 0.36 * k) % (width * 1.05),
                rise * (1 - 0.2 * k),
                400,
            )
            for k in range(3)
        ]
        line = crest(rng, width, base, peaks, rough=12 + 3 * i)
        trees = tree_line(rng, line, spacing=6, height=14 + 10 * i, cover=0.55) if i else ()
        ridge(scene, line, palette.ramp(0.09 + 0.15 * i), foot=base + 90, extra=trees)
        mist(scene, base + 40, 60, 0.75)
    ground = scene.stencil().rectangle(-5, horizon + 20, width + 5, HEIGHT + 5).mask()
    turf = mix(palette.leaf, palette.mist, 0.45)
    if palette.snowfall:
        turf = mix(palette.mist, palette.far, 0.4)
    stops = [
        (horizon + 10, mix(turf, palette.mist, 0.75)),
        (860, turf),
        (HEIGHT, mix(turf, palette.near, 0.18 if palette.snowfall else 0.5)),
    ]
    scene.wash(ground, stops, pool=0, mottle=0.4)
    mist(scene, horizon + 26, 44, 0.9)
    _walk(scene, x, horizon + 66)
    rows = []
    for k in range(8):
        t = (k / 7) ** 1.7
        rows.append((t, horizon + 60 + 250 * t, 96 + 420 * t, 74 + 400 * t))
    shade = scene.stencil()
    for _, foot, away, tall in rows:
        for side in (-1, 1):
            shade.ellipse((x + side * away - lit * tall * 0.1, foot), tall * 0.2, tall * 0.022)
    scene.lay(scene.soften(shade.mask(), 4), palette.near, 0.4)
    for t, foot, away, tall in rows[:5]:
        _cypress_pair(scene, x, foot, away, tall, t, lit)
    _shaft(scene, x, horizon + 74, 470, lit)
    for t, foot, away, tall in rows[5:]:
        _cypress_pair(scene, x, foot, away, tall, t, lit)
    if rng.random() < 0.5:
        geese(scene, (width * (0.36 if left else 0.58), 180), 18, 7)
    if palette.snowfall:
        snowfall(scene)


def _cypress_pair(
    scene: Scene, x: float, foot: float, away: float, tall: float, near: float, lit: int
) -> None:
    """Draw the two cypresses ``away`` from the axis ``x``; ``lit`` is the side of the light."""
    trees = scene.stencil()
    for side in (-1, 1):
        cypress(scene.rng, trees, x + side * away, foot, tall * scene.rng.uniform(0.92, 1.06))
    mask = trees.mask()
    tone = mix(scene.palette.leaf, scene.palette.near, 0.25 + 0.6 * near)
    tone = mix(tone, scene.palette.mist, 0.42 * (1 - near) ** 2)
    scene.wash(mask, [(foot - tall, tone), (foot, mix(tone, scene.palette.near, 0.3))], edge=9)
    turned = ImageChops.offset(mask, round(scene.px(tall * 0.03)) * -lit, 0)
    edge = ImageChops.subtract(mask, turned)
    scene.lay(edge, mix(tone, scene.palette.mist, 0.4), 0.4)


def _walk(scene: Scene, x: float, head: float) -> None:
    """Draw the paved way that leads up to ``head``."""
    palette = scene.palette
    paving = (
        scene.stencil()
        .polygon(
            [
                (x - 58, head),
                (x + 58, head),
                (x + 330, HEIGHT + 10),
                (x - 330, HEIGHT + 10),
            ]
        )
        .mask()
    )
    stone = mix(palette.mist, palette.far, 0.35)
    scene.wash(
        paving,
        [
            (head, mix(stone, palette.mist, 0.6)),
            (HEIGHT, mix(stone, palette.near, 0.14)),
        ],
        pool=0.3,
        edge=8,
        mottle=0.4,
    )
    joints = scene.stencil()
    for k in range(16):
        t = (k / 15) ** 2.1
        y = head + (HEIGHT - head) * t
        half = 58 + 272 * t
        joints.line([(x - half, y), (x + half, y)], 0.8 + 2.4 * t)
    for k in (-0.5, 0.0, 0.5):
        joints.stroke([(x + k * 58 * 2 * 0.5, head), (x + k * 330, HEIGHT + 10)], 0.8, 3)
    scene.lay(ImageChops.multiply(joints.mask(), paving), palette.ramp(0.6), 0.3)


def _shaft(scene: Scene, x: float, foot: float, tall: float, lit: int) -> None:
    """Draw the stone: three steps, a plinth, a tapering two-faced shaft with a pointed cap."""
    palette = scene.palette
    light, dark = (
        mix(palette.mist, palette.far, 0.55),
        mix(palette.far, palette.near, 0.5),
    )
    for k, (half, low, high) in enumerate(((122, 0, 15), (98, 15, 30), (74, 30, 45))):
        step = scene.stencil().rectangle(x - half, foot - high, x + half, foot - low).mask()
        scene.wash(
            step,
            [
                (foot - high, mix(light, dark, 0.2 + 0.1 * k)),
                (foot - low, mix(light, dark, 0.55)),
            ],
            pool=0.3,
            edge=4,
        )
    base = foot - 45
    plinth = [(46, 0), (46, 66), (50, 66), (50, 76), (38, 82)]
    shaft = [(29, 82), (19.5, tall), (0, tall + 34)]
    for outline in (plinth, shaft):
        whole = [(x + dx, base - dy) for dx, dy in outline]
        whole += [(x - dx, base - dy) for dx, dy in outline[::-1]]
        mask = scene.stencil().polygon(whole).mask()
        scene.wash(
            mask,
            [(base - tall, light), (base, mix(light, dark, 0.25))],
            pool=0.25,
            edge=6,
        )
        turn = 0.18 * outline[0][0] * lit
        shade = [(x + turn, base - dy) for _, dy in outline[::-1]]
        shade[0] = (x + (turn if outline is plinth else 0), shade[0][1])
        edge = [(x - lit * dx * 1.1, base - dy) for dx, dy in outline]
        face = scene.stencil().polygon([*edge, *shade]).mask()
        scene.wash(
            ImageChops.multiply(face, mask),
            [(base - tall, mix(light, dark, 0.72)), (base, dark)],
            pool=0.1,
            edge=6,
        )
    panel = scene.stencil().rectangle(x - 20, base - 55, x + 20, base - 16).mask()
    scene.lay(panel, mix(palette.near, dark, 0.5), 0.35)
    joints = scene.stencil()
    for k in range(1, 9):
        y = base - 82 - (tall - 82) * k / 9
        joints.line([(x - 30, y), (x + 30, y)], 1.0)
    scene.lay(ImageChops.multiply(joints.mask(), mask), palette.near, 0.2)
    scene.lay(
        scene.soften(scene.stencil().ellipse((x - lit * 20, foot + 6), 150, 9).mask(), 6),
        palette.ramp(0.8),
        0.4,
    )


MOTIFS = {"monument": monument}
