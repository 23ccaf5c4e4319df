"""Figures that contradict one another, side by side in the admin."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _g
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from heritage.people.figures import domain as figures
from heritage.people.models import Figure

ICON = "warning"


def may_read(user) -> bool:
    """Whether there are figures this user may look after."""
    return policy_registry.get_by_type(Figure).user_has_any_permission(
        user, {"view", "add", "change"}
    )


@require_safe
def contradicting_figures(request):
    """Every pair of figures that disagree, of the branches the user may see."""
    if not may_read(request.user):
        raise PermissionDenied
    policy = policy_registry.get_by_type(Figure)
    seen = policy.instances_user_has_any_permission_for(request.user, {"view", "add", "change"})
    found = figures.contradictions(seen.select_related("organisation", "team", "activity__team"))
    context = {
        "contradictions": found,
        "page_title": _g("Contradicting figures"),
        "header_icon": ICON,
    }
    return render(request, "heritage/people/admin/figure_contradictions.html", context)
