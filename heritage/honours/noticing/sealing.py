"""Whether the lists of names are still those that the log vouches for."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from heritage.honours.campaigns.verifying import Finding
from heritage.honours.models import Campaign, PublicNotice
from heritage.honours.noticing.domain import digest_of_rows

LIST = "notice_list"
WORDS = {LIST: _("the names on the notice are not as they were published")}


def changed_lists(campaign: Campaign) -> Iterator[Finding]:
    """The notices whose names are not those whose digest was logged when they were published."""
    notices = {each.pk: each for each in PublicNotice.objects.filter(campaign=campaign)}
    for entry in campaign.log.filter(action="notice.published").order_by("number"):
        notice = notices.get(entry.data["notice"])
        if notice is None or digest_of_rows(notice) != entry.data["rows"]:
            yield Finding(LIST, entry.data["notice"])
