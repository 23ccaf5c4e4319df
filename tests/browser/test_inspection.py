"""A custodian inspects a site on a phone while the connection comes and goes."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_kin import PICTURE

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def test_inspected_on_a_phone_with_a_broken_connection(editor: Page):
    page = editor
    page.set_viewport_size(PHONE)
    page.goto("/admin/inspections/")
    page.locator(".inspection-ways .button").first.click()
    page.wait_for_url(re.compile(r"/sites/\d+/new/$"))
    address = page.url
    form = page.locator("form.inspect[data-ready]")
    expect(form).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = Axe().run(page, context="form.inspect").response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []

    form.locator("[name=grade_stele][value=poor]").check()
    form.locator("[name=note_stele]").fill("碑座有裂缝")
    picture = {"name": "碑.png", "mimeType": "image/png", "buffer": PICTURE}
    form.locator("[name=pictures_stele]").set_input_files(picture)
    form.locator("[name=defect-0-what]").fill("碑座开裂")
    expect(page.locator("[data-inspection-forget]")).to_be_visible()

    page.reload()
    form = page.locator("form.inspect[data-ready]")
    expect(form.locator("[name=note_stele]")).to_have_value("碑座有裂缝")
    expect(form.locator("[name=grade_stele][value=poor]")).to_be_checked()
    files = form.locator("[name=pictures_stele]")
    assert files.evaluate("input => input.files[0].name") == "碑.png"

    page.expected_faults.append("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    form.locator(".inspect__send [type=submit]").click()
    status = form.locator("[data-inspection-status]")
    expect(status).to_have_text(form.get_attribute("data-words-offline"))
    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/admin/inspections/\d+/$"))
    expect(page.locator(".inspection-defect h3")).to_have_text("碑座开裂")
    loaded = "image => image.complete && image.naturalWidth > 0"
    photo = page.locator(".inspection-pictures img").first
    photo.scroll_into_view_if_needed()
    expect(photo).to_be_visible()
    page.wait_for_function(f"({loaded})(document.querySelector('.inspection-pictures img'))")

    page.goto(address)
    expect(page.locator("form.inspect[data-ready] [name=note_stele]")).to_have_value("")
