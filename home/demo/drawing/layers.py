"""What most landscapes are built from: sky, sun, ridges, mist, water, snow and stars."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .noise import NoiseLine, relief
from .palette import Colour, mix
from .scene import Scene, Stop, thinned
from .stencil import HEIGHT, Point


@dataclass(frozen=True, slots=True)
class Peak:
    """A summit: ``x`` of its top, ``rise`` above the ridge's base, half-width ``reach``."""

    x: float
    rise: float
    reach: float


def sky(scene: Scene, horizon: float, *, clouds: float = 0.5) -> None:
    """Lay the sky down to ``horizon``, with long soft cloud bands of strength ``clouds``."""
    palette = scene.palette
    middle = mix(palette.sky_high, palette.sky_low, 0.55)
    stops = [
        (-40.0, palette.sky_high),
        (horizon * 0.5, middle),
        (horizon, palette.sky_low),
    ]
    scene.image.paste(scene.column(stops))
    if clouds:
        bands = scene.noise(900, 90, octaves=4, contrast=2.4)
        fade = scene.veil([(0, 0.75), (horizon * 0.7, 1.0), (horizon, 0.3)])
        scene.lay(ImageChops.multiply(bands, fade), palette.mist, clouds)
        under = scene.noise(1100, 70, octaves=4, contrast=2.6)
        tone = mix(palette.sky_high, palette.far, 0.55)
        scene.lay(ImageChops.multiply(under, fade), tone, clouds * 0.45)


def night_sky(scene: Scene, horizon: float) -> None:
    """Lay a night sky that lightens towards ``horizon``."""
    palette = scene.palette
    middle = mix(palette.night_high, palette.night_low, 0.4)
    stops = [
        (0, palette.night_high),
        (horizon * 0.55, middle),
        (horizon, palette.night_low),
    ]
    scene.image.paste(scene.column(stops))


def sun(scene: Scene, centre: Point, radius: float, *, veil: float = 0.25) -> None:
    """Set the sun disc, printed a little unevenly, thinned by ``veil`` towards its foot."""
    y = centre[1]
    palette = scene.palette
    scene.glow(centre, radius * 6.5, mix(palette.sky_low, palette.sun, 0.3), 0.8)
    scene.glow(centre, radius * 2.2, mix(palette.sky_low, palette.sun, 0.5), 0.55)
    disc = scene.stencil().ellipse(centre, radius, radius).mask()
    foot = scene.veil([(y - radius * 0.2, 1.0), (y + radius * 1.05, 1.0 - veil)])
    disc = ImageChops.multiply(disc, foot)
    stops = [(y - radius, palette.sun), (y + radius, mix(palette.sun, palette.sky_low, 0.4))]
    scene.wash(disc, stops, pool=0.0, mottle=0.08)


def mist(scene: Scene, y: float, depth: float, strength: float = 0.8) -> None:
    """Draw a bank of mist around ``y``, ``depth`` units to either side, torn at its edges."""
    bank = scene.veil([(y - depth, 0.0), (y, 1.0), (y + depth, 0.0)])
    torn = scene.wisps()
    solid = scene.veil([(y - depth * 0.2, 0.35), (y + depth * 0.5, 0.85)])
    scene.lay(
        ImageChops.multiply(bank, ImageChops.lighter(torn, solid)),
        scene.palette.mist,
        strength,
    )


def crest(
    rng: Random,
    width: float,
    base: float,
    peaks: Sequence[Peak],
    *,
    rough: float = 26.0,
    step: float = 2.5,
    sharp: float = 1.25,
) -> list[Point]:
    """Return the skyline of a ridge: ``peaks`` over ``base``, broken by fractal noise.

    ``rough`` is the size of the breaks in units, ``sharp`` above 1 hollows the slopes.
    """
    bend = NoiseLine(rng, octaves=3)
    broken = NoiseLine(rng, octaves=7, gain=0.55)
    lean = [rng.uniform(0.75, 1.3) for _ in peaks]
    points = []
    for i in range(math.ceil((width + 40) / step) + 1):
        x = -20 + i * step
        rise = 0.0
        for peak, skew in zip(peaks, lean, strict=True):
            offset = x - peak.x
            reach = peak.reach * (skew if offset < 0 else 2 - skew)
            near = 1.0 - abs(offset) / reach
            if near > 0:
                rise = _soft_max(rise, peak.rise * near**sharp, 18.0)
        rise *= 1.0 + 0.16 * bend(x / 160)
        points.append((x, base - rise - rough * (broken(x / 150) + 0.25 * bend(x / 60))))
    return points


def _soft_max(a: float, b: float, blend: float) -> float:
    if abs(a - b) >= blend:
        return max(a, b)
    share = 0.5 + 0.5 * (a - b) / blend
    return b + (a - b) * share + blend * share * (1 - share) * 0.5


