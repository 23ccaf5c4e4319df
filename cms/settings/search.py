"""Which engine the public search runs on. ``docs/search.md`` explains each setting."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .environment import names, positive_int, required

_EMBEDDED, _ELASTICSEARCH = "embedded", "elasticsearch"


def _one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = os.environ.get(name, "").strip() or default
    if value not in allowed:
        choices = " or ".join(filter(None, allowed))
        raise ImproperlyConfigured(f"{name} must be {choices}, not {value!r}")
    return value


def _plain(name: str) -> str:
    return os.environ.get(name, "").strip()


def _urls() -> tuple[str, ...]:
    required("ELASTICSEARCH_URL")
    urls = tuple(names("ELASTICSEARCH_URL"))
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or not _port(parts):
            raise ImproperlyConfigured(
                "ELASTICSEARCH_URL must be like https://search.example:9200 (several with commas)"
            )
        if parts.username or parts.password:
            raise ImproperlyConfigured(
                "ELASTICSEARCH_URL must hold no password; "
                "use ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD"
            )
    return urls


def _port(parts) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None


def _replicas() -> int:
    value = _plain("ELASTICSEARCH_REPLICAS") or "1"
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(
            f"ELASTICSEARCH_REPLICAS must be a whole number from zero, not {value!r}"
        )
    return int(value)


def _index_prefix() -> str:
    prefix = _plain("ELASTICSEARCH_INDEX_PREFIX") or "rongguang"
    if not (prefix[0].isalpha() and prefix.replace("-", "").replace("_", "").isalnum()):
        prefix = ""
    if not prefix or prefix != prefix.lower() or not prefix.isascii() or len(prefix) > 60:
        raise ImproperlyConfigured(
            "ELASTICSEARCH_INDEX_PREFIX must be small letters, digits, - and _, "
            "a letter first, at most 60"
        )
    return prefix


def _connection() -> dict:
    """``ELASTICSEARCH_*`` as the fields of ``search.engines.elasticsearch.Connection``."""
    urls, ca_file = _urls(), _plain("ELASTICSEARCH_CA_FILE")
    api_key = _plain("ELASTICSEARCH_API_KEY")
    user, password = _plain("ELASTICSEARCH_USER"), os.environ.get("ELASTICSEARCH_PASSWORD", "")
    if bool(user) != bool(password):
        raise ImproperlyConfigured("ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD go together")
    if api_key and user:
        raise ImproperlyConfigured(
            "Set ELASTICSEARCH_API_KEY or ELASTICSEARCH_USER with its password, not both"
        )
    if ca_file and not Path(ca_file).is_file():
        raise ImproperlyConfigured(f"ELASTICSEARCH_CA_FILE: there is no file {ca_file!r}")
    if ca_file and not all(url.startswith("https://") for url in urls):
        raise ImproperlyConfigured("ELASTICSEARCH_CA_FILE needs an ELASTICSEARCH_URL with https")
    return {
        "urls": urls,
        "api_key": api_key,
        "user": user,
        "password": password,
        "ca_file": ca_file,
        "prefix": _index_prefix(),
        "shards": positive_int("ELASTICSEARCH_SHARDS", default=1),
        "replicas": _replicas(),
        "timeout": positive_int("ELASTICSEARCH_TIMEOUT", default=3),
    }


SEARCH_ENGINE = _one_of("SEARCH_ENGINE", (_EMBEDDED, _ELASTICSEARCH), _EMBEDDED)

# Answers readers when the cluster does not; kept up to date beside it.
SEARCH_FALLBACK = _one_of("SEARCH_FALLBACK", ("", _EMBEDDED), "")
if SEARCH_FALLBACK and SEARCH_ENGINE == _EMBEDDED:
    raise ImproperlyConfigured("SEARCH_FALLBACK is for SEARCH_ENGINE=elasticsearch")

# None where no cluster is named; search_benchmark measures one that is not in use.
ELASTICSEARCH = (
    _connection() if SEARCH_ENGINE == _ELASTICSEARCH or _plain("ELASTICSEARCH_URL") else None
)
