"""A nominee's file as a judge reads it: no nominators, and where judging is blind no nominee."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _g
from wagtail.log_actions import log

from cms.core.intake.models import Evidence
from cms.core.intake.sniffing import type_of
from heritage.honours import nominees, scoring
from heritage.honours.enums import AssignmentState, CandidacyState, NomineeKind
from heritage.honours.judging.domain import LOG, as_pure, require_own
from heritage.honours.models import Assignment, Candidacy, Nomination, RubricCriterion
from search.text.names import split_name

# What may stand between the characters of a name that is set wide or is of another people.
_BETWEEN = r"[\s·•‧・∙⋅．.]*"
_SEPARATORS = re.compile(r"[\s·•‧・∙⋅．.]+")
# Amounts of money are long numbers too, so only what is dialled is masked.
_TELEPHONE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
# A family is called by those it is of: 张三、李四家庭, 王五和赵六夫妇.
_FAMILY_ENDS = re.compile(r"(?:夫妇|夫妻|父子|母子|父女|母女|兄弟|姐妹|一家|之家|家庭|全家|家)+$")
_FAMILY_JOINTS = (re.compile(r"[、，,;；&\s]+"), re.compile(r"[、，,;；&\s和与及]+"))
READABLE = frozenset({AssignmentState.DECLARED, AssignmentState.SUBMITTED})


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper or picture of the nominee; its own name is not told, ``kind`` is such as ``PDF``."""

    evidence: Evidence
    kind: str


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
    files: tuple[Paper, ...]


def name_for_judges(candidacy: Candidacy) -> str:
    """The nominee's name, or the number where judging is blind. Reads ``candidacy.campaign``."""
    return candidacy.code if candidacy.campaign.blind else candidacy.nominee_name


def has_left(candidacy: Candidacy) -> bool:
    """Whether a nominee was taken back or is another now, so that the file is closed to judges."""
    return candidacy.state in (CandidacyState.WITHDRAWN, CandidacyState.MERGED)


def file_of(candidacy: Candidacy) -> JudgedFile:
    """The file of a candidacy for judges; three queries."""
    campaign = candidacy.campaign
    nominations = list(candidacy.nominations.filter(purged_at=None))
    hidden = {name: _g("[nominator]") for name in _nominators(candidacy, nominations)}
    asked = nominees.questions_of(candidacy.title.nominee_kind)
    if campaign.blind:
        hidden |= dict.fromkeys(_names_in(candidacy), f"[{candidacy.code}]")
        asked = [question for question in asked if not question.tells_names]
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
    if assignment.state not in READABLE or has_left(assignment.candidacy):
        raise Evidence.DoesNotExist
    shown = {paper.evidence.pk: paper.evidence for paper in file_of(assignment.candidacy).files}
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


def _names_in(candidacy: Candidacy) -> set[str]:
    """All that names a nominee: who it is, who leads it, who made it, whom a family is of."""
    kind = candidacy.title.nominee_kind
    asked = (q for q in nominees.questions_of(kind) if q.answer == nominees.NAME)
    names = {nominees.answer_to(question, candidacy) for question in asked}
    if kind == NomineeKind.FAMILY:
        plain = _FAMILY_ENDS.sub("", candidacy.nominee_name.strip())
        # 和 may join two names or stand in one.
        names |= {part for joint in _FAMILY_JOINTS for part in joint.split(plain)}
    return {form for name in names if name for form in _forms_of(name)}


def _forms_of(name: str) -> set[str]:
    """A name, and the given name where it is long enough to be told from a word."""
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


def _files(nominations: list[Nomination]) -> Iterator[Paper]:
    found = Evidence.objects.filter(
        content_type=ContentType.objects.get_for_model(Nomination),
        object_id__in=[nomination.pk for nomination in nominations],
    )
    for evidence in found:
        kind = type_of(evidence.mime)
        yield Paper(evidence, kind.name if kind else evidence.mime)
