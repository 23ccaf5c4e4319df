"""An OHMS file as documents, one a record."""

from __future__ import annotations

import dataclasses
from typing import Any

from media.formats.document import Document, GpsPoint, Hyperlink, IndexPoint
from media.formats.faults import FaultCode, FaultList
from media.formats.lines import prepared
from media.formats.xmltree import Element, parse_xml

from .fields import (
    MEDIAFILE,
    ORDER,
    REPEATED,
    RULES,
    TRANSCRIPTS,
    UNKNOWN,
    VERSION,
    fitting,
    is_int,
)
from .transcripts import read_transcript

_LISTS = ("keywords", "keywords_alt", "subjects", "subjects_alt")
_TEXTS = (
    "title",
    "title_alt",
    "partial_transcript",
    "partial_transcript_alt",
    "synopsis",
    "synopsis_alt",
)
_GPS = ("gps", "gps_zoom", "gps_text", "gps_text_alt")
_LINK = ("hyperlink", "hyperlink_text", "hyperlink_text_alt")
_IN_POINT = frozenset(("time", *_LISTS, *_TEXTS, *_GPS, *_LINK, "gpspoints", "hyperlinks"))


def parse(text: str) -> Document:
    """Read the first record of an OHMS file.

    Never raises but :class:`~media.formats.limits.TranscriptTooLarge`: broken
    XML gives what stands before the break, a document type or entities give
    nothing, each with its fault. The fields of the record are in ``metadata``
    under their names (``date_format`` is the format of ``date``, ``id`` and
    ``dt`` the attributes); empty ones are left out. Lists of keywords and
    subjects come without empty items. Index points have whole seconds.
    """
    faults = FaultList()
    records = _records(text, faults)
    if not records:
        return Document(faults=faults.listed())
    if len(records) > 1:
        faults.add(records[1].line, FaultCode.MORE_RECORDS, count=len(records) - 1)
    return _document(records[0], faults)


def parse_records(text: str) -> tuple[Document, ...]:
    """Read every record; the faults of the file as a whole stand with the first."""
    faults = FaultList()
    records = _records(text, faults)
    documents = []
    for record in records:
        documents.append(_document(record, faults))
        faults = FaultList()
    return tuple(documents) or (Document(faults=faults.listed()),)


def _records(text: str, faults: FaultList) -> list[Element]:
    root = parse_xml(prepared(text, faults).lstrip(" \t\n"), faults)
    if root is None:
        return []
    records = [root] if root.name == "record" else list(root.all("record"))
    if not records:
        faults.add(root.line, FaultCode.NOT_OHMS)
    return records


def _document(record: Element, faults: FaultList) -> Document:
    metadata = _metadata(record, faults)
    duration = metadata.get("duration", "")
    speech = read_transcript(record, "", duration, faults)
    translation = read_transcript(record, "_alt", duration, faults)
    index = record.first("index")
    points = tuple(_point(point, faults) for point in index.all("point")) if index else ()
    return dataclasses.replace(
        speech,
        metadata={**metadata, **speech.metadata},
        index=points,
        translation=translation if translation != Document() else None,
        faults=faults.listed(),
    )


def _metadata(record: Element, faults: FaultList) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("id", "dt"):
        if (given := record.attributes.get(name, "")) != UNKNOWN[name]:
            _put(found, name, given, record.line, faults)
    for element in record.children:
        name = element.name
        if name in TRANSCRIPTS or name == "index":
            continue
        if name == "date":
            _put(found, "date", element.attributes.get("value", "") or element.text, 0, faults)
            _put(found, "date_format", element.attributes.get("format", ""), 0, faults)
        elif name == "mediafile":
            inner: dict[str, Any] = {}
            for part in element.children:
                _put_known(inner, part, MEDIAFILE, faults)
            if inner:
                found[name] = inner
        else:
            _put_known(found, element, ORDER, faults)
    found.setdefault("version", VERSION)
    return found


def _put_known(
    found: dict[str, Any], element: Element, known: tuple[str, ...], faults: FaultList
) -> None:
    """Keep the text of an element that the schema has; tell of any other that says something."""
    if element.name in known:
        _put(found, element.name, element.text, element.line, faults)
    elif element.text.strip() or element.children:
        faults.add(element.line, FaultCode.UNKNOWN_ELEMENT, name=element.name)


def _put(found: dict[str, Any], name: str, text: str, line: int, faults: FaultList) -> None:
    value = fitting(name, text)
    if not value:
        if text.strip() and name in RULES:
            faults.add(line, FaultCode.BAD_VALUE, name=name, text=text.strip())
    elif name in REPEATED:
        found[name] = (*found.get(name, ()), value)
    elif name not in found:
        found[name] = value


def _point(element: Element, faults: FaultList) -> IndexPoint:
    for child in element.children:
        if child.name not in _IN_POINT:
            faults.add(child.line, FaultCode.UNKNOWN_ELEMENT, name=child.name)
    texts = {name: element.text_of(name) for name in _TEXTS}
    lists = {name: _items(element.text_of(name)) for name in _LISTS}
    # Files of the first 5.x have one point and one link, right in the index point.
    gps_points = [_place(part, faults) for part in element.all("gpspoints")] or [
        _place(element, faults)
    ]
    links = [_link(part) for part in element.all("hyperlinks")] or [_link(element)]
    return IndexPoint(
        start_ms=_start(element, faults),
        gps_points=tuple(place for place in gps_points if place != GpsPoint()),
        hyperlinks=tuple(link for link in links if link != Hyperlink()),
        line=element.line,
        **texts,
        **lists,
    )


def _start(element: Element, faults: FaultList) -> int | None:
    given = element.text_of("time").strip()
    if is_int(given) and int(given) >= 0:
        return int(given) * 1000
    faults.add(element.line, FaultCode.BAD_VALUE, name="time", text=given)
    return None


def _items(text: str) -> tuple[str, ...]:
    return tuple(item for item in (part.strip() for part in text.split(";")) if item)


def _place(element: Element, faults: FaultList) -> GpsPoint:
    gps, zoom, text, text_alt = (element.text_of(name).strip() for name in _GPS)
    if zoom and not is_int(zoom):
        faults.add(element.line, FaultCode.BAD_VALUE, name="gps_zoom", text=zoom)
        zoom = ""
    # A zoom alone is what the form puts beside an empty point.
    if not (gps or text or text_alt):
        return GpsPoint()
    return GpsPoint(gps, int(zoom) if zoom else None, text, text_alt)


def _link(element: Element) -> Hyperlink:
    return Hyperlink(*(element.text_of(name).strip() for name in _LINK))
