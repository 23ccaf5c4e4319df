"""The public vote: one vote each, counted exactly, taken out only by a person."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.intake import limits
from cms.core.intake.limits import Limit
from cms.core.intake.models import NoticeLog
from heritage.honours import logbook
from heritage.honours.campaigns.forms import RoundForm
from heritage.honours.candidacies import StaleError
from heritage.honours.enums import StageKind
from heritage.honours.models import PublicVote, Stage, Vote, VoteEntry, VoterDay
from heritage.honours.voting import counting, domain, patterns, proving
from tests.cms.core.intake.conftest import in_parallel, new_proof, solved_payload
from tests.factories import UserFactory
from tests.factories.honours import (
    CampaignPageFactory,
    CandidacyFactory,
    HonoursIndexPageFactory,
    a_campaign,
    a_round,
)
from tests.markup import soup

PARALLEL = 200
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def light_work(settings) -> None:
    """Challenges that a test solves at once."""
    settings.INTAKE_WORK = 50


@pytest.fixture
def campaign(home):
    made = a_campaign(StageKind.VOTE, slug="zuimei")
    CampaignPageFactory(parent=HonoursIndexPageFactory(parent=home), campaign=made)
    return made


@pytest.fixture
def vote(campaign) -> PublicVote:
    """An open vote among three; a fourth is in the running, but not put to it."""
    made = PublicVote.objects.create(stage=campaign.stages.get(), per_day=2)
    title = campaign.titles.get()
    for name in ("丁一", "王二", "张三"):
        candidacy = CandidacyFactory(title=title, nominee_name=name, deeds="不公开的原文")
        VoteEntry.objects.create(vote=made, candidacy=candidacy, summary=f"{name}的事迹")
    CandidacyFactory(title=title, nominee_name="赵四")
    return made


@pytest.fixture
def named(vote) -> dict:
    return {entry.candidacy.nominee_name: entry.candidacy for entry in vote.entries.all()}


@pytest.fixture
def office(db):
    user = UserFactory()
    names = ("change_campaign", "access_admin")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return type(user).objects.get(pk=user.pk)


def cast(vote, *chosen, voter="v", address="192.0.2.1", **values) -> int:
    values.setdefault("proof", new_proof())
    return domain.cast(vote=vote, chosen=chosen, voter=voter, address=address, **values)


def ballot(*chosen, **values) -> dict:
    keys = [each.pk for each in chosen]
    return {"step": "cast", "chosen": keys, "altcha": solved_payload("vote"), **values}


URL = "/vote/zuimei/"


@pytest.mark.django_db
class TestCasting:
    def test_so_many_a_day_and_no_more(self, vote, named):
        assert cast(vote, named["丁一"]) == 1
        with pytest.raises(domain.TwiceError):
            cast(vote, named["丁一"])
        with pytest.raises(domain.AlreadyVotedError):
            cast(vote, named["王二"], named["张三"])
        assert cast(vote, named["王二"]) == 0
        with pytest.raises(domain.AlreadyVotedError):
            cast(vote, named["张三"])
        assert (Vote.objects.count(), VoterDay.objects.get().count) == (2, 2)

    def test_the_day_ends_at_midnight_here(self, vote, named):
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        before, second = midnight - datetime.timedelta(seconds=1), datetime.timedelta(seconds=1)
        vote.stage.starts_at, vote.stage.ends_at = midnight - HOUR, midnight + HOUR
        assert cast(vote, named["丁一"], now=before) == 1
        assert cast(vote, named["丁一"], now=midnight) == 1
        for now in (midnight - HOUR - second, midnight + HOUR):
            with pytest.raises(domain.VoteClosedError):
                cast(vote, named["王二"], now=now)

    def test_only_candidates(self, vote, named, campaign):
        other = campaign.candidacies.get(nominee_name="赵四")
        for chosen in ((), (other,), (named["丁一"], other)):
            with pytest.raises(ValidationError):
                cast(vote, *chosen)
        type(other).objects.filter(pk=named["丁一"].pk).update(state="dropped")
        with pytest.raises(ValidationError):
            cast(vote, named["丁一"])
        assert (Vote.objects.count(), VoterDay.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_counts_are_exact_under_load(vote, named, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "vote", (Limit("address", 1000, 600),))
    chosen = [named["丁一"], named["王二"]]
    vote.per_day = 1
    vote.save()

    def work(number: int):
        # Ten voters, each trying twenty times, alternating between two candidates.
        return cast(vote, chosen[number % 2], voter=f"v{number % 10}", address=f"192.0.2.{number}")

    results = in_parallel(PARALLEL, work)
    given = [each for each in results if each == 0]
    refused = [each for each in results if isinstance(each, domain.AlreadyVotedError)]
    assert (len(given), len(refused)) == (10, PARALLEL - 10)
    assert Vote.objects.count() == 10
    assert sum(counting.counts_of(vote.stage.campaign).values()) == 10


@pytest.mark.django_db
class TestCounting:
    def test_shares_of_a_title(self, vote, named, campaign):
        for number, name in enumerate(("丁一", "丁一", "王二")):
            cast(vote, named[name], voter=f"v{number}")
        assert counting.counts_of(campaign) == {named["丁一"].pk: 2, named["王二"].pk: 1}
        assert counting.share_of(campaign) == {
            named["丁一"].pk: Decimal("66.667"),
            named["王二"].pk: Decimal("33.333"),
        }
        assert counting.share_of(a_campaign(StageKind.CALL)) == {}


@pytest.mark.django_db
class TestSuspicious:
    @pytest.fixture
    def many(self, vote, named):
        """Twenty votes at odd times from one address, twelve at even ones from another."""
        start = timezone.now().replace(minute=0, second=0, microsecond=0)

        def add(candidacy, address, number, seconds):
            Vote.objects.create(
                vote=vote,
                candidacy=candidacy,
                day=start.date(),
                voter=f"{address}{number}",
                address_digest=address,
                cast_at=start + datetime.timedelta(seconds=seconds),
            )

        for number in range(20):
            add(named["丁一"], "a", number, number**2)
        for number in range(12):
            add(named["王二"], "b", number, number * 30)
        for number in range(9):
            add(named["张三"], "c", number, number * 30)

    def test_found_taken_out_and_put_back(self, vote, named, many, office, campaign):
        found = patterns.patterns_of(vote)
        assert [(each.kind, each.candidacy, each.count) for each in found] == [
            ("burst", named["丁一"].pk, 20),
            ("even", named["王二"].pk, 12),
        ]
        key = found[0].key
        with pytest.raises(ValidationError):
            patterns.remove(vote=vote, key=key, reason=" ", user=office)
        with pytest.raises(StaleError):
            patterns.remove(vote=vote, key="0" * 32, reason="机器刷票", user=office)
        with pytest.raises(PermissionDenied):
            patterns.remove(vote=vote, key=key, reason="机器刷票", user=UserFactory())
        removal = patterns.remove(vote=vote, key=key, reason="机器刷票", user=office)
        assert (removal.count, counting.counts_of(campaign)) == (
            20,
            {named["王二"].pk: 12, named["张三"].pk: 9},
        )
        assert "a" not in removal.pattern.values()
        assert len(patterns.patterns_of(vote)) == 1
        patterns.undo(removal=removal, reason="核实为学校集体投票", user=office)
        assert counting.counts_of(campaign)[named["丁一"].pk] == 20
        with pytest.raises(StaleError):
            patterns.undo(removal=removal, reason="再次", user=office)
        actions = list(campaign.log.values_list("action", flat=True))
        assert actions == ["vote.removed", "vote.restored"]
        assert list(logbook.verify(campaign)) == []

    def test_in_the_admin(self, client, vote, many, office, campaign):
        client.force_login(office)
        url = f"/admin/honours/votes/{campaign.pk}/"
        keys = [each["value"] for each in soup(client.get(url)).select("input[name=pattern]")]
        assert len(keys) == 2
        assert client.post(f"{url}remove/", {"pattern": keys[0]}).status_code == 400
        form = {"pattern": keys[0], "reason": "机器刷票"}
        assert client.post(f"{url}remove/", form).status_code == 302
        assert client.post(f"{url}remove/", form).status_code == 409
        removal = vote.removals.get()
        back = f"{url}restore/{removal.pk}/"
        assert client.post(back, {"reason": "核实为集体投票"}).status_code == 302
        assert client.post(back, {"reason": "核实为集体投票"}).status_code == 409


@pytest.mark.django_db
class TestVoting:
    def test_a_browser_votes(self, client, vote, named, campaign):
        page = soup(client.get(URL))
        names = [label.get_text(strip=True) for label in page.select(".ballot__name")]
        assert names == ["丁一", "王二", "张三"]
        assert "不公开的原文" not in page.get_text()
        assert f'href="{URL}"' in client.get(campaign.page.url).content.decode()
        sent = ballot(named["丁一"], named["张三"])
        assert client.post(URL, sent).url == f"{URL}?thanks=1"
        assert client.post(URL, sent).status_code in (400, 409)
        assert Vote.objects.count() == 2
        thanks = soup(client.get(f"{URL}?thanks=1"))
        assert thanks.select_one(".note--success") is not None
        assert len(thanks.select("input[name=chosen][disabled]")) == 3

    def test_what_is_wrong_is_told_and_what_was_ticked_stays(self, client, vote, named):
        client.get(URL)
        for form, status in (
            (ballot(), 400),
            (ballot(*named.values()), 400),
            (ballot(named["丁一"], altcha="x"), 400),
            ({**ballot(), "chosen": ["9" * 30]}, 400),
        ):
            assert client.post(URL, form).status_code == status
        kept = soup(client.post(URL, ballot(named["丁一"], altcha="")))
        assert len(kept.select("input[name=chosen][checked]")) == 1
        assert Vote.objects.count() == 0

    def test_without_a_cookie_nothing_is_counted(self, client, vote, named):
        assert client.post(URL, ballot(named["丁一"])).status_code == 400
        client.cookies["vote-browser"] = "forged"
        assert client.post(URL, ballot(named["丁一"])).status_code == 400
        assert Vote.objects.count() == 0

    def test_counts_are_told_when_it_is_over(self, client, vote, named):
        cast(vote, named["丁一"])
        now = timezone.now()
        assert ".vote-result" not in client.get(URL).content.decode()
        Stage.objects.filter(pk=vote.stage_id).update(starts_at=now + HOUR, ends_at=now + 2 * HOUR)
        assert "丁一" not in client.get(URL).content.decode()
        Stage.objects.filter(pk=vote.stage_id).update(starts_at=now - 2 * HOUR, ends_at=now - HOUR)
        figures = [cell.get_text() for cell in soup(client.get(URL)).select(".vote-result td")]
        assert figures == ["1", "0", "0", "1"]
        assert client.post(URL, ballot(named["丁一"])).status_code == 409

    def test_who_lost_a_round_stays_in_the_counts(self, client, vote, named):
        """Else the page would tell the result of the round before the notice, and none in the end."""
        cast(vote, named["丁一"])
        now = timezone.now()
        Stage.objects.filter(pk=vote.stage_id).update(starts_at=now - 2 * HOUR, ends_at=now - HOUR)
        for name, state in (("丁一", "not_chosen"), ("王二", "honoured"), ("张三", "withdrawn")):
            type(named[name]).objects.filter(pk=named[name].pk).update(state=state)
        rows = soup(client.get(URL)).select(".vote-result tbody tr")
        told = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in rows]
        assert told == [["丁一", "1"], ["王二", "0"]]

    def test_too_late_is_said(self, client, vote, named):
        client.get(URL)
        Stage.objects.filter(pk=vote.stage_id).update(ends_at=timezone.now())
        late = client.post(URL, ballot(named["丁一"]))
        assert (late.status_code, Vote.objects.count()) == (409, 0)
        page = soup(late)
        assert page.select_one(".note--warning[role=alert]") is not None
        assert len(page.select(".note")) == 1

    def test_a_double_click_is_said_to_be_counted(self, client, vote, named):
        client.get(URL)
        sent = ballot(named["丁一"])
        assert client.post(URL, sent).status_code == 302
        again = client.post(URL, sent)
        assert (again.status_code, Vote.objects.count()) == (409, 1)
        assert again.context["form"].non_field_errors() == [
            _("You voted for one of these today already. Nothing was counted again.")
        ]

    def test_what_was_ticked_outlasts_the_proof(self, client, vote, named, office):
        PublicVote.objects.update(proof="code")
        vote.refresh_from_db()
        (code,) = proving.make_codes(vote=vote, count=1, user=office)
        asked = client.post(URL, ballot(named["王二"]))
        page = soup(asked)
        assert (asked.status_code, page.select_one("input[name=code]") is not None) == (400, True)
        assert page.select_one(".note--warning") is not None
        client.post(URL, {"step": "verify", "code": code})
        ticked = soup(client.get(URL)).select("input[name=chosen][checked]")
        assert [each["value"] for each in ticked] == [str(named["王二"].pk)]

    def test_queries_do_not_grow_with_candidates(self, vote, campaign, count_queries):
        before = count_queries(URL)
        for _number in range(10):
            candidacy = CandidacyFactory(title=campaign.titles.get())
            VoteEntry.objects.create(vote=vote, candidacy=candidacy, summary="事迹")
        assert count_queries(URL) == before

    def test_only_of_a_public_campaign(self, client, vote, campaign):
        assert client.get("/vote/none/").status_code == 404
        campaign.page.unpublish()
        assert client.get(URL).status_code == 404

    def test_by_telephone(self, client, vote, named, monkeypatch):
        PublicVote.objects.update(proof="phone")
        monkeypatch.setattr(proving.secrets, "choice", lambda digits: "7")
        assert client.post(URL, ballot(named["丁一"])).status_code == 400
        send = {"step": "send", "phone": "13800138000", "altcha": solved_payload("vote-code")}
        sent = soup(client.post(URL, send))
        assert sent.select_one("input[name=phone]")["value"] == "13800138000"
        assert NoticeLog.objects.get().masked_to == "138****8000"
        verify = {"step": "verify", "phone": "13800138000", "code": "123456"}
        for _number in range(3):
            assert client.post(URL, verify).status_code == 400
        assert client.post(URL, {**verify, "code": "777777"}).url == URL
        assert client.post(URL, {**verify, "code": "777777"}).status_code == 400
        assert client.post(URL, ballot(named["丁一"])).url == f"{URL}?thanks=1"
        assert Vote.objects.get().voter == proving.by_phone(vote=vote, phone="138 0013 8000")

    def test_a_code_is_void_after_five_guesses(self, vote, monkeypatch):
        monkeypatch.setattr(proving.secrets, "choice", lambda digits: "7")
        guess = {"vote": vote, "phone": "13800138000", "address": "192.0.2.1"}
        proving.send_code(**guess, proof=new_proof())
        for code in ("1", "2", "3", "4", "5", "777777"):
            with pytest.raises(proving.WrongCodeError):
                proving.check_phone_code(**guess, code=code)

    def test_by_a_code_given_out(self, client, vote, named, office):
        PublicVote.objects.update(proof="code")
        vote.refresh_from_db()
        first, second = proving.make_codes(vote=vote, count=2, user=office)
        for code in ("", "x", "2" * 15):
            assert client.post(URL, {"step": "verify", "code": code}).status_code == 400
        assert client.post(URL, {"step": "verify", "code": first.lower()}).url == URL
        assert client.post(URL, ballot(named["丁一"])).status_code == 302
        client.cookies.clear()
        client.post(URL, {"step": "verify", "code": first})
        assert client.post(URL, ballot(named["丁一"])).status_code == 409
        client.cookies.clear()
        client.post(URL, {"step": "verify", "code": second})
        assert client.post(URL, ballot(named["丁一"])).status_code == 302
        assert Vote.objects.count() == 2


@pytest.mark.django_db
class TestPreparing:
    @pytest.fixture
    def later(self, vote):
        """The same vote before it begins."""
        now = timezone.now()
        vote.stage.starts_at, vote.stage.ends_at = now + HOUR, now + 2 * HOUR
        vote.stage.save()
        return vote

    def test_settings_and_candidates_before_it_begins(self, client, later, office, campaign):
        client.force_login(office)
        url = f"/admin/honours/votes/{campaign.pk}/"
        assert client.get("/admin/honours/votes/").status_code == 200
        settings = {"per_day": "3", "proof": "code", "weight": "20"}
        assert client.post(url, {**settings, "weight": "101"}).status_code == 400
        assert client.post(url, settings).status_code == 302
        later.refresh_from_db()
        assert (later.per_day, later.weight) == (3, Decimal(20))
        page = soup(client.get(f"{url}candidates/"))
        assert len(page.select("input[name=names]")) == 4
        other = campaign.candidacies.get(nominee_name="赵四")
        form = {"names": [other.pk], f"summary-{other.pk}": "  "}
        assert client.post(f"{url}candidates/", form).status_code == 400
        form[f"summary-{other.pk}"] = "赵四的事迹"
        assert client.post(f"{url}candidates/", form).status_code == 302
        entry = later.entries.get()
        assert (entry.candidacy, entry.summary) == (other, "赵四的事迹")
        shown = f"{url}candidates/{entry.pk}/"
        seen = client.get(shown).context["form"]["seen"].value()
        assert client.post(shown, {"summary": "改过的事迹", "image": "x"}).status_code == 400
        assert client.post(shown, {"summary": "改过的事迹", "seen": seen}).status_code == 302
        codes = client.post(f"{url}codes/", {"count": "5"})
        assert b"".join(codes.streaming_content).startswith(b"PK")
        assert client.post(f"{url}codes/", {"count": "0"}).status_code == 400
        assert later.codes.count() == 5
        assert list(logbook.verify(campaign)) == []

    def test_the_share_that_is_stated_is_the_share_that_counts(self, later, office, campaign):
        now = timezone.now()
        stage = Stage.objects.create(
            campaign=campaign, kind=StageKind.FINAL_ROUND, starts_at=now, ends_at=now + HOUR
        )
        a_round(campaign, StageKind.FINAL_ROUND, vote_weight=Decimal(20))
        settings = {"per_day": 1, "proof": "check", "weight": Decimal(20)}
        saved = domain.save_settings(stage=later.stage, fields=settings, user=office)
        assert domain.is_counted(saved)
        for weight in (Decimal(0), Decimal(30)):
            with pytest.raises(ValidationError):
                wanted = {**settings, "weight": weight}
                domain.save_settings(stage=later.stage, fields=wanted, user=office)
        form = {"aggregation": "mean", "dropped": 1, "least_scores": 1, "vote_weight": "30"}
        checked = RoundForm(form, stage=stage)
        assert "vote_weight" in checked.errors
        type(stage.round).objects.update(vote_weight=0)
        assert not domain.is_counted(saved)

    def test_what_was_stated_stays_once_it_begins(self, vote, office, named):
        fields = {"per_day": 9, "proof": "check", "weight": Decimal(50)}
        with pytest.raises(ValidationError):
            domain.save_settings(stage=vote.stage, fields=fields, user=office)
        with pytest.raises(ValidationError):
            domain.put_to_vote(vote=vote, summaries={}, user=office)
        assert vote.entries.count() == 3

    def test_nobody_else(self, client, vote, campaign):
        user = UserFactory()
        user.user_permissions.set(
            Permission.objects.filter(codename__in=["access_admin", "change_publicvote"])
        )
        client.force_login(user)
        for path in ("", f"{campaign.pk}/", f"{campaign.pk}/candidates/"):
            response = client.get(f"/admin/honours/votes/{path}")
            assert response.status_code in (302, 403), path
            assert "丁一" not in response.content.decode()
