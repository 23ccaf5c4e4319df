"""What rolls write about death and service, taken apart."""

from __future__ import annotations

import pytest

from heritage.memorials.rolls.deaths import read_death
from heritage.memorials.rolls.lookups import Lookups, unit_form
from heritage.memorials.rolls.services import split_service
from heritage.people.models import Place


@pytest.mark.parametrize(
    ("text", "date", "place", "battle", "war", "cause"),
    [
        ("1952年4月朝鲜战场牺牲", "1952-04", "朝鲜战场", "", "", "牺牲"),
        ("1946年9月涟水战斗中牺牲", "1946-09", "", "涟水战斗", "", "牺牲"),
        ("1947年6月四平战斗牺牲", "1947-06", "", "四平战斗", "", "牺牲"),
        ("1945年战斗牺牲", "1945", "", "", "", "战斗牺牲"),
        ("1950年11月陕西镇巴县因公牺牲", "1950-11", "陕西镇巴县", "", "", "因公牺牲"),
        ("1951年5月抗美援朝战争牺牲在朝鲜", "1951-05", "朝鲜", "", "抗美援朝战争", "牺牲"),
        ("1979年2月对越自卫还击战204高地战斗牺牲", "1979-02", "", "204高地战斗", "对越自卫还击战", "牺牲"),
        ("1948年1月在新浦被捕牺牲", "1948-01", "新浦", "", "", "被捕牺牲"),
        ("民国三十一年秋病故于太行山", "1942-23", "太行山", "", "", "病故"),
        ("光绪二十八年", "1902", "", "", "", ""),
        ("1942.5.3在平型关被敌杀害", "1942-05-03", "平型关", "", "", "被敌杀害"),
        ("1947年3月，在莱芜战役中负伤后牺牲", "1947-03", "", "莱芜战役", "", "负伤后牺牲"),
        ("1998年抗洪抢险中牺牲", "1998", "", "", "", "抗洪抢险中牺牲"),
    ],
)  # fmt: skip
def test_a_death_in_one_cell(text, date, place, battle, war, cause):
    told = read_death(text)
    assert (str(told.date), told.place, told.battle, told.war, told.cause) == (
        date,
        place,
        battle,
        war,
        cause,
    )
    assert told.is_whole


@pytest.mark.parametrize("text", ["1947年参军后无音讯", "下落不明已久", "1948年，随军南下，后未归"])
def test_a_sentence_of_no_known_form_is_not_guessed(text):
    told = read_death(text)
    assert (told.place, told.battle, told.war, told.is_whole) == ("", "", "", False)


@pytest.mark.parametrize(
    ("text", "unit", "post"),
    [
        ("志愿军二十六军特务团侦察员", "志愿军二十六军特务团", "侦察员"),
        ("志愿军十五军四十四师团警卫连副班长", "志愿军十五军四十四师团警卫连", "副班长"),
        ("示例师三营六连长", "示例师三营六连", "连长"),
        ("示例团连长兼指导员", "示例团", "连长兼指导员"),
        ("志愿军三十八军一一三师三三八团五连", "志愿军三十八军一一三师三三八团五连", ""),
        ("战士", "", "战士"),
        ("", "", ""),
    ],
)
def test_unit_and_post(text, unit, post):
    assert split_service(text) == (unit, post)


@pytest.mark.django_db
def test_a_name_that_only_begins_like_a_county_is_not_in_it():
    province = Place.objects.create(name="河北省", code="130000", level="province")
    county = Place.objects.create(name="兴隆县", code="130822", level="county", parent=province)
    lookups = Lookups()
    assert [lookups.place[words] for words in ("兴隆岭", "兴隆镇", "兴隆县", "河北兴隆")] == [
        None,
        None,
        county.pk,
        county.pk,
    ]
    assert [
        lookups.battle_place(words)
        for words in ("兴隆岭战斗", "河北青石岭战斗", "兴隆县边境战斗", "兴隆战斗")
    ] == ["", "河北青石岭", "兴隆县", ""]


def test_units_in_one_form():
    assert unit_form("中国人民志愿军第二十六军") == unit_form("志愿军26军") == "志愿军26军"
    assert unit_form("华东野战军第四纵队一一三师") == "华东野战军4纵113师"
