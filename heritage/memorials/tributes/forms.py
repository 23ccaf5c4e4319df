"""What whoever pays tribute, or reports a message, fills in."""

from __future__ import annotations

import re

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.core.intake.forms import PlainField
from heritage.memorials.enums import TributeKind
from heritage.memorials.models import TributeMessage, TributeReport

_LINK = re.compile(r"https?:|www\.|[a-z0-9-]+\.(?:com|cn|net|org|top|xyz|cc)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d[\s-]?){11,}")


def _check_words(value: str) -> None:
    if _LINK.search(value):
        raise forms.ValidationError(_("Please leave out the address of a web page."))
    if _NUMBER.search(value):
        raise forms.ValidationError(
            _("Please write no telephone or identity number: everybody would read it.")
        )


class WordsField(PlainField):
    """Words for everybody to read: one line, no links, no numbers that tell who somebody is."""

    default_validators = [_check_words]

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class TributeForm(forms.Form):
    """What is offered, and, if wished, some words and a name."""

    kind = forms.ChoiceField(
        label=_("What would you like to offer"),
        choices=[(value, capfirst(label)) for value, label in TributeKind.choices],
        widget=forms.RadioSelect,
    )
    text = WordsField(
        label=_("Message"),
        required=False,
        max_length=TributeMessage._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You may leave this empty. It appears once an editor has approved it."),
    )
    name = WordsField(
        label=_("Name to show"),
        required=False,
        max_length=TributeMessage._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("You may leave this empty too. Such as: a pupil of No. 1 School."),
    )


class ReportForm(forms.Form):
    """Why a message does not belong there."""

    why = WordsField(
        label=_("What is wrong with it"),
        required=False,
        max_length=TributeReport._meta.get_field("why").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You may leave this empty."),
    )
