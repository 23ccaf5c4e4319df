"""Plain text files."""

from ..messages import Notice, NoticeCode
from ..source import Source, make_source
from .encoding import decode


def read_text(data: bytes, name: str) -> Source:
    """The source of a .txt file. Raises ImportFault."""
    raw, encoding = decode(data, name)
    notices = []
    if encoding != "utf-8":
        notices.append(Notice(NoticeCode.LEGACY_ENCODING, {"encoding": encoding.upper()}))
    return make_source(raw, encoding, notices=notices)
