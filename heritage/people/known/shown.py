"""People already known, as they are shown to somebody who types a name."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from cms.core.dates import HistoricalDate, understand
from heritage.people.branches import domain as branches
from heritage.people.known.matching import Candidate, candidates
from heritage.people.models import Person

_LONGEST = 80


def may_look(user) -> bool:
    """Whether this user may write records of people, everywhere or in a branch."""
    policy = policy_registry.get_by_type(Person)
    return policy.user_has_any_permission(user, ["add", "change"])


@require_safe
def known_people(request):
    """Who may be meant by what is typed: ``name`` and, as far as filled in, dates and place.

    Answers ``{"message", "namesake", "people": [{"name", "life", "why", "url", "link"}]}``.
    """
    if not may_look(request.user):
        return JsonResponse({"message": _("You may not look people up.")}, status=403)
    given = {name: value[:_LONGEST] for name, value in request.GET.items()}
    exclude = given.get("exclude", "")
    found = candidates(
        name=given.get("name", ""),
        birth=_date(given.get("birth", "")),
        death=_date(given.get("death", "")),
        native_place=given.get("native_place", ""),
        exclude=[int(exclude)]
        if exclude.isascii() and exclude.isdigit() and len(exclude) < 19
        else (),
        least=25,
    )
    seen = visible(found, request.user)
    message = ""
    if seen:
        message = ngettext(
            "%(number)d person may be meant who is recorded already:",
            "%(number)d people may be meant who are recorded already:",
            len(seen),
        ) % {"number": len(seen)}
    return JsonResponse(
        {
            "message": message,
            "namesake": any(one.is_namesake for one in seen),
            "people": [shown(one, request.user) for one in seen],
        }
    )


def visible(found: Iterable[Candidate], user) -> list[Candidate]:
    """Those whose records this user may look at: their own branch's, and what is public."""
    return [one for one in found if one.person.live or branches.may_see(user, one.person)]


def shown(candidate: Candidate, user) -> dict[str, str]:
    """Name, years and place, why, and the record's address for this user."""
    person = candidate.person
    policy = policy_registry.get_by_type(Person)
    if policy.user_has_permission_for_instance(user, "change", person):
        url = reverse("wagtailsnippets_heritage_person:edit", args=[person.pk])
    else:
        url = person.get_absolute_url() if person.live else ""
    years = [date.display() for date in (person.birth, person.death) if date]
    return {
        "name": person.name,
        "life": "，".join(filter(None, ["—".join(years), person.native_place])),
        "why": "；".join(candidate.reasons),
        "url": url,
        "link": _("open in a new tab"),
    }


def _date(text: str) -> HistoricalDate | None:
    return understand(text).date if text.strip() else None
