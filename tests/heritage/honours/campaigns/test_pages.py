"""The section of honours and the page of a campaign, as anybody reads them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from cms.core.intake.models import PrivacyNotice
from heritage.honours.campaigns import showing
from heritage.honours.enums import StageKind
from heritage.honours.models import Nomination, Stage, StageExtension, TitleCategory
from tests.factories.honours import (
    CampaignFactory,
    CampaignPageFactory,
    CampaignTitleFactory,
    HonoursIndexPageFactory,
    a_campaign,
)
from tests.markup import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home):
    return HonoursIndexPageFactory(parent=home)


@pytest.fixture
def running(section):
    campaign = a_campaign(StageKind.CALL, over=(StageKind.SELF_ASSESSMENT,), title="今年的选树")
    return CampaignPageFactory(parent=section, campaign=campaign, rules="一人一票。")


def words(response, selector: str) -> list[str]:
    return [" ".join(each.text.split()) for each in soup(response).select(selector)]


def test_the_section_tells_running_from_past(client, section, running):
    over = a_campaign(over=(StageKind.CALL,), title="去年的选树", year=2025)
    CampaignPageFactory(parent=section, campaign=over)
    hidden = a_campaign(StageKind.CALL, title="还没公布的选树")
    CampaignPageFactory(parent=section, campaign=hidden, live=False)

    response = client.get(section.url)

    assert words(response, ".campaign-card__title") == ["今年的选树"]
    assert words(response, ".campaign-past a") == ["去年的选树"]
    assert "还没公布" not in response.content.decode()


def test_a_section_without_campaigns_says_so(client, section):
    response = client.get(section.url)
    assert len(soup(response).select(".empty")) == 1
    assert client.get(f"{section.url}?page=x").status_code == 400
    assert client.get(f"{section.url}?page=9").status_code == 404


def test_the_page_shows_titles_timetable_and_extensions(client, running):
    campaign = running.campaign
    title = campaign.titles.get()
    title.conditions = "退役军人。"
    title.save()
    TitleCategory.objects.create(title=title, name="创业", quota=3)
    call = campaign.stages.get(kind=StageKind.CALL)
    StageExtension.objects.create(
        stage=call, ended_at=call.starts_at, ends_at=call.ends_at, reason="应各地要求"
    )

    response = client.get(running.url)

    assert words(response, ".campaign-title h3") == ["最美退役军人"]
    assert words(response, ".campaign-title__categories strong") == ["创业"]
    assert "退役军人。" in response.content.decode()
    assert [row["class"][1] for row in soup(response).select(".timetable__row")] == [
        "timetable__row--over",
        "timetable__row--open",
    ]
    assert "应各地要求" in words(response, ".timetable__row--open")[0]
    assert (
        date_format(timezone.localtime(call.ends_at), "DATETIME_FORMAT")
        in words(response, ".campaign__open")[0]
    )


def test_a_closed_campaign_shows_nothing_open(client, running):
    campaign = running.campaign
    campaign.closed_at = timezone.now()
    campaign.save()
    response = client.get(running.url)
    assert words(response, ".campaign__open") == []
    assert showing.open_calls() == []


@pytest.mark.parametrize(
    ("hour", "standing"),
    [
        (datetime.datetime(2026, 2, 28, 23, 59, 59), "to_come"),
        (datetime.datetime(2026, 3, 1, 0, 0), "open"),
        (datetime.datetime(2026, 3, 31, 23, 59, 59), "open"),
        (datetime.datetime(2026, 4, 1, 0, 0), "over"),
    ],
)
def test_the_edges_of_a_stage_lie_at_local_midnight(hour, standing):
    aware = timezone.make_aware
    stage = Stage.objects.create(
        campaign=CampaignFactory(),
        kind=StageKind.CALL,
        starts_at=aware(datetime.datetime(2026, 3, 1)),
        ends_at=aware(datetime.datetime(2026, 4, 1)),
    )
    row = showing.row_of(stage, aware(hour))
    assert row.standing == standing
    assert (row.first, row.last) == (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))
    assert (row.first_whole, row.last_whole) == (True, True)


def test_the_way_to_nominate_is_there_while_the_call_is_open(client, running):
    notice = {"title": "告知", "text": "收集什么。"}
    PrivacyNotice.objects.get_or_create(kind=Nomination.kind, version=1, defaults=notice)
    campaign, now = running.campaign, timezone.now()
    address = reverse("nominate", args=[campaign.slug])
    response = client.get(running.url)
    assert soup(response).select_one(".campaign__now a")["href"] == address
    assert len(soup(response).select(".campaign__privacy")) == 1
    over = now + datetime.timedelta(days=2)
    before = now - datetime.timedelta(days=2)
    assert [showing.nominate_url(campaign, at) for at in (before, now, over)] == ["", address, ""]


def test_a_higher_part_adds_a_block(client, running, monkeypatch):
    monkeypatch.setattr(showing, "_blocks", [])
    template = "components/empty.html"
    showing.register_block(20, lambda campaign, request: (template, {"title": campaign.title}))
    showing.register_block(10, lambda campaign, request: (template, {"title": "先"}))
    showing.register_block(5, lambda campaign, request: None)
    assert words(client.get(running.url), ".empty") == ["先", "今年的选树"]


def test_the_page_costs_few_queries_however_many_titles(client, running, count_queries):
    few = count_queries(running.url)
    for _number in range(5):
        TitleCategory.objects.create(
            title=CampaignTitleFactory(campaign=running.campaign), name="甲", quota=1
        )
    assert count_queries(running.url) == few
