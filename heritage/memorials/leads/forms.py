"""Forms of leads: the public's, its messages, and the custodian's confirmation."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cms.core.intake.evidence import MEGABYTE, EvidenceLimits
from cms.core.intake.forms import EvidenceMixin, FilesField, KeptForm, PhoneField, PlainField
from cms.core.intake.sniffing import PDF, PICTURES
from heritage.memorials.enums import Kinship
from heritage.memorials.leads.amending import ALSO_CALLED, AMENDABLE
from heritage.memorials.models import RollEntry

BOUNDS = EvidenceLimits(max_files=10, max_bytes=10 * MEGABYTE, types=(*PICTURES, PDF))


class LeadForm(EvidenceMixin, KeptForm):
    """Who somebody is, what they know, and how to reach them."""

    kinship = forms.ChoiceField(
        label=_("Who are you to them"), choices=Kinship, widget=forms.RadioSelect
    )
    relation = PlainField(
        label=_("How you are related, in words"),
        help_text=_("For example: my grandfather's younger brother."),
        required=False,
        max_length=200,
    )
    knows = PlainField(
        label=_("What you know"),
        help_text=_(
            "Where the family lives, letters, what was told at home: whatever may help. "
            "You need not be sure of all of it."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = PlainField(
        label=_("How may we address you"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Telephone number"),
        help_text=_("Never shown. Together with the receipt it shows you how it stands."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    files = FilesField(
        label=_("Pictures and documents"),
        help_text=_("A certificate, a letter, an old photograph. They stay private."),
    )

    KEPT = ("kinship", "relation", "knows", "name", "phone", "email")


class MessageForm(forms.Form):
    """A message under a receipt number; files may come with it."""

    text = PlainField(label=_("Message"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    files = FilesField(label=_("Pictures and documents"))


class AnswerForm(forms.Form):
    """A message of the custodian."""

    text = PlainField(label=_("Message"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class ConfirmForm(forms.ModelForm):
    """What a lead changes in the entry, and what the public reads of where that comes from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    entry_version = forms.IntegerField(widget=forms.HiddenInput)
    finding = PlainField(
        label=_("What was found"),
        max_length=2000,
        help_text=_("The one who gave the lead reads this under the receipt number."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    source = PlainField(
        label=_("Source, as the public reads it"),
        max_length=200,
        help_text=_("Never who gave it: no name, no number, no address."),
    )
    also_called = PlainField(label=_("Another name to add"), required=False, max_length=80)

    class Meta:
        model = RollEntry
        fields = AMENDABLE

    field_order = ("seen", "entry_version", "finding", "source", *AMENDABLE, ALSO_CALLED)

    def __init__(self, *args, seen: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen
        self.fields["entry_version"].initial = self.instance.version
        self.fields["source"].initial = _g(
            "Lead of kin or somebody who knew, verified %(month)s"
        ) % {"month": f"{timezone.localdate():%Y-%m}"}

    def changes(self) -> dict[str, object]:
        """New values of the entry's fields, those that were changed."""
        names = [name for name in (*AMENDABLE, ALSO_CALLED) if name in self.changed_data]
        return {name: self.cleaned_data[name] for name in names}
