from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = _("Recordings")

    def ready(self):
        from media.fixity import chores as fixity_chores  # noqa: F401  (registers its own)
        from media.processing import domain as processing
        from media.processing import jobs  # noqa: F401  (registers its work)
        from media.transcripts import arriving  # noqa: F401  (registers its work and its chore)
        from media.uploads import chores as upload_chores  # noqa: F401  (registers its own)

        processing.connect()
