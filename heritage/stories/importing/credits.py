"""Credit lines: who wrote, took, edited, proofread and reviewed, and where the text is from.

A line is read as a sequence of segments (`记者 康岩`, `来源:新华网`, `2024-05-03`, `浏览:12`) and
counts as a credit line only if all of it can be read so; otherwise it is left to the body.
"""

import re
from dataclasses import dataclass

from .dates import DATE_WITH_TIME, read_date
from .enums import OUTLET_ROLES, CreditRole
from .wording import HAN, is_personal_name, surname_of

LABELS: dict[str, CreditRole] = {
    "作者": CreditRole.AUTHOR,
    "撰稿": CreditRole.AUTHOR,
    "撰文": CreditRole.AUTHOR,
    "供稿": CreditRole.AUTHOR,
    "文字": CreditRole.AUTHOR,
    "图文": CreditRole.AUTHOR,
    "文": CreditRole.AUTHOR,
    "记者": CreditRole.REPORTER,
    "采写": CreditRole.REPORTER,
    "通讯员": CreditRole.CORRESPONDENT,
    "编辑": CreditRole.EDITOR,
    "责编": CreditRole.EDITOR,
    "编校": CreditRole.EDITOR,
    "校对": CreditRole.PROOFREADER,
    "校审": CreditRole.PROOFREADER,
    "审核": CreditRole.REVIEWER,
    "审校": CreditRole.REVIEWER,
    "审稿": CreditRole.REVIEWER,
    "编审": CreditRole.REVIEWER,
    "初审": CreditRole.FIRST_REVIEWER,
    "一审": CreditRole.FIRST_REVIEWER,
    "复审": CreditRole.SECOND_REVIEWER,
    "二审": CreditRole.SECOND_REVIEWER,
    "终审": CreditRole.FINAL_REVIEWER,
    "三审": CreditRole.FINAL_REVIEWER,
    "来源": CreditRole.SOURCE,
    "稿源": CreditRole.SOURCE,
    "信息来源": CreditRole.SOURCE,
    "文章来源": CreditRole.SOURCE,
    "稿件来源": CreditRole.SOURCE,
    "本文来源": CreditRole.SOURCE,
    "内容来源": CreditRole.SOURCE,
    "发布单位": CreditRole.SOURCE,
    "转自": CreditRole.REPOSTED_FROM,
    "转载自": CreditRole.REPOSTED_FROM,
    "转载": CreditRole.REPOSTED_FROM,
    "摘自": CreditRole.REPOSTED_FROM,
    "摄影": CreditRole.PHOTOGRAPHER,
    "摄": CreditRole.PHOTOGRAPHER,
    "图片": CreditRole.PHOTOGRAPHER,
    "供图": CreditRole.PHOTOGRAPHER,
    "图": CreditRole.PHOTOGRAPHER,
    "图片来源": CreditRole.OTHER,
    "摄像": CreditRole.OTHER,
    "视频": CreditRole.OTHER,
    "剪辑": CreditRole.OTHER,
    "制作": CreditRole.OTHER,
    "策划": CreditRole.OTHER,
    "统筹": CreditRole.OTHER,
    "监制": CreditRole.OTHER,
    "总监制": CreditRole.OTHER,
    "主编": CreditRole.OTHER,
    "总编": CreditRole.OTHER,
    "总编辑": CreditRole.OTHER,
    "签发": CreditRole.OTHER,
    "出品": CreditRole.OTHER,
    "整理": CreditRole.OTHER,
    "讲述": CreditRole.OTHER,
    "口述": CreditRole.OTHER,
    "排版": CreditRole.OTHER,
    "美编": CreditRole.OTHER,
}
QUALIFIERS = (
    "本报|本网|本刊|本台|本社|见习|实习|特约|首席|驻地|全媒体|新媒体|融媒体|责任|值班|执行|本期|"
    "特邀|主任|文字|摄影|图片|网络|页面"
)
SPACED_ROLES = {
    CreditRole.AUTHOR,
    CreditRole.REPORTER,
    CreditRole.CORRESPONDENT,
    CreditRole.EDITOR,
    CreditRole.PROOFREADER,
    CreditRole.REVIEWER,
    CreditRole.FIRST_REVIEWER,
    CreditRole.SECOND_REVIEWER,
    CreditRole.FINAL_REVIEWER,
    CreditRole.PHOTOGRAPHER,
}
"""Roles whose label may be followed by a mere space; others need a colon or a slash."""

