"""The order of time, for pages with and without a day of issue of their own."""

from __future__ import annotations

from django.db.models.functions import Coalesce, TruncDate


def day_of_issue(prefix: str = "") -> Coalesce:
    """The day of issue, else that of first publishing; as ``BasePage.display_date``.

    ``prefix`` is the ORM path to the page, such as ``page__``.
    """
    return Coalesce(f"{prefix}issued_on", TruncDate(f"{prefix}first_published_at"))


def newest_first(prefix: str = "") -> tuple:
    """Orders for ``order_by``: the latest day first, then the latest published."""
    return day_of_issue(prefix).desc(), f"-{prefix}first_published_at"


def oldest_first(prefix: str = "") -> tuple:
    """Orders for ``order_by``: the earliest day first."""
    return day_of_issue(prefix).asc(), f"{prefix}first_published_at"
