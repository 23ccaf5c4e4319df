"""Where Tantivy's failures become :class:`~search.engines.base.EngineError`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from search.engines.base import EngineError, IndexDamaged

FAILURES = (ValueError, OSError, RuntimeError)
"""What Tantivy's binding raises, apart from :func:`is_panic`."""

_CORRUPT = "Data corrupt"
"""How Tantivy says that a file of the index is not what it wrote."""


def is_panic(error: BaseException) -> bool:
    """Whether ``error`` is a panic of Rust code.

    PyO3's PanicException derives from ``BaseException`` and cannot be imported,
    so it is known by name.
    """
    return type(error).__name__ == "PanicException"


@contextmanager
def engine_edge(doing: str, raised: type[EngineError] = EngineError) -> Iterator[None]:
    """Turn a failure of Tantivy while ``doing`` something into ``raised``.

    Where it says that a file is broken, into :class:`~search.engines.base.IndexDamaged`.
    """
    try:
        yield
    except EngineError:
        raise
    except FAILURES as error:
        found = IndexDamaged if _CORRUPT in str(error) else raised
        raise found(f"{doing}: {error}") from error
    except BaseException as error:
        if is_panic(error):
            raise raised(f"{doing}: {error}") from error
        raise
