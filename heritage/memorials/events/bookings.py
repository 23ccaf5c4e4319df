"""Sign-up for events: handed in by the public, confirmed by an editor, counted under a lock."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from cms.core.intake import domain, kinds
from cms.core.intake.models import Draft, PrivacyNotice
from cms.core.intake.notices import notify, wording
from cms.core.intake.receipts import grouped
from cms.core.intake.standard_notices import standard_notice
from heritage.memorials.enums import BookingState, PartyKind
from heritage.memorials.events.standing import Standing, places_of, standing, when
from heritage.memorials.models import Booking, EventPage

RECEIVED = "booking.received"
TOLD = {
    BookingState.CONFIRMED: "booking.confirmed",
    BookingState.DECLINED: "booking.declined",
    BookingState.CANCELLED: "booking.cancelled",
}
"""The notice that goes out with each state; attendance is told to nobody."""

_WHEN_CALLED_OFF = {
    BookingState.RECEIVED: BookingState.DECLINED,
    BookingState.CONFIRMED: BookingState.CANCELLED,
}


class EventNotOpenError(ValidationError):
    """Nobody can sign up for the event now."""


def request_booking(
    *,
    event: EventPage,
    name: str,
    phone: str,
    party: PartyKind,
    people: int,
    party_name: str = "",
    needs: str = "",
    notice: PrivacyNotice,
    origin: domain.Origin,
    once: str = "",
    draft: Draft | None = None,
) -> tuple[Booking, bool]:
    """Take in a sign-up and tell its receipt number by notice; raises as ``hand_in`` does.

    More may ask than there are places; who waits is told so (:func:`waits`).
    Raises ``ValidationError`` where the event takes no sign-ups now, or never
    has room for so many.
    """
    booking = Booking(
        event=event,
        contact_name=name,
        contact_phone=phone,
        party=party,
        party_name=party_name,
        people=people,
        needs=needs,
    )
    with transaction.atomic():
        locked = _locked(event.pk)
        _check_open(locked, people)
        booking, is_new = domain.hand_in(
            record=booking, notice=notice, origin=origin, once=once, draft=draft
        )
        if is_new:
            notify(
                kind=RECEIVED,
                to=booking.contact_phone,
                context={"receipt": grouped(booking.receipt), "event": event.title},
            )
    return booking, is_new


def move_booking(
    *, record: Booking, to: str, seen: str, answer: str, user: AbstractBaseUser
) -> Booking:
    """Move a sign-up on and tell the person; raises as ``domain.move`` does.

    To confirm, there must be room: the event's row is held while its places
    are counted, so that two editors cannot give the last place twice. Raises
    ``ValidationError`` where there is none.
    """
    with transaction.atomic():
        if to == BookingState.CONFIRMED and record.event_id:
            event = _locked(record.event_id)
            record.refresh_from_db(fields=["people", "state"])
            _check_room(event, record.people)
        moved = domain.answer(record=record, to=to, seen=seen, answer=answer, user=user)
        if to in TOLD and moved.contact_phone:
            notify(kind=TOLD[to], to=moved.contact_phone, context=_told(moved))
    return moved


def cancel_all(*, event: EventPage, answer: str, user: AbstractBaseUser) -> int:
    """Tell everybody who signed up for an event that was called off; gives how many.

    ``answer`` is the reason, read under each receipt. All of them or none;
    raises ``ValidationError`` without a reason, or while the event is not
    called off, and as ``domain.move`` does.
    """
    if not answer.strip():
        raise ValidationError(_("Say why the event was called off."))
    with transaction.atomic():
        if not _locked(event.pk).cancelled:
            raise ValidationError(_("Mark the event as called off first."))
        open_ones = list(Booking.objects.filter(event=event, state__in=_WHEN_CALLED_OFF))
        for booking in open_ones:
            move_booking(
                record=booking,
                to=_WHEN_CALLED_OFF[BookingState(booking.state)],
                seen=booking.state,
                answer=answer,
                user=user,
            )
    return len(open_ones)


def waits(booking: Booking) -> bool:
    """Whether others who asked before fill what is left, so that this one waits for a place."""
    if booking.state != BookingState.RECEIVED or booking.event is None:
        return False
    free = places_of(booking.event).free
    if free is None:
        return False
    before = Booking.objects.filter(
        event=booking.event, state=BookingState.RECEIVED, pk__lt=booking.pk
    ).aggregate(people=Sum("people"))["people"]
    return (before or 0) + booking.people > free


def _locked(pk: int) -> EventPage:
    return EventPage.objects.select_for_update(of=("self",)).get(pk=pk)


def _check_open(event: EventPage, people: int) -> None:
    if not event.live or standing(event, timezone.now()) != Standing.OPEN:
        raise EventNotOpenError(_("Sign-up for this event has closed."))
    if event.capacity is not None and people > event.capacity:
        raise ValidationError(
            ngettext(
                "The event has room for %(number)s person only.",
                "The event has room for %(number)s people only.",
                event.capacity,
            )
            % {"number": event.capacity}
        )


def _check_room(event: EventPage, people: int) -> None:
    places = places_of(event)
    if not places.has_room_for(people):
        raise ValidationError(
            _("There is no room: %(free)s places are free, and this sign-up is for %(people)s.")
            % {"free": places.free, "people": people}
        )


def _told(booking: Booking) -> dict[str, str]:
    event = booking.event
    return {
        "receipt": grouped(booking.receipt),
        "event": event.title if event else "",
        "when": when(event) if event else "",
    }


def _plain(booking: Booking) -> list[tuple[str, str]]:
    event = booking.event
    return [
        (pgettext("something that takes place", "Event"), event.title if event else "—"),
        *([(_("Time"), when(event))] if event else []),
        (_("Who comes"), booking.get_party_display()),
        (_("How many people"), str(booking.people)),
    ]


def _status(booking: Booking, request) -> dict:
    return {"waits": waits(booking), "is_confirmed": booking.state == BookingState.CONFIRMED}


def _admin(booking: Booking, request) -> dict:
    event = booking.event
    return {"event": event, "places": places_of(event) if event else None, "waits": waits(booking)}


kinds.register(
    kinds.Kind(
        model=Booking,
        label=gettext_lazy("Sign-ups for events"),
        plain=_plain,
        related=("event",),
        status_template="heritage/memorials/parts/booking_status.html",
        status=_status,
        withdrawn=gettext_lazy("You have withdrawn your sign-up; the places are free for others."),
        answer_field="answer",
        move=move_booking,
        admin_template="heritage/memorials/parts/booking_admin.html",
        admin=_admin,
    )
)
wording(
    RECEIVED,
    subject=gettext_lazy("Your sign-up was received"),
    text=gettext_lazy(
        "Your sign-up for “%(event)s” was received and waits for confirmation. Receipt number: "
        "%(receipt)s. With it and your telephone number you can see how it stands or withdraw it."
    ),
)
wording(
    TOLD[BookingState.CONFIRMED],
    subject=gettext_lazy("Your sign-up is confirmed"),
    text=gettext_lazy(
        "Your sign-up for “%(event)s” is confirmed: %(when)s. Receipt number: %(receipt)s. "
        "If you cannot come, please withdraw it there."
    ),
)
wording(
    TOLD[BookingState.DECLINED],
    subject=gettext_lazy("Your sign-up could not be confirmed"),
    text=gettext_lazy(
        "Your sign-up for “%(event)s” could not be confirmed. The reason is given under receipt "
        "number %(receipt)s."
    ),
)
wording(
    TOLD[BookingState.CANCELLED],
    subject=gettext_lazy("Your places were cancelled"),
    text=gettext_lazy(
        "Your places at “%(event)s” had to be cancelled. The reason is given under receipt number "
        "%(receipt)s."
    ),
)
standard_notice(
    Booking.kind,
    title="活动报名个人信息告知",
    text="""\
收集什么：联系人称呼、电话号码、参加人数，学校或团体名称，以及您自愿填写的需要准备的事项。不收集参加者名单，请不要填写身份证号或病情。

用来做什么：只用于确认报名、安排活动和通知变更，不作他用，不向其他单位提供。

谁能看到：承办活动的工作人员。电话号码和填写内容加密保存，平时只显示部分；每次查看完整内容都要写明理由并留下记录。

保存多久：活动办结或报名撤回后90天内删除；一直未能办结的，自提交之日起一年内删除。

您的权利：凭回执编号和电话号码可以查询、撤回；也可以打电话要求查阅、更正或删除。

自愿原则：不填写不影响您浏览本网站；也可以打电话报名。""",
)
