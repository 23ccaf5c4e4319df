"""Fetch the front-end files that are committed under ``cms/static/vendor/``.

``vendor.json`` there names package, version, licence and files; each package
gets a folder named after both, so that a new version is a new address. Needs
npm, and nothing else of the project does.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

VENDOR = Path(__file__).resolve().parent.parent / "cms" / "static" / "vendor"


def main() -> int:
    wanted = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
    for item in wanted:
        _fetch(item)
    named = {_folder(item) for item in wanted}
    for folder in VENDOR.iterdir():
        if folder.is_dir() and folder.name not in named:
            shutil.rmtree(folder)
    return 0


def _folder(item: dict) -> str:
    return f"{item['package'].replace('/', '-')}-{item['version']}"


def _within(name: str) -> PurePosixPath:
    """Where a file of a package stands in its folder: what lies in ``dist/`` at the top."""
    path = PurePosixPath(name)
    return PurePosixPath(*path.parts[1:]) if path.parts[0].startswith("dist") else path


def _fetch(item: dict) -> None:
    target = VENDOR / _folder(item)
    with tempfile.TemporaryDirectory() as work:
        packed = subprocess.run(
            ["npm", "pack", "--silent", f"{item['package']}@{item['version']}"],
            cwd=work,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        with tarfile.open(Path(work) / packed) as archive:
            for name in item["files"]:
                member = archive.extractfile(f"package/{name}")
                file = target / _within(name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(member.read())
    print(f"{item['package']} {item['version']} ({item['licence']})")


if __name__ == "__main__":
    sys.exit(main())
