"""Forms of what the office keeps for the screening: negative list, officers, quotas."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.choosers import RecordChoiceField
from cms.core.intake.forms import PlainField
from cms.core.table_forms import ListUploadForm
from heritage.honours.models import CampaignTitle, NegativeEntry, TitleCategory
from heritage.honours.screening.forms import PlaceChoiceField, day_field
from heritage.people.models import Place

MOST_QUOTA = 9999


class EntryForm(forms.ModelForm):
    """An entry of the negative list."""

    name = PlainField(label=_("Name of the person or organisation"), max_length=120)
    reason = PlainField(label=_("Ground"), max_length=300)
    document = PlainField(
        label=pgettext_lazy("screening", "Document"), max_length=200, required=False
    )
    until = day_field(label=_("In force until"), required=False)

    class Meta:
        model = NegativeEntry
        fields = ("name", "reason", "document", "until")


class NegativeUploadForm(ListUploadForm):
    """A table of entries."""

    source = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)


class OfficerForm(forms.Form):
    """Which account answers for which place."""

    username = PlainField(label=_("Account"), max_length=150)
    place = PlaceChoiceField(label=_("Region"), queryset=Place.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.order_by("path")


class QuotaForm(forms.Form):
    """How many a region may pass up for a title."""

    title = RecordChoiceField(label=pgettext_lazy("campaign", "Title"), queryset=None)
    category = RecordChoiceField(label=_("Only for the category"), queryset=None, required=False)
    place = PlaceChoiceField(label=_("Region"), queryset=Place.objects.none())
    quota = forms.IntegerField(
        label=_("How many"),
        min_value=0,
        max_value=MOST_QUOTA,
        required=False,
        help_text=_("Empty: no limit."),
    )

    def __init__(self, *args, campaign, places, **kwargs):
        super().__init__(*args, **kwargs)
        titles = CampaignTitle.objects.filter(campaign=campaign).order_by("sort_order", "pk")
        self.fields["title"].queryset = titles.select_related("campaign")
        self.fields["category"].queryset = TitleCategory.objects.filter(
            title__campaign=campaign
        ).select_related("title")
        self.fields["place"].queryset = places
