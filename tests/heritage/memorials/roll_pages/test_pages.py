"""The pages of a roll and of a name."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from cms.core.dates import HistoricalDate
from heritage.memorials.models import RollEntryName, RollEntrySource
from heritage.memorials.roll_pages import leafing
from tests.factories import PersonFactory, PlaceFactory, RollEntryFactory, RollFactory
from tests.markup import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(home):
    made = RollEntryFactory(
        roll=RollFactory(name="某县英名录", slug="mou-xian", source="《某县志》"),
        name="张三",
        birth_written="民国十四年",
        birth=HistoricalDate.parse("1925"),
        native_place=PlaceFactory(name="某县"),
        native_place_written="某县东乡",
        death_written="1952年4月朝鲜战场牺牲",
        death=HistoricalDate.parse("1952-04"),
        source_pages="12页",
        person=PersonFactory(name="张三"),
    )
    RollEntryName.objects.create(entry=made, text="張叁", kind="alias")
    RollEntrySource.objects.create(entry=made, title="烈士证明书", says="1951年牺牲")
    return made


def test_a_name(client, entry):
    response = client.get(entry.url)
    text = words(response)
    for part in ("张三", "張叁", "1925年", "民国十四年", "某县东乡", "1952年4月朝鲜战场牺牲"):
        assert part in text
    assert "《某县志》" in text and "12页" in text and "1951年牺牲" in text
    data = json.loads(
        re.search(r'ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)[1]
    )
    assert data["@type"] == "Person"
    assert (data["birthDate"], data["deathDate"]) == ("1925", "1952-04")
    assert data["alternateName"] == ["張叁"]
    assert response.context["citation"].endswith(f"http://testserver{entry.url}.")


def test_what_is_not_public_is_not_there(client, entry):
    hidden = RollEntryFactory(live=False)
    closed = RollEntryFactory(roll=RollFactory(live=False))
    for gone in (hidden, closed):
        for name in ("roll_entry", "roll_entry_card", "roll_entry_aloud"):
            assert client.get(reverse(name, args=[gone.pk])).status_code == 404
    assert client.get(closed.roll.get_absolute_url()).status_code == 404
    assert client.get(reverse("roll_entry", args=[2**70])).status_code == 404


def test_one_that_was_joined_leads_to_the_other(client, entry):
    joined = RollEntryFactory(merged_into=entry)
    response = client.get(joined.url)
    assert (response.status_code, response.url) == (301, entry.url)
    assert response["Cache-Control"] == "no-cache"


def test_it_is_printed_and_read_aloud(client, entry):
    card = client.get(reverse("roll_entry_card", args=[entry.pk]))
    assert card.content.startswith(b"%PDF") and card["Content-Type"] == "application/pdf"
    aloud = words(client.get(reverse("roll_entry_aloud", args=[entry.pk])))
    assert "籍贯：某县。" in aloud


def test_a_roll_is_leafed_through_in_the_order_of_strokes(client, home, monkeypatch):
    monkeypatch.setattr(leafing, "PER_PAGE", 2)
    roll = RollFactory(slug="roll")
    for name in ("张三", "丁一", "王五", "李四", "丁一"):
        RollEntryFactory(roll=roll, name=name)
    RollEntryFactory(roll=roll, name="丁二", live=False)

    def names(query=""):
        page = client.get(f"{roll.get_absolute_url()}{query}")
        shown = [entry.name for _strokes, group in page.context["leaf"].groups for entry in group]
        return shown, page.context["leaf"]

    first, leaf = names()
    assert (first, leaf.previous) == (["丁一", "丁一"], None)
    second, leaf = names(f"?after={leaf.next}")
    assert second == ["王五", "李四"]
    third, last = names(f"?after={leaf.next}")
    assert (third, last.next) == (["张三"], None)
    assert names(f"?before={last.previous}")[0] == second
    assert names(f"?before={leaf.previous}")[0] == first
    assert names("?from=李")[0] == ["李四", "张三"]
    for wrong in ("?after=x", "?from=太长的姓氏啊"):
        assert client.get(f"{roll.get_absolute_url()}{wrong}").status_code == 400


def test_all_rolls(client, home):
    RollFactory(name="公开的", live=True)
    RollFactory(name="未公开的", live=False)
    page = client.get(reverse("roll_index"))
    assert [roll.name for roll in page.context["page_obj"]] == ["公开的"]
