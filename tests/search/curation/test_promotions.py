"""What editors promote stands above the hits: live and public pages, links as they are."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from search.asking.answer import Promotion
from search.curation.promotions import MOST, promoted
from tests.factories import StoryIndexPageFactory, StoryPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home, slug="stories")


@pytest.fixture
def story(stories):
    return StoryPageFactory(parent=stories, title="血战上甘岭", slug="sgl")


def promote(text: str, *, order: int = 0, **what) -> SearchPromotion:
    return SearchPromotion.objects.create(query=Query.get(text), sort_order=order, **what)


def test_a_page_and_a_link_in_the_editors_order(story):
    promote("上甘岭", order=2, page=story, description="先读这篇")
    promote("上甘岭", order=1, external_link_url="https://example.cn/", external_link_text="纪念馆")
    assert promoted("上甘岭") == (
        Promotion(title="纪念馆", url="https://example.cn/"),
        Promotion(title="血战上甘岭", url="/stories/sgl/", description="先读这篇"),
    )
    assert promoted("上甘") == ()


@pytest.mark.parametrize("kept", ["上甘岭 sgl", "上甘嶺 SGL", "上甘岭　ＳＧＬ", ' "上甘岭"  Sgl '])
@pytest.mark.parametrize("typed", ["上甘岭 sgl", "上甘嶺　ＳＧＬ", "“上甘岭” sgl"])
def test_script_width_and_capitals_do_not_count(story, kept, typed):
    promote(kept, page=story)
    assert [promotion.title for promotion in promoted(typed)] == ["血战上甘岭"]


def test_two_forms_of_one_search_are_put_together(story):
    promote("上甘嶺", page=story)
    promote("上甘岭", page=story, order=1)
    promote("上甘岭", external_link_url="https://example.cn/", external_link_text="纪念馆", order=2)
    assert [promotion.url for promotion in promoted("上甘岭")] == [
        "/stories/sgl/",
        "https://example.cn/",
    ]


def test_an_unpublished_page_is_left_out(story):
    promote("上甘岭", page=story)
    story.unpublish()
    assert promoted("上甘岭") == ()


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
@pytest.mark.parametrize("where", ["page", "above"])
def test_a_private_page_is_left_out(story, stories, kind, where):
    promote("上甘岭", page=story)
    restriction = PageViewRestriction.objects.create(
        page=story if where == "page" else stories, restriction_type=kind, password="x"
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.create(name="某组"))
    assert promoted("上甘岭") == ()
    restriction.delete()
    assert [promotion.url for promotion in promoted("上甘岭")] == ["/stories/sgl/"]


def test_a_neighbours_privacy_does_not_count(story, stories):
    promote("上甘岭", page=story)
    other = StoryPageFactory(parent=stories, title="另一篇", slug="other")
    PageViewRestriction.objects.create(page=other, restriction_type="login")
    assert [promotion.url for promotion in promoted("上甘岭")] == ["/stories/sgl/"]


def test_at_once_and_gone_at_once(story):
    assert promoted("上甘岭") == ()
    promotion = promote("上甘岭", page=story)
    assert len(promoted("上甘岭")) == 1
    promotion.delete()
    assert promoted("上甘岭") == ()


def test_bounded():
    for number in range(MOST + 3):
        promote(
            "上甘岭",
            external_link_url=f"https://example.cn/{number}",
            external_link_text=f"第{number}个",
            order=number,
        )
    assert [promotion.title for promotion in promoted("上甘岭")] == [
        f"第{number}个" for number in range(MOST)
    ]


def test_one_query_without_promotions_two_with(story, settings, django_assert_num_queries):
    # As on a real site, which keeps where its pages stand.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    promote("上甘岭", page=story)
    promoted("上甘岭")
    with django_assert_num_queries(1):
        promoted("别的")
    with django_assert_num_queries(2):
        promoted("上甘岭")
