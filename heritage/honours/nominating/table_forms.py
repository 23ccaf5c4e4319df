"""Forms of a table of many nominations, as an organisation without an account fills them in."""

from __future__ import annotations

import copy

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.intake.forms import unbroken
from cms.core.text import plain
from heritage.honours.nominating.fields import NameField
from heritage.honours.nominating.forms import BeginForm, NominatorForm

_XLSX_ONLY = ".xlsx"


def _of_nominator(name: str, **changed) -> forms.Field:
    """A field as the form of one nomination asks it."""
    field = copy.deepcopy(NominatorForm.base_fields[name])
    for attribute, value in changed.items():
        setattr(field, attribute, value)
    return field


class ContactForm(forms.Form):
    """Who nominates, and how to reach them; asked once for all rows."""

    organisation_name = NameField(
        label=_("Nominating organisation"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    contact_name = _of_nominator("contact_name", label=_("Whom to ask for"))
    phone = _of_nominator(
        "phone",
        label=_("Telephone number of the organisation"),
        help_text=_("Together with each receipt it shows you how that nomination stands."),
    )
    email = _of_nominator("email")

    def kept_answers(self) -> dict[str, str]:
        """What was typed of the contact, valid or not."""
        return {
            name: plain(unbroken(str(self.data.get(name) or "")))[: field.max_length]
            for name, field in ContactForm.base_fields.items()
        }

    @property
    def contact_fields(self) -> list[forms.BoundField]:
        """The fields of the contact, in order."""
        return [self[name] for name in ContactForm.base_fields]


class TableField(forms.FileField):
    """A workbook; what is in it is checked when it is stored."""

    widget = forms.FileInput(attrs={"accept": _XLSX_ONLY})

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("Filled in table (.xlsx)"), **kwargs})


class TableBeginForm(ContactForm):
    """The contact, the table, and agreement, before anything is kept."""

    file = TableField()
    consent = copy.deepcopy(BeginForm.base_fields["consent"])


class TableForm(ContactForm):
    """The contact again, and a mended table where there is one."""

    file = TableField(label=_("Mended table (.xlsx)"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
