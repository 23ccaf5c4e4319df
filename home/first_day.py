"""The first day of a new editor: what to try, in order, in the practice section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heritage.stories.models import StoryIndexPage
from home.models import FirstDayMark, PracticePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to try; ``address`` gives where, or an empty string."""

    key: str
    title: str
    help: str
    address: Callable[[], str]


def _practice() -> str:
    page = PracticePage.objects.first()
    return reverse("wagtailadmin_explore", args=[page.pk]) if page else ""


def _new_story() -> str:
    page = PracticePage.objects.first()
    index = StoryIndexPage.objects.child_of(page).first() if page else None
    if index is None:
        return ""
    return reverse("wagtailadmin_pages:add", args=["heritage", "storypage", index.pk])


ITEMS = (
    Item(
        key="practice",
        title=_("Open the practice section"),
        help=_("Nothing in it is ever public, whatever you publish. Try everything there."),
        address=_practice,
    ),
    Item(
        key="draft",
        title=_("Write a story"),
        help=_("Title, deck and a few paragraphs. It is saved as you type."),
        address=_new_story,
    ),
    Item(
        key="picture",
        title=_("Put in a picture"),
        help=_("With the words for those who cannot see it, a caption and where it comes from."),
        address=lambda: reverse("wagtailimages:index"),
    ),
    Item(
        key="person",
        title=_("Link a person"),
        help=_("Choose the record of somebody the story is about, or make it first."),
        address=lambda: reverse("wagtailsnippets_heritage_person:list"),
    ),
    Item(
        key="preview",
        title=_("Look at the preview"),
        help=_("Also in the width of a telephone: most readers have one."),
        address=_practice,
    ),
    Item(
        key="publish",
        title=_("Publish, correct and take down"),
        help=_("Publish the practice story, change a word, publish again, then unpublish it."),
        address=_practice,
    ),
    Item(
        key="import",
        title=_("Import a Word file"),
        help=_("Choose a file, look at what was read and what was left out, keep it as a draft."),
        address=lambda: reverse("import_articles:upload"),
    ),
)
KEYS = {item.key for item in ITEMS}


def checklist(*, user) -> list[dict]:
    """The items with whether this editor has done them."""
    done = set(FirstDayMark.objects.filter(user=user).values_list("item", flat=True))
    return [
        {
            "key": item.key,
            "title": item.title,
            "help": item.help,
            "url": item.address(),
            "done": item.key in done,
        }
        for item in ITEMS
    ]


def toggle(*, user, item: str) -> bool:
    """Mark an item as done, or take the mark off; gives whether it is done now.

    Raises ``LookupError`` for an item that is not on the list.
    """
    if item not in KEYS:
        raise LookupError(item)
    mark, made = FirstDayMark.objects.get_or_create(user=user, item=item)
    if not made:
        mark.delete()
    return made
