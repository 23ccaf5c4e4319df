"""Addresses of the showcase that no page of it makes, and a display that runs on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from heritage.honours.models import Honouree

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(home) -> list[Honouree]:
    return [
        Honouree.objects.create(
            name=name, year=2025, slug=f"h{number}", title_name="最美退役军人", is_shown=True
        )
        for number, name in enumerate(("丁一", "王二"))
    ]


@pytest.mark.parametrize("name", ["honour_display", "honour_wall", "honour_years"])
@pytest.mark.parametrize("year", ["9" * 30, "-1", "２０２５", "²", "x'"])
def test_a_year_that_is_none(client, two, name, year):
    assert client.get(reverse(name), {"year": year}).status_code == 200


def test_the_display_goes_on_when_the_last_is_taken_down(client, two):
    """Else a hall would show the one before it until somebody comes."""
    first = client.get(reverse("honour_display"))
    Honouree.objects.filter(pk=two[1].pk).update(is_shown=False)
    turned = client.get(reverse("honour_display") + first.context["next_url"], follow=True)
    assert (turned.status_code, turned.context["honouree"]) == (200, two[0])
