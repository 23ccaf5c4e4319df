"""The narrator reads the transcript at home and signs it: copies, their return, what holds.

A copy is of one text: its digest (SHA-256 over the cues with their times and
speakers) is kept when it is printed, its number stands on every sheet, and a
signature holds for that text only. Any change of a word or a time afterwards
leaves the signature in the records and takes away its force.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.log_actions import log

from cms.core.print.press import render_pdf
from heritage.oral_history import access
from heritage.oral_history.enums import SIGN_OFF_TRANSITIONS, SignOffState
from heritage.oral_history.models import SignOff
from heritage.oral_history.times import clock
from media.models import Transcript

PRINT = "oral_history.sign_off.print"
RETURN = "oral_history.sign_off.return"
VOID = "oral_history.sign_off.void"
LABELS = {
    PRINT: _lazy("Copy printed for the narrator"),
    RETURN: _lazy("Copy came back"),
    VOID: _lazy("Copy made void"),
}
TEMPLATE = "oral_history/sign_off.typ"
# No letter or figure that is read for another.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_PARAGRAPH = 160


class SignOffRefused(Exception):
    """What cannot be done with a copy; the message says why."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of one speaker that follow each other, with the time they begin at."""

    time: str
    speaker: str
    words: str


def digest_of(transcript: Transcript) -> str:
    """Which text it is: SHA-256 in hexadecimal over times, speakers and words."""
    found = hashlib.sha256()
    rows = transcript.cues.order_by("position").values_list("start_ms", "end_ms", "speaker", "text")
    for row in rows.iterator(chunk_size=2000):
        found.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
        found.update(b"\n")
    return found.hexdigest()


def holds(sign_off: SignOff) -> bool:
    """Whether the narrator's signature is for the text as it stands now."""
    return sign_off.state == SignOffState.SIGNED and sign_off.digest == digest_of(
        sign_off.transcript
    )


@transaction.atomic
def print_copy(*, transcript: Transcript, user=None) -> SignOff:
    """A new numbered copy of the text as it stands. Raises :class:`SignOffRefused`."""
    locked = Transcript.objects.select_for_update().get(pk=transcript.pk)
    if not locked.cues.exists():
        raise SignOffRefused(_("The transcript has no words yet."))
    code = "".join(secrets.choice(_LETTERS) for _each in range(8))
    sign_off = SignOff.objects.create(
        transcript=locked,
        version=locked.version,
        digest=digest_of(locked),
        code=f"{code[:4]}-{code[4:]}",
        printed_by=user,
    )
    log(instance=locked, action=PRINT, user=user, data={"code": sign_off.code})
    return sign_off


def copy_pdf(sign_off: SignOff, *, site_name: str, at: datetime.datetime | None = None) -> bytes:
    """The copy in large print (18 pt) on A4, with its number on every sheet, as PDF.

    The same text as when it was numbered, the closed parts too, for it is the
    narrator's own. Raises :class:`SignOffRefused` where the text changed since.
    """
    transcript = sign_off.transcript
    if sign_off.digest != digest_of(transcript):
        raise SignOffRefused(
            _("The transcript was changed since this copy was numbered; print a new copy.")
        )
    interviews = access.interviews_of(transcript.recording)
    narrators = [
        link.person.name
        for interview in interviews
        for link in interview.narrators.select_related("person")
    ]
    data = {
        "title": interviews[0].title if interviews else transcript.recording.title,
        "archival_number": interviews[0].archival_number if interviews else "",
        "recording": transcript.recording.title,
        "narrators": list(dict.fromkeys(narrators)),
        "code": sign_off.code,
        "version": sign_off.version,
        "digest": sign_off.digest[:16],
        "printed_on": date_format(timezone.localtime(sign_off.printed_at).date()),
        "site_name": site_name,
        "paragraphs": list(paragraphs_of(transcript)),
    }
    return render_pdf(TEMPLATE, data, at=at or sign_off.printed_at, substitute=True)


def paragraphs_of(transcript: Transcript) -> Iterator[Paragraph]:
    """The words to be read, in paragraphs of one speaker."""
    begun: list[str] = []
    time = speaker = ""
    for cue in transcript.cues.order_by("position").iterator(chunk_size=2000):
        full = sum(map(len, begun)) >= _PARAGRAPH
        if begun and (cue.speaker != speaker or full):
            yield Paragraph(time, speaker, "".join(begun))
            begun = []
        if not begun:
            time, speaker = clock(cue.start_ms), cue.speaker
        begun.append(" ".join(cue.text.split()))
    if begun:
        yield Paragraph(time, speaker, "".join(begun))


@transaction.atomic
def take_back(
    *,
    sign_off: SignOff,
    is_signed: bool,
    signed_by: str = "",
    signed_on: datetime.date | None = None,
    corrections: str = "",
    scan: File | None = None,
    user=None,
) -> SignOff:
    """Enter a copy that came back: signed as it is, or with corrections.

    Signed needs the scan, who signed and when; corrections are to be worked
    into the transcript, of which a new copy is printed then. Raises
    :class:`SignOffRefused`.
    """
    locked = _locked(sign_off)
    if is_signed and not (signed_by.strip() and signed_on and scan):
        raise SignOffRefused(_("A signed copy needs its scan, who signed it and on which day."))
    if not is_signed and not corrections.strip():
        raise SignOffRefused(_("Write down the corrections."))
    if signed_on and signed_on > timezone.localdate():
        raise SignOffRefused(_("A copy cannot be signed on a day to come."))
    if is_signed and locked.digest != digest_of(locked.transcript):
        raise SignOffRefused(
            _(
                "The transcript was changed since this copy was printed, so the signature would "
                "be for another text. Enter the copy with its corrections and print a new one."
            )
        )
    locked.signed_by, locked.signed_on = signed_by.strip(), signed_on
    locked.corrections = corrections.strip()
    if scan:
        locked.scan = scan
    _move(locked, SignOffState.SIGNED if is_signed else SignOffState.RETURNED)
    locked.save()
    log(
        instance=locked.transcript,
        action=RETURN,
        user=user,
        data={"code": locked.code, "state": locked.state, "signed_by": locked.signed_by},
    )
    return locked


@transaction.atomic
def make_void(*, sign_off: SignOff, user=None) -> SignOff:
    """A copy that was lost or is of no use any more. Raises :class:`SignOffRefused`."""
    locked = _locked(sign_off)
    _move(locked, SignOffState.VOID)
    locked.save(update_fields=["state"])
    log(instance=locked.transcript, action=VOID, user=user, data={"code": locked.code})
    return locked


def _locked(sign_off: SignOff) -> SignOff:
    Transcript.objects.select_for_update().get(pk=sign_off.transcript_id)
    return SignOff.objects.select_for_update().select_related("transcript").get(pk=sign_off.pk)


def _move(sign_off: SignOff, state: SignOffState) -> None:
    if state not in SIGN_OFF_TRANSITIONS[SignOffState(sign_off.state)]:
        raise SignOffRefused(
            _("This copy is “%(state)s” already.") % {"state": sign_off.get_state_display()}
        )
    sign_off.state = state
