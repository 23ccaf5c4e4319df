"""An officer runs a public notice: drafts, publishes, answers an objection, decides."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
MAKE = """
import datetime
from django.utils import timezone
from wagtail.models import Site
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import (
    Campaign, CampaignPage, CampaignTitle, Candidacy, HonoursIndexPage, Stage,
)
home = Site.objects.get(is_default_site=True).root_page
index = HonoursIndexPage.objects.live().first()
if index is None:
    index = home.add_child(instance=HonoursIndexPage(title="示例评选", slug="shili-gongshi-lan"))
campaign = Campaign.objects.create(
    title="示例选树", slug="shili-gongshi", year=2026,
    supervision_phone="0531-0000000", supervision_address="示例路1号",
)
title = CampaignTitle.objects.create(campaign=campaign, name="示例称号")
day, now = datetime.timedelta(days=1), timezone.now()
Stage.objects.create(
    campaign=campaign, kind=StageKind.NOTICE, starts_at=now - day, ends_at=now + 30 * day
)
for number, name in enumerate(("示例甲", "示例乙", "示例丙"), start=1):
    Candidacy.objects.create(
        campaign=campaign, title=title, code=f"{number:03d}", nominee_name=name,
        unit="示例单位", state=CandidacyState.PROPOSED,
    )
index.add_child(instance=CampaignPage(title="示例选树", slug="shili-gongshi", campaign=campaign))
print("campaign", campaign.pk)
"""
RUN_OUT = """
import datetime
from django.utils import timezone
from heritage.honours.models import PublicNotice
past = timezone.localdate() - datetime.timedelta(days=1)
PublicNotice.objects.filter(pk={pk}).update(
    starts_on=past - datetime.timedelta(days=9), ends_on=past
)
"""


def test_a_notice_from_the_draft_to_the_decision(editor: Page, site, browser, axe_is_content):
    made = site.manage("shell", "-c", MAKE)
    assert made.returncode == 0, made.stderr
    campaign = re.search(r"campaign (\d+)", made.stdout).group(1)
    notices = "/admin/honours/notices/"

    editor.goto(f"{notices}new/{campaign}/")
    expect(editor.locator("input[name=names]:checked")).to_have_count(3)
    editor.locator("button", has_text="保存草稿").click()
    editor.wait_for_url(re.compile(rf"{notices}\d+/$"))
    pk = editor.url.rstrip("/").rsplit("/", 1)[-1]
    editor.locator("button", has_text="发布公示").click()
    expect(editor.locator(".notice__digest, code").first).to_have_text(re.compile("[0-9a-f]{64}"))

    # Somebody outside reads it on a phone and objects without a name.
    outside = browser.new_context(base_url=site.url, locale="zh-CN", viewport=PHONE)
    page = outside.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"/notices/{pk}/")
    expect(page.locator(".notice__names strong")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator(".notice__object .button").click()
    page.locator("[name=about]").select_option(label="示例乙（示例称号）")
    page.locator("[name=statement]").fill("2019年的事迹与事实不符。")
    page.locator("[name=naming][value=anonymous]").check()
    expect(page.locator("[name=phone]")).to_be_hidden()
    page.locator("[name=consent]").check()
    page.locator(".form__actions .button--primary").click()
    page.wait_for_url(re.compile(r"/receipt/$"))
    number = page.locator(".slip__number").inner_text()

    # The office upholds it: the name is struck, whoever objected reads why.
    editor.reload()
    editor.locator("table.listing td.title a").first.click()
    editor.locator("#answer").fill("经核实，情况属实。")
    editor.locator("button[name=to][value=upheld]").click()
    page.context.clear_cookies()
    page.goto("/follow/")
    page.locator("[name=receipt]").fill(number)
    page.locator(".form__actions .button--primary").click()
    expect(page.locator("main")).to_contain_text("情况属实")
    page.goto(f"/notices/{pk}/")
    expect(page.locator(".notice__names del")).to_have_text("示例乙")

    # The decision waits for the last day.
    editor.goto(f"/notices/{pk}/")
    axe_is_content()
    editor.goto(f"{notices}decision/{campaign}/")
    expect(editor.locator("button", has_text=re.compile("^审定$"))).to_have_count(0)
    over = site.manage("shell", "-c", RUN_OUT.format(pk=pk))
    assert over.returncode == 0, over.stderr
    editor.reload()
    editor.locator("button", has_text="审定").click()
    expect(editor.locator("table.listing tbody tr")).to_have_count(2)
    assert page.goto(f"/notices/{pk}/").status == 410
    outside.close()
