"""How exactly a date is known, and in which calendar it was written."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Precision(TextChoices):
    """How exactly a :class:`~cms.core.dates.HistoricalDate` is known."""

    DAY = "day", pgettext_lazy("precision of a date", "day")
    MONTH = "month", pgettext_lazy("precision of a date", "month")
    SEASON = "season", pgettext_lazy("precision of a date", "season")
    YEAR = "year", pgettext_lazy("precision of a date", "year")
    ABOUT = "about", pgettext_lazy("precision of a date", "about")
    BETWEEN = "between", pgettext_lazy("precision of a date", "between")
    UNKNOWN = "unknown", pgettext_lazy("precision of a date", "unknown")


class Calendar(TextChoices):
    """The calendar a source counts in."""

    GREGORIAN = "gregorian", _("Gregorian calendar")
    REPUBLICAN = "republican", _("Years of the Republic (民国)")
    LUNAR = "lunar", _("Traditional lunar calendar")
    IMPERIAL = "imperial", _("Imperial eras (年号)")
