"""The log of a campaign in the admin: read, checked, as a table to take away."""

from __future__ import annotations

import datetime
import json

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.core.tables import csv_chunks
from heritage.honours import logbook
from heritage.honours.campaigns.admin_views import ICON
from heritage.honours.campaigns.gate import office_only
from heritage.honours.campaigns.verifying import verify_campaign
from heritage.honours.campaigns.wording import action_words
from heritage.honours.models import Campaign

PER_PAGE = 100
HEADINGS = ("number", "at", "action", "actor", "data", "previous", "digest")


@require_safe
@office_only
def log(request, pk: int):
    """The entries, the newest first, and whether the chain holds."""
    campaign = get_object_or_404(Campaign, pk=pk)
    entries = campaign.log.select_related("user").order_by("-number")
    page_obj = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "campaign": campaign,
        "page_obj": page_obj,
        "rows": [
            {"entry": each, "words": action_words(each.action), "data": _as_text(each.data)}
            for each in page_obj
        ],
        "findings": verify_campaign(campaign) if "check" in request.GET else None,
        "head": logbook.head(campaign),
        "page_title": _("Log"),
        "page_subtitle": campaign.title,
        "header_icon": ICON,
    }
    return render(request, "heritage/honours/admin/campaigns/log.html", context)


@require_safe
@office_only
def log_csv(request, pk: int):
    """The whole log as a table, to be kept or checked elsewhere."""
    campaign = get_object_or_404(Campaign, pk=pk)
    response = StreamingHttpResponse(
        csv_chunks(HEADINGS, _lines(campaign)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="log-{campaign.slug}.csv"'
    return response


def _lines(campaign: Campaign):
    for each in campaign.log.order_by("number").iterator():
        at = each.at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
        values = (str(each.number), at, each.action, each.actor, _as_text(each.data))
        yield dict(zip(HEADINGS, (*values, each.previous, each.digest), strict=True))


def _as_text(data) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
