"""Working days by the State Council's table of 2026, and how the office keeps the table."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heritage.honours import working_days
from heritage.honours.models import SpecialDay
from heritage.honours.noticing import calendar
from heritage.honours.noticing.published_days import published_days

pytestmark = pytest.mark.django_db
URL = "/admin/honours/notices/calendar/"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{text}")


@pytest.fixture
def year_2026():
    calendar.enter_published(year=2026, user=None)


@pytest.mark.parametrize(
    ("first", "days", "last"),
    [
        ("11-23", 5, "11-27"),
        ("11-25", 5, "12-01"),
        ("11-28", 1, "11-30"),
        # Before the National Day: 30 September, then 8, 9, 10 (a Saturday, worked), 12 October.
        ("09-30", 5, "10-12"),
        # Into the Spring Festival: 13 and 14 (a Saturday, worked) February, then from the 24th.
        ("02-13", 5, "02-26"),
        # Begins on a day off: the first that counts is 4 January, a Sunday that is worked.
        ("01-01", 1, "01-04"),
        ("05-01", 5, "05-11"),
    ],
)
def test_working_days_of_2026(year_2026, first, days, last):
    assert working_days.end_of(day(first), days, "working") == day(last)
    special = working_days.special_days(day("01-01"), day("12-31"))
    assert working_days.count(day(first), day(last), "working", special) == days


def test_calendar_days_and_years_nobody_entered(year_2026):
    assert working_days.end_of(day("10-01"), 7, "calendar") == day("10-07")
    assert working_days.end_of(day("12-31"), 2, "working") == datetime.date(2027, 1, 1)
    assert working_days.unknown_years(day("12-31"), datetime.date(2027, 1, 1)) == [2027]
    with pytest.raises(ValueError, match="at least one day"):
        working_days.last_day(day("12-31"), 0, "working")


def test_the_published_days_of_2026():
    days = published_days(2026)
    assert (len(days), sum(is_worked for _day, is_worked, _name in days)) == (39, 6)
    assert all(each.weekday() >= 5 for each, is_worked, _name in days if is_worked)


def table(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (("日期", "上班或休息", "名称"), *rows):
        book.active.append(row)
    book.save(file)
    return SimpleUploadedFile("days.xlsx", file.getvalue())


def test_the_office_enters_days(client, office):
    client.force_login(office)
    assert client.get(f"{URL}?year=2026").status_code == 200
    assert client.post(f"{URL}?year=2026", {"published": "1"}).status_code == 302
    assert SpecialDay.objects.count() == 39
    one = {"day": "2027-02-06", "is_working": "0", "name": "春节"}
    assert client.post(URL, one).url == f"{URL}?year=2027"
    assert client.post(URL, {**one, "day": "2027-02-30"}).status_code == 400
    first = SpecialDay.objects.earliest("day")
    client.post(f"{URL}?year=2026", {"remove": first.pk})
    assert SpecialDay.objects.filter(day__year=2026).count() == 38
    assert client.post(URL, {"remove": "x" * 30}).status_code == 404
    assert client.get(f"{URL}?year=99999").status_code == 404


def test_a_table_is_entered_whole_or_not_at_all(client, office):
    client.force_login(office)
    bad = table(("2027-01-01", "放假", "元旦"), ("2027-13-01", "放假", ""), ("2027-01-02", "?", ""))
    response = client.post(f"{URL}import/", {"file": bad})
    assert response.status_code == 400
    faults = [(fault.row, fault.column) for fault in response.context["table_faults"]]
    assert faults == [(3, "日期"), (4, "上班或休息")]
    assert SpecialDay.objects.count() == 0
    good = table(("2027年1月1日", "休", "元旦"), ("2027/1/3", "班", "元旦调休"))
    assert client.post(f"{URL}import/", {"file": good}).url == f"{URL}?year=2027"
    assert list(SpecialDay.objects.values_list("is_working", flat=True)) == [False, True]
    # What is given out is taken in again, and changes nothing.
    given = b"".join(client.get(f"{URL}template.xlsx?year=2027").streaming_content)
    again = SimpleUploadedFile("days.xlsx", given)
    assert client.post(f"{URL}import/", {"file": again}).status_code == 302
    assert SpecialDay.objects.count() == 2


def test_nobody_else(client, somebody):
    client.force_login(somebody("access_admin"))
    for path in (URL, f"{URL}template.xlsx"):
        assert client.get(path).status_code in (302, 403)
    client.post(URL, {"day": "2027-02-06", "is_working": "0"})
    assert SpecialDay.objects.count() == 0
