"""Faults and limits in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from media.formats.faults import MESSAGES, Fault
from media.formats.limits import TranscriptTooLarge

MEGABYTE = 1_000_000


def fault_message(fault: Fault) -> str:
    """A fault in words."""
    return _(MESSAGES[fault.code]) % fault.params


def shown_faults(faults: Iterable[Fault]) -> list[dict[str, str | int]]:
    """Faults for a template: ``line`` (0 for the file as a whole) and ``message``."""
    return [{"line": fault.line, "message": fault_message(fault)} for fault in faults]


def too_large(error: TranscriptTooLarge) -> str:
    """Why a file was not read at all, in words."""
    if error.unit == "bytes":
        sizes = {"size": error.size // MEGABYTE, "limit": error.limit // MEGABYTE}
        return _("The file has %(size)s MB; no more than %(limit)s MB are read.") % sizes
    sizes = {"size": error.size, "limit": error.limit}
    if error.unit == "cues":
        return _("The file has %(size)s cues; no more than %(limit)s are read.") % sizes
    return _("The file has %(size)s characters; no more than %(limit)s are read.") % sizes
