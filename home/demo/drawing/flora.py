"""Trees and grain as silhouettes, returned as outlines or cut straight into a stencil."""

import math
from collections.abc import Sequence
from random import Random

from .noise import NoiseLine
from .stencil import HEIGHT, Point, Stencil


def conifer(rng: Random, x: float, foot: float, height: float, girth: float = 0.34) -> list[Point]:
    """Return the outline of a conifer standing at ``(x, foot)``, ragged like a wet brush."""
    tiers = max(4, min(15, int(height / 13)))
    lean = rng.uniform(-0.03, 0.03) * height
    right: list[Point] = []
    left: list[Point] = []
    for i in range(tiers):
        t = (i + 1) / tiers
        y = foot - height * (1 - t * 0.94)
        half = height * girth * 0.5 * t**0.85
        centre = x + lean * (1 - t)
        inner = half * rng.uniform(0.3, 0.5)
        sag = height / tiers
        right.append((centre + half * rng.uniform(0.72, 1.15), y + sag * rng.uniform(0.1, 0.5)))
        right.append((centre + inner, y + sag * rng.uniform(-0.15, 0.1)))
        left.append((centre - half * rng.uniform(0.72, 1.15), y + sag * rng.uniform(0.1, 0.5)))
        left.append((centre - inner, y + sag * rng.uniform(-0.15, 0.1)))
    trunk = max(0.6, height * 0.018)
    tip = (x + lean, foot - height)
    return [
        tip,
        *right,
        (x + trunk, foot),
        (x + trunk, foot + 4),
        (x - trunk, foot + 4),
        (x - trunk, foot),
        *left[::-1],
    ]


def tree_line(
    rng: Random,
    line: Sequence[Point],
    *,
    spacing: float,
    height: float,
    cover: float = 0.6,
) -> list[list[Point]]:
    """Return conifers standing in uneven groups along the evenly stepped skyline ``line``.

    ``cover`` is the share of the ridge that is wooded, ``height`` the tallest tree. Nothing
    grows where the ridge runs off the foot of the sheet: those trees would seem to float.
    """
    clump = NoiseLine(rng, octaves=3)
    step = line[1][0] - line[0][0]
    shapes = []
    x = line[0][0]
    while x < line[-1][0]:
        density = clump(x / 130) * 0.5 + 0.5
        ground = line[min(len(line) - 1, round((x - line[0][0]) / step))][1]
        if density < cover and ground <= HEIGHT - 15:
            size = height * (0.45 + 0.55 * (1 - density / cover) ** 0.7) * rng.uniform(0.7, 1.05)
            shapes.append(conifer(rng, x, ground + size * 0.08, size))
        x += spacing * rng.uniform(0.45, 1.5)
    return shapes


def cypress(rng: Random, stencil: Stencil, x: float, foot: float, height: float) -> None:
    """Cut a cypress, the tree of memorial gardens: a slim flame of upright tufts."""
    stencil.stroke([(x, foot + 1), (x, foot - height * 0.3)], height * 0.034, height * 0.02)
    hem = foot - height * 0.07
    body = height * 0.93
    lean = NoiseLine(rng, octaves=2)

    def half(t: float) -> float:
        return height * 0.118 * math.sin(math.pi * (t * 0.94) ** 1.7) ** 0.8

    def spine(t: float) -> float:
        return x + lean(t * 2.5) * height * 0.012

    steps = [0.02 + 0.96 * k / 24 for k in range(25)]
    right = [(spine(t) + half(t) * 0.8, hem - body * (1 - t)) for t in steps]
    left = [(spine(t) - half(t) * 0.8, hem - body * (1 - t)) for t in steps]
    stencil.polygon(right + left[::-1])
    for _ in range(110):
        t = rng.uniform(0.06, 1.0)
        side = rng.uniform(-1, 1)
        side = math.copysign(abs(side) ** 0.4, side)
        px, py = spine(t) + side * half(t) * 0.72, hem - body * (1 - t)
        size = height * rng.uniform(0.045, 0.085) * (0.6 + 0.4 * t)
        stencil.stroke(
            [
                (px, py),
                (px + side * size * 0.26, py - size * 0.5),
                (px + side * size * 0.12, py - size),
            ],
            size * 0.34,
            0.4,
        )


