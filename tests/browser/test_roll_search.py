"""Somebody looks a relative up by the initials of the name and opens the page of the name."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_from_initials_to_the_page_of_a_name(page: Page, axe_is_content):
    page.goto("/roll/")
    page.get_by_label("姓名", exact=True).fill("hjg")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/roll/\?name=hjg"))
    axe_is_content()

    page.locator(".name-rows a", has_text="黄继光").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("黄继光")
    expect(page.locator(".citation__text")).to_contain_text("[EB/OL]")
    axe_is_content()

    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link", name="听读本页").click()
    expect(page.locator("[data-aloud-sentence]").first).to_have_text("黄继光。")
    axe_is_content()
