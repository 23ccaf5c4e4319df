"""Judges: invited by a link, with an account that opens nothing but the judging pages."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_admin_base_url

from cms.core.intake.notices import notify, wording
from heritage.honours import logbook
from heritage.honours.capacities import require_office
from heritage.honours.enums import AssignmentState
from heritage.honours.models import Campaign, Judge, RegionOfficer, TitleCategory

INVITED = "judge.invited"
VALID_FOR = datetime.timedelta(days=14)
LEFT = _("left the panel")

wording(
    INVITED,
    subject=_("Invitation to judge: %(campaign)s"),
    text=_(
        "%(name)s, you are asked to be a judge of %(campaign)s. Open this link until %(until)s"
        " to set a password: %(link)s Do not pass it on."
    ),
)


class InvitationError(Exception):
    """The link leads nowhere: unknown, used, run out, or its judge has left."""


def digest(token: str) -> str:
    """What is kept of the secret of a link: SHA-256, 64 hex digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(
    *,
    campaign: Campaign,
    name: str,
    email: str = "",
    position: str = "",
    is_lead: bool = False,
    categories: Iterable[TitleCategory] = (),
    user: AbstractBaseUser,
) -> tuple[Judge, str]:
    """Enter a judge and send the invitation; gives the judge and the link, told this once.

    Without an e-mail address the office hands the link over itself. Raises
    ``ValidationError`` in a closed campaign, whose data nobody would delete any more.
    """
    require_office(user)
    with transaction.atomic():
        _require_not_closed(campaign)
        judge = Judge.objects.create(
            campaign=campaign, name=name, email=email, position=position, is_lead=is_lead
        )
        judge.categories.set(categories)
        logbook.append(
            campaign=campaign,
            action="judge_invited",
            data={"judge": judge.pk, "lead": is_lead},
            user=user,
        )
        return judge, _send(judge)


def resend(*, judge: Judge, user: AbstractBaseUser) -> str:
    """Send a new link and gives it; the old one no longer works.

    For a judge who has an account it sets a new password.
    """
    require_office(user)
    with transaction.atomic():
        locked = Judge.objects.select_for_update(of=("self",)).get(pk=judge.pk)
        if locked.left_at is not None:
            raise ValidationError(_g("This judge has left the panel."))
        _require_not_closed(locked.campaign)
        logbook.append(
            campaign=locked.campaign,
            action="judge_invited_again",
            data={"judge": locked.pk},
            user=user,
        )
        return _send(locked)


def _require_not_closed(campaign: Campaign) -> None:
    if Campaign.objects.filter(pk=campaign.pk, closed_at__isnull=False).exists():
        raise ValidationError(_g("The campaign is closed."))


def _send(judge: Judge) -> str:
    token = secrets.token_urlsafe(32)
    judge.token_digest, judge.invited_at = digest(token), timezone.now()
    judge.token_expires_at = judge.invited_at + VALID_FOR
    judge.save(update_fields=["token_digest", "invited_at", "token_expires_at"])
    link = get_admin_base_url().rstrip("/") + reverse("judging_invitation", args=[token])
    if judge.email:
        until = timezone.localtime(judge.token_expires_at)
        notify(
            kind=INVITED,
            to=judge.email,
            context={
                "name": judge.name,
                "campaign": judge.campaign.title,
                "until": f"{until:%Y-%m-%d %H:%M}",
                "link": link,
            },
        )
    return link


def invited(token: str) -> Judge:
    """Whom a link was sent to; raises :class:`InvitationError`."""
    judge = (
        Judge.objects.filter(token_digest=digest(token), left_at=None)
        .select_related("campaign", "user")
        .first()
    )
    if judge is None or judge.token_expires_at is None or judge.token_expires_at <= timezone.now():
        raise InvitationError
    return judge


def has_more_than_judging(user: AbstractBaseUser) -> bool:
    """Whether an account opens the admin; a link must not set the password of such a one."""
    return bool(user.is_superuser or user.is_staff or user.has_perm("wagtailadmin.access_admin"))


