import socket

import pytest

from search.engines.base import (
    EngineError,
    EngineUnavailable,
    IndexMissing,
    SearchQuery,
)
from search.engines.elasticsearch import Connection, ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.guarded import Breaker, GuardedEngine


class Clock:
    """Seconds that pass when told to."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Service:
    """Counts its calls; away while told so."""

    def __init__(self):
        self.calls = 0
        self.fault = None

    def __call__(self):
        self.calls += 1
        if self.fault:
            raise self.fault
        return "answer"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def breaker(clock):
    return Breaker(failures=3, pause=30, now=clock)


@pytest.fixture
def away():
    """The Elasticsearch engine at an address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    return ElasticsearchEngine(Connection(urls=(f"http://127.0.0.1:{port}",), timeout=1))


def fail(breaker, service, times):
    service.fault = EngineUnavailable("away")
    for _ in range(times):
        with pytest.raises(EngineUnavailable):
            breaker.call(service)


class TestBreaker:
    def test_it_opens_after_failures_in_a_row(self, breaker, service):
        fail(breaker, service, 5)
        assert service.calls == 3

    def test_an_answer_starts_the_count_anew(self, breaker, service):
        fail(breaker, service, 2)
        service.fault = None
        assert breaker.call(service) == "answer"
        fail(breaker, service, 2)
        assert service.calls == 5

    def test_one_call_tries_again_after_the_pause(self, breaker, service, clock):
        fail(breaker, service, 3)
        clock.now += 29
        fail(breaker, service, 1)
        assert service.calls == 3
        clock.now += 1
        fail(breaker, service, 3)
        assert service.calls == 4

    def test_it_closes_when_the_service_is_back(self, breaker, service, clock):
        fail(breaker, service, 3)
        clock.now += 30
        service.fault = None
        assert [breaker.call(service) for _ in range(3)] == ["answer"] * 3

    def test_others_do_not_wait_while_one_tries(self, breaker, service, clock):
        fail(breaker, service, 3)
        clock.now += 30
        service.fault = None

        def ask():
            with pytest.raises(EngineUnavailable):
                breaker.call(service)
            return "first"

        assert breaker.call(ask) == "first"
        assert service.calls == 3

    @pytest.mark.parametrize("fault", [IndexMissing("none"), EngineError("bad")])
    def test_a_fault_that_is_an_answer_does_not_open_it(self, breaker, service, fault):
        service.fault = fault
        for _ in range(5):
            with pytest.raises(type(fault)):
                breaker.call(service)
        assert service.calls == 5


class TestReserve:
    @pytest.fixture
    def reserve(self, engine, make):
        engine.index([make("上甘岭")])
        return engine

    def test_readers_get_its_answer_and_are_told(self, away, breaker, reserve):
        guarded = GuardedEngine(away, breaker, reserve)
        for _ in range(5):
            results = guarded.search(SearchQuery(text="上甘岭"))
            assert (results.total, results.from_reserve) == (1, True)
        assert [one.title for one in guarded.suggest("sgl", kinds=("story",))] == ["上甘岭"]
        assert list(guarded.suggest("sgl", other_than=("story",))) == []
        assert guarded.counts([SearchQuery(text="上甘岭"), SearchQuery(text="没有")]) == (1, 0)
        assert guarded.weigh(SearchQuery(text="上甘岭"), "page:上甘岭").rank == 1

    def test_it_is_not_asked_while_the_engine_answers(self, reserve, breaker, tmp_path, make):
        first = EmbeddedEngine(tmp_path / "first")
        first.rebuild([make("别的")])
        guarded = GuardedEngine(first, breaker, reserve)
        results = guarded.search(SearchQuery())
        assert (results.total, results.from_reserve) == (1, False)
        assert results.hits[0].key == "page:别的"

    def test_writing_does_not_go_to_it(self, away, breaker, reserve, make):
        guarded = GuardedEngine(away, breaker, reserve)
        for call in (
            lambda: guarded.index([make("甲")]),
            lambda: guarded.delete(["page:上甘岭"]),
            lambda: guarded.rebuild([]),
            guarded.keys,
        ):
            with pytest.raises(EngineUnavailable):
                call()
        assert list(reserve.keys()) == ["page:上甘岭"]

    def test_without_one_the_fault_stands(self, away, breaker):
        with pytest.raises(EngineUnavailable):
            GuardedEngine(away, breaker).search(SearchQuery())

    def test_when_it_has_no_index_the_first_fault_stands(self, away, breaker, tmp_path):
        guarded = GuardedEngine(away, breaker, EmbeddedEngine(tmp_path / "nothing"))
        with pytest.raises(EngineUnavailable):
            guarded.search(SearchQuery())
