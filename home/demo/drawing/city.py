"""Motif of an old city gate above its moat; it is no real gate."""

from PIL import ImageChops

from .flora import bare_tree
from .layers import (
    Peak,
    crest,
    geese,
    height_at,
    land,
    mist,
    ridge,
    sky,
    snowfall,
    sun,
    water_strokes,
)
from .masonry import cut_arch
from .palette import LACQUER, mix
from .scene import Scene
from .stencil import HEIGHT, Point, Stencil
from .water import reflect


def _roof(
    stencil: Stencil,
    x: float,
    eaves: float,
    half: float,
    rise: float,
    ridge_half: float,
) -> None:
    """Cut a hipped roof with lifted corners: ``half`` its half-width at the eaves."""
    right: list[Point] = []
    for i in range(13):
        t = i / 12
        reach = ridge_half + (half - ridge_half) * t
        lift = rise * 0.2 * max(0.0, (t - 0.72) / 0.28) ** 2
        right.append((reach, eaves - rise * (1 - t) ** 1.55 - lift))
    tip = right[-1]
    under = [
        (tip[0] - half * 0.02, tip[1] + rise * 0.09),
        (half * 0.72, eaves + rise * 0.1),
        (0, eaves + rise * 0.1),
    ]
    outline = [*right, *under]
    stencil.polygon([(x + dx, y) for dx, y in outline] + [(x - dx, y) for dx, y in outline[::-1]])
    stencil.rectangle(
        x - ridge_half - rise * 0.05,
        eaves - rise * 1.09,
        x + ridge_half + rise * 0.05,
        eaves - rise * 0.97,
    )
    for side in (-1, 1):
        px = x + side * ridge_half
        stencil.polygon(
            [
                (px - side * rise * 0.1, eaves - rise * 1.05),
                (px + side * rise * 0.1, eaves - rise * 1.3),
                (px + side * rise * 0.08, eaves - rise * 0.97),
            ]
        )


def _gate_tower(scene: Scene, x: float, foot: float, size: float, depth: float) -> None:
    """Draw a two-storey gate tower ``size`` wide on a wall top at ``foot``."""
    palette = scene.palette
    roofs, rooms, posts, lights = (scene.stencil() for _ in range(4))
    half = size / 2
    lower, upper = foot - size * 0.2, foot - size * 0.44
    rooms.rectangle(x - half * 0.82, lower, x + half * 0.82, foot + 4)
    rooms.rectangle(x - half * 0.62, upper, x + half * 0.62, lower)
    _roof(roofs, x, lower, half * 1.08, size * 0.115, half * 0.68)
    _roof(roofs, x, upper, half * 0.9, size * 0.2, half * 0.44)
    for i in range(9):
        px = x + (i / 8 - 0.5) * size * 0.8
        posts.rectangle(px - size * 0.008, lower, px + size * 0.008, foot)
    for i in range(7):
        px = x + (i / 6 - 0.5) * size * 0.6
        posts.rectangle(px - size * 0.007, upper, px + size * 0.007, lower - size * 0.1)
    for i in range(8):
        if i in (2, 3, 4, 5):
            px = x + (i / 8 - 0.5) * size * 0.8 + size * 0.05
            lights.rectangle(
                px - size * 0.026,
                lower + size * 0.07,
                px + size * 0.026,
                foot - size * 0.025,
            )
    scene.wash(
        rooms.mask(),
        [(upper, palette.ramp(depth)), (foot, palette.ramp(depth * 0.8))],
        pool=0.3,
        edge=8,
    )
    scene.lay(lights.mask(), mix(palette.sky_low, palette.sun, 0.25), 0.75)
    scene.lay(posts.mask(), mix(LACQUER, palette.near, 0.5))
    scene.wash(
        roofs.mask(),
        [
            (upper - size * 0.25, mix(palette.near, palette.ramp(depth), 0.2)),
            (lower, palette.ramp(depth + 0.08)),
        ],
        pool=0.4,
        edge=6,
    )


