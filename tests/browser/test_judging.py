"""A judge scores on a phone, by keyboard, while the connection breaks off once."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
PASSWORD = "kai-jiang-2026"
SETTING = """
import datetime, json
from django.contrib.auth import get_user_model
from django.utils import timezone
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import (
    Assignment, Campaign, CampaignTitle, Candidacy, Judge, Rubric, RubricAspect, RubricCriterion,
    ScoringRound, Stage,
)
now, day = timezone.now(), datetime.timedelta(days=1)
campaign = Campaign.objects.create(title="示例评审", slug="shili-pingshen", year=2026)
title = CampaignTitle.objects.create(campaign=campaign, name="示例称号", sort_order=0)
stage = Stage.objects.create(
    campaign=campaign, kind=StageKind.FINAL_ROUND, starts_at=now - day, ends_at=now + day
)
rubric = Rubric.objects.create(name="示例细则")
for number in range(2):
    aspect = RubricAspect.objects.create(rubric=rubric, name=f"方面{number}", sort_order=number)
    for place in range(3):
        RubricCriterion.objects.create(
            aspect=aspect, name=f"指标{number}{place}", description="看事迹，看口碑", sort_order=place
        )
round = ScoringRound.objects.create(stage=stage, rubric=rubric, least_scores=1)
user = get_user_model().objects.create_user("shili-pingwei", password="kai-jiang-2026")
judge = Judge.objects.create(campaign=campaign, user=user, name="示例·评委", is_lead=True)
keys = []
for code in ("001", "002"):
    candidacy = Candidacy.objects.create(
        campaign=campaign, title=title, code=code, nominee_name="示例·张三",
        unit="示例村委会", deeds="退役后返乡带领乡亲修路种果树。" * 60, state=CandidacyState.ELIGIBLE,
    )
    given = Assignment.objects.create(round=round, candidacy=candidacy, judge=judge)
    keys.append(given.pk)
print(json.dumps(keys))
"""


def test_a_judge_scores_by_keyboard(page: Page, site, axe_is_content):
    made = site.manage("shell", "-v", "0", "-c", SETTING)
    assert made.returncode == 0, made.stderr
    first, _second = json.loads(made.stdout.strip().splitlines()[-1])
    page.set_viewport_size(PHONE)
    keys = page.keyboard

    page.goto("/judging/")
    page.wait_for_url("**/judging/login/**")
    page.locator("#id_username").focus()
    keys.type("shili-pingwei")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    page.wait_for_url(f"{site.url}/judging/")
    axe_is_content()
    page.locator(f"a[href='/judging/{first}/']").focus()
    keys.press("Enter")
    page.wait_for_url(f"**/judging/{first}/")
    expect(page.locator("main")).not_to_contain_text("修路种果树")
    axe_is_content()
    page.locator("form[action$='/declare/'] button").focus()
    keys.press("Enter")

    form = page.locator("form[data-ready]")
    expect(form).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    axe_is_content()
    status = form.locator("[data-sheet-status]")
    scores = form.locator("[data-score]")
    scores.first.focus()
    for value in ("9", "8.5", "8"):
        keys.type(value)
        keys.press("Enter")
    expect(status).to_have_text(form.get_attribute("data-words-saved"))

    page.expected_faults.append("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    for value in ("7", "9.3", "10"):
        keys.type(value)
        keys.press("Enter")
    expect(form.locator("[data-total]")).to_have_text("51.8")
    expect(status).to_have_text(form.get_attribute("data-words-offline"))
    page.expected_faults.append("400 (Bad Request)")
    page.context.set_offline(False)
    expect(form.locator("[data-fault]:not([hidden])")).to_have_count(1)
    expect(scores.nth(4)).to_have_attribute("aria-invalid", "true")
    scores.nth(4).focus()
    keys.press("Control+A")
    keys.type("9.5")
    expect(status).to_have_text(form.get_attribute("data-words-saved"))
    page.reload()
    expect(scores.nth(4)).to_have_value("9.5")
    scores.nth(5).focus()
    keys.press("Control+Enter")

    page.wait_for_url("**/#others")
    expect(page.locator("[data-total]")).to_have_text("52")
    expect(page.locator("#others")).to_be_visible()
    axe_is_content()
