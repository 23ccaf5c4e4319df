"""States and choices of what the public hands in, and which state may follow which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EnteredVia(models.TextChoices):
    """How a record reached us; all but the first are 代填, filled in by a clerk."""

    WEB = "web", _("by the person, on the site")
    PHONE = "phone", _("by a clerk, on the telephone")
    PAPER = "paper", _("by a clerk, from a signed paper")
    VISIT = "visit", _("by a clerk, on a visit or at the counter")


class NoticeChannel(models.TextChoices):
    """The way a notice takes to its receiver."""

    CONSOLE = "console", _("log of the server")
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("text message")


class NoticeState(models.TextChoices):
    """Where a notice stands."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")


NOTICE_TRANSITIONS = {
    NoticeState.WAITING: {NoticeState.SENT, NoticeState.FAILED},
    NoticeState.SENT: set(),
    NoticeState.FAILED: set(),
}


class CallBackState(models.TextChoices):
    """Where a request to be called back stands."""

    RECEIVED = "received", _("received")
    CALLED = "called", _("called")
    UNREACHABLE = "unreachable", _("not reached yet")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


# What the office may do.
CALL_BACK_TRANSITIONS = {
    CallBackState.RECEIVED: {
        CallBackState.CALLED,
        CallBackState.UNREACHABLE,
        CallBackState.CLOSED,
    },
    CallBackState.UNREACHABLE: {CallBackState.CALLED, CallBackState.CLOSED},
    CallBackState.CALLED: {CallBackState.CLOSED},
    CallBackState.CLOSED: set(),
    CallBackState.WITHDRAWN: set(),
}
# From where the person may withdraw.
CALL_BACK_WITHDRAWABLE = {CallBackState.RECEIVED, CallBackState.UNREACHABLE}


class BestTime(models.TextChoices):
    """When somebody would rather be called."""

    ANY = "any", _("any time in working hours")
    MORNING = "morning", _("in the morning")
    AFTERNOON = "afternoon", _("in the afternoon")


class CallBackTopic(models.TextChoices):
    """What a call is to be about."""

    FORM = "form", _("help with a form of this site")
    FALLEN = "fallen", _("looking for a fallen relative")
    STORY = "story", _("telling the story of an old soldier")
    SITE = "site", _("a memorial site or an event")
    OTHER = "other", _("something else")
