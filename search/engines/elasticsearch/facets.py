"""Exact counts of facet values over all shards, in the request that finds the hits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from elasticsearch_dsl import Search
from elasticsearch_dsl.query import MatchAll, Query, Term

from search.engines import facets
from search.engines.analysis import facet_value
from search.engines.elasticsearch.query import choice_filters
from search.engines.facets import (
    Choices,
    Counts,
    chosen_facets,
    facet_name,
    facet_path,
    opened,
    paths_to_list,
)

_FOUND = "found"
_NARROWED = "narrowed"
_NAMES = "names"
_APART = "apart:{}"
_VALUES = "values:{}"
_CHOSEN = "chosen"

_MOST_FACETS = 1_000
_ALL_OF_A_SHARD = 1_000_000
"""A count over several shards is exact when each tells all its values."""


class FacetCounter:
    """Asks for the facets of one query and reads the answer.

    ``names`` are the facets that documents are known to have, ``counting`` those
    that are asked for, where not all.
    """

    def __init__(
        self,
        choices: Choices,
        names: Iterable[str],
        *,
        counted: bool = True,
        counting: Collection[str] = (),
    ) -> None:
        self._choices = choices
        self._chosen = chosen_facets(choices)
        self._counted = counted
        self._counting = frozenset(counting)
        self.names = frozenset(names)

    def ask(self, search: Search) -> Search:
        """``search`` with its facets' counts asked for, and its choices applied to the hits."""
        search.aggs.bucket(_FOUND, "filter", filter=MatchAll())
        if self._counted:
            search.aggs.bucket(_NAMES, "terms", field="counted_names", size=_MOST_FACETS)
            outermost = [facet_path(name) for name in self._unchosen()]
            self._ask(search, _NARROWED, choice_filters(self._choices), outermost, facets.LISTED)
            for number, (name, values) in enumerate(self._chosen.items()):
                others = choice_filters(self._choices, apart_from=name)
                paths = paths_to_list(name, values)
                apart = self._ask(
                    search, _APART.format(number), others, paths, facets.LISTED_WHERE_CHOSEN
                )
                wanted = {
                    str(at): Term(facets=facet_value(name, value)).to_dict()
                    for at, value in enumerate(values)
                }
                apart.bucket(_CHOSEN, "filters", filters=wanted)
        return search.post_filter(choice_filters(self._choices)) if self._chosen else search

    def found(self, answer: Any) -> int:
        """How many documents the words alone find."""
        return answer.aggregations[_FOUND].doc_count

    def learn(self, answer: Any) -> bool:
        """Note facets that were not known; whether the answer has any, to be asked again."""
        if not self._counted:
            return False
        told = {facet_name(bucket.key) for bucket in answer.aggregations[_NAMES].buckets}
        unknown = told - self.names
        self.names |= unknown
        return bool(unknown)

    def read(self, answer: Any) -> Counts:
        """By facet the counts of its values, all choices applied but its own."""
        if not self._counted:
            return {}
        narrowed = answer.aggregations[_NARROWED]
        counts = {name: _values(narrowed, facet_path(name)) for name in self._unchosen()}
        for number, (name, values) in enumerate(self._chosen.items()):
            apart = answer.aggregations[_APART.format(number)]
            own: dict[str, int] = {}
            for path in paths_to_list(name, values):
                own |= opened(_values(apart, path), values, path=path)
            for at, value in enumerate(values):
                own[value] = apart[_CHOSEN].buckets[str(at)].doc_count
            counts[name] = own
        return counts

    def _unchosen(self) -> list[str]:
        wanted = self.names & self._counting if self._counting else self.names
        return sorted(name for name in wanted if name not in self._chosen)

    def _ask(
        self, search: Search, label: str, narrowed: Query, paths: Iterable[str], listed: int
    ) -> Any:
        bucket = search.aggs.bucket(label, "filter", filter=narrowed)
        for path in paths:
            bucket.bucket(
                _VALUES.format(path),
                "terms",
                field=f"counted.{path}",
                size=listed,
                shard_size=_ALL_OF_A_SHARD,
            )
        return bucket


def _values(bucket: Any, path: str) -> dict[str, int]:
    terms = bucket[_VALUES.format(path)]
    return facets.listed(
        {one.key: one.doc_count for one in terms.buckets},
        cut_off=terms.sum_other_doc_count > 0,
    )