def limb(
    rng: Random, points: Sequence[Point], width: float, end: float, kink: float = 0.12
) -> list[Point]:
    """Return a gnarled limb along ``points``: resampled, kinked, ready for a brush stroke."""
    bend = NoiseLine(rng, octaves=4)
    path = smooth(points, 12)
    result = []
    for i, (x, y) in enumerate(path):
        t = i / max(1, len(path) - 1)
        size = (width + (end - width) * t) * kink * 8
        result.append((x + bend(t * 6) * size, y + bend(t * 6 + 40) * size * 0.6))
    return result


def smooth(points: Sequence[Point], parts: int) -> list[Point]:
    """Return a Catmull-Rom curve through ``points`` with ``parts`` steps a section."""
    padded = [points[0], *points, points[-1]]
    path = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for i in range(parts):
            t = i / parts
            path.append(tuple(_spline(p0[k], p1[k], p2[k], p3[k], t) for k in (0, 1)))
    path.append(tuple(points[-1]))
    return path


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def needle_pad(
    rng: Random, stencil: Stencil, centre: Point, rx: float, ry: float, clusters: int
) -> None:
    """Cut a flat pad of pine needles: fans of needles heaped to a low dome."""
    for _ in range(clusters):
        angle = rng.uniform(0, 2 * math.pi)
        out = math.sqrt(rng.random())
        x = centre[0] + math.cos(angle) * out * rx
        y = centre[1] + math.sin(angle) * out * ry * (0.35 if math.sin(angle) > 0 else 1.0)
        reach = ry * rng.uniform(0.42, 0.7)
        tilt = (x - centre[0]) / rx * 0.9
        for i in range(9):
            turn = -math.pi / 2 + tilt + (i - 4) * 0.27 + rng.uniform(-0.08, 0.08)
            size = reach * (1 - abs(i - 4) * 0.05)
            stencil.stroke(
                [(x, y), (x + math.cos(turn) * size, y + math.sin(turn) * size)],
                2.2,
                0.6,
            )


def poplar(rng: Random, stencil: Stencil, x: float, foot: float, height: float) -> None:
    """Cut a roadside poplar: a straight stem, close upright boughs, flicks of leaf."""
    stencil.stroke([(x, foot), (x + height * 0.01, foot - height)], height * 0.022, 0.6)
    boughs = max(9, int(height / 6))
    for i in range(boughs):
        t = 0.16 + 0.8 * i / boughs
        side = -1 if i % 2 else 1
        y = foot - height * t
        length = height * (0.07 + 0.2 * (1 - t)) * rng.uniform(0.7, 1.1)
        spread = length * rng.uniform(0.2, 0.34)
        stencil.stroke(
            [(x, y), (x + side * spread * 0.7, y - length * 0.45), (x + side * spread, y - length)],
            max(0.8, height * 0.008),
            0.4,
        )
        for _ in range(9):
            a = rng.uniform(0.15, 1.05)
            lx = x + side * spread * a + rng.gauss(0, height * 0.011)
            ly = y - length * a
            size = height * rng.uniform(0.012, 0.03)
            lean = rng.uniform(-0.2, 0.5) * side * size
            stencil.stroke(
                [(lx, ly), (lx + lean, ly - size * 0.6), (lx + lean * 1.4, ly - size * 1.4)],
                size * 0.42,
                0.3,
            )


