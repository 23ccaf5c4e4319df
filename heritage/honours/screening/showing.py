"""What the file of a candidacy shows a user, and the forms of the steps they may take."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry

from cms.core.intake.enums import EnteredVia
from cms.core.intake.masking import mask_name, mask_phone
from cms.core.intake.receipts import grouped
from heritage.honours import nominees
from heritage.honours.capacities import is_office
from heritage.honours.enums import (
    CANDIDACY_TRANSITIONS,
    CandidacyState,
    NominationState,
    Role,
)
from heritage.honours.models import Campaign, Candidacy, Nomination, RubricCriterion
from heritage.honours.screening import checklist, parting, recommending
from heritage.honours.screening.domain import AT_WORK, is_before_judges, role_of
from heritage.honours.screening.forms import (
    CorrectionForm,
    FindingsForm,
    OpinionForm,
    PartForm,
    PassForm,
    ReasonForm,
    RecommendForm,
    RefuseForm,
    StartForm,
    VisitForm,
)
from heritage.honours.screening.pairing import ALIVE
from heritage.people.models import Place

HISTORY = 60
MOST_COLUMNS = 8


def places_of(campaign: Campaign) -> QuerySet[Place]:
    """The places of a campaign's area; all where it names none."""
    places = Place.objects.order_by("path")
    return places.within(campaign.place) if campaign.place else places


def may_go(candidacy: Candidacy, to: CandidacyState, role: Role) -> bool:
    """Whether the table lets a role take that step now; a merged one is only parted."""
    if candidacy.merged_into_id is not None:
        return False
    return role in CANDIDACY_TRANSITIONS[candidacy.state].get(to, frozenset())


def forms_of(
    candidacy: Candidacy, user: AbstractBaseUser, *, data=None, files=None, only: str = ""
) -> dict:
    """The forms of the steps a user may take from here, by name; bound where ``data`` is given.

    With ``only`` the form of that step even where it is not possible any more,
    so that what was typed is shown again; none where the user never may.
    """
    role = role_of(user, candidacy)
    given = {"data": data, "initial": {"seen": candidacy.version}}
    levels = [level.place.pk for level in recommending.levels_of(candidacy, user) if level.may]
    at_work = candidacy.state in AT_WORK
    office = role == Role.OFFICE
    nominations = candidacy.nominations.exclude(state__in=Nomination.closed_states)
    kept = candidacy.merged_into
    regions = Place.objects.filter(pk__in=levels).order_by("-path")
    makers = {
        # Name: whether it is possible now, whether the user may ever, the form.
        "start": (may_go(candidacy, CandidacyState.SCREENING, role), True, StartForm, {}),
        "findings": (at_work, True, FindingsForm, {"lines": checklist.lines_of(candidacy)}),
        "correction": (
            at_work,
            True,
            CorrectionForm,
            {"nominations": nominations.order_by("pk")},
        ),
        "pass": (candidacy.state == CandidacyState.SCREENING, office, PassForm, {}),
        "refuse": (may_go(candidacy, CandidacyState.INELIGIBLE, role), office, RefuseForm, {}),
        "withdraw": (may_go(candidacy, CandidacyState.WITHDRAWN, role), office, ReasonForm, {}),
        "propose": (may_go(candidacy, CandidacyState.PROPOSED, role), office, ReasonForm, {}),
        "pass-over": (may_go(candidacy, CandidacyState.NOT_CHOSEN, role), office, ReasonForm, {}),
        "drop": (may_go(candidacy, CandidacyState.DROPPED, role), office, ReasonForm, {}),
        "recommend": (
            candidacy.state in recommending.OPEN_TO and bool(levels),
            bool(levels),
            RecommendForm,
            {"places": regions, "files": files, "initial": _as_passed_up(candidacy, levels)},
        ),
        "visit": (candidacy.state in ALIVE, True, VisitForm, {"files": files}),
        "opinion": (candidacy.state in ALIVE, office, OpinionForm, {}),
        "part": (kept is not None, office, PartForm, {"kept": kept}),
    }
    return {
        # Several forms of one page need ids of their own.
        name: form(**given | more, auto_id=f"{name}-%s")
        for name, (is_possible, ever, form, more) in makers.items()
        if ever and (name == only if only else is_possible)
    }


def outcomes_of(forms: dict) -> list[dict]:
    """What the office may decide beside the judges: name, label, help and form of each."""
    told = [
        (
            "propose",
            _("Propose"),
            _("Where no judges score, or to fill a place that became free after an objection."),
        ),
        ("pass-over", _("Not chosen"), _("Without a round of judges.")),
        ("drop", _("Drop"), _("For good, after a visit or the opinion of a department.")),
    ]
    return [
        {"name": name, "label": label, "help": help_text, "form": forms[name]}
        for name, label, help_text in told
        if name in forms
    ]


