"""Word documents: checked, turned into markup by mammoth, then read like a page."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import mammoth

from ..document import squeeze
from ..messages import FaultCode, ImportFault, Notice, NoticeCode
from ..source import Source
from .archive import DOCUMENT, open_safely
from .html import source_of_markup

WORD_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='副标题'] => p.subtitle:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='题注'] => figcaption:fresh
"""


def read_docx(data: bytes, name: str) -> Source:
    """The source of a .docx file. Raises ImportFault.

    Pictures are left out and counted. Where the document has text that the conversion did not
    carry over, a notice gives both numbers of characters.
    """
    with open_safely(data, name) as archive:
        written = _count_text(archive)
    try:
        markup = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(_no_data),
        ).value
    except Exception as error:
        # The archive was checked, yet a converter of a foreign format may fail in any way: the
        # user is told that the file is damaged, the cause is chained for the log.
        raise ImportFault(FaultCode.BAD_DOCX, name=name) from error
    source = source_of_markup(markup, "docx", name)
    read = len(squeeze(source.raw))
    if read < written:
        notice = Notice(NoticeCode.TEXT_NOT_CONVERTED, {"source": written, "read": read})
        source = replace(source, notices=(*source.notices, notice))
    return source


def _no_data(_image: object) -> dict[str, str]:
    """A picture's place without its bytes."""
    return {"src": ""}


def _count_text(archive: zipfile.ZipFile) -> int:
    """Characters of text in the document part, alternatives for old programs not counted twice."""
    count = 0
    stack = [ElementTree.fromstring(archive.read(DOCUMENT))]
    while stack:
        element = stack.pop()
        if element.tag == WORD_TEXT:
            count += len(squeeze(element.text or ""))
        elif element.tag != FALLBACK:
            stack.extend(element)
    return count
