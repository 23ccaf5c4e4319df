"""The text of a file as lines, each knowing where it stood.

`raw` is the decoded text; `text` is `raw` without control and invisible characters. Lines are
slices of `text`; `Source.fragments` leads back to `raw`, so that every piece can prove its origin.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .document import Dropped, Fragment
from .enums import DropReason, LineMark
from .messages import Notice, NoticeCode

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Line:
    """A verbatim slice of `Source.text` without white space at its ends, and hints about it.

    `gap` counts the empty lines before it; `level` is a heading's (1-6); `aside` is the reason the
    file's own markup gives for not being part of the article.
    """

    start: int
    text: str
    gap: int = 0
    level: int | None = None
    mark: LineMark = LineMark.PLAIN
    bold: bool = False
    after_picture: bool = False
    aside: DropReason | None = None

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)

    def part(self, start: int, end: int | None = None) -> "Line":
        """The line's characters from `start` to `end`, again without white space at the ends."""
        start, stop, _ = slice(start, end).indices(len(self.text))
        piece = self.text[start:stop]
        lead = len(piece) - len(piece.lstrip())
        return replace(self, start=self.start + start + lead, text=piece.strip())


@dataclass(frozen=True, slots=True)
class Hints:
    """What a reader knows about one physical line of `raw`."""

    level: int | None = None
    mark: LineMark = LineMark.PLAIN
    bold: bool = False
    after_picture: bool = False
    aside: DropReason | None = None


@dataclass(frozen=True)
class Source:
    """A file's text: see the module's docstring."""

    raw: str
    text: str
    encoding: str
    lines: tuple[Line, ...]
    removed: tuple[int, ...] = ()
    notices: tuple[Notice, ...] = ()
    plain: bool = True
    _keys: tuple[int, ...] = field(default=(), repr=False)

    def fragments(self, *lines: Line) -> tuple[Fragment, ...]:
        """The runs of `raw` the lines consist of."""
        found: list[Fragment] = []
        for line in lines:
            at = line.start
            while at < line.end:
                shift = bisect_right(self._keys, at)
                stop = self._keys[shift] if shift < len(self._keys) else line.end
                stop = min(stop, line.end)
                found.append(Fragment(at + shift, self.raw[at + shift : stop + shift]))
                at = stop
        return tuple(found)

    def invisible(self) -> tuple[Dropped, ...]:
        """The removed characters as one dropped piece (none if there were none)."""
        if not self.removed:
            return ()
        fragments = tuple(Fragment(at, self.raw[at]) for at in self.removed)
        text = "".join(fragment.text for fragment in fragments)
        return (Dropped(text, DropReason.INVISIBLE, fragments),)


def is_invisible(char: str) -> bool:
    """True for control and format characters that are not white space (zero width, bidi, C0)."""
    return unicodedata.category(char) in {"Cc", "Cf"} and not char.isspace()


def make_source(
    raw: str,
    encoding: str,
    *,
    hints: Sequence[Hints] | None = None,
    notices: Sequence[Notice] = (),
) -> Source:
    """Split decoded text into lines; `hints` has one entry per physical line of `raw`, or None."""
    removed = tuple(at for at, char in enumerate(raw) if is_invisible(char))
    gone = set(removed)
    text = "".join(char for at, char in enumerate(raw) if at not in gone) if gone else raw
    remarks = list(notices)
    if removed:
        remarks.append(Notice(NoticeCode.INVISIBLE_REMOVED, {"count": len(removed)}))
    if REPLACEMENT in text:
        remarks.append(Notice(NoticeCode.REPLACEMENT_FOUND, {"count": text.count(REPLACEMENT)}))
    return Source(
        raw=raw,
        text=text,
        encoding=encoding,
        lines=tuple(_lines(text, hints)),
        removed=removed,
        notices=tuple(remarks),
        plain=hints is None,
        _keys=tuple(at - number for number, at in enumerate(removed)),
    )


def _lines(text: str, hints: Sequence[Hints] | None) -> list[Line]:
    lines: list[Line] = []
    gap = start = 0
    ends = [(match.start(), match.end()) for match in LINE_BREAK.finditer(text)]
    for number, (stop, following) in enumerate([*ends, (len(text), len(text))]):
        slice_ = text[start:stop]
        bare = slice_.strip()
        if bare:
            at = start + len(slice_) - len(slice_.lstrip())
            hint = hints[number] if hints else Hints()
            lines.append(
                Line(
                    at,
                    bare,
                    gap,
                    hint.level,
                    hint.mark,
                    hint.bold,
                    hint.after_picture,
                    hint.aside,
                )
            )
            gap = 0
        else:
            gap += 1
        start = following
    return lines
