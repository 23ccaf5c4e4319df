"""The public page of a person and the index of people."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from heritage.people.enums import LifeStatus, NameKind, Topic
from heritage.people.models import PersonName, PersonSource
from tests.factories import (
    CoreImageFactory,
    PersonFactory,
    PersonIndexPageFactory,
    PlaceFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)
from tests.markup import json_ld, links, meta, soup, texts, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(home):
    return PersonIndexPageFactory(parent=home)


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home, slug="stories")


class TestPerson:
    @pytest.fixture
    def huang(self, people):
        person = PersonFactory(
            name="黄继光",
            birth="1931-01-08",
            death="1952-10-20",
            native_place="四川中江",
            units=["第135团"],
            honours=["特级英雄", "一级国旗勋章"],
            short_life="志愿军某部通信员。",
            portrait=CoreImageFactory(description="黄继光像"),
            portrait_basis="家属同意（2024年5月）",
        )
        PersonName.objects.create(person=person, text="黄际广", kind=NameKind.FORMER)
        PersonSource.objects.create(
            person=person, title="人物志", publisher="某出版社", year=1990, note="生年"
        )
        return person

    def test_what_is_shown(self, client, huang):
        response = client.get("/people/huang-ji-guang/")
        assert response.status_code == 200
        assert texts(response, "h1") == ["黄继光"]
        assert texts(response, ".person__pinyin") == ["huáng jì guāng"]
        assert texts(response, ".person__years") == [f"1931—1952 {LifeStatus.FALLEN.label}"]
        assert texts(response, ".deck") == ["志愿军某部通信员。"]
        facts = dict(zip(texts(response, "dt"), texts(response, "dd"), strict=False))
        assert facts[gettext("Native place")] == "四川中江"
        assert facts[gettext("Born")] == "1931年1月8日"
        assert texts(response, ".facts__honours dd") == ["特级英雄", "一级国旗勋章"]
        assert texts(response, ".career__unit") == ["第135团"]
        assert texts(response, ".sources li") == ["人物志 某出版社 1990 （生年）"]
        assert "黄际广" in words(response)
        assert soup(response).select_one(".plate img")["alt"] == "黄继光像"

    def test_sharing(self, client, huang):
        response = client.get(huang.url)
        found = meta(response)
        assert (found["og:type"], found["og:title"]) == ("profile", "黄继光")
        assert found["og:description"] == "志愿军某部通信员。"
        assert soup(response).find("link", rel="canonical")["href"] == (
            "http://testserver/people/huang-ji-guang/"
        )
        assert json_ld(response) == {
            "@context": "https://schema.org",
            "@type": "Person",
            "name": "黄继光",
            "url": "http://testserver/people/huang-ji-guang/",
            "alternateName": ["黄际广"],
            "description": "志愿军某部通信员。",
            "birthDate": "1931-01-08",
            "deathDate": "1952-10-20",
            "birthPlace": "四川中江",
            "award": ["特级英雄", "一级国旗勋章"],
        }

    def test_breadcrumbs(self, client, home, people, huang):
        response = client.get(huang.url)
        assert texts(response, ".breadcrumbs li") == [gettext("Home"), people.title, "黄继光"]

    def test_stories_that_the_public_may_read(self, client, huang, stories):
        StoryPageFactory(parent=stories, title="公开的故事", people=[huang])
        StoryPageFactory(parent=stories, title="草稿", people=[huang], live=False)
        private = StoryPageFactory(parent=stories, title="不公开", people=[huang])
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        StoryPageFactory(parent=stories, title="别人的故事", people=[PersonFactory()])
        response = client.get(huang.url)
        assert texts(response, ".story-card__title") == ["公开的故事"]

    def test_a_living_person_has_no_end(self, client, people):
        person = PersonFactory(
            name="老战士", birth="1930", life_status=LifeStatus.LIVING, agreed_to=[Topic.BIRTH]
        )
        response = client.get(person.url)
        assert texts(response, ".person__years") == ["1930"]
        labels = set(texts(response, "dt"))
        assert labels & {gettext("Died"), gettext("Fell")} == set()
        assert "—" not in texts(response, ".person__years")[0]

    def test_one_whose_fate_is_unknown(self, client, people):
        person = PersonFactory(name="失踪者", birth="1930", life_status=LifeStatus.MISSING)
        response = client.get(person.url)
        assert texts(response, ".person__years") == [
            f"1930—{gettext('?')} {LifeStatus.MISSING.label}"
        ]

    def test_a_sample_says_so(self, client, people):
        response = client.get(PersonFactory(is_sample=True).url)
        assert texts(response, ".sample-note .badge") == [gettext("Sample")]

    def test_not_before_it_is_published(self, client, admin_client, people):
        person = PersonFactory(live=False)
        for reader in (client, admin_client):
            assert reader.get(person.url).status_code == 404

    def test_without_an_index_the_page_still_stands(self, client, home):
        assert client.get(PersonFactory().url).status_code == 200


class TestIndex:
    def names(self, response) -> list[str]:
        return [person.name for person in response.context["people"]]

    def test_everybody_published_by_strokes_or_pinyin(self, client, people):
        for name in ("黄继光", "邱少云", "董存瑞", "王成"):
            PersonFactory(name=name)
        PersonFactory(name="未公布", live=False)
        response = client.get(people.url)
        assert self.names(response) == ["王成", "邱少云", "黄继光", "董存瑞"]
        response = client.get(people.url, {"sort": "name"})
        assert self.names(response) == ["董存瑞", "黄继光", "邱少云", "王成"]

    @pytest.mark.parametrize(
        ("typed", "names"),
        [
            ("继光", ["黄继光"]),
            ("huang", ["黄继光"]),
            ("huangji", ["黄继光"]),
            ("Huáng Jì", ["黄继光"]),
            ("hjg", ["黄继光"]),
            ("qsy", ["邱少云"]),
            ("黃繼光", ["黄继光"]),
            ("黄际", ["黄继光"]),
            ("  邱 ", ["邱少云"]),
            ("没有", []),
            ("%", []),
            ("' OR 1=1 --", []),
            ("x" * 5000, []),
        ],
    )
    def test_found_by_any_name(self, client, people, typed, names):
        PersonFactory(name="黄继光", other_names=["黄际广", "黄际光"])
        PersonFactory(name="邱少云")
        response = client.get(people.url, {"name": typed})
        assert (response.status_code, self.names(response)) == (200, names)

    def test_narrowed_by_native_place(self, client, people):
        county = PlaceFactory(name="中江县")
        PersonFactory(name="黄继光", place=county)
        PersonFactory(name="邱少云")
        assert self.names(client.get(people.url, {"place": county.slug})) == ["黄继光"]

    def test_by_year_of_birth(self, client, people):
        for name, birth in (("甲", "1931-02"), ("乙", "1926"), ("丙", "1931")):
            PersonFactory(name=name, birth=birth)
        assert self.names(client.get(people.url, {"sort": "birth"})) == ["乙", "丙", "甲"]

    @pytest.mark.parametrize(
        ("query", "status"), [("?page=abc", 400), ("?page=99", 404), ("?sort=name__x", 400)]
    )
    def test_bad_addresses(self, client, people, query, status):
        assert client.get(people.url + query).status_code == status

    def test_as_many_queries_for_thirty_as_for_five(self, people, count_queries):
        def add(count: int) -> None:
            for _ in range(count):
                PersonFactory(place=PlaceFactory())

        add(5)
        few = count_queries(people.url)
        add(25)
        assert count_queries(people.url) == few

    def test_no_door_while_nobody_is_published(self, people):
        PersonFactory(live=False)
        assert people.has_content is False
        PersonFactory()
        assert people.has_content is True

    def test_a_person_is_linked_where_the_record_is(self, client, people):
        person = PersonFactory(name="黄继光")
        assert links(client.get(people.url)).count(person.url) == 1
