"""Proposes the places a text names: administrative divisions by their suffix, and known places.

A chain of divisions (`双辽市辽东街道金良村`) is one proposal. Its first part must begin where a
name can begin, after a sign or a preposition, and be more than a common word (辖区, 家乡).
"""

import re
from collections.abc import Iterable, Sequence

import rjieba

from .document import Proposal
from .enums import Evidence
from .names import NameFinder, Proposals
from .wording import HAN

SUFFIX = "自治区|自治州|自治县|特别行政区|街道|社区|省|市|区|县|旗|镇|乡|村"
PART = re.compile(rf"{HAN}{{1,6}}?(?:{SUFFIX})")
CHAIN = re.compile(
    rf"(?:(?<!{HAN})|(?<=[在为于到赴从往至与和是向由自及])"
    rf"|(?<=位于|来自|前往|走进|来到|奔赴|帮助))"
    rf"(?P<chain>(?:{PART.pattern})+)"
)
WITHIN = re.compile(rf"(?P<chain>(?:{PART.pattern})+)")
FUNCTION_WORDS = re.compile(
    r"[的了和与各全本我该每两一二三四五六七八九十几多某这那其让把被将对向在到为年月日所是等有从以及人]"
)
GENERIC = re.compile(rf"(?:{SUFFIX}|辖|城|郊|山|老|新|战|军|校|园|景|厂|小|社|地|特|农|驻|住|学)+")
PROVINCES = frozenset(
    re.findall(
        "[^ ]+",
        "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南"
        " 陕西 甘肃 青海 台湾",
    )
)
TAGS_OF_OTHER_WORDS = "vdpcrmutfa"
AHEAD = 3


def recognise_places(texts: Sequence[str], known: Iterable[str] = ()) -> tuple[Proposal, ...]:
    """Places named in `texts`, in order of appearance."""
    found = Proposals()
    finder = NameFinder(known)
    for text in texts:
        marks: dict[int, tuple[str, Evidence]] = {}
        for match in CHAIN.finditer(text):
            start, chain = _trusted(text, match.start("chain"), match.end("chain"))
            if chain:
                marks[start] = (chain, Evidence.SUFFIX)
        _add_known(text, finder, marks)
        for at, (name, evidence) in sorted(marks.items()):
            found.add(name, evidence, text, at)
    return found.counted(texts)


def _add_known(text: str, finder: NameFinder, marks: dict[int, tuple[str, Evidence]]) -> None:
    """Known places, each with the smaller divisions named directly after it."""
    for at, name in finder.find(text):
        if any(start <= at < start + len(chain) for start, (chain, _) in marks.items()):
            continue
        tail = WITHIN.match(text, at + len(name)) if re.search(rf"(?:{SUFFIX})$", name) else None
        rest = _parts(tail["chain"], first=False) if tail else ""
        marks[at] = (name + rest, Evidence.KNOWN)


def _trusted(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the name begins in the chain at `[start, end)`, and the name; "" if it is none."""
    position = start
    begins = [start]
    seen_division = False
    for word, tag in rjieba.tag(text[start : end + AHEAD]):
        stop = position + len(word)
        if position >= end:
            break
        in_dictionary = rjieba.has_word(word)
        if stop > end and in_dictionary:
            return start, ""
        if stop < end and in_dictionary and tag[0] in TAGS_OF_OTHER_WORDS:
            begins.append(stop)
        elif tag == "ns" and stop <= end and not seen_division:
            seen_division = True
            if position > begins[-1]:
                begins.append(position)
        position = stop
    chain = text[begins[-1] : end]
    if len(begins) > 1 and re.match(SUFFIX, chain):
        # What looked like a verb is the name itself, if a second division follows (新立乡丰产村).
        whole = _parts(text[begins[-2] : end], first=True)
        return (begins[-2], whole) if len(PART.findall(whole)) > 1 else (start, "")
    return begins[-1], _parts(chain, first=True)


def _parts(chain: str, *, first: bool) -> str:
    """The leading parts of a chain that are names; `first`: nothing known stands before it."""
    kept = ""
    for part in PART.findall(chain):
        stem = re.sub(rf"(?:{SUFFIX})$", "", part)
        if not stem or FUNCTION_WORDS.search(part) or GENERIC.fullmatch(stem):
            break
        if part.endswith("省") and stem not in PROVINCES:
            break
        if first and not kept and not _may_begin(part, stem):
            break
        kept += part
    return kept


def _may_begin(part: str, stem: str) -> bool:
    """Counties and above must be known to the tagger's dictionary; villages cannot be."""
    tags = dict(rjieba.tag(part))
    if rjieba.has_word(part):
        return tags.get(part, "").startswith("ns")
    if re.search(r"[市区县旗州]$", part):
        return any(tag.startswith("ns") for tag in tags.values())
    return 2 <= len(stem) <= 4
