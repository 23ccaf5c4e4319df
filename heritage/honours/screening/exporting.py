"""Candidacies as tables: the list of what a user may see, and the lists that go with letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from heritage.honours.models import Candidacy
from heritage.honours.screening.listing import flags_of, in_order

_CHUNK = 200
Cells = dict[str, str]


def headings() -> list[str]:
    """Of the list of candidacies, in order."""
    return [
        pgettext("screening", "Number"),
        _("Campaign"),
        pgettext("campaign", "Title"),
        _("Category"),
        _("Name"),
        _("Gender"),
        _("Born"),
        _("Ethnicity"),
        _("Native place"),
        _("Work unit and post"),
        _("Military service"),
        _("Honours received"),
        _("Deeds"),
        _("Region"),
        _("State"),
        _("Reason"),
        _("Nominators"),
        _("Recommended by"),
        _("Checklist"),
        _("Opinions of departments"),
        pgettext("screening", "Visits"),
        _("To look out for"),
    ]


def rows_of(found: QuerySet[Candidacy], order: str) -> Iterator[Cells]:
    """A row each; of nominators only how many, and no telephone of anybody."""
    names = headings()
    listed = (
        in_order(found, order)
        .defer("details", "nominee_phone", "links")
        .prefetch_related("recommendations__place", "findings__item", "opinions", "checks")
    )
    for some in _chunks(listed):
        flags = flags_of(some)
        for candidacy in some:
            yield dict(zip(names, _cells(candidacy, flags[candidacy.pk]), strict=True))


def _chunks(listed: QuerySet[Candidacy]) -> Iterator[list[Candidacy]]:
    some: list[Candidacy] = []
    for candidacy in listed.iterator(chunk_size=_CHUNK):
        some.append(candidacy)
        if len(some) == _CHUNK:
            yield some
            some = []
    if some:
        yield some


def _cells(candidacy: Candidacy, flags) -> list[str]:
    return [
        candidacy.code,
        str(candidacy.campaign),
        str(candidacy.title),
        str(candidacy.category or ""),
        candidacy.nominee_name,
        str(candidacy.get_gender_display()),
        candidacy.birth.display() if candidacy.birth else "",
        candidacy.ethnicity,
        candidacy.native_place,
        candidacy.unit,
        candidacy.service,
        candidacy.honours,
        candidacy.deeds,
        str(candidacy.place or ""),
        str(candidacy.get_state_display()),
        candidacy.reason,
        str(candidacy.nominators),
        "；".join(f"{each.place} {each.rank}" for each in candidacy.recommendations.all()),
        "；".join(_found(finding) for finding in candidacy.findings.all()),
        "；".join(_opinion(each) for each in candidacy.opinions.all()),
        "；".join(f"{each.on} {each.get_opinion_display()}" for each in candidacy.checks.all()),
        "；".join(flag_words(flags)),
    ]


def _found(finding) -> str:
    words = {True: _("yes"), False: _("no"), None: "—"}[finding.is_met]
    note = f"（{finding.note}）" if finding.note else ""
    return f"{finding.item}：{words}{note}"


def _opinion(opinion) -> str:
    said = opinion.get_opinion_display() if opinion.opinion else _("not answered")
    return f"{opinion.department}：{said}"


def flag_words(flags) -> list[str]:
    """What to look out for, in words."""
    said = []
    if flags.pairs:
        said.append(_("possible duplicate"))
    if flags.negative:
        said.append(_("name on the negative list"))
    if flags.honoured:
        said.append(_("honoured before"))
    if flags.overdue:
        said.append(_("correction overdue"))
    return said


def letter_headings() -> list[str]:
    """Of the list that goes with a letter to a department."""
    return [
        _("No."),
        _("Name"),
        _("Gender"),
        _("Born"),
        _("Native place"),
        _("Work unit and post"),
        pgettext("campaign", "Title"),
        _("Region"),
        pgettext("screening", "Number"),
        _("Opinion of the department"),
        _("Remark"),
    ]


def letter_rows(candidacies: Iterable[Candidacy]) -> Iterator[Cells]:
    """Whom a department is asked about, with room for what it says."""
    names = letter_headings()
    for number, candidacy in enumerate(candidacies, start=1):
        cells = [
            str(number),
            candidacy.nominee_name,
            str(candidacy.get_gender_display()),
            candidacy.birth.display() if candidacy.birth else "",
            candidacy.native_place,
            candidacy.unit,
            str(candidacy.title),
            str(candidacy.place or ""),
            candidacy.code,
            "",
            "",
        ]
        yield dict(zip(names, cells, strict=True))
