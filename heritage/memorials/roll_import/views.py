"""Import of a roll in the admin: upload, look at what was understood, confirm, follow, read."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views import View

from cms.core.models import Job
from cms.core.tables import Table, TableError, csv_chunks, open_table, propose_mapping
from heritage.memorials.enums import ImportState
from heritage.memorials.models import Roll, RollImport, RollImportFault
from heritage.memorials.roll_import import domain
from heritage.memorials.roll_import.forms import MappingForm, UploadForm
from heritage.memorials.roll_import.importer import preview, take_in
from heritage.memorials.roll_import.shown import preview_cells
from heritage.memorials.rolls import domain as rolls_domain
from heritage.memorials.rolls.columns import COLUMNS
from heritage.memorials.rolls.lookups import Lookups

PREVIEWED = 10
SHOWN = 200
"""Findings on the page; all of them are in the file to download."""

TRIED = 5_000
"""Rows up to which a list is tried as a whole while somebody waits for the page."""


class RollImportView(View):
    """What all steps share."""

    def dispatch(self, request, *args, **kwargs):
        if not domain.may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def page(self, template: str, title: str, status: int = 200, **context):
        """A page of the admin."""
        context |= {"page_title": title, "header_icon": "upload"}
        return render(
            self.request,
            f"heritage/memorials/admin/roll_import/{template}.html",
            context,
            status=status,
        )

    def batch(self, pk: int) -> RollImport:
        """The import of this number."""
        return get_object_or_404(RollImport.objects.select_related("roll", "user"), pk=pk)


class UploadView(RollImportView):
    """Step one: choose a list and the roll it belongs to."""

    def get(self, request):
        return self._show(UploadForm(initial={"roll": request.GET.get("roll")}))

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=400)
        given = form.cleaned_data
        roll = given["roll"] or rolls_domain.write_roll(
            roll=Roll(name=given["new_roll"]), user=request.user
        )
        batch = domain.hand_in(
            roll=roll,
            source=given["source"],
            file_name=given["file"].name,
            file=given["file"],
            user=request.user,
        )
        return redirect("roll_import:look", batch.pk)

    def _show(self, form, status: int = 200):
        recent = RollImport.objects.select_related("roll", "user")[:15]
        title = _("Import a roll of names")
        return self.page("upload", title, status, form=form, recent=recent)


class LookView(RollImportView):
    """Step two: which column holds what, and what was understood of the first rows."""

    def get(self, request, pk: int):
        return self._with_table(self.batch(pk), None)

    def post(self, request, pk: int):
        return self._with_table(self.batch(pk), request.POST)

    def _with_table(self, batch: RollImport, data):
        if batch.state != ImportState.UPLOADED:
            return redirect("roll_import:report", batch.pk)
        try:
            with batch.file.open("rb") as file:
                return self._answer(batch, open_table(file, name=batch.file_name), data)
        except (TableError, OSError, ValueError) as error:
            why = {"why": error}
            messages.error(self.request, _("The list cannot be read any more: %(why)s") % why)
            return redirect("roll_import:upload")

    def _answer(self, batch: RollImport, table: Table, data):
        mapping = propose_mapping(table.headings, COLUMNS)
        form = MappingForm(data, table=table, mapping=mapping)
        if data is None:
            return self._show(batch, table, MappingForm(table=table, mapping=mapping), mapping)
        if not form.is_valid():
            return self._show(batch, table, form, form.mapping, status=400)
        if "start" in data:
            try:
                domain.start(
                    batch=batch,
                    mapping=form.mapping,
                    headings=table.headings,
                    user=self.request.user,
                )
            except domain.WrongState as error:
                messages.warning(self.request, " ".join(error.messages))
            return redirect("roll_import:report", batch.pk)
        tried, found = None, []
        if "try" in data and table.row_count() <= TRIED:
            batch.headings = list(table.headings)
            tried = take_in(
                table=table,
                mapping=form.mapping,
                batch=batch,
                dry_run=True,
                findings=lambda fault: found.append(fault) if len(found) < SHOWN else None,
            )
        return self._show(batch, table, form, form.mapping, tried=tried, findings=found)

    def _show(self, batch, table, form, mapping, status: int = 200, tried=None, findings=()):
        lookups = Lookups(roll=batch.roll)
        read = preview(table=table, mapping=mapping, lookups=lookups, count=PREVIEWED)
        earlier = RollImport.objects.filter(roll=batch.roll, source=batch.source)
        return self.page(
            "look",
            _("Look before importing"),
            status,
            batch=batch,
            table=table,
            total=table.row_count(),
            form=form,
            rows=preview_cells(table=table, read=read, fields=mapping.fields, lookups=lookups),
            is_known=earlier.exclude(pk=batch.pk).exists(),
            report=tried,
            findings=findings,
            may_try=table.row_count() <= TRIED,
        )


class ReportView(RollImportView):
    """Step three: how far it is, then what was done and where somebody has to look."""

    def get(self, request, pk: int):
        batch = self.batch(pk)
        if batch.state == ImportState.UPLOADED:
            return redirect("roll_import:look", pk)
        running = batch.state == ImportState.RUNNING
        job = Job.objects.filter(pk=batch.report.get("job") or 0).first()
        findings = RollImportFault.objects.filter(batch=batch)
        if request.GET.get("refused"):
            findings = findings.filter(refused=True)
        response = self.page(
            "report",
            _("Importing a roll") if running else _("Imported roll"),
            batch=batch,
            job=job,
            report=batch.report,
            is_running=running,
            is_broken=batch.state == ImportState.BROKEN_OFF,
            findings=findings.order_by("row", "pk")[:SHOWN],
            shown=SHOWN,
        )
        if running:
            response["Refresh"] = "3"
        return response

    def post(self, request, pk: int):
        """Go on after a break, or give the list up."""
        batch = self.batch(pk)
        try:
            if "give_up" in request.POST:
                domain.give_up(batch=batch, user=request.user)
            else:
                domain.go_on(batch=batch, user=request.user)
        except domain.WrongState as error:
            messages.warning(request, " ".join(error.messages))
        return redirect("roll_import:report", pk)


class FindingsView(RollImportView):
    """All findings as a table, for the office that keeps the list."""

    def get(self, request, pk: int):
        batch = self.batch(pk)
        headings = [
            _("row"),
            pgettext("of a table", "column"),
            _("value"),
            _("finding"),
            _("row refused"),
        ]
        faults = RollImportFault.objects.filter(batch=batch).order_by("row", "pk")
        rows = (
            dict(
                zip(
                    headings,
                    [str(f.row or ""), f.column, f.value, f.message, "√" if f.refused else ""],
                    strict=True,
                )
            )
            for f in faults.iterator(chunk_size=2_000)
        )
        response = StreamingHttpResponse(csv_chunks(headings, rows), content_type="text/csv")
        response["Content-Disposition"] = f'attachment; filename="roll-import-{batch.pk}.csv"'
        return response
