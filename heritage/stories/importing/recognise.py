"""Proposes the people a text names. Few and right rather than many and wrong.

A person is proposed on evidence only: the site knows the name, or a rank or office stands before
it, or a word like 同志 after it, or it stands in an enumeration with one that is proven. Where
the name ends is taken from the signs around it, else from the part-of-speech tagger.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import rjieba

from search.text.surnames import FREQUENT_SURNAMES

from .document import Proposal
from .enums import Evidence
from .names import NameFinder, Proposals, stands_alone
from .wording import HAN, is_personal_name, surname_of

OFFICES = (
    "书记|部长|局长|厅长|处长|科长|司长|省长|市长|县长|区长|镇长|乡长|村长|州长|站长|所长|校长|馆长|院长"
    "|园长|理事长|董事长|会长|总经理|经理|社长|主编|军长|师长|旅长|团长|营长|连长|排长|班长|队长|组长"
    "|司令员|司令|政治委员|政委|参谋长|指导员|教导员|主任|联络员|兵支书|支书|兵教师|兵经理|兵委员|讲解员"
    "|宣讲员|辅导员|侦察兵|卫生员|通信员|炊事员|驾驶员|飞行员|机枪手|射手|炮手|爆破手|号手|元帅|大将|上将"
    "|中将|少将|将军|教授|院士|医生|军医|护士|律师|负责人|创始人|传承人|获得者|遗孀|妻子|丈夫|儿子|女儿"
    "|父亲|母亲|哥哥|弟弟|姐姐|妹妹|孙子|孙女|外孙|侄子|遗腹子|名叫|村民|守墓人|战友"
)
"""One person's rank, office or kinship: a name follows, hardly anything else."""

GROUPS = (
    "退役军人|退伍军人|复员军人|转业军人|军人|老兵|老战士|战士|老红军|老八路|英雄|烈士|功臣|英模|模范|先烈"
    "|先驱|志愿军|劳模|老党员|党员|民兵|士兵|战斗员|老人|同志|志愿者|学生|教师|老师|居民"
)
"""Kinds of people: a name may follow, often something else does."""

BEFORE = re.compile(rf"(?P<office>{OFFICES})|(?P<group>{GROUPS})")
TITLE_GAP = re.compile(r"[\s：:]{0,2}")
AFTER = re.compile(
    r"(?:同志|烈士|老人|老英雄|将军|元帅|先烈|大爷|奶奶|爷爷|先生|女士)(?!们)"
    r"|\s?[(（](?:18|19|20)\d{2}\s?[年—–-]"
    r"|[，,]\s?(?:男|女)[，,]"
    r"|的?(?:故事|事迹|精神|塑像|铜像|雕像|墓)"
)
GROUP_AFTER = re.compile(
    r"等[^，。；]{0,12}(?:英雄|英模|烈士|功臣|先驱|先烈|模范|老兵|军人|同志|劳模|人物)"
)
LINK = re.compile(r"(?:、|和|与|及|以及)\s*")
LINK_BEFORE = re.compile(rf"(?P<run>{HAN}{{2,8}})(?:、|和|与|及)$")
BOUNDARY = re.compile(rf"(?!{HAN}).")
NAME_ENDS = re.compile(
    r"(?:同志|烈士|老人|先后|等|和|与|及|为|的|是|在|说|把|被|将|从|对|向|曾|因|作为)"
)
CITED_LEADER = re.compile(r"(?:总书记|主席|思想|新时代|同志为核心|主义|理论)")
NOT_GIVEN = re.compile(
    r"(?:大爷|大妈|大娘|老人|奶奶|爷爷|先生|女士|同志|阿姨|老师|主任|书记|某|[镇乡村县市省街]$)"
)
NAME_TAGS = {"nr", "nrt", "nrfg", "nz", "ns", "x"}
LOOK_AHEAD = 12
MAX_LISTED = 12


def recognise_people(
    texts: Sequence[str], known: Iterable[str] = (), excluded: Iterable[str] = ()
) -> tuple[Proposal, ...]:
    """People named in `texts`, in order of appearance; never one of `excluded`.

    A leader who is only cited (总书记, 思想) is not proposed: the text is not about him.
    """
    found = Proposals()
    without = set(excluded)
    finder = NameFinder(known)
    for text in texts:
        marks = {
            at: (name, Evidence.KNOWN)
            for at, name in finder.find(text)
            if stands_alone(text, at, name)
        }
        for at, mark in _by_context(text).items():
            marks.setdefault(at, mark)
        for at, (name, evidence) in sorted(marks.items()):
            if name not in without and not CITED_LEADER.match(text, at + len(name)):
                found.add(name, evidence, text, at)
    return found.counted(texts)


