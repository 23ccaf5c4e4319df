"""What intake must know of leads, and the words of their notices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.core.intake import kinds
from cms.core.intake.notices import wording
from cms.core.intake.standard_notices import standard_notice
from heritage.memorials.enums import LeadState
from heritage.memorials.leads import domain, showing
from heritage.memorials.models import KinLead, LeadMessage

NOTICE_TITLE = "烈士寻亲线索个人信息告知"
NOTICE_TEXT = """\
收集什么：您的称呼、电话号码、与烈士的关系、您了解的情况，以及您自愿上传的照片、证件或文书。请不要上传与核实无关的证件，不要填写银行账号。

用来做什么：只用于核实这条线索、与您联系。核实后，烈士名录上只写明经核实的史实和“亲属或知情人提供的线索”，不公布您的姓名、电话和来信内容。

谁能看到：负责核实的纪念设施管理人员。内容加密保存；查看完整号码和下载材料都要写明理由并留下记录。

保存多久：办结后一年内删除；一直未能办结的，自提交之日起三年内删除。

您的权利：凭回执编号和电话号码可以查询进度、补充材料、给我们留言，核实完成前可以撤回；也可以要求查阅、更正或删除。

自愿原则：不填写不影响您使用本网站的其他内容，您也可以直接打电话或到纪念设施办理。"""


def register() -> None:
    """Make leads known; called once, when the site starts."""
    kinds.register(
        kinds.Kind(
            model=KinLead,
            label=_("Kin leads"),
            plain=showing.plain,
            related=("entry__roll",),
            status_template="heritage/memorials/leads/status.html",
            status=showing.status,
            withdrawn=_("You have withdrawn your lead. It is not followed up any more."),
            answer_field="finding",
            move=domain.move_lead,
            apart=frozenset({LeadState.CONFIRMED}),
            admin_template="heritage/memorials/admin/leads/panel.html",
            admin=showing.panel,
            purged=lambda keys: LeadMessage.objects.filter(lead__in=keys).delete(),
        )
    )
    standard_notice(KinLead.kind, title=NOTICE_TITLE, text=NOTICE_TEXT)
    wording(
        domain.RECEIVED,
        subject=_("Your lead was received"),
        text=_(
            "Your lead about a martyr was received. Receipt number: %(receipt)s. With it and "
            "your telephone number you can see how it stands, add something or withdraw it."
        ),
    )
    wording(
        domain.MOVED,
        subject=_("Your lead about a martyr"),
        text=_("How your lead %(receipt)s stands: %(state)s. You can read more on our site."),
    )
    wording(
        domain.ANSWERED,
        subject=_("A message about your lead"),
        text=_("There is a message about your lead %(receipt)s. You can read it on our site."),
    )
