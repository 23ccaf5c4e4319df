"""Forms of merging two records of one person."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.widgets import AdminSnippetChooser

from heritage.people.merging.joining import (
    BOTH,
    KEPT,
    MERGED,
    STATEMENTS,
    Statement,
    complete_choices,
    shown,
)
from heritage.people.models import Person


class OtherRecordForm(forms.Form):
    """The other record of the same person."""

    other = forms.ModelChoiceField(
        label=_("The other record"),
        queryset=Person.objects.none(),
        widget=AdminSnippetChooser(Person),
        help_text=_("Of the same person. You will see both side by side before anything happens."),
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["other"].queryset = Person.objects.standing()

    def clean_other(self):
        other = self.cleaned_data["other"]
        if other.pk == self.person.pk:
            raise ValidationError(_("A record cannot be merged with itself."))
        return other


class MergeForm(forms.Form):
    """Which of two values stands, for each statement on which the records differ."""

    def __init__(self, *args, kept: Person, merged: Person, **kwargs):
        super().__init__(*args, **kwargs)
        sides = complete_choices(kept, merged, None)
        self.kept, self.merged = kept, merged
        self.same: list[tuple[Statement, str]] = []
        for statement in STATEMENTS:
            ours, theirs = shown(kept, statement), shown(merged, statement)
            if ours == theirs:
                if ours:
                    self.same.append((statement, ours))
                continue
            choices = [(KEPT, ours), (MERGED, theirs)]
            if statement.may_join and ours and theirs:
                choices.append((BOTH, _("Keep both, one after the other")))
            self.fields[statement.name] = forms.ChoiceField(
                label=statement.label,
                choices=choices,
                initial=BOTH if len(choices) == 3 else sides[statement.name],
                widget=forms.RadioSelect,
            )

    def rows(self) -> list[dict]:
        """For the comparison: a bound field with its radio buttons, side by side."""
        return [
            {
                "field": self[name],
                "kept": self[name].subwidgets[0],
                "merged": self[name].subwidgets[1],
                "both": self[name].subwidgets[2] if len(self[name].subwidgets) > 2 else None,
            }
            for name in self.fields
        ]
