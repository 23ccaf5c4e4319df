"""The wall, the years, a page each and the display, as the public reads them."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from wagtail.models import Site

from heritage.honours.models import Honouree
from tests.factories import CoreImageFactory, OrganisationFactory, PersonFactory, PlaceFactory
from tests.factories.honours import HonoursIndexPageFactory

pytestmark = pytest.mark.django_db
WALL = ("/honoured/", "/honoured/years/")


def honoured(name: str, year: int = 2025, **fields) -> Honouree:
    fields = {"title_name": "最美退役军人", "is_shown": True, **fields}
    number = Honouree.objects.count()
    return Honouree.objects.create(name=name, year=year, slug=f"h{number}-{year}", **fields)


@pytest.fixture
def many(home):
    county = PlaceFactory(name="长沙县", slug="chang-sha-xian")
    return [
        honoured("王建国", place=county, category_name="创业"),
        honoured("丁一", category_name="基层"),
        honoured("示例果业", kind="organisation", title_name="十佳军创企业"),
        honoured("李早", year=2023),
        honoured("未公布", is_shown=False),
        honoured("被撤销", revoked_at="2026-01-01T00:00:00Z"),
    ]


def names(client, path: str, **params) -> list[str]:
    page = client.get(path, params)
    assert page.status_code == 200
    return [each.name for each in page.context["page_obj"]]


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        ({}, ["示例果业", "丁一", "王建国", "李早"]),
        ({"sort": "strokes"}, ["丁一", "王建国", "示例果业", "李早"]),
        ({"title": "最美退役军人", "year": "2025"}, ["丁一", "王建国"]),
        ({"place": "chang-sha-xian"}, ["王建国"]),
        ({"category": "基层"}, ["丁一"]),
        ({"year": "2022"}, []),
    ],
)
def test_the_wall_is_narrowed_and_sorted(client, many, params, wanted):
    assert names(client, reverse("honour_wall"), **params) == wanted


@pytest.mark.parametrize("query", ["?sort=x", "?page=0", "?page=a", f"?year={'9' * 101}"])
def test_nonsense_is_refused(client, many, query):
    assert client.get(reverse("honour_wall") + query).status_code == 400


def test_a_year_and_years_side_by_side(client, many):
    page = client.get(reverse("showcase_year", args=[2025]))
    listed = [each.name for each in page.context["page_obj"]]
    assert listed == ["示例果业", "王建国", "丁一"]
    assert (page.context["previous_year"], page.context["next_year"]) == (2023, None)
    for year in (2024, 1900, 99999):
        assert client.get(f"/honoured/{year}/").status_code == 404
    both = client.get(reverse("honour_years"))
    assert both.context["chosen"] == [2023, 2025]
    told = {
        title: [[each.name for each in cell.honourees] for cell in cells]
        for title, cells in both.context["rows"]
    }
    assert told == {
        "最美退役军人": [["李早"], ["丁一", "王建国"]],
        "十佳军创企业": [[], ["示例果业"]],
    }
    one = client.get(reverse("honour_years"), {"year": ["2023", "x"]})
    assert one.context["chosen"] == [2023]


@pytest.fixture
def scattered(home):
    """Honourees of a province with two cities, one of them from a township; one from elsewhere."""
    hunan = PlaceFactory(name="湖南省", slug="hunan", code="430000", level="province")
    changsha = PlaceFactory(
        name="长沙市", slug="changsha", code="430100", level="city", parent=hunan
    )
    county = PlaceFactory(name="长沙县", slug="changsha-xian", code="430121", parent=changsha)
    town = PlaceFactory(name="黄兴镇", slug="huang-xing", level="township", parent=county)
    zhuzhou = PlaceFactory(name="株洲市", slug="zhuzhou", code="430200", level="city", parent=hunan)
    return [
        honoured("甲", place=town, category_name="创业"),
        honoured("乙", place=changsha),
        honoured("丙", place=zhuzhou, year=2024),
        honoured("丁"),
        honoured("未公布", place=county, is_shown=False),
    ]


def parts_of(page) -> list[tuple[str, int]]:
    return [(link.place.name, link.count) for link in page.context["tree"].parts]


def test_a_place_stands_for_all_that_lies_in_it(client, scattered):
    wall, year = reverse("honour_wall"), reverse("showcase_year", args=[2025])
    # The one province of all is passed over.
    assert parts_of(client.get(wall)) == [("长沙市", 2), ("株洲市", 1)]
    for slug, wanted in (
        ("hunan", {"甲", "乙", "丙"}),
        ("changsha", {"甲", "乙"}),
        ("changsha-xian", {"甲"}),
        ("huang-xing", {"甲"}),
    ):
        assert set(names(client, wall, place=slug)) == wanted
        assert set(names(client, year, place=slug)) == wanted - {"丙"}
    chosen = client.get(wall, {"place": "changsha", "category": "创业"})
    assert [each.name for each in chosen.context["page_obj"]] == ["甲"]
    assert parts_of(chosen) == [("黄兴镇", 1)]
    assert [link.place.name for link in chosen.context["tree"].above] == ["湖南省"]
    taken_off = [item["remove_url"] for item in chosen.context["active_filters"]]
    assert taken_off == ["?category=%E5%88%9B%E4%B8%9A", "?place=changsha"]
    # Counts of the facets keep to the place.
    years = next(group for group in chosen.context["filters"] if group.name == "year")
    assert [(option.value, option.count) for option in years.options] == [("2025", 1)]
    display = client.get(reverse("honour_display"), {"place": "changsha"})
    assert display.context["total"] == 2
    assert chosen.context["display_url"].endswith("?category=%E5%88%9B%E4%B8%9A&place=changsha")
    for path in (wall, year, reverse("honour_display")):
        assert client.get(path, {"place": "nowhere"}).status_code == 404
    empty = client.get(year, {"place": "zhuzhou"})
    assert (empty.status_code, list(empty.context["page_obj"])) == (200, [])


def test_nothing_withheld_is_shown(client, many):
    hidden = [each for each in many if not each.is_shown or each.revoked_at]
    for each in hidden:
        for path in ("", "card.png", "qr.svg"):
            assert client.get(f"{each.get_absolute_url()}{path}").status_code == 404
    for path in (reverse("honour_wall"), reverse("honour_years"), "/honoured/2025/"):
        page = client.get(path).content.decode()
        assert [each.name for each in hidden if each.name in page] == []


def test_a_picture_without_the_right_is_not_shown(client, home):
    image = CoreImageFactory()
    without, with_basis = honoured("甲"), honoured("乙")
    Honouree.objects.filter(pk=without.pk).update(image=image)
    Honouree.objects.filter(pk=with_basis.pk).update(image=image, image_basis="本人同意，2026年")
    assert (
        b'<figure class="honouree__picture"' not in client.get(without.get_absolute_url()).content
    )
    page = client.get(with_basis.get_absolute_url())
    assert b'<figure class="honouree__picture"' in page.content
    card = client.get(f"{with_basis.get_absolute_url()}card.png")
    assert card["Content-Type"] == "image/png"
    assert card.content.startswith(b"\x89PNG")


def test_the_display_goes_round(client, many):
    address = reverse("honour_display")
    page = client.get(address, {"title": "最美退役军人", "year": "2025"})
    assert (page.context["honouree"].name, page.context["total"]) in (("王建国", 2), ("丁一", 2))
    assert "page=2" in page.context["next_url"]
    assert "page=2" in page.context["previous_url"]
    last = client.get(address, {"title": "最美退役军人", "year": "2025", "page": "2"})
    assert "page=1" in last.context["next_url"]
    assert client.get(address, {"year": "1950"}).context["total"] == 0
    assert client.get(address, {"year": "x"}).context["total"] == 0


def test_the_wall_costs_the_same_for_many(many, count_queries):
    few = count_queries(reverse("honour_wall"))
    image = CoreImageFactory()
    place = PlaceFactory()
    for number in range(20):
        honoured(f"张{number}", image=image, image_basis="同意", place=place)
    assert count_queries(reverse("honour_wall")) <= few + 1


def test_records_show_what_they_were_chosen_for(client, home):
    person = PersonFactory(name="王建国", live=True)
    station = OrganisationFactory(name="某服务站", live=True)
    mine = honoured("王建国", person=person)
    theirs = honoured("某服务站", organisation=station, kind="organisation")
    honoured("王建国", person=person, is_shown=False, year=2024)
    for record, wanted in ((person, mine), (station, theirs)):
        gathered = client.get(record.get_absolute_url()).context["gathered"]
        assert [page for group in gathered for page in group.pages] == [wanted]


def test_the_sitemap_names_who_is_shown(client, many):
    home = Site.objects.get(is_default_site=True).root_page
    bare = addresses(client)
    HonoursIndexPageFactory(parent=home, slug="honours")
    HonoursIndexPageFactory(parent=home, slug="more")
    shown = [each.get_absolute_url() for each in many[:4]]
    added = ["/honours/", "/more/", *WALL, "/honoured/2025/", "/honoured/2023/", *shown]
    assert Counter(addresses(client)) == Counter([*bare, *added])
    Honouree.objects.update(is_shown=False)
    assert Counter(addresses(client)) == Counter([*bare, "/honours/", "/more/"])


def addresses(client) -> list[str]:
    told = client.get(reverse("sitemap")).content.decode()
    return [urlsplit(address).path for address in re.findall(r"<loc>(.*?)</loc>", told)]
