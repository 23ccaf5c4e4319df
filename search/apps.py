from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from . import signals  # noqa: F401  (listens to publish, unpublish, move, delete)
        from .curation import signals as curation  # noqa: F401  (listens to what editors change)
