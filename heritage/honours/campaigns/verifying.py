"""Checking that nothing of a campaign was changed unseen: its chain and what it vouches for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from heritage.honours import logbook
from heritage.honours.campaigns.contents import round_contents, rubric_contents
from heritage.honours.models import Campaign, PublicNotice, RoundResult, Rubric, ScoringRound

_WORDS = {
    "number": _("an entry of the log is missing or out of order"),
    "previous": _("an entry of the log does not stand on the one before it"),
    "digest": _("an entry of the log was changed"),
    "rubric": _("the rubric is not as it was when it was frozen"),
    "round": _("the settings of the round are not as they were when it opened"),
    "result": _("the result is not as it was computed"),
    "result_unlogged": _("the result does not stand in the log"),
    "notice": _("the digest on the notice stands nowhere in the log"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not hold: ``what`` names the check, ``key`` the entry, round, result or notice."""

    what: str
    key: int

    @property
    def words(self) -> str:
        """In words; the name itself for a check of a higher part that said none."""
        return str(_WORDS.get(self.what, self.what))


Check = Callable[[Campaign], Iterator[Finding]]

_checks: list[Check] = []


def register_check(check: Check, words: dict[str, str]) -> Check:
    """Let a higher part check what it put into the log; ``words`` say what each finding means."""
    _checks.append(check)
    _WORDS.update(words)
    return check


def verify_campaign(campaign: Campaign) -> list[Finding]:
    """Everything that does not hold, in order; nothing for a campaign that does.

    The chain of the log; each frozen rubric and round against the digests
    logged when the round opened; each result against its own digest, which
    must stand in the log; each notice's digest against the log; and what the
    higher parts check.
    """
    found = [Finding(fault.why, fault.number) for fault in logbook.verify(campaign)]
    for check in (_rounds, _self_rubrics, _results, _notices, *_checks):
        found += check(campaign)
    return found


def _rounds(campaign: Campaign) -> Iterator[Finding]:
    rounds = {
        each.pk: each
        for each in ScoringRound.objects.filter(stage__campaign=campaign).select_related("rubric")
    }
    for entry in campaign.log.filter(action="round_opened").order_by("number"):
        round = rounds.get(entry.data["round"])
        if round is None:
            yield Finding("round", entry.data["round"])
            continue
        contents = rubric_contents(round.rubric)
        if logbook.digest_of(contents) != entry.data["rubric_digest"]:
            yield Finding("rubric", round.rubric_id)
        if logbook.digest_of(round_contents(round)) != entry.data["round_digest"]:
            yield Finding("round", round.pk)


def _self_rubrics(campaign: Campaign) -> Iterator[Finding]:
    for entry in campaign.log.filter(action="rubric_frozen").order_by("number"):
        rubric = Rubric.objects.filter(pk=entry.data["rubric"]).first()
        contents = rubric_contents(rubric) if rubric else None
        if logbook.digest_of(contents) != entry.data["rubric_digest"]:
            yield Finding("rubric", entry.data["rubric"])


def _results(campaign: Campaign) -> Iterator[Finding]:
    logged = {
        digest
        for data in campaign.log.values_list("data", flat=True)
        for digest in data.values()
        if isinstance(digest, str)
    }
    for result in RoundResult.objects.filter(round__stage__campaign=campaign).order_by("pk"):
        if logbook.digest_of(result.data) != result.digest:
            yield Finding("result", result.pk)
        if result.digest not in logged:
            yield Finding("result_unlogged", result.pk)


def _notices(campaign: Campaign) -> Iterator[Finding]:
    heads = set(campaign.log.values_list("digest", flat=True))
    for notice in PublicNotice.objects.filter(campaign=campaign).exclude(digest="").order_by("pk"):
        if notice.digest not in heads:
            yield Finding("notice", notice.pk)
