"""Which documents name a record, and telling the outbox of all of them.

A name may stand in very many documents (an honour of a million people). The
first few are noted in the transaction of the change, so that a reader finds
them right at once; of more, a job notes them piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.models import Page

from cms.core import tasks
from cms.core.tasks import Progress
from heritage.memorials.models import MemorialSitePage
from heritage.memorials.roll_pages.searchable import entries_of, entry_key
from heritage.people import searchable
from heritage.people.models import Battle, Conflict, Honour, Place, Unit
from heritage.people.models.trees import SEPARATOR
from heritage.stories.models import ArticlePage, StoryPage, StoryPerson, StoryPlace

from .documents import page_key, person_key
from .outbox import changed

AT_ONCE = 1_000
PIECE = 500
NOTE_LINKED = "search.note_linked"

_STORY_LINKS = {Unit: "units", Conflict: "conflicts", Battle: "battles", Honour: "honours"}


def linked_changed(record: Model, *, at_once: bool = False) -> None:
    """Note that the documents that name ``record`` may have changed; bounded work.

    ``at_once`` notes all of them now, for a record whose links are about to go.
    """
    first = list(islice(_linked_keys(record), None if at_once else AT_ONCE + 1))
    if at_once or len(first) <= AT_ONCE:
        changed(first)
    else:
        tasks.enqueue(NOTE_LINKED, model=record._meta.label, pk=record.pk)


@tasks.background(NOTE_LINKED, label=_("Note what a renamed record stands in"))
def note_linked(progress: Progress, model: str, pk: int) -> None:
    """Note all documents that name a record, some hundred at a time."""
    record = apps.get_model(model).objects.filter(pk=pk).first()
    waiting, done = iter(_linked_keys(record) if record else ()), 0
    while keys := list(islice(waiting, PIECE)):
        changed(keys)
        done += len(keys)
        progress(done)


def places_changed(places: Iterable[int]) -> None:
    """Note that there may be more or less about these places and what they lie in.

    A place is in the index as long as anything is about it or a part of it.
    """
    wanted = {pk for pk in places if pk}
    if not wanted:
        return
    paths = Place.objects.filter(pk__in=wanted).values_list("path", flat=True)
    parts = {part for path in paths for part in path.strip(SEPARATOR).split(SEPARATOR) if part}
    changed(f"place:{part}" for part in sorted(parts | {str(pk) for pk in wanted}))


def places_of_pages(pages: Iterable[int]) -> set[int]:
    """Places that stories, articles and memorial sites among ``pages`` are about."""
    ids = list(pages)
    return {
        *StoryPlace.objects.filter(page__in=ids).values_list("place", flat=True),
        *ArticlePage.objects.filter(pk__in=ids, place__isnull=False).values_list(
            "place", flat=True
        ),
        *MemorialSitePage.objects.filter(pk__in=ids, place__isnull=False).values_list(
            "place", flat=True
        ),
    }


def _linked_keys(record: Model) -> Iterator[str]:
    people = searchable.people_of(record)
    yield from (page_key(pk) for pk in _pages(record, people))
    yield from (person_key(pk) for pk in _ids(people))
    for kind, records in searchable.records_of(record):
        yield from (f"{kind}:{pk}" for pk in _ids(records))
    yield from (entry_key(pk) for pk in _ids(entries_of(record)))


def _pages(record: Model, people: QuerySet) -> Iterator[int]:
    if isinstance(record, Place):
        within = Place.objects.within(record)
        yield from _ids(StoryPage.objects.filter(place_links__place__in=within).distinct())
        yield from _ids(ArticlePage.objects.filter(place__in=within))
        yield from _ids(MemorialSitePage.objects.filter(place__in=within))
        return
    if isinstance(record, MemorialSitePage):
        yield from _ids(record.events.all())
        return
    if isinstance(record, Tag):
        yield from _ids(Page.objects.filter(tagged_items__tag=record).distinct())
        return
    link = _STORY_LINKS.get(type(record))
    if link is None:
        return
    about = StoryPerson.objects.filter(person__in=people.values("pk")).values("page")
    # A unit is named with what it was part of.
    named = Unit.objects.within(record) if isinstance(record, Unit) else [record.pk]
    direct = StoryPage.objects.filter(**{f"{link}__in": named}).values("pk")
    wanted = Q(pk__in=about) | Q(pk__in=direct)
    if isinstance(record, Conflict):
        battles = record.battles.values("pk")
        wanted |= Q(pk__in=StoryPage.objects.filter(battles__in=battles).values("pk"))
    yield from _ids(StoryPage.objects.filter(wanted))
    yield from _ids(_sites(record, named))


def _sites(record: Model, named) -> QuerySet:
    """Memorial sites that name a unit, a war or a battle."""
    if isinstance(record, Unit):
        wanted = Q(unit_links__unit__in=named)
    elif isinstance(record, Conflict):
        wanted = Q(conflicts=record) | Q(battles__conflict=record)
    else:
        wanted = Q(battles=record) if isinstance(record, Battle) else Q(pk__in=[])
    return MemorialSitePage.objects.filter(wanted).distinct()


def _ids(rows: QuerySet) -> Iterator[int]:
    return rows.order_by().values_list("pk", flat=True).iterator(chunk_size=PIECE)