def city_wall(scene: Scene) -> None:
    """An old city gate above its moat at a quiet hour."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    waterline, top = 735.0, 560.0
    sky(scene, waterline, clouds=0.6)
    left = rng.random() < 0.5

    def across(share: float) -> float:
        return width * (share if left else 1 - share)

    if rng.random() < 0.65:
        sun(scene, (across(0.26), 240), 54)
    for i, base in enumerate((560, 620)):
        peaks = [
            Peak(
                across(0.1 + 0.3 * k + rng.uniform(-0.05, 0.05)),
                rng.uniform(60, 150),
                360,
            )
            for k in range(4)
        ]
        line = crest(rng, width, base, peaks, rough=14)
        ridge(scene, line, palette.ramp(0.08 + 0.12 * i), foot=base + 90)
        mist(scene, base + 30, 60, 0.7)
    gate = across(0.64)
    far = across(0.04)
    _gate_tower(scene, far, top + 6, 150, 0.42)
    wall = scene.stencil()
    wall.polygon([(-20, top), (width + 20, top), (width + 20, waterline), (-20, waterline)])
    bastion = 210
    wall.polygon(
        [
            (gate - bastion, top - 22),
            (gate + bastion, top - 22),
            (gate + bastion + 24, waterline),
            (gate - bastion - 24, waterline),
        ]
    )
    x = -10.0
    while x < width + 20:
        inside = abs(x + 9 - gate) < bastion
        y = top - 22 if inside else top
        wall.rectangle(x, y - 19, x + 18, y + 2)
        x += 30
    mask = wall.mask()
    tone = palette.ramp(0.56)
    scene.wash(
        mask,
        [
            (top - 40, palette.ramp(0.62)),
            (waterline - 60, tone),
            (waterline, mix(tone, palette.mist, 0.35)),
        ],
        pool=0.3,
        edge=7,
        mottle=0.5,
    )
    front = scene.stencil().polygon(
        [
            (gate - bastion, top - 42),
            (gate + bastion, top - 42),
            (gate + bastion + 24, waterline),
            (gate - bastion - 24, waterline),
        ]
    )
    scene.wash(
        ImageChops.multiply(front.mask(), mask),
        [(top - 40, palette.ramp(0.7)), (waterline, mix(tone, palette.mist, 0.22))],
        pool=0.35,
        edge=9,
        mottle=0.5,
    )
    courses = scene.stencil()
    for k in range(15):
        y = top + 4 + k * 12
        courses.line([(-10, y), (width + 10, y)], 1.2)
    for _ in range(520):
        x, k = rng.uniform(0, width), rng.randrange(14)
        courses.line([(x, top + 4 + k * 12), (x, top + 16 + k * 12)], 1.2)
    worn = ImageChops.multiply(courses.mask(), scene.noise(140, 60, contrast=2.8))
    scene.lay(ImageChops.multiply(worn, mask), palette.near, 0.34)
    _gate_tower(scene, gate, top - 22, 360, 0.72)
    arch, light = scene.stencil(), scene.stencil()
    cut_arch(arch, gate, waterline - 12, 88, 112)
    cut_arch(light, gate, waterline - 12, 54, 80)
    scene.lay(arch.mask(), palette.near, 0.94)
    scene.wash(
        light.mask(),
        [
            (waterline - 96, mix(palette.far, palette.sun, 0.3)),
            (waterline, palette.mist),
        ],
        pool=0,
        mottle=0.1,
    )
    mist(scene, waterline - 20, 40, 0.4)
    quay = crest(rng, width, waterline - 7, [], rough=5)
    shore = scene.stencil().polygon(land(quay, waterline + 1)).mask()
    scene.wash(
        shore, [(waterline - 14, palette.ramp(0.5)), (waterline, palette.ramp(0.74))], edge=4
    )
    moat = scene.stencil().rectangle(-5, waterline, width + 5, HEIGHT + 5).mask()
    scene.wash(
        moat,
        [
            (waterline, mix(palette.sky_low, palette.far, 0.3)),
            (HEIGHT, mix(palette.far, palette.near, 0.22)),
        ],
        pool=0,
        mottle=0.2,
    )
    reflect(scene, waterline, 265, 0.74)
    water_strokes(scene, waterline + 6, 980, palette.mist, count=120, strength=0.36)
    bank = crest(rng, width, 1016, [Peak(across(0.06), 96, width * 0.5)], rough=10)
    stencil = scene.stencil().polygon(land(bank))
    root = across(0.13)
    bare_tree(rng, stencil, (root, height_at(bank, root) + 12), 640, 0.12 if left else -0.12)
    stencil.polygon(
        [
            (root - 62, height_at(bank, root) + 22),
            (root - 24, height_at(bank, root) - 34),
            (root + 24, height_at(bank, root) - 34),
            (root + 62, height_at(bank, root) + 22),
        ]
    )
    scene.lay(stencil.mask(), palette.ramp(0.95))
    if rng.random() < 0.5:
        geese(scene, (across(0.46), 170), 18, 7)
    if palette.snowfall:
        snowfall(scene)


MOTIFS = {"city_wall": city_wall}
