"""The calendar of holidays and make-up working days in the admin."""

from __future__ import annotations

import tempfile

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from cms.core.choosers import is_key
from cms.core.tables import XLSX, TableError, write_xlsx
from heritage.honours.capacities import require_office
from heritage.honours.models import SpecialDay
from heritage.honours.models.campaigns import FIRST_YEAR, LAST_YEAR
from heritage.honours.noticing import calendar as days
from heritage.honours.noticing.calendar_forms import DayForm, DaysFileForm
from heritage.honours.noticing.published_days import PUBLISHED, published_days

MOST_FAULTS = 50


def _year(request) -> int:
    typed = request.GET.get("year", "") or str(timezone.localdate().year)
    if not is_key(typed) or not FIRST_YEAR <= int(typed) <= LAST_YEAR:
        raise Http404
    return int(typed)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def calendar(request):
    """A year month by month; a day is entered, taken out, or the published ones entered."""
    require_office(request.user)
    year = _year(request)
    if request.method != "POST":
        return _show(request, year)
    if "remove" in request.POST:
        typed = request.POST["remove"]
        found = get_object_or_404(SpecialDay, pk=typed if is_key(typed) else 0)
        days.remove(day=found, user=request.user)
        messages.success(request, _("%(day)s is as its weekday again.") % {"day": found.day})
        return _back(year)
    if "published" in request.POST:
        try:
            count = days.enter_published(year=year, user=request.user)
        except ValidationError as error:
            return _show(request, year, faults=error.messages, status=400)
        messages.success(request, _("Days entered: %(count)d") % {"count": count})
        return _back(year)
    form = DayForm(request.POST)
    if not form.is_valid():
        return _show(request, year, form=form, status=400)
    given = form.cleaned_data
    entry = (given["day"], given["is_working"], given["name"])
    days.enter(days=[entry], user=request.user)
    messages.success(request, _("Saved."))
    return _back(given["day"].year)


def _back(year: int):
    return redirect(f"{reverse('honour_notices:calendar')}?year={year}")


@require_POST
@require_admin_access
def import_days(request):
    """Enter the days of a table, all or none."""
    require_office(request.user)
    year, form = _year(request), DaysFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, year, file_form=form, status=400)
    file = form.cleaned_data["file"]
    try:
        found = days.read_days(file, name=file.name)
    except TableError as error:
        form.add_error("file", str(error))
        return _show(request, year, file_form=form, status=400)
    except days.FaultsError as error:
        return _show(request, year, table_faults=error.faults, status=400)
    count = days.enter(days=found, user=request.user)
    messages.success(request, _("Days entered: %(count)d") % {"count": count})
    return _back(found[0][0].year if found else year)


@require_safe
@require_admin_access
def template(request):
    """The table to fill in: the days of a year as they stand, or an example."""
    require_office(request.user)
    year = _year(request)
    entered = list(SpecialDay.objects.filter(day__year=year))
    shown = [(each.day, each.is_working, each.name) for each in entered]
    headings = [str(each.label) for each in days.COLUMNS]
    rows = [
        dict(zip(headings, (str(day), "上班" if is_worked else "放假", name), strict=True))
        for day, is_worked, name in shown or published_days(max(PUBLISHED))
    ]
    # The answer closes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    write_xlsx(file, headings, rows)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"working-days-{year}.xlsx", content_type=XLSX
    )


def _show(
    request, year, *, form=None, file_form=None, faults=(), table_faults=(), status: int = 200
):
    form = form or DayForm()
    context = {
        "year": year,
        "months": list(enumerate(days.year_view(year), start=1)),
        "entered": SpecialDay.objects.filter(day__year=year),
        "has_published": year in PUBLISHED,
        "form": form,
        "file_form": file_form or DaysFileForm(),
        "faults": faults,
        "table_faults": table_faults[:MOST_FAULTS],
        "media": form.media,
        "page_title": _("Holidays and working days"),
        "page_subtitle": str(year),
        "header_icon": "calendar-alt",
    }
    name = "heritage/honours/admin/noticing/calendar.html"
    return render(request, name, context, status=status)
