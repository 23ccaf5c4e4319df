"""``manage.py search``, ``search_rebuild`` and ``search_sync``."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from search import outbox
from search.configured import engine
from search.documents import all_documents, page_key
from search.engines.base import IndexMissing
from search.models import OutboxEntry
from tests.factories import (
    PersonFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    paragraphs,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(home, index):
    page = StoryPageFactory(
        parent=StoryIndexPageFactory(parent=home, slug="stories"),
        title="血战上甘岭",
        slug="sgl",
        body=paragraphs("志愿军坚守坑道。"),
    )
    PersonFactory(name="黄继光")
    return page


def run(name: str, *arguments, **options) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(name, *arguments, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


class TestSearch:
    def test_json_is_all_that_is_printed(self, story, client):
        out, err = run("search", "坑道", as_json=True)
        data = json.loads(out)
        assert err == ""
        assert (data["query"], data["total"]) == ("坑道", 1)
        (hit,) = data["hits"]
        assert (hit["key"], hit["title"], hit["url"]) == (
            page_key(story.pk),
            "血战上甘岭",
            "/stories/sgl/",
        )
        assert set(data) == set(client.get("/api/search", {"q": "坑道"}).json())

    def test_what_waits_is_brought_in_first(self, story):
        assert OutboxEntry.objects.exists()
        run("search", "坑道", as_json=True)
        assert not OutboxEntry.objects.exists()

    def test_in_words_with_the_match_marked(self, story):
        lines = run("search", "坑道")[0].splitlines()
        assert lines[0].startswith("1 found in ")
        assert lines[1].split() == ["story", "血战上甘岭", "/stories/sgl/"]
        assert lines[2].strip() == "志愿军坚守[坑道]。"

    def test_limited(self, story):
        out, _ = run("search", "", as_json=True, limit=1)
        assert len(json.loads(out)["hits"]) == 1

    @pytest.mark.parametrize("text", ["", "(((", "\x00", "\ud800", "x" * 10_000])
    def test_strange_words(self, story, text):
        assert "hits" in json.loads(run("search", text, as_json=True)[0])

    def test_without_an_index(self, settings, tmp_path, story):
        settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
        OutboxEntry.objects.all().delete()
        said = run("search", "上甘岭")[0].splitlines()[1:]
        assert said[0] == "No index answers; titles and names were looked through."
        assert said[1].split() == ["story", "血战上甘岭", "/stories/sgl/"]


class TestRebuild:
    def test_from_nothing(self, settings, tmp_path, story):
        settings.SEARCH_INDEX_DIR = tmp_path / "new"
        with pytest.raises(IndexMissing):
            engine().keys()
        out, err = run("search_rebuild")
        expected = sorted(document.key for document in all_documents())
        assert out.strip() == f"{len(expected)} documents in the index"
        assert sorted(engine().keys()) == expected
        assert err == ""

    def test_what_should_not_be_there_is_gone(self, story, index):
        outbox.drain()
        story.__class__.objects.filter(pk=story.pk).update(live=False)
        run("search_rebuild")
        assert page_key(story.pk) not in set(index.keys())


class TestSync:
    def test_drains(self, story, index):
        waiting = OutboxEntry.objects.count()
        out, _ = run("search_sync")
        assert out.strip() == f"{waiting} changes brought to the index"
        assert set(index.keys()) == {document.key for document in all_documents()}

    def test_nothing_waits(self, story):
        outbox.drain()
        assert run("search_sync") == ("0 changes brought to the index\n", "")
