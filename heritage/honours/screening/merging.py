"""Two candidacies of one nominee become one, with all who nominated them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heritage.honours import logbook
from heritage.honours.candidacies import StaleError, move, take_nominations_along, touch
from heritage.honours.capacities import require_office
from heritage.honours.enums import CandidacyState, PairDecision, Role
from heritage.honours.models import Assignment, Candidacy, CandidacyPair, Recommendation
from heritage.honours.models.candidacies import NomineeFacts
from heritage.honours.screening.pairing import ALIVE, locked_pair

FACTS = tuple(
    field.name for field in NomineeFacts._meta.fields if field.name != "nominee_phone_index"
)
"""What is kept of one side or the other; the category goes with the candidacy that stands."""


def differing(first: Candidacy, second: Candidacy) -> list[str]:
    """The facts about which the two say different things."""
    return [name for name in FACTS if _said(first, name) != _said(second, name)]


def _said(candidacy: Candidacy, name: str) -> object:
    value = getattr(candidacy, name)
    return value or ""


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
    ``kept`` is taken anyway. ``versions`` are those that were looked at, by key
    of the candidacy: raises :class:`~heritage.honours.candidacies.StaleError`
    where one is no longer so. Raises ``ValidationError`` for a pair that is
    decided, or whose other side a judge already has.
    """
    require_office(user)
    with transaction.atomic():
        locked = locked_pair(pair, PairDecision.SAME)
        sides = {side.pk: side for side in (locked.first, locked.second)}
        if kept.pk not in sides:
            raise ValidationError(_("This candidacy is none of the two."))
        stands = touch(candidacy=sides.pop(kept.pk), seen=versions.get(kept.pk))
        (other,) = sides.values()
        _check(stands, other)
        if (seen := versions.get(other.pk)) is not None and other.version != seen:
            raise StaleError
        moved = _nominations_over(other, stands)
        _findings_over(other, stands)
        changed = _facts_over(other, stands, frozenset(taken))
        move(
            candidacy=other,
            to=CandidacyState.MERGED,
            role=Role.OFFICE,
            user=user,
            seen=other.version,
            changes={"merged_into": stands},
            data={"into": stands.pk, "nominations": moved, "facts": changed},
        )
        locked.decision, locked.by, locked.decided_at = PairDecision.SAME, user, timezone.now()
        locked.save(update_fields=["decision", "by", "decided_at"])
        _pairs_over(other, stands)
        take_nominations_along(stands, only=moved)
        logbook.append(
            campaign=stands.campaign,
            action="pair_same",
            data={"first": locked.first_id, "second": locked.second_id, "kept": stands.pk},
            user=user,
        )
    return stands


def merge_many(*, pairs: Iterable[int], user: AbstractBaseUser) -> tuple[int, list[str]]:
    """Decide of several pairs, by their keys, that each is one nominee; the earlier one stands.

    What is empty there is filled from the other. Gives how many were merged,
    and why others could not be; a pair that another merge settled is no fault.
    """
    require_office(user)
    merged, faults = 0, []
    for key in pairs:
        pair = CandidacyPair.objects.select_related("first").filter(pk=key).first()
        if pair is None or pair.decision != PairDecision.OPEN:
            continue
        try:
            merge(pair=pair, kept=pair.first, versions={}, user=user)
        except ValidationError as error:
            faults += error.messages
        else:
            merged += 1
    return merged, faults


def _check(stands: Candidacy, other: Candidacy) -> None:
    if stands.state not in ALIVE or other.state not in ALIVE:
        raise ValidationError(_("One of the two is no longer in the selection."))
    if Assignment.objects.filter(candidacy=other).exists():
        raise ValidationError(
            _("No. %(code)s is with the judges already; let it stand and merge the other into it.")
            % {"code": other.code}
        )


def _nominations_over(other: Candidacy, stands: Candidacy) -> list[int]:
    keys = list(other.nominations.order_by("pk").values_list("pk", flat=True))
    other.nominations.update(candidacy=stands, changed_at=timezone.now())
    return keys


def _findings_over(other: Candidacy, stands: Candidacy) -> None:
    """Visits, opinions and recommendations; what ``stands`` has of the same source stays."""
    other.checks.update(candidacy=stands)
    asked = stands.opinions.values("department")
    other.opinions.exclude(department__in=asked).update(candidacy=stands)
    given = stands.recommendations.values("place")
    other.recommendations.exclude(place__in=given).update(candidacy=stands)
    # A region that ranked both ranked one nominee twice: the place in the list it gave up is free.
    Recommendation.objects.filter(candidacy=other).delete()


def _facts_over(other: Candidacy, stands: Candidacy, taken: frozenset[str]) -> list[str]:
    changed = []
    for name in differing(stands, other):
        if name in taken or not _said(stands, name):
            setattr(stands, name, getattr(other, name))
            changed.append(name)
    if changed:
        fields = [*changed, *(["nominee_phone_index"] if "nominee_phone" in changed else [])]
        stands.save(update_fields=[*fields, "changed_at"])
    return changed


def _pairs_over(other: Candidacy, stands: Candidacy) -> None:
    """What may be the other's twin may be the twin of the one that stands."""
    pairs = CandidacyPair.objects.filter(Q(first=other) | Q(second=other))
    for pair in pairs.filter(decision=PairDecision.OPEN).select_for_update():
        third = pair.second_id if pair.first_id == other.pk else pair.first_id
        CandidacyPair.objects.get_or_create(
            first_id=min(third, stands.pk),
            second_id=max(third, stands.pk),
            defaults={"reasons": pair.reasons},
        )
        pair.delete()
