"""Notices: drafted, published, read while they run, called back, closed, decided on."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from heritage.honours import candidacies, logbook
from heritage.honours.campaigns.verifying import Finding, verify_campaign
from heritage.honours.candidacies import StaleError
from heritage.honours.enums import CandidacyState, PublicNoticeState, Role, StageKind
from heritage.honours.models import (
    Campaign,
    Candidacy,
    NoticeRow,
    PublicNotice,
    RoundResult,
    Stage,
)
from heritage.honours.noticing import deciding, domain
from heritage.honours.working_days import end_of
from tests.factories.honours import DAY, CandidacyFactory, a_round
from tests.markup import soup

from .conftest import BY_STROKES, NAMES, let_run_out, wanted

pytestmark = pytest.mark.django_db
ADMIN = "/admin/honours/notices/"
TODAY = timezone.localdate


def states(campaign) -> set[str]:
    return set(Candidacy.objects.filter(campaign=campaign).values_list("state", flat=True))


class TestDrafting:
    def test_names_stand_by_strokes(self, draft):
        assert [row.name for row in draft.rows.all()] == list(BY_STROKES)
        assert draft.rows.first().detail == "丁一的单位"

    def test_or_by_the_rank_of_the_last_round(self, campaign, proposed, office):
        now = timezone.now()
        Stage.objects.create(
            campaign=campaign, kind=StageKind.FINAL_ROUND, starts_at=now - DAY, ends_at=now
        )
        result = RoundResult.objects.create(
            round=a_round(campaign, StageKind.FINAL_ROUND),
            data={
                "contests": [
                    {
                        "rows": [
                            {"candidacy": each.pk, "rank": rank}
                            for rank, each in enumerate(proposed, start=1)
                        ]
                    }
                ]
            },
        )
        fields = wanted(order="rank")
        made = domain.prepare(campaign=campaign, fields=fields, chosen=proposed, user=office)
        # A result that was not applied says nothing.
        assert [row.name for row in made.rows.all()] == list(BY_STROKES)
        RoundResult.objects.filter(pk=result.pk).update(applied_at=now)
        made = domain.prepare(campaign=campaign, fields=fields, chosen=proposed, user=office)
        assert [row.name for row in made.rows.all()] == list(NAMES)

    def test_shorter_than_promised_is_refused(self, campaign, proposed, office):
        for fields in (wanted(days=4), wanted(days=4, unit="calendar")):
            with pytest.raises(ValidationError) as refused:
                domain.prepare(campaign=campaign, fields=fields, chosen=proposed, user=office)
            assert list(refused.value.message_dict) == ["days"]
        Campaign.objects.filter(pk=campaign.pk).update(notice_days=3, notice_unit="calendar")
        campaign.refresh_from_db()
        assert domain.prepare(
            campaign=campaign, fields=wanted(days=4), chosen=proposed, user=office
        ).pk

    def test_two_officers_on_one_draft(self, draft, proposed, office):
        seen = domain.fingerprint(draft)
        step = {"notice": draft, "seen": seen, "chosen": proposed, "details": {}, "user": office}
        domain.change(**step, fields=wanted(title="甲"))
        with pytest.raises(StaleError):
            domain.change(**step, fields=wanted(title="乙"))
        with pytest.raises(StaleError):
            domain.publish(notice=draft, seen=seen, user=office)

    def test_only_the_office(self, campaign, proposed, draft, somebody):
        other = somebody("access_admin", "change_publicnotice")
        with pytest.raises(PermissionDenied):
            domain.prepare(campaign=campaign, fields=wanted(), chosen=proposed, user=other)
        for step in (domain.close, lambda **kw: domain.publish(seen="", **kw)):
            with pytest.raises(PermissionDenied):
                step(notice=draft, user=other)


class TestPublishing:
    def test_what_is_kept(self, published, campaign):
        assert published.ends_on == end_of(TODAY(), 5, "working")
        assert states(campaign) == {"on_notice"}
        entry = campaign.log.get(action="notice.published")
        assert (published.digest, logbook.head(campaign)) == (entry.digest, entry.digest)
        assert entry.data["rows"] == domain.digest_of_rows(published)
        assert verify_campaign(campaign) == []
        NoticeRow.objects.filter(notice=published, position=1).update(name="丁二")
        assert verify_campaign(campaign) == [Finding("notice_list", published.pk)]

    def test_a_first_day_that_is_past(self, campaign, proposed, office):
        past = wanted(starts_on=TODAY() - datetime.timedelta(days=1))
        made = domain.prepare(campaign=campaign, fields=past, chosen=proposed, user=office)
        with pytest.raises(ValidationError):
            domain.publish(notice=made, seen=domain.fingerprint(made), user=office)
        assert states(campaign) == {"proposed"}

    def test_who_is_proposed_no_longer_or_called_otherwise(self, draft, proposed, office):
        seen = domain.fingerprint(draft)
        for change in ({"state": "withdrawn"}, {"nominee_name": "别名", "state": "proposed"}):
            Candidacy.objects.filter(pk=proposed[0].pk).update(**change)
            with pytest.raises(ValidationError):
                domain.publish(notice=draft, seen=seen, user=office)

    def test_every_step_not_in_the_table_is_refused(self, draft, office):
        past, reached = TODAY() - datetime.timedelta(days=1), set()

        def step(to):
            if to == "published":
                seen = domain.fingerprint(draft)
                return domain.publish(notice=draft, seen=seen, user=office)
            if to == "closed":
                return domain.close(notice=draft, user=office)
            return domain.call_back(notice=draft, reason="有误", user=office)

        for before in PublicNoticeState:
            for to in ("published", "called_back", "closed"):
                PublicNotice.objects.filter(pk=draft.pk).update(state=before, ends_on=past)
                draft.refresh_from_db()
                try:
                    step(to)
                except domain.IllegalTransitionError:
                    continue
                reached.add((before, to))
        assert reached == {
            ("draft", "published"),
            ("draft", "called_back"),
            ("published", "called_back"),
            ("published", "closed"),
        }


class TestReading:
    def test_while_it_runs_and_not_afterwards(self, client, published):
        url = f"/notices/{published.pk}/"
        page = soup(client.get(url))
        names = [item.strong.get_text() for item in page.select(".notice__names li")]
        assert names == list(BY_STROKES)
        assert page.select_one(".notice__digest").get_text(strip=True) == published.digest
        assert "noindex" in page.select_one("meta[name=robots]")["content"]
        assert f'href="{url}"' in client.get("/notices/").content.decode()
        block = client.get(published.campaign.page.url).content.decode()
        assert f'href="{url}"' in block
        let_run_out(published)
        ended = client.get(url)
        assert ended.status_code == 410
        assert "丁一" not in ended.content.decode()
        assert client.get(f"{url}objection/").status_code == 410
        assert url not in client.get(published.campaign.page.url).content.decode()

    def test_who_withdrew_meanwhile_is_told(self, client, published, proposed, office):
        candidacies.move(
            candidacy=proposed[0], to=CandidacyState.WITHDRAWN, role=Role.OFFICE, user=office
        )
        page = soup(client.get(f"/notices/{published.pk}/"))
        assert [name.get_text() for name in page.select("del")] == [proposed[0].nominee_name]
        let_run_out(published)
        decided = deciding.decide(campaign=published.campaign, user=office)
        assert len(decided) == 4

    def test_the_edges_are_midnights_here(self, published):
        last = published.ends_on
        assert domain.is_running(published, last)
        assert domain.is_running(published, published.starts_on)
        assert not domain.is_running(published, last + datetime.timedelta(days=1))
        assert not domain.is_running(published, published.starts_on - datetime.timedelta(days=1))

    def test_nothing_of_a_draft_or_a_hidden_campaign(self, client, draft, office):
        url = f"/notices/{draft.pk}/"
        assert client.get(url).status_code == 404
        assert client.get("/notices/99999999999999999999/").status_code == 404
        domain.publish(notice=draft, seen=domain.fingerprint(draft), user=office)
        assert client.get(url).status_code == 200
        draft.campaign.page.unpublish()
        assert client.get(url).status_code == 404
        assert "丁一" not in client.get("/notices/").content.decode()

    def test_before_its_first_day(self, client, campaign, proposed, office):
        later = wanted(starts_on=TODAY() + datetime.timedelta(days=3))
        made = domain.prepare(campaign=campaign, fields=later, chosen=proposed, user=office)
        domain.publish(notice=made, seen=domain.fingerprint(made), user=office)
        assert client.get(f"/notices/{made.pk}/").status_code == 404

    def test_queries_do_not_grow_with_names(self, published, count_queries, campaign):
        url = f"/notices/{published.pk}/"
        before = count_queries(url)
        for number in range(20):
            candidacy = CandidacyFactory(title=campaign.titles.get())
            NoticeRow.objects.create(
                notice=published,
                candidacy=candidacy,
                position=10 + number,
                name="某",
                title_name="某",
            )
        assert count_queries(url) == before


class TestCallingBack:
    def test_names_are_proposed_again(self, client, published, office, campaign):
        with pytest.raises(ValidationError):
            domain.call_back(notice=published, reason=" ", user=office)
        domain.call_back(notice=published, reason="名单有误", user=office)
        assert states(campaign) == {"proposed"}
        assert client.get(f"/notices/{published.pk}/").status_code == 410

    def test_who_is_on_another_notice_stays(self, published, office, campaign, proposed):
        let_run_out(published)
        second = domain.prepare(
            campaign=campaign, fields=wanted(), chosen=proposed[:2], user=office
        )
        domain.publish(notice=second, seen=domain.fingerprint(second), user=office)
        domain.call_back(notice=second, reason="名单有误", user=office)
        assert states(campaign) == {"on_notice"}


class TestDeciding:
    def test_refused_in_words_until_everything_is_done(self, campaign, proposed, office, draft):
        assert len(deciding.obstacles_to(campaign)) == 2
        domain.publish(notice=draft, seen=domain.fingerprint(draft), user=office)
        with pytest.raises(ValidationError) as refused:
            deciding.decide(campaign=campaign, user=office)
        assert len(refused.value.messages) == 2
        assert states(campaign) == {"on_notice"}
        let_run_out(draft)
        decided = deciding.decide(campaign=campaign, user=office)
        assert [each.nominee_name for each in decided] == list(BY_STROKES)
        assert states(campaign) == {"honoured"}
        draft.refresh_from_db()
        assert draft.state == "closed"
        assert logbook.head(campaign) == campaign.log.get(action="decided").digest
        assert Campaign.objects.get(pk=campaign.pk).decided_at is not None
        assert list(logbook.verify(campaign)) == []

    def test_somebody_who_is_on_no_notice(self, campaign, published, office):
        let_run_out(published)
        CandidacyFactory(title=campaign.titles.get(), state=CandidacyState.PROPOSED)
        CandidacyFactory(title=campaign.titles.get(), state=CandidacyState.ON_NOTICE)
        assert len(deciding.obstacles_to(campaign)) == 2

    def test_a_notice_at_each_level_and_the_stage_of_the_decision(
        self, campaign, published, office
    ):
        let_run_out(published)
        now, day = timezone.now(), datetime.timedelta(days=1)
        first = campaign.stages.get()
        PublicNotice.objects.filter(pk=published.pk).update(stage=first)
        Stage.objects.create(
            campaign=campaign, kind=StageKind.NOTICE, starts_at=now - day, ends_at=now + day
        )
        Stage.objects.create(
            campaign=campaign, kind=StageKind.DECISION, starts_at=now + day, ends_at=now + 2 * day
        )
        assert len(deciding.obstacles_to(Campaign.objects.get(pk=campaign.pk))) == 2

    def test_only_the_office(self, campaign, published, somebody):
        let_run_out(published)
        with pytest.raises(PermissionDenied):
            deciding.decide(campaign=campaign, user=somebody("access_admin"))


class TestInTheAdmin:
    def test_from_the_draft_to_the_decision(self, client, campaign, proposed, office):
        client.force_login(office)
        assert client.get(ADMIN).status_code == 200
        page = soup(client.get(f"{ADMIN}new/{campaign.pk}/"))
        assert len(page.select("input[name=names][checked]")) == 5
        assert page.select_one("input[name=days]")["value"] == "5"
        form = {
            **wanted(stage=campaign.stages.get().pk),
            "names": [each.pk for each in proposed[1:]],
            **{f"detail-{each.pk}": "某单位" for each in proposed},
        }
        short = client.post(f"{ADMIN}new/{campaign.pk}/", {**form, "days": "2"})
        assert short.status_code == 400
        kept = soup(short)
        assert len(kept.select("input[name=names][checked]")) == 4
        assert client.post(f"{ADMIN}new/{campaign.pk}/", {**form, "names": []}).status_code == 400
        made = client.post(f"{ADMIN}new/{campaign.pk}/", form)
        notice = PublicNotice.objects.get()
        assert made.url == f"{ADMIN}{notice.pk}/"
        assert notice.rows.count() == 4

        edit = soup(client.get(f"{ADMIN}{notice.pk}/edit/"))
        seen = edit.select_one("input[name=seen]")["value"]
        form = {**form, "names": [each.pk for each in proposed], "seen": seen}
        assert client.post(f"{ADMIN}{notice.pk}/edit/", form).status_code == 302
        again = client.post(f"{ADMIN}{notice.pk}/edit/", {**form, "title": "另一个题目"})
        assert again.status_code == 409
        assert soup(again).select_one("input[name=title]")["value"] == "另一个题目"

        shown = soup(client.get(made.url))
        seen = shown.select_one("form[action$='publish/'] input[name=seen]")["value"]
        assert client.post(f"{made.url}publish/", {"seen": "x"}).status_code == 409
        assert client.post(f"{made.url}publish/", {"seen": seen}).status_code == 302
        assert client.get(f"/notices/{notice.pk}/").status_code == 200
        assert client.post(f"{made.url}close/").status_code == 400
        decision = f"{ADMIN}decision/{campaign.pk}/"
        assert client.post(decision).status_code == 409
        notice.refresh_from_db()
        let_run_out(notice)
        assert client.get(f"{made.url}archive/").status_code == 200
        assert client.post(decision).url == decision
        assert len(soup(client.get(decision)).select("table.listing tbody tr")) == 5

    def test_nobody_else(self, client, draft, campaign, somebody):
        client.force_login(somebody("access_admin", "view_publicnotice"))
        for path in (
            "",
            f"new/{campaign.pk}/",
            f"{draft.pk}/",
            f"{draft.pk}/edit/",
            f"{draft.pk}/archive/",
            f"decision/{campaign.pk}/",
        ):
            response = client.get(f"{ADMIN}{path}")
            assert response.status_code in (302, 403), path
            assert "丁一" not in response.content.decode()
        for step in ("publish", "call-back", "close"):
            client.post(f"{ADMIN}{draft.pk}/{step}/", {"reason": "有误"})
        draft.refresh_from_db()
        assert draft.state == "draft"
