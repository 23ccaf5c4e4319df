"""The test run: a state directory of its own, tasks run by the tests themselves."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES

DEBUG = False
SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

# One directory a test process; pytest removes it at the end (tests/conftest.py).
VAR_DIR = Path(tempfile.mkdtemp(prefix="rongguang-test-"))
MEDIA_ROOT = VAR_DIR / "uploads"
SEARCH_INDEX_DIR = VAR_DIR / "search"
STATIC_ROOT = VAR_DIR / "static"
# A thread that a test started keeps nothing open.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: WAL, locks and busy timeout are part of what is tested.
    DATABASES["default"]["NAME"] = VAR_DIR / "db.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# What is kept until the next change would outlive a test that is rolled back.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
