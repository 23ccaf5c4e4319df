"""Tribute on a family's behalf (代为祭扫): asked for, accepted or declined, paid, told."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.core.intake import domain
from cms.core.intake.models import Draft, PrivacyNotice
from cms.core.intake.notices import notify
from cms.core.intake.receipts import grouped
from heritage.memorials.enums import ProxyTributeState
from heritage.memorials.models import MemorialSitePage, ProxyTribute, ProxyTributePicture
from heritage.memorials.tributes.honoured import Honoured, NotHonouredError
from heritage.memorials.tributes.honoured import honoured as find

MOST_PICTURES = 6
RECEIVED = "proxy-tribute.received"
TOLD = {
    ProxyTributeState.ACCEPTED: "proxy-tribute.accepted",
    ProxyTributeState.DECLINED: "proxy-tribute.declined",
    ProxyTributeState.DONE: "proxy-tribute.done",
}
"""The notice that goes out with each state."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A checked picture without its location, with what it shows."""

    file: UploadedFile
    caption: str = ""


def paid_at(honoured: Honoured) -> MemorialSitePage | None:
    """The public site whose custodian can pay tribute to somebody; None where it is not known."""
    if honoured.kind == "site":
        return honoured.thing
    if honoured.kind != "entry" or not honoured.thing.site_id:
        return None
    try:
        return find("site", honoured.thing.site_id).thing
    except NotHonouredError:
        return None


def request_proxy_tribute(
    *,
    honoured: Honoured,
    name: str,
    phone: str,
    email: str = "",
    relation: str = "",
    letter: str = "",
    wishes: str = "",
    wanted_on: datetime.date | None = None,
    notice: PrivacyNotice,
    origin: domain.Origin,
    once: str = "",
    draft: Draft | None = None,
) -> tuple[ProxyTribute, bool]:
    """Take in a family's request and tell its receipt number; raises as ``hand_in`` does.

    The language that is active is the one the family is answered in. Raises
    ``ValidationError`` where no custodian is known who could do it.
    """
    site = paid_at(honoured)
    if site is None:
        raise ValidationError(_("We do not know who could pay tribute there for you."))
    record = ProxyTribute(
        contact_name=name,
        contact_phone=phone,
        contact_email=email,
        site=site,
        entry=honoured.thing if honoured.kind == "entry" else None,
        language=translation.get_language(),
        relation=relation,
        letter=letter,
        wishes=wishes,
        wanted_on=wanted_on,
    )
    with transaction.atomic():
        record, is_new = domain.hand_in(
            record=record, notice=notice, origin=origin, once=once, draft=draft
        )
        if is_new:
            _tell(record, RECEIVED)
    return record, is_new


def answer_request(
    *, record: ProxyTribute, to: str, seen: str, answer: str, user: AbstractBaseUser
) -> ProxyTribute:
    """Accept a request, or say why it cannot be done; raises as ``domain.move`` does."""
    if to == ProxyTributeState.DECLINED and not answer.strip():
        raise ValidationError(_("Tell the family why it cannot be done."))
    with transaction.atomic():
        moved = domain.answer(record=record, to=to, seen=seen, answer=answer, user=user)
        _tell(moved, TOLD[to])
    return moved


def report_tribute(
    *,
    record: ProxyTribute,
    account: str,
    done_on: datetime.date,
    pictures: Iterable[Picture] = (),
    seen: str,
    user: AbstractBaseUser,
) -> ProxyTribute:
    """Write down that tribute was paid, with pictures, and tell the family.

    Raises ``ValidationError`` for a day to come, an empty account or too many
    pictures, and as ``domain.move`` does; nothing is kept then.
    """
    pictures = list(pictures)
    if done_on > timezone.localdate():
        raise ValidationError({"done_on": _("This day is still to come.")})
    if not account.strip():
        raise ValidationError({"account": _("Tell the family what was done.")})
    if len(pictures) > MOST_PICTURES:
        raise ValidationError(_("At most %d pictures.") % MOST_PICTURES)
    stored: list[ProxyTributePicture] = []
    try:
        with transaction.atomic():
            moved = domain.move(
                record=record,
                to=ProxyTributeState.DONE,
                seen=seen,
                user=user,
                changes={"account": account.strip(), "done_on": done_on},
            )
            for picture in pictures:
                made = ProxyTributePicture(
                    tribute=moved, file=picture.file, caption=picture.caption
                )
                stored.append(made)
                made.save()
            _tell(moved, TOLD[ProxyTributeState.DONE])
    except BaseException:
        # The rows are rolled back; their files would stay for ever.
        for made in stored:
            made.file.delete(save=False)
        raise
    return moved


def forget_pictures(keys: list[int]) -> None:
    """Delete the pictures of the requests with these keys, and their files after the commit."""
    for picture in ProxyTributePicture.objects.filter(tribute__in=keys):
        transaction.on_commit(partial(picture.file.storage.delete, picture.file.name))
        picture.delete()


def _tell(record: ProxyTribute, kind: str) -> None:
    """By e-mail where one was left, for few text messages reach abroad."""
    to = record.contact_email or record.contact_phone
    if to:
        with translation.override(record.language):
            notify(kind=kind, to=to, context={"receipt": grouped(record.receipt)})
