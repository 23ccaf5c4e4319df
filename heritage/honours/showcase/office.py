"""How every page of the showcase in the admin looks."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

TEMPLATES = "heritage/honours/admin/showcase"
ICON = "success"


def page(request, template: str, title: str, status: int = 200, **context) -> HttpResponse:
    """A page of the admin."""
    context = {"page_title": title, "header_icon": ICON, **context}
    return render(request, f"{TEMPLATES}/{template}.html", context, status=status)
