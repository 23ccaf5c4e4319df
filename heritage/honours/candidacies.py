"""Use cases every part shares: opening a candidacy, and moving it on."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms.core.intake.notices import notify, wording
from cms.core.intake.receipts import grouped
from heritage.honours import logbook
from heritage.honours.capacities import roles_for
from heritage.honours.enums import (
    CANDIDACY_TRANSITIONS,
    NOMINATION_STATE_OF,
    CandidacyState,
    NominationState,
    Role,
)
from heritage.honours.models import Campaign, Candidacy, Nomination
from heritage.honours.models.candidacies import NomineeFacts

MOVED = "nomination.moved"
_FACTS = tuple(field.name for field in NomineeFacts._meta.fields)
CODE_LENGTH = 3

wording(
    MOVED,
    subject=_("Your nomination"),
    text=_("How your nomination %(receipt)s stands: %(state)s. You can read more on our site."),
)


class IllegalTransitionError(Exception):
    """A candidacy may not go from its state to the one asked for, in this capacity."""


class StaleError(Exception):
    """Somebody else changed the candidacy since it was looked at."""


def may_move(state: str, to: str, role: Role) -> bool:
    """Whether the table lets ``role`` bring a candidacy from ``state`` to ``to``."""
    return role in CANDIDACY_TRANSITIONS.get(state, {}).get(to, frozenset())


def facts_of(source: NomineeFacts) -> dict[str, object]:
    """What is known of a nominee, by the names of the fields; an index follows its source."""
    return {name: getattr(source, name) for name in _FACTS if name != "nominee_phone_index"}


def open_candidacy(*, nomination: Nomination) -> Candidacy:
    """Open the candidacy of a nomination that just came in, in its transaction.

    Whether it is of a nominee who is there already is for a person to decide;
    see :mod:`heritage.honours.screening`.
    """
    campaign = nomination.title.campaign
    with transaction.atomic():
        # Numbers are given one after another.
        Campaign.objects.select_for_update().only("pk").get(pk=campaign.pk)
        count = Candidacy.objects.filter(campaign=campaign).count()
        candidacy = Candidacy.objects.create(
            campaign=campaign,
            title=nomination.title,
            category=nomination.category,
            code=str(count + 1).zfill(CODE_LENGTH),
            **facts_of(nomination),
        )
        nomination.candidacy = candidacy
        nomination.save(update_fields=["candidacy"])
        logbook.append(
            campaign=campaign,
            action="received",
            data={"candidacy": candidacy.pk, "nomination": nomination.pk},
            actor="nominator",
        )
    return candidacy


def move(
    *,
    candidacy: Candidacy,
    to: CandidacyState,
    role: Role,
    user: AbstractBaseUser | None = None,
    seen: int | None = None,
    reason: str = "",
    changes: Mapping[str, object] | None = None,
    data: Mapping[str, object] | None = None,
    only: Collection[int] | None = None,
) -> Candidacy:
    """Bring a candidacy into another state as the table allows; gives it as it is now.

    ``seen`` is the ``version`` the user was looking at: when it is no longer
    so, raises :class:`StaleError`. ``changes`` are fields to set with it,
    ``data`` further facts for the log, nothing personal. Its nominations
    follow, those with the keys ``only`` where they are given, and their
    nominators are told. Raises :class:`IllegalTransitionError`, also for one
    that is merged into another unless ``changes`` take it out of that, and
    ``PermissionDenied`` for a user who has no such role.
    """
    with transaction.atomic():
        locked = (
            Candidacy.objects.select_for_update(of=("self",))
            .select_related("campaign", "title", "category")
            .get(pk=candidacy.pk)
        )
        if role != Role.NOMINATOR and (user is None or role not in roles_for(user, locked)):
            raise PermissionDenied(f"no {role} of {locked!r}")
        if seen is not None and locked.version != seen:
            raise StaleError
        # What was given can be taken back after the campaign was closed, too.
        is_closed = locked.campaign.closed_at is not None and to != CandidacyState.REVOKED
        is_parted = locked.merged_into_id is None or "merged_into" in (changes or {})
        if not may_move(locked.state, to, role) or is_closed or not is_parted:
            raise IllegalTransitionError(f"{locked!r}: {locked.state} → {to} by {role}")
        before, locked.state = locked.state, to
        locked.reason, locked.version = reason.strip()[:500], locked.version + 1
        for name, value in (changes or {}).items():
            setattr(locked, name, value)
        locked.save(
            update_fields=["state", "reason", "version", "changed_at", *(changes or {})],
        )
        facts = {"candidacy": locked.pk, "from": str(before), "to": str(to), "role": str(role)}
        if reason:
            facts["reason"] = logbook.digest_of(reason)
        log(
            instance=locked,
            action="heritage.candidacy.moved",
            user=user,
            data={"from": str(before), "to": str(to), "note": reason},
        )
        logbook.append(
            campaign=locked.campaign,
            action="moved",
            data={**facts, **(data or {})},
            user=user,
            actor="" if user else str(role),
        )
        take_nominations_along(locked, only=only)
    return locked


def touch(*, candidacy: Candidacy, seen: int | None) -> Candidacy:
    """Lock a candidacy for a change that leaves its state, and count its version up.

    To be called in a transaction; raises :class:`StaleError` as :func:`move` does.
    """
    locked = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if seen is not None and locked.version != seen:
        raise StaleError
    locked.version += 1
    locked.save(update_fields=["version", "changed_at"])
    return locked


def take_nominations_along(
    candidacy: Candidacy,
    *,
    only: Collection[int] | None = None,
    as_in: CandidacyState | None = None,
) -> None:
    """Let its nominations, or those with the keys ``only``, stand as their candidacy does.

    ``as_in``: as if the candidacy were in that state.
    """
    to = NOMINATION_STATE_OF.get(as_in or candidacy.state)
    if to is None:
        return
    following = candidacy.nominations.select_for_update()
    if only is not None:
        following = following.filter(pk__in=only)
    for nomination in following:
        if to == nomination.state or to not in Nomination.transitions[nomination.state]:
            continue
        nomination.state = to
        nomination.closed_at = timezone.now() if nomination.is_closed else None
        nomination.save(update_fields=["state", "closed_at", "changed_at"])
        tell(nomination)


def tell(nomination: Nomination) -> None:
    """Tell whoever nominated how it stands, where there is a telephone or an e-mail."""
    if nomination.purged_at is not None:
        return
    if to := nomination.contact_phone or nomination.contact_email:
        state = str(NominationState(nomination.state).label)
        notify(kind=MOVED, to=to, context={"receipt": grouped(nomination.receipt), "state": state})
