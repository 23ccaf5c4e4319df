"""Check that nothing of a campaign was changed unseen."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand, CommandError

from heritage.honours import logbook
from heritage.honours.campaigns.verifying import verify_campaign
from heritage.honours.models import Campaign


class Command(BaseCommand):
    help = (
        "Checks the chain of a campaign's log and the digests of rubrics, results and notices in "
        "it. Without a slug, every campaign. Ends with an error where something does not hold."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", default="", metavar="SLUG")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, slug, as_json, **options):
        campaigns = Campaign.objects.order_by("pk")
        if slug:
            campaigns = campaigns.filter(slug=slug)
            if not campaigns.exists():
                raise CommandError(f"there is no campaign {slug}")
        checked = [(campaign, verify_campaign(campaign)) for campaign in campaigns]
        if as_json:
            self.stdout.write(json.dumps([self._told(*each) for each in checked]))
        else:
            for campaign, findings in checked:
                self._tell(campaign, findings)
        if broken := [campaign.slug for campaign, findings in checked if findings]:
            raise CommandError(f"does not hold: {', '.join(broken)}")

    def _told(self, campaign: Campaign, findings) -> dict[str, object]:
        return {
            "campaign": campaign.slug,
            "entries": campaign.log.count(),
            "head": logbook.head(campaign),
            "findings": [{"what": each.what, "key": each.key} for each in findings],
        }

    def _tell(self, campaign: Campaign, findings) -> None:
        head = logbook.head(campaign) or "-"
        state = "holds" if not findings else f"{len(findings)} faults"
        self.stdout.write(f"{campaign.slug}: {campaign.log.count()} entries, {state}, head {head}")
        for each in findings:
            self.stdout.write(f"  {each.what} {each.key}: {each.words}")
