"""Forms of copies that come back from the narrator."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from heritage.oral_history.consent_forms import BOUNDS, ScanField

SIGNED, CORRECTED = "signed", "corrected"


class ReturnForm(forms.Form):
    """What came back: a signature, or corrections."""

    outcome = forms.ChoiceField(
        label=_("came back"),
        choices=[(SIGNED, _("signed as it is")), (CORRECTED, _("with corrections"))],
        widget=forms.RadioSelect,
        initial=SIGNED,
    )
    signed_by = forms.CharField(label=_("signed by"), max_length=80, required=False)
    signed_on = forms.DateField(label=_("signed on"), required=False, widget=AdminDateInput)
    corrections = forms.CharField(
        label=_("corrections"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Work them into the transcript, then print a new copy."),
    )
    scan = ScanField(label=_("scan of the signed copy"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scan"].help_text = BOUNDS.in_words()
