"""Families' journeys to graves far away (异地祭扫): asked for, planned together, recorded."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.core.intake import domain, kinds
from cms.core.intake.models import Draft, PrivacyNotice
from cms.core.intake.notices import notify, wording
from cms.core.intake.receipts import grouped
from cms.core.intake.standard_notices import standard_notice
from heritage.memorials.enums import JourneyState
from heritage.memorials.models import (
    GroupJourney,
    JourneyRequest,
    MemorialSitePage,
    RollEntry,
)

RECEIVED = "journey.received"
TOLD = {
    JourneyState.PLANNED: "journey.planned",
    JourneyState.DECLINED: "journey.declined",
}
CHANGE = "heritage.change_groupjourney"


def request_journey(
    *,
    name: str,
    phone: str,
    fallen: str,
    relation: str = "",
    people: int = 1,
    needs: str = "",
    entry: RollEntry | None = None,
    site: MemorialSitePage | None = None,
    notice: PrivacyNotice,
    origin: domain.Origin,
    once: str = "",
    draft: Draft | None = None,
) -> tuple[JourneyRequest, bool]:
    """Take in a family's request and tell its receipt number; raises as ``hand_in`` does."""
    request = JourneyRequest(
        contact_name=name,
        contact_phone=phone,
        fallen=fallen,
        relation=relation,
        people=people,
        needs=needs,
        entry=entry,
        site=site,
    )
    with transaction.atomic():
        request, is_new = domain.hand_in(
            record=request, notice=notice, origin=origin, once=once, draft=draft
        )
        if is_new:
            notify(
                kind=RECEIVED,
                to=request.contact_phone,
                context={"receipt": grouped(request.receipt)},
            )
    return request, is_new


def move_request(
    *, record: JourneyRequest, to: str, seen: str, answer: str, user: AbstractBaseUser
) -> JourneyRequest:
    """Move a request on and tell the family; raises as ``domain.move`` does.

    It is planned by putting it to a journey (:func:`plan`); taken back to
    received, it leaves the journey.
    """
    if to == JourneyState.PLANNED and record.journey_id is None:
        raise ValidationError(_("Put the request to a group journey to plan it."))
    with transaction.atomic():
        moved = domain.answer(record=record, to=to, seen=seen, answer=answer, user=user)
        if to in (JourneyState.RECEIVED, JourneyState.DECLINED) and moved.journey_id:
            moved.journey = None
            moved.save(update_fields=["journey", "changed_at"])
        _tell(moved)
    return moved


def save_journey(*, journey: GroupJourney, user: AbstractBaseUser) -> GroupJourney:
    """Save a group journey; raises ``ValidationError`` or ``PermissionDenied``."""
    _check_may(user)
    journey.full_clean()
    action = "wagtail.edit" if journey.pk else "wagtail.create"
    with transaction.atomic():
        journey.save()
        log(instance=journey, action=action, user=user)
    return journey


def plan(
    *, journey: GroupJourney, requests: Iterable[JourneyRequest], user: AbstractBaseUser
) -> list[JourneyRequest]:
    """Put received requests to a journey and tell their families; all of them or none.

    Raises ``IllegalTransitionError`` for one that is no longer open.
    """
    _check_may(user)
    planned = []
    with transaction.atomic():
        GroupJourney.objects.select_for_update().get(pk=journey.pk)
        for request in requests:
            moved = domain.move(
                record=request,
                to=JourneyState.PLANNED,
                user=user,
                changes={"journey_id": journey.pk},
            )
            _tell(moved)
            planned.append(moved)
    return planned


def finish(*, journey: GroupJourney, user: AbstractBaseUser) -> list[JourneyRequest]:
    """Close the requests of a journey that was made and has its record.

    Raises ``ValidationError`` while there is no record.
    """
    _check_may(user)
    if not journey.record.strip():
        raise ValidationError({"record": _("Write the record of the journey first.")})
    with transaction.atomic():
        GroupJourney.objects.select_for_update().get(pk=journey.pk)
        planned = list(journey.requests.filter(state=JourneyState.PLANNED))
        return [domain.move(record=request, to=JourneyState.MADE, user=user) for request in planned]


def _check_may(user: AbstractBaseUser) -> None:
    if not user.has_perm(CHANGE):
        raise PermissionDenied("this user may not arrange journeys")


def _tell(request: JourneyRequest) -> None:
    if request.state in TOLD and request.contact_phone:
        notify(
            kind=TOLD[request.state],
            to=request.contact_phone,
            context={
                "receipt": grouped(request.receipt),
                "since": request.journey.since.isoformat() if request.journey else "",
            },
        )


def _plain(request: JourneyRequest) -> list[tuple[str, str]]:
    rows = [(_("How many travel"), str(request.people))]
    if request.site and request.site.live:
        rows.append((_("Memorial site"), request.site.title))
    if request.journey:
        rows.append((_("Group journey"), str(request.journey)))
    return rows


kinds.register(
    kinds.Kind(
        model=JourneyRequest,
        label=gettext_lazy("Requests for journeys"),
        plain=_plain,
        related=("site", "journey"),
        status_template="heritage/memorials/parts/journey_status.html",
        withdrawn=gettext_lazy("You have withdrawn your request."),
        answer_field="answer",
        move=move_request,
        apart=frozenset({JourneyState.PLANNED, JourneyState.MADE}),
    )
)
wording(
    RECEIVED,
    subject=gettext_lazy("Your request for a journey was received"),
    text=gettext_lazy(
        "Your request to visit a grave far away was received; we call you to arrange it. Receipt "
        "number: %(receipt)s. With it and your telephone number you can see how it stands."
    ),
)
wording(
    TOLD[JourneyState.PLANNED],
    subject=gettext_lazy("Your journey is planned"),
    text=gettext_lazy(
        "A group journey is planned for you, beginning %(since)s. Receipt number: %(receipt)s; "
        "what to know stands there."
    ),
)
wording(
    TOLD[JourneyState.DECLINED],
    subject=gettext_lazy("Your request for a journey"),
    text=gettext_lazy(
        "Your request for a journey cannot be met. The reason is given under receipt number "
        "%(receipt)s."
    ),
)
standard_notice(
    JourneyRequest.kind,
    title="异地祭扫申请个人信息告知",
    text="""\
收集什么：联系人称呼、电话号码、祭扫对象姓名、与您的关系、同行人数，以及您自愿填写的需要照顾的事项。请不要填写身份证号、银行账号。

用来做什么：只用于核实祭扫对象、安排行程和联系您，不作他用；安排行程时会向目的地陵园的接待人员提供必要的人数和姓名。

谁能看到：承办异地祭扫的工作人员。填写内容加密保存，平时只显示部分；每次查看完整内容都要写明理由并留下记录。

保存多久：办结后180天内删除；一直未能办结的，自提交之日起三年内删除。

您的权利：凭回执编号和电话号码可以查询、撤回；也可以打电话要求查阅、更正或删除。

自愿原则：不填写不影响您浏览本网站；也可以打电话或到服务中心申请。""",
)
