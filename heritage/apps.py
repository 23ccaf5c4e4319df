from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HeritageConfig(AppConfig):
    name = "heritage"
    verbose_name = _("Heritage")

    def ready(self):
        from cms.core import stamp

        from .models import DayInHistory, Person
        from .stories import waiting  # noqa: F401  (registers its chore with the clock)

        stamp.watch(Person, DayInHistory)
