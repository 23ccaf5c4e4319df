"""Notices to people outside: by e-mail, by text message, or to the server's log.

A notice is a row, written in the caller's transaction with its receiver and
content encrypted; after commit a background job sends it, again and again if
need be. The job's arguments hold the row's number and nothing else. Once sent
or given up, receiver and content are emptied.
"""

from __future__ import annotations

import json
import logging
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from cms.core import tasks

from .contacts import normal_phone
from .enums import NOTICE_TRANSITIONS, NoticeChannel, NoticeState
from .masking import mask_email, mask_phone, mask_within
from .models import NoticeLog

logger = logging.getLogger("cms.intake.notices")

JOB = "intake.send_notice"
MAX_ATTEMPTS = 5
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Wording:
    """What a notice of one kind says: lazy texts with ``%(name)s`` places."""

    subject: str
    text: str


class NoticeFault(Exception):
    """A notice could not be handed over; the message holds no personal data."""


class Backend(Protocol):
    """A way to send; raises :class:`NoticeFault` when it did not work this time."""

    def send(self, *, to: str, subject: str, text: str, reference: str) -> None: ...


class ConsoleBackend:
    """Writes to the server's log: what was to be sent, to whom only masked."""

    def send(self, *, to: str, subject: str, text: str, reference: str) -> None:
        masked = mask_email(to) if "@" in to else mask_phone(to)
        logger.info("notice %s to %s: %s | %s", reference, masked, subject, text)


class EmailBackend:
    """Sends through Django's ``EMAIL_BACKEND``."""

    def send(self, *, to: str, subject: str, text: str, reference: str) -> None:
        message = EmailMessage(
            subject=" ".join(subject.split()),
            body=text,
            to=[to],
            headers={"X-Reference": reference, "Auto-Submitted": "auto-generated"},
        )
        try:
            message.send()
        except (OSError, ValueError) as fault:
            raise NoticeFault(type(fault).__name__) from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    # Following one would hand token and telephone number to whoever it names.
    def redirect_request(self, *args, **kwargs):
        return None


class HttpSmsBackend:
    """Posts JSON to a text-message gateway; any 2xx answer means that it was taken.

    ``{to: number, text: text, "reference": …}`` under the names that
    ``SMS_TO_FIELD`` and ``SMS_TEXT_FIELD`` give, with ``Authorization: Bearer``
    where there is an ``SMS_TOKEN``. The reference stays the same when a notice
    is tried again, so that a gateway can drop the second.
    """

    def send(self, *, to: str, subject: str, text: str, reference: str) -> None:
        body = {
            settings.SMS_TO_FIELD: normal_phone(to),
            settings.SMS_TEXT_FIELD: text,
            "reference": reference,
        }
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if settings.SMS_TOKEN:
            headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
        data = json.dumps(body, ensure_ascii=False).encode("utf-8")
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            request = urllib.request.Request(
                settings.SMS_ENDPOINT, data=data, headers=headers, method="POST"
            )
            with opener.open(request, timeout=PATIENCE) as answer:
                answer.read(65_536)
        except urllib.error.HTTPError as fault:
            with fault:
                raise NoticeFault(f"the gateway answered {fault.code}") from None
        except (urllib.error.URLError, OSError, ValueError) as fault:
            reason = getattr(fault, "reason", fault)
            raise NoticeFault(f"no answer: {mask_within(str(reason))}"[:200]) from None


BACKENDS: dict[NoticeChannel, Backend] = {
    NoticeChannel.CONSOLE: ConsoleBackend(),
    NoticeChannel.EMAIL: EmailBackend(),
    NoticeChannel.SMS: HttpSmsBackend(),
}

_wordings: dict[str, Wording] = {}


def wording(kind: str, *, subject: str, text: str) -> None:
    """Register what notices of ``kind`` say."""
    if kind in _wordings:
        raise ValueError(f"the notice {kind!r} is registered twice")
    _wordings[kind] = Wording(subject, text)


def channel_for(to: str) -> NoticeChannel:
    """The configured way to a receiver; the log of the server where there is none."""
    if "@" in to:
        return NoticeChannel.EMAIL if settings.NOTICE_EMAIL else NoticeChannel.CONSOLE
    return NoticeChannel.SMS if settings.SMS_ENDPOINT else NoticeChannel.CONSOLE


def notify(*, kind: str, to: str, context: Mapping[str, str]) -> NoticeLog:
    """Send a notice of ``kind`` to an e-mail address or telephone number, after commit.

    It is worded in the language that is active now. Raises ``LookupError`` for
    a kind that has no wording and ``ValueError`` for an empty receiver.
    """
    if kind not in _wordings:
        raise LookupError(f"no wording is registered for the notice {kind!r}")
    if not to:
        raise ValueError("a notice needs a receiver")
    with transaction.atomic():
        notice = NoticeLog.objects.create(
            kind=kind,
            channel=channel_for(to),
            masked_to=mask_email(to) if "@" in to else mask_phone(to),
            to=to,
            context={name: str(value) for name, value in context.items()},
            language=translation.get_language() or settings.LANGUAGE_CODE,
        )
        tasks.enqueue(JOB, notice=notice.pk)
    return notice


@tasks.background(JOB, label=_("Send a notice"), max_attempts=MAX_ATTEMPTS)
def send_notice(progress, *, notice: int) -> None:
    """Send one notice if it still waits; the last failing attempt ends it."""
    with transaction.atomic():
        row = NoticeLog.objects.select_for_update().filter(pk=notice).first()
        if row is None or row.state != NoticeState.WAITING:
            return
        row.attempts += 1
        row.save(update_fields=["attempts"])
    try:
        with translation.override(row.language):
            words = _wordings[row.kind]
            BACKENDS[NoticeChannel(row.channel)].send(
                to=row.to,
                subject=str(words.subject) % row.context,
                text=str(words.text) % row.context,
                reference=f"rongguang-{row.pk}",
            )
    except NoticeFault as fault:
        row.fault = str(fault)[:200]
        row.save(update_fields=["fault"])
        if row.attempts >= MAX_ATTEMPTS:
            _end(row, NoticeState.FAILED)
            return
        raise
    _end(row, NoticeState.SENT)


def _end(row: NoticeLog, state: NoticeState) -> None:
    if state not in NOTICE_TRANSITIONS[NoticeState(row.state)]:
        raise ValueError(f"{row!r}: {row.state} → {state}")
    row.state, row.ended_at = state, timezone.now()
    row.to, row.context = "", {}
    row.save(update_fields=["state", "ended_at", "to", "context"])
