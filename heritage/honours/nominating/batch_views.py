"""Tables of many nominations in the admin: template, dry run with faults by row, taking in."""

from __future__ import annotations

import io

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from cms.core.choosers import is_key
from cms.core.intake.receipts import grouped
from cms.core.tables import XLSX, TableError
from heritage.honours import standing
from heritage.honours.capacities import is_office
from heritage.honours.models import BatchUpload
from heritage.honours.nominating import batch as uploads
from heritage.honours.nominating import tables
from heritage.honours.nominating.admin_views import require, title_or_404, titles_taking
from heritage.honours.nominating.journey import notice_in_force
from heritage.honours.nominating.office_forms import BatchForm

PER_PAGE = 50
MOST_FAULTS = 200


def _seen_by(user):
    every = BatchUpload.objects.select_related("title__campaign__place", "by")
    return every if is_office(user) else every.filter(by=user)


def _batch_or_404(request: HttpRequest, pk: str) -> BatchUpload:
    require(request, "add")
    if not is_key(pk):
        raise Http404
    return get_object_or_404(_seen_by(request.user), pk=int(pk))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def batches(request: HttpRequest) -> HttpResponse:
    """Tables handed in so far, and the form for another."""
    require(request, "add")
    titles = titles_taking(request.user)
    form, status = BatchForm(request.POST or None, request.FILES or None, titles=titles), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            asked = form.cleaned_data
            try:
                made = uploads.upload(
                    title=asked["title"],
                    organisation_name=asked["organisation_name"],
                    file=asked["file"],
                    user=request.user,
                )
            except TableError as error:
                form.add_error("file", str(error))
            else:
                return redirect("nominating:batch", pk=made.pk)
    context = {
        "form": form,
        "titles": titles,
        "page_obj": Paginator(_seen_by(request.user), PER_PAGE).get_page(request.GET.get("p")),
        "page_title": _("Tables of nominations"),
        "header_icon": "table",
    }
    template = "heritage/honours/admin/nominating/batches.html"
    return render(request, template, context, status=status)


@require_safe
@require_admin_access
def template(request: HttpRequest, pk: str) -> HttpResponse:
    """An empty table with the headings of a title."""
    require(request, "add")
    title = title_or_404(request, pk)
    file = io.BytesIO()
    tables.write_template(file, title)
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="nominations-{title.pk}.xlsx"'
    return response


@never_cache
@require_safe
@require_admin_access
def batch(request: HttpRequest, pk: str) -> HttpResponse:
    """What is in a table: the good rows, the faults by row; or what was made of it."""
    return _shown(request, _batch_or_404(request, pk))


def _shown(request: HttpRequest, shown: BatchUpload, *, status: int = 200) -> HttpResponse:
    checked = uploads.check(shown) if shown.taken_at is None else None
    context = {
        "batch": shown,
        "checked": checked,
        "faults": checked.faults[:MOST_FAULTS] if checked else [],
        "more_faults": max(0, len(checked.faults) - MOST_FAULTS) if checked else 0,
        "made": [(each.nominee_name, grouped(each.receipt)) for each in uploads.taken_from(shown)]
        if shown.taken_at
        else [],
        "page_title": _("Tables of nominations"),
        "page_subtitle": shown.file_name,
        "header_icon": "table",
    }
    template_name = "heritage/honours/admin/nominating/batch.html"
    return render(request, template_name, context, status=status)


@require_POST
@require_admin_access
def take_in(request: HttpRequest, pk: str) -> HttpResponse:
    """Take in all of a table."""
    shown, notice = _batch_or_404(request, pk), notice_in_force()
    if notice is None:
        messages.error(request, _("There is no privacy notice in force for this."))
        return _shown(request, shown, status=400)
    try:
        count = uploads.take_in(batch=shown, notice=notice, user=request.user)
    except uploads.BatchTakenError:
        messages.error(request, _("This table was taken in already."))
        shown.refresh_from_db()
        return _shown(request, shown, status=409)
    except tables.FaultyTableError:
        messages.error(request, _("Nothing was taken in; mend the faults and upload it again."))
        return _shown(request, shown, status=400)
    except standing.StageClosedError:
        messages.error(request, _("The call for nominations has ended."))
        return _shown(request, shown, status=400)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return _shown(request, shown, status=400)
    except PermissionDenied:
        messages.error(request, _("Nothing was taken in: a row lies in none of your regions."))
        return _shown(request, shown, status=403)
    messages.success(request, _("%(count)d nominations were taken in.") % {"count": count})
    return redirect("nominating:batch", pk=shown.pk)
