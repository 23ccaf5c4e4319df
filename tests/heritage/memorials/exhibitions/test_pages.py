"""An exhibition: rooms in order, objects with their pictures and what may be heard."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError

from media.enums import Release
from tests.factories import CoreImageFactory, RecordingFactory, block
from tests.factories.memorials import (
    ExhibitionPageFactory,
    MemorialIndexPageFactory,
    MemorialSitePageFactory,
)
from tests.markup import json_ld, links, soup, texts, words

pytestmark = pytest.mark.django_db


def an_object(name: str, **given) -> dict:
    empty = dict.fromkeys(("alt", "dated", "material", "caption", "provenance"), "")
    value = {"name": name, "image": None, "recording": None, **empty, **given}
    return block("item", value)


def rooms(*given: tuple[str, list[dict]]) -> str:
    return json.dumps(
        [
            block("room", {"title": title, "text": f"{title}的说明", "objects": objects})
            for title, objects in given
        ]
    )


@pytest.fixture
def site(home):
    return MemorialSitePageFactory(parent=MemorialIndexPageFactory(parent=home), title="某烈士陵园")


def test_rooms_and_objects_stand_in_their_order(client, site):
    image = CoreImageFactory(description="一只军用水壶")
    page = ExhibitionPageFactory(
        parent=site,
        title="老物件展",
        rooms=rooms(
            (
                "第一室",
                [an_object("水壶", image=image.pk, dated="1952年冬", provenance="某某捐赠")],
            ),
            ("第二室", [an_object("军号"), an_object("家书", caption="一封没有寄出的信。")]),
        ),
    )
    response = client.get(page.url)
    assert texts(response, ".room h2") == ["1 第一室", "2 第二室"]
    assert texts(response, ".exhibit__name") == ["水壶", "军号", "家书"]
    picture = soup(response).select_one(".exhibit__picture")
    assert picture.img["alt"] == "一只军用水壶"
    assert picture["href"].startswith("/uploads/")
    assert "某某捐赠" in words(response)
    assert {site.url, "#room-2"} <= set(links(response))
    assert json_ld(response)["@type"] == "ExhibitionEvent"
    assert "一封没有寄出的信" in page.search_document().body
    assert "老物件展" in words(client.get(site.url))


def test_what_may_not_be_heard_has_no_player(client, site):
    heard = RecordingFactory(title="可听的", release=Release.OPEN)
    closed = RecordingFactory(title="不可听的", release=Release.BY_INTERVIEW)
    page = ExhibitionPageFactory(
        parent=site,
        rooms=rooms(
            ("一", [an_object("甲", recording=heard.pk), an_object("乙", recording=closed.pk)])
        ),
    )
    response = client.get(page.url)
    assert len(soup(response).select("audio, video")) == 1
    assert "不可听的" not in words(response)


def test_the_pictures_of_a_long_exhibition_cost_few_queries(
    client, site, django_assert_max_num_queries
):
    images = CoreImageFactory.create_batch(6)
    page = ExhibitionPageFactory(
        parent=site, rooms=rooms(("一", [an_object("物", image=image.pk) for image in images]))
    )
    client.get(page.url)
    with django_assert_max_num_queries(36):
        client.get(page.url)


def test_an_empty_exhibition_says_so(client, site):
    assert soup(client.get(ExhibitionPageFactory(parent=site).url)).select_one(".empty")


def test_a_picture_without_alternative_text_keeps_it_from_going_live(site):
    image = CoreImageFactory(description="")
    page = ExhibitionPageFactory(
        parent=site, live=False, rooms=rooms(("一", [an_object("物", image=image.pk)]))
    )
    page.live = True
    with pytest.raises(ValidationError) as refused:
        page.save()
    assert list(refused.value.message_dict) == ["rooms"]
