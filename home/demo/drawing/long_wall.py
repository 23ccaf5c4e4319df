"""Motif of the long wall over the ridges; no real stretch of it is copied."""

from collections.abc import Sequence

from PIL import Image, ImageChops

from .layers import (
    Peak,
    crest,
    geese,
    height_at,
    land,
    mist,
    ridge,
    rock_faces,
    sky,
    snowfall,
    sun,
)
from .masonry import cut_arch
from .palette import mix
from .scene import Scene
from .stencil import Point, Stencil


def _even(line: Sequence[Point], reach: int) -> list[Point]:
    """Return ``line`` with each y averaged over ``reach`` neighbours to either side."""
    heights = [y for _, y in line]
    result = []
    for i, (x, _) in enumerate(line):
        near = heights[max(0, i - reach) : i + reach + 1]
        result.append((x, sum(near) / len(near)))
    return result


def _rampart(stencil: Stencil, walk: Sequence[Point], height: float) -> None:
    """Cut a crenellated wall of ``height`` along the evenly stepped line ``walk``."""
    stencil.polygon(
        [(x, y - height) for x, y in walk] + [(x, y + height * 1.5) for x, y in walk[::-1]]
    )
    pitch = height * 0.52
    x, last = walk[0][0], walk[-1][0]
    while x < last:
        y = height_at(walk, x)
        slope = (height_at(walk, x + 4) - height_at(walk, x - 4)) / 8
        half = pitch * 0.3
        stencil.polygon(
            [
                (x - half, y - half * slope - height * 1.27),
                (x + half, y + half * slope - height * 1.27),
                (x + half, y + half * slope - height * 0.9),
                (x - half, y - half * slope - height * 0.9),
            ]
        )
        x += pitch


def _watchtower(
    stencil: Stencil, x: float, foot: float, size: float, lookout: bool = False
) -> None:
    """Cut a battered watchtower ``size`` wide, with or without a lookout room on top."""
    half, tall = size / 2, size * 0.98
    stencil.polygon(
        [
            (x - half, foot + size * 0.5),
            (x - half * 0.9, foot - tall),
            (x + half * 0.9, foot - tall),
            (x + half, foot + size * 0.5),
        ]
    )
    stencil.rectangle(x - half * 0.96, foot - tall * 1.02, x + half * 0.96, foot - tall * 0.96)
    teeth = 7
    pitch = size * 0.96 / teeth
    for i in range(teeth):
        left = x - half * 0.96 + (i + 0.2) * pitch
        stencil.rectangle(left, foot - tall * 1.1, left + pitch * 0.6, foot - tall)
    if lookout:
        eaves, top = foot - tall * 1.2, foot - tall * 1.36
        stencil.rectangle(x - half * 0.66, eaves, x + half * 0.66, foot - tall)
        stencil.polygon(
            [
                (x - half * 0.86, eaves + tall * 0.02),
                (x - half * 0.52, top),
                (x + half * 0.52, top),
                (x + half * 0.86, eaves + tall * 0.02),
            ]
        )
        stencil.rectangle(x - half * 0.56, top - tall * 0.03, x + half * 0.56, top + tall * 0.02)


# Each ridge: its base, the height of the wall on it, its depth in the haze, and its summits
# as (share of the width, rise, reach), the tower hill first.
_RIDGES = (
    (640, 9.0, 0.2, ((0.78, 205, 400), (0.45, 120, 330), (0.1, 150, 360))),
    (760, 18.0, 0.4, ((0.58, 190, 430), (0.93, 170, 330), (0.3, 90, 280))),
    (1000, 40.0, 0.84, ((0.16, 430, 640), (0.47, 200, 380), (0.8, 70, 330))),
)


