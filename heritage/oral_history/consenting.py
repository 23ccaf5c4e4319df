"""Signing, withdrawing and closing: use cases of consent.

Each happens in one transaction under a lock, writes the log of consent and
Wagtail's log, and takes effect at once: what is open is computed when it is
asked for (:mod:`heritage.oral_history.access`), a page that nobody agrees to
any more is taken down, and the search and the renditions are told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from cms.core import stamp
from heritage.oral_history import access
from heritage.oral_history.enums import CONSENT_TRANSITIONS, Audience, ConsentState, Scope
from heritage.oral_history.models import ClosedRange, Consent, ConsentLog, InterviewPage
from heritage.oral_history.signals import hearing_changed
from media.models import Recording
from media.sources import sources_for

SIGN = "oral_history.consent.sign"
ATTACH = "oral_history.consent.attach"
WITHDRAW = "oral_history.consent.withdraw"
REPLACE = "oral_history.consent.replace"
CLOSE = "oral_history.range.close"
LIFT = "oral_history.range.lift"
OPENED = "oral_history.opened_by_date"
LABELS = {
    SIGN: _lazy("Agreement entered"),
    ATTACH: _lazy("Document of the agreement added"),
    WITHDRAW: _lazy("Agreement withdrawn"),
    REPLACE: _lazy("Agreement replaced"),
    CLOSE: _lazy("Range closed"),
    LIFT: _lazy("Range opened"),
    OPENED: _lazy("Opened by its date"),
}


class ConsentRefused(Exception):
    """Something about consent that may not be done now; the message says why."""


@transaction.atomic
def sign(
    *,
    interview: InterviewPage,
    party: str,
    signed_by: str,
    signed_on: datetime.date,
    scope: str,
    closed_until: datetime.date | None = None,
    terms: str = "",
    document: File | None = None,
    replaces: Consent | None = None,
    user=None,
) -> Consent:
    """Keep a signed agreement, which is in force from now on.

    ``replaces`` is the agreement of the same interview that it takes the place
    of: an earlier one, or one that was withdrawn. Raises :class:`ConsentRefused`
    for one that is already replaced, ``ValidationError`` for wrong values.
    """
    _lock(interview)
    replaced = _locked_consent(replaces) if replaces is not None else None
    if replaced is not None and replaced.interview_id != interview.pk:
        raise ConsentRefused(_("That agreement is about another interview."))
    consent = Consent(
        interview=interview,
        party=party,
        signed_by=signed_by.strip(),
        signed_on=signed_on,
        scope=scope,
        closed_until=closed_until,
        terms=terms.strip(),
        document=document,
    )
    consent.full_clean()
    if signed_on > timezone.localdate():
        raise ConsentRefused(_("An agreement cannot be signed on a day to come."))
    consent.save()
    details = _about(consent)
    if replaced is not None:
        _move(replaced, ConsentState.REPLACED)
        _note(interview, REPLACE, user, {"by": consent.pk, **_about(replaced)})
    _note(interview, SIGN, user, details)
    _take_effect([interview], user)
    return consent


@transaction.atomic
def attach(*, consent: Consent, document: File, user=None) -> Consent:
    """Keep the scan of an agreement that was entered without one; a scan is never exchanged."""
    locked = _locked_consent(consent)
    if locked.document:
        raise ConsentRefused(_("This agreement has its document already; enter a new agreement."))
    locked.document = document
    locked.save(update_fields=["document"])
    _note(locked.interview, ATTACH, user, _about(locked))
    return locked


@transaction.atomic
def withdraw(*, consent: Consent, reason: str, user=None) -> Consent:
    """Take an agreement back, at once and everywhere.

    Every page that shows what it is about goes offline; its recordings,
    transcripts and indexes are closed to everybody but archivists until another
    agreement takes its place. Raises :class:`ConsentRefused`.
    """
    locked = _locked_consent(consent)
    if not reason.strip():
        raise ConsentRefused(_("Say who withdrew it and why."))
    _move(
        locked,
        ConsentState.WITHDRAWN,
        withdrawn_at=timezone.now(),
        withdrawal_reason=reason.strip(),
    )
    _note(locked.interview, WITHDRAW, user, {**_about(locked), "reason": reason.strip()})
    _take_effect([locked.interview], user)
    return locked


@transaction.atomic
def close_range(
    *,
    recording: Recording,
    start_ms: int,
    end_ms: int,
    scope: str = Scope.CLOSED,
    until: datetime.date | None = None,
    reason: str = "",
    user=None,
) -> ClosedRange:
    """Close a stretch of a recording to all but ``scope``.

    Times are integer milliseconds from its start, the end not within. Raises
    :class:`ConsentRefused` and ``ValidationError``.
    """
    Recording.objects.select_for_update().get(pk=recording.pk)
    if recording.duration_ms and start_ms >= recording.duration_ms:
        raise ConsentRefused(_("The recording is over before the range begins."))
    closed = ClosedRange(
        recording=recording,
        start_ms=start_ms,
        end_ms=end_ms,
        scope=scope,
        until=until,
        reason=reason.strip(),
    )
    if end_ms <= start_ms:
        raise ConsentRefused(_("The range ends before it begins."))
    closed.full_clean()
    closed.save()
    _range_changed(closed, CLOSE, user)
    return closed


@transaction.atomic
def lift_range(*, closed: ClosedRange, reason: str, user=None) -> ClosedRange:
    """Open a closed range again; it stays in the records. Raises :class:`ConsentRefused`."""
    locked = ClosedRange.objects.select_for_update().get(pk=closed.pk)
    if locked.lifted_at:
        raise ConsentRefused(_("This range is open again already."))
    if not reason.strip():
        raise ConsentRefused(_("Say on whose word the range is opened."))
    locked.lifted_at = timezone.now()
    locked.save(update_fields=["lifted_at"])
    _range_changed(locked, LIFT, user, {"lifted_because": reason.strip()})
    return locked


def agreement_missing(interview: InterviewPage) -> str:
    """Why an interview may not go live, in words; "" where it may."""
    if access.scope_today(interview) is not None:
        return ""
    return _(
        "“%(title)s” cannot be published: no agreement is in force for it. "
        "Save the draft and enter the signed agreement under “Consent” first."
    ) % {"title": interview.title}


def open_what_is_due() -> int:
    """Tell the search and the renditions of what opened by its date; gives how much.

    What readers are shown needs no telling, it follows the calendar by itself.
    """
    today = timezone.localdate()
    consents = Consent.objects.filter(state=ConsentState.IN_FORCE, closed_until__lte=today)
    ranges = ClosedRange.objects.filter(lifted_at=None, until__lte=today)
    done = 0
    for consent in consents.exclude(pk__in=_noted("consent")).select_related("interview"):
        with transaction.atomic():
            _note(consent.interview, OPENED, None, _about(consent))
            _take_effect([consent.interview], None)
        done += 1
    for closed in ranges.exclude(pk__in=_noted("range")).select_related("recording"):
        with transaction.atomic():
            _range_changed(closed, OPENED, None)
        done += 1
    return done


def _noted(kind: str) -> list[int]:
    """Keys of the agreements or ranges whose opening is in the log already."""
    entries = ConsentLog.objects.filter(action=OPENED).values_list("details", flat=True)
    return [details[kind] for details in entries if kind in details]


def _lock(interview: InterviewPage) -> None:
    InterviewPage.objects.select_for_update().get(pk=interview.pk)


def _locked_consent(consent: Consent) -> Consent:
    return Consent.objects.select_for_update().select_related("interview").get(pk=consent.pk)


def _move(consent: Consent, state: ConsentState, **values) -> None:
    if state not in CONSENT_TRANSITIONS[ConsentState(consent.state)]:
        raise ConsentRefused(
            _("This agreement is %(state)s already.") % {"state": consent.get_state_display()}
        )
    consent.state = state
    for name, value in values.items():
        setattr(consent, name, value)
    consent.save(update_fields=["state", *values])


def _about(consent: Consent) -> dict:
    return {
        "consent": consent.pk,
        "signed_by": consent.signed_by,
        "signed_on": consent.signed_on.isoformat(),
        "scope": consent.scope,
        "closed_until": consent.closed_until.isoformat() if consent.closed_until else "",
        "document": bool(consent.document),
    }


def _range_changed(closed: ClosedRange, action: str, user, more: dict | None = None) -> None:
    details = {
        "range": closed.pk,
        "recording": closed.recording_id,
        "start_ms": closed.start_ms,
        "end_ms": closed.end_ms,
        "scope": closed.scope,
        "until": closed.until.isoformat() if closed.until else "",
        "reason": closed.reason,
        **(more or {}),
    }
    interviews = access.interviews_of(closed.recording)
    for interview in interviews:
        _note(interview, action, user, details)
    if not interviews:
        # A recording on its own: the entry stands without a page.
        title = closed.recording.title
        ConsentLog.objects.create(title=title, action=action, details=details, by=user)
        log(instance=closed.recording, action=action, user=user, data=details)
    _tell(interviews, [closed.recording])


def _note(interview: InterviewPage, action: str, user, details: dict) -> None:
    ConsentLog.objects.create(
        interview=interview, title=interview.title, action=action, details=details, by=user
    )
    log(instance=interview, action=action, user=user, data=details)


def _take_effect(interviews: Iterable[InterviewPage], user) -> None:
    """Take down what nobody agrees to any more and tell whoever keeps copies."""
    recordings = list(
        Recording.objects.filter(interview_links__page__in=[each.pk for each in interviews])
        .distinct()
        .order_by("pk")
    )
    sharing = InterviewPage.objects.filter(recording_links__recording__in=recordings)
    affected = {each.pk: each for each in (*interviews, *sharing)}
    for pk in affected:
        # As it is stored: what was handed in may be a draft.
        stored = InterviewPage.objects.get(pk=pk)
        if access.scope_today(stored) is None:
            _take_down(stored, user)
    _tell(affected.values(), recordings)


def _take_down(interview: InterviewPage, user) -> None:
    """Offline at once and not back by schedule; who may withdraw may do this."""
    if interview.live:
        UnpublishPageAction(interview, user=user).execute(skip_permission_checks=True)
    interview.revisions.update(approved_go_live_at=None)


def _tell(interviews: Iterable[InterviewPage], recordings: Iterable[Recording]) -> None:
    keys = sorted(each.pk for each in interviews)
    hearing_changed.send(sender=Consent, interviews=keys)
    stamp.touch()
    for recording in recordings:
        _ask_for_renditions(recording)


def _ask_for_renditions(recording: Recording) -> None:
    """Ask for what each circle is played, so that what is missing begins to be made."""
    allowed = (access.recording_access(recording, each) for each in Audience)
    wanted = {answer.silenced for answer in allowed if answer is not None and answer.may_play}
    for silenced in sorted(wanted):
        if silenced:
            sources_for(recording, silenced)
