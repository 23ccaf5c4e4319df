from search.engines.plan import (
    Everything,
    Fixed,
    Group,
    Has,
    HasPhrase,
    Nothing,
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
    assert plan.match == HasPhrase("bigrams", ("上甘", "甘岭"))
    assert plan.fallback == Group(
        should=(Has("bigrams", "上甘"), Has("bigrams", "甘岭")), at_least=1
    )
    assert any(isinstance(clause, Fixed) for clause in plan.rank)


def test_a_question_is_looked_for_in_its_words():
    plan = make_plan("上甘岭战役发生在哪一年？")
    assert plan.fallback is None
    assert isinstance(plan.match, Group)
    assert not any(isinstance(clause, Fixed) for clause in plan.rank)


def test_latin_letters_may_be_pinyin():
    plan = make_plan("shang gan ling")
    assert plan.typed_pinyin == "shangganling"
    assert isinstance(plan.match, Group)
    assert Has("pinyin", "shangganling") in plan.match.should
    assert make_plan('"sgl"').typed_pinyin == ""
