"""Choices and states of campaigns, nominations, scoring, notices and what follows them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CampaignNature(models.TextChoices):
    """What a campaign is: 选树, 发布, 评比 or 表彰; the last needs the document that approves it."""

    SELECTION = "selection", pgettext_lazy("nature", "selection of models")
    RELEASE = "release", pgettext_lazy("nature", "release")
    APPRAISAL = "appraisal", pgettext_lazy("nature", "appraisal")
    COMMENDATION = "commendation", pgettext_lazy("nature", "commendation")


class NomineeKind(models.TextChoices):
    """Who or what is nominated for a title; each kind has a form of its own."""

    PERSON = "person", _("person")
    FAMILY = "family", pgettext_lazy("nominee", "family")
    COLLECTIVE = "collective", _("collective")
    ORGANISATION = "organisation", _("organisation or enterprise")
    PROJECT = "project", _("project")
    WORK = "work", _("work, such as a pupil's reading")


class ResultKind(models.TextChoices):
    """What the final round gives."""

    RANK = "rank", _("a list by rank")
    STARS = "stars", _("a star level")


class StageKind(models.TextChoices):
    """Stages of a campaign; the office chooses and orders those it needs."""

    SELF_ASSESSMENT = "self", _("self-assessment")
    CALL = "call", _("call for nominations")
    SCREENING = "screening", pgettext_lazy("stage", "screening")
    FIRST_ROUND = "first", _("first round")
    ON_SITE = "on_site", _("on-site check")
    OPINIONS = "opinions", _("opinions of other departments")
    FINAL_ROUND = "final", _("final round")
    VOTE = "vote", _("public vote")
    NOTICE = "notice", _("public notice")
    DECISION = "decision", pgettext_lazy("stage", "decision")
    RELEASE = "release", _("commendation or release")
    SHOWCASE = "showcase", _("showcase")


ROUNDS = frozenset({StageKind.FIRST_ROUND, StageKind.FINAL_ROUND})
# A notice may be given at each level in turn; of every other kind there is one.
REPEATABLE = frozenset({StageKind.NOTICE, StageKind.ON_SITE, StageKind.OPINIONS})


class Role(models.TextChoices):
    """In which capacity somebody acts on a candidacy."""

    OFFICE = "office", _("selection office")
    REGION = "region", _("officer of a region")
    LEAD_JUDGE = "lead_judge", _("lead judge")
    JUDGE = "judge", _("judge")
    NOMINATOR = "nominator", _("nominator")
    PUBLIC = "public", _("the public")


class NominatedBy(models.TextChoices):
    """Who nominates."""

    SELF = "self", _("I nominate myself or us")
    OTHER = "other", _("I nominate somebody else")
    ORGANISATION = "organisation", _("an organisation nominates")
    LEVEL = "level", _("passed up by a service station or centre")


class NomineeConsent(models.TextChoices):
    """Whether the nominee knows and agrees."""

    SELF = "self", _("I am the nominee")
    GIVEN = "given", _("the nominee has agreed")
    LATER = "later", _("not yet; the office may ask")


class NominationState(models.TextChoices):
    """Where what one nominator handed in stands; follows its candidacy."""

    RECEIVED = "received", _("received")
    CORRECTING = "correcting", _("something is to be corrected")
    IN_SELECTION = "in_selection", _("in the selection")
    NOT_PASSED = "not_passed", _("did not pass the screening")
    CHOSEN = "chosen", _("chosen")
    NOT_CHOSEN = "not_chosen", _("not chosen this time")
    WITHDRAWN = "withdrawn", _("withdrawn")


NOMINATION_TRANSITIONS = {
    NominationState.RECEIVED: {
        NominationState.CORRECTING,
        NominationState.IN_SELECTION,
        NominationState.NOT_PASSED,
    },
    NominationState.CORRECTING: {
        NominationState.RECEIVED,
        NominationState.IN_SELECTION,
        NominationState.NOT_PASSED,
    },
    NominationState.IN_SELECTION: {
        NominationState.RECEIVED,
        NominationState.CORRECTING,
        NominationState.CHOSEN,
        NominationState.NOT_CHOSEN,
    },
    # To where it was before a merge that is taken back, too.
    NominationState.NOT_PASSED: {
        NominationState.RECEIVED,
        NominationState.CORRECTING,
        NominationState.IN_SELECTION,
    },
    NominationState.CHOSEN: {NominationState.NOT_CHOSEN},
    NominationState.NOT_CHOSEN: {NominationState.IN_SELECTION, NominationState.CHOSEN},
    NominationState.WITHDRAWN: set(),
}
# Whether it may still be taken back also depends on the clock: until the screening closes.
NOMINATION_WITHDRAWABLE = {
    NominationState.RECEIVED,
    NominationState.CORRECTING,
    NominationState.IN_SELECTION,
}


class CandidacyState(models.TextChoices):
    """Where a candidacy stands: one nominee for one title, however many nominated them."""

    RECEIVED = "received", _("received")
    SCREENING = "screening", _("being screened")
    CORRECTING = "correcting", _("waiting for a correction")
    ELIGIBLE = "eligible", _("passed the screening")
    INELIGIBLE = "ineligible", _("did not pass the screening")
    SHORTLISTED = "shortlisted", _("through the first round")
    PROPOSED = "proposed", _("proposed")
    ON_NOTICE = "on_notice", _("on public notice")
    HONOURED = "honoured", _("chosen")
    NOT_CHOSEN = "not_chosen", _("not chosen")
    DROPPED = "dropped", _("dropped after an objection or a check")
    REVOKED = "revoked", _("revoked")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MERGED = "merged", _("merged into another")


_OFFICE = frozenset({Role.OFFICE})
_SCREENERS = frozenset({Role.OFFICE, Role.REGION})
_BACK = frozenset({Role.OFFICE, Role.NOMINATOR})

# From each state: where to, and in which capacity.
CANDIDACY_TRANSITIONS: dict[str, dict[str, frozenset[str]]] = {
    CandidacyState.RECEIVED: {
        CandidacyState.SCREENING: _SCREENERS,
        CandidacyState.MERGED: _OFFICE,
        CandidacyState.WITHDRAWN: _BACK,
    },
    CandidacyState.SCREENING: {
        CandidacyState.CORRECTING: _SCREENERS,
        CandidacyState.ELIGIBLE: _OFFICE,
        CandidacyState.INELIGIBLE: _OFFICE,
        CandidacyState.MERGED: _OFFICE,
        CandidacyState.WITHDRAWN: _BACK,
    },
    CandidacyState.CORRECTING: {
        CandidacyState.SCREENING: _SCREENERS | {Role.NOMINATOR},
        CandidacyState.INELIGIBLE: _OFFICE,
        CandidacyState.MERGED: _OFFICE,
        CandidacyState.WITHDRAWN: _BACK,
    },
    CandidacyState.ELIGIBLE: {
        CandidacyState.SCREENING: _OFFICE,
        CandidacyState.SHORTLISTED: _OFFICE,
        CandidacyState.PROPOSED: _OFFICE,
        CandidacyState.NOT_CHOSEN: _OFFICE,
        CandidacyState.DROPPED: _OFFICE,
        CandidacyState.MERGED: _OFFICE,
        CandidacyState.WITHDRAWN: _BACK,
    },
    CandidacyState.INELIGIBLE: {CandidacyState.SCREENING: _OFFICE},
    CandidacyState.SHORTLISTED: {
        CandidacyState.ELIGIBLE: _OFFICE,
        CandidacyState.PROPOSED: _OFFICE,
        CandidacyState.NOT_CHOSEN: _OFFICE,
        CandidacyState.DROPPED: _OFFICE,
        CandidacyState.WITHDRAWN: _OFFICE,
    },
    CandidacyState.PROPOSED: {
        CandidacyState.SHORTLISTED: _OFFICE,
        CandidacyState.ELIGIBLE: _OFFICE,
        CandidacyState.ON_NOTICE: _OFFICE,
        CandidacyState.NOT_CHOSEN: _OFFICE,
        CandidacyState.DROPPED: _OFFICE,
        CandidacyState.WITHDRAWN: _OFFICE,
    },
    CandidacyState.ON_NOTICE: {
        CandidacyState.PROPOSED: _OFFICE,
        CandidacyState.HONOURED: _OFFICE,
        CandidacyState.DROPPED: _OFFICE,
        CandidacyState.WITHDRAWN: _OFFICE,
    },
    CandidacyState.NOT_CHOSEN: {
        CandidacyState.ELIGIBLE: _OFFICE,
        CandidacyState.SHORTLISTED: _OFFICE,
        CandidacyState.PROPOSED: _OFFICE,
    },
    CandidacyState.HONOURED: {CandidacyState.REVOKED: _OFFICE},
    CandidacyState.DROPPED: {},
    CandidacyState.REVOKED: {},
    CandidacyState.WITHDRAWN: {},
    # Back to where it was, only by taking the merge back: see screening/parting.py.
    CandidacyState.MERGED: {
        CandidacyState.RECEIVED: _OFFICE,
        CandidacyState.SCREENING: _OFFICE,
        CandidacyState.CORRECTING: _OFFICE,
        CandidacyState.ELIGIBLE: _OFFICE,
    },
}
# What a nominator reads of it under the receipt. The rounds and what is proposed stay unsaid
# until the notice: a state that is not here leaves the nomination as it is.
NOMINATION_STATE_OF = {
    CandidacyState.RECEIVED: NominationState.RECEIVED,
    CandidacyState.SCREENING: NominationState.RECEIVED,
    CandidacyState.CORRECTING: NominationState.CORRECTING,
    CandidacyState.ELIGIBLE: NominationState.IN_SELECTION,
    CandidacyState.INELIGIBLE: NominationState.NOT_PASSED,
    CandidacyState.HONOURED: NominationState.CHOSEN,
    CandidacyState.NOT_CHOSEN: NominationState.NOT_CHOSEN,
    CandidacyState.DROPPED: NominationState.NOT_CHOSEN,
    CandidacyState.REVOKED: NominationState.NOT_CHOSEN,
}
# Candidacies that judges, notices and votes may still deal with.
IN_THE_RUNNING = frozenset(
    {
        CandidacyState.ELIGIBLE,
        CandidacyState.SHORTLISTED,
        CandidacyState.PROPOSED,
        CandidacyState.ON_NOTICE,
    }
)
BEFORE_JUDGES = frozenset(
    {CandidacyState.RECEIVED, CandidacyState.SCREENING, CandidacyState.CORRECTING}
)


class PairDecision(models.TextChoices):
    """What was decided about two candidacies that may be of one nominee."""

    OPEN = "open", _("to be decided")
    SAME = "same", _("one nominee")
    DIFFERENT = "different", _("two nominees")


PAIR_DECISIONS = {
    PairDecision.OPEN: {PairDecision.SAME, PairDecision.DIFFERENT},
    # Only by taking the merge back.
    PairDecision.SAME: {PairDecision.DIFFERENT},
    PairDecision.DIFFERENT: {PairDecision.OPEN},
}


class Opinion(models.TextChoices):
    """What a department, a level or a visit came to."""

    AGREES = "agrees", pgettext_lazy("opinion", "agrees")
    RESERVES = "reserves", _("agrees with a reservation")
    OBJECTS = "objects", pgettext_lazy("opinion", "objects")


class Aggregation(models.TextChoices):
    """How the judges' totals of one candidacy become one figure."""

    MEAN = "mean", _("mean")
    TRIMMED = "trimmed", _("trimmed mean: highest and lowest left out")
    RANK_SUM = "rank_sum", _("sum of the judges' ranks")


