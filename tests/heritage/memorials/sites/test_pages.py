"""The page of a site and the section of sites, as a reader finds them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from heritage.memorials.coordinates import Point, metres
from heritage.memorials.enums import Datum, DesignationKind, DesignationLevel, SiteKind
from heritage.memorials.models import SiteClosure, SiteDesignation, SitePerson
from heritage.memorials.sites.near import place_called
from heritage.people.enums import PlaceLevel
from heritage.people.gathering import gathered as gather
from tests.factories import BattleFactory, ConflictFactory, PersonFactory, PlaceFactory
from tests.factories.memorials import RollEntryFactory, RollFactory
from tests.markup import hosts, json_ld, links, texts, words

pytestmark = pytest.mark.django_db

JINAN = (36.65, 117.12)


@pytest.fixture
def shandong():
    """Shandong with Jinan and its Lixia district."""
    province = PlaceFactory(name="山东省", code="370000", level=PlaceLevel.PROVINCE)
    city = PlaceFactory(name="济南市", code="370100", level=PlaceLevel.CITY, parent=province)
    return province, city, PlaceFactory(name="历下区", code="370102", parent=city)


def titles(response) -> list[str]:
    return [text.split()[0] for text in texts(response, ".site-card__title")]


def designate(site, level, kind=DesignationKind.MARTYRS):
    site.designations.add(SiteDesignation(kind=kind, level=level))
    site.save()


def test_a_site_tells_all_a_visitor_must_know(client, make_site, shandong):
    person, hidden = PersonFactory(name="张三"), PersonFactory(name="李四", live=False)
    site = make_site(
        "济南某烈士陵园",
        at=JINAN,
        place=shandong[2],
        address="历下区某路1号",
        other_names="四里山烈士陵园；某公墓",
        hours="每日 8:30—17:00",
        accessibility="北门有坡道",
        graves_named=500,
        graves_unnamed=12,
    )
    designate(site, DesignationLevel.NATIONAL)
    site.person_links = [SitePerson(person=person), SitePerson(person=hidden)]
    site.conflicts = [ConflictFactory(name="解放战争")]
    site.save()
    response = client.get(site.url)
    page = words(response)
    for told in ("四里山烈士陵园、某公墓", "每日 8:30—17:00", "北门有坡道", "500", "12", "张三"):
        assert told in page
    assert "李四" not in page
    assert "geo:36.65,117.12?q=36.65,117.12(%E6" in " ".join(links(response))
    assert hosts(response) == {"testserver"}
    assert json_ld(response)["geo"]["latitude"] == 36.65
    document = site.search_document()
    assert document.aliases == ("四里山烈士陵园", "某公墓")
    assert document.people == ("张三",)
    assert document.facets["place"][-1] == "山东省/济南市/历下区"
    assert document.facets["conflict"] == ("解放战争",)


def test_what_is_given_is_stored_in_wgs84(make_site):
    site = make_site("某陵园", at=(36.651216, 117.120098), given_datum=Datum.GCJ02)
    assert round(site.latitude, 4) == 36.6508
    site.refresh_from_db()
    assert (str(site.given_latitude), site.given_datum) == ("36.651216", Datum.GCJ02)


def test_swapped_coordinates_are_refused_beside_the_field(make_site):
    site = make_site("某陵园")
    site.given_latitude, site.given_longitude = Decimal("87.6"), Decimal("43.8")
    with pytest.raises(ValidationError) as refused:
        site.full_clean()
    assert list(refused.value.message_dict) == ["given_latitude"]


def test_a_closure_is_told_while_it_lasts(client, make_site):
    site, today = make_site("某陵园"), timezone.localdate()
    site.closures = [
        SiteClosure(since=today - datetime.timedelta(9), until=today, reason="修缮"),
        SiteClosure(
            since=today - datetime.timedelta(9),
            until=today - datetime.timedelta(1),
            reason="早已开放",
        ),
    ]
    site.save()
    response = client.get(site.url)
    assert ["修缮" in text for text in texts(response, ".site-page__closed")] == [True]
    assert "早已开放" not in words(response)


def test_nearby_sites_by_true_distance(client, make_site):
    here = make_site("此处陵园", at=JINAN)
    make_site("十公里外", at=(36.74, 117.12))
    make_site("一公里外", at=(36.659, 117.12))
    make_site("外省", at=(34.6, 114.3))
    make_site("更远", at=(20, 110))
    make_site("未公开", at=JINAN, live=False)
    near = client.get(here.url).context["nearby"]
    assert [(each.site.title, round(each.metres, -2)) for each in near] == [
        ("一公里外", 1000),
        ("十公里外", 10_000),
        ("外省", 342_000),
    ]


def test_the_tree_of_places_counts_what_lies_below(client, section, make_site, shandong):
    _province, city, district = shandong
    make_site("甲陵园", place=district)
    make_site("乙陵园", place=city)
    make_site("丙陵园")
    response = client.get(section.url)
    assert texts(response, ".place-tree__parts a") == ["山东省 2"]
    below = client.get(section.url, {"place": city.slug})
    assert (titles(below), texts(below, ".place-tree__parts a")) == (
        ["甲陵园", "乙陵园"],
        ["历下区 1"],
    )
    assert client.get(section.url, {"place": "nowhere"}).status_code == 404


def test_the_list_is_narrowed_by_kind_level_and_war(client, section, make_site):
    war = ConflictFactory(name="抗日战争")
    first = make_site("甲陵园")
    designate(first, DesignationLevel.NATIONAL)
    hall = make_site("乙纪念馆", kinds=[SiteKind.HALL, SiteKind.OLD_SITE])
    designate(hall, DesignationLevel.PROVINCIAL, DesignationKind.HERITAGE)
    hall.conflicts.add(war)
    hall.save()
    for asked, found in (
        ({"kind": "old_site"}, ["乙纪念馆"]),
        ({"level": "national"}, ["甲陵园"]),
        ({"level": "provincial"}, []),
        ({"list": "heritage"}, ["乙纪念馆"]),
        ({"war": war.slug}, ["乙纪念馆"]),
        ({"kind": ["cemetery", "hall"]}, ["甲陵园", "乙纪念馆"]),
        ({"kind": "cemetery", "war": war.slug}, []),
    ):
        assert titles(client.get(section.url, asked)) == found


def test_the_list_by_distance_from_a_place_and_from_here(client, section, make_site, shandong):
    make_site("甲远", at=(37.4, 118.7))
    make_site("乙近", at=(36.66, 117.1))
    make_site("丙未定位")
    order = ["乙近", "甲远", "丙未定位"]
    assert titles(client.get(section.url, {"from": "历下区"})) == order
    assert titles(client.get(section.url, {"from": shandong[2].slug})) == order
    near = client.get(section.url, {"near": "36.65,117.12"})
    assert titles(near) == order
    assert len(texts(near, ".site-card__distance")) == 2
    unknown = client.get(section.url, {"from": "无此地"})
    assert "无此地" in words(unknown)


@pytest.mark.parametrize("near", ["x", "1", "116.4,39.9", "1,2,3", "nan,1", "inf,0", "1" * 60])
def test_a_point_that_is_none_is_a_bad_request(client, section, near):
    assert client.get(section.url, {"near": near}).status_code == 400


def test_drafts_and_private_sites_are_in_no_list(client, section, make_site):
    make_site("草稿陵园", live=False)
    assert titles(client.get(section.url)) == []


def test_the_list_of_a_page_is_read_with_few_queries(
    client, section, make_site, django_assert_max_num_queries
):
    for number in range(12):
        designate(make_site(f"陵园{number}", at=(36 + number / 10, 117)), DesignationLevel.COUNTY)
    client.get(section.url)
    with django_assert_max_num_queries(45):
        client.get(section.url, {"near": "36.65,117.12"})


def test_a_site_shows_its_public_rolls_only(client, make_site):
    site = make_site("某陵园")
    RollEntryFactory(roll=RollFactory(name="公开英名录", site=site))
    RollFactory(name="未公开英名录", site=site, live=False)
    shown = words(client.get(site.url))
    assert "公开英名录" in shown
    assert "未公开英名录" not in shown


def test_a_place_is_found_by_name_the_widest_first(shandong):
    PlaceFactory(name="济南市某镇", level=PlaceLevel.TOWNSHIP, parent=shandong[2])
    assert place_called("济南市") == shandong[1]
    assert place_called("济南") == shandong[1]


def test_sites_and_names_stand_on_the_records_they_belong_to(client, make_site, shandong):
    province, _city, district = shandong
    war, battle, person = ConflictFactory(), BattleFactory(), PersonFactory()
    site = make_site("济南某烈士陵园", place=district)
    site.person_links = [SitePerson(person=person)]
    site.conflicts, site.battles = [war], [battle]
    site.save()
    entry = RollEntryFactory(
        name="王某某", native_place=district, conflict=war, battle=battle, person=person
    )
    RollEntryFactory(name="未公开", native_place=district, live=False)
    for record in (province, district, war, battle, person):
        gathered = {group.kind.name: group.pages for group in gather(record)}
        assert gathered == {"site": [site], "entry": [entry]}
    page = words(client.get(district.url))
    assert "济南某烈士陵园" in page
    assert "王某某" in page
    assert "未公开" not in page


def test_the_doors_on_the_first_page(client, home, section, make_site):
    names = reverse("roll_search")
    assert not {names, section.url} & set(links(client.get("/")))
    make_site("某陵园")
    assert names not in links(client.get("/"))
    RollEntryFactory()
    assert {names, section.url} <= set(links(client.get("/")))


BASE_MAP = {
    "tiles": ["https://t{s}.tiles.example/{z}/{x}/{y}.png"],
    "subdomains": "01",
    "hosts": ["https://*.tiles.example"],
    "review_number": "GS（2024）0000号",
    "attribution": "某图",
    "datum": "gcj02",
    "max_zoom": 18,
}


def test_without_a_base_map_there_is_no_map(client, section, make_site):
    make_site("某陵园", at=JINAN)
    assert client.get(reverse("memorial_map", args=[section.pk])).status_code == 404
    assert "/map/" not in " ".join(links(client.get(section.url)))


def test_the_map_shows_its_number_and_lets_only_its_tiles_in(client, section, make_site, settings):
    settings.BASE_MAP = BASE_MAP
    site = make_site("某陵园", at=JINAN)
    make_site("未定位")
    url = reverse("memorial_map", args=[section.pk])
    assert any(link.startswith(url) for link in links(client.get(section.url)))
    assert f"{url}?at={site.pk}" in links(client.get(site.url))
    response = client.get(url)
    assert "GS（2024）0000号" in words(response)
    policy = response.headers["Content-Security-Policy"]
    assert "img-src 'self' data: https://*.tiles.example" in policy
    assert "tiles.example" not in client.get(section.url).headers["Content-Security-Policy"]
    (mark,) = client.get(reverse("memorial_points", args=[section.pk])).json()["points"]
    assert (mark["title"], mark["url"]) == ("某陵园", site.url)
    # Drawn in GCJ-02, the mark is some five hundred metres from where the site is.
    assert 400 < metres(Point(*mark["at"]), Point(*JINAN)) < 800
