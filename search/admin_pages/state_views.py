"""The state of the index in the admin, and the buttons that mend it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from cms.core import tasks
from search import checking, outbox
from search.admin_pages import rights
from search.curation import state
from search.views.presentation import value_label

ICON = "tasks"
FAULTS = {
    "unavailable": gettext_lazy("The search service does not answer."),
    "missing": gettext_lazy("There is no index yet, or it is damaged; it is built by itself."),
    "broken": gettext_lazy("The index does not answer; build it anew."),
}
WORK = {
    "drain": (outbox.DRAIN, gettext_lazy("Bring up to date")),
    "check": (checking.CHECK, gettext_lazy("Check against the database")),
    "rebuild": (outbox.REBUILD, gettext_lazy("Build anew")),
}
"""What may be started here: the background work and its button."""


@require_safe
@permission_required(rights.READ_STATE)
def index_state(request):
    """What the index has, what waits, what was refused, and work on it."""
    contents, waiting = state.contents(), state.waiting()
    newest = {job: state.newest_job(job) for job, _label in WORK.values()}
    context = {
        "contents": contents,
        "kinds": [(value_label("kind", kind), count) for kind, count in contents.kinds],
        "fault": FAULTS.get(contents.fault, ""),
        "waiting": waiting,
        "refused": [(row, state.given_up(row["tries"])) for row in waiting.refused],
        "work": [
            {
                "name": name,
                "label": label,
                "job": newest[job],
                "when": state.when(newest[job]),
                "busy": state.busy(newest[job]),
            }
            for name, (job, label) in WORK.items()
        ],
        "busy": any(map(state.busy, newest.values())),
        "may_work": request.user.has_perm(rights.KEEP_INDEX),
        "page_title": _("State of the index"),
        "header_icon": ICON,
    }
    return render(request, "search/admin/state.html", context)


@require_POST
@permission_required(rights.KEEP_INDEX)
def work_on_index(request):
    """Start background work on the index; joins what already waits."""
    asked = request.POST.get("work", "")
    if asked == "again":
        count = state.try_refused_again()
        messages.success(
            request, _("%(count)d refused documents are tried again.") % {"count": count}
        )
    elif asked in WORK:
        job, label = WORK[asked]
        if state.busy(state.newest_job(job)):
            messages.info(request, _("“%(work)s” is under way already.") % {"work": label})
        else:
            tasks.enqueue(job)
            messages.success(request, _("“%(work)s” was started.") % {"work": label})
    else:
        return HttpResponseBadRequest(_("There is no such work."))
    return redirect("search_state")
