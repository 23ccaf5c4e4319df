"""Uploads that nobody went on with are deleted by the clock."""

from __future__ import annotations

from cms.core.clock import chore
from media.uploads.domain import forget_old


@chore("old uploads forgotten")
def forget_uploads() -> int:
    """Delete what lay for two weeks."""
    return forget_old()
