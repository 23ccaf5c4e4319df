"""Copies, rounds that open, deletion, and the check that nothing was changed unseen."""

import datetime
import json
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.core.intake.retention import purge
from heritage.honours import logbook
from heritage.honours.campaigns import deletion, domain, rounds, showing
from heritage.honours.campaigns.cloning import clone_campaign, shifted
from heritage.honours.campaigns.verifying import Finding, verify_campaign
from heritage.honours.enums import StageKind
from heritage.honours.models import (
    Campaign,
    Correction,
    EligibilityItem,
    Judge,
    Nomination,
    PublicNotice,
    PublicVote,
    RegionQuota,
    RoundResult,
    RubricCriterion,
    ScoringRound,
    StarLevel,
    TitleCategory,
    Vote,
    VoterDay,
)
from heritage.people.models import Place
from tests.factories import UserFactory
from tests.factories.honours import (
    CampaignPageFactory,
    CandidacyFactory,
    HonoursIndexPageFactory,
    NominationFactory,
    a_campaign,
    a_round,
    a_rubric,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def officer():
    return UserFactory(is_superuser=True)


def at(*parts: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime(*parts))


def test_a_copy_moves_by_whole_years_on_the_local_clock():
    assert shifted(at(2026, 3, 1), 1) == at(2027, 3, 1)
    assert shifted(at(2028, 2, 29, 18), 1) == at(2029, 2, 28, 18)
    assert shifted(at(2026, 4, 1) - datetime.timedelta(seconds=1), 2) == at(2028, 3, 31, 23, 59, 59)


def test_next_years_campaign_has_everything_but_people(officer):
    campaign = a_campaign(StageKind.CALL, StageKind.FIRST_ROUND, StageKind.VOTE, title="2026年选树")
    title = campaign.titles.get()
    category = TitleCategory.objects.create(title=title, name="创业", quota=4)
    EligibilityItem.objects.create(title=title, text="退役五年以上")
    StarLevel.objects.create(title=title, stars=5, least=Decimal(90))
    round = a_round(campaign, aggregation="trimmed", tie_rules=["panel"], opened_at=timezone.now())
    round.titles.set([title])
    round.save()
    vote = PublicVote.objects.create(stage=campaign.stages.get(kind="vote"), per_day=3)
    place = Place.objects.create(name="某县")
    RegionQuota.objects.create(title=title, category=category, place=place, quota=2)
    candidacy = CandidacyFactory(title=title)
    NominationFactory(title=title, candidacy=candidacy)
    Judge.objects.create(campaign=campaign, name="评委")

    made = clone_campaign(campaign=campaign, year=2027, user=officer)

    assert (made.title, made.year, made.cloned_from) == ("2027年选树", 2027, campaign)
    copied = made.titles.get()
    assert list(copied.categories.values_list("name", "quota")) == [("创业", 4)]
    assert copied.eligibility_items.get().text == "退役五年以上"
    assert copied.star_levels.get().least == Decimal(90)
    assert [timezone.localtime(each.starts_at).year for each in made.stages.all()] == [
        timezone.localtime(each.starts_at).year + 1 for each in campaign.stages.all()
    ]
    new_round = ScoringRound.objects.get(stage__campaign=made)
    assert (new_round.rubric, new_round.aggregation, new_round.tie_rules) == (
        round.rubric,
        "trimmed",
        ["panel"],
    )
    assert (new_round.opened_at, list(new_round.titles.all())) == (None, [copied])
    assert PublicVote.objects.get(stage__campaign=made).per_day == vote.per_day
    quota = RegionQuota.objects.get(title=copied)
    assert (quota.category.title, quota.place, quota.quota) == (copied, place, 2)
    assert (made.candidacies.count(), made.judges.count(), copied.nominations.count()) == (0, 0, 0)
    # The source is as it was.
    assert (campaign.titles.count(), campaign.stages.count()) == (1, 3)


def test_only_the_office_copies_extends_and_closes():
    campaign, user = a_campaign(StageKind.CALL), UserFactory()
    stage = campaign.stages.get()
    for use_case in (
        lambda: clone_campaign(campaign=campaign, year=2027, user=user),
        lambda: domain.close_campaign(campaign=campaign, user=user),
        lambda: domain.extend_stage(
            stage=stage, ends_at=stage.ends_at + DAY, reason="无", user=user
        ),
    ):
        with pytest.raises(PermissionDenied):
            use_case()


def test_an_extension_opens_a_stage_that_was_over_but_no_round(officer):
    campaign = a_campaign(over=(StageKind.CALL, StageKind.FINAL_ROUND))
    call = campaign.stages.get(kind=StageKind.CALL)
    assert [row.standing for row in showing.timetable(campaign)] == ["over", "over"]
    domain.extend_stage(stage=call, ends_at=timezone.now() + DAY, reason="疫情", user=officer)
    campaign = Campaign.objects.get()
    assert [row.standing for row in showing.timetable(campaign)] == ["open", "over"]
    final = campaign.stages.get(kind=StageKind.FINAL_ROUND)
    with pytest.raises(ValidationError):
        domain.extend_stage(stage=final, ends_at=timezone.now() + DAY, reason="改", user=officer)


def test_a_round_opens_by_the_clock_and_its_rubric_freezes():
    campaign = a_campaign(StageKind.FIRST_ROUND)
    round = a_round(campaign)
    empty = a_round(a_campaign(StageKind.FIRST_ROUND), rubric=a_rubric())
    later = a_campaign(StageKind.FINAL_ROUND)
    later.stages.update(starts_at=timezone.now() + datetime.timedelta(hours=1))
    a_round(later, StageKind.FINAL_ROUND)

    assert (rounds.open_rounds(), rounds.open_rounds()) == (1, 0)

    round.refresh_from_db()
    rubric = round.rubric
    assert (round.opened_at is not None, rubric.frozen_at is not None) == (True, True)
    entry = campaign.log.get()
    assert (entry.action, entry.actor, entry.data["rubric_digest"]) == (
        "round_opened",
        "clock",
        rubric.digest,
    )
    assert verify_campaign(campaign) == []
    empty.refresh_from_db()
    assert empty.opened_at is None
    with pytest.raises(rounds.FrozenError):
        rounds.save_round(round=round, titles=[], user=UserFactory(is_superuser=True))


def test_a_self_assessment_freezes_its_rubric_once_the_public_can_begin(home):
    campaign = a_campaign(StageKind.CALL)
    rubric = a_rubric("1")
    campaign.titles.update(self_rubric=rubric)
    assert rounds.freeze_self_rubrics() == 0
    section = HonoursIndexPageFactory(parent=home)
    CampaignPageFactory(parent=section, campaign=campaign)
    assert (rounds.freeze_self_rubrics(), rounds.freeze_self_rubrics()) == (1, 0)
    assert verify_campaign(campaign) == []
    RubricCriterion.objects.update(name="改过的指标")
    assert verify_campaign(campaign) == [Finding("rubric", rubric.pk)]


def test_what_was_changed_unseen_is_found(officer, capsys):
    campaign = a_campaign(StageKind.FIRST_ROUND)
    round = rounds.open_round(round=a_round(campaign))
    data = {"rows": [{"candidacy": 1, "total": "9.5"}]}
    digest = logbook.digest_of(data)
    result = RoundResult.objects.create(round=round, data=data, digest=digest)
    logbook.append(campaign=campaign, action="result_computed", data={"digest": digest})
    notice = PublicNotice.objects.create(
        campaign=campaign,
        title="公示",
        starts_on=timezone.localdate(),
        digest=logbook.head(campaign),
    )
    assert verify_campaign(campaign) == []
    call_command("verify_campaign", campaign.slug, "--json")
    assert json.loads(capsys.readouterr().out)[0]["findings"] == []

    RubricCriterion.objects.filter(aspect__rubric=round.rubric).update(weight=Decimal(3))
    ScoringRound.objects.update(aggregation="rank_sum")
    RoundResult.objects.update(data={"rows": [{"candidacy": 1, "total": "9.9"}]})
    PublicNotice.objects.update(digest="0" * 64)
    assert verify_campaign(campaign) == [
        Finding("rubric", round.rubric_id),
        Finding("round", round.pk),
        Finding("result", result.pk),
        Finding("notice", notice.pk),
    ]
    with pytest.raises(CommandError):
        call_command("verify_campaign")
    with pytest.raises(CommandError):
        call_command("verify_campaign", "no-such")
    assert "rubric" in capsys.readouterr().out


@pytest.fixture
def closed(officer):
    """A campaign closed long ago: one chosen, one not, one held, votes and a judge."""
    campaign = a_campaign(over=(StageKind.CALL, StageKind.VOTE), keep_days=30)
    title = campaign.titles.get()
    for state in ("honoured", "not_chosen", "withdrawn"):
        candidacy = CandidacyFactory(title=title, state=state, nominee_name=state)
        nomination = NominationFactory(title=title, candidacy=candidacy, nominee_name=state)
        log(instance=candidacy, action="heritage.candidacy.moved", data={"note": "某人举报"})
        Correction.objects.create(nomination=nomination, asked="补充", due_at=timezone.now())
    Nomination.objects.filter(nominee_name="withdrawn").update(hold=True, hold_reason="诉讼")
    Judge.objects.create(campaign=campaign, name="评委", email="judge@example.org")
    vote = PublicVote.objects.create(stage=campaign.stages.get(kind="vote"))
    for voter in "ab":
        Vote.objects.create(
            vote=vote,
            candidacy=candidacy,
            day=timezone.localdate(),
            voter=voter * 64,
            address_digest="c" * 64,
        )
    VoterDay.objects.create(vote=vote, voter="a" * 64, day=timezone.localdate(), count=1)
    domain.close_campaign(campaign=campaign, user=officer)
    return Campaign.objects.get()


def test_personal_data_go_on_schedule_with_a_report(closed):
    now = closed.closed_at
    assert deletion.due(now + 29 * DAY) == []
    assert deletion.due(now + 30 * DAY) == [closed]

    report = purge(now=now + 30 * DAY)

    line = next(each for each in report.lines if each["rule"] == "campaigns")
    assert line["count"] == 8
    assert closed.log.get(action="data_deleted").data == {
        "counts": {"nominations": 2, "candidacies": 2, "judges": 1, "votes": 2, "voters": 1},
        "complete": False,
    }
    told = {each.state: each for each in closed.candidacies.all()}
    assert (told["honoured"].nominee_name, bool(told["honoured"].deeds)) == ("honoured", True)
    assert (told["not_chosen"].nominee_name, told["not_chosen"].deeds) == ("", "")
    assert told["withdrawn"].nominee_name == "withdrawn"
    entries = ModelLogEntry.objects.filter(action="heritage.candidacy.moved").order_by("pk")
    assert [bool(entry.label or entry.data) for entry in entries] == [True, False, True]
    kept = Nomination.objects.exclude(nominee_name="")
    assert [(each.nominee_name, each.contact_phone) for each in kept] == [
        ("withdrawn", "13800130001")
    ]
    assert [each.asked for each in Correction.objects.order_by("pk")] == ["", "", "补充"]
    assert {each.voter for each in Vote.objects.all()} == {
        str(pk) for pk in Vote.objects.values_list("pk", flat=True)
    }
    assert (Judge.objects.get().email, Vote.objects.first().address_digest) == ("", "")
    assert verify_campaign(closed) == []

    # Once nothing is held, the rest goes and the campaign is done.
    Nomination.objects.update(hold=False)
    purge(now=now + 31 * DAY)
    closed.refresh_from_db()
    assert closed.purged_at == now + 31 * DAY
    assert not closed.candidacies.exclude(nominee_name__in=["", "honoured"]).exists()
    assert deletion.due(now + 60 * DAY) == []
    assert purge(now=now + 32 * DAY).total == 0


def test_the_first_page_names_the_open_call(client, home):
    section = HonoursIndexPageFactory(parent=home)
    page = CampaignPageFactory(parent=section, campaign=a_campaign(StageKind.CALL, title="今年"))
    over = a_campaign(over=(StageKind.CALL,), title="去年")
    CampaignPageFactory(parent=section, campaign=over)
    hidden = a_campaign(StageKind.CALL, title="未发布")
    CampaignPageFactory(parent=section, campaign=hidden, live=False)
    assert [each["page"] for each in showing.open_calls()] == [page]
    shown = client.get("/").content.decode()
    assert ("今年" in shown, "未发布" in shown, shown.count("open-call__title")) == (True, False, 1)
