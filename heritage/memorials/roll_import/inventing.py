"""Names nobody bore, for benchmarks: plausible in form, marked as made up in every row."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

HEADINGS = (
    "编号",
    "姓名",
    "性别",
    "出生年月",
    "籍贯",
    "参加革命年月",
    "入党团年月",
    "牺牲时所在军队及其职务",
    "牺牲时间、地点、原因",
    "何时何单位授何奖励",
    "墓区",
    "排",
    "墓号",
    "备注",
)
MARK = "虚构，仅供性能测试"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
)
_COMPOUND = ("欧阳", "司马", "诸葛", "上官")
_GIVEN = (
    "国建明德福贵文华金玉春秋生荣海江山石林树成功志刚强永长久安平顺义仁礼信忠孝良善庆祥喜来发财宝"
    "兴旺盛昌茂才学武勇英雄杰俊豪飞龙虎凤云清水火土木根柱栓牛羊马万千百大小老新元亨利贞天地人和"
)
_VILLAGES = (
    "东岗",
    "西河",
    "南庄",
    "北屯",
    "柳林",
    "石桥",
    "双井",
    "大洼",
    "王集",
    "李店",
    "赵圩",
    "新坝",
)
_ARMIES = ("虚构第{}师", "虚构独立第{}旅", "虚构第{}纵队", "虚构第{}支队")
_POSTS = (
    "战士", "战士", "战士", "战士", "班长", "副班长", "排长", "副排长", "连长", "指导员", "通讯员",
    "卫生员", "炊事员", "侦察员", "机枪手", "营长", "参谋", "文化教员",
)  # fmt: skip
_HILLS = (
    "青石岭",
    "白杨坡",
    "响水沟",
    "大王庄",
    "三岔口",
    "清河渡",
    "云台寨",
    "红土崖",
    "柳树屯",
    "黑松林",
)
_NUMERALS = "一二三四五六七八九"


def invented_rows(*, count: int, places: Sequence[str], seed: int = 1) -> Iterator[dict[str, str]]:
    """``count`` rows by heading; the same for the same ``seed``.

    ``places`` are full names of divisions, of which everybody comes from one.
    """
    chance = random.Random(seed)
    weights = [1 / (rank + 4) for rank in range(len(_SURNAMES))]
    places = list(places) or ["虚构县"]
    block = 10_000
    for start in range(0, count, block):
        number = min(block, count - start)
        surnames = chance.choices(_SURNAMES, weights, k=number)
        for at, surname in enumerate(surnames):
            yield _row(start + at + 1, surname, places, chance)


def _row(number: int, surname: str, places: Sequence[str], chance: random.Random) -> dict[str, str]:
    pick, figure = chance.choice, chance.random
    if figure() < 0.004:
        surname = pick(_COMPOUND)
    given = pick(_GIVEN) + (pick(_GIVEN) if figure() < 0.8 else "")
    born = 1895 + int(figure() * 40)
    joined = born + 16 + int(figure() * 8)
    fell = max(1927, joined + int(figure() * 5))
    day = f"{fell}年{1 + int(figure() * 12)}月"
    army = pick(_ARMIES).format(pick(_NUMERALS) + pick(_NUMERALS))
    return {
        "编号": f"试{number:07d}",
        "姓名": surname + given,
        "性别": "女" if figure() < 0.04 else "男",
        "出生年月": "" if figure() < 0.1 else _month(born, figure),
        "籍贯": pick(places) + pick(_VILLAGES),
        "参加革命年月": _month(joined, figure),
        "入党团年月": f"{joined + 1}年入党" if figure() < 0.3 else "",
        "牺牲时所在军队及其职务": f"{army}{pick(_NUMERALS)}团{pick(_POSTS)}",
        "牺牲时间、地点、原因": f"{day}{pick(_HILLS)}战斗牺牲"
        if figure() < 0.7
        else f"{day}在{pick(places)}牺牲",
        "何时何单位授何奖励": f"立{pick('一二三')}等功一次" if figure() < 0.1 else "",
        "墓区": pick("东西南北"),
        "排": str(1 + number % 200),
        "墓号": str(1 + number // 200),
        "备注": MARK,
    }


def _month(year: int, figure) -> str:
    return str(year) if figure() < 0.4 else f"{year}.{1 + int(figure() * 12)}"
