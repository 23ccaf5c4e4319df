"""Bytes to text: UTF-8, UTF-16, GB18030 and Big5 told apart, damage named by its position."""

import codecs
import re

from charset_normalizer import from_bytes

from ..messages import FaultCode, ImportFault

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LEGACY = ("gb18030", "big5")
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "utf-8": "utf-8", "utf8": "utf-8"}
HAN = re.compile(r"[\u3400-\u9fff]")
PLAUSIBLE_SHARE = 0.9
"""Share of intact characters from which damaged UTF-8 is still called UTF-8."""


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """Text and encoding of `data`; `declared` is what the file says of itself, tried first.

    A byte order mark is not part of the text. Raises ImportFault where the bytes fit no encoding
    (naming the first byte that does not) or where the text has a NUL, that is, where it is none.
    """
    text, encoding = _decode(data, name, declared)
    if "\0" in text:
        raise ImportFault(FaultCode.BINARY, name=name, position=text.index("\0"))
    return text, encoding


def _decode(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, name, skip=len(mark)), encoding
    if wide := _utf16_without_mark(data):
        return _strictly(data, wide, name), wide
    wanted = ALIASES.get((declared or "").lower(), (declared or "").lower())
    if wanted in LEGACY and (text := _try(data, wanted)) is not None:
        return text, wanted
    if (text := _try(data, "utf-8")) is not None:
        return text, "utf-8"
    if _is_damaged_utf8(data):
        _strictly(data, "utf-8", name)
    fitting = [encoding for encoding in LEGACY if _try(data, encoding) is not None]
    if not fitting:
        _raise_unknown(data, name)
    if len(fitting) == 1:
        encoding = fitting[0]
    else:
        best = from_bytes(data, cp_isolation=list(LEGACY)).best()
        encoding = best.encoding if best and best.encoding in fitting else fitting[0]
    return _strictly(data, encoding, name), encoding


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(data: bytes, encoding: str, name: str, skip: int = 0) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        position = error.start + skip
        raise ImportFault(
            FaultCode.BROKEN_TEXT,
            name=name,
            position=position,
            byte=_shown(data, position),
            encoding=encoding.upper(),
        ) from error


def _raise_unknown(data: bytes, name: str) -> None:
    """Name the byte where the encoding that got furthest gave up."""
    position = 0
    for encoding in ("utf-8", *LEGACY):
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            position = max(position, error.start)
    raise ImportFault(
        FaultCode.UNKNOWN_ENCODING,
        name=name,
        position=position,
        byte=_shown(data, position),
    )


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    intact = len(HAN.findall(text))
    broken = text.count("\ufffd")
    return intact > 0 and intact / (intact + broken) >= PLAUSIBLE_SHARE


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 that lost its mark: line breaks and digits then have a zero in every other byte."""
    sample = data[:4096]
    if len(data) % 2 or b"\0" not in sample:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        text = _try(data, encoding)
        if text is None or "\0" in text:
            continue
        han = len(HAN.findall(text))
        if (han and han >= len(text) * 0.4) or high.count(0) > len(high) * 0.9:
            return encoding
    return None


def _shown(data: bytes, position: int) -> str:
    return f"0x{data[position]:02X}" if position < len(data) else "-"
