import pytest

from search.text.similar import LONGEST, MOST, Candidate, Likeness, similar


@pytest.mark.parametrize(
    ("typed", "meant", "likeness"),
    [
        ("黄计光", "黄继光", Likeness.SAME_READING),
        ("抗美援潮", "抗美援朝", Likeness.SAME_READING),
        ("上甘令", "上甘岭", Likeness.SAME_READING),
        ("李锋", "李峰", Likeness.SAME_READING),
        ("末来", "未来", Likeness.LOOKS_ALIKE),
        ("狼牙上", "狼牙山", Likeness.LIKE_READING),
        ("甘上岭", "上甘岭", Likeness.SWAPPED),
        ("孙战元", "孙占元", Likeness.SAME_READING),
        ("黄继广", "黄继光", Likeness.SAME_READING),
        ("刘胡南", "刘胡兰", Likeness.LIKE_READING),
        ("hunagjiguang", "huangjiguang", Likeness.SWAPPED),
        ("shangganlin", "shangganling", Likeness.LIKE_READING),
        ("sanganling", "shanganling", Likeness.LIKE_READING),
        ("leifemg", "leifeng", Likeness.SLIP),
        ("leiffeng", "leifeng", Likeness.SLIP),
    ],
)
def test_what_may_have_been_meant(typed, meant, likeness):
    assert Candidate(meant, likeness) in similar(typed)


@pytest.mark.parametrize("typed", ["", "光", "中" * (LONGEST + 1), "?!", "1950", "第45师"])
def test_what_has_nothing_like_it(typed):
    assert similar(typed) == ()


def test_there_are_not_too_many_and_none_twice():
    found = similar("石十史使始驶")
    texts = [candidate.text for candidate in found]
    assert len(texts) == len(set(texts)) == MOST
    assert "石十史使始驶" not in texts
