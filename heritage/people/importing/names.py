"""Other names out of one cell: ``原名齐贤、齐见思，化名田心、龙云等``."""

from __future__ import annotations

import re

from heritage.people.enums import NameKind
from search.text.normalise import normalise

_MARKS = {
    NameKind.FORMER: "曾用名 原姓名 原名 本名 初名 曾名 旧名 幼名 乳名 小名 族名 家名 谱名 学名 派名",
    NameKind.FORMAL: "全名",
    NameKind.COURTESY: "表字 又字 字",
    NameKind.ART: "晚年又号 晚年号 别署 道号 法号 别号 又号 晚号 自号 斋名 号",
    NameKind.PEN: "又有笔名 笔名 艺名",
    NameKind.ASSUMED: "化名",
    NameKind.TRADITIONAL: "繁体",
    NameKind.AS_WRITTEN: "原文作 一作 亦作 又作",
    NameKind.ALIAS: "又名 别名 一名 亦名 别称 绰号 外号 人称 后改名 改名 又称 名",
}
_KIND_OF = {word: kind for kind, words in _MARKS.items() for word in words.split()}
_WORDS = sorted(_KIND_OF, key=len, reverse=True)
_MARK = re.compile(f"({'|'.join(_WORDS)})[\\s:：]*")
_TAIL = re.compile(r"^(.*?)[（(](?:均为|皆为|都是)?(" + "|".join(_WORDS) + r")[)）]$")
_ALL_OF_KIND = re.compile(r"[（(](?:均为|皆为|都是)(" + "|".join(_WORDS) + r")[)）]")
_INSIDE = re.compile(r"^(.*?)[（(](.+)[)）]$")
_SEPARATORS = re.compile(r"[、，,；;／/|\n\r\t。]+|\s{2,}")
_INNER_MARK = re.compile(
    r"(?<=..)(?=(?:又号|别号|晚号|自号|别署|(?<![又别晚自])号|字|又名|笔名|化名))"
)
_NOTHING = {"", "无", "不详", "未详", "同上", "暂无", "-", "—", "/", "无。"}

WRITTEN = {
    NameKind.FORMER: "曾用名",
    NameKind.FORMAL: "全名",
    NameKind.COURTESY: "字",
    NameKind.ART: "号",
    NameKind.PEN: "笔名",
    NameKind.ASSUMED: "化名",
    NameKind.TRADITIONAL: "繁体",
    NameKind.AS_WRITTEN: "原文作",
    NameKind.ALIAS: "又名",
}
"""The word before a name of each kind, as :func:`written` sets it and :func:`split_names` reads it."""


def split_names(text: str, *, own: str = "", default: NameKind = NameKind.ALIAS) -> list[str]:
    """The names in ``text``, each as ``kind:name``, once, without ``own``.

    A word such as 字 or 化名 tells the kind of what follows it up to the next
    such word; without one it is ``default``. 等 at the end is left off.
    """
    kind = default
    if found := _ALL_OF_KIND.search(text):
        kind, text = _KIND_OF[found[1]], _ALL_OF_KIND.sub("", text)
    names: dict[str, None] = {}
    for piece in _SEPARATORS.split(text):
        for part in _parts(piece.strip(), default):
            if part in _NOTHING:
                continue
            marked, kind_here, name = _read(part, kind)
            kind = kind_here if marked else kind
            name = re.sub(r"(?<=..)等$|^等$", "", name).strip(' 　·.“”"「」')
            if name and name not in _NOTHING and normalise(name) != normalise(own):
                names.setdefault(f"{kind_here}:{name}")
    return list(names)


def written(kind: str, name: str) -> str:
    """A name with the word for its kind, as a cell of a list has it: ``字 镜宇``."""
    return f"{WRITTEN[NameKind(kind)]} {name}"


def _parts(piece: str, default: NameKind) -> list[str]:
    """``字卓春号思痛`` is two; so is ``字竹懿（亦作竹怡）``."""
    if (inside := _INSIDE.match(piece)) and not _TAIL.match(piece):
        return [*_parts(inside[1].strip(), default), inside[2].strip()]
    if len(piece) > 3 and (piece[0] in "字号" or default == NameKind.COURTESY):
        return [part for part in _INNER_MARK.split(piece) if part]
    return [piece]


def _read(part: str, kind: NameKind) -> tuple[bool, NameKind, str]:
    """Whether the part names its kind for those after it, the kind, and the name."""
    if found := _TAIL.match(part):
        return False, _KIND_OF[found[2]], found[1]
    found = _MARK.match(part)
    if found and found.end() < len(part):
        return True, _KIND_OF[found[1]], part[found.end() :]
    return False, kind, part
