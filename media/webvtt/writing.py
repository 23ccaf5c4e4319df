"""A document as a valid WebVTT file (WebVTT 1, section 4)."""

from __future__ import annotations

from itertools import groupby

from media.formats.clock import timestamp
from media.formats.document import Cue, Document, Note, Region
from media.formats.lines import clean, without_blank_lines

from .markup import escape, speaker_of
from .parsing import ARROW, SIGNATURE
from .settings import region_lines, settings_text

_HEADERS = ("Kind", "Language")
"""Metadata that is written into the header, as older players read it."""

_ESCAPED_ARROW = "--&gt;"


def dump(document: Document) -> str:
    """Write ``document``.

    What the format cannot hold is mended: empty lines in a cue or a note are
    left out, an arrow becomes ``--&gt;``. A speaker that the text of a cue does
    not name is put before it as ``<v ...>``.
    """
    notes = {
        number: list(group)
        for number, group in groupby(
            sorted(document.notes, key=lambda note: note.before), key=lambda note: note.before
        )
    }
    blocks = ["\n".join(_header(document))]
    blocks += [_note(note) for note in notes.pop(0, [])]
    blocks += [_region(region) for region in document.regions]
    blocks += [f"STYLE\n{_block_text(style)}" for style in document.styles if style.strip("\n")]
    for number, cue in enumerate(document.cues):
        blocks += [_note(note) for note in notes.pop(number, [])]
        blocks.append(_cue(cue))
    blocks += [_note(note) for left in notes.values() for note in left]
    return "\n\n".join(blocks) + "\n"


def _header(document: Document) -> list[str]:
    first, *lines = document.header or ("",)
    lines = [_safe_line(line) for line in lines if line]
    for name in _HEADERS:
        value = document.metadata.get(name, "")
        if value and not any(line.startswith(f"{name}:") for line in lines):
            lines.append(f"{name}: {_safe_line(str(value))}")
    title = clean(first).replace("\n", " ")
    return [f"{SIGNATURE} {title}" if title else SIGNATURE, *lines]


def _note(note: Note) -> str:
    text = _block_text(note.text)
    if not text:
        return "NOTE"
    return f"NOTE\n{text}" if "\n" in text else f"NOTE {text}"


def _region(region: Region) -> str:
    return "\n".join(["REGION", *map(_safe_line, region_lines(region))])


def _cue(cue: Cue) -> str:
    lines = [_safe_line(cue.id)] if cue.id else []
    times = f"{timestamp(cue.start_ms)} {ARROW} {timestamp(cue.end_ms)}"
    settings = settings_text(cue.settings)
    lines.append(f"{times} {settings}" if settings else times)
    text = _block_text(cue.text)
    if cue.speaker and not speaker_of(text):
        text = f"<v {_name(cue.speaker)}>{text}"
    return "\n".join([*lines, text] if text else lines)


def _name(speaker: str) -> str:
    name = escape(speaker).replace("\n", " ")
    # Two hyphens and the end of the tag would make an arrow.
    return f"{name} " if name.endswith("--") else name


def _block_text(text: str) -> str:
    return without_blank_lines(text).replace(ARROW, _ESCAPED_ARROW)


def _safe_line(line: str) -> str:
    return clean(line).replace("\n", " ").replace(ARROW, _ESCAPED_ARROW)
