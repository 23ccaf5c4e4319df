"""The marks inside a cue (WebVTT 1, section 6.4), as flat runs of text.

The standard builds a tree; here each run of text carries the marks that stand
around it, which is what a page, a search or a player wants, and no depth of
nesting can hurt.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from media.formats.lines import REPLACEMENT, clean

_MARK = re.compile(r"<([^>]*)(?:>|\Z)|([^<]+)")
_NAME = re.compile(r"[^\t\n\f .]*")
_CLASSES = re.compile(r"(?:\.[^\t\n\f .]*)*")
_TIME = re.compile(r"(?:([0-9]+):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})")
_SPACES = re.compile(r"[\t\n\f\r ]+")
_ZEROS = re.compile(r"&#([xX]?)0+(?=[0-9a-fA-F])")
_LONG_NUMBER = re.compile(r"&#(?:[xX][0-9a-fA-F]{7,}|[0-9]{8,});?")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NAMES = frozenset({"c", "i", "b", "u", "ruby", "rt", "v", "lang"})
_DEEPEST = 64
"""Marks within marks beyond which further ones are passed over."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with the marks around it.

    ``tags`` are the names of the elements it stands in, the outermost first
    (c, i, b, u, ruby, rt, v, lang), ``classes`` all their classes. ``speaker``
    and ``language`` are of the innermost ``v`` and ``lang``. ``time_ms`` is the
    last timestamp before it, None where there is none.
    """

    text: str
    tags: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    speaker: str = ""
    language: str = ""
    time_ms: int | None = None


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has begun and not ended, with what it has from those around it."""

    name: str = ""
    tags: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    speaker: str = ""
    language: str = ""

    def inside(self, name: str, classes: tuple[str, ...], annotation: str) -> _Open:
        """The element that begins within this one."""
        return _Open(
            name,
            (*self.tags, name),
            self.classes + classes,
            annotation if name == "v" else self.speaker,
            annotation if name == "lang" else self.language,
        )


def spans(text: str) -> tuple[Span, ...]:
    """The runs of a cue's text in order, entities resolved; nothing raises."""
    return tuple(_spans(clean(text)))


def plain_text(text: str) -> str:
    """The words of a cue's text: no marks, no ruby readings; ``<br>`` is a line end."""
    if "<" not in text and "&" not in text:
        return text
    runs = _spans(_BREAK.sub("\n", clean(text)))
    return "".join(span.text for span in runs if "rt" not in span.tags)


def speaker_of(text: str) -> str:
    """Who speaks first in a cue's text by its ``<v ...>``; "" where nobody is named."""
    if "<v" not in text:
        return ""
    for match in _MARK.finditer(text):
        inner = match[1]
        if inner and inner[0] == "v":
            name, _classes, annotation = _element(inner)
            if name == "v" and annotation:
                return annotation
    return ""


def escape(text: str) -> str:
    """Words as a cue's text that means just them; empty lines are left out."""
    lines = [line for line in clean(text).split("\n") if line]
    return html.escape("\n".join(lines), quote=False)


def _spans(text: str) -> Iterator[Span]:
    stack = [_Open()]
    time: int | None = None
    for match in _MARK.finditer(text):
        inner, words = match.groups()
        around = stack[-1]
        if words is not None:
            words = _resolved(words)
            yield Span(words, around.tags, around.classes, around.speaker, around.language, time)
        elif inner.startswith("/"):
            _close(stack, inner[1:])
        elif inner[:1].isascii() and inner[:1].isdigit():
            time = _time_ms(inner, time)
        elif len(stack) <= _DEEPEST:
            name, classes, annotation = _element(inner)
            misplaced = name == "rt" and around.name != "ruby"
            if name in _NAMES and not misplaced:
                stack.append(around.inside(name, classes, annotation))


def _close(stack: list[_Open], name: str) -> None:
    """End the innermost element if it is of this name; ``</ruby>`` ends its ``<rt>`` too."""
    if stack[-1].name == name and name in _NAMES:
        stack.pop()
    elif name == "ruby" and stack[-1].name == "rt":
        del stack[-2:]


def _element(inner: str) -> tuple[str, tuple[str, ...], str]:
    """Name, classes and annotation of the start tag whose inside is ``inner``."""
    name = _NAME.match(inner)[0]
    classes = _CLASSES.match(inner, len(name))[0]
    annotation = _SPACES.sub(" ", _resolved(inner[len(name) + len(classes) :])).strip(" ")
    return name, tuple(part for part in classes.split(".") if part), annotation


def _time_ms(text: str, before: int | None) -> int | None:
    """The time of a timestamp tag; ``before`` where it is none."""
    match = _TIME.fullmatch(text)
    if match is None or len(match[1] or "") > 12:
        return before
    hours, minutes, seconds, thousandths = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _resolved(text: str) -> str:
    """Character references resolved as in HTML."""
    if "&" not in text:
        return text
    # No character has so long a number, and its digits may be too many to be read.
    return html.unescape(_LONG_NUMBER.sub(REPLACEMENT, _ZEROS.sub(r"&#\1", text)))