class TieRule(models.TextChoices):
    """What is compared, in the order chosen, when two stand equal."""

    WEIGHTIEST = "weightiest", _("mean of the weightiest criterion")
    MEAN = "mean", _("mean of all judges' totals")
    MEDIAN = "median", _("median of the judges' totals")
    FIRST_PLACES = "first_places", _("how many judges placed it first")
    EARLIER_ROUND = "earlier_round", _("result of the round before")
    PANEL = "panel", _("decision of the panel, minuted")


class AssignmentState(models.TextChoices):
    """Where one judge's work on one candidacy stands."""

    ASSIGNED = "assigned", pgettext_lazy("judging", "assigned")
    DECLARED = "declared", _("declared free of interest")
    RECUSED = "recused", _("recused")
    SUBMITTED = "submitted", _("scored")


ASSIGNMENT_TRANSITIONS = {
    AssignmentState.ASSIGNED: {AssignmentState.DECLARED, AssignmentState.RECUSED},
    AssignmentState.DECLARED: {AssignmentState.SUBMITTED, AssignmentState.RECUSED},
    AssignmentState.SUBMITTED: {AssignmentState.DECLARED, AssignmentState.RECUSED},
    AssignmentState.RECUSED: set(),
}


class VoterProof(models.TextChoices):
    """What a voter shows."""

    CHECK = "check", _("the check against programs, one vote an address and browser")
    PHONE = "phone", _("a code sent to the telephone")
    CODE = "code", _("a code the campaign gave out")


