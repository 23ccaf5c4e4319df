"""Forms of a list that is imported: its file, and what each of its columns holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .tables import Mapping, Table, TableError, open_table
from .tables.columns import Column, check_mapping

_PREFIX = "column"


class ListUploadForm(forms.Form):
    """A list as CSV or Excel. A concrete form adds the field ``source``, with its length."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV or Excel (.xlsx); UTF-8, GB18030 or UTF-16.")
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
            longest = self.fields["source"].max_length
            cleaned["source"] = cleaned.get("source") or PurePath(file.name).stem[:longest]
        return cleaned


class ColumnsForm(forms.Form):
    """What each column of a table holds; one choice a heading.

    A concrete form names its ``columns``, what is said of a column that is not
    taken, and of which fields one has to be there.
    """

    columns: Sequence[Column] = ()
    not_taken = ""
    one_needed: frozenset[str] = frozenset()

    def __init__(self, *args, table: Table, mapping: Mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = table
        choices = [("", self.not_taken), *((each.field, each.label) for each in self.columns)]
        for number, heading in enumerate(table.headings):
            self.fields[f"{_PREFIX}-{number}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=mapping.fields.get(heading, ""),
            )

    def clean(self):
        cleaned = super().clean()
        taken: set[str] = set()
        for name, field in list(cleaned.items()):
            if field and field in taken:
                self.add_error(name, _("This is already said of another column."))
            taken.add(field)
        if not self.errors and not self.one_needed & taken:
            raise ValidationError(_("Say which column holds the names."), code="no_name")
        return cleaned

    @property
    def mapping(self) -> Mapping:
        """What was chosen."""
        chosen = {
            heading: self.cleaned_data.get(f"{_PREFIX}-{number}", "")
            for number, heading in enumerate(self.table.headings)
        }
        return check_mapping(chosen, self.table.headings, self.columns)
