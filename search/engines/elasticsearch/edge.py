"""Where the client's failures become :class:`~search.engines.base.EngineError`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from elasticsearch import ApiError, NotFoundError, TransportError
from elasticsearch.exceptions import UnsupportedProductError
from elasticsearch.helpers import BulkIndexError

from search.engines.base import EngineError, EngineUnavailable, IndexMissing

OVERLOADED = (429, 502, 503, 504)
"""Answers that say: later, perhaps."""

_REFUSED = (401, 403)
_NO_INDEX = ("index_not_found_exception", "aliases_not_found_exception")


@contextmanager
def engine_edge(doing: str) -> Iterator[None]:
    """Turn a failure of the cluster while ``doing`` something into an ``EngineError``."""
    try:
        yield
    except EngineError:
        raise
    except NotFoundError as error:
        if error.error in _NO_INDEX:
            raise IndexMissing("no index has been built yet") from error
        raise EngineError(f"{doing}: {error}") from error
    except ApiError as error:
        if kind_of(error) in _NO_INDEX:
            raise IndexMissing("no index has been built yet") from error
        raise _of_answer(doing, error) from error
    except (TransportError, UnsupportedProductError) as error:
        raise EngineUnavailable(f"{doing}: {error}") from error
    except BulkIndexError as error:
        raise EngineError(f"{doing}: {error}") from error


def kind_of(error: ApiError) -> str:
    """What the cluster calls the fault, also of one search among several asked together."""
    told = error.body.get("error") if isinstance(error.body, Mapping) else None
    return told["type"] if isinstance(told, Mapping) else error.error


def _of_answer(doing: str, error: ApiError) -> EngineError:
    body = error.body if isinstance(error.body, Mapping) else {}
    status = body.get("status", error.meta.status)
    if status in _REFUSED:
        return EngineUnavailable(f"{doing}: the cluster refuses the site's credentials ({status})")
    if status in OVERLOADED or status >= 500:
        return EngineUnavailable(f"{doing}: {error}")
    return EngineError(f"{doing}: {error}")
