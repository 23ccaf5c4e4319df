"""What the pages of judging in the admin share: who may open them, how they look."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from heritage.honours.judging import domain
from heritage.honours.models import ScoringRound

ICON = "group"
PDF = "application/pdf"


def page(request, template: str, title: str, subtitle: str = "", status: int = 200, **context):
    """A page of judging."""
    context = {
        "page_title": title,
        "page_subtitle": subtitle,
        "header_icon": ICON,
        **context,
    }
    path = f"heritage/honours/admin/judging/{template}.html"
    return render(request, path, context, status=status)


def round_or_404(pk: int) -> ScoringRound:
    """A round with what every page of it reads; opened where its time has come."""
    found = get_object_or_404(
        ScoringRound.objects.select_related("stage__campaign", "rubric"), pk=pk
    )
    if found.opened_at is None and domain.opened(found):
        found = ScoringRound.objects.select_related("stage__campaign", "rubric").get(pk=pk)
    return found


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF for download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=PDF, headers=headers)
