"""Candidacies that may be of one nominee: found by themselves, decided by a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from heritage.honours import logbook
from heritage.honours.capacities import require_office
from heritage.honours.enums import (
    BEFORE_JUDGES,
    IN_THE_RUNNING,
    PAIR_DECISIONS,
    NominatedBy,
    PairDecision,
)
from heritage.honours.models import Candidacy, CandidacyPair, Nomination
from search.text.normalise import normalise

LOG = "heritage.screening."
HAND = "hand"
ALIVE = BEFORE_JUDGES | IN_THE_RUNNING
"""States in which a candidacy may still be one of a pair that has to be decided."""

# Many people share a reading: it makes a pair only with one of these.
_SUPPORTING = frozenset({"phone", "birth", "service", "unit"})
_ALONE = frozenset({"name", "variant", "phone"})
_COMPARED = ("nominee_name", "sort_pinyin", "nominee_phone_index", "birth", "service", "unit")
MOST_OPEN = 5
MOST_COMPARED = 60


def look_for_pairs(candidacy: Candidacy) -> list[CandidacyPair]:
    """Pair a candidacy with others for its title that may be of the same nominee.

    The same name, or the same in another form (traditional, a variant, other
    spaces), makes a pair, and so does a shared telephone; a name that is only
    read alike needs the date of birth, the service or the unit to agree too.
    Gives the new pairs, at most so many that :data:`MOST_OPEN` are open, with
    the oldest first: a nominee named by hundreds is compared with a few of
    them, and with the next ones when those turn out to be others. A pair that
    is known already is left as it is. Nobody is joined by this.
    """
    known, still_open = set(), 0
    for pair in pairs_of(candidacy):
        known |= {pair.first_id, pair.second_id}
        still_open += pair.decision == PairDecision.OPEN
    phones = _phones(candidacy)
    found = _alike(candidacy, phones, but={candidacy.pk, *known})
    made = []
    for other in found:
        if still_open + len(made) >= MOST_OPEN:
            break
        if reasons := _agreeing(candidacy, other, phones):
            first, second = sorted((candidacy.pk, other.pk))
            made.append(CandidacyPair(first_id=first, second_id=second, reasons=reasons))
    # A twin of this request may have found the same pair.
    CandidacyPair.objects.bulk_create(made, ignore_conflicts=True)
    new = {(pair.first_id, pair.second_id) for pair in made}
    return [pair for pair in pairs_of(candidacy) if (pair.first_id, pair.second_id) in new]


def _alike(candidacy: Candidacy, phones: set[str], but: set[int]) -> list[Candidacy]:
    """Candidacies with the name, its reading or the telephone, the oldest first."""
    conditions = [Q(nominee_name=candidacy.nominee_name), Q(sort_pinyin=candidacy.sort_pinyin)]
    if phones:
        own = Nomination.objects.filter(by=NominatedBy.SELF, phone_index__in=phones)
        conditions += [Q(nominee_phone_index__in=phones), Q(pk__in=own.values("candidacy"))]
    keys: set[int] = set()
    # Each by its own index and nothing else: a planner without statistics would take
    # that of the title, and read all its rows, deeds and all.
    for condition in conditions:
        found = Candidacy.objects.filter(condition).order_by()
        for key, title, state in found.values_list("pk", "title_id", "state"):
            if title == candidacy.title_id and state in ALIVE and key not in but:
                keys.add(key)
    theirs = Nomination.objects.filter(by=NominatedBy.SELF).only(
        "candidacy_id", "by", "phone_index"
    )
    return list(
        Candidacy.objects.filter(pk__in=sorted(keys)[:MOST_COMPARED])
        .only(*_COMPARED)
        .order_by("pk")
        .prefetch_related(Prefetch("nominations", theirs, to_attr="by_themselves"))
    )


def _phones(candidacy: Candidacy) -> set[str]:
    """Digests of the nominee's own numbers: the one given, and those of who nominate themselves."""
    own = candidacy.nominations.filter(by=NominatedBy.SELF).values_list("phone_index", flat=True)
    return {digest for digest in (candidacy.nominee_phone_index, *own) if digest}


def _agreeing(one: Candidacy, other: Candidacy, phones: set[str]) -> list[str]:
    """What agrees, where that is enough to ask a person; in the order it is told."""
    theirs = {other.nominee_phone_index} | {
        nomination.phone_index for nomination in other.by_themselves
    }
    tests = {
        "name": one.nominee_name == other.nominee_name,
        "variant": one.nominee_name != other.nominee_name
        and _plain(one.nominee_name) == _plain(other.nominee_name),
        "pinyin": one.sort_pinyin == other.sort_pinyin,
        "phone": bool(phones & theirs),
        "birth": bool(one.birth) and one.birth == other.birth,
        "service": _same_text(one.service, other.service),
        "unit": _same_text(one.unit, other.unit),
    }
    found = [name for name, holds in tests.items() if holds]
    if {"name", "variant"} & set(found):
        found = [name for name in found if name != "pinyin"]
    enough = _ALONE & set(found) or ("pinyin" in found and _SUPPORTING & set(found))
    return found if enough else []


