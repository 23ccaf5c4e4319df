import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.plan import (
    Boosted,
    Everything,
    Fixed,
    Group,
    Has,
    HasPhrase,
    Nothing,
    all_of,
    any_of,
    make_match,
    make_plan,
    phrase,
)


def test_nothing_typed_is_everything():
    assert make_plan(" ").match == Everything()


def test_nothing_to_look_for_is_nothing():
    assert make_plan("？？").match == Nothing()


def test_only_exclusions_take_from_everything():
    assert make_plan("-电影").match == Group(
        must=(Everything(),), must_not=(Has("bigrams", "电影"),)
    )


def test_a_phrase_of_one_token_is_no_phrase():
    assert phrase("上甘") == Has("bigrams", "上甘")
    assert phrase("岭") == Has("characters", "岭")
    assert phrase("hero") == Has("bigrams", "hero")
    assert phrase("!") == Nothing()


def test_a_phrase_over_bigrams():
    assert phrase("上甘岭") == HasPhrase("bigrams", ("上甘", "甘岭"))


def test_a_phrase_that_mixes_scripts_is_over_characters():
    assert phrase("第45师") == HasPhrase("characters", ("第", "45", "师"))


def test_a_name_is_looked_for_as_it_stands_and_falls_back():
    plan = make_plan("上甘岭")
    assert plan.match == any_of(
        HasPhrase("bigrams", ("上甘", "甘岭")),
        # What a roll has where one character could not be read.
        Has("exact", "□甘岭"),
        Has("exact", "上□岭"),
        Has("exact", "上甘□"),
    )
    assert plan.patterns == ("□甘岭", "上□岭", "上甘□")
    assert plan.fallback == Group(
        should=(Has("bigrams", "上甘"), Has("bigrams", "甘岭")), at_least=1
    )
    assert any(isinstance(clause, Fixed) for clause in plan.rank)


def test_a_question_is_looked_for_in_its_words():
    plan = make_plan("上甘岭战役发生在哪一年？")
    assert plan.fallback is None
    assert isinstance(plan.match, Group)
    assert not any(isinstance(clause, Fixed) for clause in plan.rank)


def test_a_question_leaves_out_what_stands_everywhere():
    text = "部队在上甘岭是怎样守住阵地的？"
    everywhere = {Has("bigrams", "部队"), Has("words", "部队")}
    plain, plan = make_plan(text), make_plan(text, common=everywhere.intersection)
    assert set(plain.match.should) - set(plan.match.should) == {Has("bigrams", "部队")}
    assert set(plain.rank) - set(plan.rank) == {Has("words", "部队")}
    assert (plain.fallback, plan.fallback) == (None, plain.match)
    # What is left out is taken to be there.
    assert (plain.match.at_least, plan.match.at_least) == (1, 1)
    assert make_plan(text, common=lambda words: words) == plain
    # A name is looked for with all of its words.
    assert make_plan("部队医院", common=lambda words: words) == make_plan("部队医院")
    assert make_plan('"部队在上甘岭是怎样守住阵地的"', common=lambda words: words) == make_plan(
        '"部队在上甘岭是怎样守住阵地的"'
    )


def test_latin_letters_may_be_pinyin():
    plan = make_plan("shang gan ling")
    assert plan.typed_pinyin == "shangganling"
    assert isinstance(plan.match, Group)
    assert Has("pinyin", "shangganling") in plan.match.should
    assert make_plan('"sgl"').typed_pinyin == ""
    assert make_plan("jin jin").typed_pinyin == "jinjin"


def test_one_open_character_is_looked_for_among_names():
    plan = make_plan("黄?光")
    assert plan.match == any_of(
        Has("blanks", "黄?光"), Has("blanks", "□?光"), Has("blanks", "黄?□")
    )
    assert (plan.needles, plan.patterns) == ((), ("黄?光",))
    assert plan.fallback is not None


def test_somebody_may_be_a_name_or_the_word():
    assert Has("bigrams", "王某") in make_plan("王某").match.should
    assert Has("blanks", "王?") in make_plan("王某").match.should
    assert make_plan("某部").match == Group(
        should=(Has("bigrams", "某部"), Has("exact", "□部"), Has("exact", "某□")), at_least=1
    )


