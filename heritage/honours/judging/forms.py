"""What judges fill in: their account, their interest, their scores."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.intake.forms import PlainField
from heritage.honours.judging.sheets import REASON_LEAST, Sheet
from heritage.honours.models import RubricAspect, RubricCriterion

PREFIX = "score-"


class InvitationForm(forms.Form):
    """The account a judge makes from the link; ``has_account`` asks for a password only."""

    username = UsernameField(
        label=_("Name to log in with"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Letters, digits and @ . + - _; your own e-mail address will do."),
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        help_text=_("At least eight characters, not only digits."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password once more"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, has_account: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if has_account:
            del self.fields["username"]

    def clean(self):
        cleaned = super().clean()
        password = cleaned.get("password")
        if password and cleaned.get("again") and password != cleaned["again"]:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            try:
                validate_password(password)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class RecusalForm(forms.Form):
    """Why a judge steps back."""

    reason = PlainField(
        label=_("Why you step back"),
        min_length=REASON_LEAST,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as kinship, the same unit, business with one another."),
    )


class ScoreField(forms.DecimalField):
    """A score with one place after the point, as it is typed on any keyboard."""

    def __init__(self, criterion: RubricCriterion, **kwargs):
        self.criterion = criterion
        self.most, self.step, self.weight = (
            format(number.normalize(), "f")
            for number in (criterion.most, criterion.step, criterion.weight)
        )
        widget = forms.TextInput(
            attrs={
                "inputmode": "decimal",
                "autocomplete": "off",
                "data-score": "",
                "data-weight": str(criterion.weight),
                "data-most": str(criterion.most),
                "aria-describedby": f"about-{criterion.pk}",
            }
        )
        super().__init__(
            label=criterion.name, required=False, max_digits=6, widget=widget, **kwargs
        )

    def to_python(self, value):
        text = unicodedata.normalize("NFKC", str(value or "")).strip().replace("。", ".")
        return super().to_python(text or None)


class SheetForm(forms.Form):
    """The score sheet of one nominee: a field for each criterion, and a note."""

    note = PlainField(
        label=pgettext_lazy("judging", "Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the office; other judges do not see it."),
    )
    version = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args,
        aspects: Sequence[tuple[RubricAspect, list[RubricCriterion]]],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self._aspects = aspects
        for _aspect, criteria in aspects:
            for criterion in criteria:
                self.fields[f"{PREFIX}{criterion.pk}"] = ScoreField(criterion)
        self.order_fields([name for name in self.fields if name != "note"])

    def aspects(self):
        """Each aspect with its bound fields, for the template."""
        return [
            (aspect, [self[f"{PREFIX}{criterion.pk}"] for criterion in criteria])
            for aspect, criteria in self._aspects
        ]

    def values(self) -> dict[int, Decimal]:
        """The scores that were given, by criterion."""
        return {
            int(name.removeprefix(PREFIX)): value
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX) and value is not None
        }

    def sheet(self) -> Sheet:
        """What was typed, as the use cases take it."""
        return Sheet(self.values(), self.cleaned_data["note"], self.cleaned_data["version"])

    def add_faults(self, faults: dict[int, str]) -> None:
        """Put what the rubric does not allow beside its field."""
        for key, words in faults.items():
            name = f"{PREFIX}{key}"
            self.add_error(name if name in self.fields else None, words)


def initial_of(assignment, values: dict[int, Decimal]) -> dict[str, object]:
    """What the sheet of an assignment shows to begin with."""
    return {
        **{f"{PREFIX}{key}": format(value.normalize(), "f") for key, value in values.items()},
        "note": assignment.note,
        "version": assignment.version,
    }
