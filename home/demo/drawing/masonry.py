"""Pieces of building shared by several motifs."""

from .stencil import Stencil


def cut_arch(
    stencil: Stencil, x: float, foot: float, width: float, height: float, level=255
) -> None:
    """Cut an arched opening ``width`` by ``height`` standing on ``foot``."""
    stencil.rectangle(x - width / 2, foot - height + width / 2, x + width / 2, foot, level)
    stencil.ellipse((x, foot - height + width / 2), width / 2, width / 2, level)
