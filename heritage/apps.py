from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HeritageConfig(AppConfig):
    name = "heritage"
    verbose_name = _("Heritage")

    def ready(self):
        from cms.core import stamp

        from .honours import rights as honour_rights  # noqa: F401  (lets the office in)
        from .honours.campaigns import (
            deletion,  # noqa: F401  (registers its rule of deletion)
            rounds,  # noqa: F401  (registers its chore)
        )
        from .honours.campaigns import pages as campaign_pages
        from .honours.judging import checking  # noqa: F401  (registers its check)
        from .honours.nominating import kinds as nomination_kinds
        from .honours.noticing import kinds as objection_kinds
        from .honours.screening import files as screening_files
        from .honours.showcase import showing as showcase
        from .honours.voting import showing as voting
        from .memorials import rights  # noqa: F401  (lets custodians into new sections)
        from .memorials.events import (
            bookings,  # noqa: F401  (registers its kind of record)
            journeys,  # noqa: F401  (registers its kind of record)
        )
        from .memorials.events import pages as event_pages
        from .memorials.exhibitions import pages as exhibition_pages
        from .memorials.inspecting import files as inspection_files
        from .memorials.leads import kinds as lead_kinds
        from .memorials.roll_import import jobs as roll_jobs  # noqa: F401  (registers its work)
        from .memorials.sites import gathering as site_gathering
        from .memorials.sites import pages as site_pages
        from .memorials.tributes import (
            proxy_kind,  # noqa: F401  (registers its kind of record)
            reflagging,  # noqa: F401  (follows the list of terms)
        )
        from .models import (
            Battle,
            Conflict,
            DayInHistory,
            Honour,
            Organisation,
            Person,
            Place,
            Roll,
            Team,
            Unit,
        )
        from .oral_history import (
            access,
            archive_pages,
            following,  # noqa: F401  (follows transcripts)
            guarding,  # noqa: F401  (guards the way live, registers its chore)
        )
        from .oral_history import gathering as interview_gathering
        from .oral_history import pages as interview_pages
        from .oral_history.register import chores  # noqa: F401  (registers its chores)
        from .people.branches import policy as branch_policy
        from .people.lists import jobs  # noqa: F401  (registers its work and its chore)
        from .people.merging import domain as merging  # noqa: F401  (follows merges)
        from .people.ripple import (
            own_carriers,
            watching,  # noqa: F401  (notices changed facts)
        )
        from .stories import (
            adoption,
            carriers,
            gathering,  # noqa: F401  (registers stories and articles with the records)
            waiting,  # noqa: F401  (registers its chore)
        )

        access.register()
        archive_pages.register()
        interview_pages.register()
        event_pages.register()
        campaign_pages.register()
        lead_kinds.register()
        nomination_kinds.register()
        objection_kinds.register()
        voting.register()
        inspection_files.connect()
        screening_files.connect()
        site_pages.register()
        exhibition_pages.register()
        # The stories have registered theirs: their heading stands first on a record.
        interview_gathering.register()
        site_gathering.register()
        showcase.register()
        branch_policy.register()
        adoption.register()
        own_carriers.register()
        carriers.register()
        stamp.watch(Person, DayInHistory)
        stamp.watch(Unit, Conflict, Battle, Honour, Organisation, Team, Place, Roll)
