"""Shapes cut out in design units (the sheet is 1000 units high), larger than life.

Cutting at three times the final size and averaging down keeps every edge clean.
"""

import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

Point = tuple[float, float]

HEIGHT = 1000.0
# Threefold cutting averaged by ``Image.reduce`` has finer edges than twofold with Lanczos and
# takes half the time, which counts when a first start draws thirty covers.
_OVERSAMPLING = 3


class Stencil:
    """A black-and-white shape cut in design units, several times finer than the sheet."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._scale = size[1] / HEIGHT * _OVERSAMPLING
        self._image = Image.new("L", (size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING))
        self._pen = ImageDraw.Draw(self._image)
        self._bounds = (math.inf, math.inf, -math.inf, -math.inf)

    def _reach(self, left: float, top: float, right: float, bottom: float) -> None:
        x0, y0, x1, y1 = self._bounds
        self._bounds = (min(x0, left), min(y0, top), max(x1, right), max(y1, bottom))

    def polygon(self, points: Iterable[Point], level: int = 255) -> "Stencil":
        """Fill the closed shape through ``points`` with ``level`` (0 cuts away)."""
        scale = self._scale
        flat = [value * scale for point in points for value in point]
        if len(flat) >= 6:
            self._pen.polygon(flat, fill=level)
            self._reach(min(flat[::2]), min(flat[1::2]), max(flat[::2]), max(flat[1::2]))
        return self

    def ellipse(self, centre: Point, rx: float, ry: float, level: int = 255) -> "Stencil":
        """Fill an ellipse with radii ``rx`` and ``ry``."""
        (x, y), scale = centre, self._scale
        box = [(x - rx) * scale, (y - ry) * scale, (x + rx) * scale, (y + ry) * scale]
        self._pen.ellipse(box, fill=level)
        self._reach(*box)
        return self

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, level: int = 255) -> "Stencil":
        """Fill an upright rectangle."""
        return self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], level)

    def line(self, points: Sequence[Point], width: float, level: int = 255) -> "Stencil":
        """Draw a pen line of even ``width``."""
        scale = self._scale
        flat = [value * scale for point in points for value in point]
        thick = max(1, round(width * scale))
        self._pen.line(flat, fill=level, width=thick, joint="curve")
        xs, ys = flat[::2], flat[1::2]
        self._reach(min(xs) - thick, min(ys) - thick, max(xs) + thick, max(ys) + thick)
        return self

    def stroke(
        self, points: Sequence[Point], start: float, end: float, level: int = 255
    ) -> "Stencil":
        """Draw one brush stroke whose width runs from ``start`` to ``end``."""
        left: list[Point] = []
        right: list[Point] = []
        last = len(points) - 1
        for i, (x, y) in enumerate(points):
            x0, y0 = points[max(0, i - 1)]
            x1, y1 = points[min(last, i + 1)]
            dx, dy = x1 - x0, y1 - y0
            length = (dx * dx + dy * dy) ** 0.5 or 1.0
            half = (start + (end - start) * i / max(1, last)) / 2
            nx, ny = -dy / length * half, dx / length * half
            left.append((x + nx, y + ny))
            right.append((x - nx, y - ny))
        return self.polygon(left + right[::-1], level)

    def mask(self) -> Image.Image:
        """Return the shape as an ``L`` image of the sheet's size."""
        result = Image.new("L", self._size)
        step = _OVERSAMPLING
        left, top, right, bottom = self._bounds
        width, height = self._size
        x0, y0 = (int(min(max(0.0, edge), 1e6)) // step for edge in (left, top))
        x1 = min(width, int(max(-1e6, right)) // step + 2)
        y1 = min(height, int(max(-1e6, bottom)) // step + 2)
        if x0 < x1 and y0 < y1:
            part = self._image.reduce(step, (x0 * step, y0 * step, x1 * step, y1 * step))
            result.paste(part, (x0, y0))
        return result
