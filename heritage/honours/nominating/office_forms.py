"""What clerks fill in besides: how a form reached them, a receipt to find, a table to take in."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.intake.enums import EnteredVia
from cms.core.intake.forms import FilesField
from heritage.honours.models import CampaignTitle
from heritage.honours.nominating.fields import NameField, PhoneField, ProseField

LARGEST_TABLE = 10 * 1024 * 1024


class ClerkForm(forms.Form):
    """How a form that a clerk fills in reached the office, and on what basis."""

    entered_via = forms.ChoiceField(
        label=_("How it reached us"),
        choices=[choice for choice in EnteredVia.choices if choice[0] != EnteredVia.WEB],
    )
    entered_basis = ProseField(
        label=_("Basis"),
        max_length=200,
        help_text=_("Number of the signed paper, or when and with whom the call was."),
    )
    consent = forms.BooleanField(
        label=_("The person was told the privacy notice and agreed"),
        error_messages={"required": _("Without agreement nothing may be kept.")},
    )
    files = FilesField(label=_("Pictures, documents, sound"))
    once = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)


class FindForm(forms.Form):
    """A telephone number under which something was handed in, and why it is looked for."""

    phone = PhoneField(label=_("Telephone number"))
    reason = forms.CharField(
        label=_("Why it is looked for"),
        max_length=200,
        help_text=_("At least four characters; it is logged."),
    )


class BatchForm(forms.Form):
    """A table of many nominations from one organisation."""

    title = forms.ChoiceField(label=pgettext_lazy("campaign", "Title"))
    organisation_name = NameField(label=_("Nominating organisation"), max_length=160)
    file = forms.FileField(label=_("Table (.xlsx or .csv)"))
    consent = forms.BooleanField(
        label=_("The nominators were told the privacy notice and agreed"),
        error_messages={"required": _("Without agreement nothing may be kept.")},
    )

    def __init__(self, *args, titles: list[CampaignTitle], **kwargs):
        super().__init__(*args, **kwargs)
        self.titles = {str(title.pk): title for title in titles}
        self.fields["title"].choices = [
            (key, f"{title.campaign.title} · {title.name}") for key, title in self.titles.items()
        ]

    def clean_title(self):
        return self.titles[self.cleaned_data["title"]]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_TABLE:
            raise ValidationError(_("The table is larger than 10 MB."), code="too_large")
        return file
