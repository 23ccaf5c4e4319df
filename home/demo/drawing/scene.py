"""The sheet a drawing is made on: design units, gradients, ink washes, light.

Motifs think in design units: the sheet is always 1000 units high and ``Scene.width`` units
wide, whatever its size in pixels. Shapes are cut as stencils; colour is washed through them.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageFilter

from .noise import cloud, grain
from .palette import Colour, Palette, mix
from .stencil import HEIGHT, Point, Stencil

Stop = tuple[float, Colour]


def _levels(factor: float) -> list[int]:
    return [min(255, round(value * factor)) for value in range(256)]


def thinned(mask: Image.Image, share: float) -> Image.Image:
    """Return ``mask`` at ``share`` of its strength (above 1 strengthens, clipped at full)."""
    return mask.point(_levels(share))


def _falloff(strength: float) -> list[int]:
    # Pillow's radial gradient reaches 255 in the corners, 181 in the middle of each side.
    return [round(255 * strength * max(0.0, 1 - level / 180) ** 2.2) for level in range(256)]


class Scene:
    """One drawing in the making.

    ``rng`` decides the composition and is read in design units only, so the same seed gives
    the same composition at every size; textures draw from their own generator.
    """

    def __init__(self, palette: Palette, seed: str, size: tuple[int, int]) -> None:
        self.palette = palette
        self.size = size
        self.scale = size[1] / HEIGHT
        self.width = size[0] / self.scale
        self.rng = Random(f"composition {seed}")
        self._texture_rng = Random(f"texture {seed}")
        self.image = Image.new("RGB", size, palette.sky_low)

    def stencil(self) -> Stencil:
        """Return an empty stencil for this sheet."""
        return Stencil(self.size)

    def px(self, units: float) -> float:
        """Return ``units`` in pixels."""
        return units * self.scale

    def noise(
        self, cell_x: float, cell_y: float, octaves: int = 3, contrast: float = 1.6
    ) -> Image.Image:
        """Return mottled ``L`` noise whose largest blots measure the given design units."""
        cell = (self.px(cell_x), self.px(cell_y))
        return cloud(self._texture_rng, self.size, cell, octaves, contrast)

    @cached_property
    def blots(self) -> Image.Image:
        """The uneven wetness of the sheet, shared by all washes of one drawing."""
        return self.noise(220, 90, octaves=4, contrast=1.7)

    @cached_property
    def _wisps(self) -> Image.Image:
        cell = (self.px(520), self.px(60))
        size = (self.size[0] * 2, self.size[1] * 2)
        return cloud(self._texture_rng, size, cell, octaves=3, contrast=2.0)

    def wisps(self) -> Image.Image:
        """Return long torn ``L`` noise, another part of one large sheet at every call."""
        x = int(self.rng.random() * self.size[0])
        y = int(self.rng.random() * self.size[1])
        return self._wisps.crop((x, y, x + self.size[0], y + self.size[1]))

    @cached_property
    def gullies(self) -> Image.Image:
        """Noise drawn out downwards, two sheets wide, for the faces of mountains."""
        cell = (self.px(120), self.px(230))
        size = (self.size[0] * 2, self.size[1])
        return cloud(self._texture_rng, size, cell, octaves=6, contrast=2.6)

    def soften(self, mask: Image.Image, radius: float) -> Image.Image:
        """Return ``mask`` blurred by ``radius`` units."""
        box = mask.getbbox()
        if box is None:
            return mask
        margin = round(self.px(radius) * 3) + 1
        box = (
            max(0, box[0] - margin),
            max(0, box[1] - margin),
            min(self.size[0], box[2] + margin),
            min(self.size[1], box[3] + margin),
        )
        soft = Image.new("L", self.size)
        soft.paste(mask.crop(box).filter(ImageFilter.GaussianBlur(self.px(radius))), box[:2])
        return soft

    def column(self, stops: Sequence[Stop]) -> Image.Image:
        """Return a full-size vertical gradient through colour ``stops`` (y in units)."""
        return self._gradient(stops, 0, self.size[1]).resize(self.size, Image.Resampling.NEAREST)

    def veil(self, stops: Sequence[tuple[float, float]]) -> Image.Image:
        """Return a full-size ``L`` vertical gradient; strengths 0-1 at y in units."""
        grey = [(y, (round(255 * strength),) * 3) for y, strength in stops]
        strip = self._gradient(grey, 0, self.size[1]).getchannel(0)
        return strip.resize(self.size, Image.Resampling.NEAREST)

    def sweep(self, stops: Sequence[tuple[float, float]]) -> Image.Image:
        """Return a full-size ``L`` horizontal gradient; strengths 0-1 at x in units."""
        grey = [(x, (round(255 * strength),) * 3) for x, strength in stops]
        strip = self._gradient(grey, 0, self.size[0]).getchannel(0)
        strip = strip.transpose(Image.Transpose.TRANSPOSE)
        return strip.resize(self.size, Image.Resampling.NEAREST)

    def _gradient(self, stops: Sequence[Stop], first: int, last: int) -> Image.Image:
        """Return the gradient from pixel ``first`` to ``last`` as an image one pixel wide."""
        ordered = sorted(stops, key=lambda stop: stop[0])
        scale = self.scale
        rows = b"".join(bytes(_at(ordered, (row + 0.5) / scale)) for row in range(first, last))
        return Image.frombytes("RGB", (1, last - first), rows)

    def lay(self, mask: Image.Image, paint: Colour | Image.Image, strength: float = 1.0) -> None:
        """Put ``paint`` on the sheet through ``mask``."""
        box = mask.getbbox()
        if box is None:
            return
        part = mask.crop(box)
        if strength != 1.0:
            part = thinned(part, strength)
        if isinstance(paint, Image.Image):
            self.image.paste(paint.crop(box), box[:2], part)
        else:
            self.image.paste(paint, box, part)

    def wash(
        self,
        mask: Image.Image,
        stops: Sequence[Stop],
        *,
        pool: float = 0.3,
        mottle: float = 0.35,
        edge: float = 14.0,
    ) -> None:
        """Wash a vertical gradient through ``mask`` the way wet ink dries.

        ``pool`` darkens the rim, where ink gathers (``edge`` units wide); ``mottle`` lets
        the tone vary over the surface.
        """
        box = mask.getbbox()
        if box is None:
            return
        shape = mask.crop(box)
        near = self.palette.near

        def tones(share: float) -> Image.Image:
            deeper = [(y, mix(colour, near, share)) for y, colour in stops]
            strip = self._gradient(deeper, box[1], box[3])
            return strip.resize(shape.size, Image.Resampling.NEAREST)

        paint = tones(0.0)
        if mottle:
            paint.paste(tones(0.22), (0, 0), thinned(self.blots.crop(box), mottle * 2))
        if pool:
            soft = shape.filter(ImageFilter.BoxBlur(self.px(edge)))
            paint.paste(tones(0.55), (0, 0), thinned(ImageChops.subtract(shape, soft), pool * 2))
        self.image.paste(paint, box[:2], shape)

    def glow(
        self,
        centre: Point,
        radius: float,
        colour: Colour,
        strength: float,
        within: Image.Image | None = None,
    ) -> None:
        """Let light of ``colour`` spread softly from ``centre`` as far as ``radius``.

        With the mask ``within`` the light falls on that shape only.
        """
        reach = max(1, round(self.px(radius)))
        disc = Image.radial_gradient("L").resize((2 * reach, 2 * reach), Image.Resampling.BICUBIC)
        disc = disc.point(_falloff(strength))
        x, y = round(self.px(centre[0])) - reach, round(self.px(centre[1])) - reach
        box = (x, y, x + 2 * reach, y + 2 * reach)
        if within is not None:
            disc = ImageChops.multiply(disc, within.crop(box))
        self.image.paste(colour, box, disc)

    def finish(self, strength: float = 4.0) -> Image.Image:
        """Return the finished picture: paper grain and a barely visible darker margin."""
        texture = grain(self._texture_rng, self.size, strength)
        paper = Image.merge("RGB", (texture, texture, texture))
        return ImageChops.add(self.image, paper, 1, -128)


def _at(stops: Sequence[Stop], y: float) -> Colour:
    if y <= stops[0][0]:
        return stops[0][1]
    for (y0, first), (y1, second) in pairwise(stops):
        if y <= y1:
            t = (y - y0) / ((y1 - y0) or 1.0)
            return mix(first, second, t * t * (3 - 2 * t))
    return stops[-1][1]
