"""Motifs of high ground: mountains, snow mountains, dawn over ridges."""

from .flora import tree_line
from .layers import (
    Peak,
    crest,
    geese,
    mist,
    ridge,
    rock_faces,
    sky,
    snowfall,
    sun,
)
from .palette import mix
from .scene import Scene


def _range(scene: Scene, rise: float, reach: float, count: int, focus: float) -> list[Peak]:
    """Return ``count`` peaks with their shoulders, the tallest ``focus`` of the width across."""
    rng = scene.rng
    peaks = [Peak(focus * scene.width, rise, reach)]
    for i in range(count - 1):
        x = scene.width * ((i + 0.5) / max(1, count - 1) + rng.uniform(-0.12, 0.12))
        away = min(1.0, abs(x / scene.width - focus) * 1.6)
        size = rise * (0.88 - 0.5 * away) * rng.uniform(0.65, 1.0)
        peaks.append(Peak(x, size, reach * rng.uniform(0.6, 1.0)))
    shoulders = []
    for peak in peaks:
        for side in (-1, 1):
            away = rng.uniform(0.2, 0.42)
            size = peak.rise * (1 - away) * rng.uniform(0.78, 0.98)
            shoulders.append(
                Peak(
                    peak.x + side * away * peak.reach,
                    size,
                    peak.reach * rng.uniform(0.34, 0.5),
                )
            )
    return peaks + shoulders


def mountains(scene: Scene) -> None:
    """Range behind range, sun above, a wooded slope near by."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    sky(scene, 620)
    focus = rng.choice((0.36, 0.62))
    sun(scene, (width * (1 - focus + 0.08), rng.uniform(190, 250)), 54)
    bases = (560, 640, 730, 840)
    for i, base in enumerate(bases):
        depth = 0.06 + 0.2 * i
        shift = (focus, 1 - focus, focus - 0.2, 1 - focus + 0.2)[i]
        rise = (330, 270, 220, 190)[i]
        peaks = _range(scene, rise, (420, 380, 360, 420)[i], 6, shift)
        line = crest(rng, width, base, peaks, rough=16 + 8 * i)
        trees = tree_line(rng, line, spacing=7, height=15 + 9 * i, cover=0.4) if i >= 2 else ()
        tone = palette.ramp(depth)
        mask = ridge(scene, line, tone, foot=base + 130, extra=trees)
        rock_faces(
            scene,
            line,
            mask,
            peaks,
            shade=mix(tone, palette.near, 0.42),
            light=mix(tone, palette.mist, 0.5),
            strength=0.5,
            side=1 if focus > 0.5 else -1,
        )
        mist(scene, base + 90, 110, 0.85 - 0.1 * i)
    side = 0.0 if focus > 0.5 else 1.0
    line = crest(rng, width, 1045, [Peak(width * side, 225, width * 0.66)], rough=20, sharp=1.0)
    trees = tree_line(rng, line, spacing=17, height=105, cover=0.55)
    ridge(scene, line, palette.ramp(0.94), foot=1060, foot_tone=palette.near, extra=trees)
    if rng.random() < 0.5:
        geese(scene, (width * (1 - focus - 0.1), 330), 18)
    if palette.snowfall:
        snowfall(scene)


def snow_mountains(scene: Scene) -> None:
    """A high snow massif, its rocks showing through, conifers along the valley."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    sky(scene, 640, clouds=0.45)
    focus = rng.choice((0.37, 0.64))
    side = 1 if focus < 0.5 else -1
    far_peaks = _range(scene, 250, 330, 6, 1 - focus)
    line = crest(rng, width, 560, far_peaks, rough=22)
    ridge(scene, line, palette.ramp(0.12), foot=640)
    mist(scene, 560, 90, 0.6)
    lit = mix((253, 252, 249), palette.sky_low, 0.2)
    for base, rise, reach, where in (
        (720, 500, 560, focus),
        (800, 270, 420, 1 - focus * 0.9),
    ):
        peaks = _range(scene, rise, reach, 5, where)
        line = crest(rng, width, base, peaks, rough=34, sharp=1.1)
        mask = ridge(scene, line, lit, foot=base + 120, foot_tone=palette.mist, pool=0.18)
        rock_faces(
            scene,
            line,
            mask,
            peaks,
            shade=palette.ramp(0.6),
            light=lit,
            strength=0.85,
            side=side,
        )
        mist(scene, base + 40, 100, 0.8)
    for i, base in enumerate((860, 950)):
        peaks = [Peak(width * (0.15 + 0.8 * i), 70 + 40 * i, width * 0.5)]
        line = crest(rng, width, base, peaks, rough=22)
        trees = tree_line(rng, line, spacing=10 + 6 * i, height=62 + 55 * i, cover=0.78)
        tone = palette.ramp(0.62 + 0.3 * i)
        ridge(
            scene,
            line,
            tone,
            foot=base + 150,
            foot_tone=mix(tone, palette.mist, 0.55 - 0.4 * i),
            extra=trees,
        )
        if i == 0:
            mist(scene, 930, 60, 0.55)
    snowfall(scene, 420 if palette.snowfall else 160)


def dawn(scene: Scene) -> None:
    """First light: a low sun half risen over quiet hills."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    sky(scene, 660, clouds=0.6)
    x = width * rng.choice((0.34, 0.66))
    scene.glow((x, 610), 760, mix(palette.sky_low, palette.sun, 0.22), 0.6)
    sun(scene, (x, 560), 96, veil=0.45)
    for i, base in enumerate((640, 690, 750, 830)):
        peaks = [
            Peak(
                width * (0.1 + 0.27 * j + rng.uniform(-0.1, 0.1)),
                rng.uniform(30, 92) + 8 * i,
                380,
            )
            for j in range(4)
        ]
        if i == 0:
            peaks = [p for p in peaks if abs(p.x - x) > 180]
        line = crest(rng, width, base, peaks, rough=12 + 4 * i, sharp=1.05)
        trees = tree_line(rng, line, spacing=6, height=10 + 7 * i, cover=0.45) if i >= 1 else ()
        ridge(scene, line, palette.ramp(0.12 + 0.19 * i), foot=base + 120, extra=trees)
        mist(scene, base + 72, 66, 0.8 - 0.08 * i)
    line = crest(
        rng,
        width,
        960,
        [Peak(width * (0.02 if x > width / 2 else 0.98), 120, width * 0.5)],
        rough=16,
        sharp=1.0,
    )
    ridge(
        scene,
        line,
        palette.ramp(0.93),
        foot=1050,
        foot_tone=palette.near,
        extra=tree_line(rng, line, spacing=15, height=84, cover=0.5),
    )
    if rng.random() < 0.6:
        geese(scene, (x + (-330 if x > width / 2 else 150), 300), 18, 9)
    if palette.snowfall:
        snowfall(scene, 260)


MOTIFS = {"mountains": mountains, "snow_mountains": snow_mountains, "dawn": dawn}
