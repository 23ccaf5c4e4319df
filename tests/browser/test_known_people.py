"""Somebody who is recorded already, met while entering them again; a list taken in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ADD = "/admin/snippets/heritage/person/add/"
# A draft of a namesake is not saved by itself either, before the tick is set.
HELD = "400 (Bad Request)"


def test_a_known_person_is_shown_while_typing(editor: Page):
    page = editor
    page.expected_faults.append(HELD)
    page.goto(ADD)
    tick = page.locator("[data-known-tick]")
    expect(tick).to_be_hidden()
    page.locator("#id_name").fill("黄继光")
    found = page.locator("[data-known-list] li")
    expect(found.first).to_contain_text("黄继光")
    expect(page.locator("[data-known-message]")).not_to_be_empty()
    expect(tick).to_be_visible()
    page.locator("#id_name").press("Tab")
    expect(found.first.get_by_role("link")).to_be_focused()
    expect(found.first.get_by_role("link")).to_have_attribute("target", "_blank")

    page.locator("#id_name").fill("黃繼光")
    expect(found.first).to_contain_text("黄继光")
    page.locator("#id_name").fill("没有这个人")
    expect(found).to_have_count(0)
    expect(tick).to_be_hidden()


def test_a_second_save_says_it_is_another_person(editor: Page):
    page = editor
    page.expected_faults.append(HELD)
    page.goto(ADD)
    page.locator("#id_name").fill("黄继光")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator("[data-known-list] li").first).to_contain_text("黄继光")
    page.locator("#id_is_another").check()
    page.get_by_role("button", name="保存草稿").click()
    expect(page).to_have_url(re.compile(r"/edit/\d+/"))


def test_a_list_from_file_to_report(editor: Page, tmp_path):
    page = editor
    path = tmp_path / "示例名单.csv"
    text = "姓名,出生日期,籍贯\n示例甲某,1931年,四川中江\n黄继光,5月,\n"
    path.write_bytes(text.encode("gb18030"))
    page.goto("/admin/import-people/")
    page.locator("#id_file").set_input_files(str(path))
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/import-people/\d+/$"))
    expect(page.get_by_label("出生日期")).to_have_value("birth")
    expect(page.locator(".import-fault")).to_have_count(1)
    page.locator("button[name=start]").click()
    page.wait_for_url(re.compile(r"/import-people/\d+/report/$"))
    expect(page.get_by_role("heading", level=2).first).to_be_visible(timeout=60_000)
    expect(page.locator("table").first).to_contain_text("黄继光")
    expect(page.locator("table").nth(1)).to_contain_text("5月")
