"""Which story the announcement wrote for an honouree, and which was linked by hand.

The log of the campaign holds the key of the story that was made; a story that
is linked but not named there was written on its own account.
"""

from __future__ import annotations

from heritage.honours.models import Honouree
from heritage.stories.models import StoryPage

ANNOUNCED = "announced"


def logged(honourees: list[Honouree]) -> dict[str, object]:
    """What the log keeps of an announcement: keys of honouree, candidacy and story, or None."""
    return {"honourees": [[each.pk, each.candidacy_id, each.story_id] for each in honourees]}


def made_for(honouree: Honouree) -> StoryPage | None:
    """The story that the announcement made, linked still or not; None where it made none."""
    if honouree.campaign is None:
        return None
    for entry in honouree.campaign.log.filter(action=ANNOUNCED).order_by("number"):
        for key, _candidacy, *story in entry.data["honourees"]:
            if key == honouree.pk:
                return StoryPage.objects.filter(pk__in=[pk for pk in story if pk]).first()
    return None


def written_apart(honouree: Honouree) -> StoryPage | None:
    """The linked story where it is live and the announcement did not make it."""
    story = honouree.story
    if story is None or not story.live:
        return None
    return None if story == made_for(honouree) else story
