"""The form of a campaign: titles with what belongs to them, and stages, in one.

What the public or the judges already stand on is not changed any more: the
kind of a title that somebody was nominated for, a stage that has begun.
"""

from __future__ import annotations

from collections import Counter

from django import forms
from django.utils.translation import gettext as _g
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.core.choosers import KeyChooserMixin
from heritage.honours.campaigns.cloning import free_slug
from heritage.honours.campaigns.contents import campaign_digest
from heritage.honours.campaigns.domain import is_in_use
from heritage.honours.campaigns.forms import local_minute
from heritage.honours.enums import REPEATABLE, ResultKind
from heritage.honours.models import (
    Assignment,
    CampaignTitle,
    Candidacy,
    EligibilityFinding,
    Nomination,
    PublicNotice,
    PublicVote,
    ScoringRound,
    Stage,
)
from heritage.honours.quotas import are_settled
from heritage.people.models import Place


class PlaceChooser(KeyChooserMixin, AdminSnippetChooser):
    """Chooses the area of a campaign."""


class CampaignForm(WagtailAdminModelForm):
    """A campaign as the office keeps it.

    ``seen`` is the digest of what was loaded: who saves over another's change is told.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = campaign_digest(self.instance)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _g("Left empty, it is made from the title.")
        self.fields["place"].widget = PlaceChooser(Place)
        self.fields["place"].widget.is_required = False

    @property
    def is_stale(self) -> bool:
        """Whether the campaign was changed since the form was opened."""
        return self.data.get("seen", "") != campaign_digest(self.instance)

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        before = type(self.instance).objects.filter(pk=self.instance.pk).first()
        if before is None or not slug:
            title = self.cleaned_data.get("title", "")
            return slug or (before.slug if before else free_slug(title))
        if slug != before.slug and is_in_use(before):
            raise forms.ValidationError(_g("The address is known already and stays."))
        return slug

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.instance.closed_at is not None:
            self.add_error(None, _g("This campaign is closed."))
        elif self.instance.pk and self.is_stale:
            self.add_error(
                None, _g("Somebody else changed it since you opened this page. Load it again.")
            )
        # Their own faults first, so that what is compared below is there.
        for formset in self.formsets.values():
            formset.is_valid()
        self._check_titles()
        self._check_stages()
        return cleaned

    def _check_titles(self) -> None:
        stored = {title.pk: title for title in _stored(self.instance, "titles")}
        used = _used("title", stored)
        for form in _sent(self.formsets["titles"]):
            before = stored.get(form.instance.pk)
            is_used = before is not None and before.pk in used
            if _goes(form):
                # A round for this title alone would be for all of them without it.
                if is_used or (before and ScoringRound.objects.filter(titles=before).exists()):
                    self.add_error(None, _in_use(before.name))
                continue
            kind = form.cleaned_data.get("nominee_kind")
            if is_used and kind and kind != before.nominee_kind:
                form.add_error(
                    "nominee_kind", _g("Somebody was nominated for this title: its kind stays.")
                )
            self._check_parts(form)

    def _check_parts(self, form) -> None:
        """Categories, eligibility items and star levels of one title."""
        categories = _kept(form.formsets["categories"])
        removed = [each for each in _sent(form.formsets["categories"]) if _goes(each)]
        taken = _used("category", [each.instance.pk for each in removed if each.instance.pk])
        for each in removed:
            if each.instance.pk in taken:
                self.add_error(None, _in_use(each.instance.name))
        for each in _sent(form.formsets["eligibility_items"]):
            if _goes(each) and EligibilityFinding.objects.filter(item=each.instance.pk).exists():
                self.add_error(None, _in_use(each.instance.text))
        quotas = [each.cleaned_data.get("quota") for each in categories]
        total = form.cleaned_data.get("quota")
        if quotas and None not in quotas and total and sum(quotas) != total:
            form.add_error(
                "quota",
                _g("The categories add up to %(sum)d.") % {"sum": sum(quotas)},
            )
        self._check_places(form, categories)
        names = {each.cleaned_data.get("name") for each in categories}
        for each in _kept(form.formsets["eligibility_items"]):
            only = each.cleaned_data.get("category_name")
            if only and only not in names:
                each.add_error("category_name", _g("This title has no such category."))
        self._check_stars(form)

    def _check_places(self, form, categories) -> None:
        """How many are chosen stays once it could be fitted to those who are known."""
        before = CampaignTitle.objects.filter(pk=form.instance.pk).first()
        if before is None or not are_settled(before):
            return
        words = _g("The judges have begun, or somebody is proposed: this stays.")
        known = set(before.categories.values_list("pk", "quota"))
        sent = {(each.instance.pk, each.cleaned_data.get("quota")) for each in categories}
        if form.cleaned_data.get("quota") != before.quota or sent != known:
            form.add_error("quota", words)
        levels = {
            (each.cleaned_data.get("stars"), each.cleaned_data.get("least"))
            for each in _kept(form.formsets["star_levels"])
        }
        if levels != set(before.star_levels.values_list("stars", "least")):
            form.add_error(None, _g("The judges have begun: the star levels stay."))
        if form.cleaned_data.get("result_kind") != before.result_kind:
            form.add_error("result_kind", words)

    def _check_stars(self, form) -> None:
        levels = [
            (each.cleaned_data["stars"], each.cleaned_data["least"])
            for each in _kept(form.formsets["star_levels"])
            if {"stars", "least"} <= each.cleaned_data.keys()
        ]
        totals = [least for _stars, least in sorted(levels)]
        if totals != sorted(set(totals)):
            form.add_error(None, _g("More stars need a higher total."))
        if form.cleaned_data.get("result_kind") == ResultKind.STARS and not levels:
            form.add_error("result_kind", _g("Say from which totals stars are given."))

    def _check_stages(self) -> None:
        stored = {stage.pk: stage for stage in _stored(self.instance, "stages")}
        keeps = is_in_use(self.instance)
        for form in _sent(self.formsets["stages"]):
            before = stored.get(form.instance.pk)
            if before is not None:
                self._check_stage(form, before, keeps and before.has_begun())
        kinds = Counter(form.cleaned_data.get("kind") for form in _kept(self.formsets["stages"]))
        for form in _kept(self.formsets["stages"]):
            kind = form.cleaned_data.get("kind")
            if kind and kind not in REPEATABLE and kinds[kind] > 1:
                form.add_error("kind", _g("A campaign has one stage of this kind."))

    def _check_stage(self, form, before: Stage, has_begun: bool) -> None:
        if _goes(form):
            if has_begun:
                self.add_error(
                    None, _g("“%(stage)s” has begun and stays.") % {"stage": before.name}
                )
            elif Assignment.objects.filter(round__stage=before).exists():
                self.add_error(
                    None, _g("Judges were assigned for “%(stage)s”.") % {"stage": before.name}
                )
            return
        for name in ("starts_at", "ends_at"):
            if local_minute(form.cleaned_data.get(name)) == local_minute(getattr(before, name)):
                # What the field cannot show is kept as it is.
                setattr(form.instance, name, getattr(before, name))
            elif has_begun and form.cleaned_data.get(name):
                form.add_error(name, _STAYS[name]())
        if form.cleaned_data.get("kind") not in (None, before.kind):
            if has_begun:
                form.add_error("kind", _g("This stage has begun: its kind stays."))
            elif any(model.objects.filter(stage=before).exists() for model in _SET_UP):
                form.add_error("kind", _g("This stage is set up already: its kind stays."))


# What the office sets up for a stage of one kind; a stage of another would have no use for it.
_SET_UP = (ScoringRound, PublicVote, PublicNotice)
_STAYS = {
    "starts_at": lambda: _g("This stage has begun: its start stays."),
    "ends_at": lambda: _g("This stage has begun: its end moves only by an extension."),
}


def _in_use(name: str) -> str:
    return _g("“%(name)s” is in use and stays.") % {"name": name}


def _stored(campaign, relation: str) -> list:
    """What the database has, whatever the form already put into the instance."""
    if campaign.pk is None:
        return []
    model = type(campaign)._meta.get_field(relation).related_model
    return list(model.objects.filter(campaign=campaign.pk))


def _used(field: str, keys) -> set[int]:
    """Which of these titles or categories somebody was nominated for."""
    found: set[int] = set()
    for model in (Candidacy, Nomination):
        rows = model.objects.filter(**{f"{field}__in": list(keys)})
        found |= set(rows.order_by().values_list(field, flat=True).distinct())
    return found


def _sent(formset) -> list:
    """The forms of a formset that say something."""
    return [form for form in formset.forms if hasattr(form, "cleaned_data")]


def _goes(form) -> bool:
    return bool(form.cleaned_data.get("DELETE"))


def _kept(formset) -> list:
    return [form for form in _sent(formset) if form.cleaned_data and not _goes(form)]