def test_fields_are_looked_for_in_their_own_index():
    assert make_plan("单位:志愿军").match == any_of(
        HasPhrase("units", ("志愿", "愿军")), Has("exact", "志愿军")
    )
    assert make_plan('籍贯:"四川"').match == Has("origins", "四川")
    assert make_plan("年:1950-1952").match == Fixed(
        any_of(Has("years", "1950"), Has("years", "1951"), Has("years", "1952")), 1.0
    )
    assert make_plan("人物:huangjiguang").match.should[-1] == Has("pinyin", "huangjiguang")


def test_fields_narrow_what_the_words_find():
    plan = make_plan('"上甘岭" 籍贯:"四川" -年:1950')
    assert plan.match == Group(
        must=(all_of(Has("origins", "四川"), HasPhrase("bigrams", ("上甘", "甘岭"))),),
        must_not=(Fixed(Has("years", "1950"), 1.0),),
    )


def test_a_number_is_looked_for_in_the_other_script_too():
    assert HasPhrase("bigrams", ("第十", "十五", "五军")) in make_plan("第15军").match.should
    assert HasPhrase("characters", ("第", "15", "军")) in make_plan("第十五军").match.should
    assert make_plan('"第十五军"').match == HasPhrase("bigrams", ("第十", "十五", "五军"))


def test_other_names_are_looked_for_and_marked():
    plan = make_plan("朝鲜战争", {"朝鲜战争": ("抗美援朝",)})
    assert HasPhrase("bigrams", ("抗美", "美援", "援朝")) in plan.match.should
    assert "抗美援朝" in plan.needles
    assert make_plan('"朝鲜战争"', {"朝鲜战争": ("抗美援朝",)}) == make_plan('"朝鲜战争"')


def test_other_names_of_two_words():
    plan = make_plan("Korean War 1952", {"Korean War": ("抗美援朝",)})
    war = (HasPhrase("bigrams", ("korean", "war")), HasPhrase("bigrams", ("抗美", "美援", "援朝")))
    (found,) = (clause for clause in plan.match.should if isinstance(clause, Group))
    assert set(war) <= set(found.must[0].should)


def test_other_names_in_a_question_count_for_less():
    plan = make_plan("朝鲜战争是哪一年爆发的？", {"朝鲜战争": ("抗美援朝",)})
    plain = make_plan("朝鲜战争是哪一年爆发的？")
    assert plan.match.at_least == plain.match.at_least
    assert set(plan.match.should) - set(plain.match.should) == {
        Boosted(Has("bigrams", token), 0.5) for token in ("抗美", "美援", "援朝")
    }


@settings(max_examples=300)
@given(
    st.text() | st.text(st.sampled_from('"“”-:： \t上王某?□0一九人物单位年籍贯a\ud800')),
    st.dictionaries(st.text(max_size=4), st.lists(st.text(max_size=4), max_size=3), max_size=3),
)
def test_anything_can_be_planned(typed, expansions):
    plan = make_plan(typed, expansions)
    assert all(plan.needles)
    for clause in (plan.match, *plan.rank, *filter(None, [plan.fallback])):
        for one in _within(clause):
            assert not isinstance(one, HasPhrase) or len(one.tokens) > 1
            assert not isinstance(one, Has) or one.token


def _within(clause):
    yield clause
    if isinstance(clause, Group):
        assert clause.at_least <= len(clause.should)
        for inner in (*clause.must, *clause.should, *clause.must_not):
            yield from _within(inner)
    elif isinstance(clause, Boosted | Fixed):
        yield from _within(clause.clause)


@pytest.mark.parametrize(
    "unit", ["志愿军第10军第173师", "东北抗联第三军第一师第二团", "志愿军十五军四十四师警卫连"]
)
def test_a_unit_with_its_numbers_is_one_name(unit):
    """Its many words must all be there, before a share of them will do."""
    assert make_plan(unit).fallback is not None


@pytest.mark.parametrize("within", [None, {"kind": ("story",)}])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "？？",
        "-电影",
        "上甘岭",
        "上甘岭战役发生在哪一年？",
        "shang gan ling",
        '"sgl"',
        "黄?光",
        "年:1950-1952 -部队",
        "朝鲜战争 老兵",
        '"部队在上甘岭是怎样守住阵地的" 什么',
    ],
)
def test_what_is_found_is_planned_alone_as_it_is_with_its_ranking(text, within):
    other_names = {"朝鲜战争": ("抗美援朝",)}
    for common in (lambda words: (), lambda words: list(words)[:2]):
        whole = make_plan(text, other_names, within, common=common)
        assert make_match(text, other_names, within, common=common) == whole.match
