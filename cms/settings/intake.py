"""What the public hands in: keys, proxies, notices. ``docs/intake.md`` explains each."""

from __future__ import annotations

import ipaddress
import os

from django.core.exceptions import ImproperlyConfigured

from .environment import names, positive_int, strict_bool


def networks(name: str) -> list[str]:
    """A comma-separated list of IP networks; one that is none raises."""
    given = names(name)
    for network in given:
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name}: {network!r} is not an IP network") from error
    return given


# Fernet keys, the first encrypts, all decrypt. Empty: VAR_DIR/intake-keys, made at first use.
INTAKE_KEYS = names("INTAKE_KEYS")
# Secret of look-up indexes, counters and challenges. Empty: VAR_DIR/intake-mac-key.
INTAKE_MAC_KEY = os.environ.get("INTAKE_MAC_KEY", "").strip()

# Networks whose X-Forwarded-For is believed; nobody's where this is empty.
TRUSTED_PROXIES = networks("TRUSTED_PROXIES")

# Work asked of a reader's browser before it may send a form: the mean is half of it.
INTAKE_WORK = positive_int("INTAKE_WORK", default=50_000)

# Whether the public may ask to be called back.
CALL_BACK = strict_bool("CALL_BACK", default=True)

# Where notices go: e-mail through Django, text messages through a gateway that takes JSON.
NOTICE_EMAIL = strict_bool("NOTICE_EMAIL", default=False)
SMS_ENDPOINT = os.environ.get("SMS_ENDPOINT", "").strip()
SMS_TOKEN = os.environ.get("SMS_TOKEN", "").strip()
SMS_TO_FIELD = os.environ.get("SMS_TO_FIELD", "").strip() or "to"
SMS_TEXT_FIELD = os.environ.get("SMS_TEXT_FIELD", "").strip() or "text"
