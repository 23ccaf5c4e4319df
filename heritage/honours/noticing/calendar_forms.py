"""Forms of the calendar of working days."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.core.intake.forms import PlainField
from heritage.honours.models.campaigns import FIRST_YEAR, LAST_YEAR
from heritage.honours.noticing.calendar import LONGEST_NAME


class DayForm(forms.Form):
    """One day that differs from its weekday."""

    day = forms.DateField(label=_("Day"), widget=AdminDateInput)
    is_working = forms.TypedChoiceField(
        label=_("Worked or off"),
        choices=[("0", _("day off")), ("1", _("worked"))],
        coerce=lambda typed: typed == "1",
    )
    name = PlainField(label=_("Name"), max_length=LONGEST_NAME, required=False)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("This year cannot be right."))
        return day


class DaysFileForm(forms.Form):
    """A table of days."""

    file = forms.FileField(label=_("Table of days (.xlsx or .csv)"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_LIST_MAX_SIZE:
            raise forms.ValidationError(_("The file is too large."), code="too_large")
        return file
