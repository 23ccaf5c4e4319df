"""The pages of a nomination, one form a page; the clerk's form is made of the same."""

from __future__ import annotations

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.intake.forms import FilesField, unbroken
from cms.core.text import plain
from heritage.honours import nominees
from heritage.honours.enums import NominatedBy, NomineeConsent, NomineeKind
from heritage.honours.models import CampaignTitle, RubricCriterion
from heritage.honours.nominating.fields import (
    AreaField,
    KnownDateField,
    NameField,
    PhoneField,
    ProseField,
)
from heritage.people.enums import Gender

_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
MOST_LINKS = 10
MOST_RANK = 500
_SHORT = 40
_CRITERION = "criterion-"


class StepForm(forms.Form):
    """One page. ``title`` says what is asked; ``by`` who nominates (:class:`NominatedBy`)."""

    def __init__(self, *args, title: CampaignTitle, by: str = NominatedBy.OTHER, **kwargs):
        super().__init__(*args, **kwargs)
        self.title, self.by = title, by
        self.build()

    def build(self) -> None:
        """Add the fields that depend on the title."""

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """The fields to show in order, without the files."""
        return [field for field in self.visible_fields() if field.name != "files"]

    def kept_answers(self) -> dict[str, str]:
        """What was typed so far, valid or not, by name."""
        kept = {}
        for name, field in self.fields.items():
            if name == "files":
                continue
            value = str(self.data.get(name) or "")
            # What is no text, a choice or a number, is short.
            longest = getattr(field, "max_length", None) or _SHORT
            kept[name] = plain(unbroken(value))[:longest]
        return kept

    def shown(self) -> list[tuple[str, str]]:
        """Label and answer of a bound form, to be read again."""
        rows = []
        for bound in self.visible_fields():
            if bound.name == "files":
                continue
            typed = str(self.data.get(bound.name) or "")
            if isinstance(bound.field, AreaField):
                typed = bound.field.shown(typed)
            elif isinstance(bound.field, forms.ChoiceField):
                typed = str(dict(bound.field.choices).get(typed, typed))
            elif isinstance(bound.field, forms.BooleanField):
                typed = str(_("yes")) if typed else ""
            rows.append((bound.label, typed))
        return rows


class NomineeForm(StepForm):
    """Who or what is nominated."""

    def build(self) -> None:
        categories = list(self.title.categories.all())
        if categories:
            self.fields["category"] = forms.ChoiceField(
                label=_("Category"),
                choices=[("", "————"), *((str(each.pk), each.name) for each in categories)],
            )
        for question in nominees.questions_of(self.title.nominee_kind):
            self.fields[question.name] = field_for(question, self.title)

    def clean_category(self):
        return self.title.categories.get(pk=self.cleaned_data["category"])

    def facts(self) -> dict[str, object]:
        """What a nomination stores of a valid form, ``details`` apart."""
        questions = nominees.questions_of(self.title.nominee_kind)
        asked = {each.name: self.cleaned_data.get(each.name) for each in questions}
        details = {
            each.name: str(asked.pop(each.name) or "") for each in questions if each.in_details
        }
        return {
            **asked,
            "category": self.cleaned_data.get("category"),
            "details": {name: value for name, value in details.items() if value},
        }


def field_for(question: nominees.Question, title: CampaignTitle) -> forms.Field:
    """The form field of a question."""
    told = {
        "label": question.label,
        "help_text": question.help_text,
        "required": question.required,
    }
    match question.answer:
        case nominees.NAME:
            return NameField(
                max_length=question.longest,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                **told,
            )
        case nominees.DATE:
            return KnownDateField(**told)
        case nominees.PHONE:
            # Of somebody else as a rule: a browser would fill in the nominator's own.
            field = PhoneField(**{**told, "required": False})
            field.widget.attrs["autocomplete"] = "off"
            return field
        case nominees.GENDER:
            return forms.ChoiceField(choices=Gender, widget=forms.RadioSelect, **told)
        case nominees.NUMBER:
            return forms.IntegerField(min_value=0, max_value=9_999_999, **told)
        case nominees.PLACE:
            required = title.campaign.place_id is not None
            return AreaField(campaign=title.campaign, **{**told, "required": required})
    return ProseField(max_length=question.longest, lines=question.lines, **told)


class DeedsForm(StepForm):
    """What the nominee has done."""

    def build(self) -> None:
        self.fields["deeds"] = ProseField(
            label=_("Deeds"),
            help_text=_(
                "What was done, when and where, and what came of it. No designations of troops, "
                "no identity numbers, no telephone numbers."
            ),
            least=self.title.deeds_least,
            most=self.title.deeds_most,
            lines=nominees.DEEDS.lines,
            max_length=nominees.DEEDS.longest,
        )


class MaterialForm(StepForm):
    """Pictures, papers, sound and links."""

    files = FilesField(label=_("Pictures, documents, sound"))
    links = ProseField(
        label=_("Links to videos"),
        help_text=_("One a line, beginning with https://; large videos cannot be uploaded here."),
        required=False,
        max_length=nominees.LINKS.longest,
        lines=nominees.LINKS.lines,
    )

    def clean_links(self):
        lines = self.cleaned_data["links"].split()
        if len(lines) > MOST_LINKS:
            raise ValidationError(_("At most ten links."), code="too_many")
        for line in lines:
            if not _LINK.fullmatch(line):
                raise ValidationError(
                    _("“%(link)s” is no link; it begins with https://."),
                    code="no_link",
                    params={"link": line[:80]},
                )
        return "\n".join(lines)


