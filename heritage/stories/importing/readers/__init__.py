"""One reader a file type, chosen by the file's name."""

from collections.abc import Callable
from pathlib import PurePosixPath

from ..messages import FaultCode, ImportFault
from ..source import Source
from . import limits
from .docx import read_docx
from .html import read_html
from .text import read_text

READERS: dict[str, Callable[[bytes, str], Source]] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
}


def read_source(data: bytes, name: str) -> Source:
    """The lines of the file called `name` (a bare file name). Raises ImportFault."""
    suffix = PurePosixPath(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        raise ImportFault(FaultCode.UNKNOWN_TYPE, name=name, known=", ".join(READERS))
    limit = limits.MAX_FILE_BYTES if suffix == ".docx" else limits.MAX_MARKUP_BYTES
    if len(data) > limit:
        raise ImportFault(FaultCode.TOO_LARGE, name=name, size=len(data), limit=limit)
    if not data.strip():
        raise ImportFault(FaultCode.EMPTY, name=name)
    source = reader(data, name)
    if len(source.raw) > limits.MAX_CHARACTERS:
        raise ImportFault(
            FaultCode.TOO_LONG,
            name=name,
            size=len(source.raw),
            limit=limits.MAX_CHARACTERS,
        )
    if not source.lines:
        raise ImportFault(FaultCode.NO_TEXT, name=name)
    return source
