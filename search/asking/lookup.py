"""A plain look through the database, for while no index can answer.

Only titles, names and their pinyin are looked through: found is what has every
word of the query in them. There are no facets, no ranking by words and no passages
but how the text begins. What is not live and public is found no more than in the
index.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Replace
from wagtail.models import Page

from cms.core.models import BasePage
from heritage.memorials.models import RollEntry, RollEntryName
from heritage.memorials.roll_pages.searchable import entry_key
from heritage.people import searchable
from heritage.people.models import Person, PersonName, Place
from heritage.people.models.counting import place_counts
from search.documents import ENTRY, PERSON, documents_for, page_key, person_key
from search.engines.base import Hit, SearchQuery, SearchResults
from search.engines.hits import HitMaker
from search.engines.plan import make_plan
from search.engines.stored import card_data, read_card, read_source, source_data
from search.text.normalise import normalise, printable
from search.text.query import parse

MOST = 1_000
"""Most that is counted and leafed through of one shelf."""

WORDS = 8
"""Most words of a query that are looked for."""

LONGEST_WORD = 60
"""Characters of a word that are looked for."""

PAGE_LIMIT = 100
"""Most hits that are shown at once."""


_LAST = "\U0010ffff"
"""Stands after every character."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Rows of one table, and the columns a word may stand in.

    ``pinyin`` is a column of syllables with ``between`` between them; ``others`` gives
    the condition for a word in other tables.
    """

    rows: QuerySet
    key: Callable[[int], str]
    columns: tuple[str, ...]
    pinyin: str
    between: str = " "
    others: Callable[[str], Q] | None = None

    def having(self, word: str) -> Q:
        """Rows in which ``word`` stands; letters are looked for in the pinyin too."""
        found = Q()
        for column in self.columns:
            found |= Q(**{f"{column}__icontains": word})
        if self.others:
            found |= self.others(word)
        if word.isascii() and word.isalnum():
            found |= Q(read_together__contains=word.lower())
        return found

    def find(self, words: list[tuple[str, ...]], excluded: list[str]) -> QuerySet:
        """Primary keys of rows that have one of each of ``words``, whole names first."""
        name = self.columns[0]
        rows = self.rows.annotate(
            read_together=Replace(self.pinyin, Value(self.between), Value(""))
        )
        for alternatives in words:
            condition = Q()
            for word in alternatives:
                condition |= self.having(word)
            rows = rows.filter(condition)
        for word in excluded:
            rows = rows.exclude(self.having(word))
        whole = "".join(alternatives[0] for alternatives in words)
        nearness = Case(
            When(**{f"{name}__iexact": whole}, then=Value(0)),
            When(**{f"{name}__istartswith": whole}, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return rows.order_by(nearness, name, "pk").values_list("pk", flat=True)


class _RollShelf:
    """Names on rolls: two million, so only by what an index of the table has.

    A name, another name or the pinyin must begin with the words, one after the other.
    """

    key = staticmethod(entry_key)

    def find(self, words: list[tuple[str, ...]], excluded: list[str]) -> QuerySet:
        """Primary keys of entries, in the order of their names."""
        typed = [alternatives[0] for alternatives in words]
        name, spoken = "".join(typed), " ".join(typed)
        entries, others = RollEntry.objects.all(), RollEntryName.objects.all()
        found = [
            *_beginning(entries, "match_key", name).values_list("pk", flat=True)[:MOST],
            *_beginning(others, "match_key", name).values_list("entry", flat=True)[:MOST],
        ]
        if spoken.isascii():
            found += _beginning(entries, "sort_pinyin", spoken).values_list("pk", flat=True)[:MOST]
        rows = RollEntry.objects.published().filter(pk__in=set(found))
        for word in excluded:
            rows = rows.exclude(match_key__contains=word)
        return rows.order_by("match_key", "pk").values_list("pk", flat=True)


def _beginning(rows: QuerySet, column: str, text: str) -> QuerySet:
    """Rows in which ``column`` begins with ``text``, by a range that every database has indexed."""
    if not text:
        return rows.none()
    return rows.filter(**{f"{column}__gte": text, f"{column}__lt": f"{text}{_LAST}"}).order_by(
        column
    )


def look_up(query: SearchQuery) -> SearchResults:
    """What has every word of ``query`` in its title or name; ``from_database`` is set.

    Kinds that were chosen are kept to; other choices and the order are not.
    """
    started = time.perf_counter()
    keys, total = _keys(query)
    return SearchResults(
        total=total,
        hits=tuple(_hits(query, keys)),
        took_ms=(time.perf_counter() - started) * 1000,
        from_database=True,
    )


def _keys(query: SearchQuery) -> tuple[list[str], int]:
    """Keys of the page of hits that is asked for, and how many hits there are."""
    asked = parse(printable(query.text))
    wanted = [term.text[:LONGEST_WORD] for term in (*asked.terms, *asked.fields)][:WORDS]
    excluded = [term.text[:LONGEST_WORD] for term in (*asked.excluded, *asked.excluded_fields)]
    if not wanted and not excluded and not asked.blank:
        return [], 0
    words = [(word, *_other_names(word, query)) for word in wanted]
    keys: list[str] = []
    total, left = 0, max(0, min(query.limit, PAGE_LIMIT))
    kinds = (*query.facets.get("kind", ()), *query.within.get("kind", ()))
    for shelf in _shelves(frozenset(kinds)):
        found = shelf.find(words, excluded[:WORDS])[:MOST]
        count = found.count()
        first = max(0, query.offset - total)
        if left and first < count:
            chosen = [shelf.key(pk) for pk in found[first : first + left]]
            keys += chosen
            left -= len(chosen)
        total += count
    return keys, total


def _other_names(word: str, query: SearchQuery) -> list[str]:
    return [
        normalise(name)
        for phrase, names in query.expansions.items()
        if normalise(phrase) == word
        for name in names
    ]


def _shelves(kinds: frozenset[str]) -> Iterator[_Shelf | _RollShelf]:
    """Shelves that have something of ``kinds``; of none, all."""
    if not kinds or PERSON in kinds:
        yield _Shelf(
            rows=Person.objects.published(),
            key=person_key,
            columns=("match_key",),
            pinyin="sort_pinyin",
            others=lambda word: Q(
                pk__in=PersonName.objects.filter(match_key__icontains=word).values("person")
            ),
        )
    types = [model for model in _page_types() if not kinds or model.search_kind in kinds]
    if types:
        yield _Shelf(
            rows=Page.objects.live().public().exact_type(*types),
            key=page_key,
            columns=("title",),
            pinyin="slug",
            between="-",
        )
    for kind, model in searchable.KINDS.items():
        if kinds and kind not in kinds:
            continue
        is_place = model is Place
        yield _Shelf(
            rows=Place.objects.filter(pk__in=place_counts())
            if is_place
            else model.objects.published(),
            key=_key_of(kind),
            columns=("name", "former_names") if is_place else ("name", "other_names", "aliases"),
            pinyin="sort_pinyin",
        )
    if not kinds or ENTRY in kinds:
        yield _RollShelf()


def _key_of(kind: str) -> Callable[[int], str]:
    return lambda pk: f"{kind}:{pk}"


def _page_types() -> list[type[BasePage]]:
    return [
        model for model in apps.get_models() if issubclass(model, BasePage) and model.search_kind
    ]


def _hits(query: SearchQuery, keys: list[str]) -> Iterator[Hit]:
    """The hits of ``keys`` in their order; one that was taken down meanwhile is left out."""
    documents, _gone = documents_for(keys)
    by_key = {document.key: document for document in documents}
    maker = HitMaker(make_plan(query.text, query.expansions, query.within))
    for key in keys:
        if document := by_key.get(key):
            card, source = read_card(card_data(document)), read_source(source_data(document))
            yield maker.make(card, source, 0.0)
