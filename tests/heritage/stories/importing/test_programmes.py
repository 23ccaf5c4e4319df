"""The five published articles: titles, credits, what is left out, and that nothing is lost."""

from collections import Counter

import pytest

from heritage.stories.importing.api import read_article, to_json
from heritage.stories.importing.document import ImportedArticle
from heritage.stories.importing.enums import BlockKind, DropReason, TitleOrigin
from tests.shared_data import SHARED, needs_shared

from .checks import assert_nothing_lost, credits_of

pytestmark = needs_shared
FOLDER = SHARED / "programmes"
NAMES = ("jining", "lixia", "shuangliao", "yanzhou", "yunyan")


def read(name: str) -> ImportedArticle:
    return read_article((FOLDER / f"{name}.txt").read_bytes(), f"{name}.txt")


def line(name: str, number: int) -> str:
    """Line `number` of the source, counted from 1, without markdown signs."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return lines[number - 1].lstrip("# ")


def texts(article: ImportedArticle, kind: BlockKind) -> list[str]:
    return [block.text for block in article.blocks if block.kind is kind]


@pytest.mark.parametrize("name", NAMES)
def test_no_character_is_lost_or_doubled(name):
    source = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert_nothing_lost(read(name), source)


@pytest.mark.parametrize("name", NAMES)
def test_no_paragraph_ends_in_mid_sentence(name):
    kinds = {BlockKind.PARAGRAPH, BlockKind.CAPTION}
    ends = Counter(block.text[-1] for block in read(name).blocks if block.kind in kinds)
    assert set(ends) <= set("。!”")


def test_jining():
    article = read("jining")
    assert article.title == "五年砥砺奋进，铸就军民情深"
    assert article.deck == line("jining", 5)
    assert credits_of(article) == [
        ("记者", ("康岩",)),
        ("通讯员", ("翟超凡", "张悦璇")),
    ]
    assert (article.place, article.dates, article.dropped) == ("济宁", (), ())
    assert texts(article, BlockKind.HEADING) == [
        line("jining", 15),
        line("jining", 25),
        line("jining", 35),
        f"{line('jining', 45)} {line('jining', 47)}",
    ]
    assert texts(article, BlockKind.CAPTION) == [
        line("jining", number) for number in (13, 68, 72, 76)
    ]
    certificate = "\n".join(line("jining", number) for number in (61, 63, 65, 66))
    assert texts(article, BlockKind.LINES) == [certificate]
    assert article.people == ()
    assert [place.name for place in article.places] == ["济宁市"]


def test_lixia():
    article = read("lixia")
    assert article.title == (
        "擦亮“红五星” 照亮“老兵路” 济南市历下区党建引领深化退役军人服务保障工作"
    )
    assert article.deck == ""
    assert credits_of(article) == [("作者", ("雷国胜",))]
    assert texts(article, BlockKind.HEADING) == [line("lixia", number) for number in (7, 17, 23)]
    assert [piece.reason for piece in article.dropped] == [
        DropReason.COPYRIGHT,
        DropReason.FURNITURE,
        DropReason.RELATED,
    ]
    assert article.dropped[0].text == line("lixia", 37)
    assert article.dropped[1].text.split("\n") == [
        "(0)",
        "上一篇 2023年9月27日 上午8:58",
        "下一篇 2023年9月27日 上午9:08",
    ]
    tail = article.dropped[2].text.split("\n")
    assert (tail[0], tail[-2], tail[-1]) == ("相关推荐", "科研百科 2024年6月3日", "82")
    assert article.dates == ()
    assert [person.name for person in article.people] == [
        "黄继光", "张东仓", "李子福", "宋广柱", "由永怀", "王军", "张康",
    ]  # fmt: skip


def test_shuangliao():
    article = read("shuangliao")
    assert article.title_origin is TitleOrigin.FIRST_SENTENCE
    assert article.title == "双辽市退役军人事务局聚力打造“融戎心”工作品牌"
    assert f"{article.title},{article.deck}" == line("shuangliao", 2)
    assert credits_of(article) == [
        ("转自", ("中国吉林网",)),
        ("记者", ("刘赜瑞",)),
        ("通讯员", ("周维维",)),
        ("初审", ("王韬",)),
        ("复审", ("齐智",)),
        ("终审", ("张彦梅",)),
    ]
    assert article.source == "中国吉林网"
    assert [(piece.reason, piece.text.split("\n")[0]) for piece in article.dropped] == [
        (DropReason.JOINT, ","),
        (DropReason.OUTLET, "中国吉林网 吉刻APP"),
        (DropReason.PROMOTION, "吉网新闻热线:0431-82902222"),
    ]
    assert article.dropped[2].text.split("\n")[1:4] == [
        "VIP课程推荐",
        "APP专享直播",
        "热门推荐",
    ]
    assert {block.kind for block in article.blocks} == {BlockKind.PARAGRAPH}
    assert [person.name for person in article.people] == [
        "王奔", "于海川", "雷锋", "杨航", "赵鑫淼", "苑广波", "侯建忠", "尹洪凯",
    ]  # fmt: skip
    assert [place.name for place in article.places] == [
        "双辽市", "永加乡", "柳条乡", "辽北街道", "双辽市辽东街道金良村", "新立乡丰产村",
        "柳条乡厚俗村",
    ]  # fmt: skip


def test_yanzhou():
    article = read("yanzhou")
    assert article.title == "凝心聚力担使命，笃行实干勇担当"
    assert article.deck == line("yanzhou", 5)
    assert credits_of(article) == [
        ("记者", ("康岩",)),
        ("通讯员", ("俞莉珍", "马占山")),
    ]
    assert [(piece.reason, piece.text) for piece in article.dropped] == [
        (DropReason.MARKUP, "# ## ### ### ### ### ### ###")
    ]
    assert texts(article, BlockKind.HEADING) == [
        line("yanzhou", number) for number in (11, 17, 23, 39, 47, 57)
    ]
    assert texts(article, BlockKind.CAPTION) == [line("yanzhou", 33), line("yanzhou", 37)]
    whole = "\n".join(block.text for block in article.blocks)
    for joined in (
        "6名普通干部职工",
        "组织493人参加",
        "“一月一主题”",
        "“双清单”机制",
        "英烈精神”",
    ):
        assert joined in whole
    assert [person.name for person in article.people] == ["马飞雄", "魏广志", "张建波"]


def test_yunyan():
    article = read("yunyan")
    assert article.title == "向“新”而行 · 云岩区:聚焦“一二三四”推动退役军人工作高质量发展"
    assert article.deck == ""
    assert credits_of(article) == [
        ("来源", ("云岩区退役军人事务局报送",)),
        ("编辑", ("刘娅",)),
        ("校对", ("陈杨",)),
        ("审核", ("聂亚",)),
    ]
    assert article.dropped == ()
    assert texts(article, BlockKind.HEADING) == [line("yunyan", number) for number in (3, 5, 8, 12)]
    assert article.blocks[0].text == line("yunyan", 2)
    assert [place.name for place in article.places] == ["云岩区", "贵阳市"]


def test_json_of_yunyan_has_the_keys_of_the_command():
    shown = to_json(read("yunyan"))
    assert shown["credits"][1] == {
        "role": "编辑",
        "key": "editor",
        "names": ["刘娅"],
        "text": "编辑:刘 娅",
    }
    assert shown["url"] == ""
    assert len(shown["kinds"]) == len(shown["paragraphs"])
