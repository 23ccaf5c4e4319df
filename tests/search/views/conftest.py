"""A small public site to search, and things that no page type makes yet."""

from __future__ import annotations

import datetime

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    PersonFactory,
    PlaceFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    paragraphs,
)

from .samples import RECORDING, regional


@pytest.fixture
def corpus(home, rebuilt):
    """Two stories, an article, two people and a plain page; a draft and a private one beside."""
    stories = StoryIndexPageFactory(parent=home, slug="stories")
    column = ArticleIndexPageFactory(parent=home, slug="column", title="榜样")
    county = PlaceFactory(name="中江县")
    korea = PlaceFactory(name="上甘岭")
    huang = PersonFactory(
        name="黄继光", birth="1931-01-08", death="1952-10-20", native_place="四川中江", place=county
    )
    qiu = PersonFactory(name="邱少云", birth="1926", death="1952-10-12")
    StoryPageFactory(
        parent=stories,
        title="血战上甘岭",
        slug="sgl",
        deck="四十三天的坚守。",
        issued_on=datetime.date(2024, 10, 14),
        people=[huang],
        places=[korea],
        tagged=["抗美援朝"],
        body=paragraphs("志愿军坚守坑道，击退敌人多次进攻。", "黄继光牺牲在这里。"),
    )
    StoryPageFactory(
        parent=stories,
        title="烈火中的邱少云",
        slug="qsy",
        issued_on=datetime.date(2024, 5, 1),
        people=[qiu],
        tagged=["抗美援朝"],
        body=paragraphs("潜伏在草丛中，纹丝不动。"),
    )
    ArticlePageFactory(
        parent=column,
        title="退役军人事务局走访慰问",
        slug="zoufang",
        issued_on=datetime.date(2024, 8, 1),
        body=paragraphs("走访老兵。"),
    )
    StandardPageFactory(parent=home, title="关于本站", slug="about", body=paragraphs("宗旨。"))
    StoryPageFactory(parent=stories, title="上甘岭草稿", live=False)
    private = StoryPageFactory(parent=stories, title="上甘岭内部稿")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    return rebuilt()


@pytest.fixture
def recordings(home, index):
    """One recording, and nothing else, in the index."""
    index.index([RECORDING])
    return index


@pytest.fixture
def regions(home, index):
    """Places in three provinces, told of in two decades."""
    index.index(
        [
            regional(1, "湖南省", "长沙市", "宁乡市", decade=("1950",)),
            regional(2, "湖南省", "长沙市", "浏阳市", decade=("1930",)),
            regional(3, "湖南省", "湘潭市", decade=("1950",)),
            regional(4, "四川省", "德阳市", "中江县", decade=("1950", "1960")),
            regional(5, "山东省"),
        ]
    )
    return index
