"""States and choices of the oral-history archive; importable from anywhere."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Standpoint(models.TextChoices):
    """How the narrator knows what is told (DA/T 59-2017: 亲历, 亲见, 亲闻)."""

    LIVED = "lived", _("lived through it")
    SAW = "saw", _("saw it")
    HEARD = "heard", _("heard of it at first hand")
    # Somebody's text read out by another is no testimony of theirs.
    WROTE = "wrote", _("wrote the text that is read out")


class CollectorPart(models.TextChoices):
    """What a collector did at the interview."""

    INTERVIEWER = "interviewer", _("interviewer")
    CAMERA = "camera", _("camera")
    SOUND = "sound", _("sound")
    NOTES = "notes", _("notes")
    TRANSCRIBER = "transcriber", _("transcriber")
    OTHER = "other", _("other")


class Audience(models.TextChoices):
    """Who is asking, from the widest circle to the narrowest."""

    PUBLIC = "public", _("everybody")
    SCHOOLS = "schools", _("schools")
    ON_SITE = "on_site", _("visitors on site")
    STAFF = "staff", _("archivists")


class Scope(models.TextChoices):
    """Who may read, see and hear what was agreed on."""

    PUBLIC = "public", _("open to everybody")
    SCHOOLS = "schools", _("schools and on site only")
    ON_SITE = "on_site", _("on site only")
    CLOSED = "closed", pgettext_lazy("to listeners", "closed")


MAY_HEAR = {
    Scope.PUBLIC: frozenset(Audience),
    Scope.SCHOOLS: frozenset({Audience.SCHOOLS, Audience.ON_SITE, Audience.STAFF}),
    Scope.ON_SITE: frozenset({Audience.ON_SITE, Audience.STAFF}),
    Scope.CLOSED: frozenset({Audience.STAFF}),
}
"""The audiences that each scope opens for."""


class ConsentState(models.TextChoices):
    """Where an agreement stands."""

    IN_FORCE = "in_force", _("in force")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REPLACED = "replaced", _("replaced by another")


CONSENT_TRANSITIONS = {
    ConsentState.IN_FORCE: {ConsentState.WITHDRAWN, ConsentState.REPLACED},
    # Somebody who withdrew may agree again, by a new agreement.
    ConsentState.WITHDRAWN: {ConsentState.REPLACED},
    ConsentState.REPLACED: set(),
}


class Party(models.TextChoices):
    """Who agrees."""

    NARRATOR = "narrator", _("narrator")
    HEIR = "heir", _("heir")
    GUARDIAN = "guardian", _("guardian")
    COLLECTOR = "collector", _("collector")


class SignOffState(models.TextChoices):
    """Where a narrator's reading of a transcript stands."""

    PRINTED = "printed", _("given to read")
    RETURNED = "returned", _("returned with corrections")
    SIGNED = "signed", _("signed")
    VOID = "void", _("void")


SIGN_OFF_TRANSITIONS = {
    SignOffState.PRINTED: {SignOffState.RETURNED, SignOffState.SIGNED, SignOffState.VOID},
    SignOffState.RETURNED: {SignOffState.VOID},
    SignOffState.SIGNED: {SignOffState.VOID},
    SignOffState.VOID: set(),
}


class RegisterState(models.TextChoices):
    """How far the recording of an old soldier has come."""

    REGISTERED = "registered", _("registered")
    ASSIGNED = "assigned", _("assigned")
    VISITING = "visiting", _("being visited")
    RECORDED = "recorded", _("recorded")
    PUBLISHED = "published", _("interview made")
    DECLINED = "declined", _("declined")
    TOO_LATE = "too_late", _("no longer possible")


REGISTER_TRANSITIONS = {
    RegisterState.REGISTERED: {
        RegisterState.ASSIGNED,
        RegisterState.DECLINED,
        RegisterState.TOO_LATE,
    },
    RegisterState.ASSIGNED: {
        RegisterState.REGISTERED,
        RegisterState.VISITING,
        RegisterState.DECLINED,
        RegisterState.TOO_LATE,
    },
    RegisterState.VISITING: {
        RegisterState.ASSIGNED,
        RegisterState.RECORDED,
        RegisterState.DECLINED,
        RegisterState.TOO_LATE,
    },
    RegisterState.RECORDED: {RegisterState.VISITING, RegisterState.PUBLISHED},
    RegisterState.PUBLISHED: {RegisterState.RECORDED},
    RegisterState.DECLINED: {RegisterState.REGISTERED},
    RegisterState.TOO_LATE: set(),
}


class Health(models.TextChoices):
    """How urgent a narrator's health makes a visit; sensitive, stored encrypted."""

    GOOD = "good", _("well")
    FRAIL = "frail", _("frail")
    ILL = "ill", _("ill")
    CRITICAL = "critical", _("gravely ill")


class VisitOutcome(models.TextChoices):
    """What came of a visit."""

    PREPARED = "prepared", _("prepared")
    RECORDED = "recorded", _("recorded")
    PUT_OFF = "put_off", _("put off")
    NOT_MET = "not_met", _("not met")
    REFUSED = "refused", _("refused")
