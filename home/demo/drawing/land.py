"""Motifs of open land: wheat, the plain, the desert."""

import math

from PIL import Image, ImageChops

from .flora import grass, poplar, tree_line, wheat_ear
from .layers import Peak, crest, geese, height_at, land, mist, ridge, sky, snowfall, sun
from .noise import NoiseLine
from .palette import Colour, mix
from .scene import Scene
from .stencil import HEIGHT, Point


def wheat(scene: Scene) -> None:
    """Ripe wheat to the horizon, a few ears close by against a quiet sky."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    horizon = 640.0
    sky(scene, horizon, clouds=0.6)
    right = rng.random() < 0.5
    if rng.random() < 0.65:
        sun(scene, (width * (0.36 if right else 0.64), 400), 58)
    for i, base in enumerate((620, 648)):
        peaks = [Peak(width * rng.random(), 56 + 10 * i, 420) for _ in range(4)]
        line = crest(rng, width, base, peaks, rough=10)
        trees = tree_line(rng, line, spacing=6, height=18, cover=0.5) if i else ()
        ridge(scene, line, palette.ramp(0.14 + 0.2 * i), foot=base + 60, extra=trees)
        mist(scene, base + 16, 34, 0.7)
    field = scene.stencil().rectangle(-5, horizon, width + 5, HEIGHT + 5).mask()
    gold = palette.field
    scene.wash(
        field,
        [
            (horizon, mix(gold, palette.mist, 0.62)),
            (760, gold),
            (HEIGHT, mix(gold, palette.near, 0.45)),
        ],
        pool=0,
        mottle=0.3,
    )
    ranks = 12
    for depth in range(ranks):
        t = (depth + 1) / ranks
        y = horizon + 8 + 452 * t**1.7
        roll = NoiseLine(rng, octaves=3)
        blades, gleams = scene.stencil(), scene.stencil()
        count = int(width / (3.4 + 8 * t))
        tall = 12 + 120 * t**1.4
        for i in range(count):
            x = width * i / count + rng.uniform(-5, 5)
            foot = y + 14 * roll(x / 300) * t + rng.uniform(0, 6) * t
            sway = (0.18 + 0.3 * roll(x / 240 + 9)) * tall
            size = tall * rng.uniform(0.7, 1.1)
            layer = gleams if rng.random() < 0.42 else blades
            layer.stroke(
                [
                    (x, foot),
                    (x + sway * 0.4, foot - size * 0.7),
                    (x + sway, foot - size),
                ],
                1.0 + 1.4 * t,
                1.6 + 4.2 * t,
            )
        scene.lay(blades.mask(), mix(gold, palette.near, 0.08 + 0.46 * t), 0.5 + 0.35 * t)
        scene.lay(gleams.mask(), mix(gold, palette.mist, 0.5 - 0.5 * t), 0.5 + 0.3 * t)
    mist(scene, horizon + 12, 40, 0.75)
    for layer, (count, low, high, size) in enumerate(((30, 210, 400, 19), (11, 380, 650, 30))):
        strokes, grains = scene.stencil(), scene.stencil()
        for i in range(count):
            if layer == 0:
                x = width * (i + rng.random()) / count
            else:
                x = width * (0.6 + 0.4 * (i + rng.random()) / count)
                if not right:
                    x = width - x
            lean = rng.uniform(40, 120) * (-1 if right else 1)
            wheat_ear(
                rng,
                strokes,
                grains,
                (x - lean * 0.5, 1030),
                rng.uniform(low, high),
                lean,
                size * rng.uniform(0.85, 1.12),
            )
        tone = mix(gold, palette.near, 0.45 + 0.33 * layer)
        scene.lay(strokes.mask(), tone)
        scene.wash(
            grains.mask(),
            [(500, mix(tone, gold, 0.35)), (HEIGHT, tone)],
            pool=0.6,
            edge=5,
        )
    if palette.snowfall:
        snowfall(scene, 260)


def plain(scene: Scene) -> None:
    """A wide plain under a high sky: furrows, a road, poplars growing small."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    horizon = 690.0
    sky(scene, horizon, clouds=0.75)
    right = rng.random() < 0.5
    side = 1 if right else -1
    vanish = width * (0.5 - 0.16 * side)
    if rng.random() < 0.65:
        sun(scene, (width * (0.5 - 0.3 * side), 470), 50)
    line = crest(rng, width, horizon - 4, [Peak(width * (0.5 + 0.34 * side), 46, 520)], rough=8)
    ridge(scene, line, palette.ramp(0.16), foot=horizon + 20)
    line = crest(rng, width, horizon + 2, [], rough=5)
    ridge(
        scene,
        line,
        palette.ramp(0.3),
        foot=horizon + 34,
        extra=tree_line(rng, line, spacing=7, height=15, cover=0.62),
    )
    ground = scene.stencil().rectangle(-5, horizon, width + 5, HEIGHT + 5).mask()
    soil = mix(palette.field, palette.near, 0.1)
    scene.wash(
        ground,
        [
            (horizon, mix(palette.field, palette.mist, 0.6)),
            (800, soil),
            (HEIGHT, mix(palette.field, palette.near, 0.5)),
        ],
        pool=0,
        mottle=0.5,
    )
    furrows = scene.stencil()
    for i in range(-46, 47):
        spread = i * 150 + rng.uniform(-30, 30)
        bend = NoiseLine(rng, octaves=3)
        points = []
        for k in range(15):
            t = (k / 14) ** 1.7
            points.append(
                (
                    vanish + spread * (0.03 + t) + bend(t * 3) * 10 * t,
                    horizon + 6 + (HEIGHT + 20 - horizon) * t,
                )
            )
        furrows.stroke(points, 0.5, rng.uniform(5, 19))
    shade = ImageChops.multiply(furrows.mask(), scene.noise(300, 60, octaves=3, contrast=2.6))
    scene.lay(
        ImageChops.multiply(shade, scene.veil([(horizon, 0.0), (horizon + 60, 1.0)])),
        mix(soil, palette.near, 0.6),
        0.5,
    )
    road = []
    bend = NoiseLine(rng, octaves=2)
    for k in range(24):
        t = (k / 23) ** 2
        x = vanish + side * (t * 250 + 60 * math.sin(t * 3.0)) + bend(t * 2) * 30 * t
        road.append((x, horizon + 4 + (HEIGHT + 20 - horizon) * t, 2.5 + 105 * t))
    lane = [(x - w, y) for x, y, w in road] + [(x + w * 0.9, y) for x, y, w in road[::-1]]
    scene.wash(
        scene.soften(scene.stencil().polygon(lane).mask(), 2.2),
        [(horizon, palette.mist), (HEIGHT, mix(palette.mist, palette.field, 0.42))],
        mottle=0.3,
    )
    mist(scene, horizon + 6, 34, 0.7)
    for i in range(10):
        t = (i / 9) ** 2.3
        spot = math.sqrt(t * 0.5) * 23
        index = min(21, int(spot))
        x, y, w = (
            a + (b - a) * (spot - index) for a, b in zip(road[index], road[index + 1], strict=True)
        )
        trees = scene.stencil()
        poplar(rng, trees, x + side * (w * 2.3 + 8), y + 2, (30 + 500 * t) * rng.uniform(0.9, 1.06))
        scene.lay(trees.mask(), palette.ramp(0.34 + 0.58 * min(1, t * 1.5)))
    tufts = scene.stencil()
    for _ in range(150):
        x, y = rng.uniform(0, width), rng.uniform(940, 1015)
        middle, _, half = min(road, key=lambda spot: abs(spot[1] - y))
        if abs(x - middle) > half * 1.25:
            grass(rng, tufts, x, y, (y - 860) * 0.34)
    scene.lay(tufts.mask(), palette.ramp(0.86), 0.7)
    if rng.random() < 0.7:
        geese(scene, (width * (0.5 - 0.1 * side), 215), 20, 9)
    if palette.snowfall:
        snowfall(scene, 330)


