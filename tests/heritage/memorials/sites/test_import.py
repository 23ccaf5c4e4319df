"""Sites come in as drafts, once, with what the list knows and what was not understood."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from heritage.memorials.enums import SiteKind
from heritage.memorials.models import MemorialIndexPage, MemorialSitePage
from heritage.people.enums import PlaceLevel
from tests.factories import BattleFactory, PlaceFactory
from tests.shared_data import SHARED, needs_shared

pytestmark = pytest.mark.django_db


def record(name, *, owl="Relic", **given):
    return {
        "uri": f"http://example.org/{owl}.owl#{name}",
        "name": name,
        "types": given.get("types", ["旧址"]),
        "props": given.get("props", {}),
        "links": given.get("links", {}),
        "text": given.get("text", ""),
    }


def place(name, coordinates, kind="县"):
    return record(name, owl="Location", types=[kind], props={"经纬度": [coordinates]})


@pytest.fixture
def imported(tmp_path, capsys):
    """Imports records from a file of each kind; gives the report."""

    def run(sites, places=(), *arguments):
        lines = [each if isinstance(each, str) else json.dumps(each) for each in sites]
        (tmp_path / "relic.jsonl").write_text("\n".join(lines), encoding="utf-8")
        text = "\n".join(json.dumps(each, ensure_ascii=False) for each in places)
        (tmp_path / "location.jsonl").write_text(text, encoding="utf-8")
        call_command("import_sites", str(tmp_path / "relic.jsonl"), "--json", *arguments)
        return json.loads(capsys.readouterr().out)

    return run


def told(report):
    return [(fault["row"], fault["column"], fault["value"]) for fault in report["faults"]]


def test_a_draft_has_all_the_list_knows(imported, section):
    province = PlaceFactory(name="湖南省", code="430000", level=PlaceLevel.PROVINCE)
    county = PlaceFactory(name="宜章县", code="431022", parent=province)
    battle = BattleFactory(name="湘南起义")
    site = record(
        "宜章县湘南暴动指挥部旧址",
        props={"地理位置": ["湖南省宜章县城关镇某街1号"]},
        links={"相关事件": ["湘南起义"]},
        text="第一行。\n第二行<原文>。",
    )
    report = imported([site], [place("宜章县", "112.947884,25.394345")])
    assert (report["created"], report["located"], report["placed"]) == ([site["name"]], 1, 1)
    page = MemorialSitePage.objects.get()
    assert (page.live, page.get_parent().pk, page.place) == (False, section.pk, county)
    assert (page.latitude, page.longitude) == (25.394345, 112.947884)
    assert page.location_is_rough
    assert page.address == "湖南省宜章县城关镇某街1号"
    assert page.kinds == [SiteKind.OLD_SITE]
    assert not page.takes_tribute
    assert [block.value.source for block in page.body] == [
        "<p>第一行。</p><p>第二行&lt;原文&gt;。</p>"
    ]
    assert list(page.battles.all()) == [battle]
    assert page.get_latest_revision_as_object().address == page.address


def test_the_same_list_again_doubles_nothing(imported, section, make_site):
    make_site("某地烈士陵园")
    sites = [record("某地旧址"), record("某地烈士陵园")]
    assert imported(sites)["created"] == ["某地旧址"]
    MemorialSitePage.objects.filter(title="某地旧址").update(title="改了名的旧址")
    again = imported(sites)
    assert (again["created"], again["known"]) == ([], ["某地旧址", "某地烈士陵园"])
    assert MemorialSitePage.objects.count() == 2


def test_swapped_coordinates_are_told_by_row_and_not_taken(imported, section):
    site = record("某旧址", props={"地理位置": ["某县"]})
    report = imported([site], [place("别县", "113.1,25.1"), place("某县", "25.394345,112.947884")])
    assert (2, "经纬度", "25.394345,112.947884") in told(report)
    assert report["located"] == 0
    assert MemorialSitePage.objects.get().latitude is None


def test_of_two_places_of_a_name_the_one_nearby_counts(imported, section):
    site = record("某旧址", props={"地理位置": ["甲县城关镇"]})
    far = place("城关镇", "87.6,43.8", "镇")
    report = imported([site], [place("甲县", "112.9,25.4"), far])
    assert (1, "地理位置", "城关镇") in told(report)
    assert MemorialSitePage.objects.get().longitude == 112.9


def test_a_broken_line_stops_no_other(imported, section):
    report = imported(
        ["{", record("甲旧址"), json.dumps(["list"]), '{"name": ""}', record("乙旧址")]
    )
    assert report["created"] == ["甲旧址", "乙旧址"]
    assert report["refused"] == 3
    assert [fault["row"] for fault in report["faults"] if fault["column"] in ("", "name")] == [
        1,
        3,
        4,
    ]


def test_a_dry_run_keeps_nothing(imported, home):
    assert imported([record("某旧址")], (), "--dry-run")["created"] == ["某旧址"]
    assert not MemorialIndexPage.objects.exists()


def test_a_section_there_is_not_is_told(imported, section):
    with pytest.raises(CommandError, match="nowhere"):
        imported([record("某旧址")], (), "--parent", "nowhere")


def test_a_person_among_the_places_is_no_site(imported, section):
    report = imported([record("某旧址"), record("某人", owl="Personage")])
    assert report["created"] == ["某旧址"]
    assert [fault["column"] for fault in report["faults"] if fault["row"] == 2] == ["uri"]


@needs_shared
def test_the_real_sites_come_in(capsys, home):
    call_command("import_sites", str(SHARED / "revolution" / "relic.jsonl"), "--json")
    report = json.loads(capsys.readouterr().out)
    assert (len(report["created"]), report["refused"]) == (80, 0)
    where = {site.title: site for site in MemorialSitePage.objects.all()}
    assert not any(site.live for site in where.values())
    assert where["宜章县湘南暴动指挥部旧址"].point == (25.394345, 112.947884)
    # Of Shangdang's headquarters the street is in the list too, in another province.
    assert where["上党战役指挥部大丰当旧址"].point == (36.532854, 113.050094)
    assert where["宣城皖南事变烈士陵园"].kinds == [SiteKind.CEMETERY]
    assert report["located"] == sum(site.has_location for site in where.values())
