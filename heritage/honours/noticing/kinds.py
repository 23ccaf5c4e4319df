"""What intake must know of objections, the words of their notices, the campaign's block."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.core.intake import kinds
from cms.core.intake.notices import wording
from cms.core.intake.standard_notices import standard_notice
from heritage.honours.campaigns.overview import register_links
from heritage.honours.campaigns.showing import register_block
from heritage.honours.campaigns.verifying import register_check
from heritage.honours.models import Objection
from heritage.honours.noticing import objecting, sealing, showing

NOTICE_TITLE = "公示异议个人信息告知"
NOTICE_TEXT = """\
收集什么：您提出的异议和理由、自愿上传的证据材料；实名提出的，还有您的姓名和联系方式。匿名提出的，不收集您的姓名、电话，也不保留网络地址。请不要上传与异议无关的证件。

用来做什么：只用于核实异议、答复您，不作他用。核实时不向被公示人透露您的身份。

谁能看到：负责选树工作的承办人员。内容加密保存；查看全文、下载材料都要写明理由并留下记录。

保存多久：答复后一年内删除；一直未能办结的，自提交之日起三年内删除。

您的权利：实名提出的，凭回执编号和电话号码查询；匿名提出的，凭回执编号查询，请妥善保管。答复前可以撤回，也可以要求查阅、更正或删除。

自愿原则：您也可以不在网上填写，直接拨打公示中的监督电话、来信或到监督地址反映。"""


def register() -> None:
    """Make objections known; called once, when the site starts."""
    kinds.register(
        kinds.Kind(
            model=Objection,
            label=_("Objections to public notices"),
            plain=showing.plain,
            related=("notice__campaign", "candidacy"),
            status_template="heritage/honours/noticing/status.html",
            status=showing.status,
            withdraw=objecting.withdraw,
            withdrawn=_("You have withdrawn your objection."),
            answer_field="answer",
            move=objecting.answer_objection,
            admin_template="heritage/honours/admin/noticing/objection_panel.html",
            admin=showing.panel,
        )
    )
    standard_notice(Objection.kind, title=NOTICE_TITLE, text=NOTICE_TEXT)
    wording(
        objecting.RECEIVED,
        subject=_("Your objection was received"),
        text=_(
            "Your objection to a public notice was received. Receipt number: %(receipt)s. With it "
            "and your telephone number you can see how it stands or withdraw it."
        ),
    )
    wording(
        objecting.ANSWERED,
        subject=_("Your objection was answered"),
        text=_("Your objection %(receipt)s was answered. You can read the answer on our site."),
    )
    register_block(40, showing.running_of)
    register_links(60, showing.links)
    register_check(sealing.changed_lists, sealing.WORDS)
