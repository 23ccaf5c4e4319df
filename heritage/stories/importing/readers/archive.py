"""Is this .docx safe to open? What :mod:`cms.core.archives` finds, as faults of the import."""

from __future__ import annotations

import zipfile

from cms.core.archives import Danger, Limits, UnsafeArchive, open_office

from ..messages import FaultCode, ImportFault
from . import limits

DOCUMENT = "word/document.xml"

_CODES = {
    Danger.OLD_OR_LOCKED: FaultCode.OLD_OR_LOCKED,
    Danger.NO_ARCHIVE: FaultCode.NOT_DOCX,
    Danger.NOT_THIS_KIND: FaultCode.NOT_DOCX,
    Danger.DAMAGED: FaultCode.BAD_DOCX,
    Danger.MACROS: FaultCode.MACROS,
    Danger.UNSAFE_PART: FaultCode.ZIP_UNSAFE,
    Danger.PACKED_TOO_WELL: FaultCode.ZIP_RATIO,
    Danger.UNSAFE_XML: FaultCode.XML_UNSAFE,
}


def open_safely(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, every part of it checked. Raises ImportFault."""
    try:
        return open_office(data, main=DOCUMENT, limits=_limits())
    except UnsafeArchive as error:
        raise _fault(error, name) from error


def _limits() -> Limits:
    return Limits(
        parts=limits.MAX_ZIP_ENTRIES,
        unpacked=limits.MAX_UNPACKED_BYTES,
        markup=limits.MAX_XML_BYTES,
        ratio=limits.MAX_RATIO,
        ratio_floor=limits.RATIO_FLOOR_BYTES,
        depth=limits.MAX_DEPTH,
    )


def _fault(error: UnsafeArchive, name: str) -> ImportFault:
    if error.danger == Danger.TOO_MANY_PARTS:
        return ImportFault(FaultCode.ZIP_ENTRIES, name=name, count=error.size, limit=error.limit)
    if error.danger == Danger.TOO_LARGE:
        return ImportFault(FaultCode.ZIP_SIZE, name=name, size=error.size, limit=error.limit)
    part = {"part": error.part} if error.part else {}
    return ImportFault(_CODES[error.danger], name=name, **part)
