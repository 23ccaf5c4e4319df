"""Use cases of the public vote: its settings, its candidates, and voting."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.intake import checks, keys, limits
from cms.core.text import plain, shorten
from heritage.honours import logbook
from heritage.honours.candidacies import StaleError
from heritage.honours.capacities import require_office
from heritage.honours.enums import IN_THE_RUNNING, CandidacyState, StageKind
from heritage.honours.models import (
    Campaign,
    Candidacy,
    PublicVote,
    ScoringRound,
    Stage,
    Vote,
    VoteEntry,
    VoterDay,
)

FORM = checks.carry("vote")
LOG = "heritage.public_vote."
SETTINGS = ("per_day", "proof", "weight")
SUMMARY_LENGTH = 120
_VOTED_ON = IN_THE_RUNNING | {CandidacyState.HONOURED, CandidacyState.NOT_CHOSEN}


class VoteClosedError(Exception):
    """The vote is not open."""


class AlreadyVotedError(Exception):
    """The voter gave their votes of the day; ``left`` are as many as still may be given."""

    def __init__(self, left: int):
        super().__init__(f"{left} votes left today")
        self.left = left


class TwiceError(Exception):
    """The voter voted for one of these today."""


def vote_of(campaign: Campaign) -> PublicVote | None:
    """The public vote of a campaign, with its stage and campaign; None where there is none."""
    return (
        PublicVote.objects.filter(stage__campaign=campaign, stage__kind=StageKind.VOTE)
        .select_related("stage__campaign")
        .first()
    )


def is_open(vote: PublicVote, now: datetime.datetime | None = None) -> bool:
    """Whether votes are taken at ``now``."""
    return vote.stage.campaign.closed_at is None and vote.stage.is_open(now)


def candidates(vote: PublicVote) -> QuerySet[VoteEntry]:
    """Whom one may vote for: put to the vote, and still in the running."""
    return _entries(vote).filter(candidacy__state__in=IN_THE_RUNNING)


def voted_on(vote: PublicVote) -> QuerySet[VoteEntry]:
    """Whose votes are told: also those who were chosen or not since.

    Who leaves the list with a round would be known to have lost it before the notice.
    """
    return _entries(vote).filter(candidacy__state__in=_VOTED_ON)


def _entries(vote: PublicVote) -> QuerySet[VoteEntry]:
    return (
        VoteEntry.objects.filter(vote=vote)
        .select_related("candidacy__title", "candidacy__category", "image")
        .order_by(
            "candidacy__title__sort_order",
            "candidacy__title_id",
            "candidacy__stroke_key",
            "pk",
        )
    )


def in_the_running(campaign: Campaign) -> QuerySet[Candidacy]:
    """Whom the office may put to the vote."""
    return (
        Candidacy.objects.filter(campaign=campaign, state__in=IN_THE_RUNNING)
        .select_related("title", "category")
        .order_by("title__sort_order", "stroke_key", "pk")
    )


def first_summary(candidacy: Candidacy) -> str:
    """What the office begins with when it writes the summary: the beginning of the deeds."""
    return shorten(candidacy.deeds, SUMMARY_LENGTH)


def save_settings(
    *, stage: Stage, fields: Mapping[str, object], user: AbstractBaseUser
) -> PublicVote:
    """Say how the public votes in a stage, before it begins.

    Raises ``PermissionDenied``, or ``ValidationError`` once it has begun, so
    that what was stated beforehand stays.
    """
    require_office(user)
    with transaction.atomic():
        Campaign.objects.select_for_update().only("pk").get(pk=stage.campaign_id)
        stage = Stage.objects.select_related("campaign").get(pk=stage.pk)
        if stage.kind != StageKind.VOTE:
            raise ValidationError(_("This stage is no public vote."))
        _require_not_begun(stage)
        vote = PublicVote.objects.filter(stage=stage).first() or PublicVote(stage=stage)
        for name in SETTINGS:
            setattr(vote, name, fields[name])
        vote.full_clean()
        for other in _round_weights(stage.campaign) - {vote.weight}:
            words = _("A round counts the vote for %(weight)s %%; the two must agree.")
            raise ValidationError({"weight": words % {"weight": other}})
        vote.save()
        data = {"vote": vote.pk, **{name: str(getattr(vote, name)) for name in SETTINGS}}
        logbook.append(campaign=stage.campaign, action="vote.settings", data=data, user=user)
        log(instance=vote, action=f"{LOG}settings", user=user)
    return vote


def _round_weights(campaign: Campaign) -> set:
    """The shares, other than none, that the rounds of a campaign give the vote."""
    rounds = ScoringRound.objects.filter(stage__campaign=campaign).exclude(vote_weight=0)
    return set(rounds.values_list("vote_weight", flat=True))


def is_counted(vote: PublicVote) -> bool:
    """Whether a round counts the vote as the public is told: with a share, or none at all."""
    return bool(vote.weight) == bool(_round_weights(vote.stage.campaign))


def put_to_vote(
    *, vote: PublicVote, summaries: Mapping[Candidacy, str], user: AbstractBaseUser
) -> list[VoteEntry]:
    """Put candidacies to the vote, each with the approved summary, before it begins.

    Who is not among them is taken out again. Raises as :func:`save_settings`,
    and ``ValidationError`` for an empty summary.
    """
    require_office(user)
    with transaction.atomic():
        Campaign.objects.select_for_update().only("pk").get(pk=vote.stage.campaign_id)
        _require_not_begun(vote.stage)
        entries = {each.candidacy_id: each for each in vote.entries.all()}
        kept = []
        for candidacy, summary in summaries.items():
            if candidacy.campaign_id != vote.stage.campaign_id:
                raise ValidationError(_("A vote is among candidates of one campaign."))
            entry = entries.get(candidacy.pk) or VoteEntry(vote=vote, candidacy=candidacy)
            entry.summary = " ".join(plain(summary).split())
            if not entry.summary:
                words = _("Write the deeds in brief of %(name)s.")
                raise ValidationError(words % {"name": candidacy.nominee_name})
            entry.full_clean()
            entry.save()
            kept.append(entry)
        vote.entries.exclude(pk__in=[entry.pk for entry in kept]).delete()
        logbook.append(
            campaign=vote.stage.campaign,
            action="vote.candidates",
            data={"vote": vote.pk, "candidacies": sorted(each.pk for each in summaries)},
            user=user,
        )
        log(instance=vote, action=f"{LOG}candidates", user=user, data={"count": len(kept)})
    return kept


def fingerprint(entry: VoteEntry) -> str:
    """A digest of how a candidate is shown, to tell whether somebody changed it."""
    return logbook.digest_of([entry.summary, entry.image_id, entry.image_basis])


def show_entry(
    *,
    entry: VoteEntry,
    summary: str,
    image,
    image_basis: str,
    user: AbstractBaseUser,
    seen: str | None = None,
) -> VoteEntry:
    """Mend how a candidate is shown; a picture needs the right to it. Possible at any time.

    ``seen`` is the :func:`fingerprint` of what the user was looking at. Raises
    ``PermissionDenied``, ``ValidationError``, and
    :class:`~heritage.honours.candidacies.StaleError` where it is no longer so.
    """
    require_office(user)
    if image is not None and not image_basis:
        raise ValidationError({"image_basis": _("Say who agreed to the picture, when, on what.")})
    with transaction.atomic():
        locked = (
            VoteEntry.objects.select_for_update(of=("self",))
            .select_related("vote__stage__campaign")
            .get(pk=entry.pk)
        )
        if seen is not None and seen != fingerprint(locked):
            raise StaleError
        locked.summary, locked.image, locked.image_basis = summary, image, image_basis
        locked.full_clean()
        locked.save()
        logbook.append(
            campaign=locked.vote.stage.campaign,
            action="vote.shown",
            data={
                "vote": locked.vote_id,
                "candidacy": locked.candidacy_id,
                "summary": logbook.digest_of(locked.summary),
            },
            user=user,
        )
        log(instance=locked.vote, action=f"{LOG}shown", user=user, data={"entry": locked.pk})
    return locked


def _require_not_begun(stage: Stage) -> None:
    if stage.has_begun():
        raise ValidationError(
            _("The vote has begun. What was stated before it cannot be changed any more.")
        )
    if stage.campaign.closed_at is not None:
        raise ValidationError(_("The campaign is closed."))


def cast(
    *,
    vote: PublicVote,
    chosen: Collection[Candidacy],
    voter: str,
    address: str,
    proof: checks.Proof,
    now: datetime.datetime | None = None,
) -> int:
    """Give one vote to each of ``chosen``; gives how many the voter has left today.

    ``voter`` is a digest that tells one voter from another, never who it is.
    All in one transaction: either every vote is counted or none. Raises
    :class:`VoteClosedError`, :class:`AlreadyVotedError`, :class:`TwiceError`,
    ``ValidationError``, a :class:`~cms.core.intake.checks.CheckError` and
    :class:`~cms.core.intake.limits.TooManyError`.
    """
    now = now or timezone.now()
    if not is_open(vote, now):
        raise VoteClosedError
    wanted = {each.pk for each in chosen}
    if not wanted:
        raise ValidationError(_("Choose at least one."))
    on_list = set(
        candidates(vote).filter(candidacy__in=wanted).values_list("candidacy_id", flat=True)
    )
    if wanted != on_list:
        raise ValidationError(_("Somebody you chose is no longer a candidate; look again."))
    day = timezone.localdate(now)
    if checks.is_used(proof):
        # A double click: what came first was counted, and to send it again is no use.
        if Vote.objects.filter(vote=vote, voter=voter, day=day, candidacy__in=wanted).exists():
            raise TwiceError
        raise checks.CheckUsedError("the check was used already")
    digest = keys.digest("vote address", f"{vote.pk} {address}")
    with transaction.atomic():
        checks.use(proof)
        if not proof.solved:
            limits.spend(action="vote-unsolved", address=address)
        limits.spend(action="vote", address=address)
        left = _spend_day(vote, voter, day, len(wanted))
        try:
            with transaction.atomic():
                Vote.objects.bulk_create(
                    Vote(
                        vote=vote,
                        candidacy_id=pk,
                        day=day,
                        voter=voter,
                        address_digest=digest,
                        cast_at=now,
                    )
                    for pk in sorted(wanted)
                )
        except IntegrityError as error:
            raise TwiceError from error
    return left


def _spend_day(vote: PublicVote, voter: str, day: datetime.date, count: int) -> int:
    """Take ``count`` off what the voter may give that day; gives what is left."""
    row = {"vote": vote, "voter": voter, "day": day}
    VoterDay.objects.bulk_create([VoterDay(**row)], ignore_conflicts=True)
    # One statement tests and counts, so parallel requests cannot pass together.
    taken = VoterDay.objects.filter(**row, count__lte=vote.per_day - count).update(
        count=F("count") + count
    )
    given = VoterDay.objects.values_list("count", flat=True).get(**row)
    if not taken:
        raise AlreadyVotedError(max(vote.per_day - given, 0))
    return vote.per_day - given


def left_today(vote: PublicVote, voter: str, now: datetime.datetime | None = None) -> int:
    """How many votes somebody may still give today."""
    day = timezone.localdate(now)
    given = VoterDay.objects.filter(vote=vote, voter=voter, day=day).values_list("count", flat=True)
    return max(vote.per_day - (given.first() or 0), 0)
