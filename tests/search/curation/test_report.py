"""The report sums what was searched, by period and listing."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from django.utils import timezone

from search.curation import report
from search.curation.report import Line, Listing, Totals
from search.models import SearchDay, SearchOpening, SearchPhrase

pytestmark = pytest.mark.django_db


def ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


@pytest.fixture
def searched():
    for text, age, asked, empty, found in (
        ("上甘岭", 0, 5, 0, 9),
        ("上甘岭", 3, 4, 0, 8),
        ("上甘岭", 40, 100, 0, 1),
        ("韩战", 2, 3, 3, 0),
        ("老战士", 4, 6, 6, 0),
        ("老战士", 1, 1, 0, 4),
        ("谣言", 1, 9, 9, 0),
    ):
        SearchDay.objects.create(day=ago(age), text=text, asked=asked, empty=empty, found=found)
    for text, age, key, opened in (
        ("上甘岭", 0, "page:1", 3),
        ("上甘岭", 3, "person:1", 1),
        ("老战士", 1, "page:1", 1),
        ("上甘岭", 60, "page:9", 50),
    ):
        SearchOpening.objects.create(day=ago(age), text=text, key=key, opened=opened)
    SearchPhrase.objects.create(text="谣言", hidden=True)
    SearchPhrase.objects.create(text="上甘岭", suggested=True, found=9)


def texts(listing: Listing, days: int = 7) -> list[str]:
    return [row["text"] for row in report.listed(days=days, listing=listing)]


@pytest.mark.parametrize(
    ("listing", "days", "expected"),
    [
        (Listing.TOP, 7, ["上甘岭", "老战士", "韩战"]),
        (Listing.TOP, 90, ["上甘岭", "老战士", "韩战"]),
        (Listing.EMPTY, 7, ["韩战"]),
        (Listing.OFFERED, 7, ["上甘岭"]),
        (Listing.HIDDEN, 7, ["谣言"]),
    ],
)
def test_listings(searched, listing, days, expected):
    assert texts(listing, days) == expected


def test_lines(searched):
    lines = report.lines_of(texts=["上甘岭", "韩战", "没问过"], days=7)
    assert lines == [
        Line(text="上甘岭", asked=9, found=9, openings=4, suggested=True),
        Line(text="韩战", asked=3, found=0, openings=0),
        Line(text="没问过", asked=0, found=0, openings=0),
    ]
    assert [line.share for line in lines] == [44, 0, None]


def test_three_queries_for_any_number_of_lines(searched, django_assert_num_queries):
    with django_assert_num_queries(3):
        report.lines_of(texts=["上甘岭", "韩战", "老战士"], days=7)


def test_most_opened(searched):
    assert list(report.listed(days=7, listing=Listing.OPENED)) == [
        {"key": "page:1", "openings": 4, "searches": 2},
        {"key": "person:1", "openings": 1, "searches": 1},
    ]


def test_totals(searched):
    assert report.totals(days=7) == Totals(asked=28, empty=18, openings=5, searches=4)
    assert (report.totals(days=7).empty_share, report.totals(days=7).opened_share) == (64, 18)


def test_totals_of_nothing():
    assert report.totals(days=7) == Totals(asked=0, empty=0, openings=0, searches=0)
    assert (report.totals(days=7).empty_share, report.totals(days=7).opened_share) == (0, 0)


def test_days_one_by_one(searched):
    spans = report.timeline(days=7)
    assert [(span.first, span.asked, span.empty) for span in spans] == [
        (ago(6), 0, 0),
        (ago(5), 0, 0),
        (ago(4), 6, 6),
        (ago(3), 4, 0),
        (ago(2), 3, 3),
        (ago(1), 10, 9),
        (ago(0), 5, 0),
    ]
    assert [span.first for span in spans] == [span.last for span in spans]


@pytest.mark.parametrize("days", report.PERIODS)
def test_spans_cover_the_period_without_a_gap(searched, days):
    spans = report.timeline(days=days)
    assert (spans[0].first, spans[-1].last) == (ago(days - 1), ago(0))
    for before, after in pairwise(spans):
        assert after.first == before.last + datetime.timedelta(days=1)
    assert sum(span.asked for span in spans) == report.totals(days=days).asked
    assert len(spans) <= 31


def test_unanswered_this_week(searched):
    assert report.unanswered() == 1
    SearchDay.objects.filter(text="韩战").update(found=2)
    assert report.unanswered() == 0
