"""Recall of names on a roll that is made up: pinyin, initials, variants, open characters.

The roll has surnames as frequent as they are, given names of one and two characters,
compound surnames, entries in traditional and in variant characters, and some with a
character that could not be read. Every query is answered to its last page, and every
entry that ought to be found is counted.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any

from opencc import OpenCC

from search.benchmark import BenchmarkError, EngineFactory, describe_machine
from search.engines.base import SearchDocument, SearchEngine, SearchQuery
from search.text.names import name_pinyin, plain_pinyin
from search.text.normalise import VARIANTS
from search.text.surnames import BY_FREQUENCY, COMPOUND_SURNAMES, SURNAMES

QUERIES = 300
"""Queries of each kind."""

_PAGE = 1_000
_SEED = 1950
_GIVEN = (
    "继光少云存瑞锋秀英志强建国明华军平伟芳文武德海春山铁柱长贵满仓凤霞根生远占元振东福顺玉兰洪林永"
    "兴庆喜成金银宝树清廷忠义信仁礼学良朝阳重乐行朴盛宁祥俊杰勇刚毅峰群岩哲坤升台万发余里才干松柏"
    "梅竹菊桂莲珍美丽静敏慧淑贤惠安康泰和顺利民生财旺茂昌隆全有得胜保卫国防边疆抗援朝鲜跃进红星火"
)
_UNREAD = "□■×＿"
_OPEN = "?？□■×＿_*某"
_COMPOUND_SHARE = 0.02
_RARE_SHARE = 0.05
_SINGLE_SHARE = 0.35
_TRADITIONAL_SHARE = 0.1
_VARIANT_SHARE = 0.05
_UNREAD_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the roll: the name in standard characters, and as it is written.

    ``unread`` is the place of the character that could not be read, or -1.
    """

    key: str
    name: str
    written: str
    unread: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class KindReport:
    """What queries of one kind found; latencies are milliseconds a page."""

    queries: int
    expected: int
    found: int
    recall: float
    missed: tuple[str, ...]
    latency_p50_ms: float
    latency_p95_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesReport:
    """What was measured on a roll of ``names`` entries."""

    engine: str
    names: int
    documents_per_second: float
    kinds: dict[str, KindReport]
    machine: dict[str, str | int]

    def as_dict(self) -> dict[str, Any]:
        """The report for JSON."""
        return asdict(self)


def run_names(
    count: int, engine_name: str, factory: EngineFactory, *, queries: int = QUERIES
) -> NamesReport:
    """Put a roll of ``count`` names into a throw-away index and measure recall.

    Raises :class:`~search.benchmark.BenchmarkError` when ``count`` is no roll.
    """
    if count < 1:
        raise BenchmarkError("A roll has at least one name.")
    chance = random.Random(_SEED)
    roll = make_roll(count, chance)
    with factory() as engine:
        started = time.perf_counter()
        engine.rebuild(map(_document, roll))
        speed = count / (time.perf_counter() - started)
        kinds = {
            kind: _measure(engine, asked)
            for kind, asked in _questions(roll, chance, queries).items()
        }
    return NamesReport(
        engine=engine_name,
        names=count,
        documents_per_second=speed,
        kinds=kinds,
        machine=describe_machine(),
    )


def make_roll(count: int, chance: random.Random) -> list[Entry]:
    """Make up ``count`` entries."""
    frequent, weights = _frequencies()
    rare = sorted(SURNAMES)
    compound = sorted(COMPOUND_SURNAMES)
    traditional = OpenCC("s2t")
    variants = _variants_of()
    roll = []
    for number in range(count):
        drawn = chance.random()
        if drawn < _COMPOUND_SHARE:
            surname = chance.choice(compound)
        elif drawn < _COMPOUND_SHARE + _RARE_SHARE:
            surname = chance.choice(rare)
        else:
            (surname,) = chance.choices(frequent, weights)
        length = 1 if chance.random() < _SINGLE_SHARE else 2
        name = surname + "".join(chance.choices(_GIVEN, k=length))
        written, unread = name, -1
        form = chance.random()
        if form < _TRADITIONAL_SHARE:
            written = traditional.convert(name)
        elif form < _TRADITIONAL_SHARE + _VARIANT_SHARE:
            written = _in_variants(name, variants, chance)
        elif form < _TRADITIONAL_SHARE + _VARIANT_SHARE + _UNREAD_SHARE:
            unread = chance.randrange(len(name))
            written = f"{name[:unread]}{chance.choice(_UNREAD)}{name[unread + 1 :]}"
        roll.append(Entry(f"roll:{number}", name, written, unread))
    return roll


Question = tuple[str, set[str]]
"""A query and the keys that ought to be found."""


