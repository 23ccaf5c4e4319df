"""What intake must know of tribute on a family's behalf: words, lists, its privacy notice."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.intake.kinds import Kind, register
from cms.core.intake.notices import wording
from cms.core.intake.standard_notices import standard_notice
from heritage.memorials.enums import ProxyTributeState
from heritage.memorials.models import ProxyTribute
from heritage.memorials.tributes import proxying

NOTICE_TITLE = "代为祭扫服务个人信息告知"
NOTICE_TEXT = """\
收集什么：您的称呼、电话号码、自愿填写的电子邮箱、您与逝者的关系、请我们代读的信和您的嘱托。请不要填写身份证号、银行账号或病情。

用来做什么：只用于管护单位代您祭扫、与您联系并向您反馈祭扫情况，不作他用，不向其他单位提供，不对外公开。

谁能看到：承办此事的工作人员。以上信息加密保存，平时只显示部分内容；每次查看完整内容都要写明理由并留下记录。代您祭扫时拍的照片只供您凭回执查看。

保存多久：办结后一年内删除，照片一并删除；一直未能办结的，自提交之日起两年内删除。

您的权利：凭回执编号和电话号码可以查询办理情况、查看照片，办结前可以撤回；也可以打电话要求查阅、更正或删除。

自愿原则：不填写不影响您使用本网站的其他内容，您也可以直接打电话办理。

In short (English): we use your name, telephone number, e-mail address and letter only to pay \
tribute for you and to tell you about it. They are encrypted, seen by the staff concerned only, \
and deleted within a year after it was done. With your receipt number and telephone number you \
can follow, read the account, see the pictures, or withdraw."""


def _plain(record: ProxyTribute) -> list[tuple[str, str]]:
    rows = [
        (pgettext_lazy("tribute", "For"), str(record.entry or "")),
        (_("Memorial site"), str(record.site or "")),
        (_("Wished for on"), record.wanted_on.isoformat() if record.wanted_on else ""),
        (_("Done on"), record.done_on.isoformat() if record.done_on else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _status(record: ProxyTribute, request) -> dict:
    if record.state not in proxying.TOLD:
        return {}
    return {"account": record.account, "pictures": list(record.pictures.all())}


def _admin(record: ProxyTribute, request) -> dict:
    return {
        "may_report": request.user.has_perm(record.permission("change"))
        and not record.purged_at
        and ProxyTributeState.DONE in record.transitions[record.state],
        "pictures": list(record.pictures.all()),
    }


register(
    Kind(
        model=ProxyTribute,
        label=_("Tributes on a family's behalf"),
        plain=_plain,
        related=("entry", "site"),
        status_template="heritage/memorials/proxy_status.html",
        status=_status,
        withdrawn=_("You have withdrawn it. Nothing more is done about it."),
        answer_field="account",
        move=proxying.answer_request,
        apart=frozenset({ProxyTributeState.DONE}),
        admin_template="heritage/memorials/admin/proxy_record.html",
        admin=_admin,
        purged=proxying.forget_pictures,
    )
)
standard_notice(ProxyTribute.kind, title=NOTICE_TITLE, text=NOTICE_TEXT)
wording(
    proxying.RECEIVED,
    subject=_("We have received your request to pay tribute for you"),
    text=_(
        "Your request was received. Receipt number: %(receipt)s. "
        "With it and your telephone number you can see how it stands or withdraw it."
    ),
)
wording(
    proxying.TOLD[ProxyTributeState.ACCEPTED],
    subject=_("We will pay tribute for you"),
    text=_(
        "The custodian has accepted your request %(receipt)s and will pay tribute for you. "
        "You will be told when it is done."
    ),
)
wording(
    proxying.TOLD[ProxyTributeState.DECLINED],
    subject=_("About your request to pay tribute for you"),
    text=_(
        "Your request %(receipt)s cannot be done. Why stands on the page you reach with your "
        "receipt number and telephone number."
    ),
)
wording(
    proxying.TOLD[ProxyTributeState.DONE],
    subject=_("Tribute was paid for you"),
    text=_(
        "Tribute was paid for you as you asked in %(receipt)s. With your receipt number and "
        "telephone number you can read the account and see the pictures."
    ),
)
