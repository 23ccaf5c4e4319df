"""Make ``.venv`` and install a lock file into it; nothing to do where it is up to date.

Runs with any Python from 3.11 on and only its standard library. uv is used
where present because it is quicker; pip gives the same result.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)


def main(lock_name: str) -> int:
    if sys.version_info < OLDEST:
        print(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}."
        )
        print("Name another one: make run PYTHON=python3.12")
        return 1
    lock = ROOT / lock_name
    stamp = VENV / f".installed-{lock_name}"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return 0
    # The development set holds the other one.
    held = VENV / ".installed-requirements-dev.lock"
    dev = ROOT / "requirements-dev.lock"
    if (
        lock_name == "requirements.lock"
        and held.exists()
        and held.read_text() == hashlib.sha256(dev.read_bytes()).hexdigest()
    ):
        return 0
    python = VENV / "bin" / "python"
    uv = shutil.which("uv")
    if not python.exists() or not (uv or _has_pip(python)):
        print("Making .venv …", flush=True)
        if uv:
            _run(
                [uv, "venv", "--quiet", "--clear", "--seed", "--python", sys.executable, str(VENV)]
            )
        else:
            _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    print(f"Installing {lock_name} … (PIP_INDEX_URL names a mirror, if you need one)", flush=True)
    if uv:
        environment = dict(os.environ)
        if os.environ.get("PIP_INDEX_URL"):
            environment.setdefault("UV_INDEX_URL", os.environ["PIP_INDEX_URL"])
        arguments = [uv, "pip", "install", "--quiet", "--python", str(python)]
        _run([*arguments, "--require-hashes", "-r", str(lock)], environment)
    else:
        arguments = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*arguments, "--require-hashes", "-r", str(lock)])
    stamp.write_text(wanted)
    return 0


def _has_pip(python: Path) -> bool:
    """Whether what an earlier run left can be gone on with."""
    asked = subprocess.run(
        [str(python), "-m", "pip", "--version"], capture_output=True, check=False
    )
    return asked.returncode == 0


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, env=environment, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit(130)
