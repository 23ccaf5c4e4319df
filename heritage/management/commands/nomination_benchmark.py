"""Measure how a site takes in many nominations at once."""

from __future__ import annotations

import datetime
import json

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from heritage.honours.enums import StageKind
from heritage.honours.models import (
    Campaign,
    CampaignPage,
    CampaignTitle,
    HonoursIndexPage,
    Nomination,
    Stage,
)
from heritage.honours.nominating import load
from search.benchmark import describe_machine

SLUG = "nomination-benchmark"
MOST_FAULTS = 10


class Command(BaseCommand):
    help = (
        "Lets many clients nominate at once through a running site and prints how long it took, "
        "and whether any nomination was lost or doubled. For a site of its own, started with "
        "TRUSTED_PROXIES=127.0.0.1/32, so that each client has an address of its own: it refuses "
        "where there are real nominations."
    )

    def add_arguments(self, parser):
        parser.add_argument("--site", default="http://127.0.0.1:8000")
        parser.add_argument("--clients", type=int, default=60)
        parser.add_argument("--count", type=int, default=300)
        parser.add_argument("--seconds", type=float, default=60)
        parser.add_argument(
            "--prepared",
            action="store_true",
            help="Fill in all pages but the last before the clock starts.",
        )
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, site, clients, count, seconds, prepared, as_json, **options):
        if not 0 < count <= 1000 or not 0 < clients <= 200 or seconds < 0:
            raise CommandError("1 to 1000 nominations, 1 to 200 clients, seconds from 0")
        if Nomination.objects.filter(title__campaign__is_sample=False).exists():
            raise CommandError("There are real nominations here; measure on a site of its own.")
        title = _title()
        before = set(Nomination.objects.filter(title=title).values_list("receipt", flat=True))
        entry = reverse("nominate_title", args=[SLUG, title.pk])
        figures = load.run(
            site=site.rstrip("/"),
            entry=entry,
            clients=clients,
            count=count,
            seconds=seconds,
            prepared=prepared,
        )
        kept = Nomination.objects.filter(title=title).exclude(receipt__in=before)
        receipts = set(kept.values_list("receipt", flat=True))
        doubled = kept.values("phone_index").annotate(times=Count("pk")).filter(times__gt=1)
        report = {
            "clients": clients,
            "asked": count,
            "prepared": prepared,
            **figures.report(),
            "kept": len(receipts),
            "lost": len(set(figures.receipts) - receipts),
            "doubled": doubled.count(),
            "machine": describe_machine(),
        }
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            for name, value in report.items():
                self.stdout.write(f"{name:<24} {value}")
        for fault in figures.faults[:MOST_FAULTS]:
            self.stderr.write(fault)
        if report["lost"] or report["doubled"] or figures.faults:
            raise CommandError("Not every nomination was taken in exactly once.")


def _title() -> CampaignTitle:
    """The title of the campaign that is nominated for, made with its page where it is missing."""
    campaign = Campaign.objects.filter(slug=SLUG).first()
    if campaign is None:
        campaign = Campaign.objects.create(
            title="示例：推荐量测", slug=SLUG, year=timezone.now().year, is_sample=True
        )
        CampaignTitle.objects.create(campaign=campaign, name="示例称号")
        day = datetime.timedelta(days=1)
        for number, kind in enumerate((StageKind.CALL, StageKind.SCREENING)):
            Stage.objects.create(
                campaign=campaign,
                kind=kind,
                starts_at=timezone.now() - day,
                ends_at=timezone.now() + day,
                sort_order=number,
            )
    if not CampaignPage.objects.filter(campaign=campaign).exists():
        section = HonoursIndexPage.objects.live().first()
        if section is None:
            root = Site.objects.get(is_default_site=True).root_page
            section = root.add_child(instance=HonoursIndexPage(title="示例评选", slug=SLUG))
        section.add_child(instance=CampaignPage(title=campaign.title, slug=SLUG, campaign=campaign))
    return campaign.titles.get()
