"""A kept result as the office reads it: names, every total, every score, a chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _g

from heritage.honours.enums import Aggregation, TieRule
from heritage.honours.models import Candidacy, Judge, RoundResult, RubricCriterion

WIDTH, LEFT, RIGHT = 640, 150, 30
ROW, TOP, BOTTOM = 30, 14, 30
TICKS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """What one judge gave in all; None where there is no sheet."""

    judge: Judge
    total: str | None
    is_dropped: bool
    is_outlying: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A candidacy in a result; ``data`` is the row as it is kept."""

    candidacy: Candidacy | None
    name: str
    data: dict
    cells: tuple[Cell, ...]
    goes_on: bool
    is_tied: bool
    decided_by: str


@dataclass(frozen=True, slots=True)
class ShownContest:
    """A contest of a result; ``data`` is the contest as it is kept."""

    data: dict
    judges: tuple[Judge, ...]
    rows: tuple[ShownRow, ...]
    ties: tuple[tuple[ShownRow, ...], ...]
    leaning: tuple[str, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A judge's total in a chart, in its units."""

    x: float
    words: str
    is_outlying: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One candidacy of a chart: dots at ``y``, a bar from the least to the greatest."""

    y: float
    name: str
    dots: tuple[Dot, ...]
    mark: float | None
    figure: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Totals by candidacy along one scale, for an SVG of ``width`` by ``height``."""

    width: int
    height: int
    left: int
    right: int
    base: int
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]


def contests_of(result: RoundResult) -> list[ShownContest]:
    """The contests of a result with names; two queries."""
    rows = [row for contest in result.data["contests"] for row in contest["rows"]]
    them = Candidacy.objects.in_bulk([row["candidacy"] for row in rows])
    judges = Judge.objects.in_bulk({int(key) for row in rows for key in row["totals"]})
    return [
        _contest(data, them, judges, result.ties_decided.get(data["key"], {}))
        for data in result.data["contests"]
    ]


def _contest(
    data: dict, them: dict[int, Candidacy], known: dict[int, Judge], decided: dict
) -> ShownContest:
    keys = sorted({int(key) for row in data["rows"] for key in row["totals"]})
    judges = tuple(known[key] for key in keys if key in known)
    tied = {key for tie in data["open_ties"] for key in tie}
    shown = {}
    for row in data["rows"]:
        candidacy = them.get(row["candidacy"])
        goes_on = row["stars"] is not None if data["stars"] else row["candidacy"] in data["placed"]
        shown[row["candidacy"]] = ShownRow(
            candidacy=candidacy,
            name=candidacy.nominee_name if candidacy else "",
            data=row,
            cells=tuple(
                Cell(
                    judge=judge,
                    total=row["totals"].get(str(judge.pk)),
                    is_dropped=judge.pk in row["dropped"],
                    is_outlying=judge.pk in row["outlying"],
                )
                for judge in judges
            ),
            goes_on=goes_on,
            is_tied=row["candidacy"] in tied,
            decided_by=str(TieRule(row["decided_by"]).label) if row["decided_by"] else "",
        )
    return ShownContest(
        data=data,
        judges=judges,
        rows=tuple(shown.values()),
        ties=tuple(tuple(shown[key] for key in tie) for tie in data["open_ties"]),
        leaning=tuple(_signed(data["leaning"].get(str(judge.pk))) for judge in judges),
        decisions=tuple(decided.get("reasons", [])),
    )


def _signed(text: str | None) -> str:
    if text is None:
        return "—"
    return f"{Decimal(text):+f}"


def rules_in_words(data: dict) -> list[str]:
    """The rules a result was computed by, a sentence each."""
    rules = data["rules"]
    words = [str(Aggregation(rules["aggregation"]).label)]
    if rules["aggregation"] == Aggregation.TRIMMED:
        words.append(_g("Left out at each end: %(count)d") % {"count": rules["dropped"]})
    words.append(_g("Valid scores at least: %(count)d") % {"count": rules["least_scores"]})
    if rules["tie_rules"]:
        order = "、".join(str(TieRule(rule).label) for rule in rules["tie_rules"])
        words.append(_g("When two stand equal: %(rules)s") % {"rules": order})
    if Decimal(rules["vote_weight"]):
        share = Decimal(rules["vote_weight"]).normalize()
        words.append(_g("Share of the public vote: %(share)s %%") % {"share": f"{share:f}"})
    words.append(_g("Figures are rounded to three places, half up; rounded figures are compared."))
    return words


def trace_of(result: RoundResult, candidacy: int) -> dict | None:
    """Every score behind a candidacy's figure: a row a criterion, a column a judge.

    None for a candidacy that is not in the result.
    """
    row = next(
        (
            row
            for contest in result.data["contests"]
            for row in contest["rows"]
            if row["candidacy"] == candidacy
        ),
        None,
    )
    if row is None:
        return None
    sheets = [each for each in result.data["sheets"] if each["candidacy"] == candidacy]
    judges = Judge.objects.in_bulk([each["judge"] for each in sheets])
    names = RubricCriterion.objects.in_bulk([each["key"] for each in result.data["criteria"]])
    return {
        "row": row,
        "sheets": [(judges.get(each["judge"]), each) for each in sheets],
        "lines": [
            {
                "criterion": names.get(each["key"]),
                "weight": each["weight"],
                "most": each["most"],
                "scores": [sheet["scores"].get(str(each["key"]), "") for sheet in sheets],
            }
            for each in result.data["criteria"]
        ],
        "totals": [row["totals"][str(each["judge"])] for each in sheets],
        "dropped": [each["judge"] in row["dropped"] for each in sheets],
    }


def chart_of(contest: ShownContest) -> Chart | None:
    """The spread of the judges' totals; None without any."""
    totals = [Decimal(cell.total) for row in contest.rows for cell in row.cells if cell.total]
    if not totals:
        return None
    least, most = min(totals), max(totals)
    if least == most:
        least, most = least - 1, most + 1
    room = WIDTH - LEFT - RIGHT

    def place(value: Decimal) -> float:
        return round(LEFT + float((value - least) / (most - least)) * room, 1)

    lines = tuple(_lines(contest, place, least, most))
    base = TOP + ROW * len(lines)
    ticks = tuple(
        (place(value), f"{value:.1f}")
        for value in (least + (most - least) * step / (TICKS - 1) for step in range(TICKS))
    )
    return Chart(
        width=WIDTH,
        height=base + BOTTOM,
        left=LEFT,
        right=WIDTH - RIGHT,
        base=base,
        lines=lines,
        ticks=ticks,
    )


def _lines(contest: ShownContest, place, least, most) -> Iterator[Line]:
    for number, row in enumerate(contest.rows):
        judged = row.data["judged"]
        # A sum of ranks is no point on the scale of the totals.
        on_scale = judged is not None and least <= Decimal(judged) <= most
        yield Line(
            y=TOP + ROW * number + ROW / 2,
            name=f"{row.data['code']} {row.name}"[:11],
            dots=tuple(
                Dot(place(Decimal(cell.total)), f"{cell.judge}: {cell.total}", cell.is_outlying)
                for cell in row.cells
                if cell.total
            ),
            mark=place(Decimal(judged)) if on_scale else None,
            figure=row.data["figure"] or "—",
        )
