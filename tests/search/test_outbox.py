"""Every change reaches the index: written with the change, drained after it, never lost."""

from __future__ import annotations

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.core import clock
from cms.core.enums import JobState
from cms.core.models import Job
from search import outbox
from search.configured import engine
from search.documents import all_documents, page_key
from search.engines.base import EngineBusy, SearchQuery
from search.engines.embedded import EmbeddedEngine
from search.models import OutboxEntry
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    PersonFactory,
    PlaceFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(home, index):
    return StoryIndexPageFactory(parent=home, slug="stories")


@pytest.fixture
def story(stories):
    page = StoryPageFactory(
        parent=stories,
        title="血战上甘岭",
        slug="sgl",
        people=[PersonFactory(name="黄继光")],
        places=[PlaceFactory(name="上甘岭")],
    )
    outbox.drain()
    return page


def waiting() -> set[str]:
    return set(OutboxEntry.objects.values_list("key", flat=True))


def found(engine, text: str) -> list[str]:
    return [hit.key for hit in engine.search(SearchQuery(text=text)).hits]


@pytest.fixture
def agree(index):
    """Drain, and compare the whole index with the whole database."""

    def check() -> None:
        assert waiting() != set()
        outbox.drain()
        assert waiting() == set()
        expected = {document.key: document for document in all_documents()}
        assert set(index.keys()) == set(expected)
        for key, document in expected.items():
            hits = index.search(SearchQuery(text=document.title, limit=50)).hits
            shown = {hit.key: hit for hit in hits}
            assert key in shown
            assert shown[key].url == document.url
            assert shown[key].people == document.people
            assert shown[key].places == document.places

    return check


class TestWhatChanges:
    def test_published(self, agree, stories, index):
        page = StoryPageFactory(parent=stories, title="狼牙山", live=False)
        outbox.drain()
        assert found(index, "狼牙山") == []
        page.save_revision().publish()
        agree()
        assert found(index, "狼牙山") == [page_key(page.pk)]

    def test_unpublished(self, agree, story, index):
        story.unpublish()
        agree()
        assert found(index, "上甘岭") == []

    def test_edited(self, agree, story, index):
        story.title = "坚守坑道"
        story.save_revision().publish()
        agree()
        assert found(index, "坚守坑道") == [page_key(story.pk)]

    def test_saved_by_code(self, agree, story, index):
        story.live = False
        story.save()
        agree()
        assert found(index, "血战") == []

    def test_deleted(self, agree, story, index):
        story.delete()
        agree()
        assert found(index, "血战") == []

    def test_deleted_with_what_is_above_it(self, agree, stories, story):
        stories.delete()
        agree()

    def test_moved(self, agree, home, story, index):
        story.move(StoryIndexPageFactory(parent=home, slug="other"), pos="last-child")
        agree()
        assert index.search(SearchQuery(text="血战")).hits[0].url == "/other/sgl/"

    def test_moved_into_a_private_section(self, agree, home, story, index):
        private = StoryIndexPageFactory(parent=home)
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        outbox.drain()
        story.move(private, pos="last-child")
        agree()
        assert found(index, "血战") == []

    def test_made_private_and_public_again(self, agree, stories, story, index):
        restriction = PageViewRestriction.objects.create(page=stories, restriction_type="login")
        agree()
        assert found(index, "血战") == []
        restriction.delete()
        agree()
        assert found(index, "血战") == [page_key(story.pk)]

    def test_the_address_of_a_page_above(
        self, agree, stories, story, index, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            stories.slug = "renamed"
            stories.save()
        agree()
        assert index.search(SearchQuery(text="血战")).hits[0].url == "/renamed/sgl/"

    def test_copied(self, agree, stories, story):
        story.copy(update_attrs={"slug": "copy", "title": "另一篇"}, keep_live=True)
        agree()

    def test_a_person_renamed(self, agree, story, index):
        person = story.people[0]
        person.name = "邱少云"
        person.save()
        agree()
        assert found(index, "邱少云") == [f"person:{person.pk}", page_key(story.pk)]

    def test_a_person_taken_down(self, agree, story, index):
        person = story.people[0]
        person.unpublish()
        agree()
        assert found(index, "黄继光") == []

    def test_a_person_deleted(self, agree, story, index):
        story.people[0].delete()
        agree()
        assert found(index, "黄继光") == []

    def test_a_person_published(self, agree, stories, index):
        person = PersonFactory(name="董存瑞", live=False)
        outbox.drain()
        person.save_revision().publish()
        agree()
        assert found(index, "董存瑞") == [f"person:{person.pk}"]

    def test_another_name_of_a_person(self, agree, story, index):
        person = story.people[0]
        person.names.create(text="黄际广")
        person.save_revision().publish()
        agree()
        assert f"person:{person.pk}" in found(index, "黄际广")

    def test_a_place_renamed(self, agree, home, story, index):
        place = story.places[0]
        column = ArticleIndexPageFactory(parent=home)
        article = ArticlePageFactory(parent=column, place=place)
        native = PersonFactory(place=place)
        outbox.drain()
        place.name = "五圣山"
        place.save()
        agree()
        assert set(found(index, "五圣山")) >= {page_key(article.pk), f"person:{native.pk}"}

    def test_a_place_above_renamed(self, agree, story, index):
        province = PlaceFactory(name="甲省")
        person = PersonFactory(place=PlaceFactory(name="乙县", parent=province))
        outbox.drain()
        province.name = "丙省"
        province.save()
        agree()
        assert set(found(index, "丙省乙县")) == {
            f"person:{person.pk}",
            f"place:{person.place.pk}",
        }

    def test_a_place_deleted(self, agree, home, story, index):
        place = story.places[0]
        ArticlePageFactory(parent=ArticleIndexPageFactory(parent=home), place=place)
        PersonFactory(place=place)
        outbox.drain()
        place.delete()
        agree()

    def test_a_person_linked_and_unlinked(self, agree, story):
        story.people_links.all().delete()
        story.save_revision().publish()
        agree()


class TestWriting:
    def test_in_the_transaction_of_the_change(self, stories):
        OutboxEntry.objects.all().delete()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            StoryPageFactory(parent=stories)
            assert waiting() != set()
            raise ZeroDivisionError
        assert waiting() == set()

    def test_each_key_once_a_change(self, index):
        outbox.changed(["page:1", "page:2", "page:1"])
        assert [entry.key for entry in OutboxEntry.objects.all()] == ["page:1", "page:2"]

    def test_no_change_is_no_job(self, index):
        outbox.changed([])
        assert (waiting(), Job.objects.count()) == (set(), 0)

    def test_many_changes_are_one_job(self, index, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            for number in range(5):
                outbox.changed([f"page:{number}"])
            assert Job.objects.count() == 0
        assert [job.name for job in Job.objects.all()] == [outbox.DRAIN]


class TestDraining:
    def test_a_failure_keeps_the_entries(self, stories, story, index, monkeypatch):
        def busy(self, documents):
            raise EngineBusy("busy")

        with monkeypatch.context() as patch:
            patch.setattr(EmbeddedEngine, "index", busy)
            story.title = "新标题"
            story.save()
            before = waiting()
            with pytest.raises(EngineBusy):
                outbox.drain()
            assert waiting() == before != set()
        assert outbox.drain() > 0
        assert found(index, "新标题") == [page_key(story.pk)]

    def test_twice_is_harmless(self, story, index):
        outbox.changed([page_key(story.pk)])
        assert (outbox.drain(), outbox.drain()) == (1, 0)
        assert found(index, "血战") == [page_key(story.pk)]

    def test_keys_of_nothing_are_no_fault(self, index):
        outbox.changed(["page:999999", "person:999999"])
        assert outbox.drain() == 2

    def test_without_an_index_one_is_built(self, settings, tmp_path, home):
        settings.SEARCH_INDEX_DIR = tmp_path / "new"
        page = StoryPageFactory(parent=StoryIndexPageFactory(parent=home), title="血战上甘岭")
        outbox.drain()
        assert found(engine(), "上甘岭") == [page_key(page.pk)]

    def test_progress(self, index):
        outbox.changed([f"page:{number}" for number in range(3)])
        told = []
        outbox.drain(lambda done, total: told.append((done, total)))
        assert told == [(3, 3)]

    def test_the_clock_takes_what_has_waited(self, story, index):
        story.title = "等待的标题"
        story.save()
        assert clock._chores["search outbox"]() == 0
        OutboxEntry.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=1))
        assert clock._chores["search outbox"]() > 0
        assert found(index, "等待的标题") == [page_key(story.pk)]


