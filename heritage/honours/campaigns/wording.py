"""What the actions in a campaign's log are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_ACTIONS = {
    "campaign_made": _("Campaign made"),
    "campaign_changed": _("Campaign changed"),
    "campaign_closed": _("Campaign closed"),
    "stage_extended": _("Stage extended"),
    "round_set": _("Round set"),
    "round_opened": _("Round opened, rubric frozen"),
    "rubric_frozen": _("Rubric frozen"),
    "round_reopened": _("Round reopened"),
    "data_deleted": _("Personal data deleted"),
    "received": _("Nomination received"),
    "files_added": _("Files added to a nomination"),
    "nomination_withdrawn": _("Nomination withdrawn"),
    "moved": _("Candidacy moved"),
    "correction_asked": _("Correction asked for"),
    "correction_answered": _("Correction answered"),
    "amended": _("Facts of a candidacy amended"),
    "findings": _("Eligibility checked"),
    "visited": _("On-site check recorded"),
    "opinions_asked": _("Opinions of departments asked for"),
    "opinion": _("Opinion of a department recorded"),
    "recommended": _("Recommended by a region"),
    "recommendation_taken_back": _("Recommendation of a region taken back"),
    "region_quota": _("Quota of a region set"),
    "paired": _("Marked as possible duplicates"),
    "pair_same": _("Two candidacies merged"),
    "pair_different": _("Two candidacies kept apart"),
    "parted": _("Merge of two candidacies taken back"),
    "judge_invited": _("Judge invited"),
    "judge_invited_again": _("Judge invited again"),
    "judge_amended": _("Judge amended"),
    "judge_accepted": _("Judge accepted"),
    "judge_left": _("Judge left"),
    "judge_replaced": _("Judge replaced"),
    "judge_unassigned": _("Judge unassigned"),
    "assigned": _("Judges assigned"),
    "result_computed": _("Result computed"),
    "result_applied": _("Result applied"),
    "result_taken_back": _("Result taken back"),
    "tie_decided": _("Tie decided by the panel"),
    "vote.settings": _("Public vote set up"),
    "vote.candidates": _("Candidates of the public vote set"),
    "vote.codes": _("Codes of the public vote made"),
    "vote.shown": _("How a candidate of the public vote is shown changed"),
    "vote.removed": _("Suspicious votes removed"),
    "vote.restored": _("Removed votes counted again"),
    "notice.published": _("Public notice published"),
    "notice.called_back": _("Public notice called back"),
    "notice.closed": _("Public notice closed"),
    "objection.received": _("Objection received"),
    "objection.checking": _("Objection being checked"),
    "objection.upheld": _("Objection upheld"),
    "objection.not_upheld": _("Objection not upheld"),
    "objection.withdrawn": _("Objection withdrawn"),
    "decided": _("Decided"),
    "announced": pgettext_lazy("log of a campaign", "Announced"),
}


def word_action(action: str, label) -> None:
    """Say what an action of a higher part is called; ``label`` is a lazy text."""
    _ACTIONS[action] = label


def action_words(action: str) -> str:
    """What an action is called; its own name where nobody said."""
    return str(_ACTIONS.get(action, action))
