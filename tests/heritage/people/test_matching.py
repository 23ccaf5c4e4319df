"""Finding somebody already known."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cms.core.dates import HistoricalDate, PartialDate
from heritage.people.enums import PlaceLevel
from heritage.people.known.likeness import Identity, Reason, compare
from heritage.people.known.matching import candidates, candidates_for, identity
from heritage.people.models import Person
from tests.factories import PersonFactory, PlaceFactory

YEARS = [None, HistoricalDate.unknown()]
YEARS += [HistoricalDate.from_partial(PartialDate(year)) for year in (1900, 1901, 1905, 1931, 1952)]
YEARS += [HistoricalDate.about(PartialDate(1903)), HistoricalDate.parse("1931-10-12")]
words = st.sampled_from(["", "li ming", "liming", "wangwu", "zhangsan"])
keys = st.sampled_from(["", "李明", "李铭", "王五", "张三"])
identities = st.builds(
    Identity,
    name=keys,
    key=keys,
    readings=st.frozensets(words, max_size=2),
    other_keys=st.frozensets(keys, max_size=2),
    other_readings=st.frozensets(words, max_size=2),
    birth=st.sampled_from(YEARS),
    death=st.sampled_from(YEARS),
    place_code=st.sampled_from(["", "510000", "510600", "510623", "430121"]),
    place_text=st.sampled_from(["", "四川", "四川中江", "湖南长沙"]),
)


def date(text: str) -> HistoricalDate:
    return HistoricalDate.parse(text)


class TestLikeness:
    @given(identities, identities)
    def test_symmetric_and_bounded(self, one, other):
        assert compare(one, other) == compare(other, one)
        assert 0 <= compare(one, other).score <= 100

    @given(identities)
    def test_nobody_is_liker_than_oneself(self, one):
        if one.key and not (one.death and one.birth and one.death < one.birth):
            assert compare(one, one).score >= 60

    @pytest.mark.parametrize(
        ("name", "other", "reasons"),
        [
            ("李向阳", "李向阳", (Reason.SAME_NAME,)),
            ("李向陽", "李向阳", (Reason.OTHER_FORM,)),
            ("李向阳", "李向扬", (Reason.ONE_CHARACTER,)),
            ("李向阳", "黎项扬", (Reason.SOUNDS_ALIKE,)),
            ("李向阳", "王向阳", ()),
            ("李向阳", "", ()),
            ("杨根思", "羊根丝", (Reason.SOUNDS_ALIKE,)),
        ],
    )
    def test_names(self, name, other, reasons):
        assert compare(identity(name=name), identity(name=other)).reasons == reasons

    @pytest.mark.parametrize(
        ("birth", "other", "score"),
        [
            ("1931", "1931", 80),
            ("1931-10-12", "1931-10-12", 90),
            ("1931", "1931-10", 80),
            ("1931", "1932", 60),
            ("1931", "1936", 30),
            ("1931", "1960", 0),
            ("1931", "XXXX", 60),
            ("1931~", "1933", 80),
        ],
    )
    def test_dates_of_birth(self, birth, other, score):
        one = identity(name="李向阳", birth=date(birth))
        assert compare(one, identity(name="李向阳", birth=date(other))).score == score

    def test_somebody_dead_before_the_other_was_born(self):
        dead = identity(name="李向阳", death=date("1911"))
        assert compare(dead, identity(name="李向阳", birth=date("1931"))).score == 0


@pytest.fixture
def places(db):
    province = PlaceFactory(name="示例省", level=PlaceLevel.PROVINCE, code="510000")
    county = PlaceFactory(name="示例县", level=PlaceLevel.COUNTY, code="510623", parent=province)
    return province, county


@pytest.mark.django_db
class TestCandidates:
    def found(self, **asked) -> list[str]:
        return [candidate.person.name for candidate in candidates(**asked)]

    def test_every_way_a_name_can_be_the_same(self):
        PersonFactory(name="李向阳")
        PersonFactory(name="李向扬")
        PersonFactory(name="赵大山", other_names=["李向阳"])
        PersonFactory(name="李向东")
        assert self.found(name="李向阳") == ["李向阳", "赵大山", "李向扬"]
        assert self.found(name="李向陽") == ["李向阳", "赵大山", "李向扬"]
        assert self.found(name=" 李向东 ") == ["李向东"]
        assert self.found(name="赵大山") == ["赵大山"]
        assert self.found(name="钱大山", other_names=["赵大山"]) == ["赵大山"]
        assert self.found(name="") == []

    def test_read_alike_alone_is_not_enough(self, places):
        _province, county = places
        PersonFactory(name="杨根思", place=county)
        assert self.found(name="羊根丝") == []
        assert self.found(name="羊根丝", place=county) == ["杨根思"]

    def test_a_polyphone_is_found_by_either_reading(self):
        PersonFactory(name="单玉春", pinyin="dān yù chūn")
        PersonFactory(name="单雨春", pinyin="Shàn Yǔchūn")
        assert set(self.found(name="单玉春")) == {"单玉春", "单雨春"}

    def test_dates_raise_lower_and_exclude(self):
        PersonFactory(name="李向阳", birth="1960", short_life="后")
        PersonFactory(name="李向阳", short_life="不详")
        PersonFactory(name="李向阳", birth="1931", short_life="同")
        found = candidates(name="李向阳", birth=date("1931"))
        assert [(one.person.short_life, one.score) for one in found] == [("同", 80), ("不详", 60)]
        assert [one.is_namesake for one in found] == [True, True]

    def test_reasons_are_said_in_words(self, places):
        _province, county = places
        PersonFactory(name="李向阳", birth="1931", place=county)
        (found,) = candidates(name="李向阳", birth=date("1932"), place=county)
        assert len(found.reasons) == 3
        assert all(isinstance(reason, str) and reason for reason in found.reasons)

    def test_merged_and_excluded_records_are_left_out(self):
        kept = PersonFactory(name="李向阳")
        merged = PersonFactory(name="李向阳")
        Person.objects.filter(pk=merged.pk).update(merged_into=kept)
        assert self.found(name="李向阳") == ["李向阳"]
        assert candidates(name="李向阳", exclude=[kept.pk]) == []

    def test_limit(self):
        for _number in range(4):
            PersonFactory(name="李向阳")
        assert len(candidates(name="李向阳", limit=3)) == 3

    def test_many_are_looked_for_in_as_many_queries_as_one(self):
        names = ["李向阳", "王成", "赵大山", "钱三强"]
        for name in names:
            PersonFactory(name=name, other_names=[f"{name}乙"])
        with CaptureQueriesContext(connection) as one:
            candidates(name="李向阳")
        with CaptureQueriesContext(connection) as many:
            found = candidates_for([identity(name=name) for name in names])
        assert [[c.person.name for c in each] for each in found] == [[name] for name in names]
        assert len(many) == len(one) == 4
