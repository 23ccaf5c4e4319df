"""Stable keys of the article importer: roles, kinds of text, reasons, ways to a title."""

from enum import StrEnum


class CreditRole(StrEnum):
    """What a named person or body did for an article. `OTHER` keeps its label as written."""

    AUTHOR = "author"
    REPORTER = "reporter"
    CORRESPONDENT = "correspondent"
    EDITOR = "editor"
    PROOFREADER = "proofreader"
    REVIEWER = "reviewer"
    FIRST_REVIEWER = "first_reviewer"
    SECOND_REVIEWER = "second_reviewer"
    FINAL_REVIEWER = "final_reviewer"
    SOURCE = "source"
    REPOSTED_FROM = "reposted_from"
    PHOTOGRAPHER = "photographer"
    OTHER = "other"


ROLE_WORDS: dict[CreditRole, str] = {
    CreditRole.AUTHOR: "作者",
    CreditRole.REPORTER: "记者",
    CreditRole.CORRESPONDENT: "通讯员",
    CreditRole.EDITOR: "编辑",
    CreditRole.PROOFREADER: "校对",
    CreditRole.REVIEWER: "审核",
    CreditRole.FIRST_REVIEWER: "初审",
    CreditRole.SECOND_REVIEWER: "复审",
    CreditRole.FINAL_REVIEWER: "终审",
    CreditRole.SOURCE: "来源",
    CreditRole.REPOSTED_FROM: "转自",
    CreditRole.PHOTOGRAPHER: "摄影",
}
"""The word the trade uses for each role; `OTHER` has none of its own."""

OUTLET_ROLES = frozenset({CreditRole.SOURCE, CreditRole.REPOSTED_FROM})
"""Roles whose name is a publisher or a body, not a person."""

EDITORIAL_ROLES = frozenset(
    {
        CreditRole.EDITOR,
        CreditRole.PROOFREADER,
        CreditRole.REVIEWER,
        CreditRole.FIRST_REVIEWER,
        CreditRole.SECOND_REVIEWER,
        CreditRole.FINAL_REVIEWER,
    }
)
"""Roles a site adds below everything else, even below its own links."""


class BlockKind(StrEnum):
    """What a block of the body is. `LINES` keeps its line breaks: verse, a certificate, a table."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    LIST_ITEM = "list_item"
    LINES = "lines"


class LineMark(StrEnum):
    """What a file's own markup says about a line."""

    PLAIN = "plain"
    DECK = "deck"
    CAPTION = "caption"
    LIST_ITEM = "list_item"
    ROW = "row"


class DropReason(StrEnum):
    """Why a piece of the file is not part of the article."""

    COPYRIGHT = "copyright"
    RELATED = "related"
    FURNITURE = "furniture"
    PROMOTION = "promotion"
    OUTLET = "outlet"
    NAVIGATION = "navigation"
    OUTSIDE = "outside"
    HIDDEN = "hidden"
    PAGE_TITLE = "page_title"
    DATE = "date"
    REPEATED = "repeated"
    MARKUP = "markup"
    JOINT = "joint"
    INVISIBLE = "invisible"


class TitleOrigin(StrEnum):
    """Where the title comes from; only the first two are the source's own headline."""

    HEADLINE = "headline"
    PAGE_TITLE = "page_title"
    FIRST_SENTENCE = "first_sentence"
    FILE_NAME = "file_name"


class Evidence(StrEnum):
    """Why a name was taken for a person or a place."""

    KNOWN = "known"
    TITLE_BEFORE = "title_before"
    WORD_AFTER = "word_after"
    ENUMERATION = "enumeration"
    SUFFIX = "suffix"