def _plain(text: str) -> str:
    return "".join(character for character in normalise(text) if character.isalnum())


def _same_text(one: str, other: str) -> bool:
    return bool(_plain(one)) and _plain(one) == _plain(other)


def pairs_of(candidacy: Candidacy) -> QuerySet[CandidacyPair]:
    """Every pair a candidacy stands in."""
    either = Q(first=candidacy) | Q(second=candidacy)
    return CandidacyPair.objects.filter(either).select_related("first", "second", "by")


def undecided(candidacies: Iterable[Candidacy] | None = None) -> QuerySet[CandidacyPair]:
    """Pairs that wait for a person: open, and both sides still alive; of ``candidacies`` or all."""
    pairs = CandidacyPair.objects.filter(
        decision=PairDecision.OPEN, first__state__in=ALIVE, second__state__in=ALIVE
    )
    if candidacies is None:
        return pairs
    keys = [candidacy.pk for candidacy in candidacies]
    return pairs.filter(Q(first__in=keys) | Q(second__in=keys))


def add_pair(*, one: Candidacy, other: Candidacy, user: AbstractBaseUser) -> CandidacyPair:
    """Say by hand that two candidacies may be of one nominee.

    Raises ``ValidationError`` for two that cannot be, ``PermissionDenied``
    for anybody but the office.
    """
    require_office(user)
    if one.pk == other.pk:
        raise ValidationError(_("This is the same candidacy."))
    if one.title_id != other.title_id:
        raise ValidationError(_("The two are nominated for different titles."))
    for each in (one, other):
        if each.state not in ALIVE:
            raise ValidationError(
                _("No. %(code)s is no longer in the selection.") % {"code": each.code}
            )
    with transaction.atomic():
        pair, is_new = CandidacyPair.objects.get_or_create(
            first_id=min(one.pk, other.pk),
            second_id=max(one.pk, other.pk),
            defaults={"reasons": [HAND]},
        )
        if not is_new and pair.decision == PairDecision.DIFFERENT:
            return reopen_pair(pair=pair, user=user)
        if is_new:
            _log(pair, "paired", user)
    return pair


def say_different(*, pair: CandidacyPair, user: AbstractBaseUser) -> CandidacyPair:
    """Decide that two candidacies are of two nominees; raises ``ValidationError`` when decided.

    Each is then compared with those it was not compared with yet.
    """
    with transaction.atomic():
        decided = _decide(pair, PairDecision.DIFFERENT, user)
        for side in (decided.first, decided.second):
            if side.state in ALIVE:
                look_for_pairs(side)
    return decided


def reopen_pair(*, pair: CandidacyPair, user: AbstractBaseUser) -> CandidacyPair:
    """Ask again about two that were said to be different."""
    return _decide(pair, PairDecision.OPEN, user)


def _decide(pair: CandidacyPair, to: PairDecision, user: AbstractBaseUser) -> CandidacyPair:
    require_office(user)
    with transaction.atomic():
        locked = locked_pair(pair, to)
        if locked.decision == PairDecision.SAME:
            raise ValidationError(_("The two are merged; take the merge back."), code="merged")
        locked.decision = to
        locked.by = None if to == PairDecision.OPEN else user
        locked.decided_at = None if to == PairDecision.OPEN else timezone.now()
        locked.save(update_fields=["decision", "by", "decided_at"])
        _log(locked, f"pair_{to}", user)
    return locked


def locked_pair(pair: CandidacyPair, to: PairDecision) -> CandidacyPair:
    """A pair under a row lock, if it may be decided so; raises ``ValidationError``."""
    locked = (
        CandidacyPair.objects.select_for_update(of=("self",))
        .select_related("first__campaign", "second__campaign")
        .get(pk=pair.pk)
    )
    if to not in PAIR_DECISIONS[locked.decision]:
        raise ValidationError(_("This was decided meanwhile."), code="decided")
    return locked


def _log(pair: CandidacyPair, action: str, user: AbstractBaseUser) -> None:
    logbook.append(
        campaign=pair.first.campaign,
        action=action,
        data={"first": pair.first_id, "second": pair.second_id},
        user=user,
    )
    for side in (pair.first, pair.second):
        log(instance=side, action=f"{LOG}{action}", user=user, data={"note": str(pair)})
