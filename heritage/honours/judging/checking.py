"""Whether the scores are still those the log has digests of."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from heritage.honours.campaigns.verifying import Finding, register_check
from heritage.honours.enums import AssignmentState
from heritage.honours.judging.sheets import score_digest
from heritage.honours.models import Assignment, Campaign

GIVEN = ("scored", "scores_changed", "sheet_agreed")


def changed_scores(campaign: Campaign) -> Iterator[Finding]:
    """Given scores whose digest is not the last one logged for this judge and nominee."""
    logged = {
        (data["round"], data["candidacy"], data["judge"]): data["scores"]
        for data in campaign.log.filter(action__in=GIVEN)
        .order_by("number")
        .values_list("data", flat=True)
    }
    given = Assignment.objects.filter(
        judge__campaign=campaign, state=AssignmentState.SUBMITTED
    ).order_by("pk")
    for each in given:
        if logged.get((each.round_id, each.candidacy_id, each.judge_id)) != score_digest(each):
            yield Finding("scores", each.pk)


register_check(
    changed_scores, {"scores": _("Scores of a judge are not those the log has the digest of")}
)
