"""Which records this browser has shown to be its own, for a short while."""

from __future__ import annotations

import datetime

from django.utils import timezone

from .kinds import all_kinds
from .models import IntakeRecord

KEY = "intake_receipts"
ONCE_KEY = "intake_once"
LIFE = datetime.timedelta(hours=2)
MOST = 10


def grant(request, record: IntakeRecord) -> None:
    """Let this browser see the record for two hours."""
    until = (timezone.now() + LIFE).timestamp()
    known = {**request.session.get(KEY, {}), record.receipt: until}
    newest = sorted(known.items(), key=lambda item: item[1])[-MOST:]
    request.session[KEY] = dict(newest)


def granted(request, receipt: str) -> IntakeRecord | None:
    """The record, if this browser has shown that it may see it and time is not over."""
    if request.session.get(KEY, {}).get(receipt, 0) <= timezone.now().timestamp():
        return None
    for kind in all_kinds():
        if found := kind.model.objects.filter(receipt=receipt, purged_at=None).first():
            return found
    return None


def forget(request) -> None:
    """Let this browser see no record any more; for a computer that others use, too."""
    for key in (KEY, ONCE_KEY):
        request.session.pop(key, None)


def remember_sending(request, *, form: str, once: str) -> None:
    """Keep the mark of a form that was sent, for :func:`mark_of_last`."""
    until = (timezone.now() + LIFE).timestamp()
    request.session[ONCE_KEY] = {**request.session.get(ONCE_KEY, {}), form: [once, until]}


def mark_of_last(request, form: str) -> str:
    """The mark of the form this browser sent last, for two hours; empty where there is none.

    Going back after sending, a browser fetches the page anew but fills in
    what was typed; with the old mark, the same answers are the same record.
    """
    once, until = request.session.get(ONCE_KEY, {}).get(form, ["", 0])
    return once if until > timezone.now().timestamp() else ""
