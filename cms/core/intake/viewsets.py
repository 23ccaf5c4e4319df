"""Privacy notices in the admin."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet

from . import kinds
from .models import PrivacyNotice


class NoticeDeleteView(DeleteView):
    """A version that somebody agreed to stays."""

    def get_object(self, queryset=None):
        notice = super().get_object(queryset)
        if notice.is_frozen:
            raise PermissionDenied
        return notice


def kind_label(notice: PrivacyNotice) -> str:
    """What a notice is about, in words; as it is stored where no programme registered it."""
    labels = {kind.name: str(kind.label) for kind in kinds.all_kinds()}
    return labels.get(notice.kind, notice.kind)


class PrivacyNoticeViewSet(ModelViewSet):
    """What people are told before they hand something in, version by version."""

    model = PrivacyNotice
    icon = "doc-full"
    menu_label = _("Privacy notices")
    list_display = [
        "title",
        Column("kind", label=_("kind"), accessor=kind_label),
        "version",
        "effective_from",
    ]
    list_filter = ["kind"]
    form_fields = ["kind", "version", "title", "text", "effective_from"]
    delete_view_class = NoticeDeleteView
    copy_view_enabled = True
    url_prefix = "privacy-notices"
