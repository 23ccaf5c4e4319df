"""Keep the interface's words translated: collected, complete, compiled.

Without arguments checks: every word in the code is in the project's catalogue
(where xgettext is installed), every entry of every catalogue is translated,
not fuzzy and names the values that its source names, and each compiled
catalogue is the one that its source gives. ``--update`` collects and compiles
anew.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import polib
from django.core.management import call_command
from django.core.management.commands import makemessages

ROOT = Path(__file__).resolve().parent.parent
COLLECTED = ROOT / "cms" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
WAGTAIL = ROOT / "cms" / "locale_wagtail" / "zh_Hans" / "LC_MESSAGES"
# The first is collected from the code; the others say what Wagtail's own leave out.
CATALOGUES = [COLLECTED, WAGTAIL / "django.po", WAGTAIL / "djangojs.po"]
VALUE = re.compile(r"%\(\w+\)|%[sd]|\{\w+\}")


class Collect(makemessages.Command):
    """makemessages that also knows ``_g``, the code's name for gettext at once."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_g"]


def main(arguments: list[str]) -> int:
    update = "--update" in arguments
    faults = []
    if update:
        _collect()
    else:
        faults += _not_collected()
    for path in CATALOGUES:
        catalogue = polib.pofile(str(path))
        compiled, target = catalogue.to_binary(), path.with_suffix(".mo")
        if update:
            target.write_bytes(compiled)
        elif not target.exists() or target.read_bytes() != compiled:
            faults.append(f"{target.relative_to(ROOT)} is out of date; run make messages")
        faults += [
            f"{path.relative_to(ROOT)}: {fault}: {entry.msgid!r}"
            for entry in catalogue
            if not entry.obsolete
            for fault in _entry_faults(entry)
        ]
    for fault in faults:
        print(f"translations: {fault}")
    return 1 if faults else 0


def _entry_faults(entry: polib.POEntry) -> list[str]:
    if not entry.translated() or "fuzzy" in entry.flags:
        return ["not translated"]
    # A language without plural forms takes the values of the English plural.
    source = entry.msgid_plural or entry.msgid
    texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    wanted = set(VALUE.findall(source))
    return ["names other values" for text in texts if set(VALUE.findall(text)) != wanted]


def _not_collected() -> list[str]:
    """Words in the code that the catalogue lacks; compared with a fresh collection."""
    if shutil.which("xgettext") is None:
        print("translations: xgettext is not installed, so new words are not looked for")
        return []
    before = COLLECTED.read_bytes()
    kept = _keys()
    try:
        _collect()
        fresh = _keys()
    finally:
        COLLECTED.write_bytes(before)
    missing = [f"not in the catalogue: {msgid!r}" for _, msgid in sorted(fresh - kept)]
    return missing + [f"no longer used: {msgid!r}" for _, msgid in sorted(kept - fresh)]


def _keys() -> set[tuple[str, str]]:
    entries = polib.pofile(str(COLLECTED))
    return {(entry.msgctxt or "", entry.msgid) for entry in entries if not entry.obsolete}


def _collect() -> None:
    """Bring the project's catalogue up to the code, without the date of doing so."""
    os.chdir(ROOT)
    COLLECTED.parent.mkdir(parents=True, exist_ok=True)
    call_command(
        Collect(),
        locale=["zh_Hans"],
        ignore_patterns=["var", "tests"],
        no_obsolete=True,
        no_wrap=True,
        no_location=True,
        verbosity=0,
    )
    lines = COLLECTED.read_text(encoding="utf-8").splitlines(keepends=True)
    dated = ('"POT-Creation-Date:', '"PO-Revision-Date:')
    COLLECTED.write_text(
        "".join(line for line in lines if not line.startswith(dated)), encoding="utf-8"
    )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.development"
    with tempfile.TemporaryDirectory() as state:
        os.environ["RONGGUANG_VAR"] = state
        status = main(sys.argv[1:])
    sys.exit(status)
