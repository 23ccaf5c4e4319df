"""Following a corrected fact in the admin."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.log_actions import LogContext

from cms.core.dates import understand
from heritage.people.models import FactChange, Person
from heritage.people.models.ripple import RippleState
from heritage.people.ripple import domain as ripple
from heritage.stories.models import StoryIndexPage, StoryPerson
from tests.factories import (
    PersonFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    UserFactory,
    paragraphs,
)
from tests.heritage.people.posting import edit_form, edit_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return UserFactory(is_superuser=True)


@pytest.fixture
def admin(client, chief):
    client.force_login(chief)
    return client


@pytest.fixture
def hero(home):
    person = PersonFactory(name="陆怀青", birth=understand("1931年").date)
    story = StoryPageFactory(
        parent=StoryIndexPageFactory(parent=home),
        title="放牛娃",
        body=paragraphs("陆怀青，1931年出生。"),
    )
    StoryPerson.objects.create(page=story, person=person)
    return person


def publish_birth(admin, person, birth: str):
    data = edit_form(admin, person)
    return admin.post(
        edit_url(person), {**data, "birth": birth, "action-publish": "1"}, follow=True
    )


def test_after_publishing_the_editor_is_told(admin, hero):
    response = publish_birth(admin, hero, "1930年")
    change = FactChange.objects.get()
    text = response.content.decode()
    assert "1931年" in text
    assert reverse("people_ripple:detail", args=[change.pk]) in text
    assert change.announced is True


def test_each_place_opens_at_its_block(admin, hero):
    publish_birth(admin, hero, "1930年")
    change = FactChange.objects.get()
    item = change.items.get()
    page = admin.get(reverse("people_ripple:detail", args=[change.pk]))
    text = page.content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[item.object_id])
    assert f'href="{edit}#block-{item.block}-section"' in text
    assert "<mark>1931</mark>" in text


def test_it_is_left_with_a_reason_and_taken_up_again(admin, hero):
    publish_birth(admin, hero, "1930年")
    item = FactChange.objects.get().items.get()
    url = reverse("people_ripple:settle", args=[item.pk])
    assert admin.post(url, {"reason": ""}).status_code == 400
    assert admin.post(url, {"reason": "字" * 201}).status_code == 400
    assert admin.get(url).status_code == 405
    assert admin.post(url, {"reason": "引用原文"}).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.reason) == (RippleState.LEFT, "引用原文")
    admin.post(url, {"again": "1"})
    item.refresh_from_db()
    assert item.state == RippleState.OPEN


def test_overview_and_dashboard_show_what_is_open(admin, hero, chief):
    overview = reverse("people_ripple:overview")
    assert "陆怀青" not in admin.get(overview).content.decode()
    publish_birth(admin, hero, "1930年")
    assert "陆怀青" in admin.get(overview).content.decode()
    assert overview in admin.get(reverse("wagtailadmin_home")).content.decode()
    item = FactChange.objects.get().items.get()
    ripple.leave(item=item, reason="引文", user=chief)
    assert "陆怀青" not in admin.get(overview).content.decode()
    assert "陆怀青" in admin.get(f"{overview}?all=1").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_places(
    admin, hero, django_assert_max_num_queries
):
    index = StoryIndexPage.objects.get()
    for number in range(20):
        story = StoryPageFactory(parent=index, title=f"稿{number}", body=paragraphs("1931年"))
        StoryPerson.objects.create(page=story, person=hero)
    publish_birth(admin, hero, "1930年")
    change = FactChange.objects.get()
    assert change.items.count() == 21
    url = reverse("people_ripple:detail", args=[change.pk])
    admin.get(url)
    with django_assert_max_num_queries(45):
        admin.get(url)


@pytest.mark.parametrize("name", ["overview", "detail", "settle"])
def test_somebody_without_the_right_gets_nowhere(client, hero, name):
    person = Person.objects.get(pk=hero.pk)
    person.birth = understand("1930年").date
    with LogContext(user=None):
        person.save_revision().publish()
    item = FactChange.objects.get().items.get()
    visitor = UserFactory(is_staff=True)
    group = Group.objects.create(name="看客")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    visitor.groups.add(group)
    client.force_login(visitor)
    arguments = {"overview": [], "detail": [item.change_id], "settle": [item.pk]}[name]
    url = reverse(f"people_ripple:{name}", args=arguments)
    for method in (client.get, client.post):
        response = method(url, {"reason": "无"})
        assert response.status_code in (302, 403, 405)
        assert response.get("Location", "/admin/") == "/admin/"
    item.refresh_from_db()
    assert item.state == RippleState.OPEN
