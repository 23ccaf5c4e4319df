"""What the office does with a vote stands in the campaign's log, and ends with the campaign."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from heritage.honours import logbook
from heritage.honours.enums import StageKind
from heritage.honours.models import PublicVote, VoteCode, VoteEntry
from tests.factories import UserFactory
from tests.factories.honours import CandidacyFactory, a_campaign

pytestmark = pytest.mark.django_db


def test_codes_and_changed_summaries_are_logged(client):
    campaign = a_campaign(StageKind.VOTE)
    vote = PublicVote.objects.create(stage=campaign.stages.get(), proof="code")
    entry = VoteEntry.objects.create(
        vote=vote, candidacy=CandidacyFactory(title=campaign.titles.get()), summary="事迹"
    )
    user = UserFactory()
    names = ("change_campaign", "access_admin")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    url = f"/admin/honours/votes/{campaign.pk}/"
    given = client.post(f"{url}codes/", {"count": "2"})
    assert given.getvalue().startswith(b"PK")
    page = client.get(f"{url}candidates/{entry.pk}/")
    edited = {"summary": "另写的事迹", "seen": page.context["form"]["seen"].value()}
    assert client.post(page.request["PATH_INFO"], edited).status_code == 302
    late = client.post(page.request["PATH_INFO"], {**edited, "summary": "晚到的事迹"})
    assert (late.status_code, late.context["form"]["summary"].value()) == (409, "晚到的事迹")
    entries = list(campaign.log.order_by("number"))
    assert [each.action for each in entries] == ["vote.codes", "vote.shown"]
    assert (entries[0].data["count"], entries[1].data["candidacy"]) == (2, entry.candidacy_id)
    assert list(logbook.verify(campaign)) == []
    campaign.closed_at = timezone.now()
    campaign.save()
    assert client.post(f"{url}codes/", {"count": "2"}).status_code == 400
    assert VoteCode.objects.count() == 2
