"""Import of people in the admin: upload, look at what was understood, confirm, follow, read."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views import View

from cms.core.enums import JobState
from cms.core.tables import (
    Fault,
    Mapping,
    Row,
    Table,
    TableError,
    csv_chunks,
    open_table,
    propose_mapping,
)
from heritage.people.importing.columns import COLUMNS
from heritage.people.importing.shown import understood
from heritage.people.lists import importer
from heritage.people.lists import jobs as import_jobs
from heritage.people.lists.forms import MappingForm, UploadForm
from heritage.people.models import PersonImport, PersonImportRow, Place

PREVIEWED = 10
SHOWN = 200
"""Findings of each kind on the page; all of them are in the file to download."""

_PERMISSIONS = ("heritage.add_person", "heritage.change_person")


def may_import(user) -> bool:
    """Whether this user may add and change records of people everywhere, not in one branch only."""
    return user.has_perms(_PERMISSIONS)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the preview: its words, what was understood of them, what was not."""

    heading: str
    text: str
    understood: str
    faults: tuple[str, ...]
    kept_only: bool


class PeopleImportView(View):
    """What all steps share."""

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def page(self, request, template: str, title: str, status: int = 200, **context):
        """A page of the admin."""
        context |= {"page_title": title, "header_icon": "upload"}
        return render(request, f"heritage/people/admin/{template}.html", context, status=status)


class UploadView(PeopleImportView):
    """Step one: choose a list."""

    def get(self, request):
        return self._show(request, UploadForm())

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, status=400)
        file = form.cleaned_data["file"]
        upload = PersonImport.objects.create(
            name=file.name[:255],
            source=form.cleaned_data["source"],
            file=file,
            owner=request.user,
        )
        return redirect("import_people:look", upload.pk)

    def _show(self, request, form, status=200):
        recent = PersonImport.objects.exclude(job=None).select_related("owner")[:10]
        return self.page(
            request, "import_upload", _("Import people"), status, form=form, recent=recent
        )


class LookView(PeopleImportView):
    """Step two: which column holds what, and what was understood of the first rows."""

    def get(self, request, pk):
        upload = self._waiting(pk)
        if upload.job_id:
            return redirect("import_people:report", pk)
        return self._with_table(request, upload, data=None)

    def post(self, request, pk):
        upload = self._waiting(pk)
        if upload.job_id:
            return redirect("import_people:report", pk)
        return self._with_table(request, upload, data=request.POST)

    def _waiting(self, pk) -> PersonImport:
        return get_object_or_404(PersonImport, pk=pk)

    def _with_table(self, request, upload, data):
        try:
            with upload.file.open("rb") as file:
                return self._answer(request, upload, open_table(file, name=upload.name), data)
        except (TableError, OSError, ValueError) as error:
            messages.error(request, _("The list cannot be read any more: %(why)s") % {"why": error})
            return redirect("import_people:upload")

    def _answer(self, request, upload, table: Table, data):
        mapping = propose_mapping(table.headings, COLUMNS)
        if data is None:
            form = MappingForm(table=table, mapping=mapping)
            return self._show(request, upload, table, form, mapping)
        form = MappingForm(data, table=table, mapping=mapping)
        if not form.is_valid():
            return self._show(request, upload, table, form, form.mapping, status=400)
        if "start" not in data:
            return self._show(request, upload, table, form, form.mapping)
        try:
            import_jobs.start(upload=upload, mapping=form.mapping)
        except import_jobs.AlreadyStarted:
            messages.warning(request, _("This list is being imported already."))
        return redirect("import_people:report", upload.pk)

    def _show(self, request, upload, table, form, mapping: Mapping, status=200):
        known = PersonImportRow.objects.filter(source=upload.source, made=True).count()
        return self.page(
            request,
            "import_look",
            _("Look before importing"),
            status,
            upload=upload,
            table=table,
            total=table.row_count(),
            form=form,
            rows=_cells(table, mapping),
            known=known,
        )


class ReportView(PeopleImportView):
    """Step three: how far it is, then what was done and where somebody has to look."""

    def get(self, request, pk):
        upload = get_object_or_404(PersonImport.objects.select_related("job"), pk=pk)
        if not upload.job_id and not upload.report:
            return redirect("import_people:look", pk)
        report = upload.report
        done = bool(report.get("finished"))
        dead = bool(upload.job and upload.job.state == JobState.DEAD)
        title = _("Imported people") if done else _("Importing people")
        response = self.page(
            request,
            "import_report",
            title,
            upload=upload,
            job=upload.job,
            report=report,
            done=done,
            dead=dead,
            findings=_findings(report) if done else [],
            duplicates=report.get("possible_duplicates", [])[:SHOWN],
            duplicate_count=len(report.get("possible_duplicates", [])),
        )
        if not done and not dead:
            response["Refresh"] = "3"
        return response


class FaultsView(PeopleImportView):
    """All findings as a table, for the office that keeps the list."""

    def get(self, request, pk):
        upload = get_object_or_404(PersonImport, pk=pk)
        headings = [
            _("row"),
            pgettext("of a table", "column"),
            _("value"),
            _("finding"),
        ]
        found = (
            dict(zip(headings, [str(f["row"]), f["column"], f["value"], f["message"]], strict=True))
            for kind in ("not_understood", "conflicts", "remarks")
            for f in upload.report.get(kind, ())
        )
        response = StreamingHttpResponse(csv_chunks(headings, found), content_type="text/csv")
        response["Content-Disposition"] = f'attachment; filename="import-{upload.pk}.csv"'
        return response


def _findings(report: dict) -> list[dict]:
    kinds = (
        ("not_understood", _("Not understood")),
        ("conflicts", _("Kept as an editor wrote it")),
        ("remarks", _("Understood with a remark")),
    )
    return [
        {"title": title, "count": len(report[kind]), "faults": report[kind][:SHOWN]}
        for kind, title in kinds
        if report.get(kind)
    ]


def _cells(table: Table, mapping: Mapping) -> list[tuple[Row, list[Cell]]]:
    """The first rows for the preview."""
    read = importer.preview(table=table, mapping=mapping, count=PREVIEWED)
    wanted = {reading.state["place"] for _row, reading in read if "place" in reading.state}
    places = {
        str(place.pk): place.full_name
        for place in Place.objects.filter(pk__in=wanted).select_related("parent__parent")
    }
    shown = []
    for row, reading in read:
        faults = [*row.faults, *reading.faults]
        shown.append(
            (
                row,
                [
                    _cell(row, heading, mapping, reading, faults, places)
                    for heading in table.headings
                ],
            )
        )
    return shown


def _cell(row, heading, mapping, reading, faults: list[Fault], places) -> Cell:
    field = mapping.fields.get(heading, "")
    text = row.values[heading]
    return Cell(
        heading=heading,
        text=text if len(text) <= 120 else f"{text[:120]}…",
        understood=understood(field, reading.state, places) if field and text.strip() else "",
        faults=tuple(fault.message for fault in faults if fault.column in (heading, "")),
        kept_only=not field,
    )


def upload_url() -> str:
    """The address of step one."""
    return reverse("import_people:upload")
