"""A family far away asks; the custodian accepts, goes, tells; nobody else sees it."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.core.intake import retention
from cms.core.intake.models import NoticeLog, PrivacyNotice
from heritage.memorials.enums import ProxyTributeState
from heritage.memorials.models import ProxyTribute, ProxyTributePicture
from heritage.memorials.tributes.proxying import report_tribute
from tests.cms.core.intake.conftest import solved_payload
from tests.factories import RollEntryFactory, UserFactory, image_file
from tests.markup import soup

ABROAD = "+14155550132"
JPEG = b"\xff\xd8"
State = ProxyTributeState


@pytest.fixture(autouse=True)
def notice(db) -> None:
    PrivacyNotice.objects.get_or_create(
        kind=ProxyTribute.kind, version=1, defaults={"title": "告知", "text": "……"}
    )


@pytest.fixture
def entry(cemetery):
    """Somebody who rests at the cemetery."""
    return RollEntryFactory(name="陆怀青", site=cemetery)


@pytest.fixture
def custodian(client):
    """Logged in: somebody who answers such requests."""
    user = UserFactory()
    names = ["access_admin", "view_proxytribute", "change_proxytribute"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return type(user).objects.get(pk=user.pk)


def answers(**values) -> dict:
    return {
        "name": "Mary Lu",
        "phone": "+1 (415) 555-0132",
        "email": "mary@example.org",
        "letter": "Dear grandfather, we have not forgotten you.",
        "consent": "on",
        "once": "1" * 32,
        "altcha": solved_payload(ProxyTribute.kind),
        **values,
    }


@pytest.fixture
def asked(client, entry) -> ProxyTribute:
    """A request from abroad, made in English."""
    client.cookies["django_language"] = "en"
    assert client.post(f"/tribute/entry/{entry.pk}/for-me/", answers()).status_code == 302
    client.cookies.clear()
    return ProxyTribute.objects.get()


def report_form(**values) -> dict:
    return {
        "done_on": timezone.localdate().isoformat(),
        "account": "已擦拭墓碑、敬献鲜花、诵读来信。",
        "seen": State.ACCEPTED,
        "pictures-TOTAL_FORMS": "1",
        "pictures-INITIAL_FORMS": "0",
        **values,
    }


def given(client, address: str) -> bytes:
    """The first bytes of a file that nobody on the way may keep."""
    response = client.get(address)
    assert "no-store" in response["Cache-Control"]
    return b"".join(response.streaming_content)[:2]


def move(client, record, to: str, answer: str = ""):
    address = f"/admin/intake/{ProxyTribute.kind}/{record.pk}/move/"
    response = client.post(address, {"to": to, "seen": record.state, "answer": answer})
    record.refresh_from_db()
    return response


def test_from_asking_in_english_to_pictures_under_the_receipt(client, asked, entry, custodian):
    assert (asked.entry, asked.site_id, asked.language) == (entry, entry.site_id, "en")
    assert (asked.contact_phone, asked.letter[:4]) == (ABROAD, "Dear")
    assert move(client, asked, State.ACCEPTED).status_code == 302

    page = f"/admin/tributes/proxy/{asked.pk}/report/"
    assert client.get(page).status_code == 200
    sent = report_form(**{"pictures-0-file": image_file("碑.jpg"), "pictures-0-caption": "碑前"})
    assert client.post(page, sent).status_code == 302
    asked.refresh_from_db()
    picture = ProxyTributePicture.objects.get()
    assert (asked.state, asked.done_on, picture.caption) == (
        State.DONE,
        timezone.localdate(),
        "碑前",
    )
    assert given(client, f"/admin/tributes/proxy/pictures/{picture.pk}/") == JPEG
    kinds = [(told.kind, told.language) for told in NoticeLog.objects.order_by("pk")]
    assert kinds == [(f"proxy-tribute.{step}", "en") for step in ("received", "accepted", "done")]

    client.logout()
    address = f"/follow/{asked.receipt}/pictures/{picture.pk}/"
    assert client.get(address).status_code == 302
    client.post("/follow/", {"receipt": asked.receipt, "phone": "001 415 555 0132"})
    assert client.get(address).status_code == 302
    client.post("/follow/", {"receipt": asked.receipt, "phone": ABROAD})
    status = soup(client.get(f"/follow/{asked.receipt}/"))
    assert "诵读来信" in status.get_text()
    assert status.select_one("figure img")["src"] == address
    assert given(client, address) == JPEG


def test_declining_needs_words_and_the_family_reads_them(client, asked, custodian):
    assert move(client, asked, State.DECLINED).status_code == 400
    assert move(client, asked, State.DECLINED, "墓区正在修缮。").status_code == 302
    assert (asked.state, asked.account) == (State.DECLINED, "墓区正在修缮。")


def test_done_is_reached_with_an_account_only(client, asked, custodian):
    move(client, asked, State.ACCEPTED)
    assert move(client, asked, State.DONE, "好了").status_code == 400
    page = f"/admin/tributes/proxy/{asked.pk}/report/"
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    bad = (
        {"account": " "},
        {"done_on": tomorrow},
        {"done_on": "昨天"},
        {"pictures-0-file": SimpleUploadedFile("坏.jpg", b"no picture")},
    )
    for values in bad:
        assert client.post(page, report_form(**values)).status_code == 400
    assert client.post(page, report_form(seen=State.RECEIVED)).status_code == 409
    asked.refresh_from_db()
    assert (asked.state, ProxyTributePicture.objects.count()) == (State.ACCEPTED, 0)


def test_pictures_go_with_the_personal_data(
    client, asked, custodian, django_capture_on_commit_callbacks
):
    move(client, asked, State.ACCEPTED)
    page = f"/admin/tributes/proxy/{asked.pk}/report/"
    client.post(page, report_form(**{"pictures-0-file": image_file("碑.jpg")}))
    file = ProxyTributePicture.objects.get().file
    assert file.storage.exists(file.name)
    later = timezone.now() + ProxyTribute.keep_after_closing + datetime.timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        retention.purge(now=later)
    asked.refresh_from_db()
    assert (asked.letter, asked.account, asked.contact_phone) == ("", "", "")
    assert ProxyTributePicture.objects.count() == 0
    assert not file.storage.exists(file.name)


def test_too_many_pictures_keep_no_file(asked, custodian):
    with pytest.raises(ValidationError):
        report_tribute(
            record=asked,
            account="好",
            done_on=timezone.localdate(),
            pictures=[object()] * 7,
            seen=asked.state,
            user=custodian,
        )


@pytest.mark.parametrize(
    "values",
    [{"phone": "12"}, {"wanted_on": "2001-01-01"}, {"email": "x"}, {"consent": ""}, {"name": ""}],
)
def test_what_is_wrong_is_said_and_nothing_lost(client, entry, values):
    response = client.post(f"/tribute/entry/{entry.pk}/for-me/", answers(**values))
    assert response.status_code == 400
    assert "not forgotten" in response.content.decode()
    assert ProxyTribute.objects.count() == 0


def test_only_where_a_custodian_is_known(client, entry, cemetery):
    assert client.get(f"/tribute/site/{cemetery.pk}/for-me/").status_code == 200
    assert client.get(f"/tribute/entry/{RollEntryFactory().pk}/for-me/").status_code == 404
    cemetery.unpublish()
    assert client.get(f"/tribute/entry/{entry.pk}/for-me/").status_code == 404


def test_kept_answers_are_gone_on_with(client, entry):
    form = answers(keep="1", wanted_on="2999-04-05")
    link = soup(client.post(f"/tribute/entry/{entry.pk}/for-me/", form)).select_one(
        ".slip__link a"
    )["href"]
    kept = soup(client.get(link))
    assert kept.select_one("#id_wanted_on")["value"] == "2999-04-05"
    assert "not forgotten" in kept.select_one("#id_letter").get_text()


def test_joined_to_another_name_meanwhile_nothing_typed_is_lost(client, entry, cemetery):
    old = RollEntryFactory(site=cemetery)
    form = f"/tribute/entry/{old.pk}/for-me/"
    kept = soup(client.post(form, answers(keep="1"))).select_one(".slip__link a")["href"]
    old.merged_into = entry
    old.save()
    assert "not forgotten" in soup(client.get(kept)).select_one("#id_letter").get_text()
    assert client.post(form, answers()).status_code == 302
    assert ProxyTribute.objects.get().entry == entry


def test_others_in_the_office_see_nothing(client, asked):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)
    assert client.get(f"/admin/tributes/proxy/{asked.pk}/report/").status_code in (302, 403)
