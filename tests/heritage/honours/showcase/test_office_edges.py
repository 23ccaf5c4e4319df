"""Showing and hiding: all that were ticked or none, and nobody of what was practised."""

import pytest
from django.urls import reverse
from django.utils import timezone

from heritage.honours.models import Honouree
from heritage.honours.showcase import domain
from tests.factories import PracticePageFactory
from tests.factories.honours import CampaignPageFactory, HonoursIndexPageFactory

pytestmark = pytest.mark.django_db


def test_hiding_several_is_all_or_none(client, office):
    shown, revoked = (
        Honouree.objects.create(
            year=2026,
            title_name="最美退役军人",
            name=name,
            slug=f"x-{number}",
            is_shown=not number,
            revoked_at=timezone.now() if number else None,
        )
        for number, name in enumerate(("丁一", "王建国"))
    )
    client.force_login(office)
    sent = {"honouree": [shown.pk, revoked.pk], "hide": "1"}
    assert client.post(reverse("showcase:show"), sent).status_code == 302
    shown.refresh_from_db()
    assert shown.is_shown


def test_what_was_practised_is_not_shown_to_the_public(client, home, office, campaign, chosen):
    practice = PracticePageFactory(parent=home)
    section = HonoursIndexPageFactory(parent=practice)
    CampaignPageFactory(parent=section, campaign=campaign)
    (made, _other) = domain.announce(campaign=campaign, user=office)
    client.force_login(office)
    response = client.post(reverse("showcase:show"), {"honouree": [made.pk]})
    assert response.status_code == 302
    made.refresh_from_db()
    assert not made.is_shown
