"""A document as an OHMS file that is valid against ohms-6.0.xsd."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from media.formats.document import Document, GpsPoint, Hyperlink, IndexPoint

from .fields import (
    MEDIAFILE,
    NAMESPACE,
    ORDER,
    REPEATED,
    UNKNOWN,
    VERSION,
    fitting_metadata,
    xml_text,
)
from .transcripts import FORM, LEGACY, write_legacy, write_vtt

_MAX_SECONDS = 2**31 - 1


def dump(document: Document) -> str:
    """Write ``document`` as one record of OHMS 6.0.

    ``metadata`` are the fields of the record under their names; give ``id`` (a
    whole number), ``dt`` (an ISO date), ``title``, ``date`` and ``date_format``
    (such as ``yyyy-mm-dd``), which the schema asks for. A value that the schema does not allow is left out. Cues become a
    ``vtt_transcript``, or text and ``sync`` marks where ``metadata[FORM]`` says
    so. Index points are told to the whole second.
    """
    fields: dict[str, Any] = {"version": VERSION, **fitting_metadata(document.metadata)}
    _put_transcript(fields, document, "")
    if document.translation:
        _put_transcript(fields, document.translation, "_alt")
    root = Element("ROOT", {"xmlns": NAMESPACE})
    record = SubElement(root, "record", {name: fields.get(name, UNKNOWN[name]) for name in UNKNOWN})
    for name in ORDER:
        if name == "date":
            form = {"format": fields["date_format"]} if "date_format" in fields else {}
            SubElement(record, name, {"value": fields.get("date", ""), **form})
        elif name == "title":
            _text(record, name, fields.get(name, ""))
        elif name == "index":
            index = SubElement(record, name)
            for point in document.index:
                _point(index, point)
        elif name == "mediafile":
            _mediafile(record, fields.get(name, {}))
        else:
            values = fields.get(name, ())
            for value in values if name in REPEATED else (values or ()) and (values,):
                _text(record, name, value)
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _put_transcript(fields: dict[str, Any], document: Document, suffix: str) -> None:
    if document.metadata.get(FORM) == LEGACY:
        fields[f"transcript{suffix}"], fields[f"sync{suffix}"] = write_legacy(document)
    else:
        fields[f"vtt_transcript{suffix}"] = write_vtt(document)


def _mediafile(record: Element, given: Mapping[str, str]) -> None:
    if given:
        mediafile = SubElement(record, "mediafile")
        for name in MEDIAFILE:
            _text(mediafile, name, given.get(name, ""))


def _point(index: Element, point: IndexPoint) -> None:
    element = SubElement(index, "point")
    if point.start_ms is not None:
        _text(element, "time", str(min(max(point.start_ms // 1000, 0), _MAX_SECONDS)))
    for name in ("title", "partial_transcript", "synopsis"):
        _text(element, name, getattr(point, name))
        _text(element, f"{name}_alt", getattr(point, f"{name}_alt"))
    for name in ("keywords", "subjects"):
        _text(element, name, _joined(getattr(point, name)))
        _text(element, f"{name}_alt", _joined(getattr(point, f"{name}_alt")))
    for place in point.gps_points:
        _place(element, place)
    for link in point.hyperlinks:
        _link(element, link)


def _place(point: Element, place: GpsPoint) -> None:
    element = SubElement(point, "gpspoints")
    _text(element, "gps", place.gps)
    _text(element, "gps_zoom", "" if place.zoom is None else str(place.zoom))
    _text(element, "gps_text", place.text)
    _text(element, "gps_text_alt", place.text_alt)


def _link(point: Element, link: Hyperlink) -> None:
    element = SubElement(point, "hyperlinks")
    _text(element, "hyperlink", link.url)
    _text(element, "hyperlink_text", link.text)
    _text(element, "hyperlink_text_alt", link.text_alt)


def _joined(items: tuple[str, ...]) -> str:
    return ";".join(item.replace(";", "；") for item in items)


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = xml_text(value)
