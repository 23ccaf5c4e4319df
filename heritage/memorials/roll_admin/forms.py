"""Forms of rolls in the admin: a roll, a name with its variants and sources, the filter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.core.choosers import KeyChooserMixin, RecordChoiceField
from heritage.memorials.enums import PairState, Verification
from heritage.memorials.models import (
    MemorialSitePage,
    Roll,
    RollEntry,
    RollEntryName,
    RollEntrySource,
)
from heritage.people.models import Battle, Conflict, Person, Place, Unit

_SHORT = {"rows": 3}


class RecordChooser(KeyChooserMixin, AdminSnippetChooser):
    """Chooses a managed record."""


class SiteChooser(KeyChooserMixin, AdminPageChooser):
    """Chooses a memorial site."""


def _site_chooser() -> SiteChooser:
    return SiteChooser(target_models=[MemorialSitePage])


class RollForm(forms.ModelForm):
    """A roll and whether the public sees it."""

    class Meta:
        model = Roll
        fields = ["name", "slug", "site", "place", "source", "note", "live", "is_sample"]
        widgets = {
            "site": _site_chooser(),
            "place": RecordChooser(Place),
            "note": forms.Textarea(_SHORT),
        }


class EntryForm(forms.ModelForm):
    """A name on a roll: words of the source beside what was understood of them."""

    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    groups = (
        (_("Name"), ("name", "pinyin", "gender")),
        (
            _("Life"),
            (
                "birth_written", "birth", "native_place_written", "native_place",
                "enlisted_written", "enlisted", "party_written", "party_joined",
                "unit_written", "unit", "post",
            ),
        ),
        (
            _("Death"),
            (
                "death_written", "death", "death_place_written", "death_place",
                "battle_written", "battle", "conflict", "cause", "honours_written", "honours",
            ),
        ),
        (
            _("Resting place"),
            ("grave_kind", "site", "grave_written", "grave_area", "grave_row", "grave_number"),
        ),
        (
            _("Sources and state"),
            (
                "source", "source_pages", "remarks", "verification", "verification_note",
                "person", "seeks_kin", "live",
            ),
        ),
    )  # fmt: skip

    class Meta:
        model = RollEntry
        fields = [
            "name", "pinyin", "gender", "birth_written", "birth", "native_place_written",
            "native_place", "enlisted_written", "enlisted", "party_written", "party_joined",
            "unit_written", "unit", "post", "death_written", "death", "death_place_written",
            "death_place", "battle_written", "battle", "conflict", "cause", "honours_written",
            "honours", "grave_kind", "site", "grave_written", "grave_area", "grave_row",
            "grave_number", "remarks", "source", "source_pages", "verification",
            "verification_note", "person", "seeks_kin", "live",
        ]  # fmt: skip
        widgets = {
            "native_place": RecordChooser(Place),
            "death_place": RecordChooser(Place),
            "unit": RecordChooser(Unit),
            "battle": RecordChooser(Battle),
            "conflict": RecordChooser(Conflict),
            "person": RecordChooser(Person),
            "site": _site_chooser(),
            "honours": forms.CheckboxSelectMultiple,
            "remarks": forms.Textarea(_SHORT),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.changed_at.isoformat()

    @property
    def grouped(self) -> list[tuple[str, list]]:
        """Headings with their bound fields."""
        return [(title, [self[name] for name in names]) for title, names in self.groups]


class _Rows(forms.BaseInlineFormSet):
    """Rows of an entry; what is left of them is given to the use case as a whole."""

    @property
    def kept(self) -> list:
        """The rows of a valid formset that are there and not to be deleted."""
        return [
            form.instance
            for form in self.forms
            if (form.instance.pk or form.has_changed()) and not form.cleaned_data.get("DELETE")
        ]


class SourceForm(forms.ModelForm):
    """A work that supports an entry."""

    url = forms.URLField(label=_("Address"), required=False, assume_scheme="https")

    class Meta:
        model = RollEntrySource
        fields = ["title", "pages", "url", "says"]


NameRows = forms.inlineformset_factory(
    RollEntry, RollEntryName, formset=_Rows, fields=["text", "kind"], extra=2
)
SourceRows = forms.inlineformset_factory(
    RollEntry, RollEntrySource, form=SourceForm, formset=_Rows, extra=1
)


class FilterForm(forms.Form):
    """Which names are listed; every answer is optional."""

    q = forms.CharField(label=_("Name, pinyin or number"), max_length=60, required=False)
    roll = RecordChoiceField(
        label=_("Roll of names"), queryset=Roll.objects.all(), required=False, empty_label=_("all")
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("all")),
            *Verification.choices,
            ("kin", _("kin are sought")),
            ("hidden", _("not public")),
            ("merged", _("joined to another entry")),
        ],
    )


class PairFilterForm(forms.Form):
    """Which pairs are listed."""

    roll = RecordChoiceField(
        label=_("Roll of names"), queryset=Roll.objects.all(), required=False, empty_label=_("all")
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("of a pair", "Decision"), choices=PairState.choices, required=False
    )
