"""The log of searches: counted by day, nothing personal, never in the way."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from cms.core import clock
from search.asking.domain import ask
from search.curation import chores, log
from search.curation.log import note_opened, note_search, past_searches
from search.engines.base import SearchDocument, SearchQuery
from search.models import SearchDay, SearchOpening, SearchPhrase

pytestmark = pytest.mark.django_db


def days() -> list[tuple]:
    return list(SearchDay.objects.order_by("pk").values_list("text", "asked", "empty", "found"))


def test_counted_by_what_was_searched():
    note_search("上甘嶺", 0)
    note_search(" 上甘岭 ", 7)
    note_search("ｓｇｌ", 7)
    assert days() == [("上甘岭", 2, 1, 7), ("sgl", 1, 0, 7)]
    assert set(SearchDay.objects.values_list("day", flat=True)) == {timezone.localdate()}


def test_a_new_day_has_a_row_of_its_own(monkeypatch):
    note_search("上甘岭", 3)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    note_search("上甘岭", 4)
    assert days() == [("上甘岭", 1, 0, 3), ("上甘岭", 1, 0, 4)]


@pytest.mark.parametrize("text", ["13800138000", "a@b.cn", "11010519491231002X", "长" * 41, ""])
def test_nothing_personal(text):
    note_search(text, 1)
    note_opened(text, "page:1")
    assert (SearchDay.objects.count(), SearchOpening.objects.count()) == (0, 0)


@pytest.mark.parametrize(("total", "kept"), [(-1, 0), (10**12, 2_000_000_000)])
def test_a_strange_total_does_no_harm(total, kept):
    note_search("上甘岭", total)
    assert SearchDay.objects.get().found == kept


def test_openings_are_counted():
    for key in ("page:3", "page:3", "person:1"):
        note_opened("上甘嶺", key)
    rows = SearchOpening.objects.order_by("pk").values_list("text", "key", "opened")
    assert list(rows) == [("上甘岭", "page:3", 2), ("上甘岭", "person:1", 1)]


@pytest.mark.parametrize(
    "key", ["", "page", "page:", "page:x", "<b>:1", "page:1\n", "a" * 31 + ":1"]
)
def test_what_is_no_key_is_not_noted(key):
    note_opened("上甘岭", key)
    assert SearchOpening.objects.count() == 0


def test_one_statement(django_assert_num_queries):
    note_search("上甘岭", 1)
    with django_assert_num_queries(3) as captured:
        note_search("上甘岭", 1)
    # Around it the savepoint that keeps a failure apart from the caller's work.
    assert [query["sql"].split()[0] for query in captured] == ["SAVEPOINT", "INSERT", "RELEASE"]


def test_a_database_that_fails_is_said_and_left_alone(monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(log.transaction, "atomic", fail)
    note_search("上甘岭", 1)
    assert [record.getMessage() for record in caplog.records] == [
        "a search was not noted: database is locked"
    ]


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_is_not_waited_for(caplog):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows, not the database")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
    try:
        note_search("上甘岭", 1)
    finally:
        other.connection.rollback()
        other.close()
    assert [record.name for record in caplog.records] == ["search.log"]
    note_search("上甘岭", 1)
    assert days() == [("上甘岭", 1, 0, 1)]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() != (log.PATIENCE_MS,)


@pytest.fixture
def phrases():
    rows = [
        ("上甘岭", "shangganling", "sgl", True, False, 3),
        ("上甘岭战役", "shangganlingzhanyi", "sglzy", True, False, 2),
        ("上甘岭电影", "shangganlingdianying", "sgldy", True, False, 0),
        ("上甘岭秘闻", "shangganlingmiwen", "sglmw", False, False, 5),
        ("上甘岭谣言", "shangganlingyaoyan", "sglyy", True, True, 5),
    ]
    names = ("text", "letters", "initials", "suggested", "hidden", "found")
    for row in rows:
        SearchPhrase.objects.create(**dict(zip(names, row, strict=True)))


@pytest.mark.parametrize("prefix", ["上", "上甘", "上甘嶺"[:2], "shang", "shang gan", "sg", "ＳＧ"])
def test_approved_searches_with_results_go_on_from_a_beginning(phrases, prefix):
    assert past_searches(prefix, 8) == ["上甘岭", "上甘岭战役"]


@pytest.mark.parametrize(
    ("prefix", "limit", "expected"),
    [
        ("上甘岭", 8, ["上甘岭战役"]),
        ("上", 1, ["上甘岭"]),
        ("上", 0, []),
        ("", 8, []),
        ("甘", 8, []),
    ],
)
def test_limits_of_past_searches(phrases, prefix, limit, expected):
    assert past_searches(prefix, limit) == expected


def test_what_finds_only_parts_counts_as_nothing_found(index):
    index.index([SearchDocument(key="page:1", kind="story", title="高地上的坑道", url="/1/")])
    for text in ("坑道", "三角高地坑道战"):
        ask(SearchQuery(text=text), noted=True)
    assert days() == [("坑道", 1, 0, 1), ("三角高地坑道战", 1, 1, 0)]


def test_a_flood_is_thinned_out(monkeypatch):
    monkeypatch.setattr(chores, "MOST_A_DAY", 2)
    for number in range(5):
        note_search(f"随机{number}", 0)
        note_opened(f"随机{number}", "page:1")
    note_search("随机3", 0)
    note_opened("随机4", "page:1")
    assert clock.tick()["floods of searches thinned out"] == 6
    assert [text for text, *_counts in days()] == ["随机0", "随机3"]
    kept = SearchOpening.objects.order_by("pk").values_list("text", "opened")
    assert list(kept) == [("随机0", 1), ("随机4", 2)]


def test_the_clock_forgets_old_days():
    today = timezone.localdate()
    for age in (0, chores.KEPT_DAYS, chores.KEPT_DAYS + 1, 900):
        day = today - datetime.timedelta(days=age)
        SearchDay.objects.create(day=day, text="上甘岭", asked=1)
        SearchOpening.objects.create(day=day, text="上甘岭", key="page:1", opened=1)
    assert clock.tick()["old searches forgotten"] == 4
    assert sorted(SearchDay.objects.values_list("day", flat=True)) == [
        today - datetime.timedelta(days=chores.KEPT_DAYS),
        today,
    ]
