"""The order of labels."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.choosers import RecordChoiceField
from heritage.memorials.labels.domain import MOST, TooMany, entries_for_labels
from heritage.memorials.labels.printing import LabelSize
from heritage.memorials.models import MemorialSitePage, Roll


class LabelsForm(forms.Form):
    """Which names, and on what labels. ``cleaned_data["entries"]`` are the names."""

    roll = RecordChoiceField(Roll.objects.all(), label=_("Roll of names"), required=False)
    site = RecordChoiceField(
        MemorialSitePage.objects.order_by("title"), label=_("Resting place"), required=False
    )
    area = forms.CharField(label=_("Area"), max_length=40, required=False)
    row = forms.CharField(label=_("Row of graves"), max_length=20, required=False)
    size = forms.ChoiceField(label=_("Labels"), choices=LabelSize.choices, initial=LabelSize.WALL)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("roll") and not cleaned.get("site"):
            raise ValidationError(_("Choose a roll or a resting place."), code="nothing")
        try:
            cleaned["entries"] = entries_for_labels(
                **{name: cleaned.get(name) for name in ("roll", "site", "area", "row")}
            )
        except TooMany as error:
            raise ValidationError(
                _("These are more than %(most)d names. Choose an area or a row."),
                code="too_many",
                params={"most": MOST},
            ) from error
        return cleaned
