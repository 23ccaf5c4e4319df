"""The public page of a person."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.core.models import SiteSettings
from heritage.people.citing import cite_page
from heritage.people.enums import LifeStatus, Topic
from heritage.people.gathering import gathered
from heritage.people.models import Person, PersonIndexPage
from heritage.people.models.facts import works_of
from heritage.people.models.sections import sections_for
from heritage.people.printed.record_sheet import record_sheet_pdf
from heritage.people.printed.sheet import record_sheet

# Set in a place of their own, not among the other statements.
APART = {Topic.SERVICE}


@require_safe
def person(request, slug: str):
    """A published person's record with the stories and articles about them.

    The address of a record that was merged leads to the one it became for good.
    """
    found = published_person(slug)
    if found.slug != slug:
        response = redirect(found.url, permanent=True)
        # A merge may be undone; then the browser must ask here again.
        response["Cache-Control"] = "no-cache"
        return response
    return render(request, "heritage/people/person_page.html", person_context(request, found))


@require_safe
def person_sheet(request, slug: str):
    """The record on paper; a character no font draws is printed as 〓."""
    found = published_person(slug)
    sheet = record_sheet(
        person=found,
        status=_status(found),
        url=request.build_absolute_uri(found.url),
        site_name=SiteSettings.for_request(request).site_name,
        printed_on=timezone.localdate(),
    )
    response = HttpResponse(
        record_sheet_pdf(sheet, substitute=True), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{found.slug}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


def published_person(slug: str) -> Person:
    """The published record at an address, or the one it was merged into. Raises ``Http404``."""
    found = get_object_or_404(
        Person.objects.select_related("portrait", "place__parent__parent").prefetch_related(
            "names",
            "sources",
            "services__unit",
            "conflicts__conflict",
            "conflicts__battle",
            "awards__honour",
            "roles",
        ),
        slug=slug,
    )
    if found.merged_into_id:
        return published_person(found.merged_into.slug)
    if not found.live:
        raise Http404
    return found


def person_context(request, found: Person) -> dict:
    """What the person template shows."""
    facts = found.facts()
    index = PersonIndexPage.objects.live().first()
    updated = found.last_published_at
    return {
        "person": found,
        "facts": [fact for fact in facts if fact.topic not in APART],
        "service": next((fact for fact in facts if fact.topic == Topic.SERVICE), None),
        "status": _status(found),
        "works": works_of(found),
        "sheet_url": reverse("person_sheet", args=[found.slug]),
        "gathered": gathered(found),
        "index": index,
        "sections": sections_for(request, index, current="people"),
        "citation": cite_page(
            title=found.name,
            host=SiteSettings.for_request(request).host_org,
            url=request.build_absolute_uri(found.url),
            updated=timezone.localtime(updated).date() if updated else None,
            visited=timezone.localdate(),
        ),
    }


def _status(found: Person) -> str:
    """What became of a person, in one word; nothing of somebody who may be living."""
    if found.may_be_living or found.life_status == LifeStatus.UNKNOWN:
        return ""
    return found.get_life_status_display()
