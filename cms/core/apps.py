from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = _("Foundation")

    def ready(self):
        from . import checks, stamp  # noqa: F401  (registers the house rules)
        from .intake import call_backs, evidence, retention, standard_notices  # noqa: F401  (kinds)

        stamp.connect()
        evidence.connect()
        post_migrate.connect(standard_notices.after_migrate, sender=self)
