"""Paper of a round: empty score sheets to be signed, and the minutes of its result."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from cms.core.print.press import render_pdf
from heritage.honours.enums import AssignmentState
from heritage.honours.judging.domain import aspects_of, titles_of
from heritage.honours.judging.reading import name_for_judges
from heritage.honours.judging.showing import contests_of, rules_in_words
from heritage.honours.models import Assignment, RoundResult, ScoringRound

SHEETS = "honours/score_sheets.typ"
MINUTES = "honours/judging_minutes.typ"


def _plain(number) -> str:
    return format(number.normalize(), "f")


def sheets_pdf(
    scoring_round: ScoringRound, assignments: Iterable[Assignment], *, at: datetime | None = None
) -> bytes:
    """An empty sheet for each assignment, one after another on A4."""
    campaign = scoring_round.stage.campaign
    content = {
        "title": f"{campaign.title}　{scoring_round.stage.name}　评分表",
        "campaign": campaign.title,
        "round": scoring_round.stage.name,
        "digest": scoring_round.rubric.digest[:16],
        "aspects": [
            {
                "name": aspect.name,
                "criteria": [
                    {
                        "name": each.name,
                        "description": each.description,
                        "most": _plain(each.most),
                        "step": _plain(each.step),
                        "weight": _plain(each.weight),
                    }
                    for each in criteria
                ],
            }
            for aspect, criteria in aspects_of(scoring_round)
        ],
        "sheets": [
            {
                "number": each.pk,
                "judge": each.judge.name,
                "code": each.candidacy.code,
                "name": name_for_judges(each.candidacy),
                "title": _title(each.candidacy),
            }
            for each in assignments
        ],
    }
    return render_pdf(SHEETS, content, at=at, substitute=True)


def minutes_pdf(result: RoundResult, *, at: datetime | None = None) -> bytes:
    """The minutes of a result: panel, rules, ranking, agreement, ties, places to sign."""
    scoring_round = result.round
    campaign = scoring_round.stage.campaign
    given = list(scoring_round.assignments.select_related("judge", "candidacy"))
    panel = {each.judge_id: each.judge for each in given}
    content = {
        "title": f"{campaign.title}　{scoring_round.stage.name}　评审纪要",
        "campaign": campaign.title,
        "round": scoring_round.stage.name,
        "organisers": campaign.organisers,
        "titles": "、".join(title.name for title in titles_of(scoring_round)),
        "period": f"{_day(scoring_round.stage.starts_at)} — {_day(scoring_round.stage.ends_at)}",
        "rubric": scoring_round.rubric.name,
        "rubric_digest": scoring_round.rubric.digest[:16],
        "computed": f"{timezone.localtime(result.computed_at):%Y-%m-%d %H:%M}",
        "digest": result.digest,
        "rules": rules_in_words(result.data),
        "judges": [
            {
                "name": judge.name,
                "position": judge.position,
                "is_lead": judge.is_lead,
                "scored": _count(given, key, AssignmentState.SUBMITTED),
                "recused": _count(given, key, AssignmentState.RECUSED),
            }
            for key, judge in sorted(panel.items())
        ],
        "recusals": [
            {
                "judge": each.judge.name,
                "code": each.candidacy.code,
                "reason": each.recusal_reason,
            }
            for each in given
            if each.state == AssignmentState.RECUSED
        ],
        "reopenings": [
            {"until": f"{timezone.localtime(each.until):%Y-%m-%d %H:%M}", "reason": each.reason}
            for each in scoring_round.reopenings.all()
        ],
        "contests": [
            {
                "name": contest.data["name"],
                "decisions": result.ties_decided.get(contest.data["key"], {}).get("reasons", []),
                "has_stars": bool(contest.data["stars"]),
                "w": contest.data["w"],
                "w_judges": contest.data["w_judges"],
                "w_candidates": contest.data["w_candidates"],
                "rows": [
                    {
                        "rank": "" if row.data["rank"] is None else str(row.data["rank"]),
                        "code": row.data["code"],
                        "name": row.name,
                        "figure": row.data["figure"] or "—",
                        "scores": len(row.data["totals"]),
                        "stars": "" if row.data["stars"] is None else str(row.data["stars"]),
                        "spread": row.data["spread"] or "—",
                        "goes_on": row.goes_on,
                        "decided_by": row.decided_by,
                    }
                    for row in contest.rows
                ],
            }
            for contest in contests_of(result)
        ],
    }
    return render_pdf(MINUTES, content, at=at, substitute=True)


def _count(given: list[Assignment], judge: int, state: str) -> int:
    return sum(each.judge_id == judge and each.state == state for each in given)


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _title(candidacy) -> str:
    return " · ".join(str(each) for each in (candidacy.title, candidacy.category) if each)
