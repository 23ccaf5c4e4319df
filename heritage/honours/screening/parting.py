"""A merge taken back: what was taken for one nominee are two after all.

What went over is known from the campaign's log, by keys; which facts the merge
replaced, from the pair. All that came later stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.fields import HistoricalDateField
from heritage.honours.candidacies import IllegalTransitionError, StaleError, move, tell, touch
from heritage.honours.capacities import require_office
from heritage.honours.enums import (
    BEFORE_JUDGES,
    CandidacyState,
    NominationState,
    PairDecision,
    Role,
)
from heritage.honours.models import (
    Assignment,
    CampaignTitle,
    Candidacy,
    CandidacyPair,
    DepartmentOpinion,
    LogEntry,
    Nomination,
    OnSiteCheck,
    Recommendation,
)
from heritage.honours.screening.domain import checked_reason, note_decision
from heritage.honours.screening.merging import as_kept, said, save_facts
from heritage.honours.screening.pairing import ALIVE, locked_pair, look_for_pairs
from heritage.honours.screening.recommending import check_rank

PARTABLE = BEFORE_JUDGES | {CandidacyState.ELIGIBLE, CandidacyState.INELIGIBLE}
"""States of the one that stands in which a merge into it can be taken back."""


def part(
    *,
    candidacy: Candidacy,
    reason: str,
    user: AbstractBaseUser,
    seen: int | None = None,
    seen_kept: int | None = None,
) -> Candidacy:
    """Take back that ``candidacy`` was merged into another; gives it as it is now.

    It comes back in the state it had. Its nominations, visits, opinions,
    recommendations and open pairs go back to it, with what has happened to them
    since; a nomination stands as before, unless it was withdrawn. A fact that
    the merge replaced in the one that stands is put back where nobody has
    changed it. The two are decided to be two nominees and each is compared with
    others anew. ``seen`` and ``seen_kept`` are the versions of the two that
    were looked at. Raises ``PermissionDenied``, ``StaleError``,
    ``IllegalTransitionError`` for what is not merged, and ``ValidationError``
    with the words of :func:`obstacle`, or where a region has given a
    recommended nominee's rank to another meanwhile.
    """
    require_office(user)
    reason = checked_reason(reason)
    with transaction.atomic():
        known = _merged(candidacy, seen)
        if words := obstacle(known):
            raise ValidationError(words)
        pair = locked_pair(_pair_of(known), PairDecision.DIFFERENT)
        other = _merged(known, known.version)
        # Ranks of one title are given, and come back, one after another.
        CampaignTitle.objects.select_for_update().get(pk=other.title_id)
        stands = touch(candidacy=other.merged_into, seen=seen_kept)
        merge = _entry_of(other)
        if words := _obstacle(stands, merge, pair):
            raise ValidationError(words)
        replaced, before = pair.overwritten.get("facts", {}), pair.overwritten.get("reason", "")
        put_back = _facts_back(other, stands, replaced, since=pair.decided_at)
        pair.decision, pair.by, pair.decided_at = PairDecision.DIFFERENT, user, timezone.now()
        pair.overwritten = {}
        pair.save(update_fields=["decision", "by", "decided_at", "overwritten"])
        going = list(_going(stands, merge).select_for_update().order_by("pk"))
        keys = [nomination.pk for nomination in going]
        Nomination.objects.filter(pk__in=keys).update(candidacy=other, changed_at=timezone.now())
        stayed = list(other.recommendations.select_related("place"))
        _findings_back(other, stands, merge.get("over", {}))
        back = move(
            candidacy=other,
            to=CandidacyState(merge["from"]),
            role=Role.OFFICE,
            user=user,
            seen=other.version,
            reason=reason,
            changes={"merged_into": None, "reason": before},
            data={"parted_from": stands.pk, "nominations": keys},
            only=[],
        )
        for given in stayed:
            check_rank(back.title, given.place, back, given.rank)
        _stand_as_before(going, dict(merge.get("stood", [])))
        _pairs_back(other, stands, merge.get("over", {}).get("pairs", []))
        note_decision(
            stands,
            "parted",
            user,
            {"parted": other.pk, "nominations": keys, "facts": put_back},
            note=f"{other.code}：{reason}",
        )
        for side in (stands, back):
            if side.state in ALIVE:
                look_for_pairs(side)
    return back


def obstacle(candidacy: Candidacy) -> str:
    """Why the merge of a merged candidacy cannot be taken back now, in words; empty where it can."""
    return _obstacle(candidacy.merged_into, _entry_of(candidacy), _pair_of(candidacy))


def _obstacle(stands: Candidacy, merge: Mapping, pair: CandidacyPair | None) -> str:
    code = {"code": stands.code}
    if stands.campaign.closed_at is not None:
        return _("The campaign is closed.")
    if not merge or pair is None:
        return _("What went over is no longer known.")
    if stands.state == CandidacyState.MERGED:
        return _("No. %(code)s was merged into another itself; take that back first.") % code
    if stands.state not in PARTABLE:
        state = {"state": stands.get_state_display()}
        return _("No. %(code)s is past the screening (%(state)s).") % (code | state)
    if Assignment.objects.filter(candidacy=stands).exists():
        return (
            _("No. %(code)s is with the judges. Take it from them first, while none has begun.")
            % code
        )
    going = _going(stands, merge)
    alive = ~Q(state=NominationState.WITHDRAWN)
    if not going.filter(alive).exists():
        return _("Everybody who nominated it has withdrawn.")
    if not stands.nominations.filter(alive).exclude(pk__in=going.values("pk")).exists():
        return _("Nobody else nominates No. %(code)s any more.") % code
    is_waiting = stands.state == CandidacyState.CORRECTING
    if is_waiting and going.filter(state=NominationState.CORRECTING).exists():
        return (
            _("No. %(code)s waits for a correction by a nominator who would go; go on without it.")
            % code
        )
    return ""


def _merged(candidacy: Candidacy, seen: int | None) -> Candidacy:
    """A candidacy as it is now, merged into another and still at the version ``seen``."""
    now = Candidacy.objects.select_related("campaign", "title", "merged_into").get(pk=candidacy.pk)
    if seen is not None and now.version != seen:
        raise StaleError
    if now.state != CandidacyState.MERGED or now.merged_into is None:
        raise IllegalTransitionError(f"{now!r} is not merged")
    return now


def _pair_of(other: Candidacy) -> CandidacyPair | None:
    two = sorted((other.pk, other.merged_into_id))
    return CandidacyPair.objects.filter(first=two[0], second=two[1]).first()


def _entry_of(other: Candidacy) -> dict:
    """What the log keeps of the merge; empty where it knows of none."""
    entries = LogEntry.objects.filter(
        campaign=other.campaign_id,
        action="moved",
        data__candidacy=other.pk,
        data__to=str(CandidacyState.MERGED),
    )
    last = entries.order_by("-number").first()
    return last.data if last else {}


def _going(stands: Candidacy, merge: Mapping):
    """The nominations that came with the merge and are still with the one that stands."""
    return stands.nominations.filter(pk__in=merge["nominations"])


def _findings_back(other: Candidacy, stands: Candidacy, over: Mapping[str, list[int]]) -> None:
    asked = list(other.opinions.values_list("department", flat=True))
    given = list(other.recommendations.values_list("place", flat=True))
    visits, opinions, recommendations = (
        model.objects.filter(candidacy=stands, pk__in=over.get(name, []))
        for name, model in (
            ("visits", OnSiteCheck),
            ("opinions", DepartmentOpinion),
            ("recommendations", Recommendation),
        )
    )
    visits.update(candidacy=other)
    opinions.exclude(department__in=asked).update(candidacy=other)
    recommendations.exclude(place__in=given).update(candidacy=other)


def _facts_back(
    other: Candidacy, stands: Candidacy, replaced: Mapping[str, object], *, since: datetime
) -> list[str]:
    """Put back what the merge replaced and nobody has changed since; gives the names."""
    put_back = []
    for name, before in replaced.items():
        if said(stands, name) == said(other, name):
            _put(stands, name, before)
            put_back.append(name)
        else:
            _hand_down(stands, name, as_kept(other, name), before, since=since)
    save_facts(stands, put_back)
    return put_back


def _put(stands: Candidacy, name: str, kept: object) -> None:
    field = Candidacy._meta.get_field(name)
    if isinstance(field, HistoricalDateField):
        kept = field.from_db_value(kept, None, None)
    setattr(stands, field.attname, kept)


def _hand_down(
    stands: Candidacy, name: str, ours: object, before: object, *, since: datetime
) -> None:
    """Where a merge after ``since`` replaced what this one had taken, it replaced ``before``."""
    later = CandidacyPair.objects.filter(
        Q(first=stands) | Q(second=stands), decision=PairDecision.SAME, decided_at__gt=since
    )
    for pair in later.select_for_update().order_by("decided_at", "pk"):
        facts = pair.overwritten.get("facts", {})
        if name in facts and facts[name] == ours:
            pair.overwritten = {**pair.overwritten, "facts": {**facts, name: before}}
            pair.save(update_fields=["overwritten"])
            return


def _stand_as_before(nominations: Iterable[Nomination], stood: Mapping[int, str]) -> None:
    """Let each stand as it did, as far as the table lets it; its nominator is told."""
    for nomination in nominations:
        to = stood.get(nomination.pk, nomination.state)
        if to == nomination.state or to not in Nomination.transitions[nomination.state]:
            continue
        nomination.state = NominationState(to)
        nomination.closed_at = timezone.now() if nomination.is_closed else None
        nomination.save(update_fields=["state", "closed_at", "changed_at"])
        tell(nomination)


def _pairs_back(other: Candidacy, stands: Candidacy, over: Iterable[list]) -> None:
    """What may be the twin of ``other`` is asked about it again, and no longer about ``stands``."""
    for third, reasons, is_new in over:
        CandidacyPair.objects.get_or_create(
            first_id=min(third, other.pk),
            second_id=max(third, other.pk),
            defaults={"reasons": reasons},
        )
        if is_new:
            CandidacyPair.objects.filter(
                first_id=min(third, stands.pk),
                second_id=max(third, stands.pk),
                decision=PairDecision.OPEN,
            ).delete()
