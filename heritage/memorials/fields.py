"""Model fields of memorial sites, and what fields with a day must hold."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.core.fields import ChoiceSetField
from heritage.memorials.enums import SiteKind

FIRST_YEAR, LAST_YEAR = 1900, 2200


class SiteKindsField(ChoiceSetField):
    """A set of :class:`~heritage.memorials.enums.SiteKind`."""

    enum = SiteKind


def check_year(day: datetime.date, field: str) -> None:
    """Refuse a mistyped year of what is planned; raises ``ValidationError`` for ``field``.

    Reckoning with days at the ends of the calendar would fail, for everybody,
    wherever the day is shown.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError({field: _("This year cannot be right.")})
