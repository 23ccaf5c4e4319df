"""What is shown of a lead: to whoever holds its receipt, and to the custodian."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.log_actions import registry

from heritage.memorials.enums import LeadState
from heritage.memorials.leads.forms import MessageForm
from heritage.memorials.models import KinLead, RollEntry


def plain(lead: KinLead) -> list[tuple[str, str]]:
    """What is not personal: about whom, and in what relation."""
    rows = [(_("Your relation to the martyr"), str(lead.get_kinship_display()))]
    if lead.entry:
        rows.insert(0, (_("Name on the roll"), f"{lead.entry.name}（{lead.entry.roll.name}）"))
    return rows


def steps(lead: KinLead) -> list[dict]:
    """The states it went through, oldest first: when, and which."""
    labels = dict(LeadState.choices)
    logged = registry.get_logs_for_instance(lead).filter(action="core.intake.moved")
    moved = [
        {"at": entry.timestamp, "state": labels.get(entry.data.get("to"), "")}
        for entry in logged.order_by("timestamp")
    ]
    return [{"at": lead.submitted_at, "state": labels[LeadState.RECEIVED]}, *moved]


def status(lead: KinLead, request: HttpRequest) -> dict:
    """For the page under the receipt: its steps, what was found, the messages, a form for more."""
    public = lead.entry_id and RollEntry.objects.published().filter(pk=lead.entry_id).exists()
    return {
        "entry": lead.entry if public else None,
        "steps": steps(lead),
        "thread": lead.messages.all(),
        "evidence_count": lead.evidence.count(),
        "message_form": None if lead.is_closed else MessageForm(),
    }


def panel(lead: KinLead, request: HttpRequest) -> dict:
    """For the record's page in the admin: the entry, and the messages for who follows leads up."""
    may_write = request.user.has_perm(lead.permission("change")) and not lead.is_closed
    may_confirm = (
        may_write
        and lead.entry_id is not None
        and LeadState.CONFIRMED in lead.transitions[lead.state]
        and request.user.has_perm("heritage.change_rollentry")
    )
    may_read = request.user.has_perm(lead.permission("change"))
    return {
        "entry": lead.entry,
        "thread": lead.messages.select_related("by") if may_read else None,
        "message_form": MessageForm() if may_write else None,
        "may_confirm": may_confirm,
    }
