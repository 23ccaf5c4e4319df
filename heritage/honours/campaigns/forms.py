"""Forms of the office: a round, a rubric, an extension, a copy, closing."""

from __future__ import annotations

import datetime

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from cms.core.choosers import RecordChoiceField, is_key
from cms.core.intake.forms import PlainField
from heritage.honours.campaigns.contents import rubric_contents
from heritage.honours.campaigns.rounds import is_frozen, round_digest
from heritage.honours.enums import Aggregation, ResultKind, StageKind, TieRule
from heritage.honours.logbook import digest_of
from heritage.honours.models import (
    CampaignTitle,
    HonoursIndexPage,
    PublicVote,
    Rubric,
    ScoringRound,
    Stage,
)
from heritage.honours.models.campaigns import FIRST_YEAR, LAST_YEAR


class ExtensionForm(forms.Form):
    """Until when a stage is made longer, and why; the public reads it."""

    ends_at = forms.DateTimeField(label=_("New end"), widget=AdminDateTimeInput)
    reason = PlainField(label=_("Reason"), max_length=200)


class CloneForm(forms.Form):
    """For which year, and under what name."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    title = PlainField(
        label=_("Title"),
        max_length=120,
        required=False,
        help_text=_("Left empty, the year in the present title is replaced."),
    )


class PageForm(forms.Form):
    """Below which section the page of a campaign is begun."""

    section = RecordChoiceField(HonoursIndexPage.objects.all(), label=_("Section"))


class CopyForm(forms.Form):
    """What the copy of a rubric is called."""

    name = PlainField(label=_("Name"), max_length=120)


class CloseForm(forms.Form):
    """That somebody means it."""

    sure = forms.BooleanField(label=_("Nothing of this campaign is to change any more."))


class TitlesField(forms.ModelMultipleChoiceField):
    """Some of a campaign's titles; what can be no key is no title."""

    def clean(self, value):
        typed = [each for each in value or [] if not is_key(each)]
        if typed:
            raise forms.ValidationError(
                self.error_messages["invalid_pk_value"],
                code="invalid_pk_value",
                params={"pk": str(typed[0])[:18]},
            )
        return super().clean(value)


class TieRulesField(forms.MultiValueField):
    """Rules in the order of the choices; an empty choice is left out."""

    def __init__(self, **kwargs):
        choices = [("", "—"), *TieRule.choices]
        fields = [forms.ChoiceField(choices=choices, required=False) for _rule in TieRule]
        super().__init__(fields=fields, require_all_fields=False, **kwargs)
        self.widget = TieRulesWidget([field.widget for field in fields])

    def compress(self, data_list):
        return [rule for rule in data_list or [] if rule]

    def clean(self, value):
        rules = super().clean(value) or []
        if len(set(rules)) < len(rules):
            raise forms.ValidationError(_g("Name every rule once."))
        if TieRule.PANEL in rules[:-1]:
            raise forms.ValidationError(
                _g("After the panel's decision nothing is left to compare.")
            )
        return rules


class TieRulesWidget(forms.MultiWidget):
    """One choice a place."""

    def decompress(self, value):
        rules = list(value or [])
        return rules + [""] * (len(self.widgets) - len(rules))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for number, widget in enumerate(context["widget"]["subwidgets"], start=1):
            widget["attrs"]["aria-label"] = _g("Rule %(number)d") % {"number": number}
        return context


class RoundForm(forms.ModelForm):
    """How the round of a stage is scored.

    ``seen`` is the digest of what was loaded: who saves over another's change is told.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    rubric = RecordChoiceField(Rubric.objects.all(), label=_("Rubric"))
    titles = TitlesField(
        CampaignTitle.objects.none(),
        label=_("Only for these titles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: for all."),
    )
    tie_rules = TieRulesField(
        label=_("When two stand equal"),
        required=False,
        help_text=_("Compared one after another, from the first."),
    )

    class Meta:
        model = ScoringRound
        fields = [
            "rubric",
            "titles",
            "aggregation",
            "dropped",
            "least_scores",
            "tie_rules",
            "vote_weight",
        ]

    def __init__(self, *args, stage: Stage, **kwargs):
        super().__init__(*args, **kwargs)
        self.stage = stage
        self.instance.stage = stage
        self.fields["seen"].initial = round_digest(self.instance)
        self.fields["titles"].queryset = stage.campaign.titles.order_by("sort_order", "pk")

    def clean(self):
        cleaned = super().clean()
        least, dropped = cleaned.get("least_scores"), cleaned.get("dropped")
        is_trimmed = cleaned.get("aggregation") == Aggregation.TRIMMED
        if is_trimmed and None not in (least, dropped) and least <= 2 * dropped:
            self.add_error(
                "least_scores",
                _g("With %(number)d left out at each end, at least %(least)d are needed.")
                % {"number": dropped, "least": 2 * dropped + 1},
            )
        if is_trimmed and dropped == 0:
            self.add_error("dropped", _g("A trimmed mean leaves out one at least."))
        if cleaned.get("aggregation") == Aggregation.RANK_SUM and self._gives_stars(cleaned):
            self.add_error("aggregation", _g("Stars are given from a total; choose a mean."))
        is_first = self.stage.kind == StageKind.FIRST_ROUND
        if is_first and TieRule.EARLIER_ROUND in cleaned.get("tie_rules", []):
            self.add_error("tie_rules", _g("There is no round before this one."))
        votes = self.stage.campaign.stages.filter(kind=StageKind.VOTE).exists()
        if cleaned.get("vote_weight") and not votes:
            self.add_error("vote_weight", _g("This campaign has no public vote."))
        stated = PublicVote.objects.filter(stage__campaign=self.stage.campaign).first()
        if stated and cleaned.get("vote_weight") not in (None, 0, stated.weight):
            words = _g("The public is told that the vote counts for %(weight)s %%.")
            self.add_error("vote_weight", words % {"weight": stated.weight})
        return cleaned

    def _gives_stars(self, cleaned) -> bool:
        """Whether star levels come of this round: of the last one of a title that has them."""
        titles = cleaned.get("titles") or self.fields["titles"].queryset
        if all(title.result_kind != ResultKind.STARS for title in titles):
            return False
        stages = self.stage.campaign.stages
        is_first = self.stage.kind == StageKind.FIRST_ROUND
        return not (is_first and stages.filter(kind=StageKind.FINAL_ROUND).exists())


class RubricForm(WagtailAdminModelForm):
    """A rubric with its aspects and criteria, as long as it is not frozen.

    ``seen`` is the digest of what was loaded: who saves over another's change is told.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self._digest()

    def _digest(self) -> str:
        return digest_of(rubric_contents(self.instance)) if self.instance.pk else ""

    @property
    def is_stale(self) -> bool:
        """Whether the rubric was changed since the form was opened."""
        return bool(self.instance.pk) and self.data.get("seen", "") != self._digest()

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and is_frozen(self.instance):
            self.add_error(None, _g("A round by this rubric has opened; copy it to change it."))
        elif self.is_stale:
            self.add_error(
                None, _g("Somebody else changed it since you opened this page. Load it again.")
            )
        return cleaned


def local_minute(moment: datetime.datetime | None) -> datetime.datetime | None:
    """A moment as the admin's field shows it: to the minute."""
    return moment.replace(second=0, microsecond=0) if moment else None
