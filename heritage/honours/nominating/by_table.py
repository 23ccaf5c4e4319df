"""Many nominations in one table from an organisation without an account.

The table and the organisation's contact lie in a draft of the public, whose link
only the organisation has; what a dry run found is kept with them. Sending takes
in all rows or none, once, and afterwards the draft holds nothing but the
receipt numbers.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.intake import checks, drafts, evidence, limits, store
from cms.core.intake import domain as intake
from cms.core.intake.evidence import MEGABYTE, EvidenceLimits
from cms.core.intake.models import Draft, PrivacyNotice
from cms.core.intake.notices import notify, wording
from cms.core.intake.receipts import grouped
from cms.core.intake.sniffing import EXCEL
from cms.core.tables import write_xlsx
from heritage.honours.models import CampaignTitle, Nomination
from heritage.honours.nominating import domain, tables
from heritage.honours.nominating.steps import NOTICE

KIND = checks.carry("nomination-table")
RECEIVED = "nomination.table_received"
MOST_ROWS = 100
"""Fewer than a clerk's table has: each is a file that somebody has to read."""
BOUNDS = EvidenceLimits(max_files=1, max_bytes=2 * MEGABYTE, types=(EXCEL,))
SENT_LIFE = datetime.timedelta(days=1)
CONTACT = ("organisation_name", "contact_name", "phone", "email")
"""Asked once, for every row."""
FILE_NAME, LOOKED, SENT = "_file", "_looked", "_sent"
MOST_FAULTS = 200
_LONGEST_CELL, _LONGEST_WORDS = 40, 300

wording(
    RECEIVED,
    subject=_("Your nominations were received"),
    text=_(
        "%(count)s nominations of your organisation for “%(title)s” were received. The receipt "
        "numbers stand on the page from which you sent them, for one day."
    ),
)


def begin(
    *,
    title: CampaignTitle,
    contact: Mapping[str, str],
    file: UploadedFile,
    notice: PrivacyNotice,
    address: str,
) -> tuple[Draft, str]:
    """Keep a table and look it through; gives its draft and the secret of its link.

    ``contact`` are the answers of :data:`CONTACT`, valid or not; ``notice`` was
    agreed to. Raises ``ValidationError`` for a file that is not taken, and
    :class:`~cms.core.intake.limits.TooManyError`; nothing is kept then.
    """
    limits.spend(action="evidence", address=address)
    with transaction.atomic():
        draft, token = drafts.start_draft(
            kind=KIND,
            answers={**_only(contact), NOTICE: str(notice.pk)},
            phone=contact.get("phone", "")[:30],
            step=str(title.pk),
            address=address,
        )
        _attach(draft, file)
        draft.answers = {**draft.answers, **_looked_at(draft, title)}
        draft.save(update_fields=["answers"])
    return draft, token


def change(
    *,
    draft: Draft,
    version: int,
    title: CampaignTitle,
    contact: Mapping[str, str],
    file: UploadedFile | None,
    address: str,
) -> Draft:
    """Keep another contact and, where there is one, a mended table, which is looked through.

    Raises as :func:`begin` and ``cms.core.intake.drafts.save_draft`` do; what was
    kept stays then.
    """
    if file is not None:
        limits.spend(action="evidence", address=address)
    with transaction.atomic():
        saved = drafts.save_draft(
            draft=draft,
            version=version,
            answers={**draft.answers, **_only(contact)},
            phone=contact.get("phone", "")[:30],
            step=str(title.pk),
            address=address,
        )
        if file is not None:
            _drop_file(saved)
            _attach(saved, file)
            keep_looked(draft=saved, title=title)
    return saved


def _only(contact: Mapping[str, str]) -> dict[str, str]:
    return {name: str(contact.get(name, "")) for name in CONTACT}


def _attach(draft: Draft, file: UploadedFile) -> None:
    evidence.add_evidence(owner=draft, file=file, bounds=BOUNDS)


def _drop_file(draft: Draft) -> None:
    for each in evidence.evidence_of(draft):
        each.delete()


