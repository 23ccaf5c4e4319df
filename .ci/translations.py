"""Keep the interface's words translated: collected, complete, compiled.

Without arguments checks: every word in the code is in the catalogue (where
xgettext is installed), every entry is translated and not fuzzy, and the
compiled catalogue is the one that the source gives. ``--update`` collects and
compiles anew.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "cms" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
KEYWORDS = ["--ignore=.venv", "--ignore=var", "--ignore=tests", "--no-wrap", "--no-location"]


def main(arguments: list[str]) -> int:
    if "--update" in arguments:
        _collect()
    faults = [*_untranslated(), *_not_collected()]
    for fault in faults:
        print(f"translations: {fault}")
    compiled = polib.pofile(str(CATALOGUE)).to_binary()
    target = CATALOGUE.with_suffix(".mo")
    if "--update" in arguments:
        target.write_bytes(compiled)
    elif not target.exists() or target.read_bytes() != compiled:
        print("translations: the compiled catalogue is out of date; run make messages")
        return 1
    return 1 if faults else 0


def _untranslated() -> list[str]:
    catalogue = polib.pofile(str(CATALOGUE))
    return [
        f"not translated: {entry.msgid!r}"
        for entry in catalogue
        if not entry.obsolete and (not entry.translated() or "fuzzy" in entry.flags)
    ]


def _not_collected() -> list[str]:
    """Words in the code that the catalogue lacks; compared with a fresh collection."""
    if shutil.which("xgettext") is None:
        print("translations: xgettext is not installed, so new words are not looked for")
        return []
    before = CATALOGUE.read_bytes()
    try:
        _collect()
        fresh = {_key(entry) for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}
    finally:
        CATALOGUE.write_bytes(before)
    kept = {_key(entry) for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}
    missing = [f"not in the catalogue: {key[1]!r}" for key in sorted(fresh - kept)]
    return missing + [f"no longer used: {key[1]!r}" for key in sorted(kept - fresh)]


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def _collect() -> None:
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as state:
        subprocess.run(
            [sys.executable, "manage.py", "makemessages", "-l", "zh_Hans", "--no-obsolete", *KEYWORDS],
            cwd=ROOT,
            check=True,
            env={"RONGGUANG_VAR": state, "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
