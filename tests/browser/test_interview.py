"""From a sentence in the search to its second in the recording, and along its transcript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SENTENCE = "争取民族独立和人民自由幸福"
NOW = "document.querySelector('[data-tape]:not([hidden]) :is(audio, video)').currentTime"


def now(page: Page) -> float:
    """Where the player is, in seconds of its tape."""
    return page.evaluate(NOW)


@pytest.fixture
def moment(page: Page):
    """The sentence as a moment among the results of the search."""
    page.goto(f"/search/?q={SENTENCE}&kind=interview")
    return page.locator(".hit__moments li", has_text=SENTENCE).first


@pytest.fixture
def interview(page: Page, moment) -> str:
    """The page of the interview the sentence is in."""
    address = moment.locator("a").get_attribute("href").partition("#")[0]
    page.goto(address)
    expect(page.locator("[data-player-bar]")).to_be_visible()
    return address


def test_a_sentence_is_found_and_heard_at_its_second(page: Page, moment, axe_is_content):
    link = moment.locator("a")
    second = float(link.get_attribute("href").partition("#t=")[2])
    link.click()
    expect(page.locator("[data-player-bar]")).to_be_visible()
    heard = page.locator(".cue.is-heard")
    expect(heard).to_contain_text(SENTENCE)
    assert second <= now(page) < second + 10
    expect(heard).to_have_attribute("aria-current", "true")
    expect(heard).to_be_in_viewport()
    expect(page.locator("[data-spoken]")).not_to_be_empty()
    axe_is_content()


def test_the_transcript_is_followed_by_keyboard(page: Page, interview):
    times = page.locator(".cue__time")
    times.nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(times.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(times.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    second = float(times.nth(1).get_attribute("value"))
    expect(page.locator(".cue").nth(1)).to_have_attribute("aria-current", "true")
    assert second <= now(page) < second + 10
    page.get_by_role("button", name="暂停").press("Space")
    expect(page.get_by_role("button", name="播放", exact=True)).to_be_visible()


def test_the_speed_is_chosen(page: Page, interview):
    page.get_by_label("语速").select_option("1.5")
    rate = "document.querySelector('[data-tape]:not([hidden]) :is(audio, video)').playbackRate"
    assert page.evaluate(rate) == 1.5


def test_a_sentence_is_found_within(page: Page, interview):
    page.get_by_label("要找的词句").fill("民族独立")
    page.get_by_role("button", name="查找").click()
    hit = page.locator("[data-within-hits] li").first
    expect(hit.locator("mark")).to_have_text("民族独立")
    expect(page.locator("[data-hits] rect")).to_have_count(1)
    hit.locator("a").click()
    expect(page.locator(".cue.is-heard")).to_contain_text("民族独立")


def test_a_selection_is_copied_as_a_link(page: Page, interview, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".cue p").nth(1).select_text()
    page.get_by_role("button", name="复制这一段的链接").click()
    expect(page.get_by_role("button", name="链接已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf".*{re.escape(interview)}#t=[\d.]+,[\d.]+", copied)
    page.get_by_role("button", name="复制引文").click()
    expect(page.get_by_role("button", name="引文已复制")).to_be_visible()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"\(\d+:\d\d\).*\[A/OL\].*#t=[\d.]+\.$", cited)


def test_it_is_read_and_heard_without_a_script(browser, site, interview):
    context = browser.new_context(base_url=site.url, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(interview)
    expect(page.locator("audio[controls]")).to_be_visible()
    page.locator(".cue__time").nth(1).click()
    expect(page).to_have_url(re.compile(r"\?t=[\d.]+#player$"))
    assert "#t=" in page.locator("audio source").first.get_attribute("src")
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_fits_its_window_in_large_type(page: Page, interview, width, axe_is_content):
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_role("button", name="长者模式").click()
    expect(page.locator("html")).to_have_attribute("data-type", "large")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe_is_content()
