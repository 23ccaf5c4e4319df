"""How often who may do what; counted in the database, so it holds over all processes."""

from __future__ import annotations

import datetime
import ipaddress
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import keys
from .contacts import normal_phone
from .models import RateCount

MINUTE, HOUR, DAY = 60, 3600, 86_400
SITE = "site"
UNKNOWN_ADDRESS = "unknown"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` in each window of ``seconds``, counted for one kind of subject."""

    subject: str
    count: int
    seconds: int


# All limits of the site. A class of fifty behind one address sends, solves and
# looks up within a few minutes; a telephone number belongs to one household.
LIMITS: dict[str, tuple[Limit, ...]] = {
    "submit": (
        Limit("address", 80, 10 * MINUTE),
        Limit("address", 500, DAY),
        Limit("contact", 5, HOUR),
        Limit("contact", 10, DAY),
    ),
    # Forms sent without JavaScript, which solve no challenge.
    "submit-unsolved": (
        Limit("address", 3, HOUR),
        Limit(SITE, 60, HOUR),
    ),
    # Four kinds of tribute from each pupil of a class of fifty; a script stops at a thousand.
    "tribute": (
        Limit("address", 240, 10 * MINUTE),
        Limit("address", 1000, DAY),
    ),
    "tribute-unsolved": (
        Limit("address", 60, HOUR),
        Limit("address", 120, DAY),
        Limit(SITE, 600, HOUR),
    ),
    # Each report hides a message at once, so few come from one address.
    "tribute-report": (
        Limit("address", 10, HOUR),
        Limit("address", 30, DAY),
    ),
    # A class of fifty and the next one vote from one address; a script stops at a thousand.
    "vote": (
        Limit("address", 240, 10 * MINUTE),
        Limit("address", 1000, DAY),
    ),
    "vote-unsolved": (
        Limit("address", 60, HOUR),
        Limit(SITE, 600, HOUR),
    ),
    # One form that brings up to a hundred records, besides counting as "submit".
    "submit-table": (
        Limit("address", 10, HOUR),
        Limit("address", 30, DAY),
        Limit("contact", 3, HOUR),
        Limit("contact", 6, DAY),
        Limit(SITE, 200, DAY),
    ),
    # Each costs a text message, and reaches somebody's telephone.
    "vote-code": (
        Limit("contact", 3, HOUR),
        Limit("contact", 6, DAY),
        Limit("address", 60, HOUR),
    ),
    "vote-code-try": (
        Limit("address", 150, 10 * MINUTE),
        Limit("contact", 10, HOUR),
    ),
    "challenge": (Limit("address", 400, 10 * MINUTE),),
    # The receipt's own limit makes the telephone number as good as unguessable.
    "look-up": (
        Limit("address", 150, 10 * MINUTE),
        Limit("receipt", 10, HOUR),
        Limit("receipt", 30, DAY),
    ),
    # What somebody writes under the receipt of a record, and what the office has to read.
    "message": (
        Limit("address", 60, HOUR),
        Limit("receipt", 10, HOUR),
        Limit("receipt", 30, DAY),
    ),
    "draft": (
        Limit("address", 300, 10 * MINUTE),
        Limit("address", 2000, DAY),
    ),
    # A form of several pages is saved page by page and in between, into one row.
    "draft-save": (
        Limit("address", 3000, 10 * MINUTE),
        Limit("address", 20_000, DAY),
    ),
    "evidence": (
        Limit("address", 200, 10 * MINUTE),
        Limit("address", 1000, DAY),
    ),
    # A judge who mistypes a password; a panel of twenty may sit behind one address.
    "judge-login": (
        Limit("address", 200, HOUR),
        Limit("contact", 20, HOUR),
    ),
}


class TooManyError(Exception):
    """A limit is reached; ``retry_after`` is the seconds until its window ends."""

    def __init__(self, action: str, retry_after: int):
        super().__init__(f"limit of {action} reached, {retry_after} s to wait")
        self.action = action
        self.retry_after = retry_after

    @property
    def minutes(self) -> int:
        """The wait in whole minutes, at least one."""
        return max(1, -(-self.retry_after // MINUTE))


def client_address(request) -> str:
    """The address a request came from: IPv4 whole, IPv6 as its /64.

    ``X-Forwarded-For`` is read only from a peer in ``TRUSTED_PROXIES``, from
    the right, up to the first address that is no proxy of ours.
    """
    address = _parsed(request.META.get("REMOTE_ADDR", ""))
    if address is None and not settings.TRUSTED_PROXIES:
        return UNKNOWN_ADDRESS
    if address is None or _is_proxy(address):
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        for hop in reversed(forwarded):
            parsed = _parsed(hop)
            if parsed is None:
                break
            address = parsed
            if not _is_proxy(parsed):
                break
    if address is None:
        return UNKNOWN_ADDRESS
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _parsed(text: str):
    try:
        address = ipaddress.ip_address(text.strip().strip("[]").partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_proxy(address) -> bool:
    return any(
        address in ipaddress.ip_network(network, strict=False)
        for network in settings.TRUSTED_PROXIES
    )


def spend(
    *,
    action: str,
    address: str = "",
    contact: str = "",
    receipt: str = "",
    now: datetime.datetime | None = None,
) -> None:
    """Count one ``action`` against every limit it has, or against none.

    A limit on a subject that is not given (an empty contact) does not count.
    Raises :class:`TooManyError` when one is reached; nothing is counted then.
    """
    now = now or timezone.now()
    values = {
        "address": address,
        "contact": normal_phone(contact) or contact.strip().casefold(),
        "receipt": receipt,
        SITE: SITE,
    }
    with transaction.atomic():
        for limit in LIMITS[action]:
            if value := values[limit.subject]:
                _count(action, limit, keys.digest(f"limit {limit.subject}", value), now)


def _count(action: str, limit: Limit, subject: str, now: datetime.datetime) -> None:
    second = int(now.timestamp())
    start = second - second % limit.seconds
    window = {
        "action": f"{action}:{limit.subject}",
        "subject": subject,
        "window_start": datetime.datetime.fromtimestamp(start, tz=datetime.UTC),
        "window_seconds": limit.seconds,
    }
    ends = window["window_start"] + datetime.timedelta(seconds=limit.seconds)
    RateCount.objects.bulk_create([RateCount(**window, expires_at=ends)], ignore_conflicts=True)
    # One statement tests and counts, so parallel requests cannot pass together.
    taken = RateCount.objects.filter(**window, count__lt=limit.count).update(count=F("count") + 1)
    if not taken:
        raise TooManyError(action, max(1, start + limit.seconds - second))
