"""A flower from the page of a name: the words wait, a moderator approves them, they show."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
WORDS = "山河无恙，告慰英灵。"


def test_a_flower_with_words_from_the_page_of_a_name(page: Page, site, axe_is_content):
    page.set_viewport_size(PHONE)
    page.goto("/rolls/demo/")
    page.get_by_role("main").get_by_role("link", name="黄继光").click()
    page.wait_for_url(re.compile(r"/roll/\d+/$"))
    name = page.url
    page.get_by_role("link", name="献花", exact=True).click()
    expect(page.get_by_label("献花", exact=True)).to_be_checked()
    page.get_by_label("留言").fill(WORDS)
    page.get_by_label("署名").fill("一名学生")
    axe_is_content()
    page.get_by_role("button", name="线上祭扫").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已致敬意")
    expect(page.get_by_role("main")).to_contain_text("审核通过后显示")
    page.get_by_role("link", name="全部留言与每日人次").click()
    expect(page.get_by_role("main")).to_contain_text("今日1人次")
    expect(page.get_by_text(WORDS)).to_have_count(0)
    axe_is_content()

    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/admin/login/")
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill(site.password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/admin/")
    page.goto("/admin/tributes/messages/waiting/")
    line = page.locator("[data-message]", has_text=WORDS)
    line.focus()
    page.keyboard.press("a")
    expect(page.get_by_text("已处理1条留言。")).to_be_visible()
    expect(page.get_by_role("main").get_by_text(WORDS)).to_have_count(0)

    page.goto(name)
    expect(page.get_by_role("main").get_by_text(WORDS)).to_be_visible()