def height_at(line: Sequence[Point], x: float) -> float:
    """Return y of the evenly stepped skyline ``line`` at ``x``."""
    step = line[1][0] - line[0][0]
    index = (x - line[0][0]) / step
    left = min(len(line) - 2, max(0, int(index)))
    t = min(1.0, max(0.0, index - left))
    return line[left][1] + (line[left + 1][1] - line[left][1]) * t


def land(line: Sequence[Point], bottom: float = HEIGHT + 20) -> list[Point]:
    """Return the closed outline of everything under the skyline ``line``."""
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]


def ridge(
    scene: Scene,
    line: Sequence[Point],
    tone: Colour,
    *,
    foot: float,
    foot_tone: Colour | None = None,
    pool: float = 0.3,
    extra: Sequence[Sequence[Point]] = (),
) -> Image.Image:
    """Wash the ridge under ``line``: ``tone`` on the crest, dissolved in mist at ``foot``.

    ``extra`` shapes (trees, walls) are cut together with the ridge. Returns its mask.
    """
    stencil = scene.stencil().polygon(land(line))
    for shape in extra:
        stencil.polygon(shape)
    mask = stencil.mask()
    top = min(y for _, y in line)
    below = foot_tone or mix(tone, scene.palette.mist, 0.85)
    stops: list[Stop] = [
        (top, tone),
        (top + (foot - top) * 0.3, mix(tone, below, 0.12)),
        (foot, below),
    ]
    scene.wash(mask, stops, pool=pool)
    return mask


def rock_faces(
    scene: Scene,
    line: Sequence[Point],
    mask: Image.Image,
    peaks: Sequence[Peak],
    *,
    shade: Colour,
    light: Colour,
    strength: float = 0.6,
    side: int = 1,
    least: float = 80.0,
) -> None:
    """Model the faces of a ridge: gullies fanning down from its summits, lit from one side.

    ``side`` is where the shade lies, 1 right or -1 left; summits rising less than ``least``
    are left plain. The lower slopes are left to the mist.
    """
    bite = max(1, round(scene.px(7)))
    for peak in sorted(peaks, key=lambda p: p.rise):
        phase = scene.rng.random()
        if peak.rise < least:
            continue
        top = height_at(line, peak.x)
        reach = peak.reach * 1.2
        corners = (peak.x - reach, top - 20, peak.x + reach, top + peak.rise * 1.2)
        x0, y0, x1, y1 = (round(scene.px(value)) for value in corners)
        size = (x1 - x0, y1 - y0)
        if min(size) < 4:
            continue
        texture = _fan(scene.gullies, size, phase)
        lit = relief(texture, -bite * side, -round(bite * 0.7), 3.6)
        lean = Image.linear_gradient("L").rotate(90).resize(size)
        if side > 0:
            lean = ImageChops.invert(lean)
        lean = lean.point([round(128 + max(-46, min(30, (v - 124) * 1.6))) for v in range(256)])
        lit = ImageChops.add(lit, lean, 1, -128)
        territory = _TERRITORY.resize(size, Image.Resampling.BILINEAR)
        territory = ImageChops.multiply(territory, mask.crop((x0, y0, x1, y1)))
        for tone, table in ((shade, _SHADE), (light, _LIGHT)):
            through = ImageChops.multiply(lit.point(table), territory)
            scene.image.paste(tone, (x0, y0, x1, y1), thinned(through, strength))


_SHADE = [min(255, max(0, round((120 - value) * 2.9))) for value in range(256)]
_LIGHT = [min(200, max(0, round((value - 140) * 2.4))) for value in range(256)]


