"""What every template knows about how this reader reads."""

from __future__ import annotations

LARGE_TYPE_COOKIE = "large_type"


def reading(request):
    """``large_type``: whether this reader chose the large-type mode."""
    return {"large_type": request.COOKIES.get(LARGE_TYPE_COOKIE) == "1"}
