"""Who may open the selection's pages of the admin."""

from __future__ import annotations

from functools import wraps

from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from heritage.honours.capacities import require_office


def office_only(view):
    """For the selection office; ``PermissionDenied`` for anybody else in the admin."""

    @never_cache
    @require_admin_access
    @wraps(view)
    def checked(request, *args, **kwargs):
        require_office(request.user)
        return view(request, *args, **kwargs)

    return checked
