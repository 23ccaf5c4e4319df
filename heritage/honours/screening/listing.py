"""Candidacies as a user may see them: narrowed, sorted, counted, with what to look out for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from heritage.honours.capacities import visible_candidacies
from heritage.honours.enums import CandidacyState, NominationState, PairDecision
from heritage.honours.models import (
    Candidacy,
    CandidacyPair,
    Correction,
    Honouree,
    NegativeEntry,
    Nomination,
    Recommendation,
)
from heritage.honours.screening.checklist import match_key
from heritage.honours.screening.pairing import ALIVE, undecided
from search.text.normalise import normalise

PER_PAGE = 40
ORDERS = {
    "strokes": ("stroke_key", "pk"),
    "pinyin": ("sort_pinyin", "pk"),
    "number": ("campaign", "code"),
    "nominators": ("-nominators", "stroke_key", "pk"),
    "newest": ("-created_at", "-pk"),
}
WAITING = (CandidacyState.RECEIVED, CandidacyState.SCREENING)


@dataclass(slots=True)
class Flags:
    """What an officer should see at once of a candidacy."""

    pairs: int = 0
    negative: int = 0
    honoured: int = 0
    overdue: bool = False


def matching(user: AbstractBaseUser, **asked) -> QuerySet[Candidacy]:
    """The candidacies a user may see that fit what was asked; see :class:`~.forms.FilterForm`.

    Those merged into another are left out unless their state is asked for.
    """
    found = visible_candidacies(user)
    for name in ("campaign", "title", "category"):
        if value := asked.get(name):
            found = found.filter(**{name: value})
    if place := asked.get("place"):
        found = found.filter(place__path__startswith=place.path)
    if state := asked.get("state"):
        found = found.filter(state=state)
    else:
        found = found.exclude(state=CandidacyState.MERGED)
    if q := (asked.get("q") or "").strip():
        found = found.filter(_named(q))
    if flag := asked.get("flag"):
        found = found.filter(_FLAGS[flag]())
    return found


def _named(q: str) -> Q:
    plain = normalise(q)
    wanted = Q(nominee_name__icontains=q) | Q(nominee_name__icontains=plain) | Q(unit__icontains=q)
    if q.isascii():
        letters = q.lower()
        # Pinyin may be typed with or without spaces between the syllables.
        wanted |= Q(sort_pinyin__startswith=letters) | Q(sort_pinyin__iregex=_spaced(letters))
        wanted |= Q(code=q.zfill(3)) if q.isdigit() else Q()
    return wanted


def _spaced(letters: str) -> str:
    return "^" + " ?".join(c for c in letters if c.isalnum()) if letters.strip() else "^$"


def _paired() -> Q:
    open_pairs = CandidacyPair.objects.filter(
        decision=PairDecision.OPEN, first__state__in=ALIVE, second__state__in=ALIVE
    )
    return Q(pk__in=open_pairs.values("first")) | Q(pk__in=open_pairs.values("second"))


_FLAGS = {
    "pairs": _paired,
    "overdue": lambda: Q(state=CandidacyState.CORRECTING) & Q(Exists(_late())),
    "recommended": lambda: Q(pk__in=Recommendation.objects.values("candidacy")),
    "unplaced": lambda: Q(place=None),
}


def _late() -> QuerySet[Correction]:
    return Correction.objects.filter(
        nomination__candidacy=OuterRef("pk"),
        nomination__state=NominationState.CORRECTING,
        answered_at=None,
        due_at__lte=timezone.now(),
    )


def counts_by_state(found: QuerySet[Candidacy]) -> list[tuple[str, str, int]]:
    """State, its label and how many, in the order of the enum; without states nobody is in."""
    rows = found.order_by().values_list("state").annotate(number=Count("pk"))
    numbers = dict(rows)
    return [
        (state.value, str(state.label), numbers[state])
        for state in CandidacyState
        if numbers.get(state)
    ]


def in_order(found: QuerySet[Candidacy], order: str) -> QuerySet[Candidacy]:
    """With what a list shows of each, and how many nominated it (``nominators``)."""
    # A subquery: grouping whole rows would compare their deeds.
    given = Nomination.objects.filter(candidacy=OuterRef("pk"))
    given = given.exclude(state=NominationState.WITHDRAWN).order_by().values("candidacy")
    counted = Subquery(given.annotate(number=Count("pk")).values("number"))
    return (
        found.annotate(nominators=Coalesce(counted, 0), is_overdue=Exists(_late()))
        .select_related("campaign", "title", "category", "place", "officer")
        .order_by(*ORDERS.get(order, ORDERS["strokes"]))
    )


def flags_of(candidacies: Iterable[Candidacy]) -> dict[int, Flags]:
    """What to look out for, by key of the candidacy; three queries however many there are."""
    candidacies = list(candidacies)
    keys = {candidacy.pk: match_key(candidacy.nominee_name) for candidacy in candidacies}
    pairs: Counter[int] = Counter()
    for first, second in undecided(candidacies).values_list("first_id", "second_id"):
        pairs.update((first, second))
    in_force = Q(until=None) | Q(until__gte=timezone.localdate())
    negative = Counter(
        NegativeEntry.objects.filter(in_force, match_key__in=set(keys.values()) - {""}).values_list(
            "match_key", flat=True
        )
    )
    readings = {candidacy.sort_pinyin for candidacy in candidacies} - {""}
    honoured: dict[str, list[int | None]] = defaultdict(list)
    for name, candidacy_id in Honouree.objects.filter(sort_pinyin__in=readings).values_list(
        "name", "candidacy_id"
    ):
        honoured[match_key(name)].append(candidacy_id)
    return {
        candidacy.pk: Flags(
            pairs=pairs[candidacy.pk],
            negative=negative[keys[candidacy.pk]],
            honoured=sum(own != candidacy.pk for own in honoured[keys[candidacy.pk]]),
            overdue=bool(getattr(candidacy, "is_overdue", False)),
        )
        for candidacy in candidacies
    }


def waiting_for(user: AbstractBaseUser) -> QuerySet[Candidacy]:
    """What waits to be screened by a user, the longest waiting first."""
    found = visible_candidacies(user).filter(state__in=WAITING, campaign__closed_at=None)
    return found.select_related("title", "campaign").order_by("created_at", "pk")
