"""Quiet landscapes in the manner of ink wash and woodcut, drawn by the project itself.

They are the covers and mastheads of the demo content: no people, no emblems, no maps, no
real building, nothing that could be taken for a photograph. ``draw`` and ``draw_masthead``
are deterministic: the same arguments give the same pixels.
"""

from PIL import Image

from . import city, land, long_wall, monument, mountains, night, tunnel, water, woods
from .masthead import masthead
from .palette import PALETTES
from .scene import Scene

_PAINTERS = {
    **mountains.MOTIFS,
    **water.MOTIFS,
    **woods.MOTIFS,
    **land.MOTIFS,
    **monument.MOTIFS,
    **long_wall.MOTIFS,
    **city.MOTIFS,
    **night.MOTIFS,
    **tunnel.MOTIFS,
}

MOTIF_NAMES: tuple[str, ...] = tuple(_PAINTERS)
PALETTE_NAMES: tuple[str, ...] = tuple(PALETTES)

_LEAST = 16
_MOST = 4000


def draw(motif: str, palette: str, seed: int, size: tuple[int, int] = (1600, 1000)) -> Image.Image:
    """Return an RGB picture of ``motif`` in the mood ``palette``, ``size`` pixels (w, h).

    ``seed`` varies composition and texture. Raises ValueError for an unknown motif or
    palette and for a size outside 16-4000 pixels a side.
    """
    if motif not in _PAINTERS:
        raise ValueError(f"unknown motif {motif!r}; known: {', '.join(MOTIF_NAMES)}")
    scene = _scene(motif, palette, seed, size)
    _PAINTERS[motif](scene)
    return scene.finish()


def draw_masthead(palette: str, seed: int, size: tuple[int, int] = (1600, 520)) -> Image.Image:
    """Return a wide RGB band for the head of a section, calm on its left half.

    Raises ValueError as ``draw`` does.
    """
    scene = _scene("masthead", palette, seed, size)
    masthead(scene)
    return scene.finish()


def _scene(subject: str, palette: str, seed: int, size: tuple[int, int]) -> Scene:
    if palette not in PALETTES:
        raise ValueError(f"unknown palette {palette!r}; known: {', '.join(PALETTE_NAMES)}")
    if not all(_LEAST <= side <= _MOST for side in size):
        raise ValueError(f"size {size!r} must be {_LEAST}-{_MOST} pixels a side")
    return Scene(PALETTES[palette], f"{subject} {palette} {seed}", size)


__all__ = ["MOTIF_NAMES", "PALETTE_NAMES", "draw", "draw_masthead"]