def great_wall(scene: Scene) -> None:
    """A wall over the ridges, its watchtowers growing faint with distance."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    sky(scene, 620, clouds=0.55)
    left = rng.random() < 0.5

    def across(share: float) -> float:
        return width * (share if left else 1 - share)

    if rng.random() < 0.65:
        sun(scene, (across(0.8), 225), 54)
    line = crest(
        rng,
        width,
        560,
        [
            Peak(across(0.62), 190, 380),
            Peak(across(0.2), 150, 420),
            Peak(across(0.95), 130, 330),
        ],
        rough=16,
    )
    ridge(scene, line, palette.ramp(0.08), foot=640)
    mist(scene, 570, 80, 0.7)
    for base, tall, depth, summits in _RIDGES:
        peaks = [
            Peak(across(x + rng.uniform(-0.05, 0.05)), rise * rng.uniform(0.82, 1.1), reach)
            for x, rise, reach in summits
        ]
        t = (depth - 0.2) / 0.64
        line = crest(rng, width, base, peaks, rough=16 + 10 * t, sharp=1.05)
        walk = _even(line, round(8 + 10 * t))
        tone = palette.ramp(depth)
        stone = scene.stencil()
        _rampart(stone, walk, tall)
        towers = [(p.x, height_at(walk, p.x) - tall * 0.3) for p in peaks if -60 < p.x < width + 60]
        towers += [
            (x, height_at(walk, x) - tall * 0.3)
            for x in (across(0.34 + 0.3 * (1 - t)),)
            if tall < 40
        ]
        for k, (x, y) in enumerate(towers):
            _watchtower(stone, x, y, tall * 3.1, lookout=k == 0 and tall > 12)
        mask = stone.mask()
        top = min(y for _, y in line)
        face = mix(tone, palette.mist, 0.26 * t)
        scene.wash(
            mask,
            [(top - 3 * tall, mix(tone, palette.near, 0.15)), (base, face)],
            pool=0.35,
            edge=3 + tall * 0.2,
        )
        if tall > 12:
            _masonry(scene, mask, walk, towers, tall)
        below = [(x, y + tall * 0.12) for x, y in walk]
        hill = (
            scene.stencil()
            .polygon(land([(x, max(y, h)) for (x, y), (_, h) in zip(line, below, strict=True)]))
            .mask()
        )
        scene.wash(
            hill,
            [
                (top, mix(tone, palette.near, 0.1)),
                (base + 120, mix(tone, palette.mist, 0.82 - 0.6 * t)),
            ],
            pool=0.3,
        )
        rock_faces(
            scene,
            below,
            hill,
            peaks,
            shade=mix(tone, palette.near, 0.42),
            light=mix(tone, palette.mist, 0.36),
            strength=0.5,
            side=1 if left else -1,
        )
        if base < 900:
            mist(scene, base + 76, 78, 0.85)
    if rng.random() < 0.5:
        geese(scene, (across(0.52), 150), 18, 7)
    if palette.snowfall:
        snowfall(scene)


def _masonry(
    scene: Scene,
    mask: Image.Image,
    walk: Sequence[Point],
    towers: Sequence[Point],
    tall: float,
) -> None:
    """Mark courses of stone, loopholes and tower windows."""
    rng, palette = scene.rng, scene.palette
    joints, holes = scene.stencil(), scene.stencil()
    for course in (-0.82, -0.5, -0.22):
        joints.stroke([(x, y + course * tall) for x, y in walk[::3]], 1.3, 1.3)
    for x, foot in towers:
        size = tall * 3.1
        for k in (-0.27, 0.0, 0.27):
            cut_arch(holes, x + k * size, foot - size * 0.58, size * 0.085, size * 0.18)
        for course in range(7):
            y = foot - size * (0.1 + 0.15 * course)
            joints.line([(x - size * 0.46, y), (x + size * 0.46, y)], 1.2)
    for _ in range(260):
        x = rng.uniform(0, scene.width)
        y = height_at(walk, x) - rng.uniform(0.05, 0.85) * tall
        joints.line([(x, y), (x, y + tall * 0.2)], 1.1)
    scene.lay(ImageChops.multiply(joints.mask(), mask), palette.near, 0.26)
    scene.lay(ImageChops.multiply(holes.mask(), mask), palette.near, 0.8)


MOTIFS = {"great_wall": great_wall}
