"""What can be wrong with a transcript, said by line, as data that can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from .limits import MAX_FAULTS

SHOWN = 80
"""Characters of what stands in a file that a fault repeats."""


def gettext_noop(message: str) -> str:
    """Mark ``message`` for makemessages and hand it back unchanged."""
    return message


class FaultCode(StrEnum):
    """Each kind of fault; :data:`MESSAGES` has its words."""

    EMPTY = "empty"
    NUL = "nul"
    UNKNOWN_ENCODING = "unknown_encoding"
    NO_SIGNATURE = "no_signature"
    BAD_TIMES = "bad_times"
    BAD_TIME = "bad_time"
    BAD_SETTING = "bad_setting"
    UNKNOWN_REGION = "unknown_region"
    TEXT_WITHOUT_TIMES = "text_without_times"
    LATE_BLOCK = "late_block"
    NO_TIMES = "no_times"
    NO_CUES = "no_cues"
    NEGATIVE_TIME = "negative_time"
    ENDS_BEFORE_START = "ends_before_start"
    OUT_OF_ORDER = "out_of_order"
    OVERLAP = "overlap"
    MISSING_NUMBER = "missing_number"
    MISSING_BLANK_LINE = "missing_blank_line"
    BLANK_LINE_IN_TEXT = "blank_line_in_text"
    TEXT_AFTER_TIMES = "text_after_times"
    EARLIER_MARK = "earlier_mark"
    BROKEN_XML = "broken_xml"
    FORBIDDEN_XML = "forbidden_xml"
    NOT_OHMS = "not_ohms"
    MORE_RECORDS = "more_records"
    UNKNOWN_ELEMENT = "unknown_element"
    BAD_VALUE = "bad_value"
    BAD_SYNC = "bad_sync"
    BROKEN_JSON = "broken_json"
    NOT_WHISPER = "not_whisper"
    BAD_SEGMENT = "bad_segment"
    BROKEN_DOCX = "broken_docx"
    UNSAFE_DOCX = "unsafe_docx"
    TOO_LATE = "too_late"
    CUT = "cut"
    AFTER_THE_END = "after_the_end"
    MORE_FAULTS = "more_faults"


MESSAGES: Mapping[FaultCode, str] = MappingProxyType(
    {
        FaultCode.EMPTY: gettext_noop("The file is empty."),
        FaultCode.NUL: gettext_noop(
            "%(count)s NUL characters were replaced; the file may be damaged."
        ),
        FaultCode.UNKNOWN_ENCODING: gettext_noop(
            "The file is in no encoding that is known here; what could not be read was replaced."
        ),
        FaultCode.NO_SIGNATURE: gettext_noop(
            "The file does not begin with WEBVTT, so it is not read as WebVTT."
        ),
        FaultCode.BAD_TIMES: gettext_noop("“%(text)s” is no line of times; the cue was left out."),
        FaultCode.BAD_TIME: gettext_noop("“%(text)s” is no time as it should be written."),
        FaultCode.BAD_SETTING: gettext_noop(
            "The setting “%(text)s” is not understood and was left out."
        ),
        FaultCode.UNKNOWN_REGION: gettext_noop("There is no region “%(text)s”."),
        FaultCode.TEXT_WITHOUT_TIMES: gettext_noop("“%(text)s” has no times and was left out."),
        FaultCode.LATE_BLOCK: gettext_noop("A %(text)s block after the first cue is not read."),
        FaultCode.NO_TIMES: gettext_noop("No times were found; all were estimated."),
        FaultCode.NO_CUES: gettext_noop("No cues were found."),
        FaultCode.NEGATIVE_TIME: gettext_noop("The negative time “%(text)s” was set to zero."),
        FaultCode.ENDS_BEFORE_START: gettext_noop(
            "The cue ends before it starts: %(start)s to %(end)s."
        ),
        FaultCode.OUT_OF_ORDER: gettext_noop(
            "The cue starts at %(start)s, before the one above it."
        ),
        FaultCode.OVERLAP: gettext_noop(
            "The cue starts at %(start)s, before the end of the one above it."
        ),
        FaultCode.MISSING_NUMBER: gettext_noop(
            "The cue has no number; %(number)s was given to it."
        ),
        FaultCode.MISSING_BLANK_LINE: gettext_noop("There is no empty line before this cue."),
        FaultCode.BLANK_LINE_IN_TEXT: gettext_noop("Empty lines within the cue were left out."),
        FaultCode.TEXT_AFTER_TIMES: gettext_noop(
            "“%(text)s” after the times is not understood and was left out."
        ),
        FaultCode.EARLIER_MARK: gettext_noop(
            "The time “%(text)s” is earlier than the one before; it was kept as text."
        ),
        FaultCode.BROKEN_XML: gettext_noop("The XML is broken here; what stands before was read."),
        FaultCode.FORBIDDEN_XML: gettext_noop(
            "The XML declares a document type or entities; such a file is refused."
        ),
        FaultCode.NOT_OHMS: gettext_noop("This is no OHMS record."),
        FaultCode.MORE_RECORDS: gettext_noop(
            "The file holds %(count)s more records, which were not read."
        ),
        FaultCode.UNKNOWN_ELEMENT: gettext_noop(
            "The element “%(name)s” is not known to OHMS 6.0 and was left out."
        ),
        FaultCode.BAD_VALUE: gettext_noop(
            "“%(text)s” is no value for “%(name)s” and was left out."
        ),
        FaultCode.BAD_SYNC: gettext_noop(
            "“%(text)s” does not fit the transcript; this time mark was left out."
        ),
        FaultCode.BROKEN_JSON: gettext_noop("The JSON is broken here."),
        FaultCode.NOT_WHISPER: gettext_noop("This is no transcript written by Whisper."),
        FaultCode.BAD_SEGMENT: gettext_noop(
            "Segment %(number)s has no text or no times and was left out."
        ),
        FaultCode.BROKEN_DOCX: gettext_noop("This is no Word document (.docx), or it is damaged."),
        FaultCode.UNSAFE_DOCX: gettext_noop(
            "The Word document has a password, macros or parts that are not safe; save it anew as .docx."
        ),
        FaultCode.TOO_LATE: gettext_noop(
            "The time %(text)s is later than can be kept; it was set to %(limit)s."
        ),
        FaultCode.CUT: gettext_noop("“%(text)s” is longer than %(limit)s characters and was cut."),
        FaultCode.AFTER_THE_END: gettext_noop(
            "%(count)s cues start after the end of the recording (%(end)s); the file may belong to another one."
        ),
        FaultCode.MORE_FAULTS: gettext_noop("%(count)s further faults are not listed."),
    }
)
"""English words for each fault, with the parameters as ``%(name)s``.

