"""Motifs of water: the open sea, a river under a bridge."""

import math

from PIL import Image, ImageChops, ImageFilter

from .flora import grass, tree_line
from .layers import (
    Peak,
    crest,
    geese,
    land,
    mist,
    ridge,
    rock_faces,
    sky,
    snowfall,
    sun,
    water_strokes,
)
from .noise import NoiseLine
from .palette import mix
from .scene import Scene, thinned
from .stencil import HEIGHT, Point


def reflect(scene: Scene, waterline: float, depth: float, strength: float = 0.8) -> None:
    """Mirror what stands above ``waterline`` into the water below, dimmer with ``depth``."""
    row = round(scene.px(waterline))
    rows = min(scene.size[1] - row, row, round(scene.px(depth)))
    if rows < 2:
        return
    mirror = scene.image.crop((0, row - rows, scene.size[0], row))
    mirror = mirror.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    mirror = mirror.filter(ImageFilter.BoxBlur((scene.px(2.0), scene.px(7.0))))
    ripple = scene.noise(420, 9, octaves=2, contrast=1.8).crop((0, row, scene.size[0], row + rows))
    fade = scene.veil([(waterline, 1.0), (waterline + depth, 0.12)])
    fade = fade.crop((0, row, scene.size[0], row + rows))
    through = ImageChops.multiply(fade, ripple.point([min(255, 120 + v) for v in range(256)]))
    scene.image.paste(mirror, (0, row), thinned(through, strength))


# Foam lies on a crest in pieces: noise with its contrast driven up.
_BROKEN = [min(255, max(0, (value - 96) * 3)) for value in range(256)]


def _swell(scene: Scene, base: float, span: float, lift: float) -> list[Point]:
    """Return one row of waves: peaked crests about ``span`` apart, hollow troughs."""
    rng = scene.rng
    uneven = NoiseLine(rng, octaves=4)
    size = NoiseLine(rng, octaves=2)
    phase = rng.random() * 10
    step = max(1.5, span / 40)
    points = []
    for i in range(math.ceil((scene.width + 40) / step) + 1):
        x = -20 + i * step
        u = x / span + phase + 0.55 * size(x / span / 2.3 + phase)
        hollow = 1 - abs(math.sin(math.pi * u)) ** 0.9
        rise = lift * hollow * (0.72 + 0.55 * size(x / span / 1.7 + 30))
        points.append((x, base - rise - lift * 0.14 * uneven(x / span * 2)))
    return points


