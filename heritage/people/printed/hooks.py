"""Printing from the list of people; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages

from cms.core.print.missing import missing_in
from heritage.people.models import Person
from heritage.people.printed.bulk_actions import GazetteerBulkAction
from heritage.people.printed.sheet import record_sheet

hooks.register("register_bulk_action", GazetteerBulkAction)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        "heritage.export", _("Export for a chronicle"), _("Exported for a local chronicle")
    )


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def name_what_cannot_be_printed(request, instance):
    """Tell the editor, before anybody prints the record, which characters no font draws."""
    if not isinstance(instance, Person):
        return
    sheet = record_sheet(
        person=instance, status="", url="", site_name="", printed_on=timezone.localdate()
    )
    if missing := missing_in(sheet):
        named = "、".join(
            dict.fromkeys(f"{item.character}（{item.codepoint}）" for item in missing)
        )
        messages.warning(
            request,
            _g("No font has these characters; they are printed as 〓: %(named)s")
            % {"named": named},
        )
