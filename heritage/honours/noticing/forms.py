"""Forms of notices: the office's, and the objection of the public."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.core.choosers import RecordChoiceField
from cms.core.intake.evidence import MEGABYTE, EvidenceLimits
from cms.core.intake.forms import EvidenceMixin, FilesField, KeptForm, PhoneField, PlainField
from cms.core.intake.sniffing import PDF, PICTURES, WORD
from heritage.honours.enums import StageKind
from heritage.honours.models import Campaign, PublicNotice
from heritage.honours.noticing import domain
from heritage.honours.noticing.domain import FIELDS, LONGEST_DETAIL
from heritage.people.models import Place

BOUNDS = EvidenceLimits(max_files=10, max_bytes=10 * MEGABYTE, types=(*PICTURES, PDF, WORD))
WHOLE = "whole"
NAMED, ANONYMOUS = "named", "anonymous"
# What somebody who objects writes in words of their own.
WRITTEN = ("statement", "name", "phone", "email")


class NoticeForm(forms.ModelForm):
    """A notice as the office drafts it; ``names`` are the keys of candidacies on it."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    place = RecordChoiceField(
        label=_("At the level of"), queryset=Place.objects.none(), required=False
    )

    class Meta:
        model = PublicNotice
        fields = FIELDS
        widgets = {
            "starts_on": AdminDateInput,
            "intro": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        stages = campaign.stages.filter(kind=StageKind.NOTICE).order_by("sort_order", "pk")
        self.fields["stage"] = RecordChoiceField(
            label=_("Stage"), queryset=stages, required=False, empty_label=_("no stage of its own")
        )
        self.fields["place"].queryset = _levels(campaign)
        self.listed = list(domain.noticeable(campaign))
        before = {}
        if self.instance.pk:
            before = dict(self.instance.rows.values_list("candidacy_id", "detail"))
            self.fields["seen"].initial = domain.fingerprint(self.instance)
        self.rows = [self._row(each, before) for each in self.listed]

    def _row(self, candidacy, before: dict[int, str]) -> dict:
        """A name that may be put on the notice: whether it is ticked, what stands beside it."""
        if self.is_bound:
            ticked = str(candidacy.pk) in self.data.getlist("names")
            detail = str(self.data.get(f"detail-{candidacy.pk}", ""))
        else:
            ticked = candidacy.pk in before if self.instance.pk else True
            place = str(candidacy.place) if candidacy.place else ""
            detail = before.get(candidacy.pk, candidacy.unit or place)
        return {"candidacy": candidacy, "is_ticked": ticked, "detail": detail[:LONGEST_DETAIL]}

    @property
    def chosen(self) -> list:
        """The candidacies that were ticked."""
        return [row["candidacy"] for row in self.rows if row["is_ticked"]]

    @property
    def details(self) -> dict[int, str]:
        """What was typed beside the names, by key of candidacy."""
        return {row["candidacy"].pk: row["detail"] for row in self.rows}

    def wanted(self) -> dict[str, object]:
        """The fields of the notice as they were filled in."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def _post_clean(self):
        # The use case fills and checks the record, so that one which was refused stays as it is.
        pass


def _levels(campaign: Campaign):
    """The area of the campaign, and what lies around it up to the top."""
    if campaign.place is None:
        return Place.objects.none()
    keys = [campaign.place_id, *(place.pk for place in campaign.place.ancestors())]
    return Place.objects.filter(pk__in=keys)


class CallBackForm(forms.Form):
    """Why a notice is taken back."""

    reason = PlainField(label=_("Reason"), max_length=300)


class ObjectionForm(EvidenceMixin, KeptForm):
    """What somebody objects to, and why; with their name or without."""

    about = forms.ChoiceField(label=_("What do you object to"))
    statement = PlainField(
        label=_("What you object to, and why"),
        help_text=_("Facts that can be checked: what, when, where, who else knows."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    naming = forms.ChoiceField(
        label=_("Do you give your name"),
        help_text=_("Both are checked. With your name we can ask you and tell you the answer."),
        choices=[(NAMED, _("With my name")), (ANONYMOUS, _("Without my name"))],
        initial=NAMED,
        widget=forms.RadioSelect,
    )
    name = PlainField(
        label=_("Your name"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Telephone number"),
        required=False,
        help_text=_("Never shown. Together with the receipt it shows you how it stands."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    files = FilesField(
        label=_("Pictures and documents"),
        help_text=_("Evidence, if you have any. It stays private."),
    )

    KEPT = ("about", "statement", "naming", "name", "phone", "email")

    def __init__(self, *args, notice: PublicNotice, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {
            str(row.candidacy_id): row
            for row in notice.rows.filter(struck_at=None)
            .order_by("position")
            .select_related("candidacy")
        }
        names = [(key, f"{row.name}（{row.title_name}）") for key, row in self.by_key.items()]
        self.fields["about"].choices = [
            ("", _("Please choose")),
            *names,
            (WHOLE, _("The notice as a whole")),
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("naming") == NAMED:
            for name, words in (
                ("name", _("Give your name, or choose to object without it.")),
                ("phone", _("Give a telephone number, or choose to object without your name.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    def candidacy_of(self, about: str):
        """Whom an answer to ``about`` means; None for the notice as a whole."""
        row = self.by_key.get(about)
        return row.candidacy if row else None
