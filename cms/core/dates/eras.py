"""Years counted by emperors, by the Republic and by the cycle of sixty."""

from __future__ import annotations

ERAS = {
    "道光": (1821, 1850),
    "咸丰": (1851, 1861),
    "同治": (1862, 1874),
    "光绪": (1875, 1908),
    "宣统": (1909, 1911),
}
"""First and last year of the reigns of the late Qing; each year begins at lunar New Year."""

REPUBLIC = (1912, 2100)
"""Years of the Republic run from January to December."""

REPUBLIC_ON_THE_MAINLAND = (1912, 1949)
"""Where a year of the cycle of sixty names one year of the Republic only."""

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
CYCLE_YEAR = f"[{_STEMS}][{_BRANCHES}]"
"""Matches a year of the cycle of sixty, such as 甲午."""


def cycle_name(year: int) -> str:
    """What the lunar year that begins in ``year`` is called: 1894 is 甲午."""
    return _STEMS[(year - 4) % 10] + _BRANCHES[(year - 4) % 12]


def years_of_cycle(name: str, span: tuple[int, int]) -> list[int]:
    """The years from the first to the last of ``span`` that are called ``name``."""
    return [year for year in range(span[0], span[1] + 1) if cycle_name(year) == name]
