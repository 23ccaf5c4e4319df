"""The engine on an Elasticsearch cluster, 8 or 9, for sites that have one."""

from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["Connection", "ElasticsearchEngine"]