def _by_context(text: str) -> dict[int, tuple[str, Evidence]]:
    """People by the words around them: offset to name and evidence."""
    marks: dict[int, tuple[str, Evidence]] = {}
    for match in BEFORE.finditer(text):
        at = TITLE_GAP.match(text, match.end()).end()
        if name := _name_at(text, at, trusted=match["office"] is not None):
            marks.setdefault(at, (name, Evidence.TITLE_BEFORE))
    for at, name in _tagged_names(text):
        end = at + len(name)
        if AFTER.match(text, end) or GROUP_AFTER.match(text, end):
            marks.setdefault(at, (name, Evidence.WORD_AFTER))
        elif _leads_enumeration(text, end):
            marks.setdefault(at, (name, Evidence.ENUMERATION))
    for at in sorted(marks):
        _follow_enumeration(text, at + len(marks[at][0]), marks)
        _trace_enumeration(text, at, marks)
    return marks


def _follow_enumeration(text: str, at: int, marks: dict[int, tuple[str, Evidence]]) -> None:
    """Take the names listed after a proven one."""
    while link := LINK.match(text, at):
        start = link.end()
        name = _name_at(text, start, trusted=True)
        if not name:
            return
        marks.setdefault(start, (name, Evidence.ENUMERATION))
        at = start + len(name)


def _trace_enumeration(text: str, at: int, marks: dict[int, tuple[str, Evidence]]) -> None:
    """Take the names listed before a proven one; the first may have other words before it."""
    while match := LINK_BEFORE.search(text[max(0, at - LOOK_AHEAD) : at]):
        run = match["run"]
        end = max(0, at - LOOK_AHEAD) + match.end("run")
        name = _name_at_end(run)
        if not name:
            return
        at = end - len(name)
        marks.setdefault(at, (name, Evidence.ENUMERATION))


def _name_at_end(run: str) -> str:
    """The personal name `run` ends with, where a word ends just before it."""
    bounds = {0}
    for word in rjieba.cut(run):
        bounds.add(max(bounds) + len(word))
    for size in (4, 3, 2):
        name = run[-size:]
        start = len(run) - size
        if start in bounds and is_personal_name(name) and _is_whole_name(name, trusted=False):
            return name
    return ""


def _leads_enumeration(text: str, at: int) -> bool:
    """True where names are listed from here on and the list says what they are (`等革命先驱`)."""
    for _ in range(MAX_LISTED):
        item = re.compile(r"(?:、|和|与|及)[^、，。；和与及等\s]{2,10}").match(text, at)
        if item is None:
            break
        at = item.end()
    return bool(GROUP_AFTER.match(text, at))


def _tagged_names(text: str) -> Iterator[tuple[int, str]]:
    """Names the tagger sees, or that stand alone between signs, with their offsets."""
    at = 0
    for word, tag in rjieba.tag(text):
        if is_personal_name(word) and (
            _is_name_word(word, tag) or _stands_between_signs(text, at, word)
        ):
            yield at, word
        at += len(word)


def _is_name_word(word: str, tag: str) -> bool:
    """A tagged name; the tagger's own dictionary calls many common words names, too."""
    known_word = rjieba.has_word(word)
    return (
        tag.startswith("nr")
        and not NOT_GIVEN.search(word)
        and (not known_word or surname_of(word) in FREQUENT_SURNAMES)
    )


def _stands_between_signs(text: str, at: int, word: str) -> bool:
    before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
    return before in {"、", " ", "，"} and after in {"、", " ", "等"} and not rjieba.has_word(word)


def _name_at(text: str, at: int, *, trusted: bool) -> str:
    """The personal name that begins at `at`, or "".

    `trusted` says that what stands before is hardly followed by anything but a name.
    """
    ahead = text[at : at + LOOK_AHEAD]
    if not surname_of(ahead):
        return ""
    boundary = BOUNDARY.search(ahead)
    run = ahead[: boundary.start()] if boundary else ahead
    ends = NAME_ENDS.search(run, 2)
    bounded = run[: ends.start()] if ends else run
    if is_personal_name(bounded) and _is_whole_name(bounded, trusted=trusted):
        return bounded
    tokens = rjieba.tag(ahead)
    word, tag = tokens[0]
    if is_personal_name(word):
        unknown = not rjieba.has_word(word) and not NOT_GIVEN.search(word)
        if _is_name_word(word, tag) or (unknown and trusted and tag in NAME_TAGS):
            return word
    elif trusted and surname_of(word) == word and len(tokens) > 1:
        given, given_tag = tokens[1]
        name = word + given
        if len(given) == 2 and given_tag in NAME_TAGS - {"ns"} and is_personal_name(name):
            return "" if NOT_GIVEN.search(name) else name
    return ""


def _is_whole_name(run: str, *, trusted: bool) -> bool:
    """Whether a run between signs is one name: no dictionary word, nor made up of such."""
    if NOT_GIVEN.search(run):
        return False
    tokens = rjieba.tag(run)
    if len(tokens) == 1:
        word, tag = tokens[0]
        return _is_name_word(word, tag) or not rjieba.has_word(word)
    if tokens[0][0] != surname_of(run):
        return len(run) == 3
    return trusted or tokens[1][1] in NAME_TAGS - {"ns"}
