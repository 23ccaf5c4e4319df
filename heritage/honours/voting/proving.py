"""How one voter is told from another: by browser and address, telephone, or a code given out.

What is kept is a digest under a key of the site: it tells that two votes are of
one voter, not whose they are.
"""

from __future__ import annotations

import datetime
import hmac
import secrets

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.core.intake import checks, keys, limits
from cms.core.intake.contacts import normal_phone
from cms.core.intake.notices import notify, wording
from cms.core.intake.receipts import ReceiptError, grouped, new_receipt, parse_receipt
from heritage.honours import logbook
from heritage.honours.capacities import require_office
from heritage.honours.models import Campaign, PublicVote, VoteCode
from heritage.honours.voting.domain import LOG

CODE_FORM = checks.carry("vote-code")
CODE = "vote.code"
CODE_DIGITS = 6
CODE_LIFE = datetime.timedelta(minutes=10)
MOST_TRIES = 5
MOST_CODES = 5000

wording(
    CODE,
    subject=gettext_lazy("Your code for the vote"),
    text=gettext_lazy("Your code for the vote: %(code)s. It is good for ten minutes."),
)


class WrongCodeError(Exception):
    """The code is not right, not any more, or was tried too often."""


def by_browser(*, vote: PublicVote, address: str, browser: str) -> str:
    """The voter at an address with a browser that carries the mark ``browser``."""
    return keys.digest("voter", f"{vote.pk} browser {address} {browser}")


def by_phone(*, vote: PublicVote, phone: str) -> str:
    """The voter with a telephone number."""
    return keys.digest("voter", f"{vote.pk} phone {normal_phone(phone)}")


def send_code(*, vote: PublicVote, phone: str, address: str, proof: checks.Proof) -> None:
    """Send a code to a telephone; the one before is void.

    Raises a :class:`~cms.core.intake.checks.CheckError` and
    :class:`~cms.core.intake.limits.TooManyError`; nothing is sent then.
    """
    voter = by_phone(vote=vote, phone=phone)
    code = "".join(secrets.choice("0123456789") for _number in range(CODE_DIGITS))
    if checks.is_used(proof):
        raise checks.CheckUsedError("the check was used already")
    with transaction.atomic():
        checks.use(proof)
        limits.spend(action="vote-code", address=address, contact=phone)
        VoteCode.objects.filter(vote=vote, voter=voter).delete()
        VoteCode.objects.create(
            vote=vote,
            voter=voter,
            digest=_digest(vote, f"{voter} {code}"),
            expires_at=timezone.now() + CODE_LIFE,
        )
        notify(kind=CODE, to=phone, context={"code": code})


def check_phone_code(*, vote: PublicVote, phone: str, code: str, address: str) -> str:
    """The voter with a telephone to which ``code`` was sent; it is good once.

    Raises :class:`WrongCodeError`, after five wrong ones for every one, and
    :class:`~cms.core.intake.limits.TooManyError`.
    """
    limits.spend(action="vote-code-try", address=address, contact=phone)
    voter = by_phone(vote=vote, phone=phone)
    waiting = VoteCode.objects.filter(
        vote=vote, voter=voter, used_at=None, expires_at__gt=timezone.now()
    )
    # Counted before it is compared, so that parallel guesses are counted too.
    if not waiting.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        raise WrongCodeError
    given = _digest(vote, f"{voter} {code.strip()}")
    right = [each.pk for each in waiting if hmac.compare_digest(each.digest, given)]
    if not waiting.filter(pk__in=right).update(used_at=timezone.now()):
        raise WrongCodeError
    return voter


def make_codes(*, vote: PublicVote, count: int, user: AbstractBaseUser) -> list[str]:
    """Make codes to give out; they are shown this once, only their digests are kept.

    How many were made stands in the campaign's log: each is a vote. Raises
    ``PermissionDenied``, and ``ValidationError`` in a closed campaign.
    """
    require_office(user)
    if not 1 <= count <= MOST_CODES:
        words = _("Between 1 and %(most)d at a time.")
        raise ValidationError({"count": words % {"most": MOST_CODES}})
    codes = [new_receipt() for _number in range(count)]
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=vote.stage.campaign_id)
        if campaign.closed_at is not None:
            raise ValidationError(_("The campaign is closed."))
        VoteCode.objects.bulk_create(
            VoteCode(vote=vote, digest=_digest(vote, code)) for code in codes
        )
        logbook.append(
            campaign=campaign,
            action="vote.codes",
            data={"vote": vote.pk, "count": count},
            user=user,
        )
        log(instance=vote, action=f"{LOG}codes", user=user, data={"count": count})
    return [grouped(code) for code in codes]


def check_given_code(*, vote: PublicVote, code: str, address: str) -> str:
    """The voter with a code that was given out; raises as :func:`check_phone_code`."""
    limits.spend(action="vote-code-try", address=address)
    try:
        plain = parse_receipt(code)
    except ReceiptError as error:
        raise WrongCodeError from error
    found = VoteCode.objects.filter(
        vote=vote, digest=_digest(vote, plain), expires_at=None, voter=""
    ).first()
    if found is None:
        raise WrongCodeError
    if found.used_at is None:
        VoteCode.objects.filter(pk=found.pk, used_at=None).update(used_at=timezone.now())
    return keys.digest("voter", f"{vote.pk} code {found.pk}")


def _digest(vote: PublicVote, text: str) -> str:
    return keys.digest("vote code", f"{vote.pk} {text}")
