"""What the shape of a line tells: does its sentence end, can it be a heading, is it a name."""

import re

from search.text.surnames import COMPOUND_SURNAMES, SURNAMES

from .source import Line

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff]"
HAN_CHAR = re.compile(HAN)
CJK_CHAR = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2026\u2014]")
CLOSERS = "”’」』）)】》〉\"'"
TERMINALS = "。！？!?…；;：:"
TRAILING_NOTE = re.compile(r"\s*[（(【\[][^（()）【】\[\]]{0,60}[)）】\]]$")
CONTINUES = "，,。、；;：:！？!?）)”’》」』】"
"""Signs no line begins with, unless it is the rest of the line before."""

PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "《": "》",
    "【": "】",
}
NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十百]{1,4}[、．.章节部是]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、．.](?!\d)|[①-⑳])"
)
SUB_NUMBERED = re.compile(r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、．.](?!\d))")
BULLET = re.compile(r"^(?:[•●▪‣∙◦·-]|\*)\s+(?=\S)")

MAX_NOTE = 80
"""Longest bracketed note looked for after a full stop."""

MAX_HEADING = 36
MAX_TITLE = 80
LONG_LINE = 60
SENTENCE_LINE = 40


def ends_sentence(text: str) -> bool:
    """True where a sentence, or at least a clause before an enumeration, is complete at the end.

    Closing quotes and a bracketed note after the full stop do not matter; a colon or semicolon
    counts as an end because what follows it stands on its own line on purpose.
    """
    text = text[-MAX_NOTE:].rstrip()
    bare = TRAILING_NOTE.sub("", text)
    for candidate in (text, bare):
        stripped = candidate.rstrip(CLOSERS)
        if stripped and (
            stripped[-1] in TERMINALS or (stripped[-1] == "." and stripped[-2:-1].isascii())
        ):
            return True
    return False


def is_balanced(text: str) -> bool:
    """True where every opening quote and bracket is closed."""
    return all(text.count(opening) <= text.count(closing) for opening, closing in PAIRS.items())


def is_running_text(line: Line) -> bool:
    """True for a line that can only be body: a sentence of some length, or very long."""
    if line.level or line.aside:
        return False
    return len(line.text) > MAX_TITLE or (
        len(line.text) >= SENTENCE_LINE and ends_sentence(line.text)
    )


def is_title_like(text: str) -> bool:
    """True for a line that can stand over a text: not too long, not ending like a sentence."""
    return (
        2 <= len(text) <= MAX_TITLE
        and text[-1] not in "。；;，,、…：:"
        and bool(re.search(rf"{HAN}|[A-Za-z]{{3}}", text))
        and not NUMBERED.match(text)
        and "。" not in text
    )


def is_heading_like(text: str) -> bool:
    """True for a short line without the full stop of a sentence, as section heads are."""
    return (
        2 <= len(text) <= MAX_HEADING
        and not ends_sentence(text)
        and text[-1] not in "，,、"
        and "。" not in text
        and is_balanced(text)
        and bool(HAN_CHAR.search(text) or re.search(r"[A-Za-z]{3}", text))
    )


def is_short_sentence(text: str, limit: int) -> bool:
    """True for one sentence of at most `limit` characters."""
    return len(text) <= limit and ends_sentence(text) and not re.search(r"[。！？](?=.)", text)


def han_count(text: str) -> int:
    """How many Chinese characters `text` has."""
    return len(HAN_CHAR.findall(text))


def tidy(text: str) -> str:
    """`text` on one line: white space runs become one space, or none where a line of Chinese
    was wrapped.
    """

    def close(match: re.Match[str]) -> str:
        run = match.group()
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        wrapped = "\n" in run or "\r" in run
        return join_sign(before, after) if wrapped else " "

    return re.sub(r"\s+", close, text.strip())


def join_sign(before: str, after: str) -> str:
    """What stands between two halves of a broken line: a space between Latin words, else nothing."""
    latin = before[-1:].isascii() and after[:1].isascii()
    both_words = before[-1:].isalnum() and after[:1].isalnum()
    digits = before[-1:].isdigit() and after[:1].isdigit()
    return " " if latin and both_words and not digits else ""


def surname_of(text: str) -> str:
    """The surname `text` begins with, a compound one if it can be, or ""."""
    if text[:2] in COMPOUND_SURNAMES:
        return text[:2]
    return text[:1] if text[:1] in SURNAMES else ""


def is_personal_name(text: str) -> bool:
    """True for a surname followed by one or two characters, or a name with a middle dot."""
    if re.fullmatch(rf"{HAN}{{1,7}}(?:[·•]{HAN}{{1,7}}){{1,3}}", text):
        return True
    surname = surname_of(text)
    if not surname or not re.fullmatch(rf"{HAN}{{2,4}}", text):
        return False
    return 1 <= len(text) - len(surname) <= 2 or (len(surname) == 2 and 2 <= len(text) <= 3)
