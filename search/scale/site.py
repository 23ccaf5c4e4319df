"""The search page of a running site."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.error import URLError
from urllib.parse import quote, urljoin
from urllib.request import urlopen

from search.scale.measuring import Latency, latencies

_TIMEOUT = 30


class SiteError(Exception):
    """The site does not answer as a search page does."""


def page_latencies(site: str, texts: Sequence[str]) -> Latency:
    """How long the whole HTML page takes, asked over HTTP one after the other.

    Raises :class:`SiteError` when an answer is no page.
    """

    def ask(text: str) -> None:
        fetch(site, f"/search/?q={quote(text)}")

    ask(texts[0])
    return latencies(ask, texts)


def fetch(site: str, path: str) -> None:
    """Read one page of ``site`` whole. Raises :class:`SiteError` when the answer is no page."""
    address = urljoin(site, path)
    try:
        with urlopen(address, timeout=_TIMEOUT) as answer:
            page = answer.read()
    except (URLError, OSError, ValueError) as error:
        raise SiteError(f"{address}: {error}") from error
    if b"<html" not in page:
        raise SiteError(f"{address}: no page")
