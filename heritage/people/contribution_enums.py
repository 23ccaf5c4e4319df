"""What a contribution (投稿) is, where it stands and where it may go from there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContributionKind(models.TextChoices):
    """What is handed up."""

    NEWS = "news", _("news")
    STORY = "story", _("story")
    CLUE = "clue", _("clue about a person")


class ContributionState(models.TextChoices):
    """Where a contribution stands."""

    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("handed up")
    RETURNED = "returned", _("returned for changes")
    ADOPTED = "adopted", _("adopted")
    DECLINED = "declined", _("not adopted")
    WITHDRAWN = "withdrawn", _("withdrawn")


CONTRIBUTION_TRANSITIONS = {
    ContributionState.DRAFT: {ContributionState.SUBMITTED, ContributionState.WITHDRAWN},
    ContributionState.SUBMITTED: {
        # To the level above the one that had it.
        ContributionState.SUBMITTED,
        ContributionState.RETURNED,
        ContributionState.ADOPTED,
        ContributionState.DECLINED,
        ContributionState.WITHDRAWN,
    },
    ContributionState.RETURNED: {ContributionState.SUBMITTED, ContributionState.WITHDRAWN},
    ContributionState.ADOPTED: set(),
    ContributionState.DECLINED: set(),
    ContributionState.WITHDRAWN: set(),
}

# Its author writes on it only in these.
IN_HAND = (ContributionState.DRAFT, ContributionState.RETURNED)
# Somebody above decides, and says why.
DECIDED = (
    ContributionState.RETURNED,
    ContributionState.ADOPTED,
    ContributionState.DECLINED,
)
