"""What is asked of a nominee of each kind, and how it is shown again.

One table serves the public form, the clerk's form, the spreadsheet of many
nominations and the file that officers and judges read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.dates import HistoricalDate
from heritage.honours.enums import NomineeKind
from heritage.honours.models.candidacies import NomineeFacts
from heritage.people.enums import Gender

TEXT, NAME, DATE, PHONE, GENDER, NUMBER, PLACE = (
    "text",
    "name",
    "date",
    "phone",
    "gender",
    "number",
    "place",
)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked.

    ``name`` is a field of :class:`NomineeFacts` or, with ``in_details``, a key
    of its ``details``. ``answer`` is one of the constants above; ``longest`` counts
    characters, ``lines`` the rows of its box; ``heading`` is the column of it in
    a spreadsheet, the same in every language. ``names_people`` is said of running text
    that is about who they are.
    """

    name: str
    label: str
    heading: str
    answer: str = TEXT
    help_text: str = ""
    required: bool = False
    longest: int = 120
    lines: int = 1
    in_details: bool = False
    names_people: bool = False

    @property
    def tells_names(self) -> bool:
        """Whether the answer names somebody, so that it is not read where names are hidden."""
        return self.answer == NAME or self.names_people


def _name(label: str, heading: str, help_text: str = "") -> Question:
    return Question("nominee_name", label, heading, NAME, help_text, required=True)


_PLACE = Question(
    "place",
    _("Where they live or work"),
    "所在地",
    PLACE,
    _("County and town; it decides which office looks at it first."),
    longest=120,
)
_FOUNDED = Question(
    "founded",
    pgettext_lazy("nominee", "Founded"),
    "成立时间",
    DATE,
    longest=80,
    in_details=True,
)
_SEAT = replace(_PLACE, label=_("Where it is"))
_PHONE = Question(
    "nominee_phone",
    _("Telephone of the nominee"),
    "被推荐人电话",
    PHONE,
    _("Never shown; only to ask back, and to see that nobody is entered twice."),
)
_UNIT = Question("unit", _("Work unit and post"), "工作单位及职务", longest=160)
_HONOURS = Question(
    "honours",
    _("Honours received"),
    "获得荣誉",
    help_text=_("One a line, with year and who gave it."),
    longest=2000,
    lines=4,
)
_PERSON = (
    _name(pgettext_lazy("nominee", "Name"), "姓名"),
    Question("gender", _("Gender"), "性别", GENDER, required=True),
    Question(
        "birth",
        _("Born"),
        "出生日期",
        DATE,
        _("As far as it is known: 1962, 1962-10, 1962年10月, 民国三十年."),
        longest=80,
    ),
    Question("ethnicity", _("Ethnicity"), "民族", longest=20),
    Question("native_place", _("Native place"), "籍贯"),
    _UNIT,
    _PLACE,
    Question(
        "service",
        _("Military service"),
        "服役经历",
        help_text=_("From when to when, in which kind of troops; no designations of units."),
        longest=300,
        lines=2,
    ),
    _HONOURS,
    _PHONE,
)
_FAMILY = (
    _name(_("Name of the family"), "家庭名称", _("Such as the family of 张三 and 李四.")),
    Question(
        "members",
        _("Members of the family"),
        "家庭成员",
        help_text=_("Who they are to one another and what they do; of children no names."),
        required=True,
        longest=600,
        lines=4,
        in_details=True,
        names_people=True,
    ),
    _PLACE,
    Question("service", _("Who of them served, when"), "服役经历", longest=300, lines=2),
    _HONOURS,
    _PHONE,
)
_COLLECTIVE = (
    _name(_("Name of the collective"), "集体名称"),
    Question("unit", _("Belongs to"), "所属单位", longest=160),
    Question("head", _("Who leads it"), "负责人", NAME, longest=60, in_details=True),
    _FOUNDED,
    Question("people", pgettext_lazy("how many", "People"), "人数", NUMBER, in_details=True),
    _SEAT,
    _HONOURS,
)
_ORGANISATION = (
    _name(_("Name of the organisation"), "单位名称", _("As it is registered.")),
    Question("head", _("Who leads it"), "负责人", NAME, longest=60, in_details=True),
    _FOUNDED,
    Question("business", _("What it does"), "主营业务", longest=300, lines=2, in_details=True),
    Question("people", _("People employed"), "员工人数", NUMBER, in_details=True),
    Question("veterans", _("Veterans among them"), "退役军人员工人数", NUMBER, in_details=True),
    _SEAT,
    _HONOURS,
)
_PROJECT = (
    _name(_("Name of the project"), "项目名称"),
    Question("unit", _("Carried by"), "实施单位", longest=160, required=True),
    Question("head", _("Who leads it"), "负责人", NAME, longest=60, in_details=True),
    Question("since", _("Runs since"), "开始时间", DATE, longest=80, in_details=True),
    Question("served", _("People it has served"), "服务人次", NUMBER, in_details=True),
    _SEAT,
    _HONOURS,
)
_WORK = (
    _name(_("Title of the work"), "作品名称"),
    Question(
        "author",
        _("By whom"),
        "作者",
        NAME,
        _("Of a child, the family name and the class are enough."),
        longest=60,
        required=True,
        in_details=True,
    ),
    Question("unit", _("School or unit, class"), "学校（单位）班级", longest=160),
    Question("teacher", _("Guided by"), "指导老师", NAME, longest=60, in_details=True),
    Question("minutes", _("Length in minutes"), "时长（分钟）", NUMBER, in_details=True),
    _SEAT,
)

QUESTIONS: dict[str, tuple[Question, ...]] = {
    NomineeKind.PERSON: _PERSON,
    NomineeKind.FAMILY: _FAMILY,
    NomineeKind.COLLECTIVE: _COLLECTIVE,
    NomineeKind.ORGANISATION: _ORGANISATION,
    NomineeKind.PROJECT: _PROJECT,
    NomineeKind.WORK: _WORK,
}
DEEDS = Question("deeds", _("Deeds"), "事迹", longest=10_000, lines=14, required=True)
LINKS = Question("links", _("Links to videos"), "视频链接", longest=1000, lines=3)


def questions_of(kind: str) -> tuple[Question, ...]:
    """What is asked of a nominee of that kind, besides the deeds and links."""
    return QUESTIONS[kind]


def answer_to(question: Question, facts: NomineeFacts) -> str:
    """The answer as it is read; empty where there is none."""
    value = (
        facts.details.get(question.name, "")
        if question.in_details
        else getattr(facts, question.name)
    )
    if question.answer == GENDER:
        return str(dict(Gender.choices).get(value, ""))
    if question.answer == DATE and value:
        date = HistoricalDate.parse(value) if question.in_details else value
        return date.display()
    return str(value or "")


def rows_of(facts: NomineeFacts, kind: str) -> list[tuple[str, str]]:
    """Label and answer of everything that is filled in; without the telephone and the deeds."""
    rows = (
        (str(question.label), answer_to(question, facts))
        for question in questions_of(kind)
        if question.answer != PHONE
    )
    return [(label, answer) for label, answer in rows if answer]
