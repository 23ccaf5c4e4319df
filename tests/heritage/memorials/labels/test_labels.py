"""Sheets of labels for graves and walls."""

from __future__ import annotations

import pytest
from django.urls import reverse

from heritage.memorials.labels import domain
from heritage.memorials.labels.domain import entries_for_labels, print_labels
from heritage.memorials.labels.printing import LabelSize
from tests.cms.core.print.reading import text_of
from tests.factories import RollEntryFactory, RollFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def roll(home):
    made = RollFactory(slug="roll")
    for number in ("2", "1"):
        RollEntryFactory(
            roll=made, name=f"张{number}", grave_area="东区", grave_row="3", grave_number=number
        )
    RollEntryFactory(roll=made, name="李四", grave_area="西区")
    RollEntryFactory(roll=made, name="未公开", live=False)
    return made


def test_in_the_order_of_the_graves(roll, admin_user, django_user_model):
    entries = entries_for_labels(roll=roll)
    assert [entry.name for entry in entries] == ["张1", "张2", "李四"]
    east = entries_for_labels(roll=roll, area="东区", row="3")
    pdf = print_labels(
        user=admin_user, entries=east, size=LabelSize.WALL, title="x", host="https://e.cn"
    )
    words = "".join(text_of(pdf).split())
    assert words.index("张1") < words.index("张2")
    assert "李四" not in words


def test_ordered_in_the_admin(roll, admin_client, client, monkeypatch):
    url = reverse("roll_labels:order")
    assert admin_client.get(url).status_code == 200
    page = admin_client.get(url, {"roll": roll.pk, "size": "grave"})
    assert page.context["count"] == 3
    pdf = admin_client.get(reverse("roll_labels:sheets"), {"roll": roll.pk, "size": "grave"})
    assert pdf.content.startswith(b"%PDF")
    assert admin_client.get(url, {"size": "wall"}).status_code == 400
    monkeypatch.setattr(domain, "MOST", 2)
    assert admin_client.get(url, {"roll": roll.pk, "size": "wall"}).status_code == 400
    assert client.get(url).status_code == 302
