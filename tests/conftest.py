"""What every test stands on: a state directory of its own, Chinese, a small site."""

from __future__ import annotations

import logging
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as project_settings
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Collection, Locale, Page, Site

from search.configured import engine
from search.documents import all_documents
from search.engines.base import SearchEngine
from tests.factories import HomePageFactory

# What the worker command sets for its process and does not put back.
WORKER_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
WORKER_LOGGERS = ("django_tasks", "django_tasks_db")


# Tests time nothing: a busy machine is slow and not wrong.
hypothesis.settings.register_profile("project", deadline=None)
hypothesis.settings.load_profile("project")


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that WhiteNoise looks into; nothing is collected for tests."""
    Path(project_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put browser tests last.

    Playwright's event loop runs until its session ends, and Django refuses
    database work in a thread that has one.
    """
    items.sort(key=lambda item: "browser" in item.keywords)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Give back what migrations made, after the flush that ends a test which commits.

    Files are run side by side in no fixed order, so any test may come after one.
    """
    result = yield
    # After the last one the database itself is gone.
    if nextitem is not None and _commits(item):
        with item.config.stash[blocking_manager_key].unblock():
            root = made_base()
            if not Site.objects.exists():
                welcome = root.add_child(instance=Page(title="Welcome", slug="home"))
                Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    return result


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in fixtures


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take away the state directory that ``cms.settings.test`` made for this process."""
    shutil.rmtree(project_settings.VAR_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Every test begins in the site's own language and leaves none behind."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path_factory) -> None:
    """Every test that searches has an index directory of its own."""
    settings.SEARCH_INDEX_DIR = tmp_path_factory.getbasetemp() / "no-index"


@pytest.fixture
def index(settings, tmp_path) -> SearchEngine:
    """The configured engine over an empty index of this test."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    current = engine()
    current.rebuild([])
    return current


def made_base() -> Page:
    """The language, the root of the collections and the root of the page tree, which it gives."""
    Site.clear_site_root_paths_cache()
    Locale.objects.get_or_create(language_code="zh-hans")
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    return Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")


@pytest.fixture
def wagtail_base(db) -> Page:
    """The root of the page tree.

    Migrations make it; a test that really commits is followed by a flush
    that takes it away for those after it.
    """
    return made_base()


@pytest.fixture
def home(wagtail_base):
    """A first page that the default site shows, with nothing under it."""
    page = HomePageFactory(parent=wagtail_base)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": page, "site_name": "戎光"},
    )
    Site.clear_site_root_paths_cache()
    Page.objects.filter(depth=2).exclude(pk=page.pk).delete()
    return page


@pytest.fixture
def rebuilt(index) -> Callable[[], SearchEngine]:
    """Call it to build this test's index anew from the database."""

    def rebuild() -> SearchEngine:
        index.rebuild(all_documents())
        return index

    return rebuild


@pytest.fixture
def count_queries(client, settings, tmp_path) -> Callable[[str], int]:
    """Call it with an address for the number of queries its page takes.

    With a cache, as a real site has, and warm.
    """
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": str(tmp_path),
        }
    }

    def count(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def open_connection(db, monkeypatch) -> None:
    """Keep commands that refresh their connection from closing the one a test rolls back."""
    if connection.in_atomic_block:
        monkeypatch.setattr(connections["default"], "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture
def run_jobs(open_connection) -> Iterator[Callable[[], None]]:
    """Call it to let a real worker, in this process, do all that waits in the queue.

    In a test that does not commit, nothing waits but what was made inside
    ``django_capture_on_commit_callbacks(execute=True)``.
    """
    handlers = {number: signal.getsignal(number) for number in WORKER_SIGNALS}
    loggers = {name: logging.getLogger(name).level for name in WORKER_LOGGERS}

    def run() -> None:
        call_command(
            "db_worker",
            batch=True,
            interval=0,
            queue_name="*",
            startup_delay=False,
            verbosity=0,
            reload=False,
        )

    yield run
    for number, handler in handlers.items():
        signal.signal(number, handler)
    for name, level in loggers.items():
        logging.getLogger(name).setLevel(level)