def _territory(side: int = 96) -> Image.Image:
    """Return the ``L`` wedge a summit's gullies belong to, fading out downwards."""
    wedge = Image.new("L", (side, side))
    corners = [(side * 0.47, 0), (side * 0.53, 0), (side * 0.9, side), (side * 0.1, side)]
    ImageDraw.Draw(wedge).polygon(corners, fill=255)
    fade = Image.linear_gradient("L").resize((side, side))
    fade = fade.point([min(255, max(0, 330 - level * 330 // 245)) for level in range(256)])
    return ImageChops.multiply(wedge.filter(ImageFilter.GaussianBlur(side / 24)), fade)


_TERRITORY = _territory()


def _fan(texture: Image.Image, size: tuple[int, int], phase: float) -> Image.Image:
    """Return ``texture`` gathered towards the middle of its upper edge, cut to ``size``."""
    width, height = texture.size
    spread = min(width / 2 - 1, size[0] * 1.5)
    middle = spread + (width - 2 * spread) * phase
    deep = min(size[1], height)
    quad = (
        middle - spread,
        0,
        middle - size[0] * 0.5,
        deep,
        middle + size[0] * 0.5,
        deep,
        middle + spread,
        0,
    )
    return texture.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BILINEAR)


def snowfall(scene: Scene, count: int = 420) -> None:
    """Let snow fall: many small soft flakes, a few larger ones close by."""
    rng = scene.rng
    far, near = scene.stencil(), scene.stencil()
    for _ in range(count):
        x, y = rng.uniform(0, scene.width), rng.uniform(0, HEIGHT)
        radius = rng.uniform(0.9, 2.2)
        far.ellipse((x, y), radius, radius, rng.randint(90, 200))
    for _ in range(count // 8):
        x, y = rng.uniform(0, scene.width), rng.uniform(0, HEIGHT)
        radius = rng.uniform(2.4, 4.4)
        near.ellipse((x, y), radius, radius * 1.12, rng.randint(110, 210))
    scene.lay(far.mask(), (252, 252, 250))
    scene.lay(scene.soften(near.mask(), 1.2), (252, 252, 250))


def star_field(scene: Scene, horizon: float, count: int = 900) -> None:
    """Scatter small stars above ``horizon``, thicker along one slanting band of haze."""
    rng = scene.rng
    start, slope = rng.uniform(0.55, 0.8) * horizon, rng.uniform(-0.62, -0.4)
    haze = scene.stencil()
    edge = 95.0
    far_y = start + slope * scene.width
    haze.polygon(
        [
            (-50, start - edge),
            (scene.width, far_y - edge * 1.5),
            (scene.width, far_y + edge * 1.5),
            (-50, start + edge),
        ]
    )
    band = ImageChops.multiply(
        scene.soften(haze.mask(), 70), scene.noise(260, 150, octaves=5, contrast=2.2)
    )
    fade = scene.veil([(0, 1.0), (horizon * 0.7, 0.8), (horizon, 0.0)])
    scene.lay(
        ImageChops.multiply(band, fade),
        mix(scene.palette.night_low, (255, 250, 240), 0.45),
        0.4,
    )
    small, bright = scene.stencil(), scene.stencil()
    for i in range(count):
        x = rng.uniform(0, scene.width)
        in_band = i % 5 < 2
        y = start + slope * x + rng.gauss(0, edge * 0.9) if in_band else rng.uniform(0, horizon)
        if not 0 <= y <= horizon or rng.random() < (y / horizon) ** 3:
            continue
        radius = 0.7 + rng.random() ** 5 * 1.9
        small.ellipse((x, y), radius, radius, rng.randint(110, 255))
        if radius > 2.2:
            bright.ellipse((x, y), radius * 2.2, radius * 2.2, 120)
    scene.lay(scene.soften(bright.mask(), 3.0), (255, 246, 226), 0.6)
    scene.lay(small.mask(), (255, 250, 238), 0.92)


def water_strokes(
    scene: Scene,
    top: float,
    bottom: float,
    tone: Colour,
    *,
    count: int,
    strength: float,
    centre: float | None = None,
    spread: float = 0.0,
) -> None:
    """Draw level brush strokes on water, finer towards ``top``.

    With ``centre`` the strokes gather around that x, ``spread`` units wide at the bottom:
    the path of light under a sun or a lit opening.
    """
    rng = scene.rng
    stencil = scene.stencil()
    for _ in range(count):
        t = rng.random() ** 1.5
        y = top + (bottom - top) * t
        if centre is None:
            x = rng.uniform(-60, scene.width + 60)
            length = (18 + 190 * t) * rng.uniform(0.4, 1.3)
        else:
            x = centre + rng.gauss(0, 1) * spread * (0.28 + 0.72 * t) * 0.5
            length = (14 + 90 * t) * rng.uniform(0.4, 1.4)
        thick = (1.0 + 4.6 * t) * rng.uniform(0.5, 1.0)
        sag = rng.uniform(-2.2, 2.2) * t
        stencil.polygon(
            [
                (x - length / 2, y),
                (x - length / 6, y - thick / 2 + sag),
                (x + length / 5, y - thick / 2),
                (x + length / 2, y + sag / 2),
                (x + length / 6, y + thick / 2 + sag / 2),
                (x - length / 5, y + thick / 2),
            ]
        )
    scene.lay(stencil.mask(), tone, strength)


def geese(scene: Scene, centre: Point, size: float, count: int = 7) -> None:
    """Draw a small skein of geese, two loose lines meeting at ``centre``."""
    rng = scene.rng
    stencil = scene.stencil()
    for i in range(count):
        side = -1 if i % 2 else 1
        rank = (i + 1) // 2
        x = centre[0] + rank * size * (2.3 if side > 0 else 1.7) + rng.uniform(-4, 4)
        y = centre[1] + side * rank * size * 0.75 + rng.uniform(-3, 3)
        span = size * rng.uniform(0.85, 1.1)
        lift = span * rng.uniform(0.16, 0.42)
        stencil.polygon(
            [
                (x - span / 2, y - lift),
                (x - span * 0.22, y - lift * 0.62),
                (x, y),
                (x + span * 0.24, y - lift * 0.8),
                (x + span / 2, y - lift * 0.7),
                (x + span * 0.22, y - lift * 0.45),
                (x + span * 0.06, y + span * 0.1),
                (x - span * 0.05, y + span * 0.1),
                (x - span * 0.22, y - lift * 0.3),
            ]
        )
    scene.lay(stencil.mask(), scene.palette.ramp(0.8), 0.8)
