"""A township editor's day: the own records, a draft, a contribution, and its answer."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PASSWORD = "kongcun-2024-station"
MAKE = f"""
import json
from django.contrib.auth import get_user_model
from heritage.people.branches import appointing
from heritage.people.models import Organisation, Person
county = Organisation.objects.create(name="测试县退役军人事务局")
own = Organisation.objects.create(name="甲镇服务站", parent=county)
other = Organisation.objects.create(name="乙镇服务站", parent=county)
mine = Person.objects.create(name="甲镇老兵", kept_by=own, live=False)
theirs = Person.objects.create(name="乙镇老兵", kept_by=other, live=False)
user = get_user_model().objects.create_user("township", password="{PASSWORD}")
appointing.appoint(user=user, organisation=own)
print(json.dumps({{"mine": mine.pk, "theirs": theirs.pk, "other": other.pk, "county": county.pk}}))
"""


@pytest.fixture(scope="module")
def made(site) -> dict[str, int]:
    """Two townships with a record each, and an editor of the first."""
    done = site.manage("shell", "--verbosity", "0", "-c", MAKE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


def _log_in(page: Page, name: str, password: str) -> None:
    page.context.clear_cookies()
    page.goto("/admin/login/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/admin/")


def test_a_township_editor_writes_hands_up_and_reads_the_answer(page: Page, site, made):
    _log_in(page, "township", PASSWORD)
    page.goto("/admin/snippets/heritage/person/")
    expect(page.get_by_role("link", name="甲镇老兵").first).to_be_visible()
    expect(page.get_by_text("乙镇老兵")).to_have_count(0)

    page.goto("/admin/snippets/heritage/person/add/")
    page.locator("#id_name").fill("甲镇新录老兵")
    expect(page.locator("[name=action-publish]")).to_have_count(0)
    page.get_by_role("button", name="保存草稿").first.click()
    page.wait_for_url(re.compile(r"/person/edit/\d+/$"))
    page.goto("/admin/snippets/heritage/person/")
    expect(page.get_by_role("link", name="甲镇新录老兵").first).to_be_visible()

    page.goto("/admin/contributions/add/")
    page.locator("#id_title").fill("宣讲进了甲镇小学")
    page.locator("#id_author_name").fill("李示例")
    page.locator("#id_text").fill("宣讲员走进教室，讲了一堂课。")
    page.locator("button[name=hand_up]").click()
    page.wait_for_url(re.compile(r"/admin/contributions/\d+/$"))
    address = page.url

    _log_in(page, "admin", site.password)
    page.goto(address)
    page.locator("#id_remark").fill("补上听讲人数。")
    page.locator("button[value=give_back]").click()
    page.wait_for_url("**/admin/contributions/")

    _log_in(page, "township", PASSWORD)
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text("补上听讲人数。")


def test_addresses_of_another_branch_lead_back_to_the_start(page: Page, made):
    _log_in(page, "township", PASSWORD)
    for kind, name in (("person", "theirs"), ("organisation", "other"), ("organisation", "county")):
        for view in ("edit", "delete", "history", "usage", "copy", "unpublish", "lock"):
            page.goto(f"/admin/snippets/heritage/{kind}/{view}/{made[name]}/")
            expect(page).to_have_url(re.compile(r"/admin/$"))
    page.goto(f"/admin/snippets/heritage/person/edit/{made['mine']}/")
    expect(page).to_have_url(re.compile(rf"/edit/{made['mine']}/$"))
