"""The wide band over a section: low ranges gathered to one side, the other side left calm."""

from .flora import tree_line
from .layers import Peak, crest, geese, mist, ridge, rock_faces, sky, snowfall, sun
from .palette import mix
from .scene import Scene


def masthead(scene: Scene) -> None:
    """Draw ranges that rise towards the right and sink to mist on the left, where titles go."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    sky(scene, 760, clouds=0.5)
    sun(scene, (width * rng.uniform(0.5, 0.56), 330), 84)
    rows = ((640, 400, 0.08), (760, 360, 0.24), (880, 300, 0.42))
    for i, (base, rise, depth) in enumerate(rows):
        main = width * (0.76 - 0.1 * i + rng.uniform(-0.03, 0.03))
        peaks = [Peak(main, rise, 620), Peak(main + width * 0.17, rise * 0.82, 540)]
        for away, share in ((-0.16, 0.5), (-0.32, 0.3), (-0.5, 0.22), (-0.66, 0.16), (0.3, 0.6)):
            x = main + width * (away + rng.uniform(-0.04, 0.04))
            peaks.append(Peak(x, rise * share * rng.uniform(0.8, 1.15), 460))
        peaks += [
            Peak(peak.x + side * 0.34 * peak.reach, peak.rise * 0.66, peak.reach * 0.42)
            for peak in peaks[:2]
            for side in (-1, 1)
        ]
        line = crest(rng, width, base, peaks, rough=20 + 6 * i)
        trees = tree_line(rng, line, spacing=9, height=26 + 14 * i, cover=0.42) if i else ()
        tone = palette.ramp(depth)
        mask = ridge(scene, line, tone, foot=base + 120, extra=trees)
        rock_faces(
            scene,
            line,
            mask,
            peaks,
            shade=mix(tone, palette.near, 0.42),
            light=mix(tone, palette.mist, 0.5),
            strength=0.5,
            least=110,
        )
        mist(scene, base + 80, 110, 0.8)
    line = crest(rng, width, 1060, [Peak(width * 1.01, 280, width * 0.42)], rough=24, sharp=1.1)
    trees = tree_line(rng, line, spacing=22, height=150, cover=0.6)
    ridge(scene, line, palette.ramp(0.92), foot=1080, foot_tone=palette.near, extra=trees)
    if rng.random() < 0.6:
        geese(scene, (width * 0.42, 260), 28, 7)
    if palette.snowfall:
        snowfall(scene, 620)
