"""Two records of one person become one; a corrected year is followed to a story."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PATIENCE = 30.0
PEOPLE = "/admin/snippets/heritage/person/"


def _new_person(page: Page, name: str, **values: str) -> str:
    """Publish a person through the form; gives the path of the public page."""
    page.goto(f"{PEOPLE}add/")
    page.locator("#id_name").fill(name)
    for field, value in values.items():
        page.locator(f"#id_{field}").fill(value)
    # Of somebody who may be living, little is shown.
    page.locator("#id_life_status").select_option("deceased")
    _publish(page)
    page.goto(f"{PEOPLE}?q={name}")
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_url(re.compile(r"/person/edit/\d+/"))
    return f"/people/{page.locator('#id_slug').input_value()}/"


def _publish(page: Page) -> None:
    page.get_by_role("button", name="更多动作").click()
    with page.expect_navigation():
        page.get_by_role("button", name="发布", exact=True).click()


def _edit(page: Page, name: str) -> None:
    page.goto(f"{PEOPLE}?q={name}")
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_url(re.compile(r"/person/edit/\d+/"))


def test_merging_two_records_and_taking_it_back(editor: Page, site, axe_is_content):
    page = editor
    kept = _new_person(page, "沈望山", birth="1931年", native_place="中江县")
    merged = _new_person(page, "沈大山", birth="1930年")
    _edit(page, "沈望山")
    kept_pk = re.search(r"/edit/(\d+)/", page.url).group(1)
    _edit(page, "沈大山")
    merged_pk = re.search(r"/edit/(\d+)/", page.url).group(1)

    page.goto(f"/admin/people-merges/choose/{kept_pk}/")
    page.goto(f"/admin/people-merges/compare/{kept_pk}/{merged_pk}/")
    axe_is_content()
    page.get_by_role("row", name="出生日期").get_by_label("1930年").check()
    page.get_by_role("button", name="合并这两条档案").click()
    page.wait_for_url(re.compile(r"/people-merges/\d+/"))

    answer = page.goto(merged)
    assert answer.request.redirected_from is not None
    expect(page).to_have_url(re.compile(f"{kept}$"))
    expect(page.locator("body")).to_contain_text("1930年")
    expect(page.locator("body")).to_contain_text("沈大山")

    page.goto("/admin/people-merges/")
    page.get_by_role("link", name="沈大山").click()
    page.get_by_role("button", name="撤销这次合并").click()
    expect(page.locator("body")).to_contain_text("已撤销")
    page.goto(merged)
    expect(page).to_have_url(re.compile(f"{merged}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("沈大山")


def test_a_corrected_year_is_followed_to_a_story(editor: Page, site, axe_is_content):
    page = editor
    _new_person(page, "滕守义", birth="1931年")
    page.goto("/admin/pages/search/?q=%E8%8B%B1%E9%9B%84%E4%BA%8B%E8%BF%B9")
    found = page.get_by_role("link", name="英雄事迹", exact=True).first
    index = re.search(r"/pages/(\d+)/", found.get_attribute("href")).group(1)
    page.goto(f"/admin/pages/add/heritage/storypage/{index}/")
    page.get_by_placeholder("标题").fill("守桥的人")
    page.locator("#id_deck").fill("滕守义，１９３１年生于江边。")
    _publish(page)

    _edit(page, "滕守义")
    page.locator("#id_birth").fill("1930年")
    _publish(page)
    page.locator(".messages").get_by_role("link", name="查看").first.click()
    ripple = page.url
    _until_listed(page, "守桥的人")
    axe_is_content()
    expect(page.locator("mark")).to_have_text("１９３１")

    with page.expect_popup() as opened:
        page.get_by_role("link", name="守桥的人").click()
    story = opened.value
    story.locator("#id_deck").fill("滕守义，1930年生于江边。")
    _publish(story)
    story.close()

    page.goto(ripple)
    expect(page.locator(".ripple-corrected")).to_have_text("已更正")


def _until_listed(page: Page, title: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not page.get_by_role("link", name=title).count():
        page.reload()
    expect(page.get_by_role("link", name=title)).to_be_visible()
