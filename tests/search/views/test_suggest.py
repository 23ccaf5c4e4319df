"""Suggestions: in groups, with a fair share each, from what is public."""

from __future__ import annotations

import pytest

from search.asking.suggestions import suggest
from search.engines.base import EngineError, SearchDocument
from search.engines.embedded import EmbeddedEngine
from search.models import SearchPhrase

pytestmark = pytest.mark.django_db
SUGGEST = "/search/suggest"


def document(kind: str, number: int, title: str) -> SearchDocument:
    return SearchDocument(key=f"{kind}:{number}", kind=kind, title=title, url=f"/{kind}/{number}/")


def lengths(text: str) -> dict[str, int]:
    return {group.name: len(group.suggestions) for group in suggest(text)}


class TestGroups:
    def test_each_has_its_share(self, home, index):
        index.index(
            document(kind, number, f"上甘{kind}{number}")
            for kind in ("person", "story", "unit", "place")
            for number in range(9)
        )
        assert lengths("上甘") == {"people": 3, "pages": 3, "places": 2}

    def test_what_one_leaves_the_others_take(self, home, index):
        index.index([document("person", 1, "上甘人")])
        index.index(document("place", number, f"上甘地{number}") for number in range(9))
        assert lengths("上甘") == {"people": 1, "places": 7}

    def test_past_searches_that_an_editor_approved(self, home, index):
        SearchPhrase.objects.create(text="上甘岭战役", found=4, suggested=True)
        SearchPhrase.objects.create(text="上甘岭地图", found=4)
        index.index([document("place", 1, "上甘岭")])
        past = suggest("上甘岭")[-1]
        assert [(one.title, one.url) for one in past.suggestions] == [
            ("上甘岭战役", "/search/?q=%E4%B8%8A%E7%94%98%E5%B2%AD%E6%88%98%E5%BD%B9")
        ]

    @pytest.mark.parametrize("text", ["", "   ", "，。", "zzzzzz"])
    def test_nothing_to_suggest(self, home, index, text):
        assert suggest(text) == ()


class TestAddress:
    def test_in_words(self, client, corpus):
        data = client.get(SUGGEST, {"q": "sgl"}).json()
        assert data == {
            "query": "sgl",
            "groups": [
                {
                    "name": "pages",
                    "label": "文章与条目",
                    "suggestions": [
                        {"title": "血战上甘岭", "url": "/stories/sgl/", "kind": "英雄事迹"}
                    ],
                },
                {
                    "name": "places",
                    "label": "地点",
                    "suggestions": [
                        {"title": "上甘岭", "url": "/places/shang-gan-ling/", "kind": ""}
                    ],
                },
            ],
        }

    def test_never_what_is_not_public(self, client, admin_client, corpus):
        for reader in (client, admin_client):
            groups = reader.get(SUGGEST, {"q": "上甘岭"}).json()["groups"]
            found = [one["title"] for group in groups for one in group["suggestions"]]
            assert [title for title in found if "稿" in title] == []

    def test_kept_shortly_by_the_reader_alone(self, client, corpus):
        assert client.get(SUGGEST, {"q": "h"})["Cache-Control"] == "private, max-age=30"

    def test_costs_few_queries(self, client, corpus, django_assert_num_queries):
        client.get(SUGGEST, {"q": "黄"})
        with django_assert_num_queries(1):
            client.get(SUGGEST, {"q": "黄"})

    def test_when_the_engine_fails(self, client, corpus, monkeypatch):
        def fail(self, *args, **kwargs):
            raise EngineError("broken")

        monkeypatch.setattr(EmbeddedEngine, "suggest", fail)
        response = client.get(SUGGEST, {"q": "上甘岭"})
        assert (response.status_code, b"broken" in response.content) == (503, False)