def bare_tree(rng: Random, stencil: Stencil, foot: Point, height: float, lean: float = 0.0) -> None:
    """Cut an old tree in winter: limbs forking down to twigs, ``height`` units tall."""
    pending = [(foot, -math.pi / 2 + lean, height * 0.27, height * 0.085, 0)]
    while pending:
        (x, y), heading, length, width, level = pending.pop()
        bend = rng.uniform(-0.16, 0.16)
        path = [(x, y)]
        for part in range(4):
            turn = heading + bend * part
            step = length / 4
            path.append((path[-1][0] + math.cos(turn) * step, path[-1][1] + math.sin(turn) * step))
        stencil.stroke(path, width, max(0.7, width * 0.72))
        if level == 8 or width < 0.8:
            continue
        tip, turn = path[-1], heading + bend * 3
        forks = 2 if level < 2 or rng.random() < 0.72 else 3
        for fork in range(forks):
            spread = (fork - (forks - 1) / 2) * rng.uniform(0.62, 0.98) / max(1, forks - 1) * 1.25
            rise = 0.26 * math.sin(-math.pi / 2 - turn)
            pending.append(
                (
                    tip,
                    turn + spread + rise + rng.uniform(-0.12, 0.12),
                    length * rng.uniform(0.68, 0.9),
                    width * rng.uniform(0.56, 0.72),
                    level + 1,
                )
            )


def wheat_ear(
    rng: Random,
    straw: Stencil,
    grains: Stencil,
    foot: Point,
    height: float,
    lean: float,
    size: float,
) -> None:
    """Cut one stalk of ripe wheat: stem and awns into ``straw``, the grains into ``grains``.

    ``lean`` is the sideways bow of the stalk, ``size`` about twice the length of a grain.
    """
    x, y = foot
    stem = smooth(
        [
            (x, y),
            (x + lean * 0.22, y - height * 0.5),
            (x + lean * 0.62, y - height * 0.86),
            (x + lean, y - height),
        ],
        10,
    )
    straw.stroke(stem, size * 0.13, size * 0.09)
    (x0, y0), (x1, y1) = stem[-5], stem[-1]
    heading = math.atan2(y1 - y0, x1 - x0)
    droop = math.copysign(0.05, lean)
    rows = 9
    px, py = x1, y1
    for i in range(rows):
        heading += droop
        t = i / (rows - 1)
        body = size * (0.34 + 0.2 * math.sin(math.pi * (0.15 + 0.8 * t)))
        for side in (-1, 1):
            turn = heading + side * (0.46 - 0.2 * t)
            cx = px + math.cos(heading + side * 1.57) * body * 0.28
            cy = py + math.sin(heading + side * 1.57) * body * 0.28
            grains.polygon(_grain(cx, cy, turn, body))
            awn = size * rng.uniform(1.5, 2.3) * (0.75 + 0.35 * t)
            flare = heading + side * (0.3 - 0.14 * t) + rng.uniform(-0.06, 0.06)
            tip = (cx + math.cos(turn) * body, cy + math.sin(turn) * body)
            end = (tip[0] + math.cos(flare) * awn, tip[1] + math.sin(flare) * awn)
            straw.stroke([tip, end], size * 0.045, size * 0.012)
        px += math.cos(heading) * size * 0.36
        py += math.sin(heading) * size * 0.36
    grains.polygon(_grain(px, py, heading, size * 0.45))


def _grain(x: float, y: float, turn: float, length: float) -> list[Point]:
    c, s = math.cos(turn), math.sin(turn)
    outline = []
    for along, across in (
        (0, 0),
        (0.2, 0.2),
        (0.5, 0.25),
        (0.8, 0.14),
        (1.05, 0),
        (0.8, -0.14),
        (0.5, -0.25),
        (0.2, -0.2),
    ):
        dx, dy = along * length, across * length
        outline.append((x + dx * c - dy * s, y + dx * s + dy * c))
    return outline


def grass(rng: Random, stencil: Stencil, x: float, foot: float, height: float) -> None:
    """Cut one tuft of grass."""
    for _ in range(rng.randint(4, 8)):
        lean = rng.uniform(-0.5, 0.6) * height
        size = height * rng.uniform(0.6, 1.1)
        root = x + rng.uniform(-0.15, 0.15) * height
        stencil.stroke(
            [
                (root, foot),
                (root + lean * 0.35, foot - size * 0.65),
                (root + lean, foot - size),
            ],
            max(1.0, height * 0.045),
            0.4,
        )
