"""Queries that are meant to harm: none may raise an error or take long.

Operators and quotes of query languages, regular expressions that never end, ten
thousand characters, control characters, halves of surrogate pairs, one character a
thousand times over, scripts written from right to left, field names, minuses and
question marks by the hundred. They are put to an engine as a page would: searched,
suggested for and, where nothing is found, corrected and widened.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import quantiles
from typing import Any

from search.asking.corrections import corrections
from search.asking.widening import wider
from search.benchmark import BenchmarkError, EngineFactory, describe_machine
from search.benchmarks.names import make_roll
from search.engines.base import Moment, SearchDocument, SearchEngine, SearchQuery, Sort

DOCUMENTS = 20_000
"""Documents that the queries are put to."""

_SEED = 791
_LONG = 10_000
_LARGEST_PAGE = 100
_SENTENCES = (
    "一九五〇年冬，第十五军跨过鸭绿江。", "他把干粮让给了伤员，自己吃雪。", "1952年10月，坑道守了四十三天。",
    "乡亲们送来了鞋和粮食。", "立功喜报送到家时，母亲已经不在了。", "A hero of his time, the diary says.",
    "战友们说，他从来不提自己的功劳。", "纪念馆里有他用过的水壶。",
)  # fmt: skip
_WORDS = (
    "上甘岭", "黄继光", "第15军", "一九五〇", "hero", "shangganling", "sgl", "的", "什么", "纪念馆",
    "王", "?", "1952年", "志愿军", "为什么", "黄?光", "王某", "抗美援朝", "陈", "是",
)  # fmt: skip
_OPERATORS = (
    "AND", "OR", "NOT", "&&", "||", "!", "(", ")", "[", "]", "{", "}", "^2", "~3", "*", "?", ":", "\\",
    "/", "//", "<", ">", "=", "+", "-", "--", "title:", "_exists_:", "body:", "*:*", "%", "$", "#", "@",
    "'", '"', "“", "”", "『", "；", "</script>", "<img src=x>", "{{7*7}}", "${jndi:x}", "' OR 1=1 --",
)  # fmt: skip
_FIELDS = (
    "人物:",
    "单位：",
    "籍贯:",
    "年:",
    "person:",
    "unit:",
    "native:",
    "year:",
    "-人物:",
    "-年:",
)
_EMOJI = "😀👨‍👩‍👧‍👦🇨🇳❤️🏳️‍🌈\u200d\ufe0f"
_CONTROLS = "".join(map(chr, range(32))) + "\x7f\x85\u2028\u2029\u200b\ufeff\u202e\ufffe\uffff"
_RIGHT_TO_LEFT = "בְּרֵאשִׁית مرحبا بالعالم \u202eabc\u202c"
_BOMBS = ("(a+)+$", "(.*)*", "(a|a)*b", "((x{1,99}){1,99})", "a?" * 50 + "a" * 50, "^(([a-z])+.)+$")
_SURROGATES = "\ud800\udfff\udc00\ud83d"


@dataclass(frozen=True, slots=True, kw_only=True)
class HostileReport:
    """What became of the queries; latencies are milliseconds for all that a page asks."""

    engine: str
    documents: int
    queries: int
    errors: int
    first_errors: tuple[str, ...]
    latency_p50_ms: float
    latency_p99_ms: float
    slowest_ms: float
    slowest: str
    machine: dict[str, str | int]

    def as_dict(self) -> dict[str, Any]:
        """The report for JSON."""
        return asdict(self)


def run_hostile(
    count: int, engine_name: str, factory: EngineFactory, *, documents: int | None = None
) -> HostileReport:
    """Put ``count`` hostile queries to a throw-away index of ``documents`` documents.

    Raises :class:`~search.benchmark.BenchmarkError` when ``count`` is no number of queries.
    """
    if count < 1:
        raise BenchmarkError("There must be at least one query.")
    chance = random.Random(_SEED)
    documents = DOCUMENTS if documents is None else documents
    latencies: list[float] = []
    errors: list[str] = []
    slowest = ""
    with factory() as engine:
        engine.rebuild(_documents(documents, chance))
        for _number in range(count):
            query = hostile_query(chance)
            started = time.perf_counter()
            try:
                _ask(engine, query)
            except Exception as error:
                # Whatever may be raised here is what is being looked for.
                errors.append(f"{query.text[:100]!a}: {type(error).__name__}: {error}")
            taken = (time.perf_counter() - started) * 1000
            if not latencies or taken > max(latencies):
                slowest = ascii(query.text[:100])
            latencies.append(taken)
    cuts = quantiles(latencies, n=100) if len(latencies) > 1 else latencies * 99
    return HostileReport(
        engine=engine_name,
        documents=documents,
        queries=count,
        errors=len(errors),
        first_errors=tuple(errors[:10]),
        latency_p50_ms=cuts[49],
        latency_p99_ms=cuts[98],
        slowest_ms=max(latencies),
        slowest=slowest,
        machine=describe_machine(),
    )


def hostile_query(chance: random.Random) -> SearchQuery:
    """Make up one query, with choices and page numbers as hostile as its text."""
    facets = {}
    if chance.random() < 0.2:
        facets = {chance.choice(["kind", "", "\x1f", "place"]): (_text(chance)[:200], "story")}
    return SearchQuery(
        text=_text(chance),
        facets=facets,
        sort=chance.choice(list(Sort)),
        offset=chance.choice([0, 0, 0, 20, -5, 10_000, 2**31]),
        limit=chance.choice([20, 20, 20, 0, -1, _LARGEST_PAGE]),
    )


def _ask(engine: SearchEngine, query: SearchQuery) -> None:
    results = engine.search(query)
    engine.suggest(query.text)
    if not results.total or results.loosened:
        asked = replace(query, offset=0, limit=20)
        corrections(asked, engine)
        wider(asked, engine)


def _text(chance: random.Random) -> str:
    made = chance.choice(_MAKERS)(chance)
    if chance.random() < 0.1:
        made = f"{made} {chance.choice(_MAKERS)(chance)}"
    return made


def _operators(chance: random.Random) -> str:
    parts = chance.choices([*_OPERATORS, *_WORDS], k=chance.randint(1, 30))
    return chance.choice(["", " "]).join(parts)


def _fields(chance: random.Random) -> str:
    count = chance.choice([1, 3, 50, 500])
    parts = (_FIELDS, ("", " ", '"', "“"), _WORDS, (" ", "", '" ', "” "))
    return "".join(chance.choice(part) for _each in range(count) for part in parts)


def _one_again_and_again(chance: random.Random) -> str:
    one = chance.choice(
        [*_WORDS, *_OPERATORS, "a", "中", " ", "-", "- ", "? ", '" ', "-a ", "\u0301"]
    )
    return one * chance.choice([10, 100, 1_000, 5_000])


def _years(chance: random.Random) -> str:
    first, last = chance.randrange(10_000), chance.randrange(10_000)
    return f"年:{first:04d}-{last:04d} 年:{last} -年:{'9' * chance.randint(1, 400)}"


def _any_characters(chance: random.Random) -> str:
    length = chance.choice([1, 5, 50, 500, _LONG])
    top = chance.choice([0x80, 0x3000, 0xFFFF, 0x10FFFF])
    return "".join(chr(chance.randint(0, top)) for _each in range(length))


def _chinese(chance: random.Random) -> str:
    length = chance.choice([1, 2, 3, 4, 8, 12, 60, 1_000, _LONG])
    return "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _each in range(length))


def _mixture(chance: random.Random) -> str:
    parts = [_EMOJI, _CONTROLS, _RIGHT_TO_LEFT, _SURROGATES, *_BOMBS, *_WORDS, *_FIELDS]
    return "".join(chance.choices(parts, k=chance.randint(1, 12)))


def _quotes(chance: random.Random) -> str:
    words = (f'"{chance.choice(_WORDS)}{chance.choice(_WORDS)}"' for _each in range(200))
    return " ".join(words) if chance.random() < 0.5 else '"' * chance.randint(1, 2_000)


def _question(chance: random.Random) -> str:
    return "".join(chance.choices([*_WORDS, *_SENTENCES], k=chance.randint(5, 80))) + "？"


_MAKERS: Sequence[Callable[[random.Random], str]] = (
    _operators,
    _fields,
    _one_again_and_again,
    _years,
    _any_characters,
    _chinese,
    _mixture,
    _quotes,
    _question,
)


def _documents(count: int, chance: random.Random) -> Iterator[SearchDocument]:
    for entry in make_roll(count, chance):
        text = "".join(chance.choices(_SENTENCES, k=8))
        yield SearchDocument(
            key=entry.key,
            kind=chance.choice(["story", "person"]),
            title=f"{entry.written}{chance.choice(['', '的事迹', '在上甘岭', '纪念馆'])}",
            url="",
            summary=chance.choice(_SENTENCES),
            body=text,
            people=(entry.written,),
            units=(f"第{chance.randint(1, 99)}军",),
            native_places=(chance.choice(["湖南长沙", "四川中江"]),),
            periods=((1950, 1953),),
            sort_date=f"19{chance.randint(21, 53)}",
            facets={"kind": ("story",), "place": ("湖南省", "湖南省/长沙市")},
            moments=(Moment(start_ms=0, end_ms=9_000, text=chance.choice(_SENTENCES)),),
        )
