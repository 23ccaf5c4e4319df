"""Somebody already known, shown while a name is typed and asked about on save."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from heritage.people.models import BranchEditor, Organisation, Person
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
ADD = reverse("wagtailsnippets_heritage_person:add")
CHILDREN = ("names", "services", "conflicts", "awards", "sources")


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def answer(**fields) -> dict:
    """What the form posts for a person of whom only ``fields`` are known."""
    counts = {}
    for name in CHILDREN:
        counts |= {f"{name}-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        counts[f"{name}-MAX_NUM_FORMS"] = 1000
    return {"name": "", "life_status": "unknown", **counts, **fields}


def ask(client, **query) -> dict:
    return client.get(reverse("known_people"), query).json()


class TestWhileTyping:
    def test_a_namesake_with_what_tells_them_apart(self, client, editor):
        person = PersonFactory(name="李向陽", birth="1931", native_place="四川中江")
        found = ask(client, name="李向阳", birth="1931年")
        assert found["namesake"]
        (one,) = found["people"]
        assert (one["name"], one["life"]) == ("李向陽", "1931年，四川中江")
        assert one["url"] == reverse("wagtailsnippets_heritage_person:edit", args=[person.pk])
        assert one["why"]

    def test_former_names_and_names_read_alike(self, client, editor):
        PersonFactory(name="赵大山", other_names=["李向阳"])
        PersonFactory(name="黎项扬")
        found = ask(client, name="李向阳")
        assert [one["name"] for one in found["people"]] == ["赵大山", "黎项扬"]

    def test_nobody(self, client, editor):
        PersonFactory(name="李向阳")
        for query in ({}, {"name": ""}, {"name": "王秀英"}, {"name": "李"}):
            assert ask(client, **query) == {"message": "", "namesake": False, "people": []}

    def test_the_record_being_edited_is_left_out(self, client, editor):
        person = PersonFactory(name="李向阳")
        assert ask(client, name="李向阳", exclude=person.pk)["people"] == []

    @pytest.mark.parametrize(
        "query",
        [
            {"name": "李" * 5000},
            {"name": "李向阳", "exclude": "1 or 1"},
            {"name": "李向阳", "exclude": "9" * 30},
            {"name": "李向阳", "exclude": "²"},
            {"name": "李向阳", "birth": "9999999999年"},
        ],
    )
    def test_wild_questions(self, client, editor, query):
        assert client.get(reverse("known_people"), query).status_code == 200

    def test_only_for_those_who_write_records(self, client):
        user = UserFactory()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        assert client.get(reverse("known_people"), {"name": "李"}).status_code == 403
        client.logout()
        assert client.get(reverse("known_people"), {"name": "李"}).status_code in (302, 403)

    def test_a_branch_sees_its_own_drafts_and_what_is_public(self, client):
        user = UserFactory()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        own = Organisation.objects.create(name="示例站", live=True)
        other = Organisation.objects.create(name="别的站", live=True)
        BranchEditor.objects.create(user=user, organisation=own)
        client.force_login(user)
        for home, live, place in ((own, False, "甲"), (other, False, "乙"), (other, True, "丙")):
            PersonFactory(name="李向阳", kept_by=home, live=live, native_place=place)
        found = ask(client, name="李向阳")["people"]
        assert [one["life"] for one in found] == ["甲", "丙"]
        assert ["/admin/" in one["url"] for one in found] == [True, False]


class TestOnSave:
    def test_a_namesake_holds_the_record_up_once(self, client, editor):
        PersonFactory(name="李向阳", birth="1931", native_place="四川中江")
        held = client.post(ADD, answer(name="李向阳"))
        assert held.status_code == 200
        assert Person.objects.count() == 1
        text = held.content.decode()
        assert "四川中江" in text
        assert "data-known-tick hidden" not in text
        assert text.count('name="is_another"') == 1
        assert client.post(ADD, answer(name="李向阳", is_another="on")).status_code == 302
        assert Person.objects.filter(name="李向阳").count() == 2

    def test_a_former_name_counts(self, client, editor):
        PersonFactory(name="赵大山", other_names=["李向阳"])
        assert client.post(ADD, answer(name="李向阳")).status_code == 200

    def test_dates_that_exclude_it_do_not(self, client, editor):
        PersonFactory(name="李向阳", birth="1931")
        assert client.post(ADD, answer(name="李向阳", birth="1990")).status_code == 302

    def test_nobody_of_the_name(self, client, editor):
        assert client.post(ADD, answer(name="李向阳")).status_code == 302

    def test_a_record_whose_name_stays_is_not_asked_about(self, client, editor):
        PersonFactory(name="李向阳")
        second = PersonFactory(name="李向阳")
        address = reverse("wagtailsnippets_heritage_person:edit", args=[second.pk])
        given = answer(name="李向阳", slug=second.slug, pinyin=second.pinyin, death_place="某地")
        assert client.post(address, given).status_code == 302
        renamed = PersonFactory(name="王秀英")
        address = reverse("wagtailsnippets_heritage_person:edit", args=[renamed.pk])
        given = answer(name="李向阳", slug=renamed.slug, pinyin=renamed.pinyin)
        assert client.post(address, given).status_code == 200
        assert client.post(address, {**given, "is_another": "on"}).status_code == 302
