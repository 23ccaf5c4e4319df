"""What of the stories may carry a fact beside their pages: the days of history."""

from __future__ import annotations

from heritage.people.ripple.carriers import register_carrier
from heritage.stories.models import DayInHistory


def register() -> None:
    """Let corrected facts be looked for in the days of history.

    Pages of every type are known to the people already.
    """
    register_carrier(DayInHistory, fields=("title", "text", "source"))
