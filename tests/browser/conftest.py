"""The site as ``make run`` serves it, and a real browser."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
START_PATIENCE = 600
ALONE = "master"
"""What pytest-xdist calls a process that is the only one."""
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class ServedSite:
    """A site that runs in processes of its own, with the demo content."""

    url: str
    var: Path
    process: subprocess.Popen

    @property
    def password(self) -> str:
        return (self.var / "admin-password").read_text(encoding="utf-8").strip()

    def manage(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run a management command beside the served site."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**_environment(), "RONGGUANG_VAR": str(self.var)},
            capture_output=True,
            text=True,
            check=False,
        )


def _environment() -> dict[str, str]:
    dropped = {"DJANGO_SETTINGS_MODULE", "SECRET_KEY", "ALLOWED_HOSTS", "RONGGUANG_VAR"}
    return {name: value for name, value in os.environ.items() if name not in dropped}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory, worker_id):
    """The demo site, prepared and served as a newcomer gets it.

    Where tests run side by side each process serves a copy of one prepared site.
    """
    var = tmp_path_factory.mktemp("site")
    if worker_id != ALONE:
        shutil.copytree(_prepared(tmp_path_factory.getbasetemp().parent), var, dirs_exist_ok=True)
    with _served(var) as served:
        yield served


def _prepared(shared: Path) -> Path:
    """The state of a site that was started once; the first process makes it, the others wait."""
    var = shared / "prepared-site"
    with (shared / "prepared-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (var / "prepared").exists():
            shutil.rmtree(var, ignore_errors=True)
            var.mkdir()
            with _served(var):
                pass
            (var / "prepared").touch()
    return var


@contextmanager
def _served(var: Path) -> Iterator[ServedSite]:
    port = _free_port()
    log = (var / "run.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "cms.run"],
        cwd=ROOT,
        env={**_environment(), "RONGGUANG_VAR": str(var), "PORT": str(port)},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    served = ServedSite(url=f"http://127.0.0.1:{port}", var=var, process=process)
    try:
        _wait_until_it_answers(served)
        yield served
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        log.close()


def _wait_until_it_answers(served: ServedSite) -> None:
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline:
        if served.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{served.url}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail("the site did not start:\n" + (served.var / "run.log").read_text())


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not executable:
        pytest.fail("Chromium is not installed; run .ci/test-needs")
    return {**browser_type_launch_args, "executable_path": executable, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, site):
    return {**browser_context_args, "base_url": site.url, "locale": "zh-CN"}


@pytest.fixture
def page(page: Page, site: ServedSite):
    """A page that fails the test on console errors and on requests to other hosts."""
    faults: list[str] = []
    page.on("console", lambda m: faults.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site.url, "data:", "blob:", "about:"))
            else faults.append(f"other host: {request.url}")
        ),
    )
    page.expected_faults = []
    page.set_default_timeout(15_000)
    yield page
    assert [f for f in faults if not any(e in f for e in page.expected_faults)] == []


@pytest.fixture
def axe_is_content(page: Page):
    """Check a page with axe: nothing serious or critical."""

    def check() -> None:
        found = Axe().run(page).response["violations"]
        serious = [
            f"{v['id']}: {v['help']} — {v['nodes'][0]['html'][:200]}"
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert serious == []

    return check


@pytest.fixture
def editor(page: Page, site: ServedSite) -> Page:
    """A page on which the administrator is logged in."""
    page.goto("/admin/login/")
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill(site.password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/admin/")
    return page
