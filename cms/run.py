"""``make run``: prepare the site, serve it and keep it going.

One process loads the code and forks: first a child that prepares (so that
nothing it opened is shared), then the web server, the worker of background
tasks and the clock. A child that dies is started again; what it was doing is
taken back from the database by the next one.
"""

from __future__ import annotations

import ctypes
import errno
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from cms.settings.environment import positive_int
from cms.settings.secrets import read_or_make
from cms.settings.state import var_dir

START_PATIENCE = 60.0
STOP_PATIENCE = 30.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
ADMIN_NAME = "admin"
CHANGED = 3
RENEWED = "RONGGUANG_RENEWED"
LOCAL = "RONGGUANG_LOCAL"
PR_SET_PDEATHSIG = 1


def main() -> int:
    """Run until stopped; gives the exit status."""
    host = os.environ.get("HOST") or "127.0.0.1"
    try:
        port = positive_int("PORT", default=8000)
    except ImproperlyConfigured as wrong:
        print(wrong)
        return 1
    if fault := _why_not(host, port):
        print(fault)
        return 1
    _fill_environment(host, port)

    import django

    django.setup()
    status = _in_child(_prepare)
    if status == CHANGED and not os.environ.get(RENEWED):
        # What this process read of the code's surroundings (the list of static
        # files) is of before; a fresh one reads it anew.
        os.environ[RENEWED] = "1"
        os.execv(sys.executable, [sys.executable, "-m", "cms.run"])
    if status not in (0, CHANGED):
        return status
    import cms.urls  # noqa: F401  (loaded once, shared by all children)

    supervisor = Supervisor(
        {"web": lambda: _serve(host, port), "worker": _work, "clock": _keep_time}
    )
    supervisor.start()
    if not _answers(host, port, supervisor):
        supervisor.stop()
        print("The site did not start; see the messages above.")
        return 1
    _announce(host, port)
    return supervisor.watch()


def _fill_environment(host: str, port: int) -> None:
    """Settings of a site on this machine, where the operator gave none.

    Who names the settings runs a public server: nothing is guessed for it.
    """
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        return
    shown = _reachable(host)
    own = {socket.gethostname()} if shown != host else set()
    defaults = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "ALLOWED_HOSTS": ",".join(
            dict.fromkeys(["127.0.0.1", "localhost", "[::1]", _in_address(shown), *own])
        ),
        "HTTPS": "False",
        "WAGTAILADMIN_BASE_URL": f"http://{_in_address(shown)}:{port}",
    }
    os.environ[LOCAL] = "1"
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = read_or_make(var_dir() / "secret-key")


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host


def _why_not(host: str, port: int) -> str:
    """Why this address cannot be served on; empty where it can."""
    if port > 65535:
        return f"PORT must be at most 65535, not {port}"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                return f"Port {port} on {host} is in use. Choose another: make run PORT={port + 1}"
            return f"Cannot serve on {host} port {port}: {fault.strerror or fault}"
    return ""


def _prepare() -> None:
    from cms.prepare import prepare

    if prepare(admin_name=ADMIN_NAME, say=lambda line: print(line, flush=True)):
        raise SystemExit(CHANGED)


def _serve(host: str, port: int) -> None:
    from cms.server import serve

    serve(
        bind=f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        workers=positive_int("WEB_WORKERS", default=2),
        threads=positive_int("WEB_THREADS", default=8),
    )


def _work() -> None:
    from django.core.management import call_command

    call_command("db_worker", interval=0.25, queue_name="*", startup_delay=False, verbosity=0)


def _keep_time() -> None:
    from django.core.management import call_command

    call_command("tick", loop=True)


def _in_child(run: Callable[[], None]) -> int:
    pid = _fork(run)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _fork(run: Callable[[], None], *, apart: bool = False) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    _end_with_parent()
    if apart:
        # Ctrl+C and a closed terminal reach the supervisor alone, which stops
        # its children in order: gunicorn hangs at times when it hears both.
        os.setpgrp()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    status = 1
    try:
        run()
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else 1
    except KeyboardInterrupt:
        status = 130
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _end_with_parent() -> None:
    """Ask the kernel for SIGTERM when the supervisor dies, however it dies.

    Linux only (prctl(2)); elsewhere the children of a killed supervisor stay
    and must be stopped by hand.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """Keeps named children running until it is told to stop."""

    def __init__(self, programmes: dict[str, Callable[[], None]]):
        self.programmes = programmes
        self.children: dict[int, str] = {}
        self.pauses: dict[str, float] = {}
        self.waiting: dict[str, float] = {}
        self.stopping = False

    def start(self) -> None:
        """Start every child; SIGTERM, SIGINT and a closed terminal stop them all."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup sets it
                signal.signal(number, self._asked_to_stop)
        for name in self.programmes:
            self._start(name)

    def _start(self, name: str) -> None:
        pid = _fork(self.programmes[name], apart=True)
        self.children[pid] = name

    def _asked_to_stop(self, *_):
        self.stopping = True

    def reap(self) -> None:
        """Notice children that ended and start them again after a pause."""
        while self.children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            name = self.children.pop(pid, None)
            if name is None or self.stopping:
                continue
            pause = min(self.pauses.get(name, FIRST_PAUSE) * 2, LONGEST_PAUSE)
            self.pauses[name] = pause
            self.waiting[name] = time.monotonic() + pause
            code = os.waitstatus_to_exitcode(status)
            print(
                f"{name} ended ({code}); it is started again",
                file=sys.stderr,
                flush=True,
            )
        for name, due in list(self.waiting.items()):
            if time.monotonic() >= due and not self.stopping:
                del self.waiting[name]
                self._start(name)

    def watch(self) -> int:
        """Until asked to stop; gives the exit status."""
        while not self.stopping:
            self.reap()
            time.sleep(0.2)
        self.stop()
        return 0

    def stop(self) -> None:
        """Ask every child to end, and end those that do not."""
        self.stopping = True
        for pid in self.children:
            _signal(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_PATIENCE
        while self.children and time.monotonic() < deadline:
            self.reap()
            time.sleep(0.05)
        for pid in self.children:
            _signal(pid, signal.SIGKILL)


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _answers(host: str, port: int, supervisor: Supervisor) -> bool:
    """Whether the site answers under a name it goes by."""
    from django.conf import settings

    known = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    headers = {"Host": known, "X-Forwarded-Proto": "https"}
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline and not supervisor.stopping:
        supervisor.reap()
        connection = http.client.HTTPConnection(_reachable(host), port, timeout=2)
        try:
            connection.request("GET", "/healthz", headers=headers)
            # 301: https is on and no proxy ends it; that is an answer too.
            return connection.getresponse().status in (200, 301)
        except (http.client.HTTPException, OSError):
            time.sleep(0.05)
        finally:
            connection.close()
    return False


def _announce(host: str, port: int) -> None:
    base = f"http://{_in_address(_reachable(host))}:{port}"
    password_file: Path = var_dir() / "admin-password"
    lines = [
        "",
        f"  Site      {base}/",
        f"  Admin     {base}/admin/",
        f"  Name      {ADMIN_NAME}",
    ]
    # A public server writes what is printed into its journal.
    if os.environ.get(LOCAL) and password_file.exists():
        lines.append(f"  Password  {password_file.read_text(encoding='utf-8').strip()}")
    lines += ["", "  Stop with Ctrl+C.", ""]
    print("\n".join(lines), flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
