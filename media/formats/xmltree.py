"""XML of unknown origin as a small tree whose elements know their lines.

Document types, entities and whatever else lies outside the file are refused
(defusedxml). A file that breaks off gives what stands before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax import SAXException
from xml.sax.expatreader import ExpatParser
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from .faults import FaultCode, FaultList

_DEEPEST = 32
"""Elements within elements that are read; OHMS has five."""


@dataclass(slots=True)
class Element:
    """An element under its local name: attributes, own text, children, line of its start tag."""

    name: str
    line: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Element]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """The first child of a name."""
        return next(self.all(name), None)

    def text_of(self, name: str) -> str:
        """The text of the first child of a name; "" where there is none."""
        child = self.first(name)
        return child.text if child else ""


class _Builder(ContentHandler):
    """Makes the tree; ``root`` is there as soon as its start tag was read."""

    def __init__(self, parser: ExpatParser) -> None:
        super().__init__()
        self._parser = parser
        self.root: Element | None = None
        self._open: list[Element] = []
        self._pieces: list[list[str]] = []
        self._too_deep = 0

    def startElementNS(self, name, _qname, attrs: AttributesNSImpl) -> None:
        if len(self._open) >= _DEEPEST:
            self._too_deep += 1
            return
        element = Element(
            name[1], _line(self._parser), {key[1]: value for key, value in attrs.items()}
        )
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)
        self._pieces.append([])

    def characters(self, content: str) -> None:
        if self._pieces and not self._too_deep:
            self._pieces[-1].append(content)

    def endElementNS(self, _name, _qname) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        self._open.pop().text = "".join(self._pieces.pop())

    def close(self) -> None:
        """Take what is still open as ended."""
        self._too_deep = 0
        while self._open:
            self.endElementNS(None, None)


def parse_xml(text: str, faults: FaultList) -> Element | None:
    """The root element of ``text``; None where nothing can be read, or must not be."""
    parser = create_parser(forbid_dtd=True)
    builder = _Builder(parser)
    parser.setContentHandler(builder)
    parser.setFeature(feature_namespaces, True)
    try:
        # All at once: expat looks at an unfinished token anew with every piece.
        parser.feed(text)
        parser.close()
    except DefusedXmlException:
        faults.add(_line(parser), FaultCode.FORBIDDEN_XML)
        return None
    except SAXException:
        faults.add(_line(parser), FaultCode.BROKEN_XML)
    builder.close()
    return builder.root


def _line(parser: ExpatParser) -> int:
    return max(parser.getLineNumber() or 0, 1)