def _as_passed_up(candidacy: Candidacy, levels: list[int]) -> dict[str, object]:
    """What a station said when it passed the nominee up, for its region to confirm."""
    initial: dict[str, object] = {"seen": candidacy.version}
    said = (
        candidacy.nominations.filter(recommending_place__in=levels)
        .exclude(recommending_place__in=candidacy.recommendations.values("place"))
        .order_by("-pk")
        .first()
    )
    if said:
        place, rank, opinion = said.recommending_place_id, said.rank, said.opinion
        initial |= {"place": place, "rank": rank, "opinion": opinion}
    return initial


def file_of(candidacy: Candidacy, user: AbstractBaseUser) -> dict:
    """Everything the template of a file shows; nothing that says who a nominator is in full."""
    kind = candidacy.title.nominee_kind
    given = list(
        candidacy.nominations.select_related("recommending_place", "entered_by", "category")
        .prefetch_related("evidence", "corrections__asked_by")
        .order_by("pk")
    )
    office = is_office(user)
    criteria = _criteria_of(candidacy)
    return {
        "candidacy": candidacy,
        "facts": _side_by_side(candidacy, given[:MOST_COLUMNS], kind),
        "nominations": [_told(nomination, criteria) for nomination in given],
        "nominators": sum(each.state != NominationState.WITHDRAWN for each in given),
        "masked_phone": mask_phone(candidacy.nominee_phone),
        "may_unmask": user.has_perm("heritage.unmask_candidacy"),
        "may_read_records": user.has_perm(Nomination.permission("view")),
        "may_amend": office and is_before_judges(candidacy),
        "missing": checklist.missing(candidacy)
        if candidacy.state == CandidacyState.SCREENING
        else [],
        "hits": checklist.negative_hits(candidacy),
        "earlier": checklist.earlier_honours(candidacy),
        "pairs": checklist.open_pairs(candidacy),
        "namesakes": checklist.namesakes(candidacy, user),
        "lines": checklist.lines_of(candidacy),
        "levels": recommending.levels_of(candidacy, user),
        "merged": candidacy.merged.order_by("pk"),
        "not_parted": parting.obstacle(candidacy) if candidacy.merged_into else "",
        "visits": candidacy.checks.select_related("by"),
        "opinions": candidacy.opinions.select_related("by"),
        "history": _history(candidacy),
        "now": timezone.now(),
    }


def _history(candidacy: Candidacy) -> list:
    """What was done to it, with states in words."""
    labels = dict(CandidacyState.choices)
    entries = list(registry.get_logs_for_instance(candidacy).select_related("user")[:HISTORY])
    for entry in entries:
        states = [labels.get(entry.data.get(end)) for end in ("from", "to")]
        entry.step = states if all(states) else None
    return entries


def _side_by_side(candidacy: Candidacy, given: list[Nomination], kind: str) -> list[dict]:
    """What is asked of such a nominee: as kept, and as each nomination says it."""
    rows = []
    for question in (*nominees.questions_of(kind), nominees.DEEDS, nominees.LINKS):
        if question.answer == nominees.PHONE:
            continue
        kept = nominees.answer_to(question, candidacy)
        said = [nominees.answer_to(question, nomination) for nomination in given]
        if kept or any(said):
            cells = [{"text": text, "differs": bool(text) and text != kept} for text in said]
            is_long = question.name == "deeds"
            rows.append({"label": question.label, "kept": kept, "said": cells, "is_long": is_long})
    return rows


def _criteria_of(candidacy: Candidacy) -> dict[str, str]:
    """Names of what nominees of the title score themselves by, by key as text."""
    rubric = candidacy.title.self_rubric_id
    if rubric is None:
        return {}
    criteria = RubricCriterion.objects.filter(aspect__rubric=rubric)
    names = criteria.order_by("aspect__sort_order", "sort_order").values_list("pk", "name")
    return {str(key): name for key, name in names}


def _told(nomination: Nomination, criteria: dict[str, str]) -> dict:
    scores = nomination.self_scores
    return {
        "scores": [(name, scores[key]) for key, name in criteria.items() if key in scores],
        "nomination": nomination,
        "number": grouped(nomination.receipt),
        "name": mask_name(nomination.contact_name),
        "phone": mask_phone(nomination.contact_phone),
        "by_clerk": nomination.entered_via != EnteredVia.WEB,
        "files": list(nomination.evidence.all()),
        "corrections": list(nomination.corrections.all()),
    }
