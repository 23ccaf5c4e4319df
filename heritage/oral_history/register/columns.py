"""The columns of a list of old soldiers, as it is imported and exported."""

from __future__ import annotations

from cms.core.tables.columns import Column
from heritage.oral_history.enums import Health
from heritage.people.enums import Gender

NUMBER = "number"

OPEN_COLUMNS = (
    Column(NUMBER, "登记号", ("编号", "id")),
    Column("name", "姓名", ("老兵姓名", "名字")),
    Column("gender", "性别", ("sex",)),
    Column("birth", "出生日期", ("出生年月", "生日", "出生时间", "出生年份", "出生")),
    Column("age", "年龄", ("现年龄", "周岁")),
    Column("place", "居住地", ("现居地", "所在地区", "区划", "县区")),
    Column("organisation", "服务单位", ("服务中心", "服务站", "管理单位", "所属单位")),
    Column("service", "服役经历", ("参军经历", "军队经历", "原部队", "所在部队", "简历")),
    Column("conflicts", "参加战争", ("参战类别", "参战时期", "战争")),
    Column("battles", "参加战役", ("战役", "主要战役", "战役战斗")),
    Column("dialect", "方言", ("口音", "语言")),
    Column("interviewer", "采访人", ("采集人", "负责人")),
    Column("record", "人物档案", ("档案", "slug")),
    Column("note", "备注", ("说明",)),
    Column("source", "来源", ("提供单位", "线索来源")),
)
DETAIL_COLUMNS = (
    Column("contact_phone", "联系电话", ("电话", "手机", "手机号", "联系方式")),
    Column("contact_person", "联系人", ("家属", "联络人", "监护人")),
    Column("address", "住址", ("家庭住址", "详细地址", "地址")),
    Column("health", "健康状况", ("身体状况", "健康")),
    Column("health_note", "健康说明", ("病情", "身体说明")),
)
COLUMNS = (*OPEN_COLUMNS, *DETAIL_COLUMNS)

STATE_HEADING, BAND_HEADING, INTERVIEW_HEADING = "进度", "紧迫程度", "口述页面"
"""Exported and not read back: they follow from what was done."""

GENDER_WORDS = {
    Gender.MALE: ("男", "男性", "m", "male"),
    Gender.FEMALE: ("女", "女性", "f", "female"),
}
HEALTH_WORDS = {
    Health.GOOD: ("良好", "健康", "好", "一般", "尚可", "good"),
    Health.FRAIL: ("体弱", "较弱", "差", "较差", "虚弱", "frail"),
    Health.ILL: ("患病", "有病", "生病", "住院", "卧床", "ill"),
    Health.CRITICAL: ("病重", "重病", "病危", "危重", "critical"),
}
"""The first word of each is what an export writes."""