def accept_with_password(*, token: str, username: str, password: str) -> AbstractBaseUser:
    """Take an invitation up with a new account, or set the password of the one there is.

    ``username`` counts for a new account only. Raises :class:`InvitationError`,
    and ``ValidationError`` for a name that is taken.
    """
    with transaction.atomic():
        judge = _locked(token)
        account = judge.user
        if account is None:
            account = _new_account(username, password)
        elif has_more_than_judging(account):
            raise InvitationError
        else:
            account.set_password(password)
            account.save(update_fields=["password"])
        _accepted(judge, account)
    return account


def _new_account(username: str, password: str) -> AbstractBaseUser:
    users = get_user_model()
    taken = ValidationError({"username": _g("This name is taken; choose another.")})
    if users.objects.filter(username__iexact=username).exists():
        raise taken
    try:
        with transaction.atomic():
            return users.objects.create_user(username, password=password)
    except IntegrityError as error:
        raise taken from error


def accept_as(*, token: str, user: AbstractBaseUser) -> Judge:
    """Take an invitation up with the account that is logged in.

    Raises :class:`InvitationError`, also where the judgeship is another
    account's, and ``ValidationError`` where this one judges here already, or is
    an officer's: who recommends does not score.
    """
    if RegionOfficer.objects.filter(user=user).exists():
        raise ValidationError(_g("An officer of a region does not judge."))
    try:
        with transaction.atomic():
            judge = _locked(token)
            if judge.user_id not in (None, user.pk):
                raise InvitationError
            return _accepted(judge, user)
    except IntegrityError as error:
        raise ValidationError(_g("This account is a judge of this campaign already.")) from error


def _locked(token: str) -> Judge:
    judge = Judge.objects.select_for_update(of=("self",)).filter(pk=invited(token).pk).first()
    # Taken up a moment ago by a second click.
    if judge is None or judge.token_digest != digest(token):
        raise InvitationError
    return judge


def _accepted(judge: Judge, user: AbstractBaseUser) -> Judge:
    judge.user, judge.token_digest, judge.token_expires_at = user, "", None
    judge.accepted_at = judge.accepted_at or timezone.now()
    judge.save(update_fields=["user", "token_digest", "token_expires_at", "accepted_at"])
    logbook.append(
        campaign=judge.campaign, action="judge_accepted", data={"judge": judge.pk}, user=user
    )
    return judge


def amend(
    *,
    judge: Judge,
    name: str,
    position: str,
    is_lead: bool,
    categories: Iterable[TitleCategory],
    user: AbstractBaseUser,
) -> Judge:
    """Change what is kept of a judge."""
    require_office(user)
    with transaction.atomic():
        judge.name, judge.position, judge.is_lead = name, position, is_lead
        judge.save(update_fields=["name", "position", "is_lead"])
        judge.categories.set(categories)
        logbook.append(
            campaign=judge.campaign,
            action="judge_amended",
            data={"judge": judge.pk, "lead": is_lead},
            user=user,
        )
    return judge


def leave(*, judge: Judge, user: AbstractBaseUser) -> Judge:
    """A judge leaves the panel: given scores stay, what is not scored waits for another."""
    require_office(user)
    with transaction.atomic():
        locked = Judge.objects.select_for_update(of=("self",)).get(pk=judge.pk)
        if locked.left_at is not None:
            return locked
        locked.left_at, locked.token_digest = timezone.now(), ""
        locked.save(update_fields=["left_at", "token_digest"])
        waiting = locked.assignments.filter(
            state__in=[AssignmentState.ASSIGNED, AssignmentState.DECLARED]
        )
        count = waiting.update(state=AssignmentState.RECUSED, recusal_reason=str(LEFT))
        logbook.append(
            campaign=locked.campaign,
            action="judge_left",
            data={"judge": locked.pk, "given_back": count},
            user=user,
        )
    return locked
