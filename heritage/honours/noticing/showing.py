"""What is shown of notices and objections: on the campaign's page, under a receipt, to the office."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry

from heritage.honours import working_days
from heritage.honours.campaigns.overview import Link
from heritage.honours.capacities import is_office
from heritage.honours.enums import OBJECTION_OPEN, CandidacyState, ObjectionState
from heritage.honours.models import (
    Campaign,
    CampaignPage,
    Candidacy,
    NoticeRow,
    Objection,
    PublicNotice,
)
from heritage.honours.noticing.domain import is_running, running

_OFF = (CandidacyState.DROPPED, CandidacyState.WITHDRAWN)


def period(notice: PublicNotice) -> dict:
    """First and last day of a notice and how many days of its unit that is; one query at most."""
    last = notice.ends_on or working_days.end_of(notice.starts_on, notice.days, notice.unit)
    return {
        "first": notice.starts_on,
        "last": last,
        "days": notice.days,
        "unit": notice.get_unit_display(),
    }


def groups(notice: PublicNotice) -> list[dict]:
    """The names of a notice under their title and category, in its order; one query.

    A row ``is_off`` whose candidacy has left the selection since.
    """
    rows = list(notice.rows.select_related("candidacy").order_by("position", "pk"))
    for row in rows:
        row.is_off = row.candidacy.state in _OFF
    grouped = groupby(rows, key=lambda row: (row.title_name, row.category_name))
    return [
        {"title": title, "category": category, "rows": list(found)}
        for (title, category), found in grouped
    ]


def running_of(campaign: Campaign, request: HttpRequest) -> tuple[str, dict] | None:
    """The block of a campaign's page: the notices that run now."""
    found = list(running().filter(campaign=campaign).order_by("starts_on", "pk"))
    if not found:
        return None
    return "heritage/honours/noticing/block.html", {"notices": found}


def links(campaign: Campaign, user: AbstractBaseUser) -> Iterator[Link]:
    """From the overview of a campaign: its notices, the objections that wait, the decision."""
    if not is_office(user):
        return
    base = reverse("honour_notices:notices")
    yield Link(label=_("Public notices"), url=f"{base}?campaign={campaign.pk}")
    waiting = Objection.objects.filter(notice__campaign=campaign, state__in=OBJECTION_OPEN).count()
    if waiting and user.has_perm(Objection.permission("view")):
        address = reverse("rongguang_intake_records", kwargs={"name": Objection.kind})
        yield Link(label=_("Objections to answer"), url=address, count=waiting)
    decision = reverse("honour_notices:decision", args=[campaign.pk])
    to_decide = Candidacy.objects.filter(campaign=campaign, state=CandidacyState.ON_NOTICE).count()
    yield Link(label=_("Decision on the honours"), url=decision, count=to_decide or None)


def is_public(notice: PublicNotice) -> bool:
    """Whether a notice may be read: it runs, and so does its campaign's page."""
    return (
        is_running(notice)
        and CampaignPage.objects.published().filter(campaign=notice.campaign_id).exists()
    )


def subject_of(objection: Objection) -> str:
    """The name an objection is about, as it stood on the notice."""
    if objection.candidacy_id is None:
        return _("The notice as a whole")
    row = NoticeRow.objects.filter(
        notice=objection.notice_id, candidacy=objection.candidacy_id
    ).first()
    return row.name if row else ""


def plain(objection: Objection) -> list[tuple[str, str]]:
    """What is not personal of who objects: the notice, the name on it, in which way."""
    how = _("without a name") if objection.is_anonymous else _("with a name")
    return [
        (_("Public notice"), objection.notice.title),
        (_("Objects to"), subject_of(objection)),
        (_("Raised"), how),
    ]


def steps(objection: Objection) -> list[dict]:
    """The states it went through, oldest first: when, and which."""
    labels = dict(ObjectionState.choices)
    logged = registry.get_logs_for_instance(objection).filter(action="core.intake.moved")
    moved = [
        {"at": entry.timestamp, "state": labels.get(entry.data.get("to"), "")}
        for entry in logged.order_by("timestamp")
    ]
    return [{"at": objection.submitted_at, "state": labels[ObjectionState.RECEIVED]}, *moved]


def status(objection: Objection, request: HttpRequest) -> dict:
    """For the page under the receipt: its steps, and the answer once there is one."""
    return {"steps": steps(objection), "evidence_count": objection.evidence.count()}


def panel(objection: Objection, request: HttpRequest) -> dict:
    """For the record's page in the admin: where the notice and the candidacy stand."""
    return {
        "public_notice": objection.notice,
        "candidacy": objection.candidacy if is_office(request.user) else None,
        "today": timezone.localdate(),
    }
