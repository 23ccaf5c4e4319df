"""Web pages: what a reader of the page sees, line by line, with what the markup says about it.

The source text of a page is made here: every piece of visible or hidden text of the document in
document order, one line per block. Scripts, style sheets and comments are code, not text; they
are counted in a notice. Everything else is kept, if need be with a reason to drop it.
"""

import re
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from bs4.element import PreformattedString

from ..enums import DropReason, LineMark
from ..messages import FaultCode, ImportFault, Notice, NoticeCode
from ..source import Hints, Source, make_source
from . import limits
from .encoding import decode

CODE = {"script", "style"}
BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|h[1-6]|head|header|hr|html|li|main|nav|ol|p|pre|section|summary|"
    "table|tbody|tfoot|thead|title|tr|ul"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = {"b", "strong"}
PICTURES = {"img", "picture", "svg", "video"}
ASIDE_TAGS = {
    "nav": DropReason.NAVIGATION,
    "aside": DropReason.RELATED,
    "footer": DropReason.NAVIGATION,
    "form": DropReason.FURNITURE,
    "button": DropReason.FURNITURE,
    "select": DropReason.FURNITURE,
    "noscript": DropReason.HIDDEN,
    "template": DropReason.HIDDEN,
    "iframe": DropReason.HIDDEN,
    "title": DropReason.PAGE_TITLE,
}
ASIDE_NAMES = (
    (re.compile(r"^(nav|navbar|menu|breadcrumbs?|crumbs?|topbar|footer|sidebar)$"),
     DropReason.NAVIGATION),
    (re.compile(r"^(related|recommend(ed|ation)?s?|comments?|hot-?news|rank(ing)?)$"),
     DropReason.RELATED),
    (re.compile(r"^(share|toolbar|pager|pagination|qrcode|ads?|advert(isement)?)$"),
     DropReason.FURNITURE),
    (re.compile(r"^(copyright|disclaimer)$"), DropReason.COPYRIGHT),
)  # fmt: skip
DECK_NAME = re.compile(r"^(sub-?title|sub-?head(line)?|deck|standfirst|fu-?biaoti)$")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)")
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
CJK = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
CJK_BREAK = re.compile(rf"(?<={CJK})[ \t]*[\r\n]\s*(?={CJK})")
UNCLOSED = (("<!--", "-->"), ("<![", "]"), ("<", ">"))
SHARE_OF_BOLD = 0.9
MAX_ARTICLES = 20
LARGE_PARTS = ["table", "div", "h1", "h2", "h3", "tr"]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around a text say about it."""

    aside: DropReason | None = None
    level: int | None = None
    mark: LineMark = LineMark.PLAIN
    bold: bool = False
    row: bool = False


@dataclass
class _Page:
    """The lines gathered so far and the one being gathered."""

    lines: list[str] = field(default_factory=list)
    hints: list[Hints] = field(default_factory=list)
    runs: list[tuple[str, _Context]] = field(default_factory=list)
    picture_before: bool = False
    code: int = 0
    pictures: int = 0

    def end_line(self) -> None:
        """Close the current line; a line of white space only is none."""
        text = CJK_BREAK.sub("", "".join(run for run, _ in self.runs))
        text = " ".join(text.split())
        if text:
            context = next(context for run, context in self.runs if run.strip())
            size = sum(len(run.strip()) for run, _ in self.runs)
            bold = sum(len(run.strip()) for run, context in self.runs if context.bold)
            self.lines.append(text)
            self.hints.append(
                Hints(
                    level=context.level,
                    mark=LineMark.ROW if context.row else context.mark,
                    bold=bold >= size * SHARE_OF_BOLD,
                    after_picture=self.picture_before,
                    aside=context.aside,
                )
            )
            self.picture_before = False
        self.runs.clear()


def read_html(data: bytes, name: str) -> Source:
    """The source of an .html file. Raises ImportFault."""
    declared = CHARSET.search(data[:4096])
    raw, encoding = decode(data, name, declared.group(1).decode("ascii") if declared else None)
    return source_of_markup(raw, encoding, name)


def source_of_markup(markup: str, encoding: str, name: str, notices: tuple[Notice, ...] = ()):
    """The source made of a page's markup. Raises ImportFault where it cannot be parsed."""
    if not _is_parsable(markup):
        raise ImportFault(FaultCode.BAD_HTML, name=name)
    try:
        soup = BeautifulSoup(markup, "html.parser")
    except (AssertionError, RecursionError, ValueError) as error:
        # html.parser gives up on some malformed declarations with these.
        raise ImportFault(FaultCode.BAD_HTML, name=name) from error
    page = _walk(soup, _article_element(soup))
    remarks = list(notices)
    if page.code:
        remarks.append(Notice(NoticeCode.SCRIPTS_LEFT_OUT, {"count": page.code}))
    if page.pictures:
        remarks.append(Notice(NoticeCode.PICTURES_LEFT_OUT, {"count": page.pictures}))
    return make_source("\n".join(page.lines), encoding, hints=page.hints, notices=remarks)


