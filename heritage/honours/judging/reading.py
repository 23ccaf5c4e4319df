"""A nominee's file as a judge reads it: no nominators, and where judging is blind no nominee."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _g
from wagtail.log_actions import log

from cms.core.intake.models import Evidence
from heritage.honours import nominees, scoring
from heritage.honours.enums import AssignmentState
from heritage.honours.judging.domain import LOG, as_pure, require_own
from heritage.honours.models import Assignment, Candidacy, Nomination, RubricCriterion
from search.text.names import split_name

# What may stand between the characters of a name that is set wide or is of another people.
_BETWEEN = r"[\s·•‧・∙⋅．.]*"
_SEPARATORS = re.compile(r"[\s·•‧・∙⋅．.]+")
# Amounts of money are long numbers too, so only what is dialled is masked.
_TELEPHONE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
READABLE = frozenset({AssignmentState.DECLARED, AssignmentState.SUBMITTED})


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """What a judge reads: who, the facts by label, deeds, files by their numbers.

    ``name`` is the code where judging is blind; ``files`` are then not shown,
    since faces and papers tell the name.
    """

    name: str
    code: str
    is_blind: bool
    facts: tuple[tuple[str, str], ...]
    deeds: str
    links: tuple[str, ...]
    files: tuple[Evidence, ...]


def name_for_judges(candidacy: Candidacy) -> str:
    """The nominee's name, or the number where judging is blind. Reads ``candidacy.campaign``."""
    return candidacy.code if candidacy.campaign.blind else candidacy.nominee_name


def file_of(candidacy: Candidacy) -> JudgedFile:
    """The file of a candidacy for judges; three queries."""
    campaign = candidacy.campaign
    nominations = list(candidacy.nominations.filter(purged_at=None))
    hidden = {name: _g("[nominator]") for name in _nominators(candidacy, nominations)}
    asked = nominees.questions_of(candidacy.title.nominee_kind)
    if campaign.blind:
        asked = [question for question in asked if question.answer != nominees.NAME]
        hidden |= dict.fromkeys(_forms_of(candidacy.nominee_name), f"[{candidacy.code}]")
    else:
        asked = [question for question in asked if question.name != "nominee_name"]
    answers = [
        (str(question.label), nominees.answer_to(question, candidacy))
        for question in asked
        if question.answer != nominees.PHONE
    ]
    answers.append((_g("Self-assessment"), _self_assessed(candidacy, nominations)))
    links = candidacy.links.split() if not campaign.blind else []
    return JudgedFile(
        name=name_for_judges(candidacy),
        code=candidacy.code,
        is_blind=campaign.blind,
        facts=tuple((label, masked(answer, hidden)) for label, answer in answers if answer),
        deeds=masked(candidacy.deeds, hidden),
        links=tuple(link for link in links if link.startswith(("https://", "http://"))),
        files=() if campaign.blind else tuple(_files(nominations)),
    )


def masked(text: str, hidden: dict[str, str]) -> str:
    """``text`` with each name of ``hidden`` replaced, longest first, and telephone numbers.

    A name is found though it be set wide or with other middle dots.
    """
    for name in sorted(hidden, key=len, reverse=True):
        characters = [re.escape(c) for c in _SEPARATORS.sub("", name)]
        if len(characters) >= 2:
            text = re.sub(_BETWEEN.join(characters), lambda _, name=name: hidden[name], text)
    return _TELEPHONE.sub("***********", _EMAIL.sub("***", text))


def open_file(*, assignment: Assignment, pk: int, user: AbstractBaseUser) -> Evidence:
    """A file of the nominee for its judge, and a line in the log that it was opened.

    Raises ``PermissionDenied`` for another judge's, and ``Evidence.DoesNotExist``
    for a file that is not shown to judges or before interest was declared.
    """
    require_own(assignment, user)
    if assignment.state not in READABLE:
        raise Evidence.DoesNotExist
    shown = {file.pk: file for file in file_of(assignment.candidacy).files}
    if pk not in shown:
        raise Evidence.DoesNotExist
    with transaction.atomic():
        log(
            instance=assignment.candidacy,
            action=f"{LOG}file_opened",
            user=user,
            data={"note": f"evidence {pk}"},
        )
    return shown[pk]


def _nominators(candidacy: Candidacy, nominations: list[Nomination]) -> set[str]:
    names = {
        name.strip()
        for nomination in nominations
        for name in (nomination.contact_name, nomination.organisation_name)
    }
    # Who nominates themself stays named where judging is not blind.
    return {name for name in names if name and name != candidacy.nominee_name.strip()}


def _forms_of(name: str) -> set[str]:
    """A nominee's name, and the given name where it is long enough to be told from a word."""
    _surname, given = split_name(name)
    return {name} | ({given} if len(given) >= 2 else set())


def _self_assessed(candidacy: Candidacy, nominations: list[Nomination]) -> str:
    """The total nominees gave themselves and the most there is; empty where they did not."""
    given = next((each.self_scores for each in nominations if each.self_scores), {})
    rubric = candidacy.title.self_rubric_id
    if rubric is None or not given:
        return ""
    criteria = as_pure(RubricCriterion.objects.filter(aspect__rubric=rubric))
    values = {int(key): Decimal(value) for key, value in given.items()}
    if scoring.faults_of(criteria, values):
        return ""
    total, most = (
        format(number.normalize(), "f")
        for number in (scoring.total_of(criteria, values), scoring.most_of(criteria))
    )
    return f"{total} / {most}"


def _files(nominations: list[Nomination]):
    return Evidence.objects.filter(
        content_type=ContentType.objects.get_for_model(Nomination),
        object_id__in=[nomination.pk for nomination in nominations],
    )
