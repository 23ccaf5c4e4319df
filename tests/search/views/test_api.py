"""The JSON API: what it answers, as its description says, and how it is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from search.asking.answer import Answer, Correction, Wider
from search.curation.promotions import Promotion
from search.engines.base import EngineError, EngineUnavailable, SearchQuery, SearchResults
from search.engines.embedded import EmbeddedEngine
from search.forms import CHOOSABLE, FACETS, MAX_LIMIT, MAX_PAGE, MAX_QUERY, PER_PAGE
from search.views.data import answer_as_data

from .described import description, faults

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).resolve().parents[2] / "golden"
API, SUGGEST, DESCRIPTION = "/api/search", "/api/search/suggest", "/api/openapi.json"


def ask(client, **parameters) -> dict:
    response = client.get(API, parameters)
    assert response.status_code == 200
    return response.json()


def titles(data: dict) -> list[str]:
    return [hit["title"] for hit in data["hits"]]


def golden(name: str) -> dict:
    return json.loads((GOLDEN / name).read_text(encoding="utf-8"))


class TestAnswers:
    def test_in_the_ways_a_reader_types(self, client, corpus):
        for text in ("上甘岭", "上甘嶺", "sgl", "shangganling", "  上甘岭 "):
            assert (text, "血战上甘岭" in titles(ask(client, q=text))) == (text, True)

    def test_any_two_characters_of_the_text(self, client, corpus):
        assert titles(ask(client, q="坑道")) == ["血战上甘岭"]
        assert titles(ask(client, q="草丛")) == ["烈火中的邱少云"]

    def test_never_what_is_not_public(self, client, admin_client, corpus):
        for reader in (client, admin_client):
            for text in ("上甘岭", "草稿", "内部稿", ""):
                found = titles(ask(reader, q=text))
                assert [title for title in found if "稿" in title] == []

    def test_several_values_widen_and_facets_narrow(self, client, corpus):
        assert ask(client, kind=["story", "article"])["total"] == 3
        assert titles(ask(client, kind="story", person="黄继光")) == ["血战上甘岭"]

    def test_counts_say_what_is_chosen(self, client, regions):
        facets = ask(client, q="纪念地", place="湖南省/长沙市")["facets"]
        assert {one["value"]: (one["count"], one["chosen"]) for one in facets["place"]} == {
            "湖南省": (3, False),
            "湖南省/长沙市": (2, True),
            "湖南省/长沙市/宁乡市": (1, False),
            "湖南省/长沙市/浏阳市": (1, False),
            "湖南省/湘潭市": (1, False),
            "四川省": (1, False),
            "山东省": (1, False),
        }
        assert {one["value"]: one["count"] for one in facets["decade"]} == {"1930": 1, "1950": 1}

    def test_orders(self, client, corpus):
        orders = {
            "newest": ["血战上甘岭", "退役军人事务局走访慰问", "烈火中的邱少云"],
            "oldest": ["烈火中的邱少云", "退役军人事务局走访慰问", "血战上甘岭"],
            "title": ["烈火中的邱少云", "退役军人事务局走访慰问", "血战上甘岭"],
        }
        for sort, order in orders.items():
            assert titles(ask(client, kind=["story", "article"], sort=sort)) == order

    def test_pages_of_the_size_asked_for(self, client, corpus):
        everything = titles(ask(client, kind=["story", "person"], sort="title", limit=50))
        pages = [
            titles(ask(client, kind=["story", "person"], sort="title", limit=1, page=page))
            for page in range(1, 5)
        ]
        assert [title for page in pages for title in page] == everything
        assert ask(client, kind="story", page=9)["hits"] == []

    def test_moments(self, client, recordings):
        (hit,) = ask(client, q="过江")["hits"]
        assert [
            (one["start_ms"], one["end_ms"], one["speaker"], one["url"].rpartition("#")[2])
            for one in hit["moments"]
        ] == [
            (0, 4_000, "访谈人", "t=0"),
            (83_500, 90_000, "张德胜", "t=83.5"),
            (3_723_000, 3_730_000, "", "t=3723"),
        ]

    def test_the_score_falls(self, client, corpus):
        scores = [hit["score"] for hit in ask(client, q="上甘岭")["hits"]]
        assert scores == sorted(scores, reverse=True)


class TestContract:
    """The API's answers are a contract: a change shows as a difference in a golden file."""

    def test_a_search(self, client, corpus):
        data = ask(client, q="黄继光")
        for number, hit in enumerate(data["hits"]):
            hit["key"] = f"{hit['key'].split(':')[0]}:{number}"
            hit["score"] = 0
        assert data == golden("api_search.json")

    def test_a_recording(self, client, recordings):
        data = ask(client, q="过江", recording="yes", place="湖南省")
        for hit in data["hits"]:
            hit["score"] = 0
        assert data == golden("api_search_recording.json")

    def test_suggestions(self, client, corpus):
        data = client.get(SUGGEST, {"q": "上甘"}).json()
        for group in data["groups"]:
            for number, suggestion in enumerate(group["suggestions"]):
                suggestion["key"] = f"{suggestion['key'].split(':')[0]}:{number}"
        assert data == golden("api_suggest.json")