They are message ids: whoever shows a fault translates the words and puts in
``Fault.params``.
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the line it stands on (1 is the first, 0 the file as a whole) and what."""

    line: int
    code: FaultCode
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The fault in English."""
        return MESSAGES[self.code] % self.params


class FaultList:
    """Collects the faults of one file; past ``MAX_FAULTS`` it only counts."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._unlisted = 0

    def add(self, line: int, code: FaultCode, **params: str | int) -> None:
        """Note a fault; long texts among ``params`` are shortened."""
        if len(self._faults) >= MAX_FAULTS:
            self._unlisted += 1
            return
        shown = {
            name: value[:SHOWN] if isinstance(value, str) else value
            for name, value in params.items()
        }
        self._faults.append(Fault(line, code, shown))

    def extend(self, faults: tuple[Fault, ...], *, down: int = 0) -> None:
        """Take over the faults of a part of the file that begins ``down`` lines down."""
        for fault in faults:
            if fault.code is FaultCode.MORE_FAULTS:
                self._unlisted += int(fault.params["count"])
            else:
                line = fault.line + down if fault.line else fault.line
                self.add(line, fault.code, **fault.params)

    def listed(self) -> tuple[Fault, ...]:
        """All of them by line, those that were only counted as one more."""
        faults = sorted(self._faults, key=lambda fault: fault.line)
        if self._unlisted:
            more = {"count": self._unlisted}
            faults.append(Fault(faults[-1].line, FaultCode.MORE_FAULTS, more))
        return tuple(faults)
