"""Read the environment once and strictly: a misspelt value stops the start."""

from __future__ import annotations

import ipaddress
import os

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def _text(name: str) -> str:
    # Not env.str: it takes a value that begins with $ for the name of another.
    return os.environ.get(name, "")


def strict_bool(name: str, *, default: bool) -> bool:
    """``True``, ``False`` or empty (the default); anything else raises."""
    value = _text(name).strip()
    if value == "":
        return default
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name} must be True or False, not {value!r}")
    return value == "True"


def positive_int(name: str, *, default: int) -> int:
    """A whole number above zero; anything else raises."""
    value = _text(name).strip()
    if value == "":
        return default
    if not (value.isascii() and value.isdigit() and int(value) > 0):
        raise ImproperlyConfigured(f"{name} must be a whole number above zero, not {value!r}")
    return int(value)


def required(name: str) -> str:
    """A value that has no safe default."""
    value = _text(name).strip()
    if not value:
        raise ImproperlyConfigured(f"{name} must be set")
    return value


def names(name: str, *, default: str = "") -> list[str]:
    """A comma-separated list; blanks around and empty items are dropped."""
    value = _text(name) or default
    return [item.strip() for item in value.split(",") if item.strip()]


def networks(name: str) -> list[str]:
    """A comma-separated list of IP networks; one that is none raises."""
    given = names(name)
    for network in given:
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name}: {network!r} is not an IP network") from error
    return given


def database(*, default: str) -> dict:
    """``DATABASE_URL`` as Django's settings; an address that names no database raises."""
    found = env.db_url("DATABASE_URL", default=default)
    if "ENGINE" not in found:
        raise ImproperlyConfigured("DATABASE_URL must be like postgres://user:password@host/name")
    return found
