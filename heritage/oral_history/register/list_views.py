"""Lists in and out of the register, and the report by year of birth."""

from __future__ import annotations

import io
import tempfile

from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _g
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.core.tables import (
    XLSX,
    TableError,
    csv_chunks,
    open_table,
    propose_mapping,
    write_xlsx,
)
from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register import importing, uploads
from heritage.oral_history.register.columns import COLUMNS
from heritage.oral_history.register.exporting import export, headings
from heritage.oral_history.register.forms import FilterForm, MappingForm, UploadForm
from heritage.oral_history.register.report import by_birth_year, total
from heritage.oral_history.register.views import page, require

SHOWN = 300
"""Findings on the page; the others come once these are mended."""

_SESSION = "register_lists"
_IN_MEMORY = 4 * 1024 * 1024
_WIDTH, _FLOOR, _TOP, _BAR, _EDGE = 18, 150, 14, 14, 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export_list(request):
    """What the filter shows as CSV or .xlsx; by POST with contact and health, for a reason."""
    require(request, "view")
    details = request.method == "POST"
    if details:
        require(request, "unmask")
    given = request.POST if details else request.GET
    entries = FilterForm(given).narrowed(RegisterEntry.objects.all())
    try:
        rows = export(
            entries=entries,
            user=request.user,
            reason=given.get("reason", "") if details else None,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("register:list")
    names = headings(details=details)
    if given.get("format") == "csv":
        response = StreamingHttpResponse(
            csv_chunks(names, rows), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = 'attachment; filename="register.csv"'
        return response
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the response closes it)
    try:
        write_xlsx(file, names, rows)
    except TableError as error:
        file.close()
        messages.error(request, str(error))
        return redirect("register:list")
    file.seek(0)
    return FileResponse(file, as_attachment=True, content_type=XLSX, filename="register.xlsx")


class UploadView(View):
    """Step one: choose a list."""

    def dispatch(self, request, *args, **kwargs):
        require(request, "add")
        require(request, "change")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self._show(UploadForm())

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=400)
        file = form.cleaned_data["file"]
        name = uploads.keep(file, owner=request.user)
        lists = request.session.get(_SESSION, {})
        lists[name] = {"name": file.name[:200], "source": form.cleaned_data["source"]}
        request.session[_SESSION] = lists
        return redirect("register:look", name)

    def _show(self, form, status: int = 200):
        return page(self.request, "upload", _g("Import a list"), status, form=form)


class LookView(UploadView):
    """Step two: what the columns hold and what would be done; then it is done."""

    def get(self, request, name: str):
        return self._with_table(request, name, None)

    def post(self, request, name: str):
        return self._with_table(request, name, request.POST)

    def _with_table(self, request, name: str, data):
        about = request.session.get(_SESSION, {}).get(name)
        if about is None:
            return self._gone(request)
        try:
            with uploads.opened(name, owner=request.user) as file:
                return self._answer(
                    request, name, about, open_table(file, name=about["name"]), data
                )
        except FileNotFoundError:
            return self._gone(request)

    def _gone(self, request):
        messages.error(request, _g("This list was taken in or forgotten; choose it again."))
        return redirect("register:upload")

    def _answer(self, request, name, about, table, data):
        proposed = propose_mapping(table.headings, COLUMNS)
        form = MappingForm(data, table=table, mapping=proposed)
        if data is not None and not form.is_valid():
            return self._look(form, about, None, status=400)
        mapping = form.mapping if data is not None else proposed
        start = data is not None and "start" in data
        try:
            report = importing.import_list(
                table=table,
                mapping=mapping,
                source=about["source"],
                user=request.user,
                dry_run=not start,
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("register:upload")
        if not start:
            return self._look(form, about, report)
        uploads.forget(name, owner=request.user)
        lists = request.session[_SESSION]
        del lists[name]
        request.session[_SESSION] = lists
        return page(
            request,
            "imported",
            _g("List imported"),
            about=about,
            report=report,
            findings=self._findings(report),
        )

    def _look(self, form, about, report, status: int = 200):
        return page(
            self.request,
            "look",
            _g("Look before importing"),
            status,
            form=form,
            about=about,
            report=report,
            findings=self._findings(report) if report else [],
        )

    def _findings(self, report) -> list[dict]:
        kinds = (
            (_g("Not understood or refused"), report.faults),
            (_g("Kept as the register has it"), report.kept),
        )
        return [
            {"title": title, "count": len(faults), "faults": faults[:SHOWN]}
            for title, faults in kinds
            if faults
        ]


@require_safe
def birth_report(request):
    """How many of each year of birth wait, are recorded or are lost; ``?export=xlsx``."""
    require(request, "view")
    # A report is of everybody unless a state is asked for.
    form = FilterForm(
        request.GET if request.GET.get("state") else {**request.GET.dict(), "state": "all"}
    )
    lines = by_birth_year(form.narrowed(RegisterEntry.objects.all()))
    if request.GET.get("export") == "xlsx":
        return _workbook(lines)
    known = [line for line in lines if line.year is not None]
    most = max((line.tally.total for line in known), default=0)
    first = known[0].year if known else 0
    last = known[-1].year if known else 0
    return page(
        request,
        "report",
        _g("Register by year of birth"),
        header_icon="table",
        form=form,
        lines=lines,
        total=total(lines),
        bars=[_bar(line, first, most) for line in known],
        decades=[
            {"year": year, "x": _EDGE + (year - first) * _WIDTH + _BAR // 2}
            for year in range(first, last + 1)
            if year % 5 == 0
        ],
        width=max((last - first + 1) * _WIDTH + 2 * _EDGE, 120),
        query=request.GET.urlencode(),
    )


def _bar(line, first: int, most: int) -> dict:
    """The stacked rectangles of a year, in the units of the drawing."""
    rects, floor = [], _FLOOR
    for name in ("recorded", "waiting", "declined", "too_late"):
        count = getattr(line.tally, name)
        height = round((_FLOOR - _TOP) * count / most, 2)
        floor = round(floor - height, 2)
        if count:
            rects.append({"name": name, "y": floor, "height": height})
    return {
        "line": line,
        "x": _EDGE + (line.year - first) * _WIDTH,
        "middle": _EDGE + (line.year - first) * _WIDTH + _BAR // 2,
        "top": floor - 3,
        "rects": rects,
    }


def _workbook(lines) -> HttpResponse:
    names = [
        _g("Year of birth"),
        _g("Still to record"),
        _g("Recorded"),
        _g("Declined"),
        _g("Too late"),
        _g("Together"),
    ]
    rows = [
        dict(
            zip(
                names,
                [
                    _g("not known") if line.year is None else str(line.year),
                    *(
                        str(getattr(line.tally, name))
                        for name in ("waiting", "recorded", "declined", "too_late", "total")
                    ),
                ],
                strict=True,
            )
        )
        for line in lines
    ]
    file = io.BytesIO()
    write_xlsx(file, names, rows)
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="register-by-birth.xlsx"'
    return response
