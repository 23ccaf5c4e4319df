"""Repeatable noise: lines for ridges, clouds for washes, grain for paper.

Pillow's own ``Image.effect_noise`` draws from the C library's generator, which cannot be
seeded from Python; everything here draws from a ``random.Random`` instead, so the same
seed gives the same picture.
"""

import math
from random import Random

from PIL import Image, ImageChops, ImageFilter

_LATTICE = 256


class NoiseLine:
    """Smooth one-dimensional noise in about -1..1, summed over ``octaves`` octaves."""

    def __init__(self, rng: Random, octaves: int = 5, gain: float = 0.5) -> None:
        self._octaves = [
            (
                [rng.uniform(-1.0, 1.0) for _ in range(_LATTICE)],
                2.0**i,
                gain**i,
                rng.random(),
            )
            for i in range(octaves)
        ]
        self._norm = sum(gain**i for i in range(octaves))

    def __call__(self, x: float) -> float:
        """Return the noise at ``x``; features of the first octave are one unit long."""
        total = 0.0
        for lattice, frequency, weight, shift in self._octaves:
            position = (x + shift) * frequency
            cell = math.floor(position)
            t = position - cell
            t = t * t * (3.0 - 2.0 * t)
            a = lattice[cell % _LATTICE]
            total += weight * (a + (lattice[(cell + 1) % _LATTICE] - a) * t)
        return total / self._norm


def _stretch_levels(image: Image.Image, contrast: float) -> Image.Image:
    table = [min(255, max(0, round(128 + (value - 128) * contrast))) for value in range(256)]
    return image.point(table)


def cloud(
    rng: Random,
    size: tuple[int, int],
    cell: tuple[float, float],
    octaves: int = 3,
    contrast: float = 1.6,
) -> Image.Image:
    """Return a soft mottled ``L`` image; the largest blots measure ``cell`` pixels."""
    width, height = size
    finest = min(cell) / 2 ** (octaves - 1)
    work = max(1.0, min(8.0, finest / 3.0))
    rough = (max(1, math.ceil(width / work)), max(1, math.ceil(height / work)))
    result: Image.Image | None = None
    for octave in range(octaves):
        columns = min(max(2, math.ceil(width * 2**octave / max(1.0, cell[0])) + 1), rough[0] + 1)
        rows = min(max(2, math.ceil(height * 2**octave / max(1.0, cell[1])) + 1), rough[1] + 1)
        layer = Image.frombytes("L", (columns, rows), rng.randbytes(columns * rows))
        layer = layer.resize(rough, Image.Resampling.BICUBIC)
        result = layer if result is None else Image.blend(result, layer, 1 / 2 ** (octave + 0.6))
    return _stretch_levels(result, contrast).resize(size, Image.Resampling.BILINEAR)


def relief(texture: Image.Image, dx: int, dy: int, contrast: float = 3.0) -> Image.Image:
    """Return ``texture`` lit from the side of ``(-dx, -dy)``: 128 is flat, above it is lit."""
    moved = ImageChops.offset(texture, dx, dy)
    return _stretch_levels(ImageChops.subtract(texture, moved, 2, 128), contrast)


def grain(rng: Random, size: tuple[int, int], strength: float) -> Image.Image:
    """Return paper grain around 128, about ``strength`` levels either way, fibres included."""
    width, height = size
    fine = Image.frombytes("L", size, rng.randbytes(width * height))
    fine = fine.filter(ImageFilter.GaussianBlur(0.8))
    fibres = cloud(rng, size, (26, 5), octaves=2, contrast=1.0)
    return _stretch_levels(Image.blend(fine, fibres, 0.45), strength / 48)