class AssessmentForm(StepForm):
    """The nominee's own score by the title's rubric (对照自查打分)."""

    def build(self) -> None:
        self.groups: list[tuple[str, list[str]]] = []
        for aspect in self.title.self_rubric.aspects.prefetch_related("criteria"):
            names = []
            for criterion in aspect.criteria.all():
                name = f"{_CRITERION}{criterion.pk}"
                self.fields[name] = ScoreField(criterion)
                names.append(name)
            self.groups.append((aspect.name, names))

    @property
    def grouped_fields(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields, aspect by aspect."""
        return [(aspect, [self[name] for name in names]) for aspect, names in self.groups]

    def scores(self) -> dict[str, str]:
        """Criterion key to score, as text, of a valid form."""
        return {
            name.removeprefix(_CRITERION): str(value) for name, value in self.cleaned_data.items()
        }


class ScoreField(forms.DecimalField):
    """A score of one criterion, in its steps."""

    def __init__(self, criterion: RubricCriterion):
        self.step = criterion.step
        super().__init__(
            label=criterion.name,
            help_text=_("0 to %(most)s. %(about)s")
            % {"most": f"{criterion.most.normalize():f}", "about": criterion.description},
            min_value=Decimal(0),
            max_value=criterion.most,
            decimal_places=1,
            max_digits=6,
            widget=forms.NumberInput(attrs={"step": str(criterion.step), "inputmode": "decimal"}),
        )

    def clean(self, value):
        score = super().clean(value)
        if score is not None and score % self.step:
            raise ValidationError(
                _("Scores go in steps of %(step)s."), params={"step": f"{self.step.normalize():f}"}
            )
        return score


class NominatorForm(StepForm):
    """Who nominates, how to reach them, and whether the nominee agrees."""

    contact_name = NameField(
        label=_("Your name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Your telephone number"),
        help_text=_("Together with the receipt it shows you how it stands."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def build(self) -> None:
        if self.by == NominatedBy.OTHER:
            self.fields["relation"] = ProseField(
                label=_("How you know the nominee"), max_length=120, required=False
            )
        if self.by in (NominatedBy.ORGANISATION, NominatedBy.LEVEL):
            self.fields["organisation_name"] = NameField(
                label=_("Nominating organisation")
                if self.by == NominatedBy.ORGANISATION
                else _("Name of the station or centre"),
                max_length=160,
                widget=forms.TextInput(attrs={"autocomplete": "organization"}),
            )
            is_level = self.by == NominatedBy.LEVEL
            if is_level:
                self.fields["recommending_place"] = AreaField(
                    campaign=self.title.campaign, label=_("Place of the station or centre")
                )
            self.fields["opinion"] = ProseField(
                label=_("Opinion of the station or centre")
                if is_level
                else _("Opinion of the organisation"),
                max_length=1000,
                lines=4,
                required=is_level,
            )
            self.fields["rank"] = forms.IntegerField(
                label=_("Rank among those passed up"),
                min_value=1,
                max_value=MOST_RANK,
                required=is_level,
            )
        if self.by != NominatedBy.SELF:
            choices = [c for c in NomineeConsent.choices if c[0] != NomineeConsent.SELF]
            self.fields["nominee_consent"] = forms.ChoiceField(
                label=self._consent_label(), choices=choices, widget=forms.RadioSelect
            )
            self.fields["consent_reason"] = ProseField(
                label=_("Why they were not asked yet"), max_length=300, required=False
            )

    def _consent_label(self) -> str:
        if self.title.nominee_kind == NomineeKind.WORK:
            return _("Do the author and, of a child, the parents agree")
        return _("Does the nominee agree")

    def clean(self):
        cleaned = super().clean()
        later = cleaned.get("nominee_consent") == NomineeConsent.LATER
        if later and not cleaned.get("consent_reason"):
            self.add_error("consent_reason", _("Say why they were not asked yet."))
        return cleaned

    def said(self) -> dict[str, object]:
        """What :func:`heritage.honours.nominating.domain.nominate` takes of a valid form."""
        said = dict(self.cleaned_data)
        said["by"] = NominatedBy(self.by)
        if self.by == NominatedBy.SELF:
            said["nominee_consent"] = NomineeConsent.SELF
        if said["nominee_consent"] != NomineeConsent.LATER:
            said["consent_reason"] = ""
        return said


class BeginForm(forms.Form):
    """Who nominates, and agreement, before anything is written down."""

    by = forms.ChoiceField(label=_("Who nominates"), choices=NominatedBy, widget=forms.RadioSelect)
    consent = forms.BooleanField(
        label=_("I have read this and agree"),
        error_messages={"required": _("Without your agreement we may keep nothing.")},
    )


class SendForm(forms.Form):
    """What is declared when all is sent; agreement anew where the notice was changed meanwhile."""

    true = forms.BooleanField(
        label=_("What I have written is true to the best of my knowledge"),
        error_messages={"required": _("Please confirm this before you send it.")},
    )
    consent = BeginForm.base_fields["consent"]

    def __init__(self, *args, agreed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if agreed:
            del self.fields["consent"]


class AnswerForm(forms.Form):
    """What the nominator answers to a request for correction; files may come with it."""

    text = ProseField(label=_("Your answer"), max_length=5000, lines=8)
    files = FilesField(label=_("Pictures, documents, sound"))


class MoreFilesForm(forms.Form):
    """Files that follow later."""

    files = FilesField(label=_("Pictures, documents, sound"), required=True)
