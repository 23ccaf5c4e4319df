"""What the public fills in for an event or a journey."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.intake.forms import KeptForm, PhoneField, PlainField
from heritage.memorials.enums import PartyKind

MOST_PEOPLE = 2000
MOST_TRAVELLERS = 20


class BookingForm(KeptForm):
    """Who comes to an event, and how many."""

    party = forms.ChoiceField(
        label=_("Who comes"),
        choices=PartyKind,
        initial=PartyKind.FAMILY,
        widget=forms.RadioSelect,
    )
    party_name = PlainField(
        label=_("Name of the school or group"),
        help_text=_("For a school with the class; a family leaves it empty."),
        required=False,
        max_length=120,
    )
    people = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=_("Everybody who comes, those who accompany children too."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    name = PlainField(
        label=_("How may we address you"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Telephone number"),
        help_text=_("We confirm to this number. With the receipt it shows you how it stands."),
    )
    needs = PlainField(
        label=_("What should be prepared"),
        help_text=_("A wheelchair, a place for a bus, a guide; you may leave this empty."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    KEPT = ("party", "party_name", "people", "name", "phone", "needs")

    def clean(self):
        asked = super().clean()
        if asked.get("party") in (PartyKind.SCHOOL, PartyKind.GROUP) and not asked.get(
            "party_name", ""
        ):
            self.add_error("party_name", _("Please name the school or group."))
        return asked


class JourneyForm(KeptForm):
    """Whose grave a family wants to visit, and who travels."""

    fallen = PlainField(
        label=_("Whose grave do you want to visit"),
        help_text=_("The name, and what you know of where and when they fell."),
        max_length=120,
    )
    relation = PlainField(
        label=_("How are you related"),
        required=False,
        max_length=120,
    )
    people = forms.IntegerField(
        label=_("How many travel"),
        min_value=1,
        max_value=MOST_TRAVELLERS,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    name = PlainField(
        label=_("How may we address you"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Telephone number"),
        help_text=_("We call this number. Together with the receipt it shows you how it stands."),
    )
    needs = PlainField(
        label=_("What we should know"),
        help_text=_("Age of those who travel, a wheelchair, when you can; you may leave it empty."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    KEPT = ("fallen", "relation", "people", "name", "phone", "needs")
