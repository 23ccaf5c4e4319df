"""The whole site on a cluster: commands, outbox, page and API."""

from __future__ import annotations

import json
from dataclasses import asdict
from io import StringIO

import pytest
from django.core.management import call_command

from search import configured, outbox
from search.documents import all_documents
from search.models import OutboxEntry
from tests.factories import StoryIndexPageFactory, StoryPageFactory, paragraphs

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_cluster(settings, connect, tmp_path):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_FALLBACK = "embedded"
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    settings.ELASTICSEARCH = asdict(connect())


@pytest.fixture
def story(on_cluster, home):
    return StoryPageFactory(
        parent=StoryIndexPageFactory(parent=home, slug="stories"),
        title="血战上甘岭",
        slug="sgl",
        body=paragraphs("志愿军坚守坑道。"),
    )


def run(name, *arguments, **options):
    out = StringIO()
    call_command(name, *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_commands(story):
    expected = sorted(document.key for document in all_documents())
    assert run("search_rebuild") == f"{len(expected)} documents in the index\n"
    assert [list(engine.keys()) for engine in configured.engines()] == [expected, expected]
    story.unpublish()
    waiting = OutboxEntry.objects.count()
    assert run("search_sync") == f"{waiting} changes brought to the index\n"
    assert json.loads(run("search", "坑道", as_json=True))["total"] == 0
    for engine in configured.engines():
        assert f"page:{story.pk}" not in set(engine.keys())


def test_without_an_index_the_outbox_builds_both(story, client):
    outbox.drain()
    for engine in configured.engines():
        assert f"page:{story.pk}" in set(engine.keys())
    answer = client.get("/search/", {"q": "坑道"})
    assert [hit.key for hit in answer.context["hits"]] == [f"page:{story.pk}"]
    assert 'class="notice"' not in answer.content.decode()
    assert client.get("/api/search", {"q": "坑道"}).json()["from_reserve"] is False


def test_the_benchmark(on_cluster, tmp_path):
    passages, queries = tmp_path / "passages.jsonl", tmp_path / "queries.jsonl"
    passages.write_text('{"id": "a", "title": "上甘岭", "text": "一九五二年十月。"}\n', "utf-8")
    queries.write_text('{"id": "1", "text": "上甘岭", "relevant": ["a"], "answers": []}\n', "utf-8")
    files = {"passages": passages, "queries": queries}
    report = json.loads(run("search_benchmark", engine="elasticsearch", as_json=True, **files))
    assert (report["engine"], report["mrr_at_10"]) == ("elasticsearch", 1.0)
