"""Rubrics in the admin: all of them, one as judges will read it, a copy to change."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heritage.honours.campaigns.admin_views import FORM, PER_PAGE, read_or_post
from heritage.honours.campaigns.editing_views import RUBRIC_ICON as ICON
from heritage.honours.campaigns.forms import CopyForm
from heritage.honours.campaigns.gate import office_only
from heritage.honours.campaigns.rounds import copy_rubric
from heritage.honours.models import Rubric


@require_safe
@office_only
def index(request):
    """Rubrics, the newest first."""
    listed = Rubric.objects.annotate(
        aspect_count=Count("aspects", distinct=True),
        criterion_count=Count("aspects__criteria", distinct=True),
    ).order_by("-pk")
    context = {
        "page_obj": Paginator(listed, PER_PAGE).get_page(request.GET.get("p")),
        "page_title": _("Rubrics"),
        "header_icon": ICON,
    }
    return render(request, "heritage/honours/admin/campaigns/rubrics.html", context)


@require_safe
@office_only
def show(request, pk: int):
    """One rubric: aspects, criteria, the highest total, the rounds by it."""
    rubric = get_object_or_404(Rubric, pk=pk)
    aspects = [
        (aspect, list(aspect.criteria.order_by("sort_order", "pk")))
        for aspect in rubric.aspects.prefetch_related("criteria").order_by("sort_order", "pk")
    ]
    context = {
        "rubric": rubric,
        "aspects": aspects,
        "most": sum(each.most * each.weight for _aspect, each_of in aspects for each in each_of),
        "rounds": rubric.rounds.select_related("stage__campaign"),
        "page_title": _("Rubric"),
        "page_subtitle": rubric.name,
        "header_icon": ICON,
    }
    return render(request, "heritage/honours/admin/campaigns/rubric.html", context)


@read_or_post
@office_only
def copy(request, pk: int):
    """Copy a rubric, so that the copy can be changed."""
    rubric = get_object_or_404(Rubric, pk=pk)
    form = CopyForm(request.POST or None, initial={"name": rubric.name})
    if request.method == "POST" and form.is_valid():
        made = copy_rubric(rubric=rubric, name=form.cleaned_data["name"], user=request.user)
        messages.success(request, _("The rubric is copied."))
        return redirect("honour_rubrics:edit", made.pk)
    context = {
        "form": form,
        "back_url": reverse("honour_rubrics:rubric", args=[rubric.pk]),
        "page_title": _("Copy the rubric"),
        "page_subtitle": rubric.name,
        "header_icon": ICON,
    }
    return render(request, FORM, context, status=400 if form.is_bound else 200)
