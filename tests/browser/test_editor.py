"""An editor's day: write, preview, publish, be found, take down, be gone."""

from __future__ import annotations

import json
import re
import time
import urllib.parse
import urllib.request

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SEARCH_PATIENCE = 2.0


def _found(site, words: str) -> list[str]:
    query = urllib.parse.urlencode({"q": f'"{words}"'})
    with urllib.request.urlopen(f"{site.url}/api/search?{query}", timeout=10) as response:
        return [hit["title"] for hit in json.load(response)["hits"]]


def _until(condition, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def _open_action(page: Page, name: str) -> None:
    page.get_by_role("button", name="更多动作").click()
    page.get_by_role("button", name=name, exact=True).click()


def test_story_from_draft_to_found_to_gone(editor: Page, site):
    page = editor
    title = "练兵场上的铁匠铺"
    page.goto("/admin/pages/search/?q=%E8%8B%B1%E9%9B%84%E4%BA%8B%E8%BF%B9")
    found = page.get_by_role("link", name="英雄事迹", exact=True).first
    index = re.search(r"/pages/(\d+)/", found.get_attribute("href")).group(1)
    page.goto(f"/admin/pages/add/heritage/storypage/{index}/")
    page.get_by_placeholder("标题").fill(title)
    page.locator("#id_deck").fill("一篇为测试而写的稿件。")

    page.get_by_role("button", name="预览开关").click()
    preview = page.frame_locator("iframe").first
    expect(preview.get_by_role("heading", level=1)).to_have_text(title)

    assert _found(site, title) == []
    _open_action(page, "发布")
    expect(page.get_by_text("发布").first).to_be_visible()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/(edit/)?$"))
    assert _until(lambda: _found(site, title) == [title], SEARCH_PATIENCE)

    page.goto("/yingxiong-shiji/")
    page.get_by_role("link", name=title).first.click()
    expect(page).to_have_url(re.compile("/yingxiong-shiji/lian-bing-chang-shang-de-tie-jiang-pu/$"))

    page.goto(f"/admin/pages/{index}/")
    page.get_by_role("link", name=title).first.click()
    page.wait_for_url(re.compile(r"/edit/$"))
    page.goto(page.url.replace("/edit/", "/unpublish/"))
    page.get_by_role("button", name=re.compile("是")).click()
    page.wait_for_load_state()
    assert _until(lambda: _found(site, title) == [], SEARCH_PATIENCE)


def test_several_files_are_imported_after_a_look(editor: Page, tmp_path, site):
    page = editor
    good = tmp_path / "通讯.txt"
    good.write_text(
        "山村里的老兵驿站\n\n"
        "示例县报道 通讯员 李示例\n\n"
        "示例县退役军人服务站把闲置的村小学改成了老兵驿站，每逢集日都有人来坐一坐。\n\n"
        "驿站里有一面照片墙，照片是各家自己送来的。\n",
        encoding="utf-8",
    )
    bad = tmp_path / "坏文件.docx"
    bad.write_bytes(b"this is no document")
    page.goto("/admin/import-articles/")
    page.get_by_label("文件").set_input_files([str(good), str(bad)])
    page.get_by_role("button", name="读取文件").click()
    expect(page.get_by_role("heading", name="通讯.txt")).to_be_visible()
    expect(page.get_by_role("heading", name="坏文件.docx")).to_be_visible()
    expect(page.get_by_label("标题")).to_have_value("山村里的老兵驿站")
    page.get_by_role("button", name="导入并发布").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    expect(page.get_by_role("link", name="山村里的老兵驿站").first).to_be_visible()
    assert _until(lambda: _found(site, "山村里的老兵驿站") == ["山村里的老兵驿站"], SEARCH_PATIENCE)


def test_first_day_checklist_is_ticked(editor: Page):
    page = editor
    item = page.get_by_role("button", name=re.compile("打开练习区"))
    expect(item).to_have_attribute("aria-pressed", "false")
    item.click()
    expect(page.get_by_role("button", name=re.compile("打开练习区"))).to_have_attribute(
        "aria-pressed", "true"
    )


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/images/",
        "/admin/snippets/heritage/person/",
        "/admin/snippets/heritage/person/add/",
        "/admin/snippets/heritage/dayinhistory/",
        "/admin/import-articles/",
        "/admin/jobs/",
        "/admin/settings/core/sitesettings/",
        "/admin/reports/site-history/",
    ],
)
def test_admin_pages_keep_to_their_policy(editor: Page, address: str):
    """The fixture fails on console errors, which is where a refused script or style shows."""
    response = editor.goto(address)
    assert response.status == 200
    expect(editor.locator("html")).to_have_attribute("lang", re.compile("zh"))


def test_admin_search_finds_chinese_inside_a_title(editor: Page):
    editor.goto("/admin/pages/search/?q=%E7%94%98%E5%B2%AD")
    expect(editor.get_by_role("main")).to_contain_text("上甘岭：四十三个昼夜")
