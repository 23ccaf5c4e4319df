"""Sign-up: places are counted under a lock, waiting is told, an editor confirms."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from cms.core.intake import domain
from cms.core.intake.models import NoticeLog
from heritage.memorials.enums import BookingState
from heritage.memorials.events.bookings import (
    EventNotOpenError,
    move_booking,
    request_booking,
    waits,
)
from heritage.memorials.events.standing import places_of
from heritage.memorials.models import Booking
from tests.cms.core.intake.conftest import in_parallel, solved_payload
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def confirm(booking, user, to=BookingState.CONFIRMED):
    return move_booking(record=booking, to=to, seen=booking.state, answer="", user=user)


class TestPlaces:
    def test_only_what_is_confirmed_takes_a_place(self, event, book, editor):
        first, second = book(6), book(3)
        assert (places_of(event).taken, places_of(event).asked) == (0, 9)
        first = confirm(first, editor)
        assert (places_of(event).free, places_of(event).asked) == (4, 3)
        assert (waits(second), waits(book(2)), waits(first)) == (False, True, False)

    def test_more_than_there_is_room_for_cannot_be_confirmed(self, event, book, editor):
        first, second = book(6), book(5)
        confirm(first, editor)
        with pytest.raises(ValidationError):
            confirm(second, editor)
        second.refresh_from_db()
        assert second.state == BookingState.RECEIVED

    def test_places_come_free_again(self, event, book, editor):
        first, second = book(6), book(5)
        first = confirm(first, editor)
        domain.withdraw(record=first)
        assert confirm(second, editor).state == BookingState.CONFIRMED

    def test_nobody_signs_up_for_more_than_all_places(self, book):
        with pytest.raises(ValidationError):
            book(11)
        assert Booking.objects.count() == 0

    @pytest.mark.parametrize(
        "change",
        [
            {"booking_closes_at": datetime.timedelta(hours=-1)},
            {"cancelled": True},
            {"takes_bookings": False},
            {"live": False},
        ],
    )
    def test_nobody_signs_up_for_what_is_closed(self, event, book, change):
        for name, value in change.items():
            is_span = isinstance(value, datetime.timedelta)
            setattr(event, name, timezone.now() + value if is_span else value)
        event.save()
        with pytest.raises(EventNotOpenError):
            book(1)

    def test_an_editor_needs_the_permission(self, book):
        with pytest.raises(PermissionDenied):
            confirm(book(1), UserFactory())


@pytest.mark.django_db(transaction=True)
def test_two_editors_cannot_give_the_last_places_twice(event, book, editor):
    bookings = [book(4, phone=f"1380013800{number}") for number in range(4)]
    outcomes = in_parallel(4, lambda number: confirm(bookings[number], editor))
    refused = [each for each in outcomes if isinstance(each, ValidationError)]
    assert (places_of(event).taken, len(refused)) == (8, 2)


def test_the_person_is_told_at_each_step(book, editor):
    booking = confirm(book(2), editor)
    confirm(booking, editor, to=BookingState.CANCELLED)
    assert list(NoticeLog.objects.order_by("pk").values_list("kind", flat=True)) == [
        "booking.received",
        "booking.confirmed",
        "booking.cancelled",
    ]


class TestForm:
    def post(self, client, event, **values):
        answers = {
            "party": "school",
            "party_name": "实验小学五年级",
            "people": "4",
            "name": "李老师",
            "phone": "13800138000",
            "consent": "on",
            "altcha": solved_payload(Booking.kind),
            **values,
        }
        return client.post(reverse("event_booking", args=[event.pk]), answers)

    def test_a_school_signs_up_and_follows_it_by_receipt(self, client, event, notices, editor):
        answer = self.post(client, event)
        booking = Booking.objects.get()
        assert answer.status_code == 302
        assert (booking.event, booking.people, booking.party_name) == (event, 4, "实验小学五年级")
        page = client.get(reverse("intake_status", args=[booking.receipt])).content.decode()
        assert "清明祭英烈" in page
        move_booking(
            record=booking, to="confirmed", seen="received", answer="八点半集合", user=editor
        )
        page = client.get(reverse("intake_status", args=[booking.receipt])).content.decode()
        assert "八点半集合" in page

    def test_a_school_must_be_named_and_people_be_a_number(self, client, event, notices):
        answer = self.post(client, event, party_name="", people="许多")
        assert answer.status_code == 400
        assert set(answer.context["form"].errors) == {"party_name", "people"}
        assert "李老师" in answer.content.decode()

    def test_without_a_check_nothing_is_taken(self, client, event, notices):
        answer = self.post(client, event, altcha="")
        assert (answer.status_code, Booking.objects.count()) == (400, 0)

    def test_who_will_wait_is_told_before(self, client, event, book):
        book(9)
        page = client.get(reverse("event_booking", args=[event.pk])).content.decode()
        places = page.split('class="page-head"')[1].split("<form")[0]
        assert "<strong>" not in places
        book(1)
        page = client.get(reverse("event_booking", args=[event.pk])).content.decode()
        assert "<strong>" in page.split('class="page-head"')[1].split("<form")[0]

    def test_a_closed_event_leads_back_to_its_page(self, client, event, notices):
        event.cancelled = True
        event.save()
        answer = client.get(reverse("event_booking", args=[event.pk]))
        assert (answer.status_code, answer["Location"]) == (302, event.url)
        assert self.post(client, event).status_code == 400

    def test_a_draft_has_no_form(self, client, event, notices):
        event.unpublish()
        assert client.get(reverse("event_booking", args=[event.pk])).status_code == 404


def test_nothing_personal_is_readable_in_the_database(event, book):
    book(2, party_name="实验小学", needs="轮椅一辆")
    row = Booking.objects.extra(
        select={"a": "party_name", "b": "needs", "c": "contact_phone"}
    ).values_list("a", "b", "c")[0]
    assert [word for cell in row for word in ("实验", "轮椅", "1380") if word in cell] == []


def test_an_editor_confirms_in_the_admin_and_is_told_when_full(client, event, book, editor):
    first, second = book(8), book(8)
    client.force_login(editor)
    for booking, status in ((first, 302), (second, 400)):
        address = reverse("rongguang_intake_move", args=[Booking.kind, booking.pk])
        answer = client.post(address, {"to": "confirmed", "seen": "received", "answer": ""})
        assert answer.status_code == status
    page = client.get(reverse("rongguang_intake_record", args=[Booking.kind, second.pk]))
    assert event.title in page.content.decode()


def test_signing_up_twice_with_one_form_makes_one(event, notices, origin):
    asked = {
        "event": event,
        "name": "张老师",
        "phone": "13800138000",
        "party": "family",
        "people": 2,
        "notice": notices[Booking.kind],
        "once": "0" * 32,
    }
    first, _new = request_booking(**asked, origin=origin())
    second, is_new = request_booking(**asked, origin=origin())
    assert (second.pk, is_new, Booking.objects.count()) == (first.pk, False, 1)


def test_sign_ups_are_listed_event_by_event(client, event, add_event, book, editor):
    add_event(title="不报名的")
    confirm(book(3), editor)
    book(4)
    client.force_login(editor)
    listed = client.get(reverse("events_admin:events")).context["page_obj"]
    assert [(each.title, each.taken, each.asked) for each in listed] == [("清明祭英烈", 3, 4)]
    page = client.get(reverse("events_admin:bookings", args=[event.pk])).content.decode()
    assert ("138****8000" in page, "13800138000" in page) == (True, False)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert reverse("events_admin:bookings", args=[event.pk]) in edit


def test_sign_ups_are_for_those_who_may_see_them(client, event):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("events_admin:bookings", args=[event.pk])).status_code in (302, 403)


def test_when_an_event_is_called_off_everybody_is_told_why(client, event, book, editor):
    first, second = confirm(book(3), editor), book(4)
    client.force_login(editor)
    address = reverse("events_admin:cancel", args=[event.pk])
    assert client.post(address, {"answer": "暴雨"}).status_code == 400
    event.cancelled = True
    event.save()
    assert client.post(address, {"answer": " "}).status_code == 400
    assert client.post(address, {"answer": "因暴雨取消"}).status_code == 302
    for booking, state in ((first, BookingState.CANCELLED), (second, BookingState.DECLINED)):
        booking.refresh_from_db()
        assert (booking.state, booking.answer) == (state, "因暴雨取消")
    assert set(NoticeLog.objects.values_list("kind", flat=True)) == {
        "booking.received",
        "booking.confirmed",
        "booking.declined",
        "booking.cancelled",
    }
