"""The public pages of units, wars, battles, honours, places, organisations and teams."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext

from heritage.people.enums import PlaceLevel
from heritage.people.models import (
    Figure,
    OrganisationHonour,
    PersonConflict,
    PersonHonour,
    PersonService,
    PersonSource,
    TeamActivity,
    TeamMember,
    UnitHonour,
)
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    BattleFactory,
    ConflictFactory,
    HonourFactory,
    OrganisationFactory,
    PersonFactory,
    PersonIndexPageFactory,
    PlaceFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    TeamFactory,
    UnitFactory,
)
from tests.markup import json_ld, links, meta, soup, texts, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(home):
    PersonIndexPageFactory(parent=home)
    return StoryIndexPageFactory(parent=home, slug="stories")


class TestUnit:
    def test_above_below_before_after(self, client, home):
        army = UnitFactory(
            name="第15军", formed="1949-02", other_names="十五军", aliases="秘密番号"
        )
        division = UnitFactory(name="第45师", parent=army)
        UnitFactory(name="未公布团", parent=army, live=False)
        before = UnitFactory(name="第9纵队", continued_as=army)
        response = client.get(army.url)
        assert (response.status_code, texts(response, "h1")) == (200, ["第15军"])
        assert {division.url, before.url} <= set(links(response))
        assert "未公布团" not in words(response)
        assert "秘密番号" not in response.content.decode()
        assert texts(client.get(division.url), ".breadcrumbs li")[-2:] == ["第15军", "第45师"]

    def test_who_served_with_post_and_period_by_strokes(self, client, home):
        army = UnitFactory(name="第15军")
        regiment = UnitFactory(name="第135团", parent=army)
        for name, unit in (("黄继光", regiment), ("王成", army)):
            PersonService.objects.create(
                person=PersonFactory(name=name), unit=unit, post="战士", since="1951-03"
            )
        PersonService.objects.create(person=PersonFactory(live=False), unit=army)
        response = client.get(army.url)
        assert texts(response, ".name-list li") == [
            "王成 战士 1951年3月—",
            "黄继光 第135团 战士 1951年3月—",
        ]

    def test_honours_and_battles(self, client, home):
        unit = UnitFactory(name="某连")
        UnitHonour.objects.create(unit=unit, honour=HonourFactory(name="英雄连"), awarded_on="1953")
        battle = BattleFactory(name="上甘岭战役")
        battle.units.add(unit)
        battle.save()
        response = client.get(unit.url)
        assert texts(response, ".facts__honours dd") == ["英雄连 （1953年）"]
        assert battle.url in links(response)
        assert unit.url in links(client.get(battle.url))

    def test_not_before_it_is_published(self, client, admin_client, home):
        unit = UnitFactory(live=False)
        assert [reader.get(unit.url).status_code for reader in (client, admin_client)] == [404, 404]

    def test_says_when_there_is_nothing(self, client, home):
        response = client.get(UnitFactory().url)
        assert texts(response, ".empty strong") == [gettext("Nothing has been gathered here yet.")]

    def test_schema_and_address(self, client, home):
        army = UnitFactory(name="第15军", formed="1949-02", summary="志愿军部队。")
        response = client.get(UnitFactory(name="第45师", parent=army, slug="45-shi").url)
        assert json_ld(response) == {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": "第45师",
            "url": "http://testserver/units/45-shi/",
            "parentOrganization": {
                "@type": "Organization",
                "name": "第15军",
                "url": f"http://testserver{army.url}",
            },
        }
        assert soup(response).find("link", rel="canonical")["href"] == (
            "http://testserver/units/45-shi/"
        )
        assert meta(client.get(army.url))["description"] == "志愿军部队。"


class TestWarAndBattle:
    def test_battles_in_order_and_people(self, client, home):
        war = ConflictFactory(name="抗美援朝战争", began="1950-10", ended="1953-07")
        later = BattleFactory(name="后一战", conflict=war, began="1952-10")
        earlier = BattleFactory(name="前一战", conflict=war, began="1950-11")
        person = PersonFactory(name="黄继光")
        PersonConflict.objects.create(person=person, battle=later)
        response = client.get(war.url)
        assert texts(response, ".record-list a") == ["前一战", "后一战"]
        assert texts(response, ".name-list a") == ["黄继光"]
        assert texts(client.get(later.url), ".name-list a") == ["黄继光"]
        assert texts(client.get(earlier.url), ".name-list a") == []
        assert json_ld(response)["startDate"] == "1950-10"

    def test_stories_through_people_and_by_the_editor(self, client, stories):
        war = ConflictFactory(name="抗美援朝战争")
        person = PersonFactory()
        PersonConflict.objects.create(person=person, conflict=war)
        StoryPageFactory(parent=stories, title="经由人物", people=[person])
        chosen = StoryPageFactory(parent=stories, title="编辑选定")
        chosen.conflicts.add(war)
        chosen.save()
        StoryPageFactory(parent=stories, title="草稿", people=[person], live=False)
        StoryPageFactory(parent=stories, title="无关")
        assert set(texts(client.get(war.url), ".story-card__title")) == {"经由人物", "编辑选定"}


class TestHonour:
    def test_holders_by_strokes_and_bodies(self, client, home):
        honour = HonourFactory(name="特等功")
        for name in ("黄继光", "王成"):
            PersonHonour.objects.create(
                person=PersonFactory(name=name), honour=honour, awarded_on="1953-04"
            )
        OrganisationHonour.objects.create(
            organisation=OrganisationFactory(name="某局"), honour=honour
        )
        response = client.get(honour.url)
        assert texts(response, ".name-list li") == ["王成 1953年4月", "黄继光 1953年4月"]
        assert texts(response, ".record-list a") == ["某局"]
        assert gettext("By strokes of the surname") != ""

    def test_many_are_paged_in_as_many_queries(self, home, client, count_queries):
        honour = HonourFactory()

        def give(number: int) -> None:
            for _ in range(number):
                PersonHonour.objects.create(person=PersonFactory(), honour=honour)

        give(3)
        few = count_queries(honour.url)
        give(60)
        # One more: whether there is a page after this one needs no query, the count does.
        assert count_queries(honour.url) <= few + 1
        assert len(texts(client.get(honour.url), ".name-list li")) == 48
        assert len(texts(client.get(f"{honour.url}?page=2"), ".name-list li")) == 15
        assert client.get(f"{honour.url}?page=9").status_code == 404
        assert client.get(f"{honour.url}?page=x").status_code == 400


class TestPlace:
    @pytest.fixture
    def sichuan(self, home):
        return PlaceFactory(name="四川省", level=PlaceLevel.PROVINCE, code="510000")

    def test_gathers_what_its_parts_have(self, client, stories, sichuan):
        county = PlaceFactory(name="中江县", parent=sichuan, code="510623")
        empty = PlaceFactory(name="空县", parent=sichuan, code="510699")
        PersonFactory(name="黄继光", place=county)
        StoryPageFactory(parent=stories, title="故事", places=[county])
        BattleFactory(name="某战斗", place=county)
        response = client.get(sichuan.url)
        assert texts(response, ".name-list a") == ["黄继光"]
        assert texts(response, ".story-card__title") == ["故事"]
        assert texts(response, ".record-page__main .record-list a") == ["中江县", "某战斗"]
        assert texts(response, ".record-page__others a") == ["空县"]
        assert texts(client.get(county.url), ".breadcrumbs li")[-2:] == ["四川省", "中江县"]
        assert texts(client.get(empty.url), ".empty strong") != []

    def test_articles_from_there(self, client, home, sichuan):
        ArticlePageFactory(parent=ArticleIndexPageFactory(parent=home), title="报道", place=sichuan)
        assert texts(client.get(sichuan.url), ".article-card__title a") == ["报道"]


class TestOrganisationAndTeam:
    def test_tree_contact_and_figures_side_by_side(self, client, home):
        bureau = OrganisationFactory(name="某局", phone="000-1234", address="某路1号")
        OrganisationFactory(name="某中心", parent=bureau)
        TeamFactory(name="某队", organisation=bureau)
        for value, source in ((30, "甲报告"), (127, "乙报告")):
            Figure.objects.create(
                organisation=bureau,
                measure="志愿服务队",
                value=value,
                unit="支",
                period_from="2024",
                period_to="2024",
                source=source,
            )
        response = client.get(bureau.url)
        shown = words(response)
        assert [word for word in ("000-1234", "某路1号") if word not in shown] == []
        assert texts(response, ".figures__number") == ["30支", "127支"]
        assert texts(response, ".figures__source") == ["甲报告", "乙报告"]
        assert len(texts(response, ".figures__contradiction")) == 1
        assert {"某中心", "某队"} <= set(texts(response, ".record-list a"))

    def test_members_who_agreed_and_the_log_by_year(self, client, home):
        team = TeamFactory(name="某队")
        for order, (name, agreed) in enumerate([("甲", True), ("乙", False)]):
            TeamMember.objects.create(team=team, name=name, agreed=agreed, sort_order=order)
        for day in ("2024-03-05", "2025-04-04"):
            TeamActivity.objects.create(team=team, held_on=day, title=f"活动{day}")
        response = client.get(team.url)
        assert texts(response, ".name-list__name") == ["甲"]
        assert "乙" not in words(response)
        assert texts(response, ".team-log__year") == ["2025", "2024"]
        assert texts(response, ".team-log h4") == ["活动2025-04-04", "活动2024-03-05"]


class TestPerson:
    def test_a_dispute_stands_beside_what_the_record_says(self, client, home):
        person = PersonFactory(birth="1931", birth_as_written="民国二十年")
        PersonSource.objects.create(person=person, title="甲志", topic="birth", sort_order=0)
        PersonSource.objects.create(
            person=person, title="乙志", topic="birth", says="1930年", sort_order=1
        )
        PersonSource.objects.create(person=person, title="甲志", topic="death", sort_order=2)
        response = client.get(person.url)
        assert texts(response, ".sources li") == ["甲志", "乙志"]
        assert "民国二十年" in texts(response, ".fact__written")[0]
        assert [link["href"] for link in soup(response).select(".facts .footnote a")] == [
            "#source-1",
            "#source-2",
        ]
        assert "1930年" in texts(response, ".fact__otherwise")[0]

    def test_statements_lead_to_the_records(self, client, home):
        person = PersonFactory(place=PlaceFactory(name="中江县"), native_place="四川中江")
        unit, honour, battle = UnitFactory(), HonourFactory(), BattleFactory()
        hidden = HonourFactory(name="未公布", live=False)
        PersonService.objects.create(person=person, unit=unit)
        PersonHonour.objects.create(person=person, honour=honour)
        PersonHonour.objects.create(person=person, honour=hidden)
        PersonConflict.objects.create(person=person, battle=battle)
        found = set(links(client.get(person.url)))
        assert {unit.url, honour.url, battle.url, person.place.url} <= found
        assert hidden.url not in found

    def test_citation(self, client, home):
        (citation,) = texts(client.get(PersonFactory(name="黄继光").url), ".citation__text")
        assert "黄继光[EB/OL]. " in citation
        assert citation.endswith("http://testserver/people/huang-ji-guang/.")

    def test_the_address_of_a_merged_record_leads_on(self, client, home):
        kept = PersonFactory(name="黄继光")
        gone = PersonFactory(name="黄际广", live=False, merged_into=kept)
        response = client.get(gone.url)
        assert (response.status_code, response["Location"]) == (301, kept.url)

    def test_on_paper(self, client, home):
        response = client.get(f"{PersonFactory().url}record.pdf")
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        assert response.content.startswith(b"%PDF-")
        assert client.get("/people/nobody/record.pdf").status_code == 404
