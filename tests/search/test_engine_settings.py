"""``cms.settings.search``: the environment is read strictly."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings import search as search_settings
from search.engines.elasticsearch import Connection

MODULE = Path(search_settings.__file__)


@pytest.fixture
def read(monkeypatch):
    """Call it with variables for the settings they make."""

    def read(**variables):
        for name in list(os.environ):
            if name.startswith(("SEARCH_", "ELASTICSEARCH_")):
                monkeypatch.delenv(name)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        spec = importlib.util.spec_from_file_location("cms.settings.read_again", MODULE)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return vars(module)

    return read


URL = {"ELASTICSEARCH_URL": "https://search.example:9200"}


def test_nothing_set_is_the_embedded_engine(read):
    settings = read()
    assert (settings["SEARCH_ENGINE"], settings["SEARCH_FALLBACK"]) == ("embedded", "")
    assert settings["ELASTICSEARCH"] is None


def test_all_that_can_be_set(read, tmp_path):
    authority = tmp_path / "ca.pem"
    authority.write_text("")
    settings = read(
        SEARCH_ENGINE="elasticsearch",
        SEARCH_FALLBACK="embedded",
        ELASTICSEARCH_URL="https://a.example:9200, https://b.example:9200",
        ELASTICSEARCH_USER="rongguang",
        ELASTICSEARCH_PASSWORD="$ecret ",
        ELASTICSEARCH_CA_FILE=str(authority),
        ELASTICSEARCH_INDEX_PREFIX="bureau-a",
        ELASTICSEARCH_SHARDS="3",
        ELASTICSEARCH_REPLICAS="0",
        ELASTICSEARCH_TIMEOUT="5",
    )
    assert Connection(**settings["ELASTICSEARCH"]) == Connection(
        urls=("https://a.example:9200", "https://b.example:9200"),
        user="rongguang",
        password="$ecret ",
        ca_file=str(authority),
        prefix="bureau-a",
        shards=3,
        replicas=0,
        timeout=5,
    )
    assert settings["SEARCH_FALLBACK"] == "embedded"


def test_a_cluster_may_be_named_without_being_in_use(read):
    settings = read(**URL, ELASTICSEARCH_API_KEY="key")
    assert settings["SEARCH_ENGINE"] == "embedded"
    assert settings["ELASTICSEARCH"]["api_key"] == "key"


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"SEARCH_ENGINE": "Elastic"}, "SEARCH_ENGINE must be embedded or elasticsearch"),
        ({"SEARCH_ENGINE": "elasticsearch"}, "ELASTICSEARCH_URL must be set"),
        ({"SEARCH_FALLBACK": "embedded"}, "SEARCH_FALLBACK is for"),
        ({"SEARCH_FALLBACK": "yes"}, "SEARCH_FALLBACK must be embedded"),
        ({"ELASTICSEARCH_URL": "search.example:9200"}, "must be like https://"),
        ({"ELASTICSEARCH_URL": "https://search.example"}, "must be like https://"),
        ({"ELASTICSEARCH_URL": "https://search.example:port"}, "must be like https://"),
        ({"ELASTICSEARCH_URL": "https://a:b@search.example:9200"}, "must hold no password"),
        ({**URL, "ELASTICSEARCH_USER": "a"}, "go together"),
        ({**URL, "ELASTICSEARCH_PASSWORD": "a"}, "go together"),
        (
            {
                **URL,
                "ELASTICSEARCH_API_KEY": "a",
                "ELASTICSEARCH_USER": "a",
                "ELASTICSEARCH_PASSWORD": "a",
            },
            "not both",
        ),
        ({**URL, "ELASTICSEARCH_CA_FILE": "/nothing"}, "there is no file '/nothing'"),
        (
            {"ELASTICSEARCH_URL": "http://a.example:9200", "ELASTICSEARCH_CA_FILE": __file__},
            "with https",
        ),
        ({**URL, "ELASTICSEARCH_INDEX_PREFIX": "Bureau"}, "small letters"),
        ({**URL, "ELASTICSEARCH_INDEX_PREFIX": "_a"}, "small letters"),
        ({**URL, "ELASTICSEARCH_INDEX_PREFIX": "a*"}, "small letters"),
        ({**URL, "ELASTICSEARCH_SHARDS": "0"}, "ELASTICSEARCH_SHARDS must be"),
        ({**URL, "ELASTICSEARCH_REPLICAS": "-1"}, "ELASTICSEARCH_REPLICAS must be"),
        ({**URL, "ELASTICSEARCH_TIMEOUT": "soon"}, "ELASTICSEARCH_TIMEOUT must be"),
    ],
)
def test_what_is_wrong_stops_the_start(read, variables, message):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(**variables)
    assert message in str(caught.value)
