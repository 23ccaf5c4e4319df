"""Files for the importer's tests, made by hand."""

import io
import zipfile
from xml.sax.saxutils import escape

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="%s"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="%s" Target="%s"/></Relationships>'
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:styles {WORD}>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="Subtitle"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    "</w:styles>"
)


def docx(
    paragraphs: list[tuple[str, str]],
    *,
    prolog: str = '<?xml version="1.0" encoding="UTF-8"?>',
    main_type: str = PLAIN_TYPE,
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """A minimal document of (style id or "", text) paragraphs, with `extra` parts."""
    body = "".join(_paragraph(style, text) for style, text in paragraphs)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES % main_type,
        "_rels/.rels": RELATIONSHIPS % (f"{OFFICE}/officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": RELATIONSHIPS % (f"{OFFICE}/styles", "styles.xml"),
        "word/styles.xml": STYLES,
        "word/document.xml": f"{prolog}<w:document {WORD}><w:body>{body}</w:body></w:document>",
        **(extra or {}),
    }
    return archive(parts)


def _paragraph(style: str, text: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p>{properties}{run}</w:p>"


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of `parts`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()
