"""What the browser tells when a result is opened."""

from __future__ import annotations

import pytest
from django.test import Client

from search.models import SearchOpening

pytestmark = pytest.mark.django_db
OPENED = "/search/opened"


def test_is_noted(client):
    response = client.post(OPENED, {"q": "上甘岭", "key": "page:12"})
    assert (response.status_code, response.content) == (204, b"")
    noted = SearchOpening.objects.get()
    assert (noted.text, noted.key, noted.opened) == ("上甘岭", "page:12", 1)


@pytest.mark.parametrize("kind", ["page", "person", "unit", "battle", "place"])
def test_of_every_kind(client, kind):
    assert client.post(OPENED, {"q": "x", "key": f"{kind}:1"}).status_code == 204


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "page:12"),
        ("   ", "page:12"),
        ("x" * 201, "page:12"),
        ("a\x00b", "page:12"),
        ("x", ""),
        ("x", "page"),
        ("x", "page:"),
        ("x", "page:0"),
        ("x", "page:-1"),
        ("x", "page:１"),
        ("x", "page:12\n"),
        ("x", "page:1234567890123456789"),
        ("x", "nosuch:12"),
        ("x", "outbox:12"),
        ("x", "page:12; drop"),
    ],
)
def test_nothing_else_is(client, text, key):
    assert client.post(OPENED, {"q": text, "key": key}).status_code == 400
    assert SearchOpening.objects.count() == 0


def test_by_post_alone(client):
    assert client.get(OPENED, {"q": "x", "key": "page:1"}).status_code == 405


def test_from_this_site_alone(home):
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(OPENED, {"q": "x", "key": "page:1"}).status_code == 403
    assert SearchOpening.objects.count() == 0


def test_broken_text_is_no_fault_of_the_server(client):
    response = client.post(
        OPENED,
        b"q=%ed%a0%80&key=page:1",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 204
