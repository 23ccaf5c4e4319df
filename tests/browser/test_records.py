"""From a person to the records and back, on every width, for everybody."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/people/huang-jiguang/",
    "/units/",
    "/units/ba-lu-jun/",
    "/wars/",
    "/wars/kang-mei-yuan-chao/",
    "/battles/shang-gan-ling/",
    "/honours/",
    "/honours/te-ji-ying-xiong/",
    "/places/",
    "/organisations/",
    "/organisations/shi-li-shi-ju/",
    "/teams/",
    "/teams/shi-li-hong-xing-dui/",
]


def test_from_a_person_to_what_the_record_names(page: Page):
    page.goto("/people/huang-jiguang/")
    page.get_by_role("link", name="上甘岭战役").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("上甘岭战役")
    page.get_by_role("link", name="抗美援朝").first.click()
    expect(page).to_have_url(re.compile("/wars/kang-mei-yuan-chao/$"))
    page.get_by_role("link", name="黄继光", exact=True).first.click()
    expect(page).to_have_url(re.compile("/people/huang-jiguang/$"))
    page.locator("a", has_text="特级英雄").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("特级英雄")


def test_a_footnote_leads_to_its_source(page: Page):
    page.goto("/people/huang-jiguang/")
    page.locator(".footnote a").first.click()
    assert re.fullmatch("#source-[0-9]+", page.evaluate("location.hash"))
    expect(page.locator(".sources li:target")).to_be_visible()


def test_the_tree_of_places_opens_by_keyboard(page: Page):
    page.goto("/places/")
    summary = page.locator(".tree summary", has_text="四川省")
    summary.focus()
    page.keyboard.press("Enter")
    inner = page.locator(".tree details[open] .tree__branches").first
    expect(inner).to_be_visible()
    inner.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("四川省")


def test_a_name_by_its_initials(page: Page):
    page.goto("/people/")
    page.locator("#name-search").fill("hjg")
    page.locator("#name-search").press("Enter")
    expect(page.locator("main .person-card").first).to_contain_text("黄继光")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large-type"])
def test_no_record_scrolls_sideways(page: Page, width: int, large: bool, site):
    if large:
        page.context.add_cookies([{"name": "large_type", "value": "1", "url": site.url}])
    page.set_viewport_size({"width": width, "height": 800})
    too_wide = {}
    for address in ADDRESSES:
        page.goto(address)
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            too_wide[address] = found
    assert too_wide == {}


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_serious_for_assistive_technology(page: Page, address: str, axe_is_content):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    axe_is_content()
