"""The list of terms in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from heritage.memorials.models import TributeTerm
from heritage.memorials.tributes.term_forms import TributeTermForm


class TributeTermViewSet(ModelViewSet):
    """Terms that make a message stand out; they hide nothing by themselves."""

    model = TributeTerm
    icon = "tag"
    menu_label = _("Terms to look out for")
    list_display = ["text", "note"]
    search_fields = ["text", "note"]
    url_prefix = "tribute-terms"

    def get_form_class(self, for_update=False):
        return TributeTermForm