def sea(scene: Scene) -> None:
    """Rows of swell under a low sun, far islands, a reef in the near corner."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    horizon = 540.0
    sky(scene, horizon, clouds=0.6)
    right = rng.random() < 0.5
    x = width * (0.68 if right else 0.32)
    scene.glow((x, horizon), 620, mix(palette.sky_low, palette.sun, 0.16), 0.55)
    sun(scene, (x, horizon - 105), 62)
    for depth, reach, rise, place in ((0.12, 420, 70, 0.12), (0.26, 260, 96, -0.02)):
        where = width * (1 - place if not right else place)
        peaks = [
            Peak(where, rise, reach),
            Peak(where + (260 if right else -260), rise * 0.4, reach),
        ]
        line = crest(rng, width, horizon + 12, peaks, rough=9)
        ridge(scene, line, palette.ramp(depth), foot=horizon + 8)
    mist(scene, horizon - 16, 34, 0.6)
    shallow = mix(palette.sky_low, palette.far, 0.5)
    water = scene.stencil().rectangle(-5, horizon, width + 5, HEIGHT + 5).mask()
    scene.wash(
        water,
        [
            (horizon, mix(palette.sky_low, palette.far, 0.32)),
            (HEIGHT, palette.ramp(0.42)),
        ],
        pool=0,
        mottle=0.2,
    )
    water_strokes(scene, horizon + 3, 690, palette.ramp(0.32), count=240, strength=0.3)
    rows = 11
    for i in range(rows):
        t = (i + 1) / rows
        if i == rows - 2:
            _reef(scene, right)
        base = horizon + 40 + (HEIGHT - horizon + 26) * t**1.55
        line = _swell(scene, base, 90 + 430 * t**1.3, 9 + 62 * t**1.4)
        mask = scene.stencil().polygon(land(line)).mask()
        tone = mix(shallow, palette.near, 0.1 + 0.62 * t)
        body = mix(shallow, palette.near, 0.03 + 0.42 * t)
        top = min(y for _, y in line)
        scene.wash(mask, [(top, tone), (base + 26 + 70 * t, body)], pool=0.42, edge=6 + 15 * t)
        foam = scene.stencil()
        foam.stroke([(px, py + 2 + 3 * t) for px, py in line], 1.4 + 5 * t, 1.4 + 5 * t)
        torn = scene.wisps().point(_BROKEN)
        scene.lay(
            ImageChops.multiply(foam.mask(), torn),
            mix(palette.mist, palette.sky_low, 0.3),
            0.78,
        )
    water_strokes(
        scene,
        horizon + 2,
        HEIGHT,
        mix(palette.sun, (255, 250, 236), 0.5),
        count=190,
        strength=0.5,
        centre=x,
        spread=300,
    )
    if rng.random() < 0.5:
        geese(scene, (width * (0.36 if right else 0.56), 205), 20, 5)
    if palette.snowfall:
        snowfall(scene, 300)


def _reef(scene: Scene, left: bool) -> None:
    rng, palette, width = scene.rng, scene.palette, scene.width
    at = 0.06 if left else 0.94
    inward = 1 if left else -1
    spots = ((-30, 190, 170), (70, 236, 120), (165, 150, 110), (250, 196, 84), (345, 96, 90))
    peaks = [Peak(width * at + inward * dx, rise, reach) for dx, rise, reach in spots]
    line = crest(rng, width, 1010, peaks, rough=26, sharp=0.55)
    outline = [(x, y) for x, y in line if (x - width * at) * inward < 450]
    mask = scene.stencil().polygon([*outline, (outline[-1][0], 1020), (outline[0][0], 1020)]).mask()
    scene.wash(mask, [(780, palette.ramp(0.86)), (1000, palette.ramp(0.66))], pool=0.5, edge=10)
    rock_faces(
        scene,
        line,
        mask,
        peaks,
        shade=palette.near,
        light=palette.ramp(0.42),
        strength=0.75,
        side=inward,
    )
    foam = scene.stencil()
    for dx, _, reach in spots:
        for _ in range(16):
            x = width * at + inward * dx + rng.uniform(-1.3, 1.3) * reach
            y = 962 + rng.gauss(0, 11)
            length = rng.uniform(30, 110)
            foam.stroke([(x, y), (x + length / 2, y - 5), (x + length, y + 2)], 7, 1)
    scene.lay(scene.soften(foam.mask(), 2.5), palette.mist, 0.55)


def river_bridge(scene: Scene) -> None:
    """A girder bridge on stone piers, half lost in mist, mirrored in a still river."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    waterline = 650.0
    sky(scene, waterline, clouds=0.5)
    right = rng.random() < 0.5
    if rng.random() < 0.65:
        sun(scene, (width * (0.3 if right else 0.7), 215), 50)
    for i, (base, rise) in enumerate(((600, 210), (640, 180), (664, 150))):
        tall = (0.8, 0.97, 0.03)[i] if right else (0.2, 0.03, 0.97)[i]
        peaks = [
            Peak(width * tall, rise, 430),
            Peak(width * (1 - tall), rise * 0.6, 420),
            Peak(width * (0.5 + rng.uniform(-0.1, 0.1)), rise * 0.42, 330),
        ]
        line = crest(rng, width, base, peaks, rough=14 + 4 * i)
        trees = tree_line(rng, line, spacing=6, height=16 + 6 * i, cover=0.5) if i else ()
        tone = palette.ramp(0.12 + 0.17 * i)
        mask = ridge(scene, line, tone, foot=waterline + 10, extra=trees)
        rock_faces(
            scene,
            line,
            mask,
            peaks,
            shade=mix(tone, palette.near, 0.35),
            light=mix(tone, palette.mist, 0.4),
            strength=0.45,
            least=120,
        )
        mist(scene, waterline - 20, 60, 0.6)
    _girders(scene, deck=548.0, waterline=waterline, fade_right=not right)
    water = scene.stencil().rectangle(-5, waterline, width + 5, HEIGHT + 5).mask()
    pale = mix(palette.sky_low, palette.far, 0.25)
    scene.wash(
        water,
        [(waterline, pale), (HEIGHT, mix(palette.far, palette.near, 0.16))],
        pool=0,
        mottle=0.2,
    )
    reflect(scene, waterline, 330, 0.72)
    mist(scene, waterline + 4, 20, 0.65)
    water_strokes(scene, waterline + 14, 950, palette.mist, count=150, strength=0.42)
    water_strokes(scene, waterline + 40, 990, palette.ramp(0.4), count=90, strength=0.22)
    side = 1.02 if right else -0.02
    line = crest(rng, width, 1012, [Peak(width * side, 140, width * 0.58)], rough=12, sharp=1.15)
    ridge(scene, line, palette.ramp(0.95), foot=1040, foot_tone=palette.near)
    reeds = scene.stencil()
    for px, py in line[::4]:
        if py < 992 and rng.random() < 0.75:
            grass(rng, reeds, px, py + 4, rng.uniform(22, 66))
    scene.lay(reeds.mask(), palette.ramp(0.95))
    if rng.random() < 0.5:
        geese(scene, (width * (0.52 if right else 0.42), 175), 18, 7)
    if palette.snowfall:
        snowfall(scene, 330)


def _girders(scene: Scene, deck: float, waterline: float, fade_right: bool) -> None:
    palette, width = scene.palette, scene.width
    steel, stone = scene.stencil(), scene.stencil()
    spans = 5
    span = (width + 160) / spans
    for i in range(-1, spans + 1):
        start = -40 + i * span
        steel.line([(start, deck), (start + span, deck)], 9)
        panels = 8
        top = [
            (
                start + span * k / panels,
                deck - 26 - 62 * math.sin(math.pi * k / panels) ** 0.7,
            )
            for k in range(panels + 1)
        ]
        steel.line(top, 6)
        for k, (x, y) in enumerate(top):
            steel.line([(x, y), (x, deck)], 3.4)
            if k < panels:
                ahead = top[k + 1]
                brace = [(x, y), (ahead[0], deck)] if k >= panels / 2 else [(x, deck), ahead]
                steel.line(brace, 3.0)
        stone.polygon(
            [
                (start - 20, deck + 5),
                (start + 20, deck + 5),
                (start + 28, waterline + 2),
                (start - 28, waterline + 2),
            ]
        )
        stone.rectangle(start - 27, deck + 4, start + 27, deck + 13)
    fade = scene.sweep([(0, 1.0), (width * 0.45, 0.95), (width, 0.2)])
    if not fade_right:
        fade = fade.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    tone = palette.ramp(0.82)
    scene.wash(
        ImageChops.multiply(stone.mask(), fade),
        [(deck, palette.ramp(0.78)), (waterline, palette.ramp(0.42))],
        pool=0.5,
        edge=8,
    )
    scene.lay(ImageChops.multiply(steel.mask(), fade), tone)


MOTIFS = {"sea": sea, "river_bridge": river_bridge}
