"""Sites are found from where the reader stands; an exhibition is walked through by keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SHENYANG = {"latitude": 41.8004, "longitude": 123.4291}
SECTION = "/memorials/"
EXHIBITION = "/memorials/shi-li-lingyuan/lao-wujian/"


def test_the_nearest_sites_from_where_the_reader_stands(page: Page, axe_is_content):
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(SHENYANG)
    page.goto(SECTION)
    page.locator("[data-near-me]").click()
    page.wait_for_url("**/memorials/?*near=41.80%2C123.43*")
    first = page.locator(".site-card").first
    expect(first).to_contain_text("沈阳抗美援朝烈士陵园")
    expect(first.locator(".site-card__distance")).not_to_be_empty()
    axe_is_content()
    first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("沈阳抗美援朝烈士陵园")
    axe_is_content()


def test_an_exhibition_is_walked_through_by_keys(page: Page, axe_is_content):
    page.goto(EXHIBITION)
    axe_is_content()
    page.locator("[data-walk] button").press("Enter")
    walk, picture = page.locator("[data-walk-dialog]"), page.locator("[data-walk-picture]")
    expect(walk).to_be_visible()
    expect(picture).to_be_visible()
    page.keyboard.press("+")
    expect(picture).to_have_attribute("style", "transform: translate(0px, 0px) scale(1.5);")
    page.keyboard.press("ArrowLeft")
    expect(picture).to_have_attribute("style", "transform: translate(80px, 0px) scale(1.5);")
    page.keyboard.press("PageDown")
    second = page.locator("[data-exhibit='2'] .exhibit__name")
    expect(walk.locator(".exhibit__name")).to_have_text(second.inner_text())
    expect(picture).to_have_attribute("style", "transform: translate(0px, 0px) scale(1);")
    axe_is_content()
    page.locator("[data-walk-close]").click()
    expect(walk).to_be_hidden()
