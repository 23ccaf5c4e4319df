"""Somebody nominates on a phone, and the connection breaks in the middle."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 640}
MAKE = """
import datetime
from django.utils import timezone
from heritage.honours.models import (
    Campaign, CampaignPage, CampaignTitle, HonoursIndexPage, Stage,
)
from home.models import HomePage
now, day = timezone.now(), datetime.timedelta(days=1)
made = Campaign.objects.create(title="示例选树", slug="shili-xuanshu", year=2026, is_sample=True)
CampaignTitle.objects.create(campaign=made, name="示例称号", deeds_least=50)
for number, kind in enumerate(("call", "screening")):
    Stage.objects.create(
        campaign=made, kind=kind, starts_at=now - day, ends_at=now + day, sort_order=number
    )
section = HonoursIndexPage(title="示例评选", slug="shili-pingxuan")
HomePage.objects.first().add_child(instance=section)
section.add_child(instance=CampaignPage(title="示例选树", slug="xuanshu", campaign=made))
"""
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c636060606000000005000187a1b4f40000000049454e44ae426082"
)
DEEDS = "退役后返乡带领乡亲修路种果树，把荒山变成果园。" * 5


def go_on(page: Page) -> None:
    page.locator("[data-go-on]").click()


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_nomination_on_a_phone_with_a_broken_connection(page: Page, site, axe_is_content):
    made = site.manage("shell", "-c", MAKE)
    assert made.returncode == 0, made.stderr
    page.set_viewport_size(PHONE)
    page.goto("/nominate/shili-xuanshu/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("示例称号")
    axe_is_content()
    fits(page)
    page.locator("[name=by][value=other]").check()
    page.locator("[name=consent]").check()
    page.locator(".form__actions .button--primary").click()

    page.locator("[name=nominee_name]").fill("示例·张三")
    page.locator("[name=gender][value=male]").check()
    page.locator("[name=birth]").fill("1962年10月")
    axe_is_content()
    fits(page)
    go_on(page)

    expect(page.locator("[name=deeds]")).to_be_visible()
    page.context.set_offline(True)
    page.expected_faults.append("ERR_INTERNET_DISCONNECTED")
    page.locator("[name=deeds]").fill(DEEDS)
    expect(page.locator(".nominate-count")).to_contain_text(str(len(DEEDS)))
    go_on(page)
    expect(page.locator("[data-status][data-kind=warning]")).to_be_visible()
    expect(page.locator("[name=deeds]")).to_have_value(DEEDS)
    axe_is_content()
    page.context.set_offline(False)

    # As soon as it is back, what was typed is kept and the next page opens by itself.
    page.wait_for_url(re.compile("/material/$"))
    picture = {"name": "照片.png", "mimeType": "image/png", "buffer": PICTURE}
    page.locator("[name=files]").set_input_files(picture)
    expect(page.locator("[data-file-list] li")).to_contain_text("照片.png")
    macro = {"name": "表.docm", "mimeType": "application/zip", "buffer": b"PK\x03\x04"}
    page.locator("[name=files]").set_input_files(macro)
    expect(page.locator("[data-upload-faults]")).to_contain_text("表.docm")
    axe_is_content()
    fits(page)
    go_on(page)

    page.locator("[name=contact_name]").fill("示例李大爷")
    page.locator("[name=phone]").fill("13800130031")
    page.locator("[name=nominee_consent][value=given]").check()
    axe_is_content()
    go_on(page)

    expect(page.locator(".nominate-section")).to_have_count(4)
    expect(page.locator("main")).to_contain_text(DEEDS)
    axe_is_content()
    fits(page)
    page.locator("[name=true]").check()
    page.locator(".form__actions .button--primary").click()
    page.wait_for_url(re.compile(r"/receipt/$"))
    number = page.locator(".slip__number").inner_text()
    page.go_back()
    page.wait_for_url(re.compile(r"/receipt/$"))
    expect(page.locator(".slip__number")).to_have_text(number)
    fits(page)
