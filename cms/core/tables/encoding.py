"""Which encoding a text file is in, decided by the bytes alone.

In this order: a byte order mark; UTF-16 by its zeros; strict UTF-8 over the
whole file; strict GB18030 (which holds GBK and GB2312) or Big5, whichever reads
as more common characters; else the one with the fewest damaged bytes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from .faults import TableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("gb18030", "big5")
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_DAMAGED = re.compile("[\udc80-\udcff]")
_USUAL = re.compile("[\t\r\n -~\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_WORST_SHARE = 0.05
"""Share of damaged characters past which a file is called unreadable."""

_LEAST_COMMON = 0.5
"""Share of common characters below which damaged bytes are no Chinese text."""

ESCAPED = "surrogateescape"
"""How damaged bytes come out of the decoder: as lone surrogates, which no sound text has."""


def detect(file: BinaryIO) -> str:
    """The name of Python's codec for ``file``, which is read from the start.

    Raises :class:`TableError` where the bytes fit no encoding.
    """
    file.seek(0)
    head = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if wide := _utf16_without_mark(head):
        return wide
    if _fits(file, "utf-8"):
        return "utf-8"
    fitting = [encoding for encoding in _LEGACY if _fits(file, encoding)]
    if fitting:
        return max(fitting, key=lambda encoding: _common_share(head, encoding))
    shares = {encoding: _damaged_share(file, encoding) for encoding in ("utf-8", *_LEGACY)}
    best = min(shares, key=shares.get)
    is_text = best == "utf-8" or _common_share(head, best) >= _LEAST_COMMON
    if shares[best] > _WORST_SHARE or not is_text:
        raise TableError(
            _("The file is in no encoding that is known here. Save it as UTF-8 or as .xlsx.")
        )
    return best


def damaged(text: str) -> bool:
    """Whether decoding met bytes that belong to no character in ``text``."""
    return not text.isascii() and bool(_DAMAGED.search(text) or "\ufffd" in text)


def mended(text: str) -> str:
    """``text`` with the replacement character for each damaged byte."""
    return _DAMAGED.sub("\ufffd", text)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def _fits(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(file):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _damaged_share(file: BinaryIO, encoding: str) -> float:
    """Damaged bytes for each character that is not ASCII."""
    decoder = codecs.getincrementaldecoder(encoding)(ESCAPED)
    broken = sound = 0
    for chunk in _chunks(file):
        text = decoder.decode(chunk)
        bad = len(_DAMAGED.findall(text))
        broken += bad
        sound += sum(character > "\x7f" for character in text) - bad
    broken += len(_DAMAGED.findall(decoder.decode(b"", final=True)))
    return broken / (broken + sound) if broken + sound else 0.0


def _common_share(head: bytes, encoding: str) -> float:
    """Share of two-byte characters in the zone of the common ones.

    GB 2312 puts its 3,755 common characters in rows B0 to D7, Big5 its 5,401 in
    A4 to C6; text read in the wrong one of the two falls all over the table.
    """
    text = head.decode(encoding, errors="ignore")
    first, last = (0xB0, 0xD7) if encoding == "gb18030" else (0xA4, 0xC6)
    pairs = [pair for pair in (c.encode(encoding) for c in text if c > "\x7f") if len(pair) == 2]
    common = [pair for pair in pairs if first <= pair[0] <= last and pair[1] >= 0x40]
    if encoding == "gb18030":
        common = [pair for pair in common if pair[1] >= 0xA1]
    return len(common) / len(pairs) if pairs else 0.0


def _utf16_without_mark(head: bytes) -> str:
    """UTF-16 that lost its mark: separators and digits have a zero in every other byte."""
    if b"\0" not in head:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(encoding, errors="ignore")
        usual = len(_USUAL.findall(text))
        if usual and usual >= 0.95 * len(head) / 2:
            return encoding
    return ""
