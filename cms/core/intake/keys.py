"""The keys that protect personal data.

Encryption keys rotate: the first of the ring encrypts, every one decrypts.
The secret for keyed digests (look-up indexes, counters, challenges) is apart,
so that rotating the ring leaves look-ups alone; each use derives a key of its
own from it (HKDF, RFC 5869).
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cms.settings.secrets import read_or_make

KEYS_FILE = "intake-keys"
MAC_KEY_FILE = "intake-mac-key"
KEY_ID_LENGTH = 8


class UndecipherableError(Exception):
    """No key of the ring opens this text."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Fernet keys by id; ``first`` is the id of the one that encrypts."""

    first: str
    ciphers: dict[str, Fernet]

    def encrypt(self, text: str) -> str:
        """``text`` as ``key id:token``; never the same twice."""
        token = self.ciphers[self.first].encrypt(text.encode("utf-8"))
        return f"{self.first}:{token.decode('ascii')}"

    def decrypt(self, stored: str) -> str:
        """The text behind ``key id:token``.

        Raises :class:`UndecipherableError` where the key is not in the ring or
        the token was changed; the message holds no part of the text.
        """
        key_id, _, token = stored.partition(":")
        cipher = self.ciphers.get(key_id)
        if cipher is None:
            raise UndecipherableError(f"no key {key_id[:KEY_ID_LENGTH]!r} in the ring")
        try:
            return cipher.decrypt(token.encode("ascii", "replace")).decode("utf-8")
        except InvalidToken:
            raise UndecipherableError(f"damaged text under key {key_id}") from None


def key_id_of(stored: str) -> str:
    """Which key a stored text was encrypted with; empty for an empty text."""
    return stored.partition(":")[0] if stored else ""


def ring() -> Ring:
    """The keys of this site, from ``INTAKE_KEYS`` or from its state directory."""
    return _ring(tuple(settings.INTAKE_KEYS) or _keys_in_file())


def _keys_in_file() -> tuple[str, ...]:
    text = read_or_make(Path(settings.VAR_DIR) / KEYS_FILE, length=32)
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@lru_cache(maxsize=8)
def _ring(keys: tuple[str, ...]) -> Ring:
    ciphers: dict[str, Fernet] = {}
    for number, key in enumerate(keys, start=1):
        padded = key.rstrip("=") + "="
        try:
            cipher = Fernet(padded)
        except ValueError:
            raise ImproperlyConfigured(
                f"intake key {number} is not a Fernet key (32 bytes in URL-safe base64)"
            ) from None
        ciphers[hashlib.sha256(padded.encode("ascii")).hexdigest()[:KEY_ID_LENGTH]] = cipher
    if not ciphers:
        raise ImproperlyConfigured("there is no intake key: INTAKE_KEYS and its file are empty")
    return Ring(first=next(iter(ciphers)), ciphers=ciphers)


def digest(purpose: str, value: str) -> str:
    """HMAC-SHA256 of ``value`` under a key for ``purpose`` alone, as 64 hex digits."""
    return hmac.new(derived_key(purpose), value.encode("utf-8"), hashlib.sha256).hexdigest()


def derived_key(purpose: str) -> bytes:
    """32 bytes that no other purpose uses and that do not show the secret."""
    secret = settings.INTAKE_MAC_KEY or read_or_make(Path(settings.VAR_DIR) / MAC_KEY_FILE)
    return _derived(secret, purpose)


@lru_cache(maxsize=64)
def _derived(secret: str, purpose: str) -> bytes:
    if not secret:
        raise ImproperlyConfigured("the intake MAC key is empty")
    return HKDF(
        algorithm=SHA256(), length=32, salt=None, info=f"rongguang intake {purpose}".encode()
    ).derive(secret.encode("utf-8"))


def make_keys() -> None:
    """Make the key files now, in one process, where the environment gives no keys."""
    ring()
    derived_key("first use")
