"""Forms of the import of a roll in the admin."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.choosers import RecordChoiceField
from cms.core.table_forms import ColumnsForm, ListUploadForm
from heritage.memorials.models import Roll
from heritage.memorials.rolls.columns import COLUMNS


class UploadForm(ListUploadForm):
    """A list, the roll it belongs to, and the name under which the list is known."""

    roll = RecordChoiceField(label=_("Roll of names"), queryset=Roll.objects.all(), required=False)
    new_roll = forms.CharField(
        label=_("Or a new roll"),
        max_length=160,
        required=False,
        help_text=_("Its name. It is not public until you say so."),
    )
    source = forms.CharField(
        label=_("Name of the list"),
        max_length=160,
        required=False,
        help_text=_(
            "The same list under the same name is brought up to date, not doubled. "
            "Left empty, the name of the file."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("roll")) == bool(cleaned.get("new_roll")):
            raise ValidationError(_("Choose a roll or name a new one."), code="roll")
        return cleaned


class MappingForm(ColumnsForm):
    """What each column of a list holds; one choice a heading."""

    columns = COLUMNS
    not_taken = _("kept with the row only")
    one_needed = frozenset({"name"})
