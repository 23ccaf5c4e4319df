"""From an empty directory to a site that can be served; a second time, next to nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import wagtail
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.settings.environment import strict_bool
from cms.settings.secrets import read_or_make
from heritage.people.loading import load_lists, load_places
from home.demo.loader import is_empty, load_demo
from home.domain import create_site
from search.engines.base import EngineUnavailable
from search.outbox import build_missing, drain

Say = Callable[[str], None]


def prepare(*, admin_name: str, say: Say) -> bool:
    """Migrate, make the first user, load the demo, build the index, collect static files.

    Each step looks first whether it is needed, so that a second run changes
    nothing in the database. Gives whether static files were collected anew.
    """
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    _migrate(say)
    _first_user(admin_name, say)
    _records(say)
    fresh = is_empty()
    if fresh:
        if strict_bool("RONGGUANG_DEMO", default=True):
            say("Loading the demo content …")
            load_demo(say=say)
        else:
            create_site()
    _index(say)
    if fresh:
        _finish_background_work(say)
    return _static(say)


def _migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Preparing the database ({len(plan)} migrations) …")
        call_command("migrate", verbosity=0, interactive=False)


def _first_user(name: str, say: Say) -> None:
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return
    password = read_or_make(Path(settings.VAR_DIR) / "admin-password", length=12)
    users.create_superuser(name, "", password)
    say(f"Made the first user, {name}")


def _records(say: Say) -> None:
    places, entries = load_places(), load_lists()
    if places or entries:
        say(f"Loaded {places} places and {entries} wars, battles, units, honours and roles")


def _finish_background_work(say: Say) -> None:
    """What loading enqueued, the admin's own index above all, is done before the doors open."""
    say("Finishing background work …")
    call_command(
        "db_worker", batch=True, interval=0, queue_name="*", startup_delay=False, verbosity=0
    )


def _index(say: Say) -> None:
    try:
        count = build_missing()
    except EngineUnavailable as error:
        # The site is served without it: the outbox keeps what the service missed.
        say(f"The search service does not answer: {error}")
        return
    if count is not None:
        say(f"Built the search index, {count} documents")
    drain()


def _static(say: Say) -> bool:
    stamp_file = Path(settings.VAR_DIR) / "static-stamp"
    stamp = _static_stamp()
    if stamp_file.exists() and stamp_file.read_text() == stamp:
        return False
    say("Collecting static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp_file.write_text(stamp)
    return True


def _static_stamp() -> str:
    """Changes with our static files and with the installed Wagtail."""
    digest = hashlib.sha256(wagtail.__version__.encode())
    for directory in settings.STATICFILES_DIRS:
        for path in sorted(Path(directory).rglob("*")):
            if path.is_file():
                status = path.stat()
                digest.update(f"{path}{status.st_size}{status.st_mtime_ns}".encode())
    return digest.hexdigest()
