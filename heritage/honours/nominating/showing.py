"""What is shown of a nomination: to whoever holds its receipt, and in the records of the office."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from heritage.honours import standing
from heritage.honours.capacities import is_office
from heritage.honours.models import Nomination
from heritage.honours.nominating.bounds import bounds_of
from heritage.honours.nominating.domain import takes_files
from heritage.honours.nominating.forms import AnswerForm, MoreFilesForm
from heritage.honours.screening.corrections import answer_bounds, open_corrections


def plain(nomination: Nomination) -> list[tuple[str, str]]:
    """What it is for and who nominates, nothing personal but the nominee's name."""
    rows = [
        (_("Campaign"), nomination.title.campaign.title),
        (pgettext("campaign", "Title"), nomination.title.name),
        (_("Nominee"), nomination.nominee_name),
        (_("Who nominates"), str(nomination.get_by_display())),
    ]
    if nomination.category:
        rows.insert(2, (_("Category"), nomination.category.name))
    return [(label, value) for label, value in rows if value]


def status(nomination: Nomination, request: HttpRequest) -> dict:
    """For the page under the receipt: the timetable, what is asked, files, and what may be done."""
    campaign = nomination.title.campaign
    answerable = {each.pk for each in open_corrections(nomination)}
    corrections = list(nomination.corrections.all())
    bounds = bounds_of(nomination.title)
    return {
        "campaign": campaign,
        "stages": [
            {
                "name": stage.name,
                "starts_at": stage.starts_at,
                "ends_at": stage.ends_at,
                "until": stage.until,
                "is_open": stage.is_open(),
                "is_over": stage.is_over(),
            }
            for stage in standing.stages_of(campaign)
        ],
        "reason": nomination.candidacy.reason if _tells_reason(nomination) else "",
        "corrections": corrections,
        "answering": next((each for each in corrections if each.pk in answerable), None),
        "answer_form": AnswerForm() if answerable else None,
        "answer_bounds": answer_bounds(nomination, bounds),
        "file_names": [str(file.name) for file in nomination.evidence.all()],
        "files_form": MoreFilesForm() if takes_files(nomination) else None,
        "file_bounds": bounds,
    }


def _tells_reason(nomination: Nomination) -> bool:
    return nomination.state == "not_passed" and nomination.candidacy_id is not None


def panel(nomination: Nomination, request: HttpRequest) -> dict:
    """For the record's page in the admin: its candidacy, and files to add for who may."""
    may_add = request.user.has_perm(nomination.permission("change")) and takes_files(nomination)
    return {
        "candidacy": nomination.candidacy,
        "is_office": is_office(request.user),
        "files_form": MoreFilesForm() if may_add else None,
        "file_bounds": bounds_of(nomination.title),
    }
