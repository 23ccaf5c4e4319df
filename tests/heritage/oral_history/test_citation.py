"""References to interviews after GB/T 7714-2025."""

from __future__ import annotations

import datetime

from heritage.oral_history.citing import RECORD, SOUND, cite_interview

GIVEN = {
    "title": "坑道里的水",
    "archival_number": "KS-1",
    "holder": "某市退役军人事务局",
    "recorded": "2024-05-01",
    "updated": datetime.date(2024, 6, 1),
    "visited": datetime.date(2026, 11, 22),
    "url": "https://example.cn/oral-history/keng-dao/",
}


def test_an_interview():
    assert cite_interview(narrators=["张德胜"], medium=SOUND, **GIVEN) == (
        "张德胜. 坑道里的水(档号: KS-1)[A/OL]. 某市退役军人事务局, 2024-05-01 "
        "(2024-06-01)[2026-11-22]. https://example.cn/oral-history/keng-dao/."
    )


def test_a_moment_carries_its_time():
    assert cite_interview(narrators=["张德胜"], medium=SOUND, at_ms=83_500, **GIVEN) == (
        "张德胜. 坑道里的水 (1:23)(档号: KS-1)[A/OL]. 某市退役军人事务局, 2024-05-01 "
        "(2024-06-01)[2026-11-22]. https://example.cn/oral-history/keng-dao/#t=83.5."
    )


def test_of_many_narrators_three_are_named():
    cited = cite_interview(narrators=list("甲乙丙丁"), medium=SOUND, **GIVEN)
    assert cited.startswith("甲, 乙, 丙, 等. ")


def test_without_anything_known():
    unknown = {**GIVEN, "archival_number": "", "holder": "", "recorded": "", "updated": None}
    assert cite_interview(narrators=[], medium=RECORD, **unknown) == (
        "佚名. 坑道里的水[EB/OL]. [2026-11-22]. https://example.cn/oral-history/keng-dao/."
    )
