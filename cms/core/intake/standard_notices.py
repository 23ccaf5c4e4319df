"""The first version of each privacy notice, so that a new site can take something in.

The office puts its own wording into a second version; this one says only what
the software really does.
"""

from __future__ import annotations

from django.apps import apps as installed
from django.apps.registry import Apps

from . import keys
from .models import CallBackRequest

CALL_BACK_TITLE = "请回电服务个人信息告知"
CALL_BACK_TEXT = """\
收集什么：您的称呼、电话号码、方便接听的时间，以及您自愿填写的事由。请不要填写身份证号、银行账号或病情。

用来做什么：只用于给您回电话、答复您的事项，不作他用，不向其他单位提供。

谁能看到：承办此事的工作人员。电话号码加密保存，平时只显示部分号码；每次查看完整号码都要写明理由并留下记录。

保存多久：办结后90天内删除；一直未能办结的，自提交之日起一年内删除。

您的权利：凭回执编号和电话号码可以查询办理情况，办结前可以撤回；也可以打电话要求查阅、更正或删除。

自愿原则：不填写不影响您使用本网站的其他内容，您也可以直接打电话或到服务站办理。"""


_standard: dict[str, tuple[str, str]] = {}


def standard_notice(kind: str, *, title: str, text: str) -> None:
    """Register the first version of the notice of a kind; a kind has one."""
    if kind in _standard:
        raise ValueError(f"the notice of {kind!r} is registered twice")
    _standard[kind] = (title, text)


standard_notice(CallBackRequest.kind, title=CALL_BACK_TITLE, text=CALL_BACK_TEXT)


def make_standard_notices(apps: Apps) -> None:
    """Make what is missing; a notice that exists in any version is left alone.

    ``apps`` are the models as the database has them: a site that was migrated
    back to before there were notices has nowhere to put one.
    """
    try:
        notices = apps.get_model("core", "PrivacyNotice")._default_manager
    except LookupError:
        return
    there = set(notices.values_list("kind", flat=True))
    for kind, (title, text) in _standard.items():
        if kind not in there:
            notices.get_or_create(kind=kind, version=1, defaults={"title": title, "text": text})


def after_migrate(sender, *, apps: Apps = installed, **kwargs) -> None:
    """What a new site needs before its first visitor: keys and notices."""
    keys.make_keys()
    make_standard_notices(apps)
