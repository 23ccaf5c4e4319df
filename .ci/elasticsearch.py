"""A real Elasticsearch for the tests and for trying it: ``start``, ``stop``, ``status``.

Where it comes from, the first that is there:

1. ``ELASTICSEARCH_URL``: a server someone else keeps; nothing is started.
2. Docker, when its daemon answers and has or can fetch the image.
3. Maven, through ``mvn`` or from the repository that ``MAVEN_REPOSITORY`` names:
   Elastic's own distribution for integration tests, the server with few modules, 107 MB.
4. The same way: the server inside SonarQube's distribution, version 9 with
   most modules, 950 MB; at once with ``ELASTICSEARCH_FULL=True``.

The last two need a Java, 17 or newer for version 8 and 21 for version 9:
``ES_JAVA_HOME``, ``JAVA_HOME`` or ``java`` on the path. The server listens on loopback only,
has 512 MB of heap and keeps its data in a temporary directory that ``stop``
removes. As root it is run by the user ``nobody``. Downloads are kept in
``XDG_CACHE_HOME`` and checked against the sums below.

``start --security`` asks everyone for a password, which is made anew each time.
Needs only Python's standard library.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path

from server_files import VERSION, Artefact, Unavailable, fetch, java_home, unpack, wanted

IMAGE = f"elasticsearch:{VERSION}"
HEAP = "512m"
PORT = 9200
USER = "rongguang"
START_PATIENCE = 180.0
STOP_PATIENCE = 30.0

_started: dict[int, subprocess.Popen] = {}


@dataclass(frozen=True)
class Server:
    """A server that answers. ``pid`` and ``container`` are empty for one that others keep."""

    url: str
    user: str = ""
    password: str = ""
    pid: int = 0
    container: str = ""
    directory: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["start", "stop", "status"])
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--security", action="store_true", help="ask for a password")
    given = parser.parse_args()
    try:
        if given.command == "start":
            _tell(start(port=given.port, security=given.security))
        elif given.command == "stop":
            print("stopped" if stop(given.port) else "there was none")
        elif server := status(given.port):
            _tell(server)
        else:
            print("not running")
            return 3
    except Unavailable as reason:
        print(f"No Elasticsearch: {reason}", file=sys.stderr)
        return 1
    return 0


def start(*, port: int = PORT, security: bool = False) -> Server:
    """Start a server, or give the one that runs. Raises :class:`Unavailable`."""
    if url := os.environ.get("ELASTICSEARCH_URL", "").strip():
        user = os.environ.get("ELASTICSEARCH_USER", "").strip()
        return Server(url, user, os.environ.get("ELASTICSEARCH_PASSWORD", ""))
    if server := status(port):
        return server
    stop(port)
    if _in_use(port):
        raise Unavailable(f"port {port} on 127.0.0.1 is in use")
    password = secrets.token_urlsafe(12) if security else ""
    reasons = []
    for begin in (_start_in_docker, _start_from_maven):
        try:
            server = begin(port, password)
        except Unavailable as reason:
            reasons.append(str(reason))
            continue
        _record(port).write_text(json.dumps(asdict(server)), encoding="utf-8")
        try:
            _wait(server)
        except BaseException:
            stop(port)
            raise
        return server
    raise Unavailable("; ".join(reasons))


def stop(port: int = PORT) -> bool:
    """Stop what :func:`start` started on ``port``; gives whether there was something."""
    record = _record(port)
    server = _read(record)
    if server is None:
        return False
    if server.container:
        subprocess.run(["docker", "rm", "-f", server.container], capture_output=True, check=False)
    elif _is_ours(server):
        _end(server.pid)
    if server.directory:
        shutil.rmtree(server.directory, ignore_errors=True)
    record.unlink(missing_ok=True)
    return True


def status(port: int = PORT) -> Server | None:
    """The server that was started on ``port`` and answers, or none."""
    server = _read(_record(port))
    return server if server and _answers(server) else None


def _tell(server: Server) -> None:
    print(f"export ELASTICSEARCH_URL={server.url}")
    if server.user:
        print(f"export ELASTICSEARCH_USER={server.user}")
        print(f"export ELASTICSEARCH_PASSWORD={server.password}")


def _record(port: int) -> Path:
    """The file that says what runs on ``port``; readable by its owner alone."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    folder /= f"rongguang-elasticsearch-{os.getuid()}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise Unavailable(f"{folder} belongs to someone else")
    return folder / f"{port}.json"


