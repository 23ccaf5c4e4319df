"""Agreements and closed ranges in the admin: who may, what is refused in words, private files."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page

from heritage.oral_history import access, consenting, rights
from heritage.oral_history.enums import ConsentState
from heritage.oral_history.models import ClosedRange, Consent, ConsentLog
from tests.factories import UserFactory, image_file
from tests.factories.oral_history import (
    ClosedRangeFactory,
    InterviewIndexPageFactory,
    InterviewPageFactory,
    TranscriptFactory,
)

SIGNED = {
    "party": "narrator",
    "signed_by": "张老",
    "signed_on": "2024-04-20",
    "scope": "public",
}


@pytest.fixture
def archive(home):
    return InterviewIndexPageFactory(parent=home)


@pytest.fixture
def interview(archive):
    return InterviewPageFactory(parent=archive)


@pytest.fixture
def archivist(archive):
    user = UserFactory(username="archivist")
    user.groups.add(rights.archivists())
    return user


@pytest.fixture
def at_work(client, archivist):
    client.force_login(archivist)
    return client


def to(name, *args):
    return reverse(f"oral_history:{name}", args=args)


def scan(name="协议.jpg"):
    file = image_file("scan.jpg")
    return SimpleUploadedFile(name, file.read(), content_type="image/jpeg")


def test_from_draft_to_publication(at_work, archive):
    page = InterviewPageFactory(parent=archive, consent=False, live=False)
    assert at_work.get(to("consent", page.pk)).status_code == 200
    answer = at_work.post(to("sign", page.pk), {**SIGNED, "document": scan()})
    assert answer.status_code == 302
    consent = page.consents.get()
    assert (consent.signed_by, consent.document.name.startswith("consents/")) == ("张老", True)
    page.save_revision().publish()
    shown = at_work.get(to("interviews"))
    assert [each.scope for each in shown.context["page_obj"]] == ["public"]


def test_publishing_without_agreement_says_what_is_missing(at_work, archive):
    page = InterviewPageFactory(parent=archive, consent=False, live=False, recordings=[])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_of(at_work.get(edit))
    answer = at_work.post(edit, {**data, "action-publish": "1"})
    assert answer.url == to("consent", page.pk)
    assert not Page.objects.get(pk=page.pk).live


def form_of(response):
    """What the browser would send back of the page editor's form."""
    form = response.context["form"]
    data = {}
    for each in [form, *form.formsets.values()]:
        if hasattr(each, "management_form"):
            data |= {f"{each.prefix}-{k}": v for k, v in each.management_form.initial.items()}
            for inner in each.initial_forms:
                data |= {f"{inner.prefix}-{k}": v or "" for k, v in inner.initial.items()}
        else:
            for name, field in each.fields.items():
                value = field.prepare_value(each.get_initial_for_field(field, name))
                data[name] = value if value is not None else ""
    return {
        **data,
        "body-count": "0",
        "credits-count": "0",
        "tags": "",
        "conflicts": [],
        "battles": [],
        "units": [],
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }


def test_a_copy_stays_a_draft(at_work, archivist, interview):
    archivist.is_superuser = True
    archivist.save()
    copy = reverse("wagtailadmin_pages:copy", args=[interview.pk])
    data = {
        "new_title": "副本",
        "new_slug": "copy",
        "new_parent_page": interview.get_parent().pk,
    }
    for way in ("publish_copies", "alias"):
        assert at_work.post(copy, {**data, way: "on"}).url == copy
    assert not Page.objects.filter(title="副本").exists()
    at_work.post(copy, data)
    assert not Page.objects.get(title="副本").live


def test_withdrawing(at_work, archivist, interview):
    consent = interview.consents.get()
    page = at_work.post(to("withdraw", consent.pk), {"reason": ""})
    assert page.status_code == 400
    assert Page.objects.get(pk=interview.pk).live
    assert at_work.post(to("withdraw", consent.pk), {"reason": "本人来信"}).status_code == 302
    assert not Page.objects.get(pk=interview.pk).live
    again = at_work.post(to("withdraw", consent.pk), {"reason": "本人来信"})
    assert again.status_code == 400
    assert ConsentLog.objects.get().by == archivist
    log = at_work.get(to("consent_log")).content.decode()
    assert (log.count("本人来信"), log.count(str(consenting.LABELS[consenting.WITHDRAW]))) == (1, 1)


