"""The honour wall, and the display of a hall turned by keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_wall_leads_to_the_display(page: Page, axe_is_content):
    page.emulate_media(reduced_motion="reduce")
    page.goto("/honoured/")
    axe_is_content()
    page.locator(".honouree-card a").first.click()
    expect(page.locator(".honouree h1")).to_contain_text("示例")
    axe_is_content()
    page.goto("/honoured/years/")
    axe_is_content()

    page.goto("/honoured/display/")
    axe_is_content()
    name = page.locator(".hall h1")
    first = name.inner_text()
    # Who asked for less motion starts it themselves.
    pause = page.locator("[data-hall-pause]")
    expect(pause).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    expect(pause).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Space")
    expect(pause).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowRight")
    expect(name).not_to_have_text(first)
    expect(page.locator("[data-hall-status]")).to_have_text(name.inner_text())
    page.keyboard.press("ArrowLeft")
    expect(name).to_have_text(first)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".hall__count")).to_have_text(re.compile(r"^(\d+) / \1$"))
    # Without a connection the sheet stays.
    page.expected_faults.append("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    last = name.inner_text()
    page.locator("[data-hall-next]").click()
    expect(name).to_have_text(last)
    page.context.set_offline(False)
    page.keyboard.press("ArrowRight")
    expect(name).to_have_text(first)
    page.keyboard.press("Escape")
    page.wait_for_url("**/honoured/")
