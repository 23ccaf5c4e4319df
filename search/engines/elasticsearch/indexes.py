"""Indexes and aliases of one site in a cluster.

::

    rongguang-v2                 alias: what readers search and writers change
    rongguang-v2-building        alias: an index that is being built, for writers
    rongguang-v2-<time>-<…>      an index; its name is never used again
    rongguang-v2-<time>-<…>-own  alias: for the process that builds it

The number after ``v`` is the schema version, so that a site that still runs
the version before keeps its index. Writing goes through aliases only: to a
name that is gone, Elasticsearch would make an index by itself.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.analysis import SCHEMA_VERSION
from search.engines.base import EngineBusy
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.schema import GONE, mappings, settings, settings_in_use

_UNIQUE = r"\d{14}-[0-9a-f]{8}"
_NOT_GONE = {"bool": {"must_not": {"exists": {"field": GONE}}}}


@dataclass(frozen=True, slots=True)
class Indexes:
    """The indexes of ``connection``'s site."""

    connection: Connection

    @property
    def alias(self) -> str:
        """What readers search."""
        return f"{self.connection.prefix}-v{SCHEMA_VERSION}"

    @property
    def building(self) -> str:
        """There while an index is being built."""
        return f"{self.alias}-building"

    def own(self, index: str) -> str:
        """By which its builder writes to ``index``."""
        return f"{index}-own"

    def create(self, client: Elasticsearch) -> str:
        """Make an empty index to build; those that others are building are given up.

        The last to begin has the freshest documents. Raises
        :class:`~search.engines.base.EngineBusy` when another began in this instant.
        """
        used = self._all(client, self.alias)
        for name in self._all(client):
            if name not in used:
                self.give_up(client, name)
        index = f"{self.alias}-{datetime.now(UTC):%Y%m%d%H%M%S}-{uuid.uuid4().hex[:8]}"
        client.indices.create(
            index=index,
            mappings=mappings(),
            settings=settings(self.connection),
            aliases={self.building: {}, self.own(index): {}},
        )
        for rival in self._all(client, self.building):
            if rival > index:
                self.give_up(client, index)
                raise EngineBusy("another process began to build the index")
            if rival < index:
                self.give_up(client, rival)
        return index

    def put_in_use(self, client: Elasticsearch, index: str) -> None:
        """Let readers have ``index`` from one request to the next; older ones are removed."""
        try:
            client.indices.put_settings(index=index, settings=settings_in_use(self.connection))
            client.indices.refresh(index=index)
            older = self._all(client, self.alias)
            client.indices.update_aliases(
                actions=[
                    {"remove": {"index": index, "aliases": [self.building, self.own(index)]}},
                    {"add": {"index": index, "alias": self.alias, "filter": _NOT_GONE}},
                    *({"remove": {"index": name, "alias": self.alias}} for name in older),
                ]
            )
        except NotFoundError as error:
            raise EngineBusy("another process began to build the index") from error
        for name in older:
            self.give_up(client, name)

    def give_up(self, client: Elasticsearch, index: str) -> None:
        """Remove an index that was not finished or is out of use."""
        client.indices.delete(index=index, ignore_unavailable=True)

    def remove_all(self, client: Elasticsearch) -> None:
        """Remove every index of this site and schema version."""
        for name in self._all(client):
            self.give_up(client, name)

    def is_building(self, client: Elasticsearch) -> bool:
        """Whether an index is being built now."""
        return bool(client.indices.exists_alias(name=self.building))

    def _all(self, client: Elasticsearch, alias: str = "") -> list[str]:
        try:
            if alias:
                found = client.indices.get_alias(name=alias)
            else:
                found = client.indices.get_alias(index=f"{self.alias}-*")
        except NotFoundError:
            return []
        return [name for name in found.body if re.fullmatch(f"{self.alias}-{_UNIQUE}", name)]
