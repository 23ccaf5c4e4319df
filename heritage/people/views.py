"""The public page of a person."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render

from heritage.people.models import Person, PersonIndexPage


def person(request, slug: str):
    """A published person's record with the stories and articles about them."""
    found = get_object_or_404(
        Person.objects.published()
        .select_related("portrait", "place")
        .prefetch_related("names", "sources"),
        slug=slug,
    )
    return render(request, "heritage/people/person_page.html", person_context(found))


def person_context(found: Person) -> dict:
    """What the person template shows."""
    return {
        "person": found,
        "facts": found.facts(),
        "sources": found.sources.all(),
        "stories": stories_about(found),
        "index": PersonIndexPage.objects.live().first(),
    }


def stories_about(found: Person):
    """Live public pages that show this person, newest first.

    The relation is declared by the story, so that this module knows no
    programme but its own.
    """
    return [link.page for link in found.shown_on.public()]
