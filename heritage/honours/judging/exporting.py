"""Results as tables for a spreadsheet: the ranking with every total, and every score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _g
from django.utils.translation import pgettext

from cms.core.tables import write_xlsx
from heritage.honours.judging.showing import contests_of
from heritage.honours.models import Candidacy, Judge, RoundResult, RubricCriterion


def write_ranking(file: BinaryIO, result: RoundResult) -> None:
    """One row a candidacy: place, figure, every judge's total, what was left out."""
    contests = contests_of(result)
    judges = {judge.pk: judge for contest in contests for judge in contest.judges}
    columns = {key: _headed(judges[key]) for key in sorted(judges)}
    fixed = [
        _g("Title and category"),
        pgettext("ranking", "Place"),
        pgettext("candidacy", "number"),
        _g("name of the nominee"),
        _g("Result"),
        _g("Judges' figure"),
        _g("Votes"),
        _g("stars"),
        _g("Goes on"),
        pgettext("scores", "Left out"),
        _g("Outlying"),
        _g("Spread"),
        _g("Tie parted by"),
    ]

    def rows() -> Iterator[dict[str, str]]:
        for contest in contests:
            for row in contest.rows:
                values = (
                    contest.data["name"],
                    row.data["rank"],
                    row.data["code"],
                    row.name,
                    row.data["figure"],
                    row.data["judged"],
                    row.data["votes"],
                    row.data["stars"],
                    _g("yes") if row.goes_on else "",
                    "、".join(c.judge.name for c in row.cells if c.is_dropped),
                    "、".join(c.judge.name for c in row.cells if c.is_outlying),
                    row.data["spread"],
                    row.decided_by,
                )
                told = dict(zip(fixed, map(_cell, values), strict=True))
                yield told | {columns[c.judge.pk]: _cell(c.total) for c in row.cells}

    write_xlsx(file, [*fixed, *columns.values()], rows())


def write_scores(file: BinaryIO, result: RoundResult) -> None:
    """One row a score: nominee, judge, criterion, weight, score, and how it came in."""
    data = result.data
    them = Candidacy.objects.in_bulk({each["candidacy"] for each in data["sheets"]})
    judges = Judge.objects.in_bulk({each["judge"] for each in data["sheets"]})
    names = RubricCriterion.objects.in_bulk([each["key"] for each in data["criteria"]])
    headings = [
        pgettext("candidacy", "number"),
        _g("name of the nominee"),
        _g("Judge"),
        _g("Criterion"),
        _g("weight"),
        _g("score"),
        _g("from a signed sheet"),
    ]

    def rows() -> Iterator[dict[str, str]]:
        for sheet in data["sheets"]:
            candidacy, judge = them.get(sheet["candidacy"]), judges.get(sheet["judge"])
            for each in data["criteria"]:
                values = (
                    candidacy.code if candidacy else sheet["candidacy"],
                    candidacy.nominee_name if candidacy else "",
                    judge.name if judge else sheet["judge"],
                    names[each["key"]].name if each["key"] in names else each["key"],
                    each["weight"],
                    sheet["scores"].get(str(each["key"])),
                    _g("yes") if sheet["on_paper"] else "",
                )
                yield dict(zip(headings, map(_cell, values), strict=True))

    write_xlsx(file, headings, rows())


def _headed(judge: Judge) -> str:
    """The heading of a judge's column; the number keeps two of one name apart."""
    return f"{judge.name} (#{judge.pk})"


def _cell(value: object) -> str:
    return "" if value is None else str(value)
