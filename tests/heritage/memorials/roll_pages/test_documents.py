"""What the index knows of a name on a roll, and that it follows the database."""

from __future__ import annotations

import pytest

from cms.core.dates import HistoricalDate
from heritage.memorials.models import RollEntryName
from heritage.memorials.roll_pages.searchable import documents, entry_key
from heritage.memorials.signals import entries_changed
from search import outbox
from search.documents import all_documents
from search.engines.base import SearchQuery
from search.engines.fingerprint import fingerprint
from search.models import OutboxEntry
from tests.factories import (
    BattleFactory,
    ConflictFactory,
    MemorialIndexPageFactory,
    MemorialSitePageFactory,
    PlaceFactory,
    RollEntryFactory,
    RollFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def agree(engine) -> set[str]:
    outbox.drain()
    wanted = {document.key: fingerprint(document) for document in all_documents()}
    assert dict(engine.fingerprints()) == wanted
    return {key for key in wanted if key.startswith("entry:")}


def test_all_that_is_known(home):
    province = PlaceFactory(name="湖南省", level="province", code="430000")
    county = PlaceFactory(name="长沙县", parent=province, code="430121")
    war = ConflictFactory(name="抗美援朝战争")
    battle = BattleFactory(name="上甘岭战役", conflict=war)
    site = MemorialSitePageFactory(
        parent=MemorialIndexPageFactory(parent=home), title="某县烈士陵园", place=county
    )
    entry = RollEntryFactory(
        roll__slug="roll",
        name="张三",
        birth=HistoricalDate.parse("1925~"),
        death=HistoricalDate.parse("1952-10"),
        native_place=county,
        native_place_written="长沙县某乡",
        unit=UnitFactory(name="第十五军"),
        post="战士",
        battle=battle,
        battle_written="上甘岭",
        site=site,
    )
    RollEntryName.objects.create(entry=entry, text="張叁", kind="alias")
    (found,) = documents()
    assert found.key == entry_key(entry.pk)
    assert (found.title, found.url) == ("张三", f"/roll/{entry.pk}/")
    assert found.summary == "长沙县某乡人，第十五军战士，1952年10月上甘岭"
    assert found.people == ("张三", "張叁")
    assert found.native_places == ("长沙县某乡", "湖南省长沙县")
    assert found.facets == {
        "kind": ("entry",),
        "place": ("湖南省", "湖南省/长沙县"),
        "conflict": ("抗美援朝战争",),
        "unit": ("第十五军",),
        "battle": ("上甘岭战役",),
        "honour": (),
        "site": ("湖南省", "湖南省/某县烈士陵园"),
    }
    assert found.filters == {"born": ("1925",), "died": ("1952",), "roll": ("roll",)}


def test_only_what_is_public(home):
    site = MemorialSitePageFactory(
        parent=MemorialIndexPageFactory(parent=home), title="未公开", live=False
    )
    shown = RollEntryFactory(site=site, unit=UnitFactory(name="未公开部队", live=False))
    RollEntryFactory(live=False)
    RollEntryFactory(roll=RollFactory(live=False))
    RollEntryFactory(merged_into=shown)
    (found,) = documents()
    assert found.key == entry_key(shown.pk)
    assert "未公开" not in repr(found)


def test_many_take_no_more_queries_than_few(home, django_assert_num_queries):
    roll = RollFactory()
    RollEntryFactory(roll=roll, unit=UnitFactory(), native_place=PlaceFactory())
    with django_assert_num_queries(8):
        assert len(list(documents())) == 1
    for _number in range(20):
        RollEntryFactory(roll=roll, unit=UnitFactory(), native_place=PlaceFactory())
    with django_assert_num_queries(8):
        assert len(list(documents())) == 21


def test_the_index_follows(home, index):
    roll = RollFactory(name="某县英名录")
    unit = UnitFactory(name="第十五军")
    entry = RollEntryFactory(roll=roll, name="李四", unit=unit)
    other = RollEntryFactory(roll=roll, name="王五")
    assert agree(index) == {entry_key(entry.pk), entry_key(other.pk)}
    unit.name = "第十六军"
    unit.save()
    agree(index)
    type(entry).objects.filter(pk=other.pk).update(live=False)
    entries_changed.send(sender=None, entries=[other.pk])
    assert agree(index) == {entry_key(entry.pk)}
    roll.live = False
    roll.save()
    assert agree(index) == set()
    roll.live = True
    roll.save()
    assert agree(index) == {entry_key(entry.pk)}
    roll.delete()
    assert agree(index) == set()


def test_after_a_great_change_all_is_made_anew(home, index, django_capture_on_commit_callbacks):
    roll = RollFactory()
    type(roll).objects.filter(pk=roll.pk).update(live=True)
    OutboxEntry.objects.all().delete()
    with django_capture_on_commit_callbacks() as callbacks:
        entries_changed.send(sender=None, entries=None)
    assert len(callbacks) == 1
    assert not OutboxEntry.objects.exists()


def test_found_by_whatever_is_known_of_the_name(home, index):
    entry = RollEntryFactory(name="黄继光")
    RollEntryName.objects.create(entry=entry, text="Huang Chi-kuang", kind="romanised")
    entries_changed.send(sender=None, entries=[entry.pk])
    outbox.drain()
    within = {"kind": ("entry",)}
    for text in ("黄继光", "黃繼光", "黄?光", "huangjiguang", "hjg", "HuangChi-kuang"):
        results = index.search(SearchQuery(text=f"人物:{text}", within=within))
        assert [hit.key for hit in results.hits] == [entry_key(entry.pk)], text
    assert index.search(SearchQuery(text="人物:黄继光", within={"kind": ("story",)})).total == 0
