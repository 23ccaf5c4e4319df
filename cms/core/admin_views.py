"""Background jobs as the admin shows them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required
from wagtail.log_actions import log

from . import tasks
from .enums import JobState
from .models import Job

PER_PAGE = 50


@require_safe
@permission_required("core.view_job")
def jobs(request):
    """Background jobs, newest first, with progress and last error."""
    state = request.GET.get("state", "")
    listed = Job.objects.filter(state=state) if state in JobState.values else Job.objects.all()
    page_obj = Paginator(listed, PER_PAGE).get_page(request.GET.get("p"))
    for job in page_obj:
        job.label = tasks.label_of(job.name)
    context = {
        "page_obj": page_obj,
        "states": JobState.choices,
        "state": state,
        "page_title": _("Background jobs"),
        "header_icon": "cogs",
    }
    return render(request, "core/admin/jobs.html", context)


@require_POST
@permission_required("core.change_job")
def try_job_again(request, pk: int):
    """Give a dead job a new set of attempts."""
    job = get_object_or_404(Job, pk=pk)
    try:
        tasks.try_again(job)
    except tasks.IllegalTransition:
        messages.error(request, _("Only a job that was given up can be tried again."))
    else:
        log(instance=job, action="core.job.try_again", user=request.user)
        messages.success(
            request, _("“%(job)s” will be tried again.") % {"job": tasks.label_of(job.name)}
        )
    return redirect("rongguang_jobs")
