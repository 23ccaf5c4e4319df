"""Motif of light at the end: a timbered tunnel looking out."""

import math
from random import Random

from PIL import Image, ImageChops

from .flora import tree_line
from .layers import Peak, crest, mist, ridge
from .noise import NoiseLine, relief
from .palette import INK, Colour, mix
from .scene import Scene
from .stencil import HEIGHT, Point


def tunnel(scene: Scene) -> None:
    """From inside a timbered tunnel: the mouth, the light, hills beyond."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    x, y = width * rng.choice((0.4, 0.6)), 500.0
    _outside(scene, x, y)
    sill = y + 170
    dark = mix(palette.near, INK, 0.55)
    shell = scene.stencil().rectangle(-10, -10, width + 10, HEIGHT + 10)
    rock = shell.polygon(_ring(rng, x, 172, y - 200, sill), 0).mask()
    scene.wash(rock, [(0, dark), (HEIGHT, dark)], pool=0.0, mottle=0.2)
    haze = mix(palette.far, palette.sky_low, 0.4)
    scene.glow((x, y), 1250, mix(dark, haze, 0.42), 0.9, within=rock)
    scene.glow((x, y), 380, haze, 0.75, within=rock)
    stone = relief(scene.noise(110, 80, octaves=5), round(scene.px(5)), round(scene.px(7)))
    hollows = stone.point([max(0, min(255, (122 - level) * 4)) for level in range(256)])
    scene.lay(ImageChops.multiply(hollows, rock), dark, 0.5)
    sets = [(k / 4, 176 + 640 * (k / 4) ** 1.6) for k in range(5)]
    for t, half in sets[1:]:
        top, foot = y - 200 - 400 * t**1.6, sill + 390 * t**1.6
        shade = scene.stencil().rectangle(-10, -10, width + 10, HEIGHT + 10)
        shade = shade.polygon(_ring(rng, x, half, top, foot + 60), 0).mask()
        scene.lay(scene.soften(shade, 5 + 8 * t), dark, 0.3)
    _floor(scene, x, sill, haze, dark)
    veins = scene.noise(16, 190, octaves=2, contrast=2.6)
    for t, half in sets:
        _timbers(scene, x, half * 0.95, y - 176 - 400 * t**1.6, sill + 390 * t**1.6, t, dark, veins)
    scene.glow((x, y - 20), 430, palette.sky_low, 0.3)


def _outside(scene: Scene, x: float, y: float) -> None:
    """The hills seen through the mouth."""
    rng, palette = scene.rng, scene.palette
    sky_stops = [(0, palette.sky_high), (y, palette.sky_low), (HEIGHT, palette.mist)]
    scene.image.paste(scene.column(sky_stops))
    scene.glow((x, y - 60), 360, mix(palette.sky_low, (255, 250, 236), 0.7), 0.9)
    for i, base in enumerate((520, 570, 620)):
        peaks = [
            Peak(x + (-170, 40, 220)[k] + rng.uniform(-50, 50), rng.uniform(70, 150) - 30 * i, 230)
            for k in range(3)
        ]
        line = crest(rng, scene.width, base, peaks, rough=12)
        trees = tree_line(rng, line, spacing=6, height=14 + 8 * i, cover=0.5) if i else ()
        ridge(scene, line, palette.ramp(0.12 + 0.2 * i), foot=base + 70, extra=trees)
        mist(scene, base + 36, 40, 0.7)


def _ring(rng: Random, x: float, half: float, top: float, foot: float) -> list[Point]:
    """Return the ragged outline of one length of the tunnel."""
    rough = NoiseLine(rng, octaves=5)
    points = [(x - half, foot)]
    for i in range(61):
        angle = math.pi * (1 - i / 60)
        wobble = 1 + 0.06 * rough(i / 7)
        across = math.copysign(abs(math.cos(angle)) ** 0.7, math.cos(angle))
        rise = math.sin(angle) ** 0.7
        points.append((x + across * half * wobble, foot - (foot - top) * rise * wobble))
    points.append((x + half, foot))
    return points


def _timbers(
    scene: Scene,
    x: float,
    half: float,
    top: float,
    foot: float,
    near: float,
    dark: Colour,
    veins: Image.Image,
) -> None:
    """Draw one timber set, two leaning posts and a cap, lit on the edges towards the mouth."""
    rng, palette = scene.rng, scene.palette
    thick = 16 + 64 * near**1.3
    tone = mix(mix(palette.far, dark, 0.82), dark, near**0.6)
    lit = mix(palette.sky_low, tone, 0.4 + 0.25 * near)
    high = top + thick * 0.4
    wood = scene.stencil()
    for side in (-1, 1):
        foot_at = (x + side * half, foot + 26 * near)
        sag = rng.uniform(-3, 3)
        middle = (x + side * half * 0.94 + sag, (foot + high) / 2)
        wood.stroke([foot_at, middle, (x + side * half * 0.87, high)], thick * 1.08, thick * 0.92)
    ends = [(x + side * half * 1.03, high + rng.uniform(-5, 5)) for side in (-1, 1)]
    wood.stroke([ends[0], (x, high - thick * 0.1), ends[1]], thick, thick * 1.06)
    mask = wood.mask()
    scene.wash(mask, [(0, tone), (HEIGHT, tone)], pool=0.35, edge=8)
    shift = round(scene.px(2 + 5 * near))
    middle = round(scene.px(x))
    toward = ImageChops.offset(mask, -shift, 0)
    right = ImageChops.offset(mask, shift, 0).crop((middle, 0, *scene.size))
    toward.paste(right, (middle, 0))
    below = ImageChops.offset(mask, 0, -shift)
    rims = ImageChops.subtract(mask, ImageChops.darker(toward, below))
    rims = ImageChops.multiply(scene.soften(rims, 1 + 2 * near), mask)
    scene.lay(rims, lit, 0.8 - 0.4 * near)
    scene.lay(ImageChops.multiply(veins, mask), dark, 0.3)


def _floor(scene: Scene, x: float, head: float, haze: Colour, dark: Colour) -> None:
    """Draw the floor with its narrow track, lit from the mouth."""
    palette = scene.palette
    ground = scene.stencil().polygon(
        [(x - 172, head), (x + 172, head), (x + 640, HEIGHT + 10), (x - 640, HEIGHT + 10)]
    )
    floor = scene.soften(ground.mask(), 9)
    floor = ImageChops.multiply(floor, scene.veil([(head - 1, 0.0), (head + 1, 1.0)]))
    scene.lay(floor, scene.column([(head, mix(haze, dark, 0.25)), (HEIGHT, mix(haze, dark, 0.92))]))
    path = scene.stencil().polygon(
        [(x - 140, head), (x + 140, head), (x + 330, HEIGHT + 10), (x - 330, HEIGHT + 10)]
    )
    light = scene.soften(path.mask(), 26)
    light = ImageChops.multiply(light, scene.veil([(head - 1, 0.0), (head + 2, 1.0), (1000, 0.1)]))
    patches = scene.noise(240, 26, octaves=4, contrast=2.0)
    patches = patches.point([min(255, 90 + level) for level in range(256)])
    scene.lay(ImageChops.multiply(light, patches), mix(palette.sky_low, palette.mist, 0.5), 0.8)
    rails = scene.stencil()
    for side in (-1, 1):
        rails.stroke([(x + side * 36, head), (x + side * 150, HEIGHT + 10)], 3, 15)
    for k in range(11):
        t = (k / 10) ** 2.0
        at, reach = head + 6 + (HEIGHT - head) * t, 50 + 160 * t
        rails.rectangle(x - reach, at, x + reach, at + 3 + 17 * t)
    scene.lay(rails.mask(), dark, 0.8)


MOTIFS = {"tunnel": tunnel}
