"""Group journeys in the admin."""

from __future__ import annotations

from django import forms
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser

from cms.core.choosers import KeyChooserMixin
from heritage.memorials.models import EventPage, GroupJourney, MemorialSitePage


class PageChooser(KeyChooserMixin, AdminPageChooser):
    """Chooses a page."""


class JourneyForm(forms.ModelForm):
    """What a custodian writes down of a journey, before and after."""

    class Meta:
        model = GroupJourney
        fields = [
            "destination",
            "site",
            "since",
            "until",
            "accompanied_by",
            "organiser",
            "travellers",
            "event",
            "record",
        ]
        widgets = {
            "since": AdminDateInput,
            "until": AdminDateInput,
            "record": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A chooser, not a list: there are thousands of sites.
        for name, model in (("site", MemorialSitePage), ("event", EventPage)):
            self.fields[name].widget = PageChooser(target_models=[model])