def _read(record: Path) -> Server | None:
    try:
        return Server(**json.loads(record.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise Unavailable(f"{record} cannot be read; remove it ({error})") from error


def _in_use(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _start_in_docker(port: int, password: str) -> Server:
    docker = shutil.which("docker")
    asked = docker and subprocess.run([docker, "info"], capture_output=True, check=False)
    if not asked or asked.returncode:
        raise Unavailable("Docker does not run here")
    settings = {
        "discovery.type": "single-node",
        "xpack.security.enabled": "true" if password else "false",
        "xpack.security.http.ssl.enabled": "false",
        "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
        "ELASTIC_PASSWORD": password,
    }
    command = [docker, "run", "--detach", "--rm", "--publish", f"127.0.0.1:{port}:9200"]
    for name, value in settings.items():
        if value:
            command += ["--env", f"{name}={value}"]
    done = subprocess.run([*command, IMAGE], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"Docker could not start {IMAGE}: {_last_line(done.stderr)}")
    url = f"http://127.0.0.1:{port}"
    user = "elastic" if password else ""
    return Server(url, user, password, container=done.stdout.strip())


def _start_from_maven(port: int, password: str) -> Server:
    reasons = []
    for artefact in wanted():
        try:
            java = java_home(artefact.java)
            archive = fetch(artefact)
        except Unavailable as reason:
            reasons.append(str(reason))
            continue
        return _launch(artefact, archive, java, port, password)
    raise Unavailable("; ".join(reasons))


def _launch(artefact: Artefact, archive: Path, java: Path, port: int, password: str) -> Server:
    """Unpack the server into a temporary directory and start it there."""
    directory = Path(tempfile.mkdtemp(prefix="rongguang-elasticsearch-"))
    try:
        home = unpack(artefact, archive, directory)
        config = _configure(directory, home, port, password)
        owner = _owner(directory, java)
        with (directory / "output.log").open("wb") as output:
            process = subprocess.Popen(
                ["bash", str(home / "bin" / "elasticsearch")],
                cwd=directory,
                env={
                    "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
                    "HOME": str(directory),
                    "ES_JAVA_HOME": str(java),
                    "ES_PATH_CONF": str(config),
                    "ES_TMPDIR": str(directory / "tmp"),
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **owner,
            )
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise
    # Kept, so that a starter that lives on (the tests) takes its exit status.
    _started[process.pid] = process
    user = USER if password else ""
    return Server(f"http://127.0.0.1:{port}", user, password, process.pid, "", str(directory))


def _configure(directory: Path, home: Path, port: int, password: str) -> Path:
    config = directory / "config"
    for name in ("log4j2.properties", "elasticsearch-plugins.example.yml"):
        if (home / "config" / name).is_file():
            shutil.copy(home / "config" / name, config / name)
    lines = {
        "cluster.name": "rongguang-tests",
        "discovery.type": "single-node",
        "network.host": "127.0.0.1",
        "http.port": port,
        "transport.port": _free_port(),
        "path.data": directory / "data",
        "path.logs": directory / "logs",
        "node.processors": min(2, os.cpu_count() or 1),
        "xpack.security.enabled": "true" if password else "false",
        "xpack.security.http.ssl.enabled": "false",
        # Tests fill no disks, and a nearly full one is none of their business.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    (config / "elasticsearch.yml").write_text(
        "".join(f"{name}: {value}\n" for name, value in lines.items()), encoding="utf-8"
    )
    # The quick compiler alone: a server that lives for minutes starts twice as fast.
    options = [f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    options += [f"-Djava.io.tmpdir={directory / 'tmp'}", "-XX:+ExitOnOutOfMemoryError"]
    (config / "jvm.options").write_text("\n".join(options) + "\n", encoding="utf-8")
    if password:
        (config / "users").write_text(f"{USER}:{_hashed(password)}\n", encoding="utf-8")
        (config / "users_roles").write_text(f"superuser:{USER}\n", encoding="utf-8")
    return config


def _hashed(password: str) -> str:
    """``password`` as Elasticsearch's file of users holds it (PBKDF2, HMAC-SHA-512)."""
    salt, rounds = secrets.token_bytes(32), 10_000
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds, dklen=32)
    encoded = (base64.b64encode(part).decode() for part in (salt, digest))
    return "{PBKDF2}" + f"{rounds}${'$'.join(encoded)}"


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _owner(directory: Path, java: Path) -> dict:
    """As whom to run: Elasticsearch refuses root, so that ``nobody`` gets the directory."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    for path in (directory, *directory.iterdir()):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    for path in (directory / "config").iterdir():
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    asked = subprocess.run(
        [java / "bin" / "java", "-version"], capture_output=True, check=False, **owner
    )
    if asked.returncode:
        raise Unavailable(f"the user nobody may not run {java}/bin/java")
    return owner


def _wait(server: Server) -> None:
    deadline = time.monotonic() + START_PATIENCE
    while not _answers(server):
        if server.pid and not _alive(server.pid):
            raise Unavailable(f"the server ended at once: {_fault(server)}")
        if time.monotonic() > deadline:
            raise Unavailable(f"the server did not answer within {START_PATIENCE:.0f} s")
        time.sleep(0.25)


def _fault(server: Server) -> str:
    log = Path(server.directory) / "output.log"
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    told = [line for line in lines if re.search(r"exception|error", line, re.IGNORECASE)]
    return (told or lines or ["it said nothing"])[0][:300]


def _answers(server: Server) -> bool:
    request = urllib.request.Request(f"{server.url}/_cluster/health?wait_for_status=yellow")
    if server.user:
        token = base64.b64encode(f"{server.user}:{server.password}".encode()).decode()
        request.add_header("Authorization", f"Basic {token}")
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return not json.load(answer)["timed_out"]
    except (OSError, ValueError, KeyError):
        return False


def _alive(pid: int) -> bool:
    """Whether the process is there and no mere entry of one that ended."""
    if pid in _started:
        return _started[pid].poll() is None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _is_ours(server: Server) -> bool:
    """Whether the process is still the server: numbers of processes come round again."""
    try:
        command = Path(f"/proc/{server.pid}/cmdline").read_bytes().decode(errors="replace")
    except FileNotFoundError:
        return not Path("/proc").is_dir() and _alive(server.pid)
    return server.directory in command


def _end(pid: int) -> None:
    """Ask the server, its launcher and all they started to end, and end what does not."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(pid, number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + STOP_PATIENCE
        while _alive(pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        if not _alive(pid):
            return


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
