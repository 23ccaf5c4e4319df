"""Unit and post out of one cell: ``志愿军二十六军特务团侦察员``."""

from __future__ import annotations

import re
from functools import lru_cache

from search.text.normalise import normalise

_LEADERS = ["总司令员", "司令员", "总司令", "司令", "政治委员", "政委", "总指挥", "指挥员", "指挥长", "总参谋长", "参谋长", "参谋主任", "军长", "师长", "旅长", "团长", "营长", "连长", "排长", "班长", "队长", "大队长", "中队长", "小队长", "分队长", "区队长", "支队长", "纵队长", "教导员", "指导员", "协理员", "主任", "处长", "科长", "股长", "所长", "站长", "组长", "院长", "厂长", "校长", "县长", "区长", "乡长", "镇长", "村长", "保长", "会长", "农会长", "局长", "部长", "队副", "连副", "排副", "书记", "委员", "主席", "委员长", "社长", "台长", "船长", "艇长", "机长", "炮长", "车长", "舰长"]
_OTHERS = ["战士", "战斗员", "侦察员", "侦查员", "通讯员", "通信员", "通迅员", "交通员", "卫生员", "卫生队员", "看护员", "护士", "护理员", "医生", "医助", "军医", "司药", "炊事员", "给养员", "上士", "中士", "下士", "列兵", "上等兵", "饲养员", "司号员", "号兵", "号手", "司号长", "驾驶员", "司机", "驭手", "警卫员", "警卫战士", "勤务员", "公务员", "文书", "文化教员", "文化干事", "宣传员", "宣传队员", "教员", "教官", "助教", "参谋", "干事", "助理员", "助理", "会计", "出纳", "保管员", "机要员", "译电员", "报务员", "电话员", "电台台员", "话务员", "架线员", "理发员", "油印员", "缮写员", "文工团员", "文工队员", "演员", "情报员", "地下情报员", "情报组员", "联络员", "地下联络员", "侦察兵", "射手", "机枪射手", "机枪手", "炮手", "弹药手", "瞄准手", "观测员", "测绘员", "工兵", "骑兵", "炮兵", "步兵", "民兵", "游击队员", "武工队员", "队员", "赤卫队员", "自卫队员", "基干民兵", "民工", "担架队员", "担架员", "运输员", "船工", "水手", "水兵", "轮机兵", "干部", "工作员", "工作人员", "工作队员", "学员", "学生", "见习员", "技术员", "技师", "机械员", "飞行员", "领航员", "工人", "乡丁", "特派员", "锄奸员", "组织员", "粮秣员", "事务员", "司务长", "采购员", "押运员", "管理员", "记者", "编辑", "秘书", "巡视员", "调查员", "审判员", "公安员", "治安员", "侦缉员", "农会委员", "妇女主任", "儿童团长", "农会主任", "区委书记", "县委书记", "支部书记", "特委书记", "党委书记", "团委书记", "地下工作者"]
_RANK = "代理|见习|实习|副|代|正"
_POST = re.compile(
    rf"(?:{_RANK})?(?:"
    + "|".join(map(re.escape, sorted({*_LEADERS, *_OTHERS}, key=len, reverse=True)))
    + ")$"
)
_NUMERAL = re.compile(r"[0-9〇零一二三四五六七八九十百]$")
_OF_A_UNIT = re.compile(r"[军师旅团营连排班]长$|[连排]副$")
_ALSO = re.compile(r"[兼、,，/]")


@lru_cache(maxsize=50_000)
def split_service(text: str) -> tuple[str, str]:
    """The words for the unit and for the post; the latter "" where no post is known at the end.

    Of ``二连连长`` the unit is 二连; of ``三营六连长`` it is 三营六连, and the post 连长.
    Several posts (``连长兼指导员``) are kept together.
    """
    words = text.strip()
    found = _POST.search(words)
    if not found:
        return words, ""
    at = found.start()
    post, unit = words[at:], words[:at]
    # 副连长兼政治指导员: what stands before 兼 is a post too.
    while unit and _ALSO.search(unit[-1]):
        before = _POST.search(unit[:-1])
        if not before:
            break
        at = before.start()
        post, unit = words[at:], words[:at]
    if _NUMERAL.search(normalise(unit)) and _OF_A_UNIT.search(post):
        unit += post[0]
    return unit.rstrip("、，, "), post
