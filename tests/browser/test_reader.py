"""A first-time reader's path: from the first page to a person and a search."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_first_time_reader(page: Page, axe_is_content):
    page.goto("/")
    expect(page).to_have_title(re.compile("戎光"))
    axe_is_content()

    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="英雄事迹").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("英雄事迹")
    axe_is_content()
    before = page.locator("main article").count()

    page.get_by_role("link", name=re.compile("^黄继光")).first.click()
    expect(page).to_have_url(re.compile("person=huang-jiguang"))
    assert 0 < page.locator("main article").count() < before

    page.locator("main article").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("黄继光")
    axe_is_content()

    page.get_by_role("complementary").get_by_role("link", name="黄继光").first.click()
    expect(page).to_have_url(re.compile("/people/huang-jiguang/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("黄继光")
    expect(page.get_by_text("牺牲").first).to_be_visible()
    axe_is_content()

    page.get_by_role("combobox").first.fill("退役军人")
    page.get_by_role("combobox").first.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    result = page.locator("main mark").first
    expect(result).to_be_visible()
    axe_is_content()
    page.locator("main article").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.get_by_role("button", name="长者模式").click()
    expect(page.locator("html")).to_have_attribute("data-type", "large")
    larger = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert larger > size
    assert larger >= 20
    axe_is_content()
    page.goto("/people/")
    expect(page.locator("html")).to_have_attribute("data-type", "large")


@pytest.mark.parametrize("words", ["上甘岭", "sgl", "上甘嶺", "shangganling"])
def test_one_battle_is_found_however_it_is_typed(page: Page, words: str):
    page.goto("/")
    page.get_by_role("combobox").first.fill(words)
    page.get_by_role("combobox").first.press("Enter")
    expect(page.locator("main article").first).to_contain_text("上甘岭")


ADDRESSES = [
    "/",
    "/yingxiong-shiji/",
    "/zhanyi-jiyi/shangganling/",
    "/people/",
    "/people/huang-jiguang/",
    "/search/?q=%E4%B8%8A%E7%94%98%E5%B2%AD",
    "/lishi-shang-de-jintian/?day=10-14",
    "/banshi-lianjie/",
    "/zhuanlan/",
    "/guanyu/",
]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large-type"])
def test_no_page_scrolls_sideways(page: Page, width: int, large: bool, site):
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


def test_by_keyboard_alone(page: Page):
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#content")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"


def test_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site.url, locale="zh-CN")
    page = context.new_page()
    page.goto("/yingxiong-shiji/")
    page.get_by_role("link", name=re.compile("^黄继光")).first.click()
    expect(page).to_have_url(re.compile("person=huang-jiguang"))
    page.goto("/")
    page.get_by_role("searchbox").first.fill("上甘岭")
    page.get_by_role("searchbox").first.press("Enter")
    expect(page.locator("main article").first).to_contain_text("上甘岭")
    page.get_by_role("button", name="长者模式").click()
    expect(page.locator("html")).to_have_attribute("data-type", "large")
    context.close()


def test_in_english(page: Page):
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", re.compile("zh"))
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()


def test_nothing_found_says_what_was_tried(page: Page):
    page.goto("/search/?q=%E9%BE%98%E9%BE%98%E9%BE%98%E9%BE%98")
    expect(page.get_by_role("main")).to_contain_text("没有找到")


def test_a_missing_page_leads_on(page: Page):
    page.expected_faults.append("404")
    response = page.goto("/nothing-here/")
    assert response.status == 404
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
