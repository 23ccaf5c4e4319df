"""The look of a chronicle's pages in Word: faces, sizes, indents, fields, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import UTC, datetime

import docx
from django.utils import timezone
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from cms.core.print.missing import clean

BODY, FIRST = "宋体", "黑体"
LATIN = "Times New Roman"
INK = RGBColor(0x1F, 0x1B, 0x18)
# Chinese sizes: 三号 16 pt, 四号 14 pt, 小四 12 pt, 五号 10.5 pt, 小五 9 pt.
HEADING_SIZES = {1: 16, 2: 14, 3: 12}
BODY_SIZE, SMALL_SIZE = 10.5, 9
# What XML 1.0 cannot hold.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    """The text on one line, without control characters and marks nobody sees."""
    return " ".join(NOT_XML.sub("", clean(text)).split())


def new_document(title: str, *, at: datetime | None, across: bool = False) -> Document:
    """An empty A4 document with the styles of a chronicle and page numbers at the foot.

    ``at`` is the moment the file is dated with, now if left out.
    """
    document = docx.Document()
    made = (at or timezone.now()).astimezone(UTC).replace(tzinfo=None)
    document.core_properties.created = document.core_properties.modified = made
    document.core_properties.title = tidy(title)
    document.core_properties.language = "zh-CN"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _page(document, across=across)
    _styles(document)
    return document


def set_face(target, east_asian: str) -> None:
    """Give a run or style its Chinese face; Latin letters and numbers stay in one face."""
    target.font.name = LATIN
    faces = target.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    faces.set(qn("w:eastAsia"), east_asian)


def add_bookmark(paragraph: Paragraph, number: int) -> str:
    """Mark the paragraph by a number used once, so that the index can name its page."""
    name = f"person_{number}"
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert_element_before(start, "w:r")
    paragraph._p.append(end)
    return name


def add_page_of(paragraph: Paragraph, bookmark: str) -> None:
    """The page a bookmark is on, as a field Word fills in when it opens the file."""
    _field(paragraph, f"PAGEREF {bookmark} \\h")


def wide_table(
    document: Document,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths_cm: Sequence[float],
) -> None:
    """A ruled table whose headings repeat; no row is cut by the end of a page."""
    table = document.add_table(rows=2, cols=len(headings), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    style = document.styles["Table Words"]
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths_cm, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].style = style
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    head, model = table.rows
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, words in zip(head.cells, headings, strict=True):
        run = cell.paragraphs[0].add_run(words)
        run.bold = True
        set_face(run, FIRST)
    # Rows are copied: making each through the library takes 15 ms, and a roll has thousands.
    table._tbl.remove(model._tr)
    for cells in rows:
        row = deepcopy(model._tr)
        for cell, words in zip(row.tc_lst, cells, strict=True):
            cell.p_lst[0].add_r().text = words
        table._tbl.append(row)


def _page(document: Document, *, across: bool) -> None:
    section = document.sections[0]
    short, long = Cm(21), Cm(29.7)
    section.page_width, section.page_height = (long, short) if across else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(2 if across else 3)
    section.top_margin = section.bottom_margin = Cm(2.2 if across else 2.8)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(foot, "PAGE")


def _styles(document: Document) -> None:
    styles = document.styles
    normal = styles["Normal"]
    set_face(normal, BODY)
    normal.font.size = Pt(BODY_SIZE)
    languages = OxmlElement("w:lang")
    languages.set(qn("w:val"), "en-US")
    languages.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(languages)
    for level, size in HEADING_SIZES.items():
        heading = styles[f"Heading {level}"]
        set_face(heading, FIRST)
        heading.font.size, heading.font.bold = Pt(size), level != 3
        heading.font.color.rgb = INK
        heading.paragraph_format.space_before = Pt(18 if level == 1 else 10)
        heading.paragraph_format.space_after = Pt(6)
    styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    body = styles["Body Text"]
    body.paragraph_format.space_after = Pt(0)
    body.paragraph_format.line_spacing = 1.5
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _indent_two(body, BODY_SIZE)
    sources = _new_style(styles, "Sources", SMALL_SIZE)
    sources.paragraph_format.space_before = Pt(3)
    _indent_two(sources, SMALL_SIZE)
    _new_style(styles, "Table Words", SMALL_SIZE)
    index = _new_style(styles, "Name Index", BODY_SIZE)
    index.paragraph_format.tab_stops.add_tab_stop(
        Cm(15), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )


def _new_style(styles, name: str, size: float):
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.font.size = Pt(size)
    return style


def _indent_two(style, size: float) -> None:
    """First line in by two characters, whatever size the words are set in later."""
    style.paragraph_format.first_line_indent = Pt(2 * size)
    style.element.pPr.ind.set(qn("w:firstLineChars"), "200")


def _field(paragraph: Paragraph, instruction: str) -> None:
    for kind, words in (("begin", ""), ("", instruction), ("separate", ""), ("end", "")):
        run: Run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            if kind == "begin":
                mark.set(qn("w:dirty"), "true")
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = f" {words} "
        run._r.append(mark)
