"""Nominations as intake knows them: kind of record, privacy notice, words of the notices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.core.intake import kinds
from cms.core.intake.notices import wording
from cms.core.intake.standard_notices import standard_notice
from heritage.honours.enums import NominationState
from heritage.honours.models import Correction, Nomination
from heritage.honours.nominating import domain, showing

NOTICE_TITLE = "推荐（自荐）个人信息告知"
NOTICE_TEXT = """\
收集什么：被推荐对象的姓名或名称、性别、出生时间、籍贯、工作单位、服役经历、事迹、荣誉和您上传的材料；推荐人的姓名、电话，自愿填写的电子邮箱，与被推荐人的关系。不收集身份证号，请不要填写或上传身份证、银行卡、病历。未成年人的作品只需写明学校班级，材料中请隐去住址和联系方式。

用来做什么：只用于本次选树的资格审查、评审、考察、公示和与您联系。进入公示的，公示姓名或名称、单位和简要事迹；最终入选的，经本人同意后展示事迹。推荐人的姓名和联系方式不公开，也不提供给评委。

谁能看到：组织选树的工作人员，所在地的基层审核人员，以及评委（评委看不到推荐人）。电话、邮箱和自愿补充的信息加密保存，平时只显示部分；每次查看完整内容都要写明理由并留下记录。

保存多久：填写未提交的内容保留14天；提交后的内容在活动结束后按公布的期限删除，最长不超过办结后一年，始终未办结的两年内删除。入选者的事迹作为公开资料保存。

您的权利：凭回执编号和电话号码可以查询进度、补充材料，资格审查结束前可以撤回；被推荐人和推荐人都可以要求查阅、更正或删除自己的信息。

自愿原则：不填写不影响您使用本网站；您也可以到就近的退役军人服务站由工作人员代填。"""


def register() -> None:
    """Make nominations known; called once, when the site starts."""
    kinds.register(
        kinds.Kind(
            model=Nomination,
            label=_("Nominations"),
            plain=showing.plain,
            related=("title__campaign", "category"),
            status_template="heritage/honours/nominating/status.html",
            status=showing.status,
            withdraw=domain.withdraw,
            may_withdraw=domain.may_withdraw,
            withdrawn=_("You have withdrawn your nomination. It is not considered any more."),
            apart=frozenset(NominationState.values),
            admin_template="heritage/honours/admin/nominating/panel.html",
            admin=showing.panel,
            purged=lambda keys: Correction.objects.filter(nomination__in=keys).update(
                asked="", answer=""
            ),
        )
    )
    standard_notice(Nomination.kind, title=NOTICE_TITLE, text=NOTICE_TEXT)
    wording(
        domain.RECEIVED,
        subject=_("Your nomination was received"),
        text=_(
            "Your nomination for “%(title)s” was received. Receipt number: %(receipt)s. With it "
            "and your telephone number you can see how it stands, add files or withdraw it."
        ),
    )
