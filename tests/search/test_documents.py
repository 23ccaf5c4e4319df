"""Which things the public index knows: what is live and public, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from search.documents import (
    all_documents,
    count_documents,
    documents_for,
    page_key,
    person_key,
)
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    PersonFactory,
    PlaceFactory,
    SectionPageFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home)


def keys() -> list[str]:
    return [document.key for document in all_documents()]


def test_of_every_kind(home, stories):
    section = SectionPageFactory(parent=home)
    column = ArticleIndexPageFactory(parent=section)
    article = ArticlePageFactory(parent=column)
    story, plain = StoryPageFactory(parent=stories), StandardPageFactory(parent=home)
    person = PersonFactory()
    found = {document.key: document.kind for document in all_documents()}
    assert found == {
        page_key(section.pk): "page",
        page_key(column.pk): "column",
        page_key(article.pk): "article",
        page_key(story.pk): "story",
        page_key(plain.pk): "page",
        person_key(person.pk): "person",
    }


def test_not_what_is_not_public(stories):
    StoryPageFactory(parent=stories, live=False)
    PersonFactory(live=False)
    private = StoryPageFactory(parent=stories)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert keys() == []


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_nothing_below_a_private_page(home, kind):
    stories = StoryIndexPageFactory(parent=home)
    StoryPageFactory(parent=stories)
    PageViewRestriction.objects.create(page=stories, restriction_type=kind, password="x")
    assert keys() == []


def test_some_of_them_and_those_that_are_gone(stories):
    story, draft = StoryPageFactory(parent=stories), StoryPageFactory(parent=stories, live=False)
    person = PersonFactory()
    wanted = [page_key(draft.pk), page_key(story.pk), person_key(person.pk), "page:999", "person:9"]
    found, gone = documents_for([*wanted, page_key(story.pk)])
    assert [document.key for document in found] == [page_key(story.pk), person_key(person.pk)]
    assert gone == [page_key(draft.pk), "page:999", "person:9"]


def test_a_draft_of_a_live_page_is_not_told(stories):
    story = StoryPageFactory(parent=stories, title="公布的标题")
    story.title = "草稿的标题"
    story.save_revision()
    (document,) = all_documents()
    assert document.title == "公布的标题"


def test_counted_for_a_progress_bar(home, stories):
    StoryPageFactory(parent=stories)
    PersonFactory()
    assert count_documents() >= len(keys()) == 2


def test_people_take_as_many_queries_whatever_their_number(wagtail_base):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(all_documents())
        return len(captured)

    def add(count: int) -> None:
        for _ in range(count):
            PersonFactory(place=PlaceFactory(parent=PlaceFactory()), other_names=["某"])

    add(5)
    few = queries()
    add(25)
    assert queries() == few
