"""People and places: found on evidence, not guessed."""

import pytest

from heritage.stories.importing.places import recognise_places
from heritage.stories.importing.recognise import recognise_people


def people(text: str, **options) -> list[str]:
    return [person.name for person in recognise_people([text], **options)]


def places(text: str, **options) -> list[str]:
    return [place.name for place in recognise_places([text], **options)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("纪念馆讲解员周晓兰在门口迎接来客。", ["周晓兰"]),
        ("退役军人王志强、李卫东和赵鑫淼一起到校。", ["王志强", "李卫东", "赵鑫淼"]),
        ("课上讲了黄继光、邱少云等战斗英雄的故事。", ["黄继光", "邱少云"]),
        ("孩子们讲雷锋故事，写下感想。", ["雷锋"]),
        ("他叫欧阳海，老连长诸葛明说起他。", ["诸葛明"]),
        ("张桂兰同志走上讲台。", ["张桂兰"]),
        ("杨根思（1922—1950）是江苏泰兴人。", ["杨根思"]),
        ("退役军人安置、权益维护和文明实践都有进展。", []),
        ("老兵宣讲团、老兵云支部弘扬高尚精神。", []),
        ("学习习近平总书记的要求。", []),
        ("党员高度重视，群众安居乐业。", []),
    ],
)
def test_people(text, names):
    assert people(text) == names


def test_known_people_are_found_without_other_evidence_and_credits_never():
    text = "那天郭俊卿来到学校，王芳写下了这一切。"
    assert people(text) == []
    assert people(text, known=["郭俊卿", "王芳"], excluded=["王芳"]) == ["郭俊卿"]


def test_a_known_name_within_a_longer_word_is_not_a_person():
    assert people("这个文明村远近闻名。", known=["文明"]) == []
    assert people("大家都说解放军好。", known=["解放"]) == []


def test_a_proposal_shows_where_and_how_often():
    [person] = recognise_people(["老连长王志强回来了。", "王志强笑了。"])
    assert (person.count, person.context) == (2, "老连长王志强回来了。")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在济南市历下区，志愿者来到柳条乡厚俗村。", ["济南市历下区", "柳条乡厚俗村"]),
        ("队伍前往江苏省徐州市。", ["江苏省徐州市"]),
        ("为新立乡丰产村送去图书。", ["新立乡丰产村"]),
        ("全市各区县、乡镇街道和社区都行动起来。", []),
        ("建设家乡，走进校园，邻里乡亲组成队伍。", []),
        ("整合街道社区资源，深入居民区服务。", []),
    ],
)
def test_places(text, names):
    assert places(text) == names


def test_known_places_are_found_and_carry_on_to_smaller_divisions():
    assert places("老人住在上甘岭附近。", known=["上甘岭"]) == ["上甘岭"]
    assert places("当时历下区甸柳街道有一处旧址。", known=["历下区"]) == ["历下区甸柳街道"]