class DayUnit(models.TextChoices):
    """What the length of a notice is counted in."""

    WORKING = "working", _("working days")
    CALENDAR = "calendar", _("calendar days")


class NoticeOrder(models.TextChoices):
    """In which order a notice lists its names."""

    STROKES = "strokes", _("by strokes of the surname")
    RANK = "rank", _("by rank")


class PublicNoticeState(models.TextChoices):
    """Where a public notice stands; whether its period runs is computed from the clock."""

    DRAFT = "draft", pgettext_lazy("notice", "being prepared")
    PUBLISHED = "published", pgettext_lazy("notice", "published")
    CALLED_BACK = "called_back", _("called back")
    CLOSED = "closed", pgettext_lazy("notice", "closed")


PUBLIC_NOTICE_TRANSITIONS = {
    PublicNoticeState.DRAFT: {PublicNoticeState.PUBLISHED, PublicNoticeState.CALLED_BACK},
    PublicNoticeState.PUBLISHED: {PublicNoticeState.CLOSED, PublicNoticeState.CALLED_BACK},
    PublicNoticeState.CLOSED: set(),
    PublicNoticeState.CALLED_BACK: set(),
}


class ObjectionState(models.TextChoices):
    """Where an objection to a notice stands."""

    RECEIVED = "received", _("received")
    CHECKING = "checking", _("being checked")
    UPHELD = "upheld", _("upheld")
    NOT_UPHELD = "not_upheld", _("not upheld")
    WITHDRAWN = "withdrawn", _("withdrawn")


OBJECTION_TRANSITIONS = {
    ObjectionState.RECEIVED: {
        ObjectionState.CHECKING,
        ObjectionState.UPHELD,
        ObjectionState.NOT_UPHELD,
    },
    ObjectionState.CHECKING: {ObjectionState.UPHELD, ObjectionState.NOT_UPHELD},
    ObjectionState.UPHELD: set(),
    ObjectionState.NOT_UPHELD: {ObjectionState.CHECKING},
    ObjectionState.WITHDRAWN: set(),
}
OBJECTION_WITHDRAWABLE = {ObjectionState.RECEIVED, ObjectionState.CHECKING}
OBJECTION_OPEN = frozenset({ObjectionState.RECEIVED, ObjectionState.CHECKING})