MAX_CREDIT_LINE = 160
SIGN = r"[:：/／丨|︱]"
_WORDS = "|".join(
    r"\s*".join(label) for label in sorted(LABELS, key=lambda label: (-len(label), label))
)
LABEL = re.compile(
    rf"(?<![^\s|丨/；;，,、()（）【】\[\]》])"
    rf"(?:(?P<outlet>{HAN}{{2,8}}?)(?=记者|通讯员|编辑))?"
    rf"(?P<label>(?:{QUALIFIERS})*(?:{_WORDS}))"
    rf"(?P<sign>\s*{SIGN}\s*|\s+)"
)
COUNTER = re.compile(
    r"(?:浏览量?|点击量?|点击数|阅读量?|阅读数|访问量?|访问次数|浏览次数|点击率)\s*[:：]?\s*"
    r"[\[(（]?\d*[\])）]?\s*次?"
    r"|(?:字\s*[号体]|分享到?)\s*[:：]?\s*[\[【(（]?(?:\s*[大中小|/]\s*)*[\]】)）]?"
    r"|打印(?:本页)?|关闭(?:窗口)?|收藏"
)
DATE_LABEL = re.compile(
    r"(?:(?:发布|发表|更新|发稿|成文|刊发)?\s*(?:时\s*间|日\s*期)|发布于)\s*[:：]?\s*"
)
SEPARATORS = re.compile(r"[\s|丨/；;，,、()（）【】\[\]]*")
DISPATCH = re.compile(rf"^({HAN}{{2,8}})(?:报道|讯|电)$")
VERBS = {
    "报道",
    "摄",
    "文",
    "图",
    "文图",
    "图文",
    "摄影",
    "摄影报道",
    "采写",
    "整理",
    "供稿",
    "等",
}
BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a credit line, `[start, end)` in its text: a credit, a date or page furniture."""

    start: int
    end: int
    role: CreditRole | None = None
    label: str = ""
    names: tuple[str, ...] = ()
    place: str = ""
    date: str = ""


def split_names(content: str) -> tuple[str, ...]:
    """Personal names in `content`, which separates them by spaces or commas.

    A single character is no name: it is a surname set apart for alignment (`刘 娅`) and is closed
    up with what follows it. Two-character surnames with a single character after them too.
    """
    names: list[str] = []
    for group in re.split(r"[、,，;；/／|]|\s+和\s+|\s+与\s+", content):
        tokens = [token.strip("()（）【】[]:：") for token in group.split()]
        tokens = [token for token in tokens if token and token not in VERBS]
        at = 0
        while at < len(tokens):
            token = tokens[at]
            follows = tokens[at + 1] if at + 1 < len(tokens) else ""
            alone = re.fullmatch(HAN, token)
            if (alone and follows and len(follows) <= 2) or (surname_of(token) == token
                                                           and re.fullmatch(HAN, follows)):  # fmt: skip
                token += follows
                at += 1
            names.append(token)
            at += 1
    return tuple(names)


def read_credit_line(text: str) -> list[Segment] | None:
    """The segments of a credit line, covering all of `text`; None if it is not one."""
    if len(text) > MAX_CREDIT_LINE or "。" in text:
        return None
    segments: list[Segment] = []
    at = SEPARATORS.match(text).end()
    while at < len(text):
        segment = _segment(text, at, first=not segments)
        if segment is None:
            return None
        segments.append(segment)
        at = SEPARATORS.match(text, segment.end).end()
    if not any(segment.role or segment.date for segment in segments):
        return None
    return _covering(segments, len(text))


def read_bracketed_names(text: str) -> list[Segment] | None:
    """`(张三 李四)`, the way some papers sign a report: the authors. None if it is not that."""
    if len(text) < 4 or BRACKETS.get(text[0]) != text[-1]:
        return None
    names = split_names(text[1:-1])
    if not names or len(names) > 4 or not all(is_personal_name(name) for name in names):
        return None
    return [Segment(0, len(text), CreditRole.AUTHOR, "", names)]


def _covering(segments: list[Segment], length: int) -> list[Segment]:
    """The same segments, each reaching to the next, so that separators belong to one of them."""
    bounds = [0, *(segment.start for segment in segments[1:]), length]
    return [
        Segment(start, end, old.role, old.label, old.names, old.place, old.date)
        for old, start, end in zip(segments, bounds, bounds[1:], strict=False)
    ]


def _segment(text: str, at: int, *, first: bool) -> Segment | None:
    if label := LABEL.match(text, at):
        return _labelled(text, at, label)
    dated = DATE_LABEL.match(text, at)
    if date := DATE_WITH_TIME.match(text, dated.end() if dated else at):
        value = read_date(date.group())
        return Segment(at, date.end(), date=value) if value else None
    if counter := COUNTER.match(text, at):
        return Segment(at, counter.end()) if counter.end() > at else None
    return _dispatch(text, at) if first else None


def _content_end(text: str, start: int) -> int:
    """Where the content of a segment ends: at the next label, date or counter."""
    ends = [len(text)]
    if label := LABEL.search(text, start):
        ends.append(label.start())
    for pattern in (DATE_LABEL, DATE_WITH_TIME, COUNTER):
        for match in pattern.finditer(text, start):
            if match.end() > match.start() and text[match.start() - 1] in " \t\u3000\xa0|丨([（【":
                ends.append(match.start())
                break
    return min(ends)


def _labelled(text: str, at: int, label: re.Match[str]) -> Segment | None:
    written = "".join(label["label"].split())
    role = LABELS[_bare_label(written)]
    spaced = not label["sign"].strip()
    if spaced and role not in SPACED_ROLES:
        return None
    if spaced and len(_bare_label(written)) == 1:
        return None
    end = _content_end(text, label.end())
    content = text[label.end() : end].strip().strip("()（）【】[]|丨").strip()
    if role in OUTLET_ROLES or _is_about_pictures(written):
        names: tuple[str, ...] = (" ".join(content.split()),) if content else ()
        place = ""
        if content and (len(content) > 40 or re.search(r"[，！？]", content)):
            return None
    else:
        names, place = _people(content)
        if not _are_names(names, strict=spaced):
            return None
    whole_label = "".join(text[at : label.start("sign")].split())
    return Segment(at, end, role, whole_label, names, place)


def _bare_label(written: str) -> str:
    """The label without its qualifiers: 责任编辑 is 编辑."""
    while written not in LABELS:
        match = re.match(QUALIFIERS, written)
        if match is None:
            raise ValueError(f"not a label: {written}")
        written = written[match.end() :]
    return written


def _is_about_pictures(written: str) -> bool:
    return written.endswith("图片来源")


def _people(content: str) -> tuple[tuple[str, ...], str]:
    """Names, and the place of the dateline where the content has one (`康岩 济宁报道`)."""
    names: list[str] = []
    place = ""
    for name in split_names(content):
        dispatch = DISPATCH.match(name)
        if dispatch:
            place = dispatch.group(1)
        else:
            names.append(name)
    return tuple(names), place


def _are_names(names: tuple[str, ...], *, strict: bool) -> bool:
    """After a colon pen names and bodies pass too; after a space only what looks like a person."""
    if not names:
        return not strict
    if len(names) > 16:
        return False
    if strict:
        return all(is_personal_name(name) for name in names)
    return all(len(name) <= 24 and not re.search(r"[，。！？?!“”]", name) for name in names)


def _dispatch(text: str, at: int) -> Segment | None:
    """`康岩 济宁报道` at the head of a line: reporters without a label, and their place."""
    end = _content_end(text, at)
    names, place = _people(text[at:end])
    if place and names and all(is_personal_name(name) for name in names):
        return Segment(at, end, CreditRole.REPORTER, "", names, place)
    return None
