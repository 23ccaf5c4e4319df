"""What a hurried or a hostile office may do with a notice, and what then has to hold."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from heritage.honours.enums import StageKind
from heritage.honours.models import Campaign, Objection, PublicNotice, SpecialDay, Stage
from heritage.honours.noticing import calendar, deciding, domain
from tests.factories import UserFactory
from tests.markup import soup

from .conftest import let_run_out, wanted

pytestmark = pytest.mark.django_db
ADMIN = "/admin/honours/notices/"


def test_what_nobody_can_read_is_no_notice(campaign, draft, office):
    campaign.page.unpublish()
    with pytest.raises(ValidationError):
        domain.publish(notice=draft, seen=domain.fingerprint(draft), user=office)
    assert PublicNotice.objects.get().state == "draft"


def test_the_page_stays_while_a_notice_runs(client, campaign, published):
    page = campaign.page
    section = page.get_parent()
    client.force_login(UserFactory(is_superuser=True))
    for name, args in (
        ("wagtailadmin_pages:unpublish", [page.pk]),
        ("wagtailadmin_pages:delete", [page.pk]),
        ("wagtailadmin_pages:delete", [section.pk]),
    ):
        client.post(reverse(name, args=args), {"include_descendants": "on"})
    for action in ("unpublish", "delete"):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        client.post(f"{bulk}?id={page.pk}", {"include_descendants": "on"})
    page.refresh_from_db()
    assert page.live
    assert client.get(f"/notices/{published.pk}/").status_code == 200
    let_run_out(published)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    page.refresh_from_db()
    assert not page.live


def test_a_year_that_cannot_be_is_told_beside_the_field(client, campaign, proposed, office):
    client.force_login(office)
    form = {**wanted(), "names": [each.pk for each in proposed]}
    for day in ("9999-12-31", "0001-01-01"):
        response = client.post(f"{ADMIN}new/{campaign.pk}/", {**form, "starts_on": day})
        assert response.status_code == 400
        assert list(response.context["form"].errors) == ["starts_on"]
    day = {"day": "9999-12-31", "is_working": "1"}
    assert client.post(f"{ADMIN}calendar/", day).status_code == 400
    assert SpecialDay.objects.count() == 0


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01", "2026111", "202611"])
def test_a_day_that_may_mean_two_is_none(typed):
    assert calendar._date(typed) is None
    assert (
        calendar._date("20261101") == calendar._date("2026年11月1日") == datetime.date(2026, 11, 1)
    )


def test_marks_that_nobody_typed_do_not_reach_the_list(client, campaign, proposed, office):
    client.force_login(office)
    one = proposed[0]
    sent = {**wanted(), "names": [one.pk], f"detail-{one.pk}": "某\x00单位\u202e站"}
    assert client.post(f"{ADMIN}new/{campaign.pk}/", sent).status_code == 302
    assert PublicNotice.objects.get().rows.get().detail == "某单位站"


def test_a_notice_published_meanwhile_is_not_thrown_away_as_a_draft(draft, office, campaign):
    as_it_was = PublicNotice.objects.get(pk=draft.pk)
    domain.publish(notice=draft, seen=domain.fingerprint(draft), user=office)
    with pytest.raises(ValidationError):
        domain.call_back(notice=as_it_was, reason="", user=office)
    domain.call_back(notice=as_it_was, reason="名单有误", user=office)
    assert set(campaign.candidacies.values_list("state", flat=True)) == {"proposed"}


def test_whoever_a_level_left_out_is_not_decided_on(campaign, published, proposed, office):
    now, day = timezone.now(), datetime.timedelta(days=1)
    PublicNotice.objects.filter(pk=published.pk).update(stage=campaign.stages.get())
    second = Stage.objects.create(
        campaign=campaign,
        kind=StageKind.NOTICE,
        label="省级公示",
        starts_at=now - day,
        ends_at=now + day,
        sort_order=5,
    )
    let_run_out(published)
    fields = wanted(stage=second)
    higher = domain.prepare(campaign=campaign, fields=fields, chosen=proposed[1:], user=office)
    domain.publish(notice=higher, seen=domain.fingerprint(higher), user=office)
    let_run_out(higher)
    again = Campaign.objects.get(pk=campaign.pk)
    (obstacle,) = deciding.obstacles_to(again)
    assert proposed[0].nominee_name in obstacle
    assert "省级公示" in obstacle


def test_the_second_of_two_who_answer_keeps_the_words(client, published, office, proposed):
    objection = Objection.objects.create(
        notice=published, candidacy=proposed[0], statement="账目不符", is_anonymous=True
    )
    client.force_login(office)
    address = reverse("rongguang_intake_move", args=["objection", objection.pk])
    assert client.post(address, {"to": "checking", "seen": "received"}).status_code == 302
    words = "经核查，反映的问题不存在。"
    late = client.post(address, {"to": "not_upheld", "seen": "received", "answer": words})
    assert late.status_code == 409
    assert soup(late).select_one("textarea[name=answer]").text.strip() == words
    answered = client.post(address, {"to": "not_upheld", "seen": "checking", "answer": words})
    assert answered.status_code == 302
