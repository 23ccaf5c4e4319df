"""The fields of an OHMS record, in the order of the schema, and what may stand in them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

NAMESPACE = "https://www.weareavp.com/nunncenter/ohms"
VERSION = "6.0"

UNKNOWN = {"id": "0", "dt": "1970-01-01"}
"""Attributes that the schema asks of a record, as they are written where nobody knows them."""

MEDIAFILE = (
    "host",
    "avalon_target_domain",
    "host_account_id",
    "host_player_id",
    "host_clip_id",
    "clip_format",
)
REPEATED = ("subject", "keyword", "interviewee", "interviewer", "format")
"""Fields that may stand more than once: tuples in the metadata."""

TRANSCRIPTS = (
    "sync",
    "sync_alt",
    "transcript",
    "transcript_alt",
    "vtt_transcript",
    "vtt_transcript_alt",
)
"""Fields that hold cues; they are no metadata."""

ORDER = (
    "version",
    "date",
    "date_nonpreferred_format",
    "cms_record_id",
    "title",
    "accession",
    "duration",
    "collection_id",
    "collection_name",
    "series_id",
    "series_name",
    "repository",
    "funding",
    "repository_url",
    *REPEATED,
    "file_name",
    "sync",
    "sync_alt",
    "transcript_alt_lang",
    "translate",
    "media_id",
    "media_url",
    "mediafile",
    "kembed",
    "language",
    "user_notes",
    "index",
    "type",
    "description",
    "rel",
    "transcript",
    "transcript_alt",
    "vtt_transcript",
    "vtt_transcript_alt",
    "rights",
    "fmt",
    "usage",
    "userestrict",
    "xmllocation",
    "xmlfilename",
    "collection_link",
    "series_link",
)
"""The elements of a record as ohms-6.0.xsd wants them."""

_INT = re.compile(r"[+-]?[0-9]{1,10}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_HOSTS = ("Avalon", "Aviary", "Brightcove", "Kaltura", "SoundCloud", "Vimeo", "YouTube", "Other")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """``text`` as XML can hold it: one kind of line end, U+FFFD for what has no place."""
    return _NOT_IN_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_int(text: str) -> bool:
    """Whether ``text`` is of the schema's type int (32 bits)."""
    return bool(_INT.fullmatch(text)) and -(2**31) <= int(text) < 2**31


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        datetime.date.fromisoformat(match[1])
    except ValueError:
        return False
    return True


RULES: Mapping[str, Callable[[str], bool]] = {
    "id": is_int,
    "dt": _is_date,
    "version": lambda text: bool(_DECIMAL.fullmatch(text)),
    "translate": lambda text: text in ("0", "1"),
    "userestrict": lambda text: text in ("0", "1"),
    "fmt": lambda text: text in ("audio", "video"),
    "host": lambda text: text in _HOSTS,
    "clip_format": lambda text: text in ("audio", "video"),
}
"""Fields that the schema restricts; of any other, every text is good."""


def fitting(name: str, value: str) -> str:
    """``value`` as the field may hold it; "" for what it may not."""
    value = xml_text(value)
    if name not in RULES:
        return value
    value = value.strip(" \t\n")
    if name == "fmt":
        # Older files say where a video lies: video:kaltura.
        value = value.partition(":")[0]
    return value if RULES[name](value) else ""


def fitting_metadata(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The part of ``metadata`` that a record can hold; what is empty is left out."""
    fit: dict[str, Any] = {}
    for name in ("id", "dt", "date_format", *ORDER):
        value = metadata.get(name)
        if name in TRANSCRIPTS or not value:
            continue
        if name == "mediafile":
            inner = {key: fitting(key, str(value.get(key, ""))) for key in MEDIAFILE}
            value = {key: text for key, text in inner.items() if text}
        elif name in REPEATED:
            values = (value,) if isinstance(value, str) else value
            value = tuple(text for text in (fitting(name, str(each)) for each in values) if text)
        else:
            value = fitting(name, str(value))
        if value:
            fit[name] = value
    return fit
