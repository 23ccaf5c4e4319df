"""What the public search knows of honourees.

One hit each: an honouree is found through its story once that is published,
or else through its record; only who has neither has a document of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Model, Q, QuerySet

from heritage.honours.models import Honouree
from heritage.people.models import Organisation, Person
from heritage.people.models.places import ABOVE
from heritage.stories.models import StoryPage
from search.engines.base import SearchDocument

KIND = "honouree"
BATCH = 500


def honouree_key(pk: int) -> str:
    """The key of an honouree's document."""
    return f"{KIND}:{pk}"


def with_document(ids: Iterable[int] | None = None) -> QuerySet[Honouree]:
    """Honourees that have a document of their own, of ``ids`` where they are given."""
    found = Honouree.objects.shown() if ids is None else Honouree.objects.shown().filter(pk__in=ids)
    return found.exclude(
        Q(story__in=StoryPage.objects.published())
        | Q(person__live=True, person__merged_into=None)
        | Q(organisation__live=True)
    )


def documents(ids: Iterable[int] | None = None) -> Iterator[SearchDocument]:
    """Their documents, streamed."""
    rows = with_document(ids).select_related("honour", f"place__{ABOVE}").order_by("pk")
    for honouree in rows.iterator(chunk_size=BATCH):
        yield document_of(honouree)


def count() -> int:
    """How many documents there are."""
    return with_document().count()


def keys_of(record: Model) -> list[str]:
    """Keys of the honourees whose document depends on a person or an organisation."""
    if not isinstance(record, (Person, Organisation)):
        return []
    return _keys(record.honourees.all())


def keys_of_stories(pages: Iterable[int]) -> list[str]:
    """Keys of the honourees whose stories are among ``pages``."""
    return _keys(Honouree.objects.filter(story__in=list(pages)))


def document_of(honouree: Honouree) -> SearchDocument:
    """The document of one honouree."""
    place, year = honouree.place, honouree.year
    honour = honouree.honour
    return SearchDocument(
        key=honouree_key(honouree.pk),
        kind=KIND,
        title=honouree.name,
        url=honouree.get_absolute_url(),
        summary=" ".join(
            filter(None, [str(year), honouree.title_name, honouree.category_name, honouree.unit])
        ),
        body="\n".join(filter(None, [honouree.citation, honouree.deeds])),
        people=(honouree.name,),
        places=(place.full_name,) if place else (),
        pinyin=(honouree.sort_pinyin,),
        dates=(str(year),),
        periods=((year, year),),
        sort_date=str(year),
        facets={
            "kind": (KIND,),
            "place": place.search_paths if place else (),
            "honour": (honour.name,) if honour and honour.live else (),
        },
    )


def _keys(found: QuerySet[Honouree]) -> list[str]:
    return [honouree_key(pk) for pk in found.order_by().values_list("pk", flat=True)]
