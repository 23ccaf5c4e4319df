"""Somebody votes on a phone by keyboard, once; afterwards the counts are told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
ADDRESS = "/vote/shili-toupiao/"
MOST_TABS = 60
MAKE = """
import datetime
from django.utils import timezone
from wagtail.models import Site
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import (
    Campaign, CampaignPage, CampaignTitle, Candidacy, HonoursIndexPage, PublicVote, Stage, VoteEntry,
)
home = Site.objects.get(is_default_site=True).root_page
index = HonoursIndexPage.objects.live().first()
if index is None:
    index = home.add_child(instance=HonoursIndexPage(title="示例评选", slug="shili-toupiao-lan"))
campaign = Campaign.objects.create(title="示例投票选树", slug="shili-toupiao", year=2026)
title = CampaignTitle.objects.create(campaign=campaign, name="示例称号")
day, now = datetime.timedelta(days=1), timezone.now()
stage = Stage.objects.create(
    campaign=campaign, kind=StageKind.VOTE, starts_at=now - day, ends_at=now + day
)
vote = PublicVote.objects.create(stage=stage)
for number, name in enumerate(("示例甲", "示例乙", "示例丙"), start=1):
    candidacy = Candidacy.objects.create(
        campaign=campaign, title=title, code=f"{number:03d}", nominee_name=name,
        state=CandidacyState.SHORTLISTED,
    )
    VoteEntry.objects.create(vote=vote, candidacy=candidacy, summary="示例事迹：修路种树。" * 9)
index.add_child(
    instance=CampaignPage(title="示例投票选树", slug="shili-toupiao", campaign=campaign)
)
"""
RUN_OUT = """
import datetime
from django.utils import timezone
from heritage.honours.models import Stage
Stage.objects.filter(campaign__slug="shili-toupiao").update(
    ends_at=timezone.now() - datetime.timedelta(minutes=1)
)
"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what ``selector`` finds has the focus."""
    for _number in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{selector} cannot be reached by keyboard")


def test_one_vote_by_keyboard_and_no_second(page: Page, site, axe_is_content):
    made = site.manage("shell", "-c", MAKE)
    assert made.returncode == 0, made.stderr
    page.set_viewport_size(PHONE)
    page.goto(ADDRESS)
    axe_is_content()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # Another window of the same browser, opened before the vote was given.
    late = page.context.new_page()
    late.goto(ADDRESS)

    # By strokes 乙 stands first.
    tab_to(page, ".ballot input")
    page.keyboard.press("Space")
    expect(page.get_by_label("示例乙")).to_be_checked()
    tab_to(page, ".form__actions .button--primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**?thanks=1")
    expect(page.locator(".note--success")).to_have_text("投票成功，谢谢参与。")
    expect(page.locator(".ballot input:enabled")).to_have_count(0)
    axe_is_content()

    late.get_by_label("示例丙").check()
    late.locator(".form__actions .button--primary").click()
    expect(late.locator(".form-errors, [role=alert]").first).to_contain_text("未计入")
    late.close()

    over = site.manage("shell", "-c", RUN_OUT)
    assert over.returncode == 0, over.stderr
    page.goto(ADDRESS)
    expect(page.locator(".note")).to_contain_text("投票已结束")
    rows = page.locator(".vote-result tbody tr")
    expect(rows.first).to_have_text(re.compile(r"示例乙\s*1"))
    expect(page.locator(".vote-result tfoot td")).to_have_text("1")
    axe_is_content()
