"""What the public hands in: keys, proxies, notices. ``docs/intake.md`` explains each."""

from __future__ import annotations

import os

from .environment import names, networks, positive_int, strict_bool

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
