"""Which things are in the public index, and what the index knows of each.

A document's key says where it comes from: ``page:<id>``, ``person:<id>``,
``unit:<id>`` and so on for each kind of record. Only what is live and public
has a document. Page types and records say what is in it; two facets are the
same for all and made here: the decades it tells about, and whether there is a
recording.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from cms.core.models import BasePage
from heritage.honours.showcase import searchable as showcase
from heritage.memorials.roll_pages import searchable as rolls
from heritage.people import searchable
from heritage.people.models import Person

from .engines.base import SearchDocument

PAGE = "page"
PERSON = "person"
ENTRY = rolls.KIND
HONOUREE = showcase.KIND
_BATCH = 200


def page_key(pk: int) -> str:
    """The key of a page's document."""
    return f"{PAGE}:{pk}"


def person_key(pk: int) -> str:
    """The key of a person's document."""
    return f"{PERSON}:{pk}"


def documents_for(keys: Iterable[str]) -> tuple[list[SearchDocument], list[str]]:
    """Documents to index and keys to delete, as the database stands now."""
    wanted = list(dict.fromkeys(keys))
    found = {
        document.key: document
        for document in (
            *_page_documents(_public_pages().filter(pk__in=_ids(wanted, PAGE))),
            *_person_documents(Person.objects.published().filter(pk__in=_ids(wanted, PERSON))),
            *(
                document
                for kind in {key.partition(":")[0] for key in wanted} & set(searchable.KINDS)
                for document in _record_documents(kind, _ids(wanted, kind))
            ),
            *_entry_documents(_ids(wanted, ENTRY)),
            *map(completed, showcase.documents(_ids(wanted, HONOUREE))),
        )
    }
    return list(found.values()), [key for key in wanted if key not in found]


def all_documents() -> Iterator[SearchDocument]:
    """Every document of the site, streamed."""
    yield from _page_documents(_public_pages())
    yield from _person_documents(Person.objects.published())
    for kind in searchable.KINDS:
        yield from _record_documents(kind)
    yield from _entry_documents()
    yield from map(completed, showcase.documents())


def count_documents() -> int:
    """About how many documents there are, for a progress bar."""
    records = sum(searchable.searchable(kind).count() for kind in searchable.KINDS)
    people = Person.objects.published().count()
    return _public_pages().count() + people + records + rolls.count() + showcase.count()


def _public_pages():
    return Page.objects.live().public().order_by("pk")


def _page_documents(pages) -> Iterator[SearchDocument]:
    found = pages.specific().iterator(chunk_size=_BATCH)
    while batch := list(islice(found, _BATCH)):
        by_type: dict[type[BasePage], list[BasePage]] = defaultdict(list)
        for page in batch:
            if isinstance(page, BasePage) and page.search_kind:
                by_type[type(page)].append(page)
        for model, of_type in by_type.items():
            prefetch_related_objects(of_type, *model.search_related)
        for page in (page for of_type in by_type.values() for page in of_type):
            document = page.search_document()
            if document is not None:
                yield completed(document)


def _person_documents(people) -> Iterator[SearchDocument]:
    for person in people.for_search().order_by("pk").iterator(chunk_size=_BATCH):
        yield completed(person.search_document())


def _record_documents(kind: str, ids: list[int] | None = None) -> Iterator[SearchDocument]:
    records = searchable.searchable(kind, ids).order_by("pk")
    for record in records.iterator(chunk_size=_BATCH):
        yield completed(searchable.document_of(record))


def _entry_documents(ids: list[int] | None = None) -> Iterator[SearchDocument]:
    yield from map(completed, rolls.documents(ids))


def completed(document: SearchDocument) -> SearchDocument:
    """``document`` with the facets that are made of its other fields."""
    decades = {
        str(year // 10 * 10)
        for first, last in document.periods
        for year in range(first - first % 10, last + 1, 10)
    }
    made = {
        "decade": tuple(sorted(decades)),
        "recording": ("yes",) if document.moments else (),
    }
    return replace(document, facets={**document.facets, **made})


def _ids(keys: list[str], kind: str) -> list[int]:
    prefix = f"{kind}:"
    return [int(key.removeprefix(prefix)) for key in keys if key.startswith(prefix)]
