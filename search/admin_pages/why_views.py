"""“Why is this here”: the weight of one document in one search."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from search.admin_pages import rights
from search.configured import engine
from search.curation import why
from search.curation.synonyms import expansions_for
from search.curation.why import Absence
from search.engines.base import EngineError, Hit, SearchQuery

ICON = "help"
QUERY_LENGTH = 200
KEY_LENGTH = 80
CHOICES = 20
"""Hits that are offered for explaining."""

ABSENCES = {
    Absence.UNKNOWN: gettext_lazy("There is no such page or record."),
    Absence.NOT_LIVE: gettext_lazy("It is not published, so it is not in the search."),
    Absence.PRIVATE: gettext_lazy(
        "It, or a page above it, is private, so it is not in the search."
    ),
    Absence.NOT_SEARCHED: gettext_lazy(
        "It is published, and nothing of its kind is searched, or nothing is about it yet."
    ),
    Absence.NOT_INDEXED: gettext_lazy("It is public, and the index does not have it."),
    Absence.NO_MATCH: gettext_lazy("It is in the index, and nothing in it meets this search."),
}


@require_safe
@permission_required(rights.READ_LOG)
def search_why(request):
    """Explain one result (``?q=&key=``), or offer the results of ``?q=`` to choose from."""
    text = request.GET.get("q", "").strip()[:QUERY_LENGTH]
    key = request.GET.get("key", "").strip()[:KEY_LENGTH]
    context = {
        "q": text,
        "key": key,
        "explanation": None,
        "hits": [],
        "fault": "",
        "page_title": _("Why is this here"),
        "header_icon": ICON,
    }
    if key:
        explanation = why.explain(text=text, key=key)
        absence = explanation.absence
        context |= {
            "explanation": explanation,
            "absence": ABSENCES[absence] if absence else "",
            "fault": explanation.fault,
        }
    elif text:
        context["hits"], context["fault"] = _hits(text)
    return render(request, "search/admin/why.html", context)


@require_POST
@permission_required(rights.KEEP_INDEX)
def note_again(request):
    """Have one document looked at anew by the index."""
    key = request.POST.get("key", "")[:KEY_LENGTH]
    text = request.POST.get("q", "")[:QUERY_LENGTH]
    if why.note_again(key=key):
        messages.success(request, _("Noted: the index looks at it anew within moments."))
    else:
        messages.error(request, why_not(Absence.UNKNOWN))
    return redirect(f"{reverse('search_why')}?{urlencode({'q': text, 'key': key})}")


def why_not(absence: Absence) -> str:
    """An absence in words."""
    return str(ABSENCES[absence])


def _hits(text: str) -> tuple[tuple[Hit, ...], str]:
    query = SearchQuery(text=text, expansions=expansions_for(text), counted=False, limit=CHOICES)
    try:
        return engine().search(query).hits, ""
    except EngineError as error:
        return (), str(error)
