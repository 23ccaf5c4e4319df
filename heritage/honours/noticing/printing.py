"""A public notice on paper (公示), to be posted on a board: all that its page says.

Set in Chinese, whatever the language of the admin; no emblem of state, party or army.
"""

from __future__ import annotations

import datetime

from django.utils import timezone

from cms.core.intake.models import PrivacyNotice
from cms.core.print.codes import QrCode
from cms.core.print.press import render_pdf
from cms.core.templatetags.typesetting import phrases
from heritage.honours.enums import DayUnit, NomineeKind, NoticeOrder, PublicNoticeState
from heritage.honours.models import Objection, PublicNotice
from heritage.honours.noticing import showing
from heritage.honours.noticing.domain import is_over

TEMPLATE = "honours/public_notice.typ"
LONGEST_PIECE = 12
DIGITS_A_GROUP = 8

_UNITS = {DayUnit.WORKING: "个工作日", DayUnit.CALENDAR: "个自然日"}
_PEOPLE = frozenset({NomineeKind.PERSON})


def sheet_of(notice: PublicNotice, *, url: str = "") -> dict:
    """What the paper says, as JSON values; four queries.

    ``url`` is the whole address of the public page, empty while there is none;
    it is printed as a QR code.
    """
    kinds = dict(notice.campaign.titles.values_list("name", "nominee_kind"))
    groups = showing.groups(notice)
    period = showing.period(notice)
    all_people = all(kinds.get(group["title"]) in _PEOPLE for group in groups)
    return {
        "title": notice.title,
        "pieces": _pieces(notice.title),
        "campaign": notice.campaign.title,
        "is_sample": notice.campaign.is_sample,
        "standing": _standing(notice),
        "intro": notice.intro or "现将有关名单公示如下，接受社会监督。",
        "groups": [_group(group, kinds.get(group["title"]) in _PEOPLE) for group in groups],
        "order": _order(notice, all_people=all_people),
        "period": f"{_day(period['first'])}至{_day(period['last'])}"
        f"（{period['days']}{_UNITS[notice.unit]}）",
        "phone": notice.supervision_phone,
        "address": notice.supervision_address,
        "email": notice.supervision_email,
        "url": url,
        "is_heard_online": bool(url) and _takes_objections(),
        "organisers": notice.campaign.organisers,
        "signed_on": _day(timezone.localtime(notice.published_at)) if notice.published_at else "",
        "digest": _grouped(notice.digest),
    }


def notice_pdf(sheet: dict, *, at: datetime.datetime | None = None) -> bytes:
    """The paper of a :func:`sheet_of` on A4; 〓 stands for what no font draws."""
    code = QrCode(sheet["url"]) if sheet["url"] else None
    return render_pdf(TEMPLATE, {**sheet, "code": code}, at=at, substitute=True)


def _standing(notice: PublicNotice) -> str:
    """What must be read on a copy that does not run; empty for one that does."""
    if notice.state == PublicNoticeState.DRAFT:
        return "草稿，尚未发布"
    if notice.state == PublicNoticeState.CALLED_BACK:
        return "已撤回"
    return "公示期已满，仅供存档" if is_over(notice) else ""


def _group(group: dict, is_people: bool) -> dict:
    return {
        "title": group["title"],
        "category": group["category"],
        "name_head": "姓名" if is_people else "名称",
        "detail_head": "单位及职务" if is_people else "说明",
        "rows": [
            {"name": row.name, "detail": row.detail, "off": _why_off(row)} for row in group["rows"]
        ],
    }


def _why_off(row) -> str:
    if row.struck_at:
        return "异议成立，已从名单中删去"
    return "已不再推荐" if row.is_off else ""


def _order(notice: PublicNotice, *, all_people: bool) -> str:
    if notice.order == NoticeOrder.RANK:
        return "以上名单按名次排列。"
    return f"以上名单按{'姓氏' if all_people else '姓氏（名称）'}笔画排列。"


def _takes_objections() -> bool:
    return PrivacyNotice.objects.in_force(Objection.kind) is not None


def _pieces(title: str) -> list[str]:
    """A title in pieces between which a line may break: words, and what stands in quotes."""
    pieces: list[str] = []
    for piece in phrases(title):
        is_open = bool(pieces) and pieces[-1].count("“") > pieces[-1].count("”")
        if is_open and len(pieces[-1]) + len(piece) <= LONGEST_PIECE:
            pieces[-1] += piece
        else:
            pieces += _cut(piece)
    return pieces


def _cut(piece: str) -> list[str]:
    return [piece[at : at + LONGEST_PIECE] for at in range(0, len(piece), LONGEST_PIECE)]


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _grouped(digest: str) -> str:
    """A digest in groups of eight digits, to be compared by eye."""
    return " ".join(
        digest[at : at + DIGITS_A_GROUP] for at in range(0, len(digest), DIGITS_A_GROUP)
    )
