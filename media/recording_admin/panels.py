"""On the dashboard: recordings that somebody has to look at."""

from __future__ import annotations

from wagtail.admin.ui.components import Component

from media.enums import ProcessingState
from media.fixity.domain import last_run
from media.models import Recording
from media.recording_admin.permissions import may_look_after


class RecordingFaultsPanel(Component):
    """Originals that are not what they were, and copies that could not be made."""

    name = "recording_faults"
    template_name = "media/admin/recordings/faults_panel.html"
    order = 91

    def get_context_data(self, parent_context):
        if not may_look_after(parent_context["request"].user):
            return {"run": None, "faults": 0, "failed": 0}
        run = last_run()
        return {
            "run": run,
            "faults": run.faults.count() if run else 0,
            "failed": Recording.objects.filter(processing=ProcessingState.FAILED).count(),
        }
