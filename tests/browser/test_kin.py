"""Somebody who knows something tells it on a phone, and follows it by the receipt."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
MAKE = """
from heritage.memorials.models import Roll, RollEntry
roll = Roll.objects.create(name="示例寻亲名录", live=True, is_sample=True)
RollEntry.objects.create(roll=roll, name="示例山", native_place_written="某县某村", seeks_kin=True)
"""
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c636060606000000005000187a1b4f40000000049454e44ae426082"
)


def test_a_lead_is_given_and_followed(page: Page, site, axe_is_content):
    made = site.manage("shell", "-c", MAKE)
    assert made.returncode == 0, made.stderr
    page.set_viewport_size(PHONE)
    page.goto("/kin/")
    sought = page.locator(".kin__name").filter(has_text="示例山").first
    expect(sought).to_be_visible()
    axe_is_content()
    sought.locator(".kin__ways a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("示例山")
    axe_is_content()

    # What was chosen and typed outlasts a fault.
    page.expected_faults.append("400")
    page.locator("[name=kinship]").first.check()
    page.locator("[name=knows]").fill("他是我爷爷的弟弟，家在某村。")
    page.locator("[name=name]").fill("示例兰")
    picture = {"name": "信.png", "mimeType": "image/png", "buffer": PICTURE}
    page.locator("[name=files]").set_input_files(picture)
    page.locator("[name=consent]").check()
    page.locator(".form__actions .button--primary").click()
    expect(page.locator(".form-errors")).to_be_visible(timeout=15_000)
    expect(page.locator(".field__files li")).to_contain_text("信.png")
    expect(page.locator("[name=knows]")).to_have_value("他是我爷爷的弟弟，家在某村。")
    axe_is_content()

    page.locator("[name=phone]").fill("13800130021")
    page.locator("[name=consent]").check()
    page.locator(".form__actions .button--primary").click()
    page.wait_for_url(re.compile(r"/receipt/$"))
    number = page.locator(".slip__number").inner_text()

    page.context.clear_cookies()
    page.goto("/follow/")
    page.locator("[name=receipt]").fill(number)
    page.locator("[name=phone]").fill("13800130021")
    page.locator(".form__actions .button--primary").click()
    expect(page.locator(".steps li")).to_have_count(1)
    page.locator("#messages [name=text]").fill("还有一封信，稍后送来。")
    page.locator("#messages .button--primary").click()
    expect(page.locator(".thread__message")).to_contain_text("还有一封信")
    axe_is_content()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
