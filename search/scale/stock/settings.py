"""Settings of the throw-away site: what ``wagtail start`` writes, on SQLite."""

import os
from pathlib import Path

DIRECTORY = Path(os.environ["STOCK_DIRECTORY"])

SECRET_KEY = "thrown away with the directory"
USE_TZ = True
LANGUAGE_CODE = "zh-hans"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DIRECTORY / "stock.sqlite3",
    }
}
INSTALLED_APPS = [
    "search.scale.stock.apps.StockConfig",
    "wagtail.search",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_SITE_NAME = "Stock"
WAGTAILADMIN_BASE_URL = "http://localhost"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DIRECTORY / "media"
STATIC_URL = "/static/"
# Its table is made by a migration that is written there first.
MIGRATION_MODULES = {"stock": "stock_migrations"}
