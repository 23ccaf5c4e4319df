"""The pages of a nomination in their order, and what is kept between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from heritage.honours.enums import NominatedBy
from heritage.honours.models import CampaignTitle
from heritage.honours.nominating.forms import (
    AssessmentForm,
    DeedsForm,
    MaterialForm,
    NominatorForm,
    NomineeForm,
    StepForm,
)

BY, NOTICE, PAGE = "by", "_notice", "_page"
"""What a draft keeps beside the answers: who nominates, the notice agreed to, the last page."""


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its place in the address, its heading, and its form; the last has none."""

    slug: str
    label: str
    form: type[StepForm] | None


NOMINEE = Step("nominee", _("The nominee"), NomineeForm)
DEEDS = Step("deeds", _("Deeds"), DeedsForm)
MATERIAL = Step("material", _("Material"), MaterialForm)
ASSESSMENT = Step("assessment", _("Self-assessment"), AssessmentForm)
NOMINATOR = Step("nominator", _("The nominator"), NominatorForm)
CHECK = Step("check", _("Check and send"), None)


def steps_of(title: CampaignTitle) -> list[Step]:
    """The pages of a title's form, the checking last."""
    assessment = [ASSESSMENT] if title.self_rubric_id else []
    return [NOMINEE, DEEDS, MATERIAL, *assessment, NOMINATOR, CHECK]


def by_of(answers: Mapping[str, str]) -> str:
    """Who nominates, as it was chosen at the beginning."""
    chosen = answers.get(BY, "")
    return chosen if chosen in NominatedBy.values else NominatedBy.OTHER


def bound_forms(
    title: CampaignTitle, answers: Mapping[str, str], *, without_assessment: bool = False
) -> dict[str, StepForm]:
    """The form of every page by its slug, bound to what is kept."""
    return {
        step.slug: step.form(answers, title=title, by=by_of(answers))
        for step in steps_of(title)
        if step.form and not (without_assessment and step is ASSESSMENT)
    }


def empty_forms(title: CampaignTitle, by: str) -> dict[str, StepForm]:
    """The form of every page by its slug, with nothing in it."""
    return {step.slug: step.form(title=title, by=by) for step in steps_of(title) if step.form}


def all_valid(made: Iterable[Form]) -> bool:
    """Whether all forms are valid; each is looked at, so that all faults are told at once."""
    faulty = [form for form in made if not form.is_valid()]
    return not faulty


def said_in(made: Mapping[str, StepForm]) -> dict[str, object]:
    """What :func:`~.domain.nominate` takes of valid forms."""
    facts = made[NOMINEE.slug].facts()
    facts["deeds"] = made[DEEDS.slug].cleaned_data["deeds"]
    facts["links"] = made[MATERIAL.slug].cleaned_data["links"]
    assessment = made.get(ASSESSMENT.slug)
    return {
        "facts": facts,
        "self_scores": assessment.scores() if assessment else {},
        **made[NOMINATOR.slug].said(),
    }
