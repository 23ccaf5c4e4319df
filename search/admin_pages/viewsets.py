"""Synonym sets in the admin."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from cms.core.tables import csv_chunks, write_xlsx
from search.admin_pages import rights
from search.curation.personal import notable
from search.curation.synonym_lists import HEADINGS, rows_of
from search.models import SynonymSet

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_MEMORY = 4 * 1024 * 1024


class SynonymIndexView(IndexView):
    """All or filtered, exported with the columns that the import reads."""

    export_filename = "synonyms"

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.request.user.has_perm(rights.ADD_SYNONYMS):
            buttons.append(
                Button(
                    _("Import synonyms"),
                    url=reverse("search_import_synonyms"),
                    icon_name="upload",
                    priority=95,
                )
            )
        return buttons

    def write_csv_response(self, queryset):
        response = StreamingHttpResponse(
            csv_chunks(HEADINGS, rows_of(queryset)), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.csv"'
        return response

    def write_xlsx_response(self, queryset):
        file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the response closes it)
        write_xlsx(file, HEADINGS, rows_of(queryset))
        file.seek(0)
        return FileResponse(
            file, as_attachment=True, content_type=_XLSX, filename=f"{self.get_filename()}.xlsx"
        )


class SynonymCreateView(CreateView):
    """A new set; ``?searched=`` fills in what readers searched."""

    def get_initial_form_instance(self):
        return SynonymSet(only_searched=notable(self.request.GET.get("searched", "")))


class SynonymViewSet(SnippetViewSet):
    """Names of one thing, which find one another."""

    model = SynonymSet
    icon = "link"
    menu_label = _("Synonyms")
    menu_order = 100
    index_view_class = SynonymIndexView
    add_view_class = SynonymCreateView
    copy_view_enabled = False
    list_export = ["terms"]
    list_per_page = 50
    list_filter = ["active"]
    search_fields = ["terms", "only_searched", "note"]
    search_backend_name = None
    list_display = [
        TitleColumn(
            "__str__", label=_("Synonyms"), url_name="wagtailsnippets_search_synonymset:edit"
        ),
        Column("note", label=_("Reason")),
        BooleanColumn("active", label=_("In use"), sort_key="active"),
        UpdatedAtColumn(),
    ]
