"""Handing up a contribution (投稿) and answering it (采用反馈).

Every step happens in one transaction under the lock of its row, asks who takes
it, and is written into the contribution's own log and Wagtail's.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _g
from wagtail.log_actions import log
from wagtail.models import Page

from heritage.people.branches import domain as branches
from heritage.people.contribution_enums import DECIDED, ContributionState
from heritage.people.contributions.adoption import adoption_of
from heritage.people.models import (
    BranchEditor,
    Contribution,
    ContributionLog,
    ContributionPicture,
    Organisation,
)

State = ContributionState

# One action of Wagtail's log for each state that is reached.
LOG_ACTIONS = {state: f"heritage.contribution.{state.value}" for state in State}


class WrongState(ValidationError):
    """The contribution is not, or no longer, where this step begins."""


def decides_everywhere(user) -> bool:
    """Whether ``user`` decides on contributions of every organisation."""
    return user.has_perm("heritage.change_contribution")


def writes_for(user):
    """Organisations that ``user`` may hand up contributions of, from the top down."""
    return branches.branches_of(user)


def receiver_of(organisation: Organisation) -> Organisation | None:
    """The nearest organisation above in which somebody may decide; None is the top."""
    above = Organisation.objects.get(pk=organisation.pk).ancestor_ids()
    deciding = set(
        BranchEditor.objects.filter(
            organisation__in=above, may_publish=True, user__is_active=True
        ).values_list("organisation_id", flat=True)
    )
    nearest = next((pk for pk in reversed(above) if pk in deciding), None)
    return Organisation.objects.get(pk=nearest) if nearest else None


def written_by(user):
    """Contributions that ``user`` writes: their own, and those of the station they work for."""
    stations = [right.organisation_id for right in branches.rights_of(user)]
    reached = branches.editable(user, Contribution.objects.all())
    return reached.filter(Q(author=user) | Q(organisation__in=stations))


def to_decide(user):
    """Contributions that wait for a decision of ``user``, the longest wait first."""
    return _received_by(user).waiting()


def decided_by(user):
    """Contributions that were handed up to ``user``, whatever became of them."""
    return _received_by(user).handed_up()


def _received_by(user):
    received = Contribution.objects.exclude(author=user)
    if decides_everywhere(user):
        return received
    levels = branches.branches_of(user, publishing=True).order_by()
    return received.filter(handed_to__in=levels)


def may_write(user, contribution: Contribution) -> bool:
    """Whether ``user`` may change the text and hand it up."""
    return written_by(user).filter(pk=contribution.pk).exists()


def may_decide(user, contribution: Contribution) -> bool:
    """Whether ``user`` stands where it was handed up to, or above; never its author."""
    return _received_by(user).filter(pk=contribution.pk).exists()


def may_see(user, contribution: Contribution) -> bool:
    """Whether ``user`` may read it: who writes, who decides, and once decided the levels above."""
    return may_write(user, contribution) or (
        contribution.submitted_at is not None and may_decide(user, contribution)
    )


@transaction.atomic
def write(
    *,
    contribution: Contribution,
    user,
    people: Iterable | None = None,
    add_pictures: Iterable = (),
    remove_pictures: Iterable[int] = (),
) -> Contribution:
    """Save a new contribution or changes of one in hand.

    ``people`` replaces who it is about; pictures are images, those to remove
    primary keys. Raises ``PermissionDenied`` outside the user's branches,
    :class:`WrongState` for one that was handed up.
    """
    if contribution.pk:
        stored = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if not may_write(user, stored):
            raise PermissionDenied
        if not stored.is_in_hand:
            raise WrongState(_g("It has been handed up and cannot be changed now."))
        contribution.state = stored.state
    else:
        contribution.author = user
    if not writes_for(user).filter(pk=contribution.organisation_id).exists():
        raise PermissionDenied
    is_new = contribution.pk is None
    contribution.full_clean()
    contribution.save()
    if people is not None:
        contribution.people.set(people)
    contribution.pictures.filter(pk__in=remove_pictures).delete()
    position = contribution.pictures.count()
    for number, image in enumerate(add_pictures, start=position):
        ContributionPicture.objects.create(contribution=contribution, image=image, position=number)
    log(
        instance=contribution,
        action="wagtail.create" if is_new else "wagtail.edit",
        user=user,
    )
    return contribution


@transaction.atomic
def hand_up(*, contribution: Contribution, user) -> Contribution:
    """Hand a draft, or what was returned, to the nearest level above that decides."""
    held = _hold(contribution, State.SUBMITTED, user, may_write)
    if not held.is_in_hand:
        raise WrongState(_g("It has been handed up already."))
    held.handed_to = receiver_of(held.organisation)
    held.submitted_at = timezone.now()
    held.decided_at = held.decided_by = None
    return _enter(held, State.SUBMITTED, user)


@transaction.atomic
def withdraw(*, contribution: Contribution, user) -> Contribution:
    """Take back what is not decided yet."""
    return _enter(_hold(contribution, State.WITHDRAWN, user, may_write), State.WITHDRAWN, user)


@transaction.atomic
def hand_on(*, contribution: Contribution, user, remark: str = "") -> Contribution:
    """Recommend it to the level above the one that has it. Refused at the top."""
    held = _hold(contribution, State.SUBMITTED, user, may_decide)
    if held.state != State.SUBMITTED or held.handed_to is None:
        raise WrongState(_g("There is nobody above to hand it on to."))
    held.handed_to = receiver_of(held.handed_to)
    return _enter(held, State.SUBMITTED, user, remark)


@transaction.atomic
def give_back(*, contribution: Contribution, user, remark: str) -> Contribution:
    """Return it for changes; ``remark`` says which."""
    held = _hold(contribution, State.RETURNED, user, may_decide)
    return _enter(held, State.RETURNED, user, _needed(remark))


@transaction.atomic
def decline(*, contribution: Contribution, user, remark: str) -> Contribution:
    """Do not adopt it; ``remark`` says why."""
    held = _hold(contribution, State.DECLINED, user, may_decide)
    return _enter(held, State.DECLINED, user, _needed(remark))


@transaction.atomic
def adopt(
    *,
    contribution: Contribution,
    user,
    remark: str = "",
    under: Page | None = None,
    page: Page | None = None,
) -> Contribution:
    """Adopt it: as a new draft ``under`` a page, or as the existing ``page``.

    A kind that no programme makes a page of needs neither. Raises
    ``ValidationError`` where what is needed is missing or not the user's to use.
    """
    held = _hold(contribution, State.ADOPTED, user, may_decide)
    adoption = adoption_of(held.kind)
    if page is None and adoption is not None:
        allowed = {place.pk for place in adoption.places(user)}
        if under is None or under.pk not in allowed:
            field = "under" if allowed else "page"
            raise ValidationError({field: _g("Choose where it is to appear, or its page.")})
        page = adoption.make(contribution=held, under=under, user=user)
    held.page = page
    return _enter(held, State.ADOPTED, user, remark)


def _hold(contribution: Contribution, state: str, user, may) -> Contribution:
    """The row under its lock, if ``user`` may take it to ``state`` from where it is."""
    held = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if not may(user, held):
        raise PermissionDenied
    if not held.may_become(state):
        raise WrongState(
            _g("It is “%(state)s” now; this can no longer be done.")
            % {"state": held.get_state_display()}
        )
    return held


def _enter(held: Contribution, state: str, user, remark: str = "") -> Contribution:
    before, held.state = held.state, state
    if state in DECIDED:
        held.decided_at, held.decided_by = timezone.now(), user
    held.save()
    ContributionLog.objects.create(
        contribution=held, user=user, from_state=before, to_state=state, remark=remark.strip()
    )
    log(instance=held, action=LOG_ACTIONS[state], user=user, data={"remark": remark.strip()})
    return held


def _needed(remark: str) -> str:
    if not remark.strip():
        raise ValidationError({"remark": _g("Say what is to be changed, or why not.")})
    return remark
