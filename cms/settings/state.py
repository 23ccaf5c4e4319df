"""Where everything that changes while the site runs is kept."""

from __future__ import annotations

from pathlib import Path

from .environment import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def var_dir() -> Path:
    """``RONGGUANG_VAR``, or ``var/`` in the checkout."""
    return Path(env.str("RONGGUANG_VAR", default="") or BASE_DIR / "var").resolve()
