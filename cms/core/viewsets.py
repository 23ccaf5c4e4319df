"""Announced mourning in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from .models import MourningPeriod


class MourningPeriodViewSet(ModelViewSet):
    """Days on which the site is grey."""

    model = MourningPeriod
    icon = "date"
    menu_label = _("Announced mourning")
    menu_order = 900
    add_to_settings_menu = True
    list_display = ["first_day", "last_day", "reason", "basis", "decided_by"]
    form_fields = [
        "first_day",
        "last_day",
        "reason",
        "basis",
        "basis_url",
        "decided_by",
    ]
