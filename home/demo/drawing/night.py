"""Motifs of night: stars over hills, an oil lamp on a table."""

from collections.abc import Sequence

from PIL import ImageChops

from .flora import conifer, smooth, tree_line
from .layers import (
    Peak,
    crest,
    height_at,
    night_sky,
    ridge,
    rock_faces,
    star_field,
)
from .palette import INK, LAMPLIGHT, mix
from .scene import Scene
from .stencil import HEIGHT, Point


def stars(scene: Scene) -> None:
    """A clear night over sleeping hills; one window is still lit."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    night_sky(scene, 760)
    star_field(scene, 740)
    haze = mix(palette.night_low, palette.mist, 0.12)
    house = width * rng.choice((0.3, 0.67))
    for i, base in enumerate((690, 755, 830, 915)):
        t = i / 3
        peaks = [
            Peak(
                width * rng.uniform(0.28 * k - 0.05, 0.28 * k + 0.2),
                rng.uniform(60, 150) * (1 - 0.3 * t),
                400,
            )
            for k in range(4)
        ]
        line = crest(rng, width, base, peaks, rough=14 + 4 * i)
        tone = mix(
            mix(palette.night_low, palette.night_high, 0.35 + 0.4 * t),
            (10, 11, 14),
            0.08 + 0.5 * t,
        )
        trees = tree_line(rng, line, spacing=7 + 3 * i, height=14 + 17 * i, cover=0.5) if i else ()
        mask = ridge(
            scene,
            line,
            tone,
            foot=base + 120,
            foot_tone=mix(tone, haze, 0.55 - 0.4 * t),
            extra=trees,
        )
        rock_faces(
            scene,
            line,
            mask,
            peaks,
            shade=mix(tone, (8, 9, 12), 0.5),
            light=mix(tone, haze, 0.4),
            strength=0.45,
        )
        if i == 2:
            _cottage(scene, house, height_at(line, house) + 16)


def _cottage(scene: Scene, x: float, foot: float) -> None:
    dark = (16, 16, 19)
    walls = scene.stencil().rectangle(x - 27, foot - 24, x + 27, foot + 8)
    walls.polygon(
        [
            (x - 37, foot - 22),
            (x - 24, foot - 44),
            (x + 24, foot - 44),
            (x + 37, foot - 22),
        ]
    )
    walls.polygon(conifer(scene.rng, x - 58, foot + 10, 74))
    walls.polygon(conifer(scene.rng, x + 66, foot + 12, 92))
    walls.polygon(conifer(scene.rng, x + 90, foot + 14, 66))
    scene.lay(walls.mask(), dark)
    scene.glow((x + 8, foot - 12), 120, LAMPLIGHT, 0.4)
    pane = scene.stencil().rectangle(x + 2, foot - 19, x + 15, foot - 6)
    scene.lay(pane.mask(), (255, 222, 160))


def lamp(scene: Scene) -> None:
    """An oil lamp on a table at night, a window, closed books, a sheet of paper."""
    rng, palette, width = scene.rng, scene.palette, scene.width
    left = rng.random() < 0.5
    wall_dark = mix(palette.night_high, INK, 0.45)
    wall = mix(wall_dark, (120, 84, 52), 0.25)
    scene.image.paste(scene.column([(0, wall_dark), (560, wall), (HEIGHT, wall_dark)]))

    def across(share: float) -> float:
        return width * (share if left else 1 - share)

    plaster = scene.noise(300, 220, octaves=5, contrast=1.8)
    scene.lay(plaster, mix(wall, (180, 140, 96), 0.35), 0.16)
    _window(scene, across(0.7))
    x, table = across(0.34), 770.0
    for radius, strength in ((980, 0.36), (560, 0.42), (300, 0.5)):
        scene.glow(
            (x, table - 268),
            radius,
            mix((206, 138, 66), LAMPLIGHT, 320 / radius / 2),
            strength,
        )
    top = (
        scene.stencil()
        .polygon([(-10, table), (width + 10, table), (width + 10, 1010), (-10, 1010)])
        .mask()
    )
    wood = mix((92, 60, 38), palette.near, 0.35)
    scene.wash(
        top,
        [(table, mix(wood, LAMPLIGHT, 0.12)), (HEIGHT, mix(wood, INK, 0.7))],
        pool=0,
        mottle=0.2,
    )
    veins = scene.noise(900, 12, octaves=3, contrast=3.0)
    scene.lay(ImageChops.multiply(veins, top), mix(wood, INK, 0.6), 0.45)
    away = scene.sweep([(x - 620, 0.0), (x, 1.0), (x + 620, 0.0)])
    sheen = ImageChops.multiply(away, scene.veil([(table - 1, 0.0), (table, 0.9), (930, 0.15)]))
    scene.lay(ImageChops.multiply(sheen, top), LAMPLIGHT, 0.5)
    rim = scene.stencil().rectangle(-5, table - 1, width + 5, table + 3).mask()
    scene.lay(ImageChops.multiply(rim, away), LAMPLIGHT, 0.6)
    _books(scene, across(0.56), table + 18, -1 if left else 1)
    _letter(scene, across(0.27), table + 84)
    _oil_lamp(scene, x, table + 36)


def _window(scene: Scene, x: float) -> None:
    """A small-paned window with the night behind it."""
    palette = scene.palette
    half, top, foot = 190.0, 150.0, 590.0
    night = scene.stencil().rectangle(x - half, top, x + half, foot).mask()
    scene.lay(
        night,
        scene.column(
            [
                (top, mix(palette.night_high, palette.night_low, 0.25)),
                (foot, mix(palette.night_low, palette.mist, 0.12)),
            ]
        ),
    )
    line = crest(
        scene.rng,
        scene.width,
        foot - 50,
        [Peak(x - 60, 110, 240), Peak(x + 150, 70, 200)],
        rough=10,
    )
    hills = scene.stencil().polygon([*line, (scene.width + 20, foot), (-20, foot)]).mask()
    scene.lay(
        ImageChops.multiply(hills, night),
        mix(palette.night_high, palette.night_low, 0.28),
    )
    moon = scene.stencil().ellipse((x + half * 0.26, top + 56), 27, 27).mask()
    scene.glow(
        (x + half * 0.26, top + 56),
        110,
        mix(palette.night_low, (255, 250, 236), 0.6),
        0.5,
    )
    scene.lay(moon, (247, 240, 222), 0.92)
    if palette.snowfall:
        flakes = scene.stencil()
        for _ in range(90):
            flakes.ellipse(
                (scene.rng.uniform(x - half, x + half), scene.rng.uniform(top, foot)),
                2,
                2,
                190,
            )
        scene.lay(ImageChops.multiply(flakes.mask(), night), (244, 246, 248))
    bars = scene.stencil()
    for k in range(5):
        px = x - half + 2 * half * k / 4
        bars.rectangle(
            px - (9 if k in (0, 4) else 4),
            top - 9,
            px + (9 if k in (0, 4) else 4),
            foot + 9,
        )
    for k in range(5):
        py = top + (foot - top) * k / 4
        bars.rectangle(
            x - half - 9,
            py - (9 if k in (0, 4) else 4),
            x + half + 9,
            py + (9 if k in (0, 4) else 4),
        )
    bars.rectangle(x - half - 34, foot + 4, x + half + 34, foot + 24)
    scene.wash(
        bars.mask(),
        [(top, mix(INK, (92, 62, 40), 0.3)), (foot, mix(INK, (110, 74, 46), 0.5))],
        pool=0.2,
        edge=4,
    )


def _books(scene: Scene, x: float, foot: float, lean: int) -> None:
    shadow = scene.stencil().ellipse((x + lean * 30, foot + 22), 160, 9).mask()
    scene.lay(scene.soften(shadow, 6), INK, 0.6)
    y = foot + 22
    for half, tall, shift, tone in (
        (134, 34, 0, (96, 40, 34)),
        (120, 28, -10, (66, 66, 62)),
        (126, 24, 8, (112, 88, 56)),
    ):
        cx = x + shift * lean
        board = mix(tone, INK, 0.35)
        scene.lay(
            scene.stencil().rectangle(cx - half, y - tall, cx + half, y).mask(),
            scene.column([(y - tall, mix(board, LAMPLIGHT, 0.22)), (y, board)]),
        )
        pages = scene.stencil().rectangle(cx - half + 5, y - tall + 5, cx + half - 12, y - 5).mask()
        toward = 1 if lean > 0 else -1
        spine = scene.stencil().rectangle(
            cx + toward * (half - 26) - 13, y - tall, cx + toward * (half - 13) + 13, y
        )
        scene.lay(pages, scene.column([(y - tall, (214, 192, 152)), (y, (150, 122, 88))]), 0.8)
        scene.lay(spine.mask(), board)
        y -= tall


def _letter(scene: Scene, x: float, y: float) -> None:
    """A blank sheet and a pen, lit from above."""
    sheet = [(x - 150, y + 64), (x - 88, y), (x + 96, y + 6), (x + 66, y + 76)]
    scene.lay(
        scene.soften(scene.stencil().polygon([(px + 8, py + 9) for px, py in sheet]).mask(), 5),
        INK,
        0.5,
    )
    scene.lay(
        scene.stencil().polygon(sheet).mask(),
        scene.column([(y, (246, 226, 186)), (y + 76, (214, 186, 142))]),
    )
    rules = scene.stencil()
    for k in range(1, 6):
        t = k / 6
        a = (
            sheet[1][0] + (sheet[0][0] - sheet[1][0]) * t + 16,
            sheet[1][1] + (sheet[0][1] - sheet[1][1]) * t,
        )
        b = (
            sheet[2][0] + (sheet[3][0] - sheet[2][0]) * t - 16,
            sheet[2][1] + (sheet[3][1] - sheet[2][1]) * t,
        )
        rules.line([a, b], 1.2)
    scene.lay(rules.mask(), (150, 96, 70), 0.4)
    pen = scene.stencil().stroke([(x + 4, y + 46), (x + 60, y + 22), (x + 150, y - 14)], 3, 8)
    scene.lay(pen.mask(), mix(INK, (80, 40, 30), 0.4))


def _oil_lamp(scene: Scene, x: float, foot: float) -> None:
    """A glass-chimneyed oil lamp: foot, font, burner, flame, chimney."""
    brass, dark = (150, 110, 58), (54, 38, 26)
    shadow = scene.stencil().ellipse((x, foot + 4), 128, 15).mask()
    scene.lay(scene.soften(shadow, 7), INK, 0.75)

    def turned(corners: Sequence[Point]) -> list[Point]:
        profile = smooth(corners, 7)
        return [(x + half, foot - rise) for half, rise in profile] + [
            (x - half, foot - rise) for half, rise in profile[::-1]
        ]

    body = [
        (80, -6),
        (82, 4),
        (64, 16),
        (30, 28),
        (20, 44),
        (24, 56),
        (58, 72),
        (78, 96),
        (76, 124),
        (50, 146),
        (30, 152),
        (34, 164),
        (40, 168),
        (40, 182),
        (30, 190),
    ]
    mask = scene.stencil().polygon(turned(body)).mask()
    scene.wash(
        mask,
        [(foot - 190, brass), (foot - 100, mix(brass, dark, 0.45)), (foot, dark)],
        pool=0.6,
        edge=12,
        mottle=0.2,
    )
    shine = scene.stencil().stroke(
        [(x - 56, foot - 84), (x - 62, foot - 104), (x - 50, foot - 130)], 4, 9
    )
    shine.stroke([(x - 54, foot - 8), (x - 30, foot - 20)], 3, 5)
    scene.lay(scene.soften(shine.mask(), 2.5), LAMPLIGHT, 0.8)
    chimney = [
        (34, 188),
        (40, 206),
        (57, 244),
        (60, 276),
        (50, 312),
        (36, 352),
        (32, 410),
        (34, 424),
    ]
    glass = scene.stencil().polygon(turned(chimney)).mask()
    scene.lay(glass, mix(LAMPLIGHT, (255, 236, 196), 0.4), 0.3)
    flame_at = foot - 250
    scene.glow((x, flame_at), 150, (255, 226, 160), 0.95)
    rim = ImageChops.subtract(glass, scene.soften(glass, 7))
    scene.lay(rim, (255, 240, 208), 0.85)
    flame = [(0, 66), (7, 44), (15, 20), (17, 2), (12, -14), (5, -22)]
    lit = scene.stencil().polygon(
        [(x + h, flame_at - r) for h, r in flame] + [(x - h, flame_at - r) for h, r in flame[::-1]]
    )
    scene.lay(scene.soften(lit.mask(), 2), (255, 244, 214))
    heart = scene.stencil().ellipse((x, flame_at + 10), 7, 14).mask()
    scene.lay(scene.soften(heart, 4), (232, 150, 66), 0.6)
    gleam = scene.stencil().stroke(
        [(x - 42, foot - 232), (x - 47, foot - 268), (x - 38, foot - 310)], 2, 5
    )
    scene.lay(scene.soften(gleam.mask(), 1.5), (255, 250, 232), 0.75)


MOTIFS = {"stars": stars, "lamp": lamp}
