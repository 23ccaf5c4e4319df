"""Two candidacies of one nominee become one, with all who nominated them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from heritage.honours import logbook
from heritage.honours.candidacies import (
    StaleError,
    may_move,
    move,
    take_nominations_along,
    touch,
)
from heritage.honours.capacities import require_office
from heritage.honours.enums import CandidacyState, NominationState, PairDecision, Role
from heritage.honours.models import Assignment, Candidacy, CandidacyPair
from heritage.honours.models.candidacies import NomineeFacts
from heritage.honours.screening.domain import is_before_judges
from heritage.honours.screening.pairing import ALIVE, LOG, locked_pair

FACTS = tuple(
    field.name for field in NomineeFacts._meta.fields if field.name != "nominee_phone_index"
)
"""What is kept of one side or the other; the category goes with the candidacy that stands."""


def differing(first: Candidacy, second: Candidacy) -> list[str]:
    """The facts about which the two say different things."""
    return [name for name in FACTS if said(first, name) != said(second, name)]


def said(candidacy: Candidacy, name: str) -> object:
    """What a candidacy says of a fact; the empty text for nothing."""
    return getattr(candidacy, name) or ""


def merge(
    *,
    pair: CandidacyPair,
    kept: Candidacy,
    versions: Mapping[int, int],
    taken: Iterable[str] = (),
    user: AbstractBaseUser,
) -> Candidacy:
    """Decide that a pair is one nominee: ``kept`` stands, the other becomes merged into it.

    The nominations, visits, opinions and recommendations of the other go over.
    ``taken`` names the facts taken from the other, one that is empty in
    ``kept`` is taken anyway. The log and the pair keep what
    :func:`~.parting.part` needs. ``versions`` are those that were looked at, by
    key of the candidacy: raises :class:`~heritage.honours.candidacies.StaleError`
    where one is no longer so. Raises ``ValidationError`` for a pair that is
    decided, or whose other side is past the screening or with a judge.
    """
    require_office(user)
    with transaction.atomic():
        locked = locked_pair(pair, PairDecision.SAME)
        sides = {side.pk: side for side in (locked.first, locked.second)}
        if kept.pk not in sides:
            raise ValidationError(_("This candidacy is none of the two."))
        stands = touch(candidacy=sides.pop(kept.pk), seen=versions.get(kept.pk))
        (other,) = sides.values()
        if (seen := versions.get(other.pk)) is not None and other.version != seen:
            raise StaleError
        _check(stands, other)
        stood = list(other.nominations.order_by("pk").values_list("pk", "state"))
        moved = [key for key, _state in stood]
        other.nominations.update(candidacy=stands, changed_at=timezone.now())
        over = _findings_over(other, stands)
        replaced = _facts_over(other, stands, frozenset(taken))
        locked.decision, locked.by, locked.decided_at = PairDecision.SAME, user, timezone.now()
        locked.overwritten = {"facts": replaced, "reason": other.reason}
        locked.save(update_fields=["decision", "by", "decided_at", "overwritten"])
        over["pairs"] = _pairs_over(other, stands)
        move(
            candidacy=other,
            to=CandidacyState.MERGED,
            role=Role.OFFICE,
            user=user,
            seen=other.version,
            changes={"merged_into": stands},
            data={
                "into": stands.pk,
                "nominations": moved,
                "stood": stood,
                "facts": list(replaced),
                "over": over,
            },
        )
        _stand_with(stands, stood)
        logbook.append(
            campaign=stands.campaign,
            action="pair_same",
            data={"first": locked.first_id, "second": locked.second_id, "kept": stands.pk},
            user=user,
        )
        log(instance=stands, action=f"{LOG}pair_same", user=user, data={"note": other.code})
    return stands


def merge_many(
    *, pairs: Iterable[int], versions: Mapping[int, int], user: AbstractBaseUser
) -> tuple[int, list[str]]:
    """Decide of several pairs, by their keys, that each is one nominee; the earlier one stands.

    What is empty there is filled from the other. ``versions`` are those that
    were looked at, as in :func:`merge`; one that is not given was not looked
    at. Gives how many were merged, and why others could not be; a pair that
    another merge settled is no fault.
    """
    require_office(user)
    known, merged, faults = dict(versions), 0, []
    for key in pairs:
        pair = CandidacyPair.objects.select_related("first", "second").filter(pk=key).first()
        if pair is None or pair.decision != PairDecision.OPEN:
            continue
        seen = {side.pk: known.get(side.pk, 0) for side in (pair.first, pair.second)}
        try:
            stands = merge(pair=pair, kept=pair.first, versions=seen, user=user)
        except StaleError:
            faults.append(
                _("No. %(first)s or No. %(second)s was changed meanwhile; look at the two again.")
                % {"first": pair.first.code, "second": pair.second.code}
            )
        except ValidationError as error:
            faults += error.messages
        else:
            merged += 1
            # Changed by this very list, as its reader knows.
            known[stands.pk] = stands.version
    return merged, faults


def _stand_with(stands: Candidacy, stood: Iterable[tuple[int, str]]) -> None:
    """Let the nominations that came stand as the others do; ``stood`` are keys and states."""
    if stands.state != CandidacyState.CORRECTING:
        take_nominations_along(stands, only=[key for key, _state in stood])
        return
    # Of these nothing is asked, unless it was before.
    theirs = [key for key, state in stood if state != NominationState.CORRECTING]
    take_nominations_along(stands, only=theirs, as_in=CandidacyState.SCREENING)


def _check(stands: Candidacy, other: Candidacy) -> None:
    if stands.campaign.closed_at is not None:
        raise ValidationError(_("The campaign is closed."))
    if stands.state not in ALIVE or other.state not in ALIVE:
        raise ValidationError(_("One of the two is no longer in the selection."))
    with_judges = Assignment.objects.filter(candidacy=other).exists()
    if with_judges or not may_move(other.state, CandidacyState.MERGED, Role.OFFICE):
        raise ValidationError(
            _("No. %(code)s is with the judges already; let it stand and merge the other into it.")
            % {"code": other.code}
        )


def _findings_over(other: Candidacy, stands: Candidacy) -> dict[str, list]:
    """Visits, opinions and recommendations; gives the keys of those that went over.

    What ``stands`` has of the same source stays, and the other's stays behind.
    A region that ranked both ranked one nominee twice: the place in its list
    that was given up is free, as nothing of what is merged counts.
    """
    asked = stands.opinions.values_list("department", flat=True)
    given = stands.recommendations.values_list("place", flat=True)
    going = {
        "visits": other.checks.all(),
        "opinions": other.opinions.exclude(department__in=list(asked)),
        "recommendations": other.recommendations.exclude(place__in=list(given)),
    }
    over = {name: sorted(rows.values_list("pk", flat=True)) for name, rows in going.items()}
    for name, rows in going.items():
        rows.model.objects.filter(pk__in=over[name]).update(candidacy=stands)
    return over


def _facts_over(other: Candidacy, stands: Candidacy, taken: frozenset[str]) -> dict[str, object]:
    """Take facts from ``other``; gives those that ``stands`` had instead, by name, for JSON.

    None once a judge read those of ``stands``, or the public its name.
    """
    if not is_before_judges(stands):
        return {}
    replaced = {}
    for name in differing(stands, other):
        if name in taken or not said(stands, name):
            replaced[name] = as_kept(stands, name)
            setattr(stands, name, getattr(other, name))
    save_facts(stands, replaced)
    return replaced


def as_kept(candidacy: Candidacy, name: str) -> object:
    """A fact as it is kept in JSON: the key of a place, a date's canonical text, answers."""
    value = Candidacy._meta.get_field(name).value_from_object(candidacy)
    if isinstance(value, dict):
        return dict(value)
    return value if value is None or isinstance(value, int) else str(value)


def save_facts(candidacy: Candidacy, names: Iterable[str]) -> None:
    """Save the named facts of a candidacy, with the index of its telephone."""
    if fields := list(names):
        index = ["nominee_phone_index"] if "nominee_phone" in fields else []
        candidacy.save(update_fields=[*fields, *index, "changed_at"])


def _pairs_over(other: Candidacy, stands: Candidacy) -> list[list]:
    """What may be the other's twin may be the twin of the one that stands.

    Gives for each such pair the third's key, what agrees, and whether the pair
    with the one that stands is new.
    """
    over = []
    pairs = CandidacyPair.objects.filter(Q(first=other) | Q(second=other))
    for pair in pairs.filter(decision=PairDecision.OPEN).order_by("pk").select_for_update():
        third = pair.second_id if pair.first_id == other.pk else pair.first_id
        _pair, is_new = CandidacyPair.objects.get_or_create(
            first_id=min(third, stands.pk),
            second_id=max(third, stands.pk),
            defaults={"reasons": pair.reasons},
        )
        over.append([third, pair.reasons, is_new])
        pair.delete()
    return over
