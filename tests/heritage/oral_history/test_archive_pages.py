"""The archive's first page, its door on the first page of the site, and collections."""

from __future__ import annotations

import re

import pytest

from heritage.oral_history.enums import Scope
from tests.factories import (
    ConflictFactory,
    InterviewCollectionPageFactory,
    InterviewPageFactory,
    PlaceFactory,
    RecordingFactory,
    TimeIndexFactory,
)

pytestmark = pytest.mark.django_db


def titles(html: str) -> list[str]:
    cards = re.findall(r'class="interview-card__title.*?<a href=".*?">(.*?)</a>', html, re.DOTALL)
    return [card.replace("<wbr>", "") for card in cards]


@pytest.fixture
def remembered(archive):
    """Two interviews that tell of 1950 and 1952; the second of a place."""
    place = PlaceFactory(name="五圣山")
    tapes = []
    for segments in (
        [
            {"start_ms": 5_500, "title": "过江", "told_of": "1950年10月"},
            {"start_ms": 20_000, "title": "家常"},
        ],
        [{"start_ms": 9_000, "title": "守坑道", "told_of": "1952年", "places": [place]}],
    ):
        tapes.append(RecordingFactory())
        TimeIndexFactory(recording=tapes[-1], segments=segments)
    first = InterviewPageFactory(parent=archive, title="甲的口述", recordings=[tapes[0]])
    second = InterviewPageFactory(parent=archive, title="乙的口述", recordings=[tapes[1]])
    return first, second, place


def test_the_archive_lists_its_interviews(client, archive):
    InterviewPageFactory(parent=archive, title="开放的")
    InterviewPageFactory(parent=archive, title="给学校的", consent__scope=Scope.SCHOOLS)
    InterviewPageFactory(parent=archive, title="草稿", live=False)
    html = client.get(archive.url).content.decode()
    assert titles(html) == ["开放的", "给学校的"]
    assert html.count('<span class="badge">') == 1


def test_the_archive_is_narrowed_by_war(client, archive):
    war = ConflictFactory(name="抗美援朝战争")
    told = InterviewPageFactory(parent=archive, title="讲战争的")
    InterviewPageFactory(parent=archive, title="讲别的")
    told.conflicts.add(war)
    told.save()
    html = client.get(archive.url, {"conflict": war.slug}).content.decode()
    assert titles(html) == ["讲战争的"]


def test_an_empty_archive_says_so(client, archive):
    assert 'class="empty"' in client.get(archive.url).content.decode()


def test_the_door_opens_when_there_is_something_to_hear(client, home, archive):
    door = f'<a href="{archive.url}">'
    assert door not in client.get(home.url).content.decode()
    InterviewPageFactory(parent=archive)
    assert door in client.get(home.url).content.decode()


def test_a_collection_keeps_the_editors_order(client, archive):
    pages = [InterviewPageFactory(parent=archive, title=title) for title in ("甲", "乙", "丙")]
    pages[1].unpublish()
    collection = InterviewCollectionPageFactory(parent=archive, interviews=reversed(pages))
    assert titles(client.get(collection.url).content.decode()) == ["丙", "甲"]


def test_what_was_remembered_when_and_where(client, archive, remembered):
    first, second, place = remembered
    collection = InterviewCollectionPageFactory(parent=archive, interviews=[second, first])
    html = client.get(collection.url).content.decode()
    years, _mark, places = html.partition('id="places"')
    found = re.compile(r'<a class="memory" href="(.*?)">\s*<span class="memory__title">(.*?)<')
    assert re.findall(r"<h3>(\d{4})</h3>", years) == ["1950", "1952"]
    assert found.findall(years) == [
        (f"{first.url}#t=5.5", "过江"),
        (f"{second.url}#t=9", "守坑道"),
    ]
    assert found.findall(places) == [(f"{second.url}#t=9", "守坑道")]
    assert place.url in places


def test_a_collection_tells_nothing_of_what_is_closed(client, archive, remembered):
    first, second, _place = remembered
    second.consents.update(scope=Scope.SCHOOLS)
    collection = InterviewCollectionPageFactory(parent=archive, interviews=[first, second])
    html = client.get(collection.url).content.decode()
    assert "过江" in html
    assert "守坑道" not in html
    assert "守坑道" not in collection.search_document().body


def test_a_collection_in_the_search(archive, remembered):
    first, second, place = remembered
    collection = InterviewCollectionPageFactory(parent=archive, interviews=[first, second])
    document = collection.search_document()
    assert (document.kind, document.places, document.periods) == (
        "collection",
        (place.name,),
        ((1950, 1950), (1952, 1952)),
    )
