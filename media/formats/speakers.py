"""Names of speakers before what they say, as transcripts set them: ``张老：``, ``BOHNING:``."""

from __future__ import annotations

import re
from collections.abc import Callable

import rjieba

from search.text.surnames import COMPOUND_SURNAMES, SURNAMES

_CAPITALS = re.compile(r"([A-Z][A-Z0-9 .'’&-]{0,40}):[ \t\n]*")
_ROLE = r"(?:[（(\[][^（()）\[\]：:]{1,16}[）)\]])?"
_LABEL = re.compile(
    rf"([^\W\d_](?:[\w·•.'’-]| (?=\w)){{0,19}}{_ROLE})[ \t\u3000]*[：:](?!//)[ \t\u3000]*"
)
_NUMBERED = re.compile(
    r"(?:说话人|发言人|讲话人|讲者|speaker|spk)[ _-]?[0-9一二三四五六七八九十A-Za-z]{1,3}",
    re.IGNORECASE,
)
_KNOWN = frozenset(
    re.findall(
        r"\S+",
        "问 答 问者 答者 Q A 采访者 采访人 访问者 访问人 访谈者 访谈人 受访者 受访人 被采访者 被采访人 "
        "口述者 口述人 讲述者 讲述人 亲历者 记者 主持人 主持 旁白 画外音 解说 老兵 编者 翻译 "
        "众人 家属 家人 子女 女儿 儿子 老伴 孙子 孙女 战友 甲 乙 丙 丁 男 女",
    )
)
_NO_NAME_BEGINS = tuple("我你您他她它这那此其又也还就只")
_NO_NAME_ENDS = tuple("说道讲喊叫想写问答唱念回是有曰云即")
_NO_NAMES = frozenset(
    re.findall(
        r"\S+",
        "例如 比如 如下 注 备注 注意 附 附注 附录 时间 地点 日期 原因 结果 结论 总之 首先 其次 最后 "
        "第一 第二 第三 目的 意思 http https",
    )
)
_LONGEST_NAME = 4
_FAMILIAR = "老小大阿"
_MANY = 2
"""Lines that must begin with a label nobody knows before it is taken for a speaker."""


def without_role(label: str) -> str:
    """The name in a label, without what stands in brackets: ``张老（95岁）`` gives ``张老``."""
    return re.split(r"[（(\[]", label, maxsplit=1)[0].strip() or label


def label_of(line: str) -> tuple[str, str]:
    """What may be a label at the head of a line, and the rest; "" and the line where nothing is."""
    match = _LABEL.match(line)
    return (match[1].strip(), line[match.end() :]) if match else ("", line)


def is_known(label: str) -> bool:
    """Whether a label is a role or a numbered speaker, whoever bears it."""
    name = without_role(label)
    return name in _KNOWN or bool(_NUMBERED.fullmatch(name))


def is_speaker(label: str, count: int) -> bool:
    """Whether a label is one that names a speaker, standing at the head of ``count`` lines."""
    name = without_role(label)
    if is_known(label):
        return True
    if name in _NO_NAMES or name.startswith(_NO_NAME_BEGINS) or name.endswith(_NO_NAME_ENDS):
        return False
    if count >= _MANY:
        return True
    return _is_name(name)


def _is_name(name: str) -> bool:
    """Whether a person may be called so: 张老, 刘连长, 小李, 欧阳海; not 任务."""
    if not 2 <= len(name) <= _LONGEST_NAME:
        return False
    own = name[1:] if name[0] in _FAMILIAR else name
    if own[:1] not in SURNAMES and own[:2] not in COMPOUND_SURNAMES:
        return False
    ((word, tag), *more) = rjieba.tag(name, False)
    # A word of the dictionary is a name only if it is of one kind of names there.
    return bool(more) or not rjieba.has_word(word) or tag.startswith(("nr", "ns", "nt", "nz"))


def split_capitals(text: str) -> tuple[str, str]:
    """The speaker at the head of a paragraph, as OHMS has it: ``BOHNING: Well`` or ``张老：…``."""
    if match := _CAPITALS.match(text):
        return match[1].strip(), text[match.end() :]
    label, rest = label_of(text)
    if label and is_speaker(label, 1):
        return label, rest.lstrip()
    return "", text


def labelled(
    text: str, speaker: str, previous: str, split: Callable[[str], tuple[str, str]]
) -> str:
    """``text`` with its speaker before it where the one before, ``previous``, does not go on.

    ``split`` is how the text will be read: what looks like a label gets one.
    """
    goes_on = speaker == previous and text.strip() and not split(text)[0]
    if not speaker or goes_on:
        return text
    return f"{speaker}{': ' if speaker.isascii() else '：'}{text}"
