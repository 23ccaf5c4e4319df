"""What the office changes of a campaign others stand on, and what is left of it afterwards."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.core.intake import retention
from heritage.honours import rights
from heritage.honours.campaigns import deletion
from heritage.honours.campaigns.editing_views import CampaignEditView
from heritage.honours.enums import StageKind
from heritage.honours.models import (
    Campaign,
    DepartmentOpinion,
    Judge,
    Nomination,
    Stage,
    StarLevel,
)
from tests.factories import UserFactory
from tests.factories.honours import (
    CampaignPageFactory,
    CampaignTitleFactory,
    CandidacyFactory,
    HonoursIndexPageFactory,
    NominationFactory,
    a_campaign,
    a_round,
)
from tests.heritage.honours.campaigns.test_admin import sent

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def office(client, wagtail_base):
    user = UserFactory()
    user.groups.add(rights.office())
    client.force_login(user)
    return client


def taken(campaign: Campaign, data: dict[str, str]) -> bool:
    form_class = CampaignEditView.panel.get_form_class()
    return form_class(data, instance=Campaign.objects.get(pk=campaign.pk)).is_valid()


def test_what_was_set_up_for_a_stage_or_a_title_holds_it(office):
    campaign = a_campaign(StageKind.FIRST_ROUND)
    campaign.stages.update(starts_at=timezone.now() + DAY, ends_at=timezone.now() + 2 * DAY)
    second = CampaignTitleFactory(campaign=campaign, name="最美拥军人物", sort_order=5)
    CandidacyFactory(title=campaign.titles.first())
    made = a_round(campaign)
    made.titles.set([second])
    made.save()
    address = reverse("honour_campaigns:edit", args=[campaign.pk])
    data = sent(office.get(address))
    number = next(n for n in "01" if data[f"titles-{n}-id"] == str(second.pk))
    assert taken(campaign, data)
    assert not taken(campaign, {**data, "stages-0-kind": "vote"})
    # Without it the round would be for every title.
    assert not taken(campaign, {**data, f"titles-{number}-DELETE": "on"})


def test_star_levels_stay_once_somebody_is_proposed(office):
    campaign = a_campaign(StageKind.CALL)
    title = campaign.titles.get()
    title.result_kind = "stars"
    title.save()
    StarLevel.objects.create(title=title, stars=5, least=90)
    CandidacyFactory(title=title, state="proposed")
    address = reverse("honour_campaigns:edit", args=[campaign.pk])
    data = sent(office.get(address))
    assert taken(campaign, data)
    assert not taken(campaign, {**data, "titles-0-star_levels-0-least": "60"})


def test_nothing_that_tells_who_it_was_is_left(office):
    campaign = a_campaign(over=(StageKind.CALL,), keep_days=30)
    title = campaign.titles.get()
    candidacy = CandidacyFactory(
        title=title, state="not_chosen", links="https://example.org/zhang-san"
    )
    given = NominationFactory(
        title=title, candidacy=candidacy, links="https://example.org/zhang-san"
    )
    log(instance=given, action="heritage.nomination.found", data={"note": "张大爷丢了回执"})
    now = timezone.now()
    withdrawn = NominationFactory(
        title=title,
        candidacy=candidacy,
        state="withdrawn",
        links="https://example.org/zhang-san",
        closed_at=now - 400 * DAY,
    )
    DepartmentOpinion.objects.create(
        candidacy=candidacy, department="公安局", document="关于张三同志的复函"
    )
    # The one that was withdrawn goes by its own schedule, before the campaign's.
    retention.purge(now=now)
    withdrawn.refresh_from_db()
    assert (withdrawn.purged_at is not None, withdrawn.links) == (True, "")
    Campaign.objects.update(closed_at=now - 31 * DAY)
    deletion.delete_personal_data(campaign=Campaign.objects.get(), now=now)
    assert set(Nomination.objects.values_list("links", flat=True)) == {""}
    assert DepartmentOpinion.objects.get().document == ""
    candidacy.refresh_from_db()
    assert candidacy.links == ""
    assert ModelLogEntry.objects.get(action="heritage.nomination.found").data == {}


def test_an_account_that_stands_in_records_is_not_deleted(client, wagtail_base):
    client.force_login(UserFactory(is_superuser=True))
    judging, idle = UserFactory(), UserFactory()
    Judge.objects.create(campaign=a_campaign(StageKind.CALL), name="评委", user=judging)
    for user in (judging, idle):
        client.post(reverse("wagtailusers_users:delete", args=[user.pk]))
    bulk = reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
    assert client.post(f"{bulk}?id={judging.pk}").status_code == 302
    known = type(judging).objects.filter(pk__in=[judging.pk, idle.pk])
    assert list(known) == [judging]


def test_a_campaign_closed_between_looking_and_saving(office, monkeypatch):
    campaign = a_campaign(StageKind.CALL)
    address = reverse("honour_campaigns:edit", args=[campaign.pk])
    data = sent(office.get(address))
    form_valid = CampaignEditView.form_valid

    def closed_meanwhile(view, form):
        Campaign.objects.update(closed_at=timezone.now())
        return form_valid(view, form)

    monkeypatch.setattr(CampaignEditView, "form_valid", closed_meanwhile)
    assert office.post(address, {**data, "phone": "0531-1"}).status_code == 400
    assert Campaign.objects.get().phone == ""


def test_hostile_numbers_and_texts_are_answered(home, office):
    campaign = a_campaign(StageKind.FIRST_ROUND)
    stage = Stage.objects.get()
    huge = "9" * 30
    for name, args in (
        ("honour_campaigns:overview", [huge]),
        ("honour_campaigns:extend", [campaign.pk, huge]),
        ("honour_campaigns:round", [huge, stage.pk]),
        ("honour_rubrics:rubric", [huge]),
    ):
        assert office.get(reverse(name, args=args)).status_code == 404
    index = reverse("honour_campaigns:index")
    for query in ("?p=" + huge, "?p=x", "?q=" + "名" * 500):
        assert office.get(index + query).status_code == 200
    for year in ("", "x", huge, "-1", "2026.5", "\x00"):
        clone = reverse("honour_campaigns:clone", args=[campaign.pk])
        assert office.post(clone, {"year": year, "title": "明年"}).status_code == 400
    extend = reverse("honour_campaigns:extend", args=[campaign.pk, stage.pk])
    for end in ("0001-01-01 00:00", "9999-12-31 23:59", huge, "\x00"):
        assert office.post(extend, {"ends_at": end, "reason": "应各地要求"}).status_code == 400


def test_a_page_stays_with_its_campaign(home):
    section = HonoursIndexPageFactory(parent=home)
    page = CampaignPageFactory(parent=section, campaign=a_campaign(StageKind.CALL))
    page.full_clean()
    page.campaign = a_campaign(StageKind.CALL)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == ["campaign"]


def test_the_second_who_sets_a_round_is_told(office):
    campaign = a_campaign(StageKind.FIRST_ROUND)
    made = a_round(campaign)
    address = reverse("honour_campaigns:round", args=[campaign.pk, made.stage_id])
    data = sent(office.get(address))
    assert office.post(address, {**data, "least_scores": "5"}).status_code == 302
    late = office.post(address, {**data, "least_scores": "7"})
    assert late.status_code == 409
    assert late.context["form"]["least_scores"].value() == "7"
    made.refresh_from_db()
    assert made.least_scores == 5
    # Nor are two made for one stage.
    made.delete()
    fresh = {**data, "seen": ""}
    assert office.post(address, fresh).status_code == 302
    assert office.post(address, fresh).status_code == 409
