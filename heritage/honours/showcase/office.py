"""What every view of the showcase in the admin shares: who gets in, how a page looks."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from heritage.honours.capacities import is_office

TEMPLATES = "heritage/honours/admin/showcase"
ICON = "success"


def for_office(view):
    """Let in only the selection office."""

    def checked(request, *args, **kwargs):
        if not is_office(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(require_admin_access(never_cache(checked)))


def page(request, template: str, title: str, status: int = 200, **context) -> HttpResponse:
    """A page of the admin."""
    context = {"page_title": title, "header_icon": ICON, **context}
    return render(request, f"{TEMPLATES}/{template}.html", context, status=status)
