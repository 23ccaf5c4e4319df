"""Forms of the import of people in the admin."""

from __future__ import annotations

from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.tables import Mapping, Table, TableError, open_table
from cms.core.tables.columns import check_mapping
from heritage.people.importing.columns import COLUMNS

PREFIX = "column"


class UploadForm(forms.Form):
    """A list, and the name under which it is known."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV or Excel (.xlsx); UTF-8, GB18030 or UTF-16.")
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".csv,.tsv,.txt,.xlsx"

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_LIST_MAX_SIZE:
            raise ValidationError(
                _("“%(name)s” is larger than %(limit)d MB."),
                params={"name": file.name, "limit": settings.IMPORT_LIST_MAX_SIZE // 1024**2},
            )
        try:
            open_table(file, name=file.name)
        except TableError as error:
            raise ValidationError(str(error), code="unreadable") from error
        file.seek(0)
        return file

    def clean(self):
        cleaned = super().clean()
        if file := cleaned.get("file"):
            cleaned["source"] = cleaned.get("source") or PurePath(file.name).stem[:160]
        return cleaned


class MappingForm(forms.Form):
    """What each column of a table holds; one choice a heading."""

    def __init__(self, *args, table: Table, mapping: Mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = table
        choices = [("", _("kept with the row only"))]
        choices += [(column.field, column.label) for column in COLUMNS]
        for number, heading in enumerate(table.headings):
            self.fields[f"{PREFIX}-{number}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=mapping.fields.get(heading, ""),
            )

    def clean(self):
        cleaned = super().clean()
        taken: dict[str, str] = {}
        for name, field in list(cleaned.items()):
            if field and field in taken:
                self.add_error(name, _("This is already said of another column."))
            taken[field] = name
        if not self.errors and "name" not in taken:
            raise ValidationError(_("Say which column holds the names."), code="no_name")
        return cleaned

    @property
    def mapping(self) -> Mapping:
        """What was chosen."""
        chosen = {
            heading: self.cleaned_data.get(f"{PREFIX}-{number}", "")
            for number, heading in enumerate(self.table.headings)
        }
        return check_mapping(chosen, self.table.headings, COLUMNS)
