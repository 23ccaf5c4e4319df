"""How to reach a cluster, and who one is there."""

from __future__ import annotations

from dataclasses import dataclass, field

from elasticsearch import Elasticsearch

WRITE_TIMEOUT = 60.0
"""Seconds one bulk request or change of an index may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A cluster and what this site may do in it.

    ``urls`` are addresses of its nodes. Either ``api_key`` or ``user`` and
    ``password`` say who asks, or none where the cluster asks nobody.
    ``ca_file`` holds the certificate of the authority that signed the nodes'.
    All indexes and aliases begin with ``prefix``. ``timeout`` is how many
    seconds a reader's request may take.
    """

    urls: tuple[str, ...]
    api_key: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    prefix: str = "rongguang"
    shards: int = 1
    replicas: int = 1
    timeout: float = 3.0

    def reader(self) -> Elasticsearch:
        """A client for readers: one try, within ``timeout``."""
        return self._client(self.timeout)

    def writer(self) -> Elasticsearch:
        """A client for writing, which may take longer."""
        return self._client(max(self.timeout, WRITE_TIMEOUT))

    def _client(self, timeout: float) -> Elasticsearch:
        return Elasticsearch(
            list(self.urls),
            api_key=self.api_key or None,
            basic_auth=(self.user, self.password) if self.user else None,
            ca_certs=self.ca_file or None,
            request_timeout=timeout,
            max_retries=0,
            retry_on_timeout=False,
        )
