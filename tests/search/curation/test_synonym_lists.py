"""Synonym sets go out as a table and come in again."""

from __future__ import annotations

import io

import pytest
from wagtail.models import ModelLogEntry

from cms.core.tables import TableError, write_csv, write_xlsx
from search.curation.synonym_lists import HEADINGS, rows_of, take_in
from search.models import SynonymSet
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def table(rows, write=write_csv) -> io.BytesIO:
    file = io.BytesIO()
    write(file, HEADINGS, rows)
    return file


def csv(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


def all_rows() -> list[dict]:
    return list(rows_of(SynonymSet.objects.order_by("pk")))


@pytest.mark.parametrize("write", [write_csv, write_xlsx], ids=["csv", "xlsx"])
def test_out_and_in_again(write):
    SynonymSet.objects.create(terms="抗美援朝\n抗美援朝战争", only_searched="Korean War", note="=1")
    SynonymSet.objects.create(terms="老兵\n老战士", active=False)
    before = all_rows()
    file = table(before, write)
    SynonymSet.objects.all().delete()
    taken = take_in(file=file, name="synonyms", user=UserFactory())
    assert (taken.added, taken.known, taken.faults) == (2, 0, [])
    assert all_rows() == before
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 2


def test_what_is_there_is_left_as_it_is():
    SynonymSet.objects.create(terms="老兵\n老战士", note="旧")
    taken = take_in(
        file=csv("同义词,理由\n老战士；老兵,新\n老兵；退役军人,\n老兵;退役軍人,\n"),
        name="x.csv",
        user=UserFactory(),
    )
    assert (taken.added, taken.known, taken.faults) == (1, 2, [])
    assert [row["理由"] for row in all_rows()] == ["旧", ""]


def test_rows_with_faults_are_named_and_others_taken():
    taken = take_in(
        file=csv("同义词,检索用词\n老兵,\n老兵、战士,\n抗美援朝,朝鲜战争\n"),
        name="x.csv",
        user=UserFactory(),
    )
    assert (taken.added, len(taken.faults)) == (2, 1)
    assert "2" in taken.faults[0]


def test_another_table_is_refused():
    with pytest.raises(TableError):
        take_in(file=csv("姓名,籍贯\n黄继光,四川\n"), name="x.csv", user=UserFactory())
