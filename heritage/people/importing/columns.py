"""The columns a list of people may have, under the headings they are known by."""

from __future__ import annotations

from cms.core.tables import Column

RECORD = "record"
"""The address of a record that exists already, as the export writes it."""

KEY = "key"
"""The list's own number of a row, which stays when the row is corrected."""

COLUMNS = (
    Column("record", "记录编号", ("记录", "slug")),
    Column("key", "档案号", ("档案编号", "编号", "人员编号", "证号", "烈士证编号", "id")),
    Column("name", "姓名", ("名字", "人物", "人名", "烈士姓名", "英烈姓名", "姓 名", "中文名")),
    Column("pinyin", "拼音", ("姓名拼音", "汉语拼音")),
    Column("names", "其他名字", ("别名", "又名", "别称", "其他姓名", "异名")),
    Column("former_names", "曾用名", ("原名", "本名", "曾名")),
    Column("courtesy_names", "字号", ("字", "表字", "号")),
    Column("pen_names", "笔名", ()),
    Column("gender", "性别", ("男女", "sex")),
    Column("ethnicity", "民族", ("族别",)),
    Column(
        "birth",
        "出生日期",
        ("出生年月", "出生年月日", "出生时间", "出生", "生年", "生于", "出生年份", "生日"),
    ),
    Column("birth_as_written", "出生日期原文", ("出生原文",)),
    Column(
        "death",
        "逝世日期",
        ("逝世时间", "去世日期", "去世时间", "逝世", "卒年", "卒于", "逝世年月", "病逝时间", "忌日"),
    ),
    Column(
        "fallen_on",
        "牺牲日期",
        ("牺牲时间", "牺牲年月", "牺牲", "牺牲年月日", "阵亡时间", "牺牲年份"),
    ),
    Column("death_as_written", "逝世日期原文", ("逝世原文", "牺牲日期原文")),
    Column("death_place", "牺牲地点", ("逝世地点", "牺牲地", "逝世地", "去世地点")),
    Column("death_cause", "牺牲原因", ("牺牲情节", "逝世原因", "牺牲情形")),
    Column("life_status", "生存状态", ("健在情况", "状态", "是否健在", "生存情况", "现状")),
    Column("native_place", "籍贯", ("祖籍", "原籍", "贯籍")),
    Column("birth_place", "出生地", ("出生地点", "出生地址")),
    Column("place_code", "籍贯代码", ("行政区划代码", "区划代码")),
    Column("martyr_decision", "烈士评定", ("评定情况", "评定或追认")),
    Column("martyr_on", "评定日期", ("追认时间", "评定时间", "批准时间", "追认日期", "批准日期")),
    Column("martyr_authority", "评定机关", ("批准机关", "追认机关", "批准单位")),
    Column("martyr_document", "评定文件", ("批准文号", "文号", "评定文号")),
    Column(
        "enlisted",
        "入伍时间",
        ("入伍日期", "入伍年月", "参军时间", "参加革命年月", "参加革命时间", "参加工作时间"),
    ),
    Column("enlisted_as_written", "入伍时间原文", ()),
    Column("party_joined", "入党时间", ("入党日期", "入党年月", "入党团年月", "入党（团）时间")),
    Column("party_as_written", "入党时间原文", ()),
    Column(
        "services",
        "部队及职务",
        ("部队职务", "单位及职务", "部队", "所在部队", "生前单位及职务", "牺牲时所在军队及其职务",
         "单位职务", "服役部队", "部别职务", "生前部别职务"),
    ),
    Column("conflicts", "参战经历", ("参加战役", "参战情况", "参加战争")),
    Column(
        "awards",
        "荣誉",
        ("所获荣誉", "立功受奖", "奖励", "功绩", "立功情况", "何时何单位授何奖励", "获奖情况", "表彰"),
    ),
    Column("roles", "身份", ("角色",)),
    Column("short_life", "简介", ("生平", "事迹", "小传", "生平简介", "主要事迹", "人物简介", "生平事迹")),
    Column("sources", "资料来源", ("出处", "来源", "资料出处", "文献")),
)  # fmt: skip
"""In the order of the export. The first heading is the one the export writes."""

LABELS = {column.field: column.label for column in COLUMNS}
