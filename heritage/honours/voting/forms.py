"""Forms of the public vote: the ballot and its proofs, and the office's settings."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from cms.core.choosers import KeyChooserMixin
from cms.core.intake.forms import PhoneField, PlainField
from heritage.honours.models import PublicVote, VoteEntry
from heritage.honours.voting.domain import SETTINGS, fingerprint, first_summary
from heritage.honours.voting.proving import MOST_CODES

LONGEST_SUMMARY = VoteEntry._meta.get_field("summary").max_length


class BallotForm(forms.Form):
    """Who is voted for."""

    chosen = forms.MultipleChoiceField(
        label=_("Your choice"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )

    def __init__(self, *args, entries, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.entries, self.most = {str(each.candidacy_id): each for each in entries}, most
        self.fields["chosen"].choices = [
            (key, each.candidacy.nominee_name) for key, each in self.entries.items()
        ]
        self.ticked = set(self.data.getlist("chosen")) if self.is_bound else set()

    def clean_chosen(self):
        chosen = self.cleaned_data["chosen"]
        if len(set(chosen)) > self.most:
            words = _("You may give %(most)d votes today; you chose %(chosen)d.")
            raise forms.ValidationError(
                words, code="too_many", params={"most": self.most, "chosen": len(set(chosen))}
            )
        return [self.entries[key].candidacy for key in chosen]


class PhoneForm(forms.Form):
    """Where a code is sent to."""

    phone = PhoneField(
        label=_("Telephone number"),
        help_text=_("We send a code there. The number itself is not kept."),
    )


class PhoneCodeForm(PhoneForm):
    """The code that was sent."""

    code = PlainField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class GivenCodeForm(forms.Form):
    """A code that the campaign gave out."""

    code = PlainField(
        label=_("Code of the campaign"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )


class SettingsForm(forms.ModelForm):
    """How the public votes."""

    class Meta:
        model = PublicVote
        fields = SETTINGS

    def _post_clean(self):
        # The use case fills and checks the record.
        pass


class CandidatesForm(forms.Form):
    """Who is put to the vote, each with the deeds in brief as the public reads them."""

    def __init__(self, *args, listed, vote: PublicVote, **kwargs):
        super().__init__(*args, **kwargs)
        before = {each.candidacy_id: each for each in vote.entries.all()}
        self.rows = [self._row(each, before.get(each.pk)) for each in listed]

    def _row(self, candidacy, entry: VoteEntry | None) -> dict:
        if self.is_bound:
            ticked = str(candidacy.pk) in self.data.getlist("names")
            summary = str(self.data.get(f"summary-{candidacy.pk}", ""))
        else:
            ticked = entry is not None
            summary = entry.summary if entry else first_summary(candidacy)
        summary = summary[:LONGEST_SUMMARY]
        return {"candidacy": candidacy, "entry": entry, "is_ticked": ticked, "summary": summary}

    @property
    def summaries(self) -> dict:
        """The summaries of those who were ticked, by candidacy."""
        return {row["candidacy"]: row["summary"] for row in self.rows if row["is_ticked"]}


class _ImageChooser(KeyChooserMixin, AdminImageChooser):
    """Wagtail's; what can be no key is no picture."""


class EntryForm(forms.ModelForm):
    """How one candidate is shown; ``seen`` tells what was looked at."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    class Meta:
        model = VoteEntry
        fields = ("summary", "image", "image_basis")
        widgets = {"summary": forms.Textarea(attrs={"rows": 4}), "image": _ImageChooser}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = fingerprint(self.instance)

    def _post_clean(self):
        pass


class CodesForm(forms.Form):
    """How many codes to make."""

    count = forms.IntegerField(label=_("How many codes"), min_value=1, max_value=MOST_CODES)


class ReasonForm(forms.Form):
    """Why votes are taken out or put back."""

    reason = PlainField(label=_("Reason"), max_length=300)