def test_closing_and_opening_a_range(at_work, interview):
    recording = interview.recording_links.get().recording
    TranscriptFactory(recording=recording, cues=["一", "二", "三"])
    given = {
        "recording": recording.pk,
        "start_ms": "0:04",
        "end_ms": "00：00：05.5",
        "scope": "closed",
    }
    assert at_work.post(to("close_range", interview.pk), given).status_code == 302
    closed = ClosedRange.objects.get()
    assert (closed.start_ms, closed.end_ms) == (4000, 5500)
    shown = at_work.get(to("consent", interview.pk))
    assert [
        (row["closed"], row["total"]) for part in shown.context["parts"] for row in part["withheld"]
    ] == [(1, 3)]
    lift = to("lift_range", interview.pk, closed.pk)
    assert at_work.post(lift, {"reason": " "}).status_code == 400
    assert at_work.post(lift, {"reason": "本人同意"}).status_code == 302
    assert access.closed_ranges(recording, "public") == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"start_ms": "4:00:99"},
        {"start_ms": "-3"},
        {"start_ms": "９９９９９９９９９９"},
        {"end_ms": "0:01"},
        {"end_ms": ""},
        {"start_ms": "59:00", "end_ms": "59:30"},
        {"scope": "public"},
        {"until": "someday"},
        {"recording": "999999"},
    ],
)
def test_wrong_ranges_are_refused_in_words(at_work, interview, wrong):
    recording = interview.recording_links.get().recording
    given = {"recording": recording.pk, "start_ms": "0:04", "end_ms": "0:06", "scope": "closed"}
    answer = at_work.post(to("close_range", interview.pk), {**given, **wrong})
    assert answer.status_code == 400
    assert answer.context["close_form"].errors
    assert not ClosedRange.objects.exists()


def test_only_a_recording_of_the_interview_is_closed_from_its_page(at_work, archive, interview):
    other = InterviewPageFactory(parent=archive).recording_links.get().recording
    given = {"recording": other.pk, "start_ms": "1", "end_ms": "2", "scope": "closed"}
    assert at_work.post(to("close_range", interview.pk), given).status_code == 400
    elsewhere = ClosedRangeFactory(recording=other)
    lift = to("lift_range", interview.pk, elsewhere.pk)
    assert at_work.post(lift, {"reason": "x"}).status_code == 404


@pytest.mark.parametrize(
    "document",
    [
        SimpleUploadedFile("协议.pdf", b"MZ\x90\x00 not a pdf"),
        SimpleUploadedFile("协议.html", b"<script>alert(1)</script>"),
        SimpleUploadedFile("协议.pdf", b""),
    ],
)
def test_what_is_no_scan_is_not_kept(at_work, interview, document):
    document.seek(0)
    answer = at_work.post(to("sign", interview.pk), {**SIGNED, "document": document})
    assert answer.status_code == 400
    assert interview.consents.count() == 1


def test_the_document_is_a_download_for_those_who_may_see_it(client, at_work, interview):
    at_work.post(to("attach", interview.consents.get().pk), {"document": scan()})
    consent = Consent.objects.get()
    answer = at_work.get(to("consent_document", consent.pk))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content)
    assert consent.document.path.rpartition("/consents/")[0].endswith("private")
    second = at_work.post(to("attach", consent.pk), {"document": scan()})
    assert second.status_code == 400
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for user, status in [(editor, 302), (None, 302)]:
        client.logout()
        if user:
            client.force_login(user)
        assert client.get(to("consent_document", consent.pk)).status_code == status


def test_a_document_that_is_gone_is_not_found(at_work, interview):
    consent = interview.consents.get()
    assert at_work.get(to("consent_document", consent.pk)).status_code == 404
    Consent.objects.filter(pk=consent.pk).update(document="consents/none.pdf")
    assert at_work.get(to("consent_document", consent.pk)).status_code == 404


def test_who_may_not_is_turned_away_and_nothing_happens(client, interview):
    clerk = UserFactory()
    for label, codename in (("wagtailadmin", "access_admin"), ("heritage", "view_consent")):
        clerk.user_permissions.add(
            Permission.objects.get(content_type__app_label=label, codename=codename)
        )
    client.force_login(clerk)
    consent = interview.consents.get()
    closed = ClosedRangeFactory(recording=interview.recording_links.get().recording)
    assert client.get(to("consent", interview.pk)).status_code == 200
    posts = [
        to("sign", interview.pk),
        to("withdraw", consent.pk),
        to("attach", consent.pk),
        to("close_range", interview.pk),
        to("lift_range", interview.pk, closed.pk),
    ]
    given = {**SIGNED, "reason": "x", "recording": closed.recording_id, "start_ms": 1, "end_ms": 2}
    for path in posts:
        assert client.post(path, given).url == reverse("wagtailadmin_home")
    consent.refresh_from_db()
    assert (consent.state, Consent.objects.count(), ClosedRange.objects.get()) == (
        ConsentState.IN_FORCE,
        1,
        closed,
    )


def test_archivists_publish_interviews_and_delete_nothing_signed(archivist, interview):
    assert interview.permissions_for_user(archivist).can_publish()
    allowed = ["heritage.add_consent", "heritage.change_segment", "media.change_transcript"]
    refused = [
        "heritage.delete_consent",
        "heritage.delete_closedrange",
        "heritage.delete_signoff",
        "heritage.change_consentlog",
        "heritage.hear_as_school",
    ]
    assert archivist.has_perms(allowed)
    assert [each for each in refused if archivist.has_perm(each)] == []


def test_an_archive_made_later_is_open_to_the_archivists_too(archivist, home):
    later = InterviewIndexPageFactory(parent=home, slug="second")
    assert later.permissions_for_user(archivist).can_add_subpage()
