"""What the office fills in about judges, rounds and results."""

from __future__ import annotations

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.choosers import RecordChoiceField, is_key
from cms.core.intake.forms import PlainField
from heritage.honours.judging.domain import Field
from heritage.honours.models import Campaign, Judge, TitleCategory

MOST_PLACES = 9999


class RecordsField(forms.ModelMultipleChoiceField):
    """Several records by their numbers; what can be no key is no choice."""

    widget = forms.CheckboxSelectMultiple

    def _check_values(self, value):
        if isinstance(value, (list, tuple)) and any(not is_key(each) for each in value):
            raise forms.ValidationError(_("Choose from the list."), code="invalid_choice")
        return super()._check_values(value)


class JudgeForm(forms.Form):
    """A judge; the e-mail address is asked for once, with the invitation."""

    name = PlainField(label=_("Name"), max_length=60)
    position = PlainField(label=_("Work unit and post"), max_length=160, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Empty: you hand the link over yourself."),
    )
    is_lead = forms.BooleanField(label=_("Lead judge"), required=False)
    categories = RecordsField(
        label=_("Categories"),
        queryset=TitleCategory.objects.none(),
        required=False,
        help_text=_("None: all."),
    )

    def __init__(self, *args, campaign: Campaign, judge: Judge | None = None, **kwargs):
        if judge is not None:
            kwargs.setdefault(
                "initial",
                {
                    "name": judge.name,
                    "position": judge.position,
                    "is_lead": judge.is_lead,
                    "categories": list(judge.categories.all()),
                },
            )
        super().__init__(*args, **kwargs)
        categories = TitleCategory.objects.filter(title__campaign=campaign)
        self.fields["categories"].queryset = categories
        if not categories.exists():
            del self.fields["categories"]
        if judge is not None:
            del self.fields["email"]

    def given(self) -> dict:
        """What was filled in, by the names the use cases take."""
        return {"categories": (), **self.cleaned_data}


class HandForm(forms.Form):
    """Whom to give what, by hand."""

    judges = RecordsField(label=_("Judges"), queryset=Judge.objects.none())
    candidacies = RecordsField(label=_("Nominees"), queryset=None)

    def __init__(self, *args, judges, candidacies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["judges"].queryset = judges
        self.fields["candidacies"].queryset = candidacies


class RandomForm(forms.Form):
    """How many judges each nominee is drawn."""

    each = forms.IntegerField(label=_("Judges a nominee"), min_value=1, max_value=99)


class ReplaceForm(forms.Form):
    """Who scores in the place of a judge who stepped back."""

    judge = RecordChoiceField(label=_("Judge"), queryset=Judge.objects.none())

    def __init__(self, *args, judges, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["judge"].queryset = judges


class ReasonForm(forms.Form):
    """Why something is decided or undone."""

    reason = PlainField(
        label=_("Reason"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReopenForm(ReasonForm):
    """Until when, and why, a closed round is opened again."""

    until = forms.DateTimeField(
        label=_("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if not 0 <= until.year - timezone.now().year <= 1:
            raise forms.ValidationError(_("A time ahead, within sixty days."))
        return until

    @staticmethod
    def proposed() -> datetime.datetime:
        """Two days ahead."""
        return timezone.now() + datetime.timedelta(days=2)


class PlacesForm(forms.Form):
    """How many go on in each field of a round."""

    def __init__(self, *args, fields: list[Field], places: dict[str, int], **kwargs):
        super().__init__(*args, **kwargs)
        for field in fields:
            self.fields[f"places-{field.key}"] = forms.IntegerField(
                label=field.name,
                min_value=0,
                max_value=MOST_PLACES,
                initial=places.get(field.key, field.quota),
                help_text=_("of %(count)d; chosen in the end: %(quota)d")
                % {"count": len(field.candidacies), "quota": field.quota},
            )

    def places(self) -> dict[str, int]:
        """How many, by the key of the field."""
        return {name.removeprefix("places-"): value for name, value in self.cleaned_data.items()}


class TieForm(ReasonForm):
    """The panel's order of those who stand equal: a place for each."""

    def __init__(self, *args, tie, **kwargs):
        super().__init__(*args, **kwargs)
        self.tie = tie
        for row in tie:
            self.fields[f"place-{row.data['candidacy']}"] = forms.IntegerField(
                label=f"{row.data['code']} {row.name}", min_value=1, max_value=len(tie)
            )

    def clean(self):
        cleaned = super().clean()
        places = [cleaned.get(f"place-{row.data['candidacy']}") for row in self.tie]
        if None not in places and sorted(places) != list(range(1, len(self.tie) + 1)):
            raise forms.ValidationError(_("Give each a place of its own, from 1."))
        return cleaned

    def order(self) -> list[int]:
        """The candidacies, best first."""
        keys = [row.data["candidacy"] for row in self.tie]
        return sorted(keys, key=lambda key: self.cleaned_data[f"place-{key}"])


class ApplyForm(forms.Form):
    """That a result is applied; ``short`` is how many have too few valid scores."""

    leave_out = forms.BooleanField(
        label=_("Those with too few valid scores are not chosen"), required=False
    )
    sure = forms.BooleanField(label=pgettext_lazy("judging", "I have compared the result"))

    def __init__(self, *args, short: int, **kwargs):
        super().__init__(*args, **kwargs)
        if not short:
            del self.fields["leave_out"]