def _questions(
    roll: Sequence[Entry], chance: random.Random, count: int
) -> dict[str, list[Question]]:
    whole = [entry for entry in roll if entry.unread < 0]
    chosen = chance.sample(whole, min(count, len(whole)))
    spoken: dict[str, str] = {}
    for entry in whole:
        if entry.name not in spoken:
            spoken[entry.name] = plain_pinyin(name_pinyin(entry.name))
    by_pinyin = _keys_by(whole, lambda entry: spoken[entry.name].replace(" ", ""))
    by_initials = _keys_by(whole, lambda entry: _initials(spoken[entry.name]))
    by_name = _keys_by(whole, lambda entry: entry.name)
    known = _ByKnownCharacters(roll)
    variants, traditional = _variants_of(), [OpenCC(form) for form in ("s2t", "s2tw", "s2hk")]
    questions: dict[str, list[Question]] = defaultdict(list)
    for entry in chosen:
        name = entry.name
        letters = spoken[name]
        questions["pinyin"].append((letters, by_pinyin[letters.replace(" ", "")]))
        questions["initials"].append((_initials(letters), by_initials[_initials(letters)]))
        other = chance.choice(traditional).convert(name)
        questions["traditional"].append((other, by_name[name]))
        questions["variant"].append((_in_variants(name, variants, chance), by_name[name]))
        at = chance.randrange(len(name))
        sign = chance.choice(_OPEN if at else _OPEN[:-1])
        open_name = f"{name[:at]}{sign}{name[at + 1 :]}"
        questions["one unknown"].append((open_name, known.fitting(name, at)))
        questions["unread on the roll"].append((name, known.fitting(name, -1)))
    return questions


class _ByKnownCharacters:
    """The roll by what is known of each name, one or two characters left out."""

    def __init__(self, roll: Iterable[Entry]) -> None:
        self._keys: dict[str, set[str]] = defaultdict(set)
        for entry in roll:
            known = _left_out(entry.name, entry.unread)
            self._keys[known].add(entry.key)
            for at in range(len(entry.name)):
                self._keys[f"{at}{_left_out(known, at)}"].add(entry.key)

    def fitting(self, name: str, at: int) -> set[str]:
        """Keys of what ``name`` may be, the character at ``at`` open (-1: none)."""
        if at >= 0:
            asked = _left_out(name, at)
            found = set(self._keys[f"{at}{asked}"])
            # With one more character unread where the reader knows it.
            others = (_left_out(asked, other) for other in range(len(name)) if other != at)
            return found.union(*(self._keys[f"{at}{form}"] for form in others))
        forms = (_left_out(name, other) for other in range(len(name)))
        return self._keys[name].union(*(self._keys[form] for form in forms))


def _left_out(name: str, at: int) -> str:
    return name if at < 0 else f"{name[:at]}.{name[at + 1 :]}"


def _measure(engine: SearchEngine, questions: Sequence[Question]) -> KindReport:
    expected = found = 0
    missed: list[str] = []
    latencies: list[float] = []
    for text, wanted in questions:
        seen = set(_all_hits(engine, text, latencies))
        expected += len(wanted)
        found += len(wanted & seen)
        if wanted - seen:
            missed.append(text)
    cuts = quantiles(latencies, n=20) if len(latencies) > 1 else latencies * 19
    return KindReport(
        queries=len(questions),
        expected=expected,
        found=found,
        recall=found / expected if expected else 1.0,
        missed=tuple(missed[:10]),
        latency_p50_ms=cuts[9],
        latency_p95_ms=cuts[18],
    )


def _all_hits(engine: SearchEngine, text: str, latencies: list[float]) -> Iterator[str]:
    offset = 0
    while True:
        started = time.perf_counter()
        query = SearchQuery(text=text, offset=offset, limit=_PAGE, counted=False)
        results = engine.search(query)
        latencies.append((time.perf_counter() - started) * 1000)
        yield from (hit.key for hit in results.hits)
        offset += len(results.hits)
        if not results.hits or offset >= results.total:
            return


def _document(entry: Entry) -> SearchDocument:
    return SearchDocument(
        key=entry.key,
        kind="roll_entry",
        title=entry.written,
        url=f"/roll/{entry.key}/",
        people=(entry.written,),
    )


def _keys_by(roll: Iterable[Entry], what: Callable[[Entry], str]) -> dict[str, set[str]]:
    keys: dict[str, set[str]] = defaultdict(set)
    for entry in roll:
        keys[what(entry)].add(entry.key)
    return keys


def _initials(spoken: str) -> str:
    return "".join(syllable[0] for syllable in spoken.split())


def _frequencies() -> tuple[list[str], list[float]]:
    """The frequent surnames, each about as frequent as its rank has it (Zipf)."""
    return list(BY_FREQUENCY), [1 / rank for rank in range(1, len(BY_FREQUENCY) + 1)]


def _variants_of() -> dict[str, str]:
    """Standard characters with their variants."""
    found: dict[str, str] = defaultdict(str)
    for variant, standard in VARIANTS.items():
        found[standard] += variant
    return found


def _in_variants(name: str, variants: dict[str, str], chance: random.Random) -> str:
    return "".join(chance.choice(variants.get(c) or c) for c in name)