def desert(scene: Scene) -> None:
    """Dunes with sharp crests, one side lit, a ruined beacon far off."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    sky(scene, 560, clouds=0.35)
    right = rng.random() < 0.5
    side = 1 if right else -1
    sun(scene, (width * (0.5 + 0.2 * side), 250), 56)
    line = crest(
        rng,
        width,
        560,
        [Peak(width * 0.2, 60, 480), Peak(width * 0.8, 76, 420)],
        rough=10,
    )
    ridge(scene, line, palette.ramp(0.1), foot=600)
    _beacon(
        scene,
        width * (0.5 - 0.22 * side),
        height_at(line, width * (0.5 - 0.22 * side)) + 8,
    )
    mist(scene, 560, 44, 0.6)
    sand = palette.sand
    for i, base in enumerate((600, 668, 770, 905)):
        t = i / 3
        _dune(
            scene,
            base,
            66 + 84 * t,
            mix(sand, palette.mist, 0.6 - 0.5 * t),
            mix(sand, palette.near, 0.12 + 0.34 * t),
            side,
            t,
        )
        if i < 3:
            mist(scene, base + 52 + 20 * t, 40, 0.42)
    if palette.snowfall:
        snowfall(scene, 240)


def _beacon(scene: Scene, x: float, foot: float) -> None:
    palette = scene.palette
    tower = scene.stencil().polygon(
        [
            (x - 40, foot),
            (x - 29, foot - 76),
            (x - 16, foot - 82),
            (x - 8, foot - 76),
            (x + 3, foot - 84),
            (x + 18, foot - 79),
            (x + 23, foot - 66),
            (x + 30, foot - 62),
            (x + 38, foot),
        ]
    )
    scene.wash(
        tower.mask(),
        [(foot - 84, palette.ramp(0.5)), (foot, palette.ramp(0.2))],
        edge=8,
    )


def _dune(
    scene: Scene, base: float, rise: float, lit: Colour, shade: Colour, side: int, near: float
) -> None:
    """One row of dunes: a body in the light and, under each curved crest, a shaded face."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    roll = NoiseLine(rng, octaves=2)
    span = 560 + 330 * near
    summits = []
    x = -span * rng.random()
    while x < width + span:
        summits.append((x, rise * rng.uniform(0.7, 1.5), span * rng.uniform(0.36, 0.5)))
        x += span * rng.uniform(0.95, 1.5)
    line = []
    for i in range(math.ceil((width + 40) / 4) + 1):
        x = -20 + 4 * i
        swell = sum(tall * math.exp(-(abs((x - at) / half) ** 1.5)) for at, tall, half in summits)
        line.append((x, base - swell - 0.22 * rise * roll(x / span)))
    mask = scene.stencil().polygon(land(line)).mask()
    top = min(y for _, y in line)
    scene.wash(
        mask,
        [(top, lit), (base + 120, mix(lit, palette.sand, 0.6)), (base + 260, mix(lit, shade, 0.5))],
        pool=0.05,
        mottle=0.18,
    )
    tones = [(top, shade), (base + 220, mix(shade, lit, 0.3))]
    for at, _, _ in summits:
        if -span * 0.8 < at < width + span * 0.8:
            summit = (at, height_at(line, min(width, max(0.0, at))))
            shadow = _lee(scene, summit, span, side, 190 + 150 * near)
            scene.wash(ImageChops.multiply(shadow, mask), tones, pool=0.0, mottle=0.2)
    ripples = scene.stencil()
    for _ in range(int(150 * near)):
        x, y = rng.uniform(-20, width), rng.uniform(base, HEIGHT + 20)
        length = rng.uniform(60, 240) * near
        bow = rng.uniform(4, 12)
        ripples.stroke(
            [
                (x, y),
                (x + length * 0.3, y - bow),
                (x + length * 0.7, y - bow * 0.3),
                (x + length, y + bow * 0.6),
            ],
            0.6,
            2.4,
        )
    scene.lay(ImageChops.multiply(ripples.mask(), mask), shade, 0.34)


def _lee(scene: Scene, summit: Point, span: float, side: int, deep: float) -> Image.Image:
    """Return the shaded face under a dune's ``summit``: a crisp S-curve, fading leewards."""
    x, y = summit
    swing = span * scene.rng.uniform(0.2, 0.34)
    edge = []
    for step in range(31):
        t = step / 30
        bow = math.sin(t * math.pi * 1.25) - 0.9 * t * t
        edge.append((x + side * swing * bow * t**0.35, y + deep * t**1.15))
    far = x + side * span * 0.85
    face = scene.stencil().polygon([(x, y - 40), *edge, (far, y + deep), (far, y - 40)])
    leeward = scene.sweep([(x + side * span * 0.3, 1.0), (x + side * span * 0.82, 0.0)])
    downward = scene.veil([(y, 1.0), (y + deep * 0.2, 0.85), (y + deep * 0.98, 0.0)])
    return ImageChops.multiply(face.mask(), ImageChops.multiply(leeward, downward))


MOTIFS = {"wheat": wheat, "plain": plain, "desert": desert}
