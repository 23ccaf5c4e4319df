"""A campaign's integrity log: every decision appended to a chain of digests.

Each entry's digest is the SHA-256 (FIPS 180-4) over the canonical JSON of its
contents and the digest before it, as in a linked timestamp (Haber and
Stornetta 1991): no entry can be changed, taken out or put in without every
later digest changing. The head is published with each public notice, so a
change made afterwards shows to whoever kept the notice.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from heritage.honours.models import Campaign, LogEntry


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the chain does not hold: the number of the entry, and why.

    ``why`` is ``number`` (one is missing or out of order), ``previous`` (it does
    not stand on the entry before) or ``digest`` (its contents were changed).
    """

    number: int
    why: str


def digest_of(data: object) -> str:
    """SHA-256 of the canonical JSON of ``data``: sorted keys, no spaces, UTF-8; 64 hex digits."""
    text = json.dumps(
        data, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def append(
    *,
    campaign: Campaign,
    action: str,
    data: Mapping[str, object] | None = None,
    user: AbstractBaseUser | None = None,
    actor: str = "",
) -> LogEntry:
    """Append a decision, in the transaction of the decision; gives the entry.

    ``data`` holds JSON values and no personal data: numbers of candidacies,
    judges and notices, digests of texts. ``actor`` says in which capacity,
    where it is no user: ``nominator``, ``clock``.
    """
    with transaction.atomic():
        # Appending waits for whoever appends to the same campaign.
        Campaign.objects.select_for_update().only("pk").get(pk=campaign.pk)
        last = LogEntry.objects.filter(campaign=campaign).order_by("-number").first()
        entry = LogEntry(
            campaign=campaign,
            number=last.number + 1 if last else 1,
            at=timezone.now(),
            action=action,
            user=user,
            actor=actor or (f"user:{user.pk}" if user else ""),
            # As it will be read back, so that the digest is of what is stored.
            data=json.loads(json.dumps(dict(data or {}), cls=DjangoJSONEncoder)),
            previous=last.digest if last else "",
        )
        entry.digest = _digest(entry)
        entry.save(force_insert=True)
    return entry


def head(campaign: Campaign) -> str:
    """The digest of the last entry; empty where there is none."""
    last = LogEntry.objects.filter(campaign=campaign).order_by("-number").only("digest").first()
    return last.digest if last else ""


def verify(campaign: Campaign) -> Iterator[Fault]:
    """Where the chain of a campaign does not hold; nothing for one that does."""
    previous, number = "", 0
    for entry in LogEntry.objects.filter(campaign=campaign).order_by("number").iterator():
        number += 1
        if entry.number != number:
            yield Fault(entry.number, "number")
            number = entry.number
        if entry.previous != previous:
            yield Fault(entry.number, "previous")
        if _digest(entry) != entry.digest:
            yield Fault(entry.number, "digest")
        previous = entry.digest


def _digest(entry: LogEntry) -> str:
    return digest_of(
        {
            "campaign": entry.campaign_id,
            "number": entry.number,
            "at": entry.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
            "action": entry.action,
            "actor": entry.actor,
            "data": entry.data,
            "previous": entry.previous,
        }
    )
