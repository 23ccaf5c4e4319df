"""The coverage report in the admin, and as an Excel file."""

from __future__ import annotations

import io

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from cms.core.tables.writing import write_xlsx
from heritage.memorials.inspecting import coverage
from heritage.memorials.inspecting.standing import overdue, scheduled_sites
from heritage.memorials.inspecting.views import PER_PAGE, need

FIRST_YEAR = 1990
CHUNK = 500


def _year(request) -> int:
    this = timezone.localdate().year
    text = request.GET.get("year", str(this))
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    if not (is_year and FIRST_YEAR <= int(text) <= this):
        raise BadRequest(_("There is no report of this year."))
    return int(text)


@require_safe
@require_admin_access
def report(request):
    """Sites by months of a year, as a heat map that is a table."""
    need(request, "view")
    year, today = _year(request), timezone.localdate()
    page_obj = Paginator(scheduled_sites(), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "year": year,
        "years": [(year - 1, year - 1 >= FIRST_YEAR), (year + 1, year + 1 <= today.year)],
        "months": coverage.MONTHS,
        "lines": coverage.lines(list(page_obj), year, today),
        "totals": coverage.totals(year),
        "missed_mark": coverage.missed_mark(),
        "overdue_count": len(overdue(today)),
        "page_obj": page_obj,
        "page_title": _("Coverage of inspections"),
        "page_subtitle": str(year),
        "header_icon": "table",
    }
    return render(request, "heritage/memorials/admin/inspecting/coverage.html", context)


@require_safe
@require_admin_access
def export(request):
    """The whole report of a year as .xlsx."""
    need(request, "view")
    year, today = _year(request), timezone.localdate()
    file = io.BytesIO()
    found = scheduled_sites()
    write_xlsx(file, coverage.headings(year), coverage.rows(_all(found, year, today), year))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"inspections-{year}.xlsx")


def _all(found, year: int, today):
    chunk = []
    for site in found.iterator(chunk_size=CHUNK):
        chunk.append(site)
        if len(chunk) == CHUNK:
            yield from coverage.lines(chunk, year, today)
            chunk = []
    yield from coverage.lines(chunk, year, today)
