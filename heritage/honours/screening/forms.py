"""Forms of the screening, as officers fill them in."""

from __future__ import annotations

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.choosers import RecordChoiceField
from cms.core.intake.forms import PlainField
from heritage.honours.enums import CandidacyState, Opinion
from heritage.honours.models import (
    Campaign,
    CampaignTitle,
    Candidacy,
    TitleCategory,
)
from heritage.honours.models.campaigns import FIRST_YEAR, LAST_YEAR
from heritage.honours.screening.checklist import Line
from heritage.honours.screening.domain import AMENDABLE
from heritage.people.models import Place


class PlaceChoiceField(RecordChoiceField):
    """A choice of a place, each indented by how deep it lies."""

    def label_from_instance(self, obj):
        return f"{'　' * max(0, obj.path.count('/') - 2)}{obj.name}"


def day_field(**kwargs) -> forms.DateField:
    """A day, chosen from a calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **kwargs)


def text_area(rows: int = 3) -> forms.Textarea:
    """A box of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class SeenForm(forms.Form):
    """A form over a candidacy that knows which version of it was looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class FilterForm(forms.Form):
    """How a list of candidacies is narrowed; what does not fit is left out."""

    q = forms.CharField(label=_("Name, pinyin, unit or number"), max_length=60, required=False)
    campaign = RecordChoiceField(label=_("Campaign"), queryset=None, required=False)
    title = RecordChoiceField(
        label=pgettext_lazy("campaign", "Title"), queryset=None, required=False
    )
    category = RecordChoiceField(label=_("Category"), queryset=None, required=False)
    place = PlaceChoiceField(label=_("Region"), queryset=None, required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    flag = forms.ChoiceField(
        label=_("Show only"),
        required=False,
        choices=[
            ("", "—"),
            ("pairs", _("with possible duplicates")),
            ("overdue", _("correction overdue")),
            ("recommended", _("recommended by a region")),
            ("unplaced", _("without a region")),
        ],
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("strokes", _("strokes of the surname")),
            ("pinyin", _("pinyin")),
            ("number", pgettext_lazy("screening", "number")),
            ("nominators", _("most nominators")),
            ("newest", _("newest")),
        ],
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = Campaign.objects.order_by("-year", "title")
        titles = CampaignTitle.objects.select_related("campaign")
        categories = TitleCategory.objects.select_related("title")
        chosen = str(self.data.get("campaign", ""))
        if chosen.isascii() and chosen.isdigit() and len(chosen) < 16:
            titles = titles.filter(campaign=chosen)
            categories = categories.filter(title__campaign=chosen)
        self.fields["title"].queryset = titles.order_by("-campaign__year", "sort_order", "pk")
        self.fields["category"].queryset = categories.order_by("title", "sort_order", "pk")
        self.fields["category"].label_from_instance = lambda row: f"{row.title} · {row}"
        self.fields["place"].queryset = places
        self.fields["state"].choices = [("", "—"), *CandidacyState.choices]

    def given(self) -> dict[str, object]:
        """What was asked for, the parts that fit."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class FindingsForm(SeenForm):
    """The checklist of a candidacy: for each item whether it is met, and a note."""

    CHOICES = [
        ("", _("not looked at")),
        ("yes", pgettext_lazy("screening", "met")),
        ("no", pgettext_lazy("screening", "not met")),
    ]
    NEGATIVE = [("", _("not looked at")), ("no", _("does not apply")), ("yes", _("applies"))]
    _STORED = {"yes": True, "no": False}

    def __init__(self, *args, lines: list[Line], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        words = {value: key for key, value in self._STORED.items()}
        for line in lines:
            item, finding = line.item, line.finding
            self.fields[f"met-{item.pk}"] = forms.ChoiceField(
                label=item.text,
                choices=self.NEGATIVE if item.is_negative else self.CHOICES,
                required=False,
                initial=words.get(line.is_met, ""),
                widget=forms.RadioSelect,
            )
            self.fields[f"note-{item.pk}"] = PlainField(
                label=_("Note"),
                required=False,
                max_length=300,
                initial=finding.note if finding else "",
            )

    @property
    def rows(self) -> list[dict]:
        """Item and its two fields, for the template."""
        return [
            {
                "line": line,
                "met": self[f"met-{line.item.pk}"],
                "note": self[f"note-{line.item.pk}"],
            }
            for line in self.lines
        ]

    def found(self) -> dict[int, tuple[bool | None, str]]:
        """What was found, by item."""
        asked = self.cleaned_data
        return {
            line.item.pk: (
                self._STORED.get(asked[f"met-{line.item.pk}"]),
                asked[f"note-{line.item.pk}"],
            )
            for line in self.lines
        }


class CorrectionForm(SeenForm):
    """What a nominator is asked to mend, and until when."""

    nomination = RecordChoiceField(label=pgettext_lazy("screening", "Whom to ask"), queryset=None)
    asked = PlainField(
        label=_("What is to be corrected"),
        help_text=_("The nominator reads this under the receipt number."),
        max_length=1000,
        widget=text_area(),
    )
    due_on = day_field(label=_("Until the end of"))

    def __init__(self, *args, nominations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nomination"].queryset = nominations
        if not self.is_bound:
            self.fields["due_on"].initial = timezone.localdate() + datetime.timedelta(days=5)
            if len(nominations) == 1:
                self.fields["nomination"].initial = nominations[0].pk

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("This year cannot be right."))
        return day

    def due_at(self) -> datetime.datetime:
        """The end of the chosen day here."""
        day = self.cleaned_data["due_on"] + datetime.timedelta(days=1)
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


class StartForm(SeenForm):
    """To take a candidacy up, or up again."""

    reason = PlainField(label=_("Reason"), required=False, max_length=500)


class PassForm(SeenForm):
    """To let a candidacy pass."""

    told_apart = PlainField(
        label=_("Why the entries of the negative list are somebody else"),
        required=False,
        max_length=500,
    )


class ReasonForm(SeenForm):
    """A decision that needs its reason."""

    reason = PlainField(label=_("Reason"), max_length=500, widget=text_area(2))


class PartForm(ReasonForm):
    """To take a merge back; knows which version of the one that stands was looked at, too."""

    seen_kept = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, kept: Candidacy | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_kept"].initial = kept.version if kept else 0


class RefuseForm(ReasonForm):
    """Not to let a candidacy pass; the nominators read why."""

    reason = PlainField(
        label=_("Reason"),
        help_text=_("The nominators read this under their receipt numbers."),
        max_length=500,
        widget=text_area(2),
    )


class RecommendForm(SeenForm):
    """A region's opinion, rank and stamped form."""

    place = RecordChoiceField(label=_("Region"), queryset=Place.objects.none())
    rank = forms.IntegerField(label=pgettext_lazy("screening", "Rank"), min_value=1, max_value=999)
    opinion = PlainField(
        label=pgettext_lazy("screening", "Opinion"), max_length=1000, widget=text_area()
    )
    scan = forms.FileField(
        label=_("Scan of the stamped form"), help_text=_("PDF or picture."), required=False
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places
        if not self.is_bound and len(places) == 1 and not self.initial.get("place"):
            self.fields["place"].initial = places[0].pk


class VisitForm(SeenForm):
    """A visit to the nominee."""

    on = day_field(label=_("Day"))
    visitors = PlainField(label=_("Who went"), max_length=160)
    findings = PlainField(
        label=pgettext_lazy("screening", "What was found"), max_length=3000, widget=text_area(4)
    )
    opinion = forms.ChoiceField(label=pgettext_lazy("screening", "Opinion"), choices=Opinion)
    file = forms.FileField(label=_("Signed record"), help_text=_("PDF or picture."), required=False)


class OpinionForm(SeenForm):
    """What a department answered."""

    department = PlainField(label=_("Department"), max_length=120)
    opinion = forms.ChoiceField(label=pgettext_lazy("screening", "Opinion"), choices=Opinion)
    text = PlainField(label=_("In its words"), required=False, max_length=1000, widget=text_area(2))
    document = PlainField(
        label=pgettext_lazy("screening", "Document"), required=False, max_length=200
    )
    answered_on = day_field(label=_("Answered"))


class LettersForm(forms.Form):
    """Which departments are asked about the candidacies of a list."""

    campaign = RecordChoiceField(label=_("Campaign"), queryset=None)
    title = RecordChoiceField(
        label=pgettext_lazy("campaign", "Title"), queryset=None, required=False
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    departments = PlainField(
        label=_("Departments"),
        help_text=_("One a line: 公安、纪检监察、卫生健康 …"),
        max_length=1000,
        widget=text_area(4),
    )
    on = day_field(label=_("Day of the letter"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = Campaign.objects.filter(closed_at=None)
        self.fields["title"].queryset = CampaignTitle.objects.select_related("campaign")
        self.fields["state"].choices = [("", _("all in the selection")), *CandidacyState.choices]
        self.fields["on"].initial = timezone.localdate()

    def clean_departments(self):
        names = [" ".join(line.split()) for line in self.cleaned_data["departments"].splitlines()]
        names = list(dict.fromkeys(name for name in names if name))
        if any(len(name) > 120 for name in names):
            raise forms.ValidationError(_("A department's name has at most 120 characters."))
        return names

    def clean(self):
        cleaned = super().clean()
        title, campaign = cleaned.get("title"), cleaned.get("campaign")
        if title and campaign and title.campaign_id != campaign.pk:
            self.add_error("title", _("This title belongs to another campaign."))
        return cleaned


class AmendForm(forms.ModelForm):
    """Facts of a candidacy that the office puts right."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    nominee_name = PlainField(label=_("Name of the nominee"), max_length=120)

    class Meta:
        model = Candidacy
        fields = AMENDABLE
        field_classes = {"place": PlaceChoiceField, "category": RecordChoiceField}
        widgets = {
            "deeds": text_area(12),
            "honours": text_area(4),
            "service": text_area(2),
            "links": text_area(2),
        }

    field_order = ("seen", *AMENDABLE)

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.version
        self.fields["place"].queryset = places
        self.fields["category"].queryset = TitleCategory.objects.filter(
            title=self.instance.title_id
        )

    def changes(self) -> dict[str, object]:
        """New values, of the fields that were changed."""
        return {
            name: self.cleaned_data[name]
            for name in self.changed_data
            if name in AMENDABLE and name in self.cleaned_data
        }