def keep_looked(*, draft: Draft, title: CampaignTitle) -> None:
    """Look the table of a draft through anew and keep what was found."""
    draft.answers = {**draft.answers, **_looked_at(draft, title)}
    draft.save(update_fields=["answers"])


def _looked_at(draft: Draft, title: CampaignTitle) -> dict[str, object]:
    """What is kept of a dry run: good rows, the first faults and how many more, headings unread."""
    checked = look_through(draft=draft, title=title)
    faults = [
        [
            fault.row,
            fault.column[:_LONGEST_CELL],
            fault.value[:_LONGEST_CELL],
            fault.message[:_LONGEST_WORDS],
        ]
        for fault in checked.faults[:MOST_FAULTS]
    ]
    return {
        FILE_NAME: str(evidence.evidence_of(draft).get().name),
        LOOKED: {
            "rows": [list(pair) for pair in checked.names],
            "faults": faults,
            "more": max(0, len(checked.faults) - MOST_FAULTS),
            "unused": list(checked.unused),
        },
    }


def look_through(*, draft: Draft, title: CampaignTitle) -> tables.Checked:
    """A dry run of the table of a draft; nothing is taken in."""
    file = evidence.evidence_of(draft).get()
    with store.path_of(file.stored_name).open("rb") as content:
        return tables.look_through(
            content,
            name=str(file.name),
            title=title,
            shared={name: str(draft.answers.get(name, "")) for name in CONTACT},
            most=MOST_ROWS,
        )


def is_sound(draft: Draft) -> bool:
    """Whether the dry run found every row in order."""
    looked = draft.answers.get(LOOKED, {})
    return bool(looked.get("rows")) and not looked.get("faults")


def send(
    *, draft: Draft, title: CampaignTitle, notice: PrivacyNotice, origin: intake.Origin
) -> list[str]:
    """Take in every row, or none; gives the receipt numbers in the order of the rows.

    A table that was sent gives those of the first time. The organisation is
    told once. The caller has checked the contact. Raises
    ``DraftNotFoundError``, :class:`~.tables.FaultyTableError`,
    :class:`~heritage.honours.standing.StageClosedError`, and as
    ``cms.core.intake.domain.hand_in`` does.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if locked is None:
            raise drafts.DraftNotFoundError
        if receipts := receipts_of(locked):
            return receipts
        domain.require_call(title.campaign)
        phone = str(locked.answers.get("phone", ""))
        limits.spend(action="submit-table", address=origin.address, contact=phone)
        admitted = intake.admit(origin=origin, contact=phone)
        made = tables.take_rows(
            checked=look_through(draft=locked, title=title),
            title=title,
            notice=notice,
            origin_of=lambda number: intake.Origin(
                proof=admitted.proof,
                address=admitted.address,
                basis=_basis(locked, number),
                is_admitted=True,
            ),
            once=locked.receipt,
        )
        receipts = [record.receipt for record in made]
        _drop_file(locked)
        locked.answers, locked.contact_phone = {SENT: receipts}, ""
        locked.expires_at = timezone.now() + SENT_LIFE
        locked.save(update_fields=["answers", "contact_phone", "phone_index", "expires_at"])
        notify(kind=RECEIVED, to=phone, context={"title": title.name, "count": str(len(made))})
    return receipts


def _basis(draft: Draft, number: int) -> str:
    return f"批量推荐表 {grouped(draft.receipt)} 第{number}行"


def receipts_of(draft: Draft) -> list[str]:
    """The receipt numbers of a table that was sent; none of one that is still to be sent."""
    return list(draft.answers.get(SENT, []))


def sent_from(draft: Draft) -> list[Nomination]:
    """The nominations that were made of a table, in the order of its rows."""
    found = Nomination.objects.in_bulk(receipts_of(draft), field_name="receipt")
    return [found[receipt] for receipt in receipts_of(draft) if receipt in found]


def write_receipts(file: BinaryIO, draft: Draft) -> None:
    """Write names and receipt numbers of a table that was sent into ``file``, as .xlsx."""
    rows = (
        {"被推荐人": each.nominee_name, "回执编号": grouped(each.receipt)}
        for each in sent_from(draft)
    )
    write_xlsx(file, ["被推荐人", "回执编号"], rows)
