"""A mark for tests that read the Chinese words of the interface."""

import pytest

from cms.settings.state import BASE_DIR

CATALOGUE = BASE_DIR / "cms" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"

needs_translations = pytest.mark.skipif(
    not CATALOGUE.is_file(), reason="the translations are not compiled: make messages"
)
