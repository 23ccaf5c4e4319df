"""The first-day checklist on the dashboard."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from home import first_day
from home.models import FirstDayMark
from tests.factories import PracticePageFactory, StoryIndexPageFactory, UserFactory
from tests.markup import soup

pytestmark = pytest.mark.django_db


def test_done_and_not_done(wagtail_base):
    user = UserFactory()
    assert [item["done"] for item in first_day.checklist(user=user)] == [False] * len(
        first_day.ITEMS
    )
    assert first_day.toggle(user=user, item="draft") is True
    assert [item["key"] for item in first_day.checklist(user=user) if item["done"]] == ["draft"]
    assert first_day.toggle(user=user, item="draft") is False
    assert FirstDayMark.objects.count() == 0


def test_each_editor_has_a_list_of_their_own():
    one, other = UserFactory(), UserFactory()
    first_day.toggle(user=one, item="draft")
    assert not any(item["done"] for item in first_day.checklist(user=other))


def test_an_item_that_is_not_on_the_list():
    with pytest.raises(LookupError):
        first_day.toggle(user=UserFactory(), item="nothing")


def test_addresses_lead_into_the_practice_section(admin_client, admin_user, home):
    items = {item["key"]: item["url"] for item in first_day.checklist(user=admin_user)}
    assert (items["practice"], items["draft"]) == ("", "")
    practice = PracticePageFactory(parent=home)
    stories = StoryIndexPageFactory(parent=practice)
    items = {item["key"]: item["url"] for item in first_day.checklist(user=admin_user)}
    assert items["practice"] == reverse("wagtailadmin_explore", args=[practice.pk])
    assert items["draft"] == reverse(
        "wagtailadmin_pages:add", args=["heritage", "storypage", stories.pk]
    )
    for address in items.values():
        assert (address, admin_client.get(address).status_code) == (address, 200)


class TestButton:
    def test_ticked_and_back_to_the_dashboard(self, admin_client, admin_user):
        response = admin_client.post(reverse("rongguang_first_day", args=["person"]))
        assert (response.status_code, response["Location"]) == (302, "/admin/")
        assert FirstDayMark.objects.get().user == admin_user

    def test_by_post_alone(self, admin_client):
        assert admin_client.get(reverse("rongguang_first_day", args=["person"])).status_code == 405
        assert FirstDayMark.objects.count() == 0

    def test_an_item_that_is_none(self, admin_client):
        assert admin_client.post("/admin/first-day/nothing/").status_code == 404

    def test_not_for_strangers(self, client):
        response = client.post(reverse("rongguang_first_day", args=["person"]))
        assert (response.status_code, FirstDayMark.objects.count()) == (302, 0)


def test_the_dashboard_shows_the_list(admin_client, home):
    PracticePageFactory(parent=home)
    page = soup(admin_client.get("/admin/"))
    forms = [form["action"] for form in page.find_all("form") if "first-day" in form["action"]]
    assert forms == [reverse("rongguang_first_day", args=[item.key]) for item in first_day.ITEMS]


def test_who_writes_no_pages_has_no_list(client, home):
    user = UserFactory(is_superuser=False, is_staff=False)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    response = client.get("/admin/")
    forms = [form.get("action", "") for form in soup(response).find_all("form")]
    assert response.status_code == 200
    assert [action for action in forms if "first-day" in action] == []
