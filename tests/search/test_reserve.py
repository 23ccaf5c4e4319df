"""The site while its cluster is away: told, answered by the reserve, nothing lost."""

from __future__ import annotations

import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search import configured, outbox
from search.engines.base import EngineUnavailable
from search.models import OutboxEntry
from tests.factories import StoryIndexPageFactory, StoryPageFactory, paragraphs

pytestmark = pytest.mark.django_db

NOTICE = 'class="notice"'


@pytest.fixture
def away(settings, tmp_path):
    """The site is set to a cluster that is not there."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_FALLBACK = ""
    settings.ELASTICSEARCH = {"urls": (f"http://127.0.0.1:{port}",), "timeout": 1}


@pytest.fixture
def reserve(away, settings):
    """The same with the embedded engine in reserve, its index built."""
    settings.SEARCH_FALLBACK = "embedded"
    first, _guarded = configured.engines()
    first.rebuild([])
    return first


@pytest.fixture
def story(home):
    return StoryPageFactory(
        parent=StoryIndexPageFactory(parent=home, slug="stories"),
        title="血战上甘岭",
        slug="sgl",
        body=paragraphs("志愿军坚守坑道。"),
    )


def test_without_a_reserve_the_database_answers_and_the_page_says_so(away, story, client):
    answer = client.get("/search/", {"q": "上甘岭"})
    assert (answer.status_code, answer.context["results"].from_database) == (200, True)
    assert NOTICE in answer.content.decode()
    assert [hit.key for hit in answer.context["hits"]] == [f"page:{story.pk}"]
    data = client.get("/api/search", {"q": "上甘岭"}).json()
    assert (data["total"], data["from_reserve"], data["from_database"]) == (1, False, True)
    told = client.get("/search/suggest", {"q": "上甘岭"})
    assert (told.status_code, told["Retry-After"]) == (503, "60")


def test_the_reserve_answers_and_the_page_says_so(reserve, story, client):
    with pytest.raises(EngineUnavailable):
        outbox.drain()
    answer = client.get("/search/", {"q": "坑道"})
    assert answer.status_code == 200
    assert NOTICE in answer.content.decode()
    assert [hit.key for hit in answer.context["hits"]] == [f"page:{story.pk}"]
    data = client.get("/api/search", {"q": "坑道"}).json()
    assert (data["total"], data["from_reserve"]) == (1, True)


def test_the_page_says_nothing_while_all_is_well(index, story, client):
    outbox.drain()
    answer = client.get("/search/", {"q": "坑道"})
    assert NOTICE not in answer.content.decode()
    assert client.get("/api/search", {"q": "坑道"}).json()["from_reserve"] is False


@pytest.mark.parametrize("state", ["away", "reserve"])
def test_the_outbox_keeps_what_the_cluster_missed(request, state, story, monkeypatch):
    request.getfixturevalue(state)
    monkeypatch.setattr(outbox, "BATCH", 1)
    waiting = list(OutboxEntry.objects.values_list("key", "attempts", "error"))
    assert waiting
    with pytest.raises(EngineUnavailable):
        outbox.drain()
    assert list(OutboxEntry.objects.values_list("key", "attempts", "error")) == waiting


def test_every_batch_reaches_the_reserve(reserve, story, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 1)
    with pytest.raises(EngineUnavailable):
        outbox.drain()
    assert f"page:{story.pk}" in set(reserve.keys())


def test_the_reserve_is_built_though_the_cluster_is_away(reserve, story):
    with pytest.raises(EngineUnavailable):
        outbox.build()
    assert f"page:{story.pk}" in set(reserve.keys())


def test_what_is_missing_is_built(index, story, settings, tmp_path):
    assert outbox.build_missing() is None
    settings.SEARCH_INDEX_DIR = tmp_path / "new"
    assert outbox.build_missing() == len(list(configured.engine().keys()))


def run(name, *arguments):
    out, err = StringIO(), StringIO()
    call_command(name, *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize("command", ["search_rebuild", "search_sync"])
def test_commands_say_what_is_wrong(away, story, command):
    with pytest.raises(CommandError):
        run(command)


def test_the_command_answers_from_the_database(away, story):
    out, err = run("search", "上甘岭")
    assert out.splitlines()[1] == "No index answers; titles and names were looked through."
    assert err.startswith("Some changes wait: ")


def test_the_command_answers_from_the_reserve(reserve, story):
    out, err = run("search", "坑道")
    assert out.startswith("1 found in ")
    assert err.startswith("Some changes wait: ")