def _is_parsable(markup: str) -> bool:
    """False for a page with absurdly many tags or unclosed constructs."""
    if markup.count("<") > limits.MAX_TAGS:
        return False
    for opening, closing in UNCLOSED:
        if markup.count(opening, markup.rfind(closing) + 1) > limits.MAX_UNCLOSED:
            return False
    return True


def _article_element(soup: BeautifulSoup) -> Tag | None:
    """The element that holds the article where the page marks one, else None."""
    for selector in ("article", "main, [role=main]"):
        if found := soup.select(selector, limit=MAX_ARTICLES):
            return max(found, key=lambda tag: len(tag.get_text()))
    return None


def _containers(soup: BeautifulSoup, names: list[str]) -> set[int]:
    """Identities of all elements that contain one called one of `names`, in one pass."""
    containers: set[int] = set()
    for tag in soup.find_all(names):
        for parent in tag.parents:
            if id(parent) in containers:
                break
            containers.add(id(parent))
    return containers


@dataclass(frozen=True, slots=True)
class _Map:
    """What was found in the page beforehand: looked up, not searched, for each element."""

    article: Tag | None
    with_headline: set[int]
    with_parts: set[int]


def _walk(soup: BeautifulSoup, article: Tag | None) -> _Page:
    page = _Page()
    known = _Map(article, _containers(soup, ["h1"]), _containers(soup, LARGE_PARTS))
    start = _Context(aside=DropReason.OUTSIDE if article is not None else None)
    # A stack of our own: hostile pages nest deeper than Python recurses.
    stack: list[tuple[Tag | NavigableString | None, _Context]] = [(soup, start)]
    while stack:
        node, context = stack.pop()
        if node is None:
            page.end_line()
        elif isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString | Comment):
                page.runs.append((str(node), context))
        elif node.name in CODE:
            page.code += 1
        elif node.name == "br" and context.level:
            page.runs.append((" ", context))
        elif node.name == "br":
            page.end_line()
        elif node.name in PICTURES:
            page.end_line()
            page.pictures += 1
            page.picture_before = True
        else:
            inner = _enter(node, context, known)
            is_block = bool(BLOCK.fullmatch(node.name)) and not (context.row and node.name != "tr")
            if is_block:
                page.end_line()
                stack.append((None, inner))
            if context.row and node.name in {"td", "th"}:
                page.runs.append((" ", inner))
            elif node.name in {"td", "th"}:
                page.end_line()
                stack.append((None, inner))
            stack.extend((child, inner) for child in reversed(node.contents))
    page.end_line()
    return page


def _enter(tag: Tag, context: _Context, known: _Map) -> _Context:
    """What holds inside `tag`."""
    if tag is known.article:
        context = replace(context, aside=None)
    if context.aside in (None, DropReason.OUTSIDE):
        reason = ASIDE_TAGS.get(tag.name) or _reason_by_name(tag, known) or _hidden(tag)
        if reason:
            context = replace(context, aside=reason)
    if tag.name in HEADINGS:
        context = replace(context, level=HEADINGS[tag.name])
    elif tag.name in BOLD or BOLD_STYLE.search(_attribute(tag, "style")):
        context = replace(context, bold=True)
    elif tag.name == "figcaption":
        context = replace(context, mark=LineMark.CAPTION)
    elif tag.name == "li":
        context = replace(context, mark=LineMark.LIST_ITEM)
    elif tag.name == "tr" and id(tag) not in known.with_parts and _is_data_row(tag):
        context = replace(context, row=True)
    if any(DECK_NAME.match(name) for name in _names(tag)):
        context = replace(context, mark=LineMark.DECK)
    return context


def _is_data_row(row: Tag) -> bool:
    """True for a row of short cells; old pages lay out whole articles in tables."""
    cells = row.find_all(["td", "th"], recursive=False)
    return len(cells) >= 2 and all(
        len(cell.get_text()) <= 120 and len(cell.find_all(["p", "br"], limit=3)) < 3
        for cell in cells
    )


def _attribute(tag: Tag, key: str) -> str:
    value = tag.attrs.get(key)
    return " ".join(value) if isinstance(value, list) else (value or "")


def _names(tag: Tag) -> list[str]:
    return f"{_attribute(tag, 'class')} {_attribute(tag, 'id')}".lower().split()


def _reason_by_name(tag: Tag, known: _Map) -> DropReason | None:
    if tag.name in {"html", "body"} or tag is known.article or id(tag) in known.with_headline:
        return None
    for name in _names(tag):
        for pattern, reason in ASIDE_NAMES:
            if pattern.match(name):
                return reason
    return None


def _hidden(tag: Tag) -> DropReason | None:
    if "hidden" in tag.attrs or HIDDEN_STYLE.search(_attribute(tag, "style").lower()):
        return DropReason.HIDDEN
    return None
