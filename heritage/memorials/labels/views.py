"""Ordering and printing labels in the admin."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _g
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.core.listing import page_number, query_without
from heritage.memorials.labels.domain import may_print, per_file, print_labels
from heritage.memorials.labels.forms import LabelsForm
from heritage.memorials.labels.printing import LabelSize

TEMPLATE = "heritage/memorials/admin/labels.html"
ICON = "tag"


@require_safe
def order(request):
    """The order: which names; then how many there are, with a link to each file of them."""
    if not may_print(request.user):
        raise PermissionDenied
    form = LabelsForm(request.GET or None, initial={"size": LabelSize.WALL})
    context = {"page_title": _g("Labels for graves and walls"), "header_icon": ICON, "form": form}
    if not form.is_bound:
        return render(request, TEMPLATE, context)
    if not form.is_valid():
        return render(request, TEMPLATE, context, status=400)
    count = form.cleaned_data["entries"].count()
    parts = -(-count // per_file(LabelSize(form.cleaned_data["size"])))
    return render(
        request,
        TEMPLATE,
        {
            **context,
            "count": count,
            "parts": range(1, parts + 1),
            "parameters": query_without(request.GET, "page").urlencode(),
        },
    )


@require_safe
def sheets(request):
    """One file of labels; ``page`` says which."""
    if not may_print(request.user):
        raise PermissionDenied
    form = LabelsForm(request.GET)
    if not form.is_valid():
        return render(request, TEMPLATE, {"form": form, "header_icon": ICON}, status=400)
    part = page_number(request)
    title = form.cleaned_data["roll"] or form.cleaned_data["site"]
    content = print_labels(
        user=request.user,
        entries=form.cleaned_data["entries"],
        size=LabelSize(form.cleaned_data["size"]),
        title=str(title),
        host=Site.find_for_request(request).root_url,
        part=part,
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="labels-{part}.pdf"'
    return response
