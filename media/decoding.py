"""Bytes of a file as text, in the encodings that Chinese offices and cameras use."""

from __future__ import annotations

import io
from dataclasses import dataclass

from cms.core.tables import TableError
from cms.core.tables.encoding import ESCAPED, detect, mended
from media.formats.faults import Fault, FaultCode
from media.formats.limits import check_bytes


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the name of Python's codec it was in, and what was wrong."""

    text: str
    encoding: str
    faults: tuple[Fault, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode ``data``: UTF-8, UTF-16, GB18030 (and so GBK, GB2312) or Big5, told by the bytes.

    Bytes that belong to no character become U+FFFD. Never raises but
    :class:`~media.formats.limits.TranscriptTooLarge`.
    """
    check_bytes(data)
    try:
        encoding = detect(io.BytesIO(data))
    except TableError:
        text = data.decode("utf-8", errors="replace")
        return Decoded(text, "", (Fault(0, FaultCode.UNKNOWN_ENCODING),))
    errors = "replace" if encoding.startswith("utf-16") else ESCAPED
    return Decoded(mended(data.decode(encoding, errors=errors)), encoding)
