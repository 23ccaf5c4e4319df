"""An old person asks for a call back on a phone, with the real check against programs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def fill_in(page: Page, *, name: str, phone: str) -> None:
    page.get_by_label("怎么称呼您").fill(name)
    page.get_by_label("电话号码").fill(phone)
    page.get_by_label("需要帮忙填写本网站的表单").check()
    page.get_by_label("我已阅读并同意").check()


def test_asking_for_a_call_and_following_it(page: Page, axe_is_content):
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="请回电").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("请回电")
    expect(page.locator("altcha-widget")).to_be_visible()
    expect(page.locator("[data-check-without]")).to_be_hidden()
    axe_is_content()

    fill_in(page, name="张大爷", phone="138 0013 0001")
    page.get_by_role("button", name="请给我回电话").click()
    page.wait_for_url(re.compile(r"/receipt/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("已收到，谢谢您")
    number = page.locator(".slip__number").inner_text()
    assert re.fullmatch(r"([2-9A-Z]{5}-){2}[2-9A-Z]{5}", number)
    expect(page.get_by_role("main")).to_contain_text("138****0001")
    loaded = "image => image.complete && image.naturalWidth > 0"
    assert page.get_by_role("img", name=re.compile("二维码")).evaluate(loaded)
    axe_is_content()

    page.context.clear_cookies()
    page.goto("/follow/")
    page.get_by_label("回执编号").fill(number.lower().replace("-", " "))
    page.get_by_label("电话号码").fill("13800130001")
    axe_is_content()
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已收到")
    axe_is_content()

    page.get_by_text("我要撤回").click()
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已撤回")
    expect(page.get_by_text("我要撤回")).to_have_count(0)


def test_what_is_missing_is_said_beside_the_field(page: Page, axe_is_content):
    page.expected_faults.append("400")
    page.set_viewport_size(PHONE)
    page.goto("/call-back/")
    page.get_by_label("怎么称呼您").fill("李奶奶")
    page.get_by_role("button", name="请给我回电话").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("电话号码")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("怎么称呼您")).to_have_value("李奶奶")
    axe_is_content()


def test_kept_and_gone_on_with_in_a_second_tab(page: Page, axe_is_content):
    page.expected_faults.append("409")
    page.set_viewport_size(PHONE)
    page.goto("/call-back/")
    page.get_by_label("怎么称呼您").fill("李奶奶")
    page.get_by_label("电话号码").fill("13800130002")
    page.get_by_role("button", name="先保存，以后再填").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("内容已保存")
    axe_is_content()
    link = page.locator(".slip__link a").get_attribute("href")

    page.goto(link)
    second = page.context.new_page()
    second.goto(link)
    second.get_by_label("怎么称呼您").fill("第二页")
    second.get_by_role("button", name="先保存，以后再填").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("内容已保存")
    page.get_by_label("怎么称呼您").fill("第一页")
    page.get_by_role("button", name="先保存，以后再填").click()
    expect(page.get_by_label("怎么称呼您")).to_have_value("第一页")
    page.get_by_text("那边保存的内容").click()
    expect(page.get_by_role("alert").last).to_contain_text("第二页")


def test_the_back_button_sends_nothing_twice(page: Page):
    page.goto("/call-back/")
    fill_in(page, name="王大娘", phone="13800130003")
    page.get_by_role("button", name="请给我回电话").click()
    page.wait_for_url(re.compile(r"/receipt/$"))
    first = page.locator(".slip__number").inner_text()
    page.go_back()
    page.get_by_role("button", name="请给我回电话").click()
    page.wait_for_url(re.compile(r"/receipt/$"))
    assert page.locator(".slip__number").inner_text() == first


def test_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site.url, locale="zh-CN")
    page = context.new_page()
    page.goto("/call-back/")
    expect(page.locator("[data-check-without]")).to_be_visible()
    fill_in(page, name="赵大爷", phone="13800130004")
    page.get_by_role("button", name="请给我回电话").click()
    expect(page.get_by_role("alert")).to_contain_text("秒后再提交")
    expect(page.get_by_label("怎么称呼您")).to_have_value("赵大爷")
    context.close()


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large-type"])
def test_nothing_scrolls_sideways_at_320_px(page: Page, site, large: bool):
    if large:
        page.context.add_cookies([{"name": "large_type", "value": "1", "url": site.url}])
    page.set_viewport_size({"width": 320, "height": 640})
    too_wide = {}

    def look() -> None:
        if (found := page.evaluate("document.documentElement.scrollWidth")) > 320:
            too_wide[page.url] = found

    for address in ("/call-back/", "/follow/", "/intake/kept/call-back/"):
        page.goto(address)
        look()
    page.goto("/call-back/")
    fill_in(page, name="孙大爷", phone=f"1380013001{large:d}")
    page.get_by_role("button", name="请给我回电话").click()
    page.wait_for_url(re.compile(r"/receipt/$"))
    look()
    page.locator(".form__actions").get_by_role("link", name="查询办理情况").click()
    # A click does not wait for the page it leads to.
    page.wait_for_url(re.compile(r"/follow/"))
    look()
    assert too_wide == {}


def test_a_clerk_looks_unmasks_and_moves_on(editor: Page):
    editor.goto("/call-back/")
    fill_in(editor, name="周大爷", phone="13800130005")
    editor.get_by_role("button", name="请给我回电话").click()
    editor.wait_for_url(re.compile(r"/receipt/$"))
    number = editor.locator(".slip__number").inner_text()

    editor.goto(f"/admin/intake/call-back/?receipt={number}")
    expect(editor.get_by_role("main")).to_contain_text("138****0005")
    editor.get_by_role("link", name=number).click()
    expect(editor.get_by_role("main")).not_to_contain_text("13800130005")
    editor.locator("#unmask-contact_phone").check()
    editor.locator("#unmask-reason").fill("回电核实")
    editor.get_by_role("button", name="显示完整内容").click()
    expect(editor.get_by_role("main")).to_contain_text("13800130005")
    editor.locator("#answer").fill("已答复")
    editor.get_by_role("button", name="已回电").click()
    expect(editor.get_by_role("main")).to_contain_text("已回电")
    expect(editor.get_by_role("main")).not_to_contain_text("13800130005")
    editor.goto("/admin/intake/unmaskings/")
    expect(editor.get_by_role("main")).to_contain_text("回电核实")
