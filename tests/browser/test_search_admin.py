"""From a search that finds nothing to one that finds: the editor's way, and how its pages look."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# As others write of that battle; nothing on the site does.
WORD = "iron triangle ridge"
ADDRESSES = [
    "/admin/search-curation/log/",
    "/admin/search-curation/log/?list=empty&days=7",
    "/admin/search-curation/log/?list=opened&days=365",
    "/admin/search-curation/why/",
    "/admin/search-curation/why/?q=%E4%B8%8A%E7%94%98%E5%B2%AD",
    "/admin/search-curation/state/",
    "/admin/search-curation/synonyms/import/",
]


def found(page: Page, word: str) -> int:
    page.goto(f"/search/?q={word}")
    return page.locator("main .hit").count()


def test_from_nothing_found_to_a_synonym_that_finds(editor: Page):
    assert found(editor, WORD) == 0
    editor.goto("/admin/search-curation/log/?list=empty&days=7")
    row = editor.locator("tr", has_text=WORD)
    row.get_by_role("link", name="新建同义词").click()
    expect(editor.locator("#id_only_searched")).to_have_value(WORD)
    editor.locator("#id_terms").fill("上甘岭战役")
    editor.get_by_role("button", name="保存").first.click()
    expect(editor.get_by_role("link", name=re.compile(WORD)).first).to_be_visible()
    assert found(editor, WORD) > 0
    editor.goto("/admin/search-curation/log/?list=empty&days=7")
    expect(editor.locator("tr", has_text=WORD)).to_have_count(0)


def test_why_a_result_is_here(editor: Page):
    editor.goto("/admin/search-curation/why/")
    editor.locator("#why-q").fill("上甘岭战役")
    editor.locator("#why-q").press("Enter")
    editor.locator(".search-hits a").first.click()
    expect(editor.locator(".search-figures dd").first).to_have_text("1")
    expect(editor.locator(".search-reasons progress").first).to_have_attribute("value", "100")


def test_a_search_is_offered_to_readers(editor: Page):
    found(editor, "上甘岭")
    editor.goto("/admin/search-curation/log/?days=7")
    row = editor.locator("tr", has=editor.get_by_role("link", name="上甘岭", exact=True))
    row.get_by_role("button", name="向读者推荐").click()
    editor.goto("/admin/search-curation/log/?list=offered&days=7")
    expect(editor.get_by_role("link", name="上甘岭", exact=True)).to_be_visible()


def test_the_state_of_the_index(editor: Page):
    editor.goto("/admin/search-curation/state/")
    total = editor.locator("tfoot td").first
    expect(total).to_have_text(re.compile("^[1-9][0-9]*$"))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_scrolls_sideways(editor: Page, address: str, width: int):
    editor.set_viewport_size({"width": width, "height": 900})
    editor.goto(address)
    assert editor.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_serious_for_assistive_technology(editor: Page, address: str, axe_is_content):
    editor.goto(address)
    axe_is_content()
