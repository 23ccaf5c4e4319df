"""Reports and the standing columns they appear in."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from heritage.stories.enums import ArticleKind
from media.models import Recording
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    OrganisationFactory,
    PlaceFactory,
    SectionPageFactory,
    paragraphs,
)
from tests.markup import json_ld, soup, texts, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def column(home):
    return ArticleIndexPageFactory(parent=home, slug="bang-yang", masthead="榜样·戎光永驻")


def test_an_article(client, column):
    page = ArticlePageFactory(
        parent=column,
        title="某地开展走访",
        kind=ArticleKind.NEWS,
        organisation=OrganisationFactory(name="某市退役军人事务局"),
        place=PlaceFactory(name="某市"),
        body=paragraphs("走访慰问。"),
    )
    response = client.get(page.url)
    assert response.status_code == 200
    assert soup(response).h1.get_text().strip() == "某地开展走访"
    assert texts(response, ".kicker") == [page.get_kind_display()]
    assert texts(response, ".facts dd") == ["某市退役军人事务局", "某市"]
    assert "走访慰问。" in words(response)
    assert json_ld(response)["@type"] == "NewsArticle"


def test_a_video(client, column):
    video = Recording.objects.create(
        title="录像", type="video", duration=1, file=ContentFile(b"x", name="a.mp4")
    )
    response = client.get(ArticlePageFactory(parent=column, video=video).url)
    assert soup(response).video["src"] == video.url


def test_a_column_shows_its_masthead_and_its_articles(client, column):
    for day, title in enumerate(("甲", "乙"), 1):
        ArticlePageFactory(parent=column, title=title, issued_on=datetime.date(2024, 1, day))
    ArticlePageFactory(parent=column, title="草稿", live=False)
    private = ArticlePageFactory(parent=column, title="不公开")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    response = client.get(column.url)
    assert texts(response, "h1") == ["榜样·戎光永驻"]
    assert [page.title for page in response.context["page_obj"]] == ["乙", "甲"]


def test_narrowed_by_organisation(client, column):
    for name in ("甲局", "乙局"):
        ArticlePageFactory(
            parent=column, title=f"{name}动态", organisation=OrganisationFactory(name=name)
        )
    ArticlePageFactory(parent=column, title="无单位")
    response = client.get(column.url, {"organisation": "甲局"})
    assert [page.title for page in response.context["page_obj"]] == ["甲局动态"]
    (group,) = response.context["filters"]
    assert {option.label: option.count for option in group.options} == {"甲局": 1, "乙局": 1}


@pytest.mark.parametrize(("query", "status"), [("?page=abc", 400), ("?page=9", 404)])
def test_bad_addresses(client, column, query, status):
    assert client.get(column.url + query).status_code == status


def test_a_section_leads_only_where_something_is(client, home):
    section = SectionPageFactory(parent=home)
    empty = ArticleIndexPageFactory(parent=section, title="空栏目")
    full = ArticleIndexPageFactory(parent=section, title="有内容的栏目")
    assert (section.has_content, empty.has_content) == (False, False)
    ArticlePageFactory(parent=full)
    assert (section.has_content, full.has_content) == (True, True)
    assert texts(client.get(section.url), ".children h2") == ["有内容的栏目"]
