"""A death in one cell: ``1952年4月朝鲜战场牺牲``, ``1946年9月涟水战斗中牺牲``.

Pure: what the words lead to in the records (divisions, battles, wars) is asked
elsewhere. Where the sentence is of no known form, only its date is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cms.core.dates import HistoricalDate, understand
from search.text.normalise import normalise

_NUM = "[0-9〇零○一二三四五六七八九十廿卅元]"
_DATE = re.compile(
    rf"(?:大?约|约在|公元|农历|于|在)*"
    rf"(?:(?:民国|光绪|宣统|同治|公元)?{_NUM}{{1,4}}(?:[年]|(?=[.\-/]))"
    rf"(?:[.\-/]?(?:闰?{_NUM}{{1,3}}|[正冬腊])(?:[、至到\-~]{_NUM}{{1,3}})?月?)?"
    rf"(?:{_NUM}{{1,3}}[日号]|[.\-/]{_NUM}{{1,2}}(?![0-9年月]))?|{_NUM}{{4}}(?![0-9]))"
    rf"(?:(?:的)?[春夏秋冬](?:季|天)?|[上下]半年|[初底末]|[上中下]旬|年代|左右|前后|(?:以|之)?[前后]|间|期间)*"
)
_LEAD = re.compile(r"^[、，,。.;；:：\s]*[于在]?(?=.)")
_HOW = (
    r"(?:光荣|壮烈|英勇|不幸)*"
    r"(?P<how>(?:在?执行任务(?:时|中)?|因公(?:负伤)?|因战(?:负伤)?|因病|积劳成疾|"
    r"(?:不幸)?被(?:捕后?|俘后?|敌(?:人|军|机|特)?|日军|国民党(?:军)?|匪|土匪|叛徒|反动派)?|遭敌|遭|负伤后?|"
    r"(?:光荣|壮烈|英勇))*"
    r"(?:牺牲|失踪|阵亡|病故|病逝|病死|遇难|就义|殉职|遇害|被害|杀害|枪杀|捕杀|活埋|炸死|暗杀|殉国|逝世|"
    r"去世|身亡|致死|自尽|死亡|殉难))"
)
_END = re.compile(rf"(?:中|时|期间|之中)?{_HOW}[。.；;]?$")
_END_THEN_PLACE = re.compile(rf"(?:中|时|期间)?{_HOW}[于在](?P<place>[^，,。；;]{{2,40}})[。.]?$")
_BATTLE = re.compile(
    r"(?:战斗|战役|会战|大战|暴动|起义|保卫战|阻击战|反击战|攻坚战|伏击战|突围战|歼灭战|追击战|遭遇战|"
    r"攻城战|守备战|防御战|进攻战|突围|反扫荡|大扫荡|扫荡|渡江|惨案|兵变|事变|边境战斗)$"
)
_ONLY_WAR = re.compile(r"(?:战争|自卫还击(?:作?战)?|自卫反击(?:作?战)?|抗战|剿匪|平叛|时期)$")
_WAR_FIRST = re.compile(
    r"^(?P<war>.{2,12}?(?:战争|自卫还击(?:作?战)?|自卫反击(?:作?战)?|抗战))(?:期间|时期|中)?(?P<rest>.+)$"
)
_FIELD = re.compile(r"(?P<place>.+?)(?:战场|前线|战区)(?:上)?$")
_NOTHING = {"", "战场", "前线", "战斗", "作战", "战争"}
_CIRCUMSTANCE = re.compile(
    r"途中|转移|掩护|行军|训练|演习|施工|抢险|救灾|救火|抢救|救人|执行|任务|部队|敌|参加|追击|突围|反扫荡|"
    r"剿匪|平叛|侦察|送信|运输|工作|[时中]$"
)


_understood = lru_cache(maxsize=20_000)(understand)


@dataclass(frozen=True, slots=True)
class Death:
    """What a cell says: ``date`` and ``note`` as understood, the rest in its own words.

    ``place``, ``battle``, ``war`` and ``cause`` are "" where it names none.
    ``field`` is the land of a theatre of war (朝鲜 of 朝鲜战场). ``is_whole`` is
    False where something of the sentence was not understood.
    """

    date: HistoricalDate | None = None
    date_words: str = ""
    note: str = ""
    place: str = ""
    field: str = ""
    battle: str = ""
    war: str = ""
    cause: str = ""
    is_whole: bool = True


@lru_cache(maxsize=50_000)
def read_death(text: str) -> Death:
    """Read a cell that says when, where and how somebody fell; never raises."""
    words = "".join(text.split())
    date, date_words, note, rest = _date_first(words)
    if not rest:
        return Death(date, date_words, note, is_whole=date is not None or not words)
    found = _END_THEN_PLACE.search(rest)
    behind = ""
    if found:
        behind = found["place"]
    else:
        found = _END.search(rest)
    if found is None:
        words = _LEAD.sub("", rest, count=1)
        named = bool(_BATTLE.search(words)) and not any(sign in words for sign in "，,。；;")
        battle = words if named else ""
        return Death(date, date_words, note, battle=battle, is_whole=named)
    middle, cause = rest[: found.start()], found["how"]
    parts = _where(middle)
    if parts is None:
        return Death(date, date_words, note, cause=cause, is_whole=False)
    place, field, battle, war = parts
    if behind:
        place = place or behind
    if not any(parts) and middle:
        cause = f"{_LEAD.sub('', middle, count=1)}{found[0]}".strip("。.；;")
        cause = cause.partition("于")[0] if behind else cause
    return Death(date, date_words, note, place, field, battle, war, cause)


def _date_first(words: str) -> tuple[HistoricalDate | None, str, str, str]:
    """The date the cell begins with, its words, the note on it, and what stands behind it."""
    found = _DATE.match(normalise(words))
    if not found or not found.end():
        return None, "", "", words
    end = found.end()
    # Characters correspond one to one but for rare signs; then nothing is cut in two.
    if len(normalise(words)) != len(words):
        return None, "", "", words
    while end:
        understood = _understood(words[:end])
        if understood.date is not None and not understood.date.is_unknown:
            return understood.date, words[:end], understood.note, words[end:]
        end -= 1
        if end < found.end() - 4:
            break
    return None, "", "", words


def _where(middle: str) -> tuple[str, str, str, str] | None:
    """Place, theatre, battle and war of what stands between the date and the cause."""
    words = _LEAD.sub("", middle, count=1) if middle else ""
    words = words.strip("、，,。；; 　")
    words = re.sub(r"(?<=..)的$", "", words)
    if words in _NOTHING:
        return "", "", "", ""
    war = ""
    if not _BATTLE.search(words) and _ONLY_WAR.search(words):
        return "", "", "", words
    if (first := _WAR_FIRST.match(words)) and not _ONLY_WAR.search(words):
        war, words = first["war"], _LEAD.sub("", first["rest"], count=1)
    if any(sign in words for sign in "，,。；;"):
        return None
    if _BATTLE.search(words):
        return "", "", words, war
    if _CIRCUMSTANCE.search(words):
        return "", "", "", war
    if theatre := _FIELD.fullmatch(words):
        return words, theatre["place"], "", war
    return words, "", "", war
