"""Which things are in the public index, and what the index knows of each.

A document's key says where it comes from: ``page:<id>``, ``person:<id>``,
``unit:<id>`` and so on for each kind of record. Only what is live and public
has a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wagtail.models import Page

from cms.core.models import BasePage
from heritage.people import searchable
from heritage.people.models import Person

from .engines.base import SearchDocument

PAGE = "page"
PERSON = "person"
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
        )
    }
    return list(found.values()), [key for key in wanted if key not in found]


def all_documents() -> Iterator[SearchDocument]:
    """Every document of the site, streamed."""
    yield from _page_documents(_public_pages())
    yield from _person_documents(Person.objects.published())
    for kind in searchable.KINDS:
        yield from _record_documents(kind)


def count_documents() -> int:
    """About how many documents there are, for a progress bar."""
    records = sum(searchable.searchable(kind).count() for kind in searchable.KINDS)
    return _public_pages().count() + Person.objects.published().count() + records


def _public_pages():
    return Page.objects.live().public().order_by("pk")


def _page_documents(pages) -> Iterator[SearchDocument]:
    for page in pages.specific().iterator(chunk_size=_BATCH):
        if isinstance(page, BasePage):
            document = page.search_document()
            if document is not None:
                yield document


def _person_documents(people) -> Iterator[SearchDocument]:
    records = people.select_related("place__parent__parent").prefetch_related(
        "names",
        "services__unit",
        "awards__honour",
        "conflicts__conflict",
        "conflicts__battle__conflict",
    )
    for person in records.order_by("pk").iterator(chunk_size=_BATCH):
        yield person.search_document()


def _record_documents(kind: str, ids: list[int] | None = None) -> Iterator[SearchDocument]:
    records = searchable.searchable(kind, ids).order_by("pk")
    for record in records.iterator(chunk_size=_BATCH):
        yield searchable.document_of(record)


def _ids(keys: list[str], kind: str) -> list[int]:
    prefix = f"{kind}:"
    return [int(key.removeprefix(prefix)) for key in keys if key.startswith(prefix)]
