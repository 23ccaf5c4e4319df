from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = _("Foundation")

    def ready(self):
        from . import checks, stamp  # noqa: F401  (registers the house rules)

        stamp.connect()