class TestDescription:
    def test_is_openapi(self):
        OpenAPIV31SpecValidator(description()).validate()

    def test_is_served(self, client, db):
        assert client.get(DESCRIPTION).json() == description()

    @pytest.mark.parametrize(
        "query",
        [
            "q=上甘岭",
            "q=过江",
            "kind=story&kind=person",
            "q=没有的词语",
            "",
            "sort=newest&limit=50",
        ],
    )
    def test_holds_of_searches(self, client, corpus, query):
        assert faults("Answer", client.get(f"{API}?{query}").json()) == []

    def test_holds_of_recordings(self, client, recordings):
        assert faults("Answer", ask(client, q="过江")) == []

    def test_holds_of_everything_an_answer_can_have(self):
        query = SearchQuery(text="甲 乙", facets={"kind": ("story",)})
        answer = Answer(
            query=query,
            results=SearchResults(total=0, hits=(), loosened=True, from_reserve=True),
            promotions=(Promotion(title="甲", url="https://example.org/", description="乙"),),
            corrections=(Correction(text="丙", total=3),),
            wider=(
                Wider(
                    query=SearchQuery(text="甲", limit=PER_PAGE),
                    total=2,
                    left_out=("乙",),
                    without=("kind",),
                ),
            ),
        )
        data = answer_as_data(answer)
        assert faults("Answer", data) == []
        assert data["wider"][0]["parameters"] == "?q=%E7%94%B2"

    def test_holds_of_suggestions(self, client, corpus):
        assert faults("Suggestions", client.get(SUGGEST, {"q": "h"}).json()) == []

    def test_holds_of_faults(self, client, db):
        for path in (f"{API}?page=x", f"{SUGGEST}?q={'x' * 201}"):
            response = client.get(path)
            assert (response.status_code, faults("Fault", response.json())) == (400, [])

    def test_names_every_parameter_with_its_limit(self):
        given = description()["paths"][API]["get"]["parameters"]
        schemas = {one["name"]: one["schema"] for one in given if one["in"] == "query"}
        assert set(schemas) == {"q", "sort", "page", "limit", *CHOOSABLE}
        assert schemas["q"]["maxLength"] == MAX_QUERY
        assert schemas["page"]["maximum"] == MAX_PAGE
        assert (schemas["limit"]["maximum"], schemas["limit"]["default"]) == (MAX_LIMIT, PER_PAGE)
        facets = description()["components"]["schemas"]["Answer"]["properties"]["facets"]
        assert tuple(facets["propertyNames"]["enum"]) == FACETS


class TestKept:
    @pytest.mark.parametrize("path", [f"{API}?q=黄继光", f"{SUGGEST}?q=上甘", DESCRIPTION])
    def test_one_who_has_it_gets_no_body(self, client, corpus, path):
        first, second = client.get(path), client.get(path)
        assert first["ETag"] == second["ETag"]
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Access-Control-Allow-Origin"] == "*"
        other = client.get(path, headers={"If-None-Match": '"another"'})
        assert other.status_code == 200

    def test_another_answer_has_another_tag(self, client, corpus):
        tags = {client.get(API, {"q": text})["ETag"] for text in ("黄继光", "邱少云", "上甘岭")}
        assert len(tags) == 3

    def test_its_headers(self, client, corpus):
        response = client.get(API, {"q": "黄继光"})
        assert response["Cache-Control"] == "public, max-age=60"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Server-Timing"].startswith("search;dur=")
        assert "took_ms" not in response.json()

    @pytest.mark.parametrize("fault", [EngineError, EngineUnavailable])
    def test_while_no_index_answers(self, client, corpus, monkeypatch, fault):
        def fail(self, *args, **kwargs):
            raise fault("broken")

        monkeypatch.setattr(EmbeddedEngine, "search", fail)
        monkeypatch.setattr(EmbeddedEngine, "suggest", fail)
        data = ask(client, q="上甘岭")
        assert (data["from_database"], data["facets"], faults("Answer", data)) == (True, {}, [])
        assert sorted(titles(data)) == ["上甘岭", "血战上甘岭"]
        response = client.get(SUGGEST, {"q": "上甘岭"})
        assert (response.status_code, b"broken" in response.content) == (503, False)
        assert (response["Retry-After"], response["Cache-Control"]) == ("60", "no-store")