def test_by_a_worker_after_commit(stories, index, run_jobs, django_capture_on_commit_callbacks):
    OutboxEntry.objects.all().delete()
    Job.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        page = StoryPageFactory(parent=stories, title="狼牙山五壮士")
        assert found(index, "狼牙山") == []
    run_jobs()
    assert found(index, "狼牙山") == [page_key(page.pk)]
    assert [job.state for job in Job.objects.all()] == [JobState.DONE]


@pytest.mark.django_db(transaction=True)
def test_published_and_found_and_gone_with_real_commits(home, index, run_jobs):
    page = StoryPageFactory(
        parent=StoryIndexPageFactory(parent=home), title="狼牙山五壮士", live=False
    )
    page.save_revision().publish()
    run_jobs()
    assert found(index, "狼牙山") == [page_key(page.pk)]
    page.refresh_from_db()
    page.unpublish()
    run_jobs()
    assert found(index, "狼牙山") == []
    assert waiting() == set()


class TestBuildMissing:
    """What ``make run`` does before the doors open."""

    def test_what_was_noted_before_the_build_is_in_it(self, home, settings, tmp_path):
        settings.SEARCH_INDEX_DIR = tmp_path / "none yet"
        StoryPageFactory(parent=StoryIndexPageFactory(parent=home), title="血战上甘岭")
        assert waiting() != set()
        assert outbox.build_missing() == len(list(all_documents()))
        assert waiting() == set()

    def test_what_is_noted_while_an_index_stands_stays_noted(self, story):
        story.title = "夺回高地"
        story.save_revision().publish()
        assert outbox.build_missing() is None
        assert page_key(story.pk) in waiting()
