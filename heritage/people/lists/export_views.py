"""The list of people in the admin, which exports what it shows as :mod:`.importer` reads it."""

from __future__ import annotations

import tempfile

from django.contrib import messages
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect
from wagtail.snippets.views.snippets import IndexView

from cms.core.tables import XLSX, TableError, csv_chunks, write_xlsx
from heritage.people.lists.exporter import HEADINGS, export_people

_IN_MEMORY = 4 * 1024 * 1024


class PeopleIndexView(IndexView):
    """All or filtered, as CSV or .xlsx, with the columns of the import."""

    export_filename = "people"

    def write_csv_response(self, queryset):
        response = StreamingHttpResponse(
            csv_chunks(HEADINGS, export_people(queryset)), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.csv"'
        return response

    def write_xlsx_response(self, queryset):
        file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the response closes it)
        try:
            write_xlsx(file, HEADINGS, export_people(queryset))
        except TableError as error:
            file.close()
            messages.error(self.request, str(error))
            return redirect(self.request.path)
        file.seek(0)
        return FileResponse(
            file, as_attachment=True, content_type=XLSX, filename=f"{self.get_filename()}.xlsx"
        )
