"""The programs that look into recordings and make copies of them."""

from __future__ import annotations

import shutil


def find(program: str) -> str | None:
    """Where a program is installed, by name or path; None where it is not."""
    return shutil.which(program)
