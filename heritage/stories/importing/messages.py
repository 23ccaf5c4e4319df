"""Everything the importer has to say, as msgids with named parameters.

The importer knows no Django, so a message is kept as template and parameters; whoever shows it
translates the template first: `gettext(notice.template) % notice.params`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from .enums import DropReason


def gettext_noop(message: str) -> str:
    """Mark `message` for makemessages and hand it back unchanged."""
    return message


class FaultCode(StrEnum):
    """Why a file cannot be imported at all."""

    UNKNOWN_TYPE = "unknown_type"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    BROKEN_TEXT = "broken_text"
    UNKNOWN_ENCODING = "unknown_encoding"
    BINARY = "binary"
    NO_TEXT = "no_text"
    BAD_HTML = "bad_html"
    NOT_DOCX = "not_docx"
    OLD_OR_LOCKED = "old_or_locked"
    MACROS = "macros"
    ZIP_ENTRIES = "zip_entries"
    ZIP_SIZE = "zip_size"
    ZIP_RATIO = "zip_ratio"
    ZIP_UNSAFE = "zip_unsafe"
    XML_UNSAFE = "xml_unsafe"
    BAD_DOCX = "bad_docx"


FAULTS: dict[FaultCode, str] = {
    FaultCode.UNKNOWN_TYPE: gettext_noop(
        "“%(name)s” cannot be imported: only %(known)s files are read."
    ),
    FaultCode.EMPTY: gettext_noop("“%(name)s” is empty."),
    FaultCode.TOO_LARGE: gettext_noop(
        "“%(name)s” has %(size)d bytes; at most %(limit)d are accepted."
    ),
    FaultCode.TOO_LONG: gettext_noop(
        "“%(name)s” holds %(size)d characters of text; one article has at most %(limit)d."
    ),
    FaultCode.BROKEN_TEXT: gettext_noop(
        "“%(name)s” is damaged: the byte at position %(position)d (%(byte)s) "
        "is not valid %(encoding)s."
    ),
    FaultCode.UNKNOWN_ENCODING: gettext_noop(
        "“%(name)s” is not text in UTF-8, UTF-16, GB18030 or Big5: "
        "the byte at position %(position)d (%(byte)s) fits none of them."
    ),
    FaultCode.BINARY: gettext_noop(
        "“%(name)s” is not a text: it has a NUL character at position %(position)d."
    ),
    FaultCode.NO_TEXT: gettext_noop("“%(name)s” has no text in it."),
    FaultCode.BAD_HTML: gettext_noop("“%(name)s” cannot be read as a web page."),
    FaultCode.NOT_DOCX: gettext_noop("“%(name)s” is not a Word document (.docx)."),
    FaultCode.OLD_OR_LOCKED: gettext_noop(
        "“%(name)s” is an old .doc file or protected by a password; "
        "save it as .docx without a password."
    ),
    FaultCode.MACROS: gettext_noop("“%(name)s” contains macros; save it without them."),
    FaultCode.ZIP_ENTRIES: gettext_noop(
        "“%(name)s” holds %(count)d parts; a document has at most %(limit)d."
    ),
    FaultCode.ZIP_SIZE: gettext_noop(
        "“%(name)s” would unpack to %(size)d bytes; at most %(limit)d are accepted."
    ),
    FaultCode.ZIP_RATIO: gettext_noop(
        "“%(name)s” is packed too tightly to be a document (part %(part)s)."
    ),
    FaultCode.ZIP_UNSAFE: gettext_noop("“%(name)s” has a part that is not safe (%(part)s)."),
    FaultCode.XML_UNSAFE: gettext_noop(
        "“%(name)s” declares XML entities or an unusual encoding (part %(part)s); "
        "Word never does that."
    ),
    FaultCode.BAD_DOCX: gettext_noop("“%(name)s” is damaged and cannot be read."),
}


class ImportFault(Exception):
    """A file cannot be imported. `code` is stable; `template % params` is the English message."""

    def __init__(self, code: FaultCode, **params: str | int) -> None:
        self.code = code
        self.template = FAULTS[code]
        self.params = params
        super().__init__(self.template % params)


class NoticeCode(StrEnum):
    """What an editor ought to look at in an article that was read."""

    TITLE_FROM_SENTENCE = "title_from_sentence"
    TITLE_FROM_PAGE = "title_from_page"
    TITLE_FROM_FILE = "title_from_file"
    NO_BODY = "no_body"
    LINES_JOINED = "lines_joined"
    JOINED_AT_COMMA = "joined_at_comma"
    INVISIBLE_REMOVED = "invisible_removed"
    REPLACEMENT_FOUND = "replacement_found"
    SCRIPTS_LEFT_OUT = "scripts_left_out"
    PICTURES_LEFT_OUT = "pictures_left_out"
    LEGACY_ENCODING = "legacy_encoding"
    TAIL_KEPT = "tail_kept"
    TEXT_NOT_CONVERTED = "text_not_converted"


NOTICES: dict[NoticeCode, str] = {
    NoticeCode.TITLE_FROM_SENTENCE: gettext_noop(
        "The file has no headline; the title is the beginning of its first sentence. "
        "Please write one."
    ),
    NoticeCode.TITLE_FROM_PAGE: gettext_noop(
        "The page has no headline; the title is that of its browser window."
    ),
    NoticeCode.TITLE_FROM_FILE: gettext_noop(
        "No title was found; the file's name stands in for it. Please write one."
    ),
    NoticeCode.NO_BODY: gettext_noop("The article has no body text."),
    NoticeCode.LINES_JOINED: gettext_noop(
        "%(count)d lines broken in mid-sentence were joined to the line before."
    ),
    NoticeCode.JOINED_AT_COMMA: gettext_noop(
        "Two paragraphs were joined because the first ends in a comma: “…%(before)s|%(after)s…”"
    ),
    NoticeCode.INVISIBLE_REMOVED: gettext_noop(
        "%(count)d control or invisible characters were removed."
    ),
    NoticeCode.REPLACEMENT_FOUND: gettext_noop(
        "%(count)d characters were already lost before this file was made (�)."
    ),
    NoticeCode.SCRIPTS_LEFT_OUT: gettext_noop("%(count)d scripts and style sheets were left out."),
    NoticeCode.PICTURES_LEFT_OUT: gettext_noop(
        "%(count)d pictures are not imported; please add them by hand."
    ),
    NoticeCode.LEGACY_ENCODING: gettext_noop("The file was read as %(encoding)s."),
    NoticeCode.TAIL_KEPT: gettext_noop(
        "“%(text)s” looks like the start of a list of links, "
        "but the article seems to go on after it, so the text was kept."
    ),
    NoticeCode.TEXT_NOT_CONVERTED: gettext_noop(
        "The document has %(source)d characters of text, %(read)d were read; "
        "look for text boxes or unusual fields."
    ),
}


@dataclass(frozen=True)
class Notice:
    """A remark for the editor: a stable `code` and the parameters of its message."""

    code: NoticeCode
    params: dict[str, str | int] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The msgid, to be translated before the parameters are put in."""
        return NOTICES[self.code]

    def __str__(self) -> str:
        return self.template % self.params


DROP_REASONS: dict[DropReason, str] = {
    DropReason.COPYRIGHT: gettext_noop("copyright or liability notice of the site"),
    DropReason.RELATED: gettext_noop("links to other texts"),
    DropReason.FURNITURE: gettext_noop("page furniture (counters, buttons, previous and next)"),
    DropReason.PROMOTION: gettext_noop("hotline or advertisement of the outlet"),
    DropReason.OUTLET: gettext_noop("name of the publishing platform"),
    DropReason.NAVIGATION: gettext_noop("navigation of the site"),
    DropReason.OUTSIDE: gettext_noop("outside the article on the page"),
    DropReason.HIDDEN: gettext_noop("not shown on the page"),
    DropReason.PAGE_TITLE: gettext_noop("title of the browser window"),
    DropReason.DATE: gettext_noop("date line, taken as the article's date"),
    DropReason.REPEATED: gettext_noop("title repeated"),
    DropReason.MARKUP: gettext_noop("markup signs"),
    DropReason.JOINT: gettext_noop("punctuation between title and text"),
    DropReason.INVISIBLE: gettext_noop("control or invisible characters"),
}
"""What to show for each reason."""
