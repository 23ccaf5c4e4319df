"""Both engines over real connections; the cluster is started once a session."""

from __future__ import annotations

import importlib.util
import os
import socket
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from search.engines.base import SearchEngine
from search.engines.elasticsearch import Connection, ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from tests.search.engines.contract.corpus import corpus

SCRIPT = Path(__file__).resolve().parents[4] / ".ci" / "elasticsearch.py"
REQUIRED = "ELASTICSEARCH_REQUIRED"
"""Set to True: where there is no Elasticsearch, tests fail instead of being skipped."""

ENGINES = ("embedded", "elasticsearch")

MakeEngine = Callable[..., ElasticsearchEngine]


def _server_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("elasticsearch_server", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look themselves up by the module's name.
    sys.modules[spec.name] = module
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        # Its name would hide the client's package from later imports.
        sys.path.remove(str(SCRIPT.parent))
    return module


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def server() -> Iterator[Connection]:
    """A cluster that asks for a password; skips, in one line, where none can be had."""
    script, port = _server_script(), _free_port()
    try:
        running = script.start(port=port, security=True)
    except script.Unavailable as reason:
        if os.environ.get(REQUIRED) == "True":
            pytest.fail(f"no Elasticsearch: {reason}", pytrace=False)
        pytest.skip(f"no Elasticsearch: {reason}")
    try:
        yield Connection(
            urls=(running.url,),
            user=running.user,
            password=running.password,
            replicas=0,
            timeout=60,
        )
    finally:
        script.stop(port)


@pytest.fixture(scope="session")
def connect(server) -> Iterator[Callable[..., Connection]]:
    """Call it for a connection whose indexes are its own; fields given replace the usual."""
    made: list[Connection] = []

    def connection(**fields) -> Connection:
        usual = {
            name: getattr(server, name)
            for name in ("urls", "api_key", "user", "password", "replicas", "timeout")
        }
        prefix = f"test-{uuid.uuid4().hex[:12]}"
        made.append(Connection(**{**usual, "prefix": prefix, **fields}))
        return made[-1]

    yield connection
    for one in made:
        ElasticsearchEngine(
            Connection(
                urls=server.urls, user=server.user, password=server.password, prefix=one.prefix
            )
        ).drop()


@pytest.fixture(scope="session")
def make_engine(request, tmp_path_factory) -> Callable[[str], SearchEngine]:
    """Call it with a name for an engine without an index."""

    def make(name: str, **fields) -> SearchEngine:
        if name == "embedded":
            return EmbeddedEngine(tmp_path_factory.mktemp("index") / "index", lock_timeout=20)
        return ElasticsearchEngine(request.getfixturevalue("connect")(**fields))

    return make


@pytest.fixture(params=ENGINES)
def bare(request, make_engine) -> SearchEngine:
    """Each engine without an index."""
    return make_engine(request.param)


@pytest.fixture(params=ENGINES)
def engine(request, make_engine) -> SearchEngine:
    """Each engine with an empty index."""
    engine = make_engine(request.param)
    engine.rebuild([])
    return engine


@pytest.fixture(scope="session")
def both(make_engine) -> tuple[SearchEngine, SearchEngine]:
    """Both engines with the same documents; the cluster's are on three shards."""
    embedded, cluster = make_engine("embedded"), make_engine("elasticsearch", shards=3)
    for engine in (embedded, cluster):
        engine.rebuild(corpus())
    return embedded, cluster


@pytest.fixture(scope="session")
def changed(make_engine) -> tuple[SearchEngine, SearchEngine]:
    """Both engines after the same changes: several segments, some deleted, some replaced."""
    documents = corpus()
    embedded, cluster = make_engine("embedded"), make_engine("elasticsearch", shards=2)
    for engine in (embedded, cluster):
        engine.rebuild(documents[:50])
        for start in range(50, len(documents), 90):
            engine.index(documents[start : start + 90])
        engine.delete([f"made:{n}" for n in range(0, 300, 7)])
        engine.index(documents[100:110])
    return embedded, cluster
