"""Forms of the import of people in the admin."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.table_forms import ColumnsForm, ListUploadForm
from heritage.people.importing.columns import COLUMNS


class UploadForm(ListUploadForm):
    """A list, and the name under which it is known."""

    source = forms.CharField(
        label=_("Name of the list"),
        max_length=160,
        required=False,
        help_text=_(
            "The same list under the same name is brought up to date, not doubled. "
            "Left empty, the name of the file."
        ),
    )


class MappingForm(ColumnsForm):
    """What each column of a table holds; one choice a heading."""

    columns = COLUMNS
    not_taken = _("kept with the row only")
    one_needed = frozenset({"name"})
