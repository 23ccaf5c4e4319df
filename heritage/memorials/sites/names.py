"""Whether the way to the rolls of names leads anywhere."""

from __future__ import annotations

from heritage.memorials.models import RollEntry


def has_names() -> bool:
    """Whether there is a public name on a public roll; one row is read."""
    return RollEntry.objects.published().order_by().values("pk")[:1].exists()
