"""The way of somebody who searches: typing, choosing, narrowing, opening, hearing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Request, expect

from search.engines.embedded import EmbeddedEngine
from tests.search.views.samples import RECORDING

pytestmark = pytest.mark.browser
ASKED = re.compile(r"/search/suggest\?")


@pytest.fixture
def field(page: Page):
    """The search field of the first page."""
    page.goto("/")
    return page.get_by_role("combobox", name="站内搜索").first


@pytest.fixture
def requests(page: Page) -> list[str]:
    """What the page asks suggestions for."""
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if ASKED.search(r.url) else None)
    return asked


@pytest.fixture(scope="session")
def recording(site):
    """A recording in the served site's index; no page type makes one yet."""
    EmbeddedEngine(site.var / "search").index([RECORDING])
    return RECORDING


def test_from_a_word_to_a_result(page: Page, field, axe_is_content):
    field.fill("上甘岭")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    expect(page.locator(".hit mark").first).to_be_visible()
    axe_is_content()
    total = page.locator(".hits > li").count()

    page.locator(".filters a", has_text="英雄事迹").click()
    expect(page).to_have_url(re.compile("kind=story"))
    expect(page.locator(".active-filters")).to_contain_text("英雄事迹")
    assert 0 < page.locator(".hits > li").count() <= total
    axe_is_content()

    page.get_by_role("link", name=re.compile("去掉条件")).click()
    expect(page.locator(".active-filters")).to_have_count(0)
    page.get_by_role("link", name="按标题笔画").click()
    expect(page).to_have_url(re.compile("sort=strokes"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("sort="))

    page.locator(".hit__title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_regions_open_step_by_step(page: Page, axe_is_content):
    page.goto("/search/?kind=person")
    group = page.locator(".filters__group", has=page.get_by_role("heading", name="地区"))
    before = group.locator("a").count()
    group.locator("a").first.click()
    expect(group.locator("a[aria-current]")).to_have_count(1)
    assert group.locator("a").count() > before
    group.locator(".filters__options .filters__options a").first.click()
    expect(page.locator(".active-filters")).to_contain_text("›")
    axe_is_content()


class TestSuggestions:
    def test_by_keyboard(self, page: Page, field, axe_is_content):
        expect(field).to_have_attribute("aria-expanded", "false")
        field.press_sequentially("hjg")
        listed = page.get_by_role("listbox", name="检索建议")
        expect(listed).to_be_visible()
        expect(field).to_have_attribute("aria-expanded", "true")
        expect(
            listed.get_by_role("group", name="人物").get_by_role("option").first
        ).to_contain_text("黄继光")
        expect(page.get_by_role("status").filter(has_text="条建议")).to_have_count(1)
        axe_is_content()

        field.press("ArrowDown")
        chosen = listed.locator("[aria-selected=true]")
        expect(chosen).to_have_count(1)
        assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
        axe_is_content()
        field.press("Home")
        expect(chosen).to_have_count(0)
        field.press("ArrowUp")
        expect(listed.get_by_role("option").last).to_have_attribute("aria-selected", "true")
        field.press("ArrowDown")
        expect(chosen).to_have_count(0)

        field.press("Escape")
        expect(listed).to_be_hidden()
        expect(field).to_have_value("hjg")
        field.press("ArrowDown")
        expect(listed).to_be_visible()
        field.press("Enter")
        expect(page).to_have_url(re.compile("/people/huang-jiguang/$"))

    def test_by_touch_on_a_phone(self, page: Page):
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto("/search/")
        page.get_by_role("combobox").press_sequentially("上甘")
        option = page.get_by_role("option").first
        expect(option).to_be_visible()
        assert option.bounding_box()["height"] >= 44
        option.click()
        expect(page).not_to_have_url(re.compile("/search/"))

    def test_enter_searches_for_what_was_typed(self, page: Page, field):
        field.press_sequentially("上甘")
        expect(page.get_by_role("listbox")).to_be_visible()
        field.press("Enter")
        expect(page).to_have_url(re.compile(r"/search/\?q=%E4%B8%8A%E7%94%98$"))

    def test_leaving_the_field_closes_them(self, page: Page, field):
        field.press_sequentially("上甘")
        expect(page.get_by_role("listbox")).to_be_visible()
        field.press("Tab")
        expect(page.get_by_role("listbox")).to_be_hidden()

    def test_nothing_is_asked_while_an_input_method_is_open(self, page: Page, field, requests):
        field.focus()
        keyboard = page.context.new_cdp_session(page)
        for letters in ("h", "hu", "huang"):
            keyboard.send(
                "Input.imeSetComposition",
                {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
            )
        expect(field).to_have_value("huang")
        keyboard.send("Input.insertText", {"text": "黄"})
        expect(page.get_by_role("listbox")).to_be_visible()
        assert [url.rpartition("=")[2] for url in requests] == ["%E9%BB%84"]

    def test_an_older_answer_never_replaces_a_newer(self, page: Page, field):
        held = []

        def hold(route):
            if len(held) == 0:
                held.append(route)
            else:
                route.continue_()

        page.route(ASKED, hold)
        with page.expect_request(ASKED):
            field.press_sequentially("上")
        field.press_sequentially("甘岭")
        expect(page.get_by_role("option").first).to_contain_text("上甘岭")
        shown = page.get_by_role("option").all_inner_texts()
        held[0].fulfill(json={"query": "上", "groups": []})
        page.evaluate("() => new Promise((done) => setTimeout(done))")
        assert page.get_by_role("option").all_inner_texts() == shown


class TestRecordings:
    def test_moments_lead_into_them(self, page: Page, recording, axe_is_content):
        page.goto("/search/?q=踏着冰过江")
        hit = page.locator(".hit", has_text=recording.title)
        moment = hit.get_by_role("link", name=re.compile("1:23"))
        expect(moment).to_have_attribute("href", f"{recording.url}#t=83.5")
        expect(hit).to_contain_text("张德胜")
        axe_is_content()


class TestOpened:
    def test_is_told_without_saying_who(self, page: Page, site):
        told: list[Request] = []
        page.on("request", lambda r: told.append(r) if r.url.endswith("/search/opened") else None)
        page.goto("/search/?q=上甘岭")
        with page.context.expect_page():
            page.locator(".hit__title a").first.click(modifiers=["Control"])
        (request,) = told
        assert request.response().status == 204
        sent = re.findall(r'name="(\w+)"\r\n\r\n([^\r]*)', request.post_data)
        assert [name for name, _value in sent] == ["csrfmiddlewaretoken", "q", "key"]
        assert re.fullmatch(r"[a-z]+:\d+", sent[2][1])


STATES = [
    "/search/",
    "/search/?q=上甘岭",
    "/search/?q=上甘岭&kind=story&kind=person&place=四川省&sort=newest",
    "/search/?q=龘龘龘龘",
    "/search/?q=上甘岭&page=x",
    "/search/?q=上甘岭&page=400",
    "/search/?q=踏着冰过江",
]


class TestStates:
    @pytest.mark.parametrize("address", STATES)
    @pytest.mark.parametrize("large", [False, True], ids=["normal", "large-type"])
    def test_fits_and_can_be_read(
        self, page: Page, address, large, site, recording, axe_is_content
    ):
        page.expected_faults.append("400")
        if large:
            page.context.add_cookies([{"name": "large_type", "value": "1", "url": site.url}])
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(address)
        page.evaluate(
            "document.querySelectorAll('main details').forEach((one) => { one.open = true })"
        )
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        axe_is_content()

    def test_on_paper_stand_the_results_alone(self, page: Page):
        page.goto("/search/?q=上甘岭")
        page.emulate_media(media="print")
        expect(page.locator(".hit").first).to_be_visible()
        for selector in (".filters", ".search-form", ".search-help", ".search-ways", ".sorts"):
            expect(page.locator(selector).first).to_be_hidden()


def test_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site.url, locale="zh-CN")
    page = context.new_page()
    page.goto("/search/")
    page.get_by_role("searchbox").fill("黄继光")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".hit__title").first).to_contain_text("黄继光")
    page.locator(".filters a", has_text="英雄事迹").click()
    expect(page.locator(".active-filters")).to_contain_text("英雄事迹")
    context.close()
