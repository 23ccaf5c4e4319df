"""Answers kept as somebody goes, to be gone on with later and elsewhere."""

from __future__ import annotations

import datetime
import hmac
import json
import secrets
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import keys, limits
from .fields import phone_index
from .models import Draft
from .receipts import parse_receipt

KEEP = datetime.timedelta(days=14)
LARGEST = 200_000
SECRET_BYTES = 24


class DraftNotFoundError(Exception):
    """There is no such draft, or it has expired."""


class DraftConflictError(Exception):
    """The draft was saved elsewhere meanwhile; ``current`` is what is kept."""

    def __init__(self, current: Draft):
        super().__init__(f"draft {current.pk} is at version {current.version}")
        self.current = current


def start_draft(
    *, kind: str, answers: Mapping, phone: str = "", step: str = "", address: str
) -> tuple[Draft, str]:
    """Begin a draft; gives it and the secret of its link, which is kept nowhere.

    Raises ``ValidationError`` for answers that are too long and
    :class:`~cms.core.intake.limits.TooManyError`.
    """
    _check_size(answers)
    limits.spend(action="draft", address=address)
    token = secrets.token_urlsafe(SECRET_BYTES)
    now = timezone.now()
    draft = Draft.objects.create(
        kind=kind,
        token_digest=_token_digest(token),
        answers=dict(answers),
        contact_phone=phone,
        step=step,
        saved_at=now,
        expires_at=now + KEEP,
    )
    return draft, token


def save_draft(
    *,
    draft: Draft,
    version: int,
    answers: Mapping,
    phone: str = "",
    step: str = "",
    address: str,
) -> Draft:
    """Keep newer answers of a draft that was read at ``version``; gives it as it is now.

    Raises :class:`DraftConflictError` when it was saved since, by another tab
    or device: what is kept stays, and the caller still has what was typed.
    """
    _check_size(answers)
    limits.spend(action="draft-save", address=address)
    with transaction.atomic():
        locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if locked is None:
            raise DraftNotFoundError
        if locked.version != version:
            raise DraftConflictError(locked)
        now = timezone.now()
        locked.answers, locked.contact_phone, locked.step = dict(answers), phone, step
        locked.version += 1
        locked.saved_at, locked.expires_at = now, now + KEEP
        locked.save()
    return locked


def draft_by_token(*, kind: str, token: str) -> Draft:
    """The draft a link leads to; raises :class:`DraftNotFoundError`."""
    found = _living(kind).filter(token_digest=_token_digest(token)).first()
    if found is None:
        raise DraftNotFoundError
    return found


def draft_by_receipt(*, kind: str, receipt: str, phone: str, address: str) -> tuple[Draft, str]:
    """The draft with this number and telephone number, and a new secret for its link.

    The old link no longer leads to it. Raises
    :class:`~cms.core.intake.receipts.ReceiptError` for a mistyped number,
    :class:`DraftNotFoundError` alike for an unknown one and a wrong telephone
    number, :class:`~cms.core.intake.limits.TooManyError` for guessing.
    """
    number = parse_receipt(receipt)
    limits.spend(action="look-up", address=address, receipt=number)
    found = _living(kind).filter(receipt=number).first()
    expected = found.phone_index if found else ""
    same = hmac.compare_digest(phone_index(phone) or "-" * 64, expected or "x" * 64)
    if found is None or not same:
        raise DraftNotFoundError
    token = secrets.token_urlsafe(SECRET_BYTES)
    found.token_digest = _token_digest(token)
    found.save(update_fields=["token_digest"])
    return found, token


def _living(kind: str):
    return Draft.objects.filter(kind=kind, expires_at__gt=timezone.now())


def _token_digest(token: str) -> str:
    return keys.digest("draft token", token)


def _check_size(answers: Mapping) -> None:
    size = len(json.dumps(dict(answers), ensure_ascii=False, cls=DjangoJSONEncoder))
    if size > LARGEST:
        raise ValidationError(_("This is too long to be kept."), code="too_long")
