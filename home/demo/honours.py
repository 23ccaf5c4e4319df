"""The demo's model of the year: an open call, and a finished year whose people are made up.

Whoever is honoured here is called 示例 and carries the label; no story and no
record of a person is made of them.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.utils import timezone
from wagtail.models import Page

from cms.core.models import CoreImage
from cms.core.slugs import pinyin_slug
from heritage.honours import logbook
from heritage.honours.models import (
    Campaign,
    CampaignPage,
    CampaignTitle,
    EligibilityItem,
    Honouree,
    HonoursIndexPage,
    Rubric,
    RubricAspect,
    RubricCriterion,
    ScoringRound,
    Stage,
    StarLevel,
    TitleCategory,
)
from heritage.honours.noticing import calendar
from heritage.people.models import Place
from home.demo.body import Known, stream_json

CONTENT = Path(__file__).parent / "content"
TEXTS = (
    "title", "slug", "nature", "organisers", "phone",
    "supervision_phone", "supervision_address", "supervision_email",
)  # fmt: skip
TITLE_TEXTS = ("name", "nominee_kind", "result_kind", "quota", "call", "conditions", "material")
ROUND_TEXTS = ("aggregation", "least_scores", "tie_rules")
HONOUREE_TEXTS = ("name", "unit", "stars", "citation", "deeds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Honours:
    """What the content refers to; days are counted from ``today``."""

    images: Mapping[str, CoreImage]
    places: Mapping[str, Place]
    today: datetime.date
    rubrics: dict[str, Rubric] = field(default_factory=dict)

    def load(self, home: Page) -> None:
        """Make the section below ``home``, its campaigns, and who was chosen last year."""
        given = json.loads((CONTENT / "honours.json").read_text(encoding="utf-8"))
        calendar.enter_published(year=2026, user=None)
        for item in given["rubrics"]:
            self.rubrics[item["key"]] = _rubric(item)
        item = given["section"]
        section = HonoursIndexPage(
            title=item["title"],
            slug=item["slug"],
            deck=item["deck"],
            cover=self.images[item["cover"]],
            body=_body([item["intro"]], item["slug"]),
            show_in_menus=True,
            is_sample=True,
        )
        _publish(home, section)
        for item in given["campaigns"]:
            self._campaign(section, item)

    def _campaign(self, section: Page, item: dict) -> None:
        finished = timezone.now() if item.get("finished") else None
        campaign = Campaign(
            year=self.today.year - item["years_ago"],
            place=self.places[item["place"]],
            is_sample=True,
            decided_at=finished,
            announced_at=finished,
            closed_at=finished,
            **{name: item[name] for name in TEXTS},
        )
        campaign.full_clean()
        campaign.save()
        for order, title in enumerate(item["titles"]):
            self._title(campaign, title, order)
        stages = {
            kind: Stage.objects.create(
                campaign=campaign,
                kind=kind,
                starts_at=self._midnight(begins),
                ends_at=self._midnight(ends),
                sort_order=order,
            )
            for order, (kind, begins, ends) in enumerate(item["stages"])
        }
        for scored in item["rounds"]:
            ScoringRound.objects.create(
                stage=stages[scored["stage"]],
                rubric=self.rubrics[scored["rubric"]],
                **{name: scored[name] for name in ROUND_TEXTS},
            )
        self._honourees(campaign, item)
        logbook.append(campaign=campaign, action="sample_loaded", actor="demo")
        page = CampaignPage(
            campaign=campaign,
            title=item["title"],
            slug=item["slug"],
            deck=item["deck"],
            cover=self.images[item["cover"]],
            body=_body(item["body"], item["slug"]),
            rules="\n".join(item["rules"]),
            contact=item["contact"],
            is_sample=True,
        )
        _publish(section, page)

    def _title(self, campaign: Campaign, item: dict, order: int) -> None:
        title = CampaignTitle.objects.create(
            campaign=campaign,
            sort_order=order,
            self_rubric=self.rubrics.get(item.get("self_rubric")),
            **{name: item[name] for name in TITLE_TEXTS},
        )
        TitleCategory.objects.bulk_create(
            TitleCategory(title=title, name=name, quota=quota, description=words, sort_order=number)
            for number, (name, quota, words) in enumerate(item.get("categories", []))
        )
        EligibilityItem.objects.bulk_create(
            EligibilityItem(title=title, text=text, is_negative=is_negative, sort_order=number)
            for number, (text, is_negative) in enumerate(item["eligibility"])
        )
        StarLevel.objects.bulk_create(
            StarLevel(title=title, stars=stars, least=Decimal(least), sort_order=number)
            for number, (stars, least) in enumerate(item.get("stars", []))
        )

    def _honourees(self, campaign: Campaign, item: dict) -> None:
        title = item["titles"][0]
        for given in item.get("honourees", []):
            honouree = Honouree(
                campaign=campaign,
                year=campaign.year,
                title_name=title["name"],
                category_name=given.get("category", ""),
                kind=title["nominee_kind"],
                slug=f"{pinyin_slug(given['name'])}-{campaign.year}",
                place=self.places[given["place"]],
                is_shown=True,
                is_sample=True,
                **{name: given[name] for name in HONOUREE_TEXTS if name in given},
            )
            honouree.full_clean()
            honouree.save()

    def _midnight(self, days: int) -> datetime.datetime:
        day = self.today + datetime.timedelta(days=days)
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _rubric(item: dict) -> Rubric:
    rubric = Rubric.objects.create(name=item["name"], description=item["description"])
    for order, given in enumerate(item["aspects"]):
        aspect = RubricAspect.objects.create(rubric=rubric, name=given["name"], sort_order=order)
        RubricCriterion.objects.bulk_create(
            RubricCriterion(
                aspect=aspect,
                name=criterion["name"],
                description=criterion["description"],
                most=Decimal(criterion["most"]),
                sort_order=number,
            )
            for number, criterion in enumerate(given["criteria"])
        )
    return rubric


def _body(texts: list[str], name: str) -> str:
    blocks = [{"type": "paragraph", "html": f"<p>{text}</p>"} for text in texts]
    return stream_json(blocks, Known(images={}, people={}), name=name)


def _publish(parent: Page, page: Page) -> None:
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    parent.refresh_from_db()
