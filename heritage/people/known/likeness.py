"""How likely two records are of one person: compared by name, dates and place.

Pure and symmetric: whoever is asked about whom, the answer is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cms.core.dates import HistoricalDate

NOT_REPORTED_BELOW = 40
SAME_NAME = 60
"""From this score on the names agree and nothing speaks against it."""

_CLOSE_YEARS = 2
"""Sources differ by one or two where one counts in 虚岁 or in lunar years."""

_FAR_YEARS = 10
_CLOSE_DEATH_YEARS = 1
_FAR_DEATH_YEARS = 5


class Reason(Enum):
    """Why two records may, or may not, be of one person. Each has a text in ``matching``."""

    SAME_NAME = "same_name"
    OTHER_NAME = "other_name"
    SHARED_OTHER_NAME = "shared_other_name"
    OTHER_FORM = "other_form"
    ONE_CHARACTER = "one_character"
    SOUNDS_ALIKE = "sounds_alike"
    SAME_BIRTH = "same_birth"
    CLOSE_BIRTH = "close_birth"
    OTHER_BIRTH = "other_birth"
    SAME_DEATH = "same_death"
    OTHER_DEATH = "other_death"
    SAME_PLACE = "same_place"
    NEAR_PLACE = "near_place"
    OTHER_PLACE = "other_place"


@dataclass(frozen=True, slots=True)
class Identity:
    """What is compared of a person.

    ``key`` is the normalised name, ``other_keys`` those of the other names;
    ``readings`` and ``other_readings`` are plain pinyin without spaces;
    ``place_code`` is a GB/T 2260 code or "", ``place_text`` the words of the source.
    """

    name: str
    key: str
    readings: frozenset[str] = frozenset()
    other_keys: frozenset[str] = frozenset()
    other_readings: frozenset[str] = frozenset()
    birth: HistoricalDate | None = None
    death: HistoricalDate | None = None
    place_code: str = ""
    place_text: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 (surely two people) to 100, and why."""

    score: int
    reasons: tuple[Reason, ...] = ()


NOBODY = Likeness(0)


def compare(one: Identity, other: Identity) -> Likeness:
    """How alike two people are; 0 where their names have nothing in common or dates exclude it."""
    names = _names(one, other)
    if names.score == 0:
        return NOBODY
    parts = [names, _births(one, other), _deaths(one, other), _places(one, other)]
    if None in parts or _died_before_born(one, other) or _died_before_born(other, one):
        return NOBODY
    score = max(0, min(100, sum(part.score for part in parts)))
    return Likeness(score, tuple(reason for part in parts for reason in part.reasons))


def _names(one: Identity, other: Identity) -> Likeness:
    if not one.key or not other.key:
        return NOBODY
    if one.key == other.key:
        if one.name == other.name:
            return Likeness(60, (Reason.SAME_NAME,))
        return Likeness(60, (Reason.OTHER_FORM,))
    if one.key in other.other_keys or other.key in one.other_keys:
        return Likeness(60, (Reason.OTHER_NAME,))
    if one.readings & other.readings:
        if _differing(one.key, other.key) == 1 and len(one.key) > 2:
            return Likeness(40, (Reason.ONE_CHARACTER,))
        return Likeness(25, (Reason.SOUNDS_ALIKE,))
    if one.other_keys & other.other_keys:
        return Likeness(40, (Reason.SHARED_OTHER_NAME,))
    if one.readings & other.other_readings or other.readings & one.other_readings:
        return Likeness(25, (Reason.SOUNDS_ALIKE,))
    return NOBODY


def _differing(one: str, other: str) -> int:
    if len(one) != len(other):
        return max(len(one), len(other))
    return sum(a != b for a, b in zip(one, other, strict=True))


def _births(one: Identity, other: Identity) -> Likeness | None:
    """None where the dates exclude that it is one person."""
    if not _known(one.birth) or not _known(other.birth):
        return NOBODY
    if one.birth.compatible_with(other.birth):
        exact = one.birth == other.birth and one.birth.partials()[0].count("-") == 2
        return Likeness(30 if exact else 20, (Reason.SAME_BIRTH,))
    if one.birth.compatible_with(other.birth, tolerance_years=_CLOSE_YEARS):
        return Likeness(0, (Reason.CLOSE_BIRTH,))
    if one.birth.compatible_with(other.birth, tolerance_years=_FAR_YEARS):
        return Likeness(-30, (Reason.OTHER_BIRTH,))
    return None


def _deaths(one: Identity, other: Identity) -> Likeness | None:
    if not _known(one.death) or not _known(other.death):
        return NOBODY
    if one.death.compatible_with(other.death):
        return Likeness(15, (Reason.SAME_DEATH,))
    if one.death.compatible_with(other.death, tolerance_years=_CLOSE_DEATH_YEARS):
        return NOBODY
    if one.death.compatible_with(other.death, tolerance_years=_FAR_DEATH_YEARS):
        return Likeness(-30, (Reason.OTHER_DEATH,))
    return None


def _known(date: HistoricalDate | None) -> bool:
    return date is not None and not date.is_unknown


def _died_before_born(one: Identity, other: Identity) -> bool:
    if not _known(one.death) or not _known(other.birth):
        return False
    died, born = one.death.last_day, other.birth.first_day
    return died is not None and born is not None and died.year < born.year - _CLOSE_YEARS


def _places(one: Identity, other: Identity) -> Likeness:
    if one.place_code and other.place_code:
        return _codes(*sorted((one.place_code, other.place_code)))
    first, second = sorted((one.place_text, other.place_text), key=lambda text: (len(text), text))
    if not first or not second:
        return NOBODY
    if first == second:
        return Likeness(15, (Reason.SAME_PLACE,))
    if first in second or first[:2] == second[:2]:
        return Likeness(8, (Reason.NEAR_PLACE,))
    return NOBODY


def _codes(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness(20, (Reason.SAME_PLACE,))
    shared = next(length for length in (6, 4, 2, 0) if one[:length] == other[:length])
    # 510000 is a province, 510600 a city: what lies in it may well be it.
    if shared and (one[shared:].strip("0") == "" or shared == 4):
        return Likeness(10, (Reason.NEAR_PLACE,))
    if shared:
        return NOBODY
    return Likeness(-15, (Reason.OTHER_PLACE,))
