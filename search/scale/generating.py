"""Documents and queries made up for measuring, the same every time.

The text is put together from phrases of a Chinese dictionary (pypinyin's), the
frequent ones far more often, as in real text; with people, places, units and
years in it, about 120 characters. Names are surnames of 百家姓 and one or two
characters usual in names. No two runs differ: a document depends on its number
alone, and the first of a million are those of a thousand.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pypinyin.phrases_dict import phrases_dict

from search.engines.base import Moment, SearchDocument
from search.text.surnames import FREQUENT_SURNAMES, SURNAMES

FACETS = {
    "kind": 8, "conflict": 10, "place": 3_000, "honour": 200, "unit": 2_000, "tag": 100,
    "grade": 4, "decade": 10, "recording": 1,
}  # fmt: skip
"""Facets and about how many values each has."""

SENTENCES = 60_000
_GIVEN = (
    "建国志强秀英玉兰德海春山铁柱长贵满仓凤霞根生明远文武光荣成功大有新民永福金宝正义"
    "振华庆丰保田树林学礼家兴万里向东爱军卫平国庆援朝胜利小英桂芳淑珍翠花"
)
_PLACE = "安平宁阳川山河江州海东西南北中云龙泉石林溪口桥城关岭湖丰和永新临清洛汉湘赣沂"
_CORPS = ("红军", "八路军", "新四军", "解放军", "志愿军", "东北抗联", "县大队", "武工队")
_FRAMES = (
    "{0}{1}，{2}{3}。",
    "{0}和{1}，在{2}的{3}。",
    "那年{0}，{1}{2}了{3}。",
    "他把{0}交给{1}，从{2}到{3}。",
)


@dataclass(frozen=True, slots=True)
class Query:
    """One query of the mix: ``sort`` is ``name``, ``phrase`` or ``question``."""

    sort: str
    text: str


class World:
    """The people, places, units and sentences that documents are made of."""

    def __init__(self) -> None:
        chance = random.Random(1950)
        words = sorted(word for word in phrases_dict if 2 <= len(word) <= 4)
        chance.shuffle(words)
        # A word's share falls with its rank (Zipf).
        shares = list(accumulate(1 / (rank + 20) for rank in range(len(words))))
        draws = iter(chance.choices(words, cum_weights=shares, k=SENTENCES * 4))
        self.sentences = [
            frame.format(*(next(draws) for _slot in range(4)))
            for frame in chance.choices(_FRAMES, k=SENTENCES)
        ]
        provinces = [f"{a}{b}省" for a, b in _pairs(chance, 30)]
        self.places = [
            f"{province}/{city}市/{a}{b}县"
            for province in provinces
            for city in (f"{a}{b}" for a, b in _pairs(chance, 10))
            for a, b in _pairs(chance, 9)
        ]
        self.units = [
            f"{chance.choice(_CORPS)}第{army}军第{number}师"
            for number in range(1, 201)
            for army in range(1, 11)
        ]
        self.honours = [f"{chance.choice(words)}奖章{number}" for number in range(200)]
        self.tags = chance.sample(words, 100)
        self.conflicts = [f"{a}{b}战争" for a, b in _pairs(chance, 10)]
        self._surnames = (*sorted(SURNAMES), *sorted(FREQUENT_SURNAMES) * 8)

    def document(self, number: int) -> SearchDocument:
        """The document of this ``number``."""
        chance = random.Random(number * 2 + 1)
        pick = chance.random
        kind = KINDS[min(int(pick() * pick() * 12), 7)]
        names = tuple(self.name(chance) for _ in range(1 + (pick() < 0.3)))
        path = _one(self.places, pick)
        province, city, county = path.split("/")
        unit = _one(self.units, pick)
        year = 1927 + int(pick() * 70)
        body = "".join(
            (
                f"{names[0]}，{county}人，{year}年在{unit}。",
                *(_one(self.sentences, pick) for _ in range(6)),
            )
        )
        recorded = pick() < 0.05
        return SearchDocument(
            key=f"{kind}:{number}",
            kind=kind,
            title=names[0] if kind in ("person", "entry") else f"{names[0]}在{county}",
            url=f"/{kind}/{number}/",
            summary=f"{unit}，{year}年入伍。",
            body="" if recorded else body,
            people=names,
            places=(county,),
            units=(unit,),
            native_places=(path,),
            dates=(str(year),),
            periods=((year, year + int(pick() * 5)),),
            sort_date=f"{year}-{1 + int(pick() * 12):02d}",
            facets={
                "kind": (kind,),
                "conflict": (_one(self.conflicts, pick),),
                "place": (province, f"{province}/{city}", path),
                "honour": (_one(self.honours, pick),) if pick() < 0.4 else (),
                "unit": (unit,),
                "tag": (_one(self.tags, pick), _one(self.tags, pick)),
                "grade": (GRADES[int(pick() * 4)],) if pick() < 0.1 else (),
                "decade": (f"{year // 10}0",),
                "recording": ("yes",) if recorded else (),
            },
            filters={"person": names},
            moments=tuple(_moments(body)) if recorded else (),
        )

    def documents(self, count: int) -> Iterator[SearchDocument]:
        """The first ``count`` documents."""
        return map(self.document, range(count))

    def name(self, chance: random.Random) -> str:
        """A name: one or two characters after a surname, the frequent ones often."""
        pick = chance.random
        given = _one(_GIVEN, pick) + (_one(_GIVEN, pick) if pick() < 0.8 else "")
        return _one(self._surnames, pick) + given

    def queries(self, each: int, documents: int) -> list[Query]:
        """``each`` names, phrases and questions about the first ``documents``, mixed."""
        chance = random.Random(1949)
        mixed: list[Query] = []
        for _ in range(each):
            one, other = (self.document(chance.randrange(documents)) for _ in range(2))
            phrase = chance.choice(self.sentences).split("，")[-1]
            start = chance.randrange(max(1, len(phrase) - 4))
            county, year = one.places[0], one.dates[0]
            named = chance.choice((*one.people, county, one.units[0]))
            asked = chance.choice(
                (
                    f"{one.people[0]}在{county}的时候是哪个部队的？",
                    f"{year}年{other.units[0]}在什么地方{phrase[:4]}？",
                    f"谁把{phrase[:6]}交给了{county}的{other.people[0]}？",
                )
            )
            mixed += [
                Query("name", named),
                Query("phrase", phrase[start : start + chance.randint(2, 6)].strip("，。")),
                Query("question", asked),
            ]
        return [query for query in mixed if query.text]

    @cached_property
    def prefixes(self) -> list[str]:
        """What somebody types on the way to a name, a place and its pinyin."""
        chance = random.Random(1951)
        typed = [self.name(chance) for _ in range(60)]
        typed += [path.rsplit("/", 1)[-1] for path in chance.sample(self.places, 40)]
        latin = ["w", "wa", "wang", "wangj", "wjg", "zh", "zhangy", "l", "lim", "xy"]
        return [name[:length] for name in typed for length in (1, 2, 3)] + latin


KINDS = ("entry", "person", "story", "article", "place", "unit", "recording", "lesson")
GRADES = ("小学低段", "小学高段", "初中", "高中")


def _one(values: Sequence[str], pick) -> str:
    return values[int(pick() * len(values))]


def _pairs(chance: random.Random, count: int) -> list[tuple[str, str]]:
    """``count`` different pairs of characters usual in names of places."""
    pairs = [(a, b) for a in _PLACE for b in _PLACE if a != b]
    return chance.sample(pairs, count)


def _moments(body: str) -> Iterator[Moment]:
    at = 0
    for sentence in body.split("。"):
        if sentence:
            length = len(sentence) * 250
            yield Moment(start_ms=at, end_ms=at + length, text=f"{sentence}。", speaker="老兵")
            at += length
