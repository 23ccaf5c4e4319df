import json

import pytest
from django.core.management import CommandError, call_command

from search.benchmark import ENGINES
from search.scale import running
from search.scale.compared import StockError, stock_latency
from search.scale.report import lines
from search.scale.running import run_scale
from search.scale.site import SiteError, page_latencies


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(running, "EACH", 4)


def test_a_small_run(tmp_path, capsys):
    call_command("search_scale", documents=40, keep=tmp_path / "kept", stock_pages=0, as_json=True)
    report = json.loads(capsys.readouterr().out)
    assert (report["engine"], report["documents"], report["facets"]) == ("embedded", 40, 9)
    assert set(report["queries"]) == {"name", "phrase", "question", "all", "nothing typed"}
    assert set(report["raw"]) == {
        "term",
        "term, counted",
        "phrase",
        "phrase, counted",
        "any of ten",
        "any of ten, counted",
    }
    assert report["index_bytes"] > 0
    assert (report["stock"], report["page"]) == (None, None)
    assert (tmp_path / "kept" / "current.json").exists()


def test_every_figure_has_a_line():
    report = run_scale("embedded", ENGINES["embedded"], documents=30, stock_pages=0)
    told = dict(lines(report))
    assert told["documents"] == "30"
    assert told["query: name"].endswith("(aim p50 <= 6, p95 <= 25)")
    assert json.loads(json.dumps(report.as_dict()))["documents"] == 30


def test_stock_wagtail_is_asked_in_a_site_of_its_own(settings):
    before = settings.DATABASES["default"]["NAME"]
    assert stock_latency(12, ["黄继光"]).calls == 1
    assert settings.DATABASES["default"]["NAME"] == before


def test_what_goes_wrong_is_said():
    with pytest.raises(StockError):
        stock_latency(-1, [])
    with pytest.raises(SiteError, match=r"127\.0\.0\.1:9"):
        page_latencies("http://127.0.0.1:9", ["黄"])
    with pytest.raises(CommandError):
        call_command("search_scale", documents=0)
