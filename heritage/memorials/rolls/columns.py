"""The columns a roll of names may have, under the headings they are known by.

The headings are those of printed rolls (地方志 and 英名录), of the registers of
cemeteries, and of the national database of martyrs.
"""

from __future__ import annotations

from cms.core.tables import Column

KEY = "key"
"""The list's own number of a row, which stays when the row is corrected."""

COLUMNS = (
    Column(
        KEY,
        "编号",
        ("序号编号", "烈士编号", "档案号", "档案编号", "证号", "烈士证号", "烈士证编号", "证书编号",
         "登记号", "登记编号", "人员编号", "id"),
    ),
    Column(
        "name",
        "姓名",
        ("烈士姓名", "英烈姓名", "英烈", "烈士", "名字", "人名", "中文名", "墓主", "墓主姓名",
         "烈士名称", "姓 名"),
    ),
    Column("pinyin", "拼音", ("姓名拼音", "汉语拼音")),
    Column("traditional", "繁体", ("繁体姓名", "繁体名", "姓名繁体")),
    Column("former_names", "曾用名", ("原名", "本名", "曾名", "小名", "乳名")),
    Column("names", "其他名字", ("别名", "又名", "化名", "别称", "异名", "其他姓名", "其它名字")),
    Column("romanised", "外文名", ("英文名", "罗马拼写", "威妥玛拼音", "英文姓名", "外文拼写")),
    Column("gender", "性别", ("男女", "sex")),
    Column(
        "birth",
        "出生年月",
        ("出生日期", "出生年月日", "出生时间", "出生", "生年", "生于", "出生年份", "出生年", "生日"),
    ),
    Column(
        "native_place",
        "籍贯",
        ("祖籍", "原籍", "贯籍", "籍贯地址", "家庭住址", "家庭地址", "住址", "出生地", "户籍地"),
    ),
    Column("place_code", "籍贯代码", ("行政区划代码", "区划代码", "籍贯区划代码")),
    Column(
        "enlisted",
        "参加革命年月",
        ("参加革命时间", "入伍时间", "入伍年月", "入伍日期", "参军时间", "参军年月", "参加工作时间",
         "参加革命工作时间", "参加革命日期", "入伍（参加革命）时间"),
    ),
    Column(
        "party",
        "入党团年月",
        ("入党时间", "入党年月", "入党日期", "入党（团）时间", "入党(团)年月", "党团员", "党派",
         "政治面貌", "政治面目", "是否党团员"),
    ),
    Column(
        "unit",
        "部队及职务",
        ("牺牲时所在军队及其职务", "生前单位及职务", "单位及职务", "单位职务", "部别职务", "部别及职务",
         "部队职务", "部队职别", "生前部队职务", "生前部别职务", "牺牲时单位及职务", "所在部队及职务",
         "生前单位", "所在部队", "部队", "部别", "部队番号", "单位", "服役部队", "牺牲时单位"),
    ),
    Column("post", "职务", ("职别", "生前职务", "牺牲时职务", "职位")),
    Column(
        "death",
        "牺牲时间、地点、原因",
        ("牺牲时间地点原因", "牺牲时间及地点", "牺牲时间、地点", "牺牲时间地点", "牺牲情况",
         "牺牲时间和地点", "何时何地因何牺牲", "何时何地何因牺牲", "牺牲经过"),
    ),
    Column(
        "death_date",
        "牺牲时间",
        ("牺牲日期", "牺牲年月", "牺牲年月日", "牺牲年份", "牺牲", "阵亡时间", "卒年", "逝世时间",
         "牺牲（病故）时间"),
    ),
    Column("death_place", "牺牲地点", ("牺牲地", "阵亡地点", "牺牲所在地", "牺牲地址")),
    Column("battle", "牺牲战役", ("战役", "战斗", "战役战斗", "所在战役", "战斗名称", "参加战役")),
    Column("conflict", "牺牲时期", ("战争", "革命时期", "历史时期", "牺牲阶段", "时期")),
    Column("cause", "牺牲原因", ("牺牲情节", "牺牲情形", "原因", "牺牲方式")),
    Column(
        "honours",
        "何时何单位授何奖励",
        ("奖励", "立功受奖", "立功情况", "立功受奖情况", "所获荣誉", "荣誉", "功绩", "获奖情况",
         "奖励情况", "表彰"),
    ),
    Column(
        "grave",
        "安葬地",
        ("安葬地点", "安葬地址", "墓地", "安葬情况", "现安葬地", "墓葬地点", "安葬处", "埋葬地点"),
    ),
    Column(
        "site",
        "纪念设施",
        ("烈士陵园", "陵园", "陵园名称", "安葬陵园", "安葬设施", "纪念设施名称", "所在陵园"),
    ),
    Column("grave_kind", "安葬形式", ("墓葬形式", "墓葬类型", "安葬方式")),
    Column("grave_area", "墓区", ("区", "园区", "分区")),
    Column("grave_row", "排", ("墓排", "行", "排号")),
    Column("grave_number", "墓号", ("号", "墓碑号", "墓位", "位号", "墓位号", "墓穴号")),
    Column("remarks", "备注", ("附记", "说明", "附注", "注")),
    Column("source", "资料来源", ("出处", "来源", "资料出处", "文献", "来源文献")),
    Column("source_pages", "书页", ("页码", "页", "页数", "所在页")),
    Column("verification", "核实情况", ("核实状态", "核查情况", "核实")),
    Column("seeks_kin", "寻亲", ("是否寻亲", "寻找亲属", "待寻亲")),
)  # fmt: skip
"""In the order of the export of names that came from no list."""

LABELS = {column.field: column.label for column in COLUMNS}
