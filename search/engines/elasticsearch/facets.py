"""Exact counts of facet values over all shards, in the request that finds the hits."""

from __future__ import annotations

from collections.abc import Iterator

from elasticsearch_dsl import Search
from elasticsearch_dsl.query import MatchAll

from search.engines import facets
from search.engines.base import EngineError
from search.engines.elasticsearch.query import choice_filters
from search.engines.facets import Choices, Counts, chosen_facets, tally

_FOUND = "found"
_NARROWED = "narrowed"
_APART = "apart:{}"


class FacetCounter:
    """Asks for the facets of one query and reads the answer."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._names = list(chosen_facets(choices))
        self.size = facets.FIRST_SIZE

    def ask(self, search: Search) -> Search:
        """``search`` with its facets' counts asked for, and its choices applied to the hits."""
        search.aggs.bucket(_FOUND, "filter", filter=MatchAll())
        self._ask(search, _NARROWED, None)
        for number, name in enumerate(self._names):
            self._ask(search, _APART.format(number), name)
        return search.post_filter(choice_filters(self._choices)) if self._names else search

    def found(self, answer) -> int:
        """How many documents the words alone find."""
        return answer.aggregations[_FOUND].doc_count

    def is_cut_off(self, answer) -> bool:
        """Whether there are more values than were asked for; asks for more next time.

        Counts over several shards are exact only when nothing was cut off.
        Raises ``EngineError`` where they are more than can be counted.
        """
        if not any(
            terms.sum_other_doc_count or terms.doc_count_error_upper_bound
            for terms in self._terms(answer)
        ):
            return False
        if self.size >= facets.LARGEST_SIZE:
            raise EngineError(f"more than {facets.LARGEST_SIZE} facet values")
        self.size = min(self.size * 8, facets.LARGEST_SIZE)
        return True

    def read(self, answer) -> tuple[Counts, dict[str, Counts]]:
        """Counts with all choices applied, and by facet those without its own."""
        narrowed, *apart = (
            tally((bucket.key, bucket.doc_count) for bucket in terms.buckets)
            for terms in self._terms(answer)
        )
        return narrowed, dict(zip(self._names, apart, strict=True))

    def _ask(self, search: Search, label: str, apart_from: str | None) -> None:
        chosen = choice_filters(self._choices, apart_from=apart_from)
        search.aggs.bucket(label, "filter", filter=chosen).bucket(
            "values", "terms", field="facets", size=self.size, shard_size=self.size
        )

    def _terms(self, answer) -> Iterator:
        yield answer.aggregations[_NARROWED]["values"]
        for number in range(len(self._names)):
            yield answer.aggregations[_APART.format(number)]["values"]
